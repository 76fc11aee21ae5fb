import type { Act, Answer, Conflict, Decision, JudgedReview, Obligation, Status } from "./decision.ts";
import type { Evaluation } from "./evaluate.ts";
import { type Damage, factsOf, type Ledger } from "./ledger.ts";
import { dueNews, type Told } from "./notices.ts";
import type { ButtonFact, CommentFact, Fact, Person, ShippedFact } from "./records.ts";
import type { Instant, Snapshot } from "./snapshot.ts";
import { brokenCodes } from "./statement.ts";
import { isTrustedAuthor } from "./trust.ts";

/** Something that everybody is told once. */
export type News =
  | { kind: "void"; review: JudgedReview }
  | { kind: "damage"; damage: Damage }
  | { kind: "reopened"; by: string | null }
  /** A command that had counted and counts no more: its comment was edited or deleted. */
  | { kind: "void-act"; act: Act; person: Person; url: string | null }
  /** A time that comes near, or has passed. `role` null: the release's own. */
  | {
      kind: "warning" | "overdue";
      role: string | null;
      due: Instant;
      who: readonly Person[];
      alsoTo: readonly Person[];
    }
  /** Everybody awaited is reminded. `by` null: the input `remind`. */
  | { kind: "reminder"; by: Person | null }
  | { kind: "conflict"; conflict: Conflict }
  /** Policy took a step by itself. */
  | {
      kind: "step";
      step: "critical-only" | "conditional-release" | "postpone";
      roles: readonly string[];
    }
  /** An obligation is overdue; `escalated`: the release manager and project leadership are told, too. */
  | { kind: "owed"; obligation: Obligation; escalated: boolean; alsoTo: readonly Person[] }
  | { kind: "settled"; obligations: readonly Obligation[] }
  | { kind: "shipped"; shipped: ShippedFact }
  | { kind: "status"; status: Status; reasonCode: string };

export type Reaction = { comment: number; content: "+1" | "confused" };

/** What a tracking run has to write. All empty: nothing is new, and nothing is written. */
export type Plan = {
  /** For the next entry: what was observed, then what is said once. */
  facts: Fact[];
  answers: Answer[];
  news: News[];
  reactions: Reaction[];
};

/**
 * Plans what is new. Pure, and the same for every run that sees the same records: runs at the same moment plan equal
 * keys, so that nothing doubles, and a run right after finds nothing to do.
 * @param observed what people did and the ledger does not hold yet
 * @param remind everybody who is awaited is reminded, at most once a day
 */
export function plan(
  snapshot: Snapshot,
  ledger: Ledger,
  observed: readonly (CommentFact | ButtonFact)[],
  evaluation: Evaluation,
  { remind = false }: { remind?: boolean } = {},
): Plan {
  const fresh = new Set(observed.map((fact) => fact.key));
  const answers = evaluation.answers.filter((answer) => fresh.has(answer.key));
  const told = [
    ...voidNews(snapshot, evaluation, fresh),
    ...damageNews(snapshot, evaluation),
    ...statusNews(snapshot, ledger, evaluation),
    ...closingNews(snapshot, ledger, evaluation),
    ...voidActs(snapshot, evaluation, fresh),
    ...dueNews(evaluation, snapshot.now, { remind }),
  ].filter(({ fact }) => !ledger.facts.has(fact.key));
  return {
    facts: [...observed, ...evaluation.facts, ...told.map((one) => one.fact)].filter(
      ({ key }) => !ledger.facts.has(key),
    ),
    answers,
    news: told.flatMap((one) => one.news ?? []),
    reactions: missingReactions(snapshot, evaluation),
  };
}

// An approval that counted and counts no more: who gave it and everybody else should know. What never counted was
// answered when it was read first: that is remembered in silence.
function voidNews(snapshot: Snapshot, { decision }: Evaluation, fresh: ReadonlySet<string>): Told[] {
  return decision.reviews
    .filter((review) => brokenCodes.has(review.code))
    .map((review) => ({ key: `notice:void/${review.key}/${review.role}`, review }))
    .map(({ key, review }) => ({
      fact: { key, kind: "notice", at: snapshot.now, about: review.code },
      news: fresh.has(review.key) ? null : { kind: "void", review },
    }));
}

