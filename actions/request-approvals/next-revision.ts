import { ConflictError, type RequestFact, type Teams, withFacts } from "@release-approval/approval";
import type { Loaded, LoadedRelease } from "@release-approval/github";
import { observeRelease } from "../run/observe-release.ts";
import type { Prepared } from "./prepare-request.ts";

type Wanted = Prepared["request"];
type AskedIssue = Loaded & { kind: "release" | "no-release" };

export type NextStep =
  /** The newest request is the wanted one. */
  | { kind: "done"; release: LoadedRelease }
  | { kind: "ask"; loaded: AskedIssue; revision: number }
  /** The issue is gone, or holds the request of something else. */
  | { kind: "elsewhere" };

/**
 * What asking means for an issue as it stands. Pure.
 * @throws ConflictError when the version is open as another type, or released
 */
export function nextStep(loaded: Loaded, wanted: Wanted): NextStep {
  if (loaded.kind === "no-issue") return { kind: "elsewhere" };
  if (loaded.kind === "no-release") return { kind: "ask", loaded, revision: revisionAfter(loaded.ledger) };
  const { release } = loaded;
  const current = release.request.fact;
  if (current.version !== wanted.version || (current.component ?? null) !== (wanted.component ?? null))
    return { kind: "elsewhere" };
  const { status } = observeRelease(release).evaluation.decision;
  if (status === "released") throw released(current, release.snapshot.issue.number);
  const over = status === "cancelled" || status === "expired" || status === "blocked";
  if (!over && current.releaseType !== wanted.releaseType)
    throw otherType(current, wanted, release.snapshot.issue.number);
  if (!over && current.commit === wanted.commit) return { kind: "done", release };
  return isOwn(current, wanted) && !over
    ? { kind: "done", release }
    : { kind: "ask", loaded, revision: revisionAfter(release.recorded) };
}

// A blocked request of this very run was just made: asking once more would only repeat it.
function isOwn(current: RequestFact, wanted: Wanted): boolean {
  return current.run.id === wanted.run.id && current.commit === wanted.commit;
}

// Damaged requests count, too: their numbers are in the entries that came after them.
function revisionAfter(ledger: LoadedRelease["recorded"]): number {
  const told = ledger.entries.map((entry) => entry.block.revision);
  const damaged = ledger.entries.length === 0 && ledger.damage.length > 0 ? 1 : 0;
  return Math.max(0, damaged, ...told) + 1;
}

function released({ version }: RequestFact, issue: number): ConflictError {
  return new ConflictError({
    reasonCode: "already-released",
    message: `${version} has been released; #${issue} tells how.`,
    cure: "Ask for the next version.",
  });
}

function otherType(current: RequestFact, wanted: Wanted, issue: number): ConflictError {
  return new ConflictError({
    reasonCode: "other-type",
    message: `${current.version} is open for review as ${current.releaseType} in #${issue}, not as ${wanted.releaseType}.`,
    cure: `Ask with \`release-type: ${current.releaseType}\`; or the release manager posts \`/cancel reason\` in #${issue}, and you ask again.`,
  });
}

/** The issue as it will be with this request in it, so that it can be shown before it is written. Pure. */
export function withRequest(
  loaded: AskedIssue,
  fact: RequestFact,
  { overview, policy, run }: Prepared,
): LoadedRelease {
  const issue = loaded.kind === "release" ? loaded.release.snapshot.issue : loaded.issue;
  const recorded = loaded.kind === "release" ? loaded.release.recorded : loaded.ledger;
  const { now } = overview;
  return {
    overview,
    snapshot: {
      now,
      repository: { ...overview.repository, serverUrl: new URL(issue.url).origin },
      issue,
      today: policy,
      pinned: policy,
      teams: teamsOf(fact),
      runs: [run],
    },
    today: policy,
    pinned: policy,
    recorded,
    observed: loaded.kind === "release" ? loaded.release.observed : [],
    ledger: withFacts(recorded, [fact], now),
    request: { fact, comment: Number.MAX_SAFE_INTEGER, at: now },
  };
}

// They were read a moment ago, to resolve the members.
function teamsOf({ members }: RequestFact): Teams {
  const teams: Record<string, Exclude<Teams[string], "unreadable">> = {};
  for (const { id, login, via } of Object.values(members).flat()) {
    if (via === undefined) continue;
    const name = via.replace(/^team:/, "").toLowerCase();
    teams[name] = [...(teams[name] ?? []), { id, login, kind: "user" }];
  }
  return teams;
}
