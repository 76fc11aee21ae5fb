import type { RunEnvironment } from "@release-approval/action-kit";
import {
  type ButtonFact,
  ConflictError,
  factsOf,
  highestRevision,
  type Ledger,
  type RequestFact,
  type Snapshot,
  type Teams,
  withFacts,
} from "@release-approval/approval";
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
  const { status, claim } = observeRelease(release).evaluation.decision;
  if (status === "released") throw released(current, release.snapshot.issue.number);
  if (claim !== null && claim.commit !== wanted.commit) throw beingPublished(current, claim.run);
  const over = status === "cancelled" || status === "expired" || status === "blocked";
  if (!over && current.releaseType !== wanted.releaseType)
    throw otherType(current, wanted, release.snapshot.issue.number);
  // Known to be security-related only now: whoever has to look at that has not been asked.
  const asksMore = wanted.securityRelated && !current.securityRelated;
  if (!over && current.commit === wanted.commit && !asksMore) return { kind: "done", release };
  return { kind: "ask", loaded, revision: revisionAfter(release.recorded) };
}

/**
 * The same for a run that has just asked: whatever became of its request, asking once more would only repeat it, or
 * undo what another run asked for since. It asks again only where another's request took the same revision. Pure.
 * @throws ConflictError when another run asked for another commit since
 */
export function stepAfterAsking(loaded: Loaded, wanted: Wanted): NextStep {
  if (loaded.kind !== "release") return nextStep(loaded, wanted);
  const { release } = loaded;
  const current = release.request.fact;
  if (isOwn(current, wanted)) return { kind: "done", release };
  const counts = factsOf(release.recorded, "request").some(({ fact }) => isOwn(fact, wanted));
  if (counts && current.commit !== wanted.commit) throw overtaken(current, release.snapshot.issue.number);
  return nextStep(loaded, wanted);
}

function isOwn({ run, commit }: RequestFact, wanted: Wanted): boolean {
  return run.id === wanted.run.id && run.attempt === wanted.run.attempt && commit === wanted.commit;
}

function overtaken({ version, revision, commit }: RequestFact, issue: number): ConflictError {
  return new ConflictError({
    reasonCode: "overtaken",
    message: `Another run asked for ${version} at ${commit.slice(0, 7)} at the same moment: that is revision ${revision} in #${issue}, and this run's request is replaced.`,
    cure: "Agree on one commit, then ask again if it is not that one.",
  });
}

// Damaged requests count, too: their numbers are in the entries that came after them.
function revisionAfter(ledger: LoadedRelease["recorded"]): number {
  const told = ledger.entries
    .map((entry) => entry.block.revision)
    .filter((revision) => revision <= highestRevision(ledger));
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

// The version is on its way out at another commit: whatever is approved now could only be published a second time.
function beingPublished({ version }: RequestFact, run: number): ConflictError {
  return new ConflictError({
    reasonCode: "claimed",
    message: `Run ${run} is publishing ${version} already, at another commit.`,
    cure: "Wait for it. If it failed, tell track-approvals `outcome: failure` in it, and ask again; otherwise ask for the next version.",
  });
}

function otherType(current: RequestFact, wanted: Wanted, issue: number): ConflictError {
  return new ConflictError({
    reasonCode: "other-type",
    message: `${current.version} is open for review as ${current.releaseType} in #${issue}, not as ${wanted.releaseType}.`,
    cure: `Ask with \`release-type: ${current.releaseType}\`; or the release manager posts \`/cancel reason\` in #${issue}, and you ask again.`,
  });
}

/** The issue of a release for which nobody has asked yet. */
export function notYetOpen(
  { overview, policy }: Prepared,
  { serverUrl, repository }: Pick<RunEnvironment, "serverUrl" | "repository">,
): AskedIssue & { kind: "no-release" } {
  const { owner, name } = repository;
  return {
    kind: "no-release",
    overview,
    today: policy,
    issue: {
      number: 0,
      id: "",
      url: `${serverUrl}/${owner}/${name}/issues`,
      title: "",
      body: "",
      state: "open",
      closed: null,
      locked: false,
      author: null,
      createdAt: overview.now,
      labels: [],
      assignees: 0,
      comments: [],
      deletions: [],
    },
    ledger: { entries: [], facts: new Map(), heads: [], damage: [], forged: [], runsWanted: [] },
  };
}

/** A release that is about to be asked for: all that is known of it but what changed and what commands name. */
export type Draft = Omit<LoadedRelease, "snapshot"> & {
  snapshot: Omit<Snapshot, "changes" | "commits" | "users">;
};

/**
 * The issue as it will be with this request in it, so that it can be shown before it is written. Pure.
 * @param pressed buttons that somebody pressed in this run before it asked
 */
export function withRequest(
  loaded: AskedIssue,
  fact: RequestFact,
  { overview, policy, run }: Prepared,
  pressed: readonly ButtonFact[],
): Draft {
  const issue = loaded.kind === "release" ? loaded.release.snapshot.issue : loaded.issue;
  const recorded: Ledger = loaded.kind === "release" ? loaded.release.recorded : loaded.ledger;
  const { now } = overview;
  const observed = [...(loaded.kind === "release" ? loaded.release.observed : []), ...pressed];
  const earlier = loaded.kind === "release" ? loaded.release.snapshot : null;
  return {
    overview,
    snapshot: {
      now,
      repository: { ...overview.repository, serverUrl: new URL(issue.url).origin },
      issue,
      today: policy,
      pinned: policy,
      teams: teamsOf(fact),
      runs: [...(earlier?.runs ?? []).filter(({ id }) => id !== run.id), run],
      // Reviews of earlier revisions may outlive the new commit.
      buttons: earlier?.buttons ?? [],
    },
    today: policy,
    pinned: policy,
    recorded,
    observed,
    ledger: withFacts(recorded, [fact, ...observed], now),
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
