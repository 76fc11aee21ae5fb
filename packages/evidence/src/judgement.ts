import type { EvidenceItem } from "@release-approval/approval";

/** An evidence item before the border has added which file was seen, and its digest. */
export type Judgement = Omit<EvidenceItem, "source" | "sha256">;

/** What can be told of a number of reports without looking at what they found: none there, or one cannot be read. */
export function judgeReadings(
  item: string,
  readings: readonly { ok: boolean; problem?: string }[],
  threshold: string | undefined,
): Judgement | null {
  const base = { item, ...(threshold === undefined ? {} : { threshold }) };
  if (readings.length === 0) return { ...base, verdict: "missing", figures: {} };
  const problems = readings.flatMap(({ ok, problem }) => (ok || problem === undefined ? [] : [problem]));
  const [first] = problems;
  if (first === undefined) return null;
  return { ...base, verdict: "unreadable", figures: { problem: first, unreadable: problems.length } };
}
