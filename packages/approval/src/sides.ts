import { isDeepStrictEqual } from "node:util";
import type { Both } from "./both-policies.ts";
import type { Ground } from "./case.ts";
import { numberConditions } from "./conditions.ts";
import { delegateKey } from "./delegation.ts";
import type { Ledger } from "./ledger.ts";
import { accountsShown, peopleByLogin, presentHolders, recordedHolders } from "./membership.ts";
import type { Person, RequestFact } from "./records.ts";
import { findRelease } from "./released.ts";
import type { PolicyAt, Snapshot } from "./snapshot.ts";
import type { Revision, Statement } from "./statement.ts";

/** One policy, and what a release is judged by under it. */
export type Side = { policyAt: PolicyAt; ground: Ground };

/** The pinned policy and today's; the same side twice where neither the policy nor who holds its roles has changed. */
export function sidesOf(
  snapshot: Snapshot,
  ledger: Ledger,
  request: RequestFact,
  revisions: readonly Revision[],
  statements: readonly Statement[],
): Both<Side> {
  const recorded = recordedHolders(request);
  const pinned = snapshot.pinned ?? snapshot.today;
  const { owner, name, serverUrl } = snapshot.repository;
  const common: Omit<Ground, "policy" | "holders"> = {
    recorded,
    request,
    revisions: revisions.map(({ request: { revision, commit, openedAt, deadline, requesters } }) => ({
      revision,
      commit,
      openedAt,
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
  const present = presentHolders(snapshot.today.policy, request, snapshot.teams, accountsShown(snapshot));
  const { today } = snapshot;
  const side = { policyAt: pinned, ground: { ...common, policy: pinned.policy, holders: recorded } };
  if (pinned.digest === today.digest && isDeepStrictEqual(recorded, present)) return [side, side];
  return [side, { policyAt: today, ground: { ...common, policy: today.policy, holders: present } }];
}

// Whom the request knows is known by its number, unless that number has another login; the rest is as GitHub says now,
// unless a login that was read before belongs to somebody else since.
function knownPeople(
  request: RequestFact,
  snapshot: Snapshot,
  ledger: Pick<Ledger, "facts">,
): Map<string, Person> {
  const asked = [...Object.values(request.members), ...Object.values(request.backups ?? {})].flat();
  const more = snapshot.users.filter(({ kind, login, id }) => {
    const before = ledger.facts.get(delegateKey(login))?.fact;
    return kind === "user" && (before?.kind !== "notice" || before.about === String(id));
  });
  return new Map([
    ...more.map(({ id, login }) => [login.toLowerCase(), { id, login }] as const),
    ...peopleByLogin(asked, accountsShown(snapshot)),
  ]);
}
