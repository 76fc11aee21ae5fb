import { type Both, joinActs, joinObligations, joinReviews, ofBoth } from "./both-policies.ts";
import { conditionsOf } from "./conditions.ts";
import { conflictsInForce } from "./conflicts.ts";
import { currentRequest, revisionsOf, withRequesters } from "./current-request.ts";
import { type JudgedDamage, judgeDamage } from "./damage.ts";
import type { Act, Answer, Decision, Opening, Status } from "./decision.ts";
import { figuresOf } from "./figures.ts";
import { approvalsIn, isApproval } from "./fold.ts";
import { type Judgement, judge } from "./judge.ts";
import type { Ledger } from "./ledger.ts";
import { withFacts } from "./observe.ts";
import { momentsAhead, sizeOf, smallestSets } from "./opening.ts";
import { applyRules, type Outcome, stricter } from "./outcome.ts";
import type { Fact, RequestFact } from "./records.ts";
import { findRelease, lackedBy, releasedKey } from "./released.ts";
import type { RuleInput } from "./rules/rule.ts";
import { type Side, sidesOf } from "./sides.ts";
import type { Instant, Snapshot } from "./snapshot.ts";
import { standingClaim } from "./standing-claim.ts";
import { inOrder, readStatements, type Statement } from "./statement.ts";

export type Evaluation = {
  decision: Decision;
  /** What became of each recorded comment, by its key, oldest first. */
  answers: readonly Answer[];
  /** Under the pinned policy and under today's; the same one twice where neither it nor who holds its roles has changed. */
  judgements: Both<Judgement>;
  /** What was decided for good, and has to be recorded: that it was released. */
  facts: readonly Fact[];
  /** Entries since the request that were edited or deleted. */
  damage: readonly JudgedDamage[];
};

/**
 * Decides on one release at one instant (`snapshot.now`), from GitHub's records and the ledger. Pure: the same input
 * gives the same decision, whatever the order of comments and entries.
 * The decision holds under the pinned policy and under today's: the stricter of both is given.
 * @param ledger must already hold what this run observed (`observe`), recorded or not yet
 * @returns null when the issue holds no request, which means that it is no release
 */
export function evaluate(snapshot: Snapshot, ledger: Ledger): Evaluation | null {
  const newest = currentRequest(ledger);
  if (newest === null) return null;
  const request = withRequesters(newest.fact, snapshot);
  const revisions = revisionsOf(ledger, newest);
  const begins = { comment: newest.comment, at: newest.at };
  const statements = readStatements(snapshot, ledger, { request, begins }, revisions);
  const damage = judgeDamage(ledger, snapshot.issue.comments, newest.comment);
  const sides = sidesOf(snapshot, ledger, request, revisions, statements);
  const known = { ledger, request, told: newest, damage };
  const decideAt = (now: Instant) =>
    decideAll(sides, statements, { snapshot: { ...snapshot, now }, ...known });
  const decideUntil = (now: Instant) =>
    decideAll(
      sides,
      statements.filter((one) => one.to <= now).map((one) => untickedAt(one, now)),
      { snapshot: { ...snapshot, now }, ...known },
    );
  const { strictest, judgements } = decideAt(snapshot.now);
  const key = releasedKey(request.revision);
  const released = ledger.facts.has(key) ? null : releaseSaid(key, judgements, decideUntil);
  if (released !== null) {
    const again = evaluate(snapshot, withFacts(ledger, [released], released.at));
    return again && { ...again, facts: [released] };
  }
  const decision = toDecision(snapshot, request, ledger, strictest, judgements);
  return {
    decision: { ...decision, opening: openingOf(strictest.status, judgements, decideAt) },
    answers: toAnswers(statements, judgements, decision.claim),
    judgements,
    facts: [],
    damage,
  };
}

// Boxes that its author ticked later were not ticked then.
function untickedAt(statement: Statement, moment: Instant): Statement {
  return statement.ticked !== null && statement.ticked > moment
    ? { ...statement, commands: statement.recorded, ticked: null }
    : statement;
}

// A release manager says that it was published: true if it was cleared at that moment.
function releaseSaid(
  key: string,
  judgements: Both<Judgement>,
  decideUntil: (now: Instant) => { strictest: Outcome },
): (Fact & { kind: "step" }) | null {
  if (judgements.some((one) => one.case.releasedAt !== null)) return null;
  const [first, second] = ofBoth(judgements, (one) => one.standing.fold.saidReleased);
  if (first === null || second === null) return null;
  if (decideUntil(first.at).strictest.status !== "authorized") return null;
  return { key, kind: "step", step: "released", at: first.at };
}

