import { damageKey } from "../damage.ts";
import { isAsked, type Judgement } from "../judge.ts";
import { factsOf, highestRevision } from "../ledger.ts";
import type { Instant, Run } from "../snapshot.ts";
import { isTrustedRun } from "../trust.ts";
import { findUnknownTag, findWrongTimes } from "./request-facts.ts";
import { block, info, type Rule, type RuleInput, wait } from "./rule.ts";

type FoundRun = Run & { state: "found" };

/** Rules on whether the records can be believed. */
export const integrityRules: readonly Rule[] = [
  {
    code: "request-damaged",
    sentence: "The entry that held the request was edited, deleted or cannot be read.",
    cure: "Ask for the release again: it becomes the next revision, and everybody reviews that.",
    leadsTo: "blocked",
    find: findDamagedRequest,
  },
  {
    code: "request-run-untrusted",
    sentence:
      "The run that made the request is not on a workflow file and branch that policy trusts, was started by somebody else than the request says, or was not at work when the request was posted.",
    cure: "Ask for the release again from the default branch.",
    leadsTo: "blocked",
    find: findUntrustedRequest,
  },
  {
    code: "request-run-gone",
    sentence: "The run that made the request was deleted, so nobody can tell who asked.",
    cure: "Ask for the release again: it becomes the next revision.",
    leadsTo: "blocked",
    find: (input) =>
      findRequestRun(input)?.state === "gone"
        ? [block("request-run-gone", { run: input.request.run.id })]
        : [],
  },
  {
    code: "request-tag-unknown",
    sentence:
      "The tag in the request is not the one that the policy gives to this version, or the policy does not know the component.",
    cure: "Find out who posted it, or who changed `components` of the policy. Ask for the release again: it becomes the next revision.",
    leadsTo: "blocked",
    find: findUnknownTag,
  },
  {
    code: "request-times-wrong",
    sentence:
      "The request claims to be older or younger than its entry, or to have other times than the policy that it pins gives it.",
    cure: "Find out who posted it. Ask for the release again: it becomes the next revision.",
    leadsTo: "blocked",
    find: findWrongTimes,
  },
  {
    code: "pinned-policy-unreachable",
    sentence:
      "The policy that the request pinned cannot be read any more, or its commit is not on the default branch.",
    cure: "Ask for the release again: the next revision pins today's policy.",
    leadsTo: "blocked",
    find: findLostPolicy,
  },
  {
    code: "policy-changed",
    sentence:
      "The policy has changed since the request. The release must hold under both, the pinned and today's.",
    cure: "Nothing to do, unless a review is missing that only today's policy asks.",
    leadsTo: "pending",
    find: ({ snapshot, request }) =>
      snapshot.today.digest === request.policy.digest
        ? []
        : [info("policy-changed", { pinned: request.policy.digest, today: snapshot.today.digest })],
  },
  {
    code: "history-damaged",
    sentence:
      "An entry of the history was edited or deleted. It counts for nothing; what it told was read again from GitHub's own records.",
    cure: "Nothing to do for the release. Who did it, and when, is shown and stays in the audit trail.",
    leadsTo: "pending",
    find: findDamage,
  },
  {
    code: "history-lost",
    sentence:
      "An entry of the history was edited or deleted, and what it told stands nowhere else: it may have been the request of another commit, or that a run is publishing.",
    cure: "Ask for the release again: it becomes the next revision, and everybody reviews that.",
    leadsTo: "blocked",
    find: ({ damage }) =>
      damage
        .filter((one) => !one.recovered)
        .map(({ damage: one }) =>
          block("history-lost", {
            what: one.what,
            comment: one.comment,
            at: one.at,
            by: one.by?.login ?? null,
          }),
        ),
  },
  {
    code: "entry-forged",
    sentence:
      "A comment looks like an entry of the history, but its run is not on a workflow file and branch that policy trusts. It counts for nothing.",
    cure: "Find out who ran that workflow.",
    leadsTo: "pending",
    find: ({ ledger }) => ledger.forged.map(({ comment, run }) => info("entry-forged", { comment, run })),
  },
  {
    code: "review-lost",
    sentence:
      "A comment of a reviewer was edited by somebody else or deleted before anybody could read it, or together with the entry that remembered it. It may have been a rejection.",
    cure: "That reviewer posts their answer again.",
    leadsTo: "pending",
    find: findLostReviews,
  },
];

function findDamagedRequest({ ledger, request }: RuleInput) {
  const told = ledger.entries.map((entry) => entry.block.revision);
  const newest = Math.max(0, ...told.filter((revision) => revision <= highestRevision(ledger)));
  return newest > request.revision
    ? [block("request-damaged", { revision: newest, readable: request.revision })]
    : [];
}

