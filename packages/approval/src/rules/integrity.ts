import type { Json } from "../decision.ts";
import { isAsked } from "../judge.ts";
import { factsOf, highestRevision } from "../ledger.ts";
import type { Instant, Run } from "../snapshot.ts";
import { isTrustedRun } from "../trust.ts";
import { findUnknownTag, findWrongTimes } from "./request-facts.ts";
import { block, info, type Rule, type RuleInput, wait } from "./rule.ts";

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
    find: ({ snapshot, request }) =>
      snapshot.runs.some((run) => run.id === request.run.id && run.state === "gone")
        ? [block("request-run-gone", { run: request.run.id })]
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
      "The request claims to be older than its entry, or to have other times than the policy that it pins gives it.",
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

function findUntrustedRequest({ snapshot, request, told }: RuleInput) {
  const run = snapshot.runs.find((one) => one.id === request.run.id);
  if (run === undefined || run.state === "gone") return [];
  const trusted = isTrustedRun(snapshot.today.policy, snapshot.repository, run);
  // Everybody who started the run is a requester by now (`withRequesters`); who started it first is what the request
  // itself must have said.
  const { requesters } = told.fact;
  const forged = run.actor?.kind === "user" && !requesters.some((person) => person.id === run.actor?.id);
  const facts = { run: run.id, branch: run.branch, path: run.path, actor: run.actor?.login ?? null };
  return trusted && !forged && isRunningAt(run, told.at) ? [] : [block("request-run-untrusted", facts)];
}

// A run that is over posts nothing; a minute, for clocks that are not one.
function isRunningAt({ from, to }: Run & { state: "found" }, at: Instant): boolean {
  return from <= at && (to === null || Date.parse(at) <= Date.parse(to) + 60_000);
}

function findLostPolicy({ snapshot, request }: RuleInput) {
  return snapshot.pinned === null && snapshot.today.digest !== request.policy.digest
    ? [block("pinned-policy-unreachable", { commit: request.policy.commit, path: request.policy.path })]
    : [];
}

function findDamage({ ledger }: RuleInput) {
  const seen = new Set<string>();
  const found = ledger.damage.map((damage) => {
    seen.add(damage.digest ?? `comment:${damage.comment}`);
    return info("history-damaged", {
      what: damage.what,
      digest: damage.digest,
      comment: damage.comment,
      at: damage.at,
      by: damage.by?.login ?? null,
    });
  });
  // What was damaged once stays told, also when nothing can be seen of it today.
  const remembered = factsOf(ledger, "damage")
    .filter(({ fact }) => !seen.has(fact.digest ?? `comment:${fact.comment}`))
    .map(({ fact }) =>
      info("history-damaged", { what: fact.what, digest: fact.digest ?? null, at: fact.at }),
    );
  return [...found, ...remembered];
}

// Deleted comments of reviewers, less those whose words the ledger has: what is left may have been a rejection.
function findLostReviews(input: RuleInput) {
  const { snapshot, ledger, judgement, request } = input;
  const present = new Set(snapshot.issue.comments.map((comment) => comment.id));
  const known = new Map<number, number>();
  for (const { fact } of factsOf(ledger, "comment"))
    if (!present.has(fact.comment)) known.set(fact.person.id, (known.get(fact.person.id) ?? 0) + 1);
  const lost = new Map<number, { login: string; at: string; what: string }>();
  for (const deletion of snapshot.issue.deletions) {
    const { author, by, at } = deletion;
    if (author === null || !isAsked(judgement.case, author.id)) continue;
    const left = known.get(author.id) ?? 0;
    known.set(author.id, left - 1);
    const suspicious = ledger.damage.length > 0 || by === null || by.id !== author.id;
    if (left <= 0 && suspicious && at >= request.openedAt)
      lost.set(author.id, { login: author.login, at, what: "deleted" });
  }
  for (const { person, at, what } of judgement.standing.ambiguous)
    if (isAsked(judgement.case, person.id)) lost.set(person.id, { login: person.login, at, what });
  return [...lost].flatMap(([id, { login, at, what }]) =>
    spokeSince(input, id, at)
      ? []
      : [wait("review-lost", { login, id, at, what } satisfies Record<string, Json>)],
  );
}

function spokeSince({ judgement }: RuleInput, person: number, at: string): boolean {
  return judgement.reviews.some(
    (review) => review.person.id === person && review.counted && review.from > at,
  );
}
