import type { ReleaseRules } from "@release-approval/approval";
import { cut } from "../formats/cut.ts";
import { type Judgement, judgeReadings } from "../judgement.ts";
import type { Reading } from "../report.ts";
import { findMissing, plainTitle } from "./headings.ts";
import type { ReadDocument } from "./read.ts";

export type PlanThreshold = Exclude<NonNullable<ReleaseRules["evidence"]["deployment-plan"]>, false>;

/**
 * The verdict on the deployment plan, and on the rollback plan where there is one or must be one. Sections that policy
 * lists may stand in either; where it lists none, both plans must say something, be they one document or two.
 */
export function judgePlans(
  given: {
    deployment: readonly Reading<ReadDocument>[];
    rollback: readonly Reading<ReadDocument>[];
  },
  threshold: PlanThreshold | undefined,
): Judgement[] {
  const asks = threshold !== undefined;
  const rollback = judgeRollback(given, asks && (threshold.sections ?? []).length === 0);
  const deployment =
    asks || given.deployment.length > 0 ? [judgeDeployment(given, threshold?.sections ?? [])] : [];
  return [...deployment, ...(rollback === null ? [] : [rollback])];
}

function judgeDeployment(
  {
    deployment,
    rollback,
  }: { deployment: readonly Reading<ReadDocument>[]; rollback: readonly Reading<ReadDocument>[] },
  sections: readonly string[],
): Judgement {
  const item = "deployment-plan";
  const needed = sections.length === 0 ? "a plan" : cut(`sections ${sections.join(", ")}`, 300);
  const early = judgeReadings(item, deployment, needed);
  if (early !== null) return early;
  const plans = foundIn(deployment);
  const { absent, empty } = findMissing(sections, [...plans, ...foundIn(rollback)]);
  const silent = plans.filter(({ hasContent }) => !hasContent);
  const isMet = absent.length === 0 && empty.length === 0 && silent.length === 0;
  return {
    item,
    verdict: isMet ? "met" : "unmet",
    figures: {
      ...(absent.length > 0 && { "missing-sections": cutList(absent) }),
      ...(empty.length > 0 && { "empty-sections": cutList(empty) }),
      ...(silent.length > 0 && { empty: cutList(silent.map(({ path }) => path)) }),
      sections: plans.reduce((sum, one) => sum + one.sections.length, 0),
    },
    threshold: needed,
  };
}

const aboutRollback = /\b(?:roll(?:ing)? ?back|back ?out|revert(?:ing)?)\b/;

function judgeRollback(
  {
    deployment,
    rollback,
  }: { deployment: readonly Reading<ReadDocument>[]; rollback: readonly Reading<ReadDocument>[] },
  isNeeded: boolean,
): Judgement | null {
  const item = "rollback-plan";
  const threshold = "a way back";
  if (rollback.length > 0) {
    const early = judgeReadings(item, rollback, threshold);
    if (early !== null) return early;
    const silent = foundIn(rollback).filter(({ hasContent }) => !hasContent);
    return silent.length === 0
      ? { item, verdict: "met", figures: {}, threshold }
      : { item, verdict: "unmet", figures: { empty: cutList(silent.map(({ path }) => path)) }, threshold };
  }
  const sections = foundIn(deployment)
    .flatMap((one) => one.sections)
    .filter(({ title, hasContent }) => hasContent && aboutRollback.test(plainTitle(title)));
  const [section] = sections;
  if (section !== undefined)
    return { item, verdict: "met", figures: { section: cut(section.title, 200) }, threshold };
  return isNeeded ? { item, verdict: "missing", figures: {}, threshold } : null;
}

function foundIn(readings: readonly Reading<ReadDocument>[]): ReadDocument[] {
  return readings.flatMap((one) => (one.ok ? [one.found] : []));
}

function cutList(texts: readonly string[]): string {
  return cut(texts.join(", "), 300);
}