// undefined: this run has not asked GitHub for it, as a quiet tracking run does not. A gate always asks.
function findRequestRun({ snapshot, request }: RuleInput): Run | undefined {
  return snapshot.runs.find((one) => one.id === request.run.id);
}

function findUntrustedRequest(input: RuleInput) {
  const { snapshot, told } = input;
  const run = findRequestRun(input);
  if (run?.state !== "found") return [];
  const trusted = isTrustedRun(snapshot.today.policy, snapshot.repository, run);
  // Everybody who started the run is a requester by now (`withRequesters`); who started it first is what the request
  // itself must have said.
  const { requesters } = told.fact;
  const { actor } = run;
  const forged = actor?.kind === "user" && !requesters.some((person) => person.id === actor.id);
  const facts = { run: run.id, branch: run.branch, path: run.path, actor: actor?.login ?? null };
  return trusted && !forged && isRunningAt(run, told.at) ? [] : [block("request-run-untrusted", facts)];
}

// A run that is over posts nothing; a minute, for clocks that are not one.
function isRunningAt({ from, to }: FoundRun, at: Instant): boolean {
  return from <= at && (to === null || Date.parse(at) <= Date.parse(to) + 60_000);
}

function findLostPolicy({ snapshot, request }: RuleInput) {
  return snapshot.pinned === null && snapshot.today.digest !== request.policy.digest
    ? [block("pinned-policy-unreachable", { commit: request.policy.commit, path: request.policy.path })]
    : [];
}

function findDamage({ ledger }: RuleInput) {
  const seen = new Set(ledger.damage.map(damageKey));
  const found = ledger.damage.map(({ what, digest, comment, at, by }) =>
    info("history-damaged", { what, digest, comment, at, by: by?.login ?? null }),
  );
  // What was damaged once stays told, also when nothing can be seen of it today.
  const remembered = factsOf(ledger, "damage")
    .filter(({ fact }) => !seen.has(fact.key))
    .map(({ fact: { what, digest = null, comment = null, at, by } }) =>
      info("history-damaged", { what, digest, comment, at, by: by?.login ?? null }),
    );
  return [...found, ...remembered];
}

// Comments of reviewers of which nobody can say what they said, unless they have spoken since. One finding a person: they
// answer all at once.
function findLostReviews(input: RuleInput) {
  const { judgement } = input;
  const lost = [...findLostDeletions(input), ...judgement.standing.ambiguous].filter(
    ({ person, at }) => isAsked(judgement.case, person.id) && !spokeSince(judgement, person.id, at),
  );
  const byPerson = new Map(lost.map((one) => [one.person.id, one]));
  return [...byPerson.values()].map(({ person: { id, login }, at, what }) =>
    wait("review-lost", { login, id, at, what }),
  );
}

/**
 * Deleted comments that may have been rejections. What its author deleted unread is taken back, unless entries were
 * damaged, too: it may have been read.
 */
function findLostDeletions(input: RuleInput) {
  const { snapshot, ledger } = input;
  const { comments, deletions } = snapshot.issue;
  const present = new Set(comments.map((comment) => comment.id));
  const recorded = factsOf(ledger, "comment")
    .map(({ fact }) => fact)
    .filter((fact) => !present.has(fact.comment));
  return deletions.flatMap(({ author, by, at }) => {
    if (author === null || !isOfThisRelease(at, input)) return [];
    if (by?.id === author.id && ledger.damage.length === 0) return [];
    const gone = deletions.filter((one) => one.author?.id === author.id).map((one) => one.at);
    const said = recorded.filter((fact) => fact.person.id === author.id).map((fact) => fact.at);
    return isOfRecorded(at, gone, said) ? [] : [{ person: author, at, what: "deleted" }];
  });
}

// As a rejection would be: of an earlier revision at this very commit, and at another one unless policy dismisses those.
function isOfThisRelease(moment: Instant, { ledger, request, policyAt: { policy } }: RuleInput): boolean {
  const keeps = policy.rules["on-new-commits"] !== "dismiss";
  return factsOf(ledger, "request").some(
    ({ fact, at }) => at <= moment && (keeps || fact.commit === request.commit),
  );
}

// GitHub tells whose a deleted comment was, never which. It was one that is recorded if, since one of those was posted, no
// more were deleted than are recorded.
function isOfRecorded(at: Instant, gone: readonly Instant[], said: readonly Instant[]): boolean {
  return said.some((posted) => posted <= at && countSince(posted, gone) <= countSince(posted, said));
}

function countSince(moment: Instant, instants: readonly Instant[]): number {
  return instants.filter((one) => one >= moment).length;
}

// Also with a review that fills no seat, as a delegate's where the member has answered.
function spokeSince({ standing }: Judgement, person: number, at: Instant): boolean {
  return standing.all.some((review) => review.person.id === person && review.counted && review.from > at);
}
