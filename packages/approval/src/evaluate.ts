import type { Ground } from "./case.ts";
import { conditionsOf, numberConditions } from "./conditions.ts";
import { conflictsInForce } from "./conflicts.ts";
import { type JudgedDamage, judgeDamage } from "./damage.ts";
import type {
  Act,
  Answer,
  Decision,
  Finding,
  JudgedReview,
  Obligation,
  Opening,
  Status,
} from "./decision.ts";
import { delegateKey } from "./delegation.ts";
import { figuresOf } from "./figures.ts";
import { approvalsIn, isApproval } from "./fold.ts";
import { type Judgement, judge } from "./judge.ts";
import { factsOf, highestRevision, type Kept, type Ledger } from "./ledger.ts";
import { peopleByLogin, presentHolders, recordedHolders } from "./membership.ts";
import { obligationsOf } from "./obligations.ts";
import { withFacts } from "./observe.ts";
import { momentsAhead, sizeOf, smallestSets } from "./opening.ts";
import type { Fact, Person, RequestFact } from "./records.ts";
import { findRelease, lackedBy, releasedKey } from "./released.ts";
import { rules } from "./rules/index.ts";
import type { RuleInput } from "./rules/rule.ts";
import type { Instant, PolicyAt, Snapshot } from "./snapshot.ts";
import { inOrder, type Revision, readStatements, type Statement } from "./statement.ts";

