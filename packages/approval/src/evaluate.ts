import type { Case } from "./case.ts";
import { type JudgedDamage, judgeDamage } from "./damage.ts";
import type { Act, Answer, Decision, Finding, JudgedReview, Obligation, Status } from "./decision.ts";
import { type Judgement, judge } from "./judge.ts";
import { factsOf, highestRevision, type Kept, type Ledger } from "./ledger.ts";
import { type Holders, presentHolders, recordedHolders } from "./membership.ts";
import type { RequestFact } from "./records.ts";
import { requirements } from "./requirements.ts";
import { rules } from "./rules/index.ts";
import type { RuleInput } from "./rules/rule.ts";
import type { PolicyAt, Snapshot } from "./snapshot.ts";
import { type Beginning, inOrder, readStatements, type Statement } from "./statement.ts";

export type Evaluation = {
  decision: Decision;
  /** What became of each recorded comment, by its key, oldest first. */
  answers: readonly Answer[];
  /** Under the pinned policy and under today's; one only when both would judge alike. */
  judgements: readonly Judgement[];
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
  const begins = {
    request: { comment: newest.comment, at: newest.at },
    commit: firstOfCommit(ledger, newest),
  };
  const statements = readStatements(snapshot, ledger, request, begins);
  const judged = cases(snapshot, request).map(({ policyAt, c }) => ({
    policyAt,
    judgement: judge(c, statements),
  }));
  const damage = judgeDamage(ledger, snapshot.issue.comments, newest.comment);
  const outcomes = judged.map(({ policyAt, judgement }) =>
    applyRules({ snapshot, ledger, request, policyAt, judgement, damage }),
  );
  const strictest = outcomes.reduce((a, b) =>
    precedence.indexOf(b.status) < precedence.indexOf(a.status) ? b : a,
  );
  const judgements = judged.map((one) => one.judgement);
  return {
    decision: toDecision(snapshot, request, ledger, strictest, judgements),
    answers: toAnswers(statements, judgements),
    judgements,
    damage,
  };
}

/** The request of the highest revision that can be read, with the entry that told it. */
export function currentRequest(ledger: Ledger): Kept<RequestFact> | null {
  const all = factsOf(ledger, "request")
    .filter(({ fact }) => fact.revision <= highestRevision(ledger) + 1)
    .sort((a, b) => b.fact.revision - a.fact.revision);
  return all[0] ?? null;
}

// Of the revisions just before it, the first that was for the same commit.
function firstOfCommit(ledger: Ledger, newest: Kept<RequestFact>): Beginning {
  const before = factsOf(ledger, "request").sort((a, b) => b.fact.revision - a.fact.revision);
  let first = { comment: newest.comment, at: newest.at };
  for (const { fact, comment, at } of before)
    if (fact.revision < newest.fact.revision && fact.commit === newest.fact.commit && comment < first.comment)
      first = { comment, at };
  return first;
}

// DESIGN: "Requesters (actor, and triggering actor of every attempt)": a re-run adds whoever started it.
function withRequesters(request: RequestFact, snapshot: Snapshot): RequestFact {
  const run = snapshot.runs.find((one) => one.id === request.run.id);
  if (run === undefined || run.state === "gone") return request;
  const known = new Set(request.requesters.map((person) => person.id));
  const more = run.triggeringActors
    .filter((account) => account.kind === "user" && !known.has(account.id))
    .map(({ id, login }) => ({ id, login }));
  return more.length === 0 ? request : { ...request, requesters: [...request.requesters, ...more] };
}

function cases(snapshot: Snapshot, request: RequestFact) {
  const recorded = recordedHolders(request);
  const toCase = (policyAt: PolicyAt, holders: Holders): { policyAt: PolicyAt; c: Case } => {
    const { policy } = policyAt;
    const asked = requirements(policy, request);
    const c = {
      policy,
      holders,
      recorded,
      request,
      requirements: asked,
      now: snapshot.now,
    };
    return { policyAt, c };
  };
  const pinned = snapshot.pinned ?? snapshot.today;
  return [
    toCase(pinned, recorded),
    toCase(
      snapshot.today,
      presentHolders(snapshot.today.policy, request, snapshot.teams, snapshot.issue.comments),
    ),
  ];
}

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

