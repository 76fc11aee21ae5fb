import { cut } from "../formats/cut.ts";
import { type Judgement, judgeReadings } from "../judgement.ts";
import type { Reading } from "../report.ts";
import { type Finding, idOf, type Scan, severities } from "./finding.ts";
import { type SecurityThreshold, type WeighedFindings, weighFindings } from "./weigh.ts";

const item = "security";
const mostShown = 5;
const longestShown = 160;

/**
 * The verdict on the reports of security scans.
 * @param threshold of the policy; none: findings from `high` on block what was given
 * @param today the date in UTC, as 2026-11-24
 */
export function judgeSecurity(
  readings: readonly Reading<Scan>[],
  threshold: SecurityThreshold | undefined,
  today: string,
): Judgement {
  const failOn = threshold?.["fail-on"] ?? "high";
  const needed = failOn === "critical" ? "no critical finding" : `no finding that is ${failOn} or worse`;
  const early = judgeReadings(item, readings, needed);
  if (early !== null) return early;
  const scans = readings.flatMap((one) => (one.ok ? [one.found] : []));
  if (!scans.some(({ isScan }) => isScan))
    return {
      item,
      verdict: "missing",
      figures: { problem: "The reports only say what to leave out (VEX); none is of a scan." },
      threshold: needed,
    };
  const weighed = weighFindings(scans, threshold, today);
  return {
    item,
    verdict: weighed.blocking.length === 0 ? "met" : "unmet",
    figures: figuresOf(weighed, scans),
    threshold: needed,
  };
}

/** Why a scan makes a release security-related: it found something at or above the threshold that nobody set aside. */
export function securityReasons(
  readings: readonly Reading<Scan>[],
  threshold: SecurityThreshold | undefined,
  today: string,
): string[] {
  const scans = readings.flatMap((one) => (one.ok ? [one.found] : []));
  return weighFindings(scans, threshold, today).blocking.map((one) =>
    cut(`the scan found ${show(one)}`, 300),
  );
}

function figuresOf(weighed: WeighedFindings, scans: readonly Scan[]): Judgement["figures"] {
  const { standing, blocking, allowed, expired, closed } = weighed;
  const counts = severities.map((one) => [one, standing.filter(({ rating }) => rating === one).length]);
  const unknown = standing.filter(({ rating }) => rating === "unknown").length;
  const suppressed = scans.reduce((sum, one) => sum + one.suppressed, 0);
  const tools = cut([...new Set(scans.map(({ tool }) => tool))].join(", "), 200);
  return {
    ...(blocking.length > 0 && { blocking: blocking.length, first: list(blocking.map(show)) }),
    ...Object.fromEntries(counts),
    ...(unknown > 0 && { "of-unknown-severity": unknown }),
    ...(expired.length > 0 && {
      expired: list(expired.map(({ by }) => `${by.id} was allowed until ${by.expires}`)),
    }),
    ...(allowed.length > 0 && {
      allowed: allowed.length,
      "allowed-because": list(
        [...new Set(allowed.flatMap(({ by }) => by))].map(
          ({ id, reason, expires }) => `${id} until ${expires}: ${reason}`,
        ),
      ),
    }),
    ...(closed.length > 0 && {
      "closed-by-vex": closed.length,
      closed: list(closed.map(({ finding, by }) => `${idOf(finding)} ${by.state.replaceAll("_", " ")}`)),
    }),
    ...(suppressed > 0 && { suppressed }),
    tools,
  };
}

function list(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const more = unique.length - mostShown;
  return [
    ...unique.slice(0, mostShown).map((one) => cut(one, longestShown)),
    ...(more > 0 ? [`and ${more.toLocaleString("en-US")} more`] : []),
  ].join("; ");
}

/** `GHSA-… (high) in lodash 4.17.15, fixed in 4.17.21`. */
function show(finding: Finding): string {
  const { rating, where, fixedIn } = finding;
  const place = where === "" ? "" : ` in ${where}`;
  const fix = fixedIn === null ? "" : `, fixed in ${fixedIn}`;
  return `${idOf(finding)} (${rating === "unknown" ? "severity unknown" : rating})${place}${fix}`;
}
