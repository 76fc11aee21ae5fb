import { ConflictError, NotFoundError } from "@release-approval/approval";
import {
  findReleaseIssues,
  type GitHub,
  type Loaded,
  type LoadedRelease,
  type LoadRequest,
  loadPolicy,
  loadRelease,
} from "@release-approval/github";

/** Which release an action is asked about: a version (of a component), an issue, or both. */
export type Asked = { version: string | null; component: string | null; "issue-number": number | null };

/**
 * Loads the release that was asked for, and makes sure that it is that one: what an issue's body or title says is a
 * hint of where to look; only the request in its history says what it is.
 * @throws NotFoundError when nobody asked for it; ConflictError when the issue asks for another version, or its request
 *   is damaged
 */
export async function loadAsked(
  github: GitHub,
  asked: Asked,
  how: Omit<LoadRequest, "number">,
): Promise<LoadedRelease> {
  const number = asked["issue-number"];
  if (number === null) return loadByVersion(github, asked, how);
  const release = releaseOf(await loadRelease(github, { ...how, number }), number);
  if (!isAsked(release, asked)) throw otherRelease(release, asked);
  return release;
}

async function loadByVersion(
  github: GitHub,
  asked: Asked,
  how: Omit<LoadRequest, "number">,
): Promise<LoadedRelease> {
  const { version, component } = asked;
  const { policyPath } = how;
  const overview = await github.readOverview({ policyPath });
  const { policy } = await loadPolicy(github, {
    commit: overview.head,
    path: policyPath,
    text: overview.policy,
  });
  const wrong = new Set<number>();
  for (;;) {
    const found = await findReleaseIssues(github, {
      version: version ?? "",
      component,
      state: "all",
      policy,
      wrong,
    });
    const issue = found.find((one) => one.state === "open") ?? found[0];
    if (issue === undefined) throw notAskedFor(asked);
    const loaded = await loadRelease(github, { ...how, number: issue.number });
    if (loaded.kind === "release" && isAsked(loaded.release, asked)) return loaded.release;
    if (loaded.kind === "no-release" && isDamaged(loaded)) throw damaged(issue.number);
    wrong.add(issue.number);
  }
}

function isAsked({ request }: LoadedRelease, { version, component, "issue-number": number }: Asked): boolean {
  const { fact } = request;
  if (version !== null && fact.version !== version) return false;
  // An issue's number says which component; a version alone means the repository's own release.
  return number !== null && component === null ? true : (fact.component ?? null) === component;
}

/**
 * The release of an issue whose number was given.
 * @throws NotFoundError when there is no such issue, or it asks for no release
 */
export function releaseOf(loaded: Loaded, number: number): LoadedRelease {
  if (loaded.kind === "release") return loaded.release;
  if (loaded.kind === "no-release" && isDamaged(loaded)) throw damaged(number);
  if (loaded.kind === "no-release")
    throw new NotFoundError({
      reasonCode: "no-release",
      message: `Issue #${number} asks for no release.`,
      cure: "Check `issue-number`, or leave it out and give `version`.",
    });
  throw new NotFoundError({
    reasonCode: "issue-missing",
    message: `There is no issue #${number} in this repository.`,
    cure: "Check `issue-number`. A deleted or transferred release issue cannot be used again: ask for the release anew.",
  });
}

/** Whether an issue without a readable request once had one. */
export function isDamaged({ ledger }: Loaded & { kind: "no-release" }): boolean {
  return ledger.entries.length > 0 || ledger.damage.length > 0;
}

function damaged(number: number): ConflictError {
  return new ConflictError({
    reasonCode: "request-damaged",
    message: `The entry of #${number} that held the request was edited, deleted or cannot be read.`,
    cure: "Ask for the release again: it becomes the next revision, and everybody reviews that.",
  });
}

function notAskedFor({ version, component }: Asked): NotFoundError {
  const what = component === null ? version : `${component} ${version}`;
  return new NotFoundError({
    reasonCode: "not-requested",
    message: `Nobody has asked for the release of ${what}.`,
    cure: "Ask for it with request-approvals, and check the spelling of the version. A part of a monorepo needs `component`.",
  });
}

function otherRelease({ request, snapshot }: LoadedRelease, asked: Asked): ConflictError {
  const { version, component } = request.fact;
  const name = (one: { version: string | null; component?: string | null | undefined }) =>
    [one.component, one.version].filter((part) => part !== null && part !== undefined).join(" ");
  return new ConflictError({
    reasonCode: "version-mismatch",
    message: `#${snapshot.issue.number} asks for the release of ${name({ version, component })}, not of ${name(asked)}.`,
    cure: "Correct `issue-number`, or leave it out.",
  });
}