type Outcome = {
  status: Status;
  reasonCode: string;
  findings: Finding[];
  judgement: Judgement;
  policyAt: PolicyAt;
};

function applyRules(input: RuleInput): Outcome {
  const found = rules.map((rule) => ({ rule, findings: rule.find(input) }));
  const findings = found.flatMap((one) => one.findings);
  const holding = found.filter((one) =>
    one.findings.some((finding) => finding.severity === "wait" || finding.severity === "block"),
  );
  const { judgement, policyAt } = input;
  const first = holding.sort(
    (a, b) => precedence.indexOf(a.rule.leadsTo) - precedence.indexOf(b.rule.leadsTo),
  )[0];
  if (first === undefined)
    return { status: "authorized", reasonCode: "all-reviews-in", findings, judgement, policyAt };
  return { status: first.rule.leadsTo, reasonCode: first.rule.code, findings, judgement, policyAt };
}

function toDecision(
  snapshot: Snapshot,
  request: RequestFact,
  ledger: Ledger,
  outcome: Outcome,
  judgements: readonly Judgement[],
): Decision {
  const { policy } = outcome.policyAt;
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
    deadline: request.deadline,
    requirements: outcome.judgement.requirements,
    reviews: combineReviews(judgements),
    evidence: request.evidence,
    obligations: owed(outcome.judgement),
    claim: standingClaim(ledger),
    finding: {
      code: outcome.reasonCode,
      severity: outcome.status === "authorized" ? "pass" : "block",
      facts: { status: outcome.status, policy: outcome.policyAt.digest },
      children: outcome.findings,
    },
  };
}

// A review counts when it counts under both policies.
function combineReviews(judgements: readonly Judgement[]): JudgedReview[] {
  const [first, ...others] = judgements;
  return (first?.reviews ?? []).map((review) => {
    if (!review.counted || review.verdict === "rejected") return review;
    for (const other of others) {
      const same = other.reviews.find(
        (one) => one.key === review.key && one.role === review.role && one.verdict === review.verdict,
      );
      if (same === undefined)
        return { ...review, counted: false, code: "left-policy", facts: { role: review.role } };
      if (!same.counted) return same;
    }
    return review;
  });
}

function toAnswers(statements: readonly Statement[], judgements: readonly Judgement[]): Answer[] {
  return [...statements].sort(inOrder).flatMap(({ key, comment, person, url }) => {
    const sides = judgements.map((one) => one.acts.get(key) ?? []);
    const acts = (sides[0] ?? []).map((act, index) => stricterAct(act, sides[1]?.[index]));
    return acts.length === 0 ? [] : [{ key, comment, person, url: url ?? "", acts }];
  });
}

function stricterAct(pinned: Act, today: Act | undefined): Act {
  if (today === undefined || pinned.outcome === "not-counted" || pinned.command === "reject") return pinned;
  return today.outcome === "not-counted" ? today : pinned;
}

function owed({ requirements: states }: Judgement): Obligation[] {
  return states
    .filter(
      (one) => one.state === "lapsed" || (one.effect === "after-release" && one.approvedBy.length === 0),
    )
    .map((one) => ({
      id: `review/${one.role}`,
      kind: "review",
      role: one.role,
      due: one.due,
      text: `${one.title} reviews after the release: ${one.focus}`,
    }));
}

/**
 * Which run holds the authorization: the claim in the lowest comment whose run has not reported a failure since. Of any
 * revision, since a version is published once. The same run may pass again, at any attempt.
 */
export function standingClaim(ledger: Pick<Ledger, "facts">): Decision["claim"] {
  const failed = factsOf(ledger, "outcome")
    .filter(({ fact }) => fact.outcome !== "success")
    .map(({ fact }) => fact.run);
  const claims = factsOf(ledger, "claim")
    .filter(({ fact }) => !failed.some((run) => run.id === fact.run.id && run.attempt >= fact.run.attempt))
    .sort((a, b) => a.comment - b.comment);
  const first = claims[0];
  if (first === undefined) return null;
  const { run, commit, revision } = first.fact;
  return { run: run.id, attempt: run.attempt, comment: first.comment, commit, revision };
}
