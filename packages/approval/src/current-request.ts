import { factsOf, highestRevision, type Kept, type Ledger } from "./ledger.ts";
import type { RequestFact } from "./records.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Revision } from "./statement.ts";

/** The request of the highest revision that can be read, with the entry that told it. */
export function currentRequest(ledger: Ledger): Kept<RequestFact> | null {
  const all = factsOf(ledger, "request")
    .filter(({ fact }) => fact.revision <= highestRevision(ledger) + 1)
    .sort((a, b) => b.fact.revision - a.fact.revision);
  return all[0] ?? null;
}

/** The revisions up to the newest, in order. */
export function revisionsOf(ledger: Ledger, newest: Kept<RequestFact>): Revision[] {
  return factsOf(ledger, "request")
    .filter(({ fact }) => fact.revision <= newest.fact.revision)
    .sort((a, b) => a.fact.revision - b.fact.revision)
    .map(({ fact, comment, at }) => ({ request: fact, begins: { comment, at } }));
}

/** Requesters are the actor and the triggering actor of every attempt: a re-run adds whoever started it. */
export function withRequesters(request: RequestFact, snapshot: Snapshot): RequestFact {
  const run = snapshot.runs.find((one) => one.id === request.run.id);
  if (run === undefined || run.state === "gone") return request;
  const known = new Set(request.requesters.map((person) => person.id));
  const more = run.triggeringActors
    .filter((account) => account.kind === "user" && !known.has(account.id))
    .map(({ id, login }) => ({ id, login }));
  return more.length === 0 ? request : { ...request, requesters: [...request.requesters, ...more] };
}
