import type { Finding, Status } from "./decision.ts";
import type { Judgement } from "./judge.ts";
import { rules } from "./rules/index.ts";
import type { RuleInput } from "./rules/rule.ts";
import type { PolicyAt } from "./snapshot.ts";

/* What the rules come to under one policy. */

/** Strictest first; what is over comes before all. */
const precedence: readonly Status[] = [
  "released",
  "cancelled",
  "blocked",
  "rejected",
  "expired",
  "postponed",
  "pending",
  "approved",
  "authorized",
];

export type Outcome = {
  status: Status;
  reasonCode: string;
  findings: Finding[];
  judgement: Judgement;
  policyAt: PolicyAt;
};

export function applyRules(input: RuleInput): Outcome {
  const found = rules.map((rule) => ({ rule, findings: rule.find(input) }));
  const findings = found.flatMap((one) => one.findings);
  const holding = found.filter((one) =>
    one.findings.some((finding) => finding.severity === "wait" || finding.severity === "block"),
  );
  const { judgement, policyAt } = input;
  const first = holding.sort(
    (a, b) => precedence.indexOf(a.rule.leadsTo) - precedence.indexOf(b.rule.leadsTo),
  )[0];
  if (first === undefined) {
    const reasonCode = whyCleared(judgement);
    return { status: "authorized", reasonCode, findings, judgement, policyAt };
  }
  return { status: first.rule.leadsTo, reasonCode: first.rule.code, findings, judgement, policyAt };
}

// Where something stands in for a review, not all of them are in.
function whyCleared({ override, requirements }: Judgement): string {
  if ((override?.standsInFor.length ?? 0) > 0) return "override";
  if (requirements.some((one) => one.state === "deferred")) return "conditional-release";
  return requirements.some((one) => one.state === "overruled") ? "ruling" : "all-reviews-in";
}

/** Of two outcomes the stricter one; the first where they are alike. */
export function stricter(a: Outcome, b: Outcome): Outcome {
  return precedence.indexOf(b.status) < precedence.indexOf(a.status) ? b : a;
}
