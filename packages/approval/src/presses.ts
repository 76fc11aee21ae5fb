import { parseCommands } from "./commands.ts";
import { factsOf, type Ledger } from "./ledger.ts";
import { readableText } from "./observe.ts";
import type { Policy } from "./policy/schema.ts";
import { type ButtonFact, buttonKey, type Fact, pressOf, type RequestFact } from "./records.ts";
import type { Buttons, Instant, ListedReview } from "./snapshot.ts";

/*
 * Presses of GitHub's Approve and Reject buttons. GitHub tells neither when nor in which attempt they happened: a press
 * lies between the last look without it and the first one with it.
 */

/** Whether the buttons of a request's run have to be asked for: it had none when it was made, and got none since. */
export function hasButtons(request: RequestFact, ledger: Pick<Ledger, "facts">): boolean {
  if (request.buttons === undefined || request.buttons.length > 0) return true;
  for (const { fact } of ledger.facts.values())
    if (fact.kind === "button" || fact.key === buttonsKey(request.revision)) return true;
  return false;
}

/** Key of the notice that a run was ended, so that nobody can press its buttons any more. */
export function runEndedKey(run: number): string {
  return `notice:ended/run:${run}`;
}

/** Key of the notice that a re-run offers buttons which the request did not have. */
export function buttonsKey(revision: number): string {
  return `notice:buttons/${revision}`;
}

/** One press that GitHub lists. `leads`: of a review of several environments, the one whose job tells of all. */
type Press = Pick<ButtonFact, "run" | "environment" | "person" | "verdict" | "text"> & { leads: string };

/**
 * Presses that the ledger does not hold yet, by whomever: somebody who pressed in vain is told, too.
 * @param policies the pinned one and today's; other environments than their roles' are none of our business
 * @param jobs in a review job, its environment, in lower case, under either policy: plain approvals of others are left to
 *   their own jobs, which run at the same moment. Rejections are nobody's: their jobs never run.
 */
