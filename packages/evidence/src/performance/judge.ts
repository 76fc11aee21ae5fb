import type { ReleaseRules } from "@release-approval/approval";
import { type Judgement, judgeReadings } from "../judgement.ts";
import type { Reading } from "../report.ts";
import { type Change, compare, nameApart, type Remembered, remember } from "./compare.ts";
import type { Measurement } from "./measurement.ts";

export type PerformanceThreshold = Exclude<NonNullable<ReleaseRules["evidence"]["performance"]>, false>;

const item = "performance";
const mostShown = 5;

/** Where a policy names no threshold, a report that is given holds by the default policy's. */
const defaultThreshold: PerformanceThreshold = { "max-regression": 10 };

/**
 * The verdict on benchmark reports, against the release before; with the measurements that the next one is compared with.
 * @param baseline the measurements in the request of the release before; null where there are none
 */
export function judgePerformance(
  readings: readonly Reading<Measurement[]>[],
  threshold: PerformanceThreshold | undefined,
  baseline: readonly Remembered[] | null,
): Judgement {
  const most = (threshold ?? defaultThreshold)["max-regression"];
  const needed = `no benchmark more than ${most} % worse than in the release before`;
  const early = judgeReadings(item, readings, needed);
  if (early !== null) return early;
  const now = nameApart(readings.flatMap((one) => (one.ok ? one.found : [])));
  const base = { item, threshold: needed, measurements: remember(now) };
  if (baseline === null || baseline.length === 0) {
    const figures = { benchmarks: now.length, compared: "nothing: this is the first measurement" };
    return { ...base, verdict: "met", figures };
  }
  const { changes, added, vanished } = compare(now, baseline);
  const tooSlow = changes.filter(({ worse }) => worse > most);
  const [worst] = changes;
  const isMet = worst !== undefined && tooSlow.length === 0;
  return {
    ...base,
    verdict: isMet ? "met" : "unmet",
    figures: {
      ...(worst === undefined
        ? { problem: "Nothing that was measured in the release before is measured now." }
        : figureOf(worst)),
      ...(tooSlow.length > 0 && { "too-slow": tooSlow.length, which: list(tooSlow.map(show)) }),
      benchmarks: now.length,
      compared: changes.length,
      ...(vanished.length > 0 && { vanished: list(vanished) }),
      ...(added.length > 0 && { "without-baseline": added.length }),
    },
  };
}

/** Of the worst change; one for the better is no regression. */
function figureOf(change: Change): Judgement["figures"] {
  if (change.worse <= 0) return { regression: "none" };
  if (!Number.isFinite(change.worse)) return { regression: show(change) };
  return { regression: round(change.worse), worst: show(change) };
}

function show({ name, before, now, unit, worse }: Change): string {
  const percent = Number.isFinite(worse) ? ` (${round(worse)} % worse)` : "";
  return `${name}: ${significant(before)} to ${significant(now)} ${unit}${percent}`.replace(/ +\(/, " (");
}

function list(texts: readonly string[]): string {
  const more = texts.length - mostShown;
  const shown = texts.slice(0, mostShown).join("; ");
  return more > 0 ? `${shown}; and ${more.toLocaleString("en-US")} more` : shown;
}

// Up, so that what is over the threshold is never shown as at it.
function round(percent: number): number {
  return Math.min(Math.ceil(percent * 10 - 1e-9) / 10, 1e9);
}

function significant(value: number): string {
  return String(Number(value.toPrecision(4)));
}
