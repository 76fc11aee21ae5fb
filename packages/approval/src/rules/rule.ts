import type { JudgedDamage } from "../damage.ts";
import type { Finding, Json, Status } from "../decision.ts";
import type { Judgement } from "../judge.ts";
import type { Kept, Ledger } from "../ledger.ts";
import type { RequestFact } from "../records.ts";
import type { PolicyAt, Snapshot } from "../snapshot.ts";

/** All that a rule may look at: one release under one policy. No clock, no network: `snapshot.now` is the time. */
export type RuleInput = {
  snapshot: Snapshot;
  ledger: Ledger;
  request: RequestFact;
  /** The same as its entry told it: what GitHub says of its run is not in it. */
  told: Kept<RequestFact>;
  policyAt: PolicyAt;
  judgement: Judgement;
  damage: readonly JudgedDamage[];
};

/** One rule of the approval. `docs/reason-codes.md` is generated from these. */
export type Rule = {
  /** kebab-case, stable. */
  code: string;
  /** What it means, for people who look the code up. */
  sentence: string;
  /** What to do about it. */
  cure: string;
  /** The status that a finding of severity `wait` or `block` leads to. */
  leadsTo: Status;
  /** Nothing found: the rule holds. */
  find: (input: RuleInput) => Finding[];
};

export function block(code: string, facts: Record<string, Json> = {}, children: Finding[] = []): Finding {
  return { code, severity: "block", facts, children };
}

export function wait(code: string, facts: Record<string, Json> = {}, children: Finding[] = []): Finding {
  return { code, severity: "wait", facts, children };
}

export function info(code: string, facts: Record<string, Json> = {}, children: Finding[] = []): Finding {
  return { code, severity: "info", facts, children };
}