// Under each policy; the stricter outcome is the decision.
function decideAll(
  sides: Both<Side>,
  statements: readonly Statement[],
  input: Omit<RuleInput, "policyAt" | "judgement">,
): { strictest: Outcome; judgements: Both<Judgement> } {
  const { now } = input.snapshot;
  const outcomes = ofBoth(sides, ({ policyAt, ground }) =>
    applyRules({ ...input, policyAt, judgement: judge({ ...ground, now }, statements) }),
  );
  return { strictest: stricter(...outcomes), judgements: ofBoth(outcomes, (one) => one.judgement) };
}

function openingOf(
  status: Status,
  judgements: Both<Judgement>,
  decideAt: (now: Instant) => { strictest: Outcome; judgements: Both<Judgement> },
): Opening {
  const waits = status === "pending" || status === "approved" || status === "postponed";
  if (!waits) return { smallestSets: [], opensAt: null, later: null };
  const now = smallestSets(judgements);
  const ahead = [...new Set(judgements.flatMap(momentsAhead))]
    .sort()
    .map((at) => ({ at, outcome: decideAt(at) }));
  const opens = ahead.find(({ outcome }) => outcome.strictest.status === "authorized");
  const later = ahead
    .map(({ at, outcome }) => ({ from: at, smallestSets: smallestSets(outcome.judgements) }))
    .reduce<Opening["later"]>(
      (best, one) => (sizeOf(one.smallestSets) < sizeOf(best?.smallestSets ?? now) ? one : best),
      null,
    );
  return { smallestSets: now, opensAt: opens?.at ?? null, later: opens === undefined ? later : null };
}

function toDecision(
  snapshot: Snapshot,
  request: RequestFact,
  ledger: Ledger,
  outcome: Outcome,
  judgements: Both<Judgement>,
): Omit<Decision, "opening"> {
  const { policy } = outcome.policyAt;
  const { judgement } = outcome;
  const { fold } = judgement.standing;
  const binding = [...approvalsIn(fold), ...(fold.shipped ?? []).filter(isApproval)];
  return {
    schema: 1,
    at: snapshot.now,
    status: outcome.status,
    reasonCode: outcome.reasonCode,
    release: {
      version: request.version,
      tag: request.tag,
      component: request.component ?? null,
      type: request.releaseType,
      commit: request.commit,
      revision: request.revision,
      project: policy.project ?? snapshot.repository.name,
    },
    request,
    deadline: judgement.schedule.deadline,
    requirements: judgement.requirements,
    reviews: joinReviews(judgements),
    evidence: request.evidence,
    obligations: joinObligations(judgements),
    conditions: conditionsOf(binding, fold),
    conflicts: [...fold.closed, ...conflictsInForce(fold)],
    override: judgement.override,
    waivers: fold.waivers,
    schedule: judgement.schedule,
    figures: figuresOf(judgement, ledger),
    released: releaseOf(ledger, fold),
    rolledBack: fold.rolledBack,
    lacks: lackedBy(ledger, request),
    unratified: request.unratified ?? [],
    claim: standingClaim(ledger),
    finding: {
      code: outcome.reasonCode,
      severity: outcome.status === "authorized" ? "pass" : "block",
      facts: { status: outcome.status, policy: outcome.policyAt.digest },
      children: outcome.findings,
    },
  };
}

function toAnswers(
  statements: readonly Statement[],
  judgements: Both<Judgement>,
  claim: Decision["claim"],
): Answer[] {
  return [...statements].sort(inOrder).flatMap(({ key, comment, person, url }) => {
    const acts = joinActs(key, judgements).map((act) => unlessReleased(act, judgements, claim));
    return acts.length === 0 ? [] : [{ key, comment, person, url: url ?? "", acts }];
  });
}

// Saying that it was released takes a release that was cleared.
function unlessReleased(act: Act, judgements: Both<Judgement>, claim: Decision["claim"]): Act {
  const released = judgements.some((one) => one.case.releasedAt !== null);
  if (act.command !== "released" || act.outcome !== "counted" || released) return act;
  return { ...act, outcome: "not-counted", code: "not-cleared", facts: { run: claim?.run ?? null } };
}

function releaseOf(ledger: Ledger, { saidReleased }: Judgement["standing"]["fold"]): Decision["released"] {
  const done = findRelease(ledger);
  return done === null ? null : { ...done, by: done.run === null ? (saidReleased?.by ?? null) : null };
}