export function observePresses(
  lists: readonly Buttons[],
  ledger: Pick<Ledger, "facts" | "entries" | "damage">,
  request: RequestFact,
  policies: readonly Policy[],
  jobs: readonly string[] | null = null,
): ButtonFact[] {
  const environments = new Set(
    policies.flatMap(({ roles }) => Object.values(roles).map((role) => role.environment.toLowerCase())),
  );
  const notBefore = lastLook(ledger, request);
  return lists
    .flatMap((buttons) => {
      const notAfter = buttons.at > notBefore ? buttons.at : notBefore;
      const pressed = pressesOf(buttons, request.run.attempt, environments).filter((press) =>
        isOwn(press, jobs),
      );
      return unrecorded(pressed, ledger).map(
        ({ leads: _, ...press }): ButtonFact => ({ ...press, kind: "button", notBefore, notAfter }),
      );
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Longest text that is kept of a press, in characters as an entry holds them: a review may cover many environments. */
const longestText = 4000;

function pressesOf({ run, reviews }: Buttons, attempt: number, ofRoles: ReadonlySet<string>): Press[] {
  return reviews.flatMap(({ person, verdict, text, environments: all }) => {
    if (person === null || person.kind !== "user") return [];
    const environments = all.filter(({ name }) => ofRoles.has(name.toLowerCase()));
    const leads = environments.map(({ name }) => name.toLowerCase()).sort()[0] ?? "";
    return environments.map(({ id, name }) => ({
      run: { id: run, attempt },
      environment: { id, name: name.slice(0, 300) },
      person: { id: person.id, login: person.login },
      verdict,
      text: readableText(text, longestText),
      leads,
    }));
  });
}

function isOwn(press: Press, jobs: readonly string[] | null): boolean {
  return jobs === null || jobs.includes(press.leads) || !isPlainApproval(press);
}

// Nothing in it but a yes: whoever leaves it out knows of nothing that could hold the release.
function isPlainApproval({ verdict, text }: Press): boolean {
  const [approval, ...more] = parseCommands(`/approve\n${text}`);
  if (verdict !== "approved" || approval?.name !== "approve" || more.length > 0) return false;
  return approval.before.length + approval.after.length === 0;
}

// GitHub lists each press of a person once more at each attempt: what is listed more often than it is recorded is new.
function unrecorded(presses: readonly Press[], ledger: Pick<Ledger, "facts">): (Press & { key: string })[] {
  const recorded = Map.groupBy(
    factsOf(ledger, "button").map(({ fact }) => fact),
    (fact) => buttonKey(fact),
  );
  const alike = Map.groupBy(presses, (press) => buttonKey(press));
  return [...alike].flatMap(([key, listed]) => {
    const known = recorded.get(key) ?? [];
    const left = [...listed];
    for (const { text } of known) {
      const same = left.findIndex((press) => press.text === text);
      left.splice(Math.max(0, same), 1);
    }
    const taken = new Set(known.map((fact) => pressOf(fact.key)));
    const free = Array.from({ length: taken.size + left.length }, (_, index) => index + 1).filter(
      (nth) => !taken.has(nth),
    );
    return left.map((press, index) => ({ ...press, key: buttonKey(press, free[index]) }));
  });
}

/**
 * When the presses of this revision were last looked at: every run that posts an entry has looked before. Its own time
 * is not told; each moment that its facts tell of had passed by then. Where an entry was lost, it may have told of them.
 */
function lastLook({ entries, damage }: Pick<Ledger, "entries" | "damage">, request: RequestFact): Instant {
  if (damage.length > 0) return request.openedAt;
  const times = entries
    .filter((entry) => entry.block.revision === request.revision)
    .flatMap((entry) => entry.block.facts.map(timeOf).filter((time) => time <= entry.at));
  return times.reduce((last, time) => (time > last ? time : last), request.openedAt);
}

// An outcome is dated when publishing has ended, long after the look.
function timeOf(fact: Fact): Instant {
  switch (fact.kind) {
    case "request":
      return fact.openedAt;
    case "button":
      return fact.notAfter;
    case "outcome":
      return "";
    default:
      return fact.at;
  }
}

/** Longest time between a look and the entry that tells of it, in milliseconds. */
export const slowestRun = 10 * 60_000;

/**
 * A recorded press as GitHub shows it now: words and environment are GitHub's where it still lists them. An entry cannot
 * date a press as it likes: neither after the entries that came before it, nor after itself, nor long before.
 * @param told the comment and the time of the entry that told of it first
 */
export function pressAsGitHubShows(
  fact: ButtonFact,
  lists: readonly Buttons[],
  told: { comment: number; at: Instant },
  { entries }: Pick<Ledger, "entries">,
): ButtonFact {
  const before = entries.filter((entry) => entry.comment < told.comment).map((entry) => entry.at);
  const looked = before.sort().at(-1);
  const shown = listedAs(fact, lists);
  const exact = shown.find(({ text }) => readableText(text, longestText) === fact.text);
  const texts = exact === undefined ? shown.map(({ text }) => text) : [exact.text];
  const environment = shown[0]?.environments.find(({ id }) => id === fact.environment.id);
  return {
    ...fact,
    environment: environment ?? fact.environment,
    text: texts.length === 0 ? fact.text : texts.filter((text) => text !== "").join("\n\n"),
    notBefore: looked !== undefined && fact.notBefore > looked ? looked : fact.notBefore,
    notAfter: clamp(fact.notAfter, told),
  };
}

// What no entry tells yet was seen after the time that is told of it.
function clamp(notAfter: Instant, told: { comment: number; at: Instant }): Instant {
  if (told.comment === Number.MAX_SAFE_INTEGER) return notAfter;
  const late = Date.parse(told.at) - Date.parse(notAfter) > slowestRun;
  return late || notAfter > told.at ? told.at : notAfter;
}

/** The listed reviews that are like a recorded press. */
export function listedAs(fact: ButtonFact, lists: readonly Buttons[]): ListedReview[] {
  return lists
    .filter(({ run }) => run === fact.run.id)
    .flatMap(({ reviews }) => reviews.filter((review) => isListed(fact, review)));
}

/** Whether a listed review is the one that a fact tells of. */
function isListed(
  fact: Pick<ButtonFact, "environment" | "person" | "verdict">,
  review: ListedReview,
): boolean {
  return (
    review.verdict === fact.verdict &&
    review.person?.id === fact.person.id &&
    review.environments.some(({ id }) => id === fact.environment.id)
  );
}

/** What a press says: who types `/reject` into the box and presses Approve, rejects. */
export function readPress({ verdict, text }: Pick<ButtonFact, "verdict" | "text">): {
  verdict: ButtonFact["verdict"];
  withdraws: boolean;
} {
  const names = parseCommands(text).map(({ name }) => name);
  return { verdict: names.includes("reject") ? "rejected" : verdict, withdraws: names.includes("withdraw") };
}
