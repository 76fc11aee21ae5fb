import type { Decision, EvidenceItem } from "@release-approval/approval";
import { openConditions, policyHasChanged } from "./approval-record.ts";
import { conditionStateWords, holdsRelease } from "./conditions.ts";
import { minute } from "./dates.ts";
import { showEvidence } from "./evidence-words.ts";
import { blockers } from "./findings.ts";
import { list } from "./links.ts";
import { count } from "./titles.ts";

/** One line of the specification's "Authorization Checklist". `met` null: nobody measured it, and `how` says so. */
export type ChecklistLine = {
  item: string;
  met: boolean | null;
  how: string;
  facts: Record<string, unknown>;
};

export type ChecklistInput = {
  decision: Decision;
  history: { entries: number; intact: boolean };
  /** The comment that told everybody that the release is cleared; null or absent when none is recorded. */
  announced?: { url: string; at: string } | null;
};

/** The six lines, each derived from what is recorded and nothing else. */
export function authorizationChecklist(input: ChecklistInput): ChecklistLine[] {
  return [
    allApprovals(input.decision),
    conditions(input.decision),
    finalValidation(input),
    deployment(input.decision),
    rollback(input.decision),
    notification(input),
  ];
}

function allApprovals(decision: Decision): ChecklistLine {
  const required = decision.requirements.filter((one) => one.effect === "required");
  const given = required.filter((one) => one.state === "approved");
  const by = given.map(
    (one) =>
      `${one.title} (${one.approvedBy.map((review) => `${review.person.login}, ${minute(review.to)} UTC`).join("; ")})`,
  );
  const without = withoutReview(decision);
  const how = `${given.length} of ${count(required.length, "required review")}${by.length === 0 ? "" : `: ${by.join(", ")}`}.`;
  return {
    item: "All Required Approvals",
    met: required.length > 0 && given.length === required.length && isCleared(decision),
    how: [how, ...without].join(" "),
    facts: { required: required.map((one) => one.role), approved: given.map((one) => one.role) },
  };
}

// Why the release may go without a review that was asked for.
function withoutReview(decision: Decision): string[] {
  const titles = (state: string) =>
    list(
      decision.requirements.filter((one) => one.state === state).map((one) => one.title),
      20,
    );
  const has = (state: string) => decision.requirements.some((one) => one.state === state);
  return [
    has("overruled") ? `A ruling overruled the rejection of ${titles("overruled")}.` : "",
    has("overridden") ? `An override stands in for ${titles("overridden")}.` : "",
    has("deferred") ? `Put off until after the release: ${titles("deferred")}.` : "",
    has("lapsed") ? `Asked if available, and did not answer in time: ${titles("lapsed")}.` : "",
  ].filter((sentence) => sentence !== "");
}

function conditions(decision: Decision): ChecklistLine {
  const open = openConditions(decision);
  const before = decision.conditions.filter((one) => one.when === "before");
  const after = decision.conditions.filter((one) => one.when === "after");
  const reviews = decision.requirements.flatMap((one) => one.approvedBy);
  const later = reviews.flatMap((review) => review.conditions.after);
  const owed = Math.max(after.length, later.length);
  const follow = owed === 0 ? "" : ` ${count(owed, "follow-up")} owed after the release.`;
  const met = before.filter((one) => !holdsRelease(one));
  const done = met.map((one) => `${one.id} ${conditionStateWords(one)}`);
  return {
    item: "Conditional Requirements",
    met: open.length === 0,
    how:
      open.length > 0
        ? `${count(open.length, "condition")} open: ${open.map((one) => one.text).join("; ")}.${follow}`
        : done.length > 0
          ? `${count(done.length, "condition")}, all met: ${done.join("; ")}.${follow}`
          : `No approval depends on an open condition.${follow}`,
    facts: { open, afterRelease: later, met: met.map((one) => one.id) },
  };
}