export type Evaluation = {
  decision: Decision;
  /** What became of each recorded comment, by its key, oldest first. */
  answers: readonly Answer[];
  /** Under the pinned policy and under today's; one only when both would judge alike. */
  judgements: readonly Judgement[];
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
  const statements = readStatements(snapshot, ledger, request, revisions);
  const damage = judgeDamage(ledger, snapshot.issue.comments, newest.comment);
  const sides = sidesOf(snapshot, ledger, request, revisions, statements);
  const decideAt = (now: Instant) =>
    decideAll(sides, statements, { snapshot: { ...snapshot, now }, ledger, request, damage });
  const decideUntil = (now: Instant) =>
    decideAll(
      sides,
      statements.filter((one) => one.to <= now).map((one) => untickedAt(one, now)),
      { snapshot: { ...snapshot, now }, ledger, request, damage },
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
  judgements: readonly Judgement[],
  decideUntil: (now: Instant) => { strictest: Outcome },
): (Fact & { kind: "step" }) | null {
  if (judgements.some((one) => one.case.releasedAt !== null)) return null;
  const said = judgements.map((one) => one.standing.fold.saidReleased);
  const [first] = said;
  if (first === undefined || first === null || said.some((one) => one === null)) return null;
  if (decideUntil(first.at).strictest.status !== "authorized") return null;
  return { key, kind: "step", step: "released", at: first.at };
}

type Side = { policyAt: PolicyAt; ground: Ground };

// Under each policy; the stricter outcome is the decision.
function decideAll(
  sides: readonly Side[],
  statements: readonly Statement[],
  input: Omit<RuleInput, "policyAt" | "judgement">,
): { strictest: Outcome; judgements: Judgement[] } {
  const { now } = input.snapshot;
  const outcomes = sides.map(({ policyAt, ground }) =>
    applyRules({ ...input, policyAt, judgement: judge({ ...ground, now }, statements) }),
  );
  const strictest = outcomes.reduce((a, b) =>
    precedence.indexOf(b.status) < precedence.indexOf(a.status) ? b : a,
  );
  return { strictest, judgements: outcomes.map((one) => one.judgement) };
}

function openingOf(
  status: Status,
  judgements: readonly Judgement[],
  decideAt: (now: Instant) => { strictest: Outcome; judgements: readonly Judgement[] },
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

/** The request of the highest revision that can be read, with the entry that told it. */
export function currentRequest(ledger: Ledger): Kept<RequestFact> | null {
  const all = factsOf(ledger, "request")
    .filter(({ fact }) => fact.revision <= highestRevision(ledger) + 1)
    .sort((a, b) => b.fact.revision - a.fact.revision);
  return all[0] ?? null;
}

// The revisions up to the newest, in order.
function revisionsOf(ledger: Ledger, newest: Kept<RequestFact>): Revision[] {
  return factsOf(ledger, "request")
    .filter(({ fact }) => fact.revision <= newest.fact.revision)
    .sort((a, b) => a.fact.revision - b.fact.revision)
    .map(({ fact, comment, at }) => ({ request: fact, begins: { comment, at } }));
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

function sidesOf(
  snapshot: Snapshot,
  ledger: Ledger,
  request: RequestFact,
  revisions: readonly Revision[],
  statements: readonly Statement[],
): Side[] {
  const recorded = recordedHolders(request);
  const pinned = snapshot.pinned ?? snapshot.today;
  const { owner, name, serverUrl } = snapshot.repository;
  const common: Omit<Ground, "policy" | "holders"> = {
    recorded,
    request,
    revisions: revisions.map(({ request: { revision, commit, deadline, requesters } }) => ({
      revision,
      commit,
      deadline,
      requesters,
    })),
    isCommitProven: snapshot.runs.some(
      (run) => run.id === request.run.id && run.state === "found" && run.headSha === request.commit,
    ),
    changes: snapshot.changes,
    now: snapshot.now,
    people: knownPeople(request, snapshot, ledger),
    teams: snapshot.teams,
    repository: { name: `${owner}/${name}`, serverUrl },
    commits: snapshot.commits,
    conditionIds: numberConditions(statements),
    releasedAt: findRelease(ledger)?.at ?? null,
  };
  const present = presentHolders(snapshot.today.policy, request, snapshot.teams, snapshot.issue.comments);
  return [
    { policyAt: pinned, ground: { ...common, policy: pinned.policy, holders: recorded } },
    {
      policyAt: snapshot.today,
      ground: { ...common, policy: snapshot.today.policy, holders: present },
    },
  ];
}

// Whom the request knows is known by its number, unless that number has another login; the rest is as GitHub says now,
// unless a login that was read before belongs to somebody else since.
function knownPeople(
  request: RequestFact,
  { users, issue }: Snapshot,
  ledger: Pick<Ledger, "facts">,
): Map<string, Person> {
  const asked = [...Object.values(request.members), ...Object.values(request.backups ?? {})].flat();
  const more = users.filter(({ kind, login, id }) => {
    const before = ledger.facts.get(delegateKey(login))?.fact;
    return kind === "user" && (before?.kind !== "notice" || before.about === String(id));
  });
  return new Map([
    ...more.map(({ id, login }) => [login.toLowerCase(), { id, login }] as const),
    ...peopleByLogin(asked, issue.comments),
  ]);
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

function toDecision(
  snapshot: Snapshot,
  request: RequestFact,
  ledger: Ledger,
  outcome: Outcome,
  judgements: readonly Judgement[],
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
    reviews: combineReviews(judgements),
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

// A review counts when it counts under both policies.
function combineReviews(judgements: readonly Judgement[]): JudgedReview[] {
  const [first = [], ...others] = judgements.map((one) => one.reviews);
  return first.map((review) => {
    if (!review.counted || review.verdict === "rejected") return review;
    for (const other of others) {
      const same = other.find(
        (one) => one.key === review.key && one.role === review.role && one.verdict === review.verdict,
      );
      if (same === undefined)
        return { ...review, counted: false, code: "left-policy", facts: { role: review.role } };
      if (!same.counted) return same;
    }
    return review;
  });
}

function toAnswers(
  statements: readonly Statement[],
  judgements: readonly Judgement[],
  claim: Decision["claim"],
): Answer[] {
  return [...statements].sort(inOrder).flatMap(({ key, comment, person, url }) => {
    const [pinned = [], today] = judgements.map((one) => one.acts.get(key));
    const acts = pinned
      .map((act, index) => stricterAct(act, today?.[index]))
      .map((act) => unlessReleased(act, judgements, claim));
    return acts.length === 0 ? [] : [{ key, comment, person, url: url ?? "", acts }];
  });
}

// Saying that it was released takes a release that was cleared.
function unlessReleased(act: Act, judgements: readonly Judgement[], claim: Decision["claim"]): Act {
  const released = judgements.some((one) => one.case.releasedAt !== null);
  if (act.command !== "released" || act.outcome !== "counted" || released) return act;
  return { ...act, outcome: "not-counted", code: "not-cleared", facts: { run: claim?.run ?? null } };
}

function stricterAct(pinned: Act, today: Act | undefined): Act {
  if (today === undefined || pinned.outcome === "not-counted" || pinned.command === "reject") return pinned;
  return today.outcome === "not-counted" ? today : pinned;
}

// Owed under either policy; settled where it is settled under both.
function joinObligations(judgements: readonly Judgement[]): Obligation[] {
  const joined = new Map<string, Obligation>();
  for (const one of judgements.flatMap(obligationsOf)) {
    const known = joined.get(one.id);
    if (known === undefined || known.settled !== null) joined.set(one.id, one);
  }
  return [...joined.values()];
}

function releaseOf(ledger: Ledger, { saidReleased }: Judgement["standing"]["fold"]): Decision["released"] {
  const done = findRelease(ledger);
  return done === null ? null : { ...done, by: done.run === null ? (saidReleased?.by ?? null) : null };
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
