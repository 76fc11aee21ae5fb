import type { ReleaseRules } from "@release-approval/approval";
import { percentOf } from "../formats/number.ts";
import { type Judgement, judgeReadings } from "../judgement.ts";
import type { Reading } from "../report.ts";
import { addCoverage, type CoverageFigures, type Share } from "./figures.ts";

export type CoverageThresholds = Exclude<NonNullable<ReleaseRules["evidence"]["coverage"]>, false>;

/** Measures what the reports say against the policy. Without a threshold it is enough that they can be read. */
export function judgeCoverage(
  readings: readonly Reading<CoverageFigures>[],
  thresholds?: CoverageThresholds,
): Judgement {
  const threshold = thresholds === undefined ? undefined : `${thresholds.by} ${thresholds.min} %`;
  const unread = judgeReadings("coverage", readings, threshold);
  if (unread !== null) return unread;
  const found = addCoverage(readings.flatMap((one) => (one.ok ? [one.found] : [])));
  const reason = findReason(found, thresholds);
  return {
    item: "coverage",
    verdict: reason === null ? "met" : "unmet",
    figures: {
      ...show(found, thresholds?.by ?? "line"),
      ...(reason === null ? {} : { problem: reason }),
      ...(found.remarks.length === 0 ? {} : { remark: found.remarks.join("; ") }),
    },
    ...(threshold === undefined ? {} : { threshold }),
  };
}

/** Nothing that could be covered satisfies nothing. */
function findReason({ lines, branches }: CoverageFigures, thresholds?: CoverageThresholds): string | null {
  if (lines.total === 0 && branches.total === 0) return "the reports tell of no lines";
  if (thresholds === undefined) return null;
  const { covered, total } = thresholds.by === "line" ? lines : branches;
  if (total === 0) return `the reports tell of no ${thresholds.by === "line" ? "lines" : "branches"}`;
  return covered * 100 < thresholds.min * total ? "too few are covered" : null;
}

/** What the policy asks about comes first. */
function show({ lines, branches }: CoverageFigures, by: "line" | "branch"): Judgement["figures"] {
  const shown = { line: showShare("line", lines), branch: showShare("branch", branches) };
  return by === "line" ? { ...shown.line, ...shown.branch } : { ...shown.branch, ...shown.line };
}

function showShare(name: "line" | "branch", { covered, total }: Share): Judgement["figures"] {
  const percent = percentOf(covered, total);
  const plural = name === "line" ? "lines" : "branches";
  return percent === null ? {} : { [name]: percent, [`${plural}-covered`]: covered, [plural]: total };
}
