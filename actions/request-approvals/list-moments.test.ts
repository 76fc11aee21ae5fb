import { clocksFor, type Policy } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { listMoments } from "./list-moments.ts";

/* When a clock should ring: target, deadline, and what policy does by itself. */

const request = {
  releaseType: "hotfix",
  openedAt: "2026-11-24T02:00:00Z",
  target: "2026-11-24T03:00:00Z",
  deadline: "2026-11-24T06:00:00Z",
} as const;

type Escalation = Policy["escalation"];

function policyWith(escalation: Escalation, override: unknown = { kind: "none" }): Policy {
  return { escalation, releaseTypes: { hotfix: { override } } } as unknown as Policy;
}

const step = (change: Partial<Escalation[number]>): Escalation => [
  { step: "critical-only", automatic: true, ...change },
];

const rows: readonly [what: string, policy: Policy, more: readonly string[]][] = [
  ["nothing more", policyWith([]), []],
  ["an automatic override", policyWith([], { kind: "automatic", after: "2h" }), ["04:00"]],
  ["no override by a person", policyWith([], { kind: "role", by: "release-manager" }), []],
  ["a step at the target", policyWith(step({})), ["03:00"]],
  ["a step some time before the deadline", policyWith(step({ before: "90m" })), ["04:30"]],
  ["a step at once, when there is less time than that", policyWith(step({ before: "24h" })), ["02:00"]],
  ["a step after the target", policyWith(step({ after: "30m" })), ["03:30"]],
  ["postponement at the deadline", policyWith(step({ step: "postpone" })), ["06:00"]],
  ["no step that somebody asks for", policyWith(step({ automatic: false })), []],
  ["no message", policyWith([...step({ step: "warn", before: "1h" }), ...step({ step: "overdue" })]), []],
];

describe("beside target and deadline", () => {
  it.each(rows)("%s", (_, policy, more) => {
    const moments = listMoments(policy, request).filter((moment) => moment !== null);
    expect(moments).toEqual([
      request.target,
      request.deadline,
      ...more.map((time) => `2026-11-24T${time}:00Z`),
    ]);
  });

  it("a clock rings at the automatic override", () => {
    const policy = policyWith([], { kind: "automatic", after: "10m" });
    expect(clocksFor(request.openedAt, listMoments(policy, request))).toContain("release-approval-clock-15m");
  });
});