function damageNews(snapshot: Snapshot, { damage: judged }: Evaluation): Told[] {
  return judged.map(({ key, damage, recovered }) => ({
    fact: {
      key,
      kind: "damage",
      what: damage.what,
      recovered,
      at: damage.at ?? snapshot.now,
      ...(damage.digest !== null && { digest: damage.digest }),
      ...(damage.comment !== null && { comment: damage.comment }),
      ...(damage.by?.kind === "user" && { by: { id: damage.by.id, login: damage.by.login } }),
    },
    news: { kind: "damage", damage },
  }));
}

const reviewing: ReadonlySet<string | null> = new Set(["approve", "reject", "withdraw"]);

// Some other command that had counted: its comment was edited or deleted.
function voidActs(snapshot: Snapshot, { answers }: Evaluation, fresh: ReadonlySet<string>): Told[] {
  return answers.flatMap(({ key, acts, person, url }) =>
    acts.flatMap((act, index): Told[] => {
      if (reviewing.has(act.command) || act.outcome !== "not-counted" || !brokenCodes.has(act.code))
        return [];
      return [
        {
          fact: {
            key: `notice:void/${key}/${act.command}/${index}`,
            kind: "notice",
            at: snapshot.now,
            about: act.code,
          },
          news: fresh.has(key) ? null : { kind: "void-act", act, person, url },
        },
      ];
    }),
  );
}

/** Whether nothing more can happen to a release, and nothing is owed: its issue may be closed. */
export function isDone({ status, obligations }: Pick<Decision, "status" | "obligations">): boolean {
  return isOver(status) && (status !== "released" || obligations.every((one) => one.settled !== null));
}

/** Whether a release has come to its end, so that its issue may be closed. */
export function isOver(status: Status): boolean {
  return status === "released" || status === "cancelled" || status === "expired";
}

// Closing the issue cancels nothing: it is opened again, and whoever closed it is told how it is done.
function closingNews({ issue, now, today }: Snapshot, ledger: Ledger, { decision }: Evaluation): Told[] {
  if (issue.closed === null || isDone(decision)) return [];
  const { at, by } = issue.closed;
  const key = `notice:reopened/${at}`;
  // We closed it ourselves, when an earlier revision was over.
  if (ledger.facts.has(key) || (by !== null && isTrustedAuthor(today.policy, by))) return [];
  return [
    {
      fact: { key, kind: "notice", at: now, about: "closed" },
      news: { kind: "reopened", by: by?.login ?? null },
    },
  ];
}

// A status is announced when it differs from the one announced last; at first everything is pending.
function statusNews(snapshot: Snapshot, ledger: Ledger, { decision, judgements }: Evaluation): Told[] {
  const [judgement] = judgements;
  const prefix = `notice:status/${judgement.case.request.revision}/`;
  const before = factsOf(ledger, "notice").filter(({ fact }) => fact.key.startsWith(prefix));
  const last = before.at(-1)?.fact.about ?? "pending";
  if (last === decision.status) return [];
  const key = `${prefix}${before.length + 1}/${decision.status}`;
  return [
    {
      fact: { key, kind: "notice", at: snapshot.now, about: decision.status },
      news: { kind: "status", status: decision.status, reasonCode: decision.reasonCode },
    },
  ];
}

// One reaction for each comment that was read: it says at a glance whether it counted.
function missingReactions(snapshot: Snapshot, { answers }: Evaluation): Reaction[] {
  const comments = new Map(snapshot.issue.comments.map((comment) => [comment.id, comment]));
  return answers.flatMap(({ comment, acts }) => {
    if (comment === null) return [];
    const seen = comments.get(comment)?.reacted;
    if (seen === undefined || seen.counted || seen.notCounted) return [];
    if (acts.every((act) => act.outcome === "answered")) return [];
    return [{ comment, content: acts.some((act) => act.outcome === "not-counted") ? "confused" : "+1" }];
  });
}
