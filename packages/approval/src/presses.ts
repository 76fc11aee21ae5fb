import { parseCommands } from "./commands.ts";
import type { Ledger } from "./ledger.ts";
import { readableText } from "./observe.ts";
import type { Policy } from "./policy/schema.ts";
import { type ButtonFact, buttonKey, type Fact, type RequestFact } from "./records.ts";
import type { Account, Buttons, Instant, ListedReview } from "./snapshot.ts";

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

/** Key of the notice that a re-run offers buttons which the request did not have. */
export function buttonsKey(revision: number): string {
  return `notice:buttons/${revision}`;
}

/**
 * Presses that the ledger does not hold yet, by whomever: somebody who pressed in vain is told, too.
 * @param policies the pinned one and today's; other environments than their roles' are none of our business
 */
export function observePresses(
  buttons: Buttons | null,
  ledger: Pick<Ledger, "facts" | "entries">,
  request: RequestFact,
  policies: readonly Policy[],
): ButtonFact[] {
  if (buttons === null || buttons.state === "gone") return [];
  const environments = new Set(
    policies.flatMap(({ roles }) => Object.values(roles).map((role) => role.environment.toLowerCase())),
  );
  const notBefore = lastLook(ledger, request);
  const notAfter = buttons.at > notBefore ? buttons.at : notBefore;
  const found = new Map<string, ButtonFact>();
  for (const { review, environment, person } of pressesOf(buttons.reviews)) {
    const { verdict } = review;
    const run = { id: buttons.run, attempt: request.run.attempt };
    const key = buttonKey({ run, environment, person, verdict });
    if (ledger.facts.has(key) || !environments.has(environment.name.toLowerCase())) continue;
    const text = readableText(
      [found.get(key)?.text ?? "", review.text].filter((part) => part !== "").join("\n\n"),
    );
    found.set(key, { key, kind: "button", run, environment, person, verdict, notBefore, notAfter, text });
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

function pressesOf(reviews: readonly ListedReview[]) {
  return reviews.flatMap((review) => {
    const { person } = review;
    if (person === null || person.kind !== "user") return [];
    return review.environments.map(({ id, name }) => ({
      review,
      environment: { id, name: name.slice(0, 300) },
      person: { id: person.id, login: person.login },
    }));
  });
}

/**
 * When the presses of this revision were last looked at: every run that posts an entry has looked before. Its own time
 * is not told; each moment that its facts tell of had passed by then.
 */
function lastLook({ entries }: Pick<Ledger, "entries">, request: RequestFact): Instant {
  const times = entries
    .filter((entry) => entry.block.revision === request.revision)
    .flatMap((entry) => entry.block.facts.map(timeOf).filter((time) => time <= entry.at));
  return times.reduce((last, time) => (time > last ? time : last), request.openedAt);
}

function timeOf(fact: Fact): Instant {
  if (fact.kind === "request") return fact.openedAt;
  return fact.kind === "button" ? fact.notAfter : fact.at;
}

/** Longest time between a look and the entry that tells of it, in milliseconds. */
const slowestRun = 10 * 60_000;

/**
 * A recorded press as GitHub shows it now: words and environment are GitHub's where it still lists them. An entry cannot date a press
 * as it likes: not after the entries that came before it, and not long before its own time.
 * @param told the comment and the time of the entry that told of it first
 */
export function pressAsGitHubShows(
  fact: ButtonFact,
  buttons: Buttons | null,
  told: { comment: number; at: Instant },
  { entries }: Pick<Ledger, "entries">,
): ButtonFact {
  const before = entries.filter((entry) => entry.comment < told.comment).map((entry) => entry.at);
  const looked = before.reduce((last, at) => (at > last ? at : last), "");
  const late = Date.parse(told.at) - Date.parse(fact.notAfter) > slowestRun;
  const shown = (buttons?.run === fact.run.id ? buttons.reviews : []).filter((review) =>
    isListed(fact, review),
  );
  const texts = shown.map((review) => review.text);
  const environment = shown[0]?.environments.find(({ id }) => id === fact.environment.id);
  return {
    ...fact,
    environment: environment ?? fact.environment,
    text: texts.length === 0 ? fact.text : texts.filter((text) => text !== "").join("\n\n"),
    notBefore: looked !== "" && fact.notBefore > looked ? looked : fact.notBefore,
    notAfter: late ? told.at : fact.notAfter,
  };
}

/** Whether a listed review is the one that a fact tells of. */
export function isListed(
  fact: Pick<ButtonFact, "environment" | "person" | "verdict">,
  review: { environments: readonly { id: number }[]; verdict: string; person: Account | null },
): boolean {
  return (
    review.verdict === fact.verdict &&
    review.person?.id === fact.person.id &&
    review.environments.some(({ id }) => id === fact.environment.id)
  );
}

/** What a press says: who types `/reject` into the box and presses Approve, rejects. */
export function verdictOf({ verdict, text }: Pick<ButtonFact, "verdict" | "text">): ButtonFact["verdict"] {
  return parseCommands(text).some(({ name }) => name === "reject") ? "rejected" : verdict;
}