// A release that was published had been cleared: the gate let it through.
function isCleared({ status }: Decision): boolean {
  return status === "authorized" || status === "released";
}

function finalValidation({ decision, history }: ChecklistInput): ChecklistLine {
  const held = [...new Set(blockers(decision).map((one) => one.code))].filter((code) => code !== "released");
  const rules = policyHasChanged(decision)
    ? "under the pinned rules and under today's"
    : "under the rules, which have not changed since the request";
  const records = history.intact ? "none damaged" : "some damaged, and read again from GitHub's records";
  return {
    item: "Final Validation",
    met: isCleared(decision) && held.length === 0,
    how: `Decided anew from GitHub's own records on ${minute(decision.at)} UTC, ${rules}: ${held.length === 0 ? "nothing holds the release" : `held by ${held.join(", ")}`}. History: ${count(history.entries, "entry", "entries")}, ${records}.`,
    facts: {
      at: decision.at,
      entries: history.entries,
      intact: history.intact,
      heldBy: held,
    },
  };
}

function deployment(decision: Decision): ChecklistLine {
  const item = "Deployment Readiness";
  const plan = decision.evidence.find((one) => one.item === "deployment-plan");
  const review = decision.requirements.find((one) => one.role === "devops-lead");
  const approval = review?.approvedBy[0];
  const planned = plan === undefined ? "" : ` ${describe("The deployment plan", plan)}`;
  if (review !== undefined && approval !== undefined) {
    const focus = review.focus === "" ? "" : ` (${review.focus})`;
    return {
      item,
      met: plan === undefined || plan.verdict === "met",
      how: `${review.title} ${approval.person.login} approved${focus} on ${minute(approval.to)} UTC.${planned} The infrastructure itself was not measured.`,
      facts: { review: approval.url, plan: plan?.verdict ?? null },
    };
  }
  if (plan !== undefined)
    return {
      item,
      met: plan.verdict === "met",
      how: `${planned.trim()} The infrastructure itself was not measured.`,
      facts: { plan: plan.verdict },
    };
  return {
    item,
    met: null,
    how: "Not measured: no deployment plan was given, and no review of a devops-lead is recorded.",
    facts: {},
  };
}

function rollback(decision: Decision): ChecklistLine {
  const item = "Rollback Plan";
  const plan = decision.evidence.find((one) => one.item === "rollback-plan");
  if (plan === undefined)
    return { item, met: null, how: "Not measured: the request names no rollback plan.", facts: {} };
  return {
    item,
    met: plan.verdict === "met",
    how: `${describe("The rollback plan", plan)} Whether it was tried was not measured.`,
    facts: { verdict: plan.verdict, source: plan.source ?? null, sha256: plan.sha256 ?? null },
  };
}

function describe(what: string, item: EvidenceItem): string {
  const figures = showEvidence(item);
  switch (item.verdict) {
    case "met":
      return `${what} was given and checked${figures && `: ${figures}`}.`;
    case "unmet":
      return `${what} was given and does not hold what the policy asks${figures && `: ${figures}`}.`;
    case "missing":
      return `${what} is missing.`;
    case "unreadable":
      return `${what} cannot be read.`;
  }
}

function notification({ announced, decision }: ChecklistInput): ChecklistLine {
  const item = "Stakeholder Notification";
  const people = [
    ...new Set(decision.requirements.flatMap((one) => one.members.map((member) => member.login))),
  ];
  if (announced === undefined || announced === null)
    return {
      item,
      met: null,
      how: `Not recorded: ${count(people.length, "person", "people")} were asked for review by name in the issue; no message that the release is cleared is recorded.`,
      facts: { asked: people },
    };
  return {
    item,
    met: true,
    how: `A comment in the issue told ${count(people.length, "reviewer")} on ${minute(announced.at)} UTC that the release is cleared. Whether they read it is not known.`,
    facts: { asked: people, comment: announced.url, at: announced.at },
  };
}
