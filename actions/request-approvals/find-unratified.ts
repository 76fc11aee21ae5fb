import {
  ConflictError,
  type Policy,
  ReleaseApprovalError,
  type RequestFact,
} from "@release-approval/approval";
import {
  findReleases,
  type GitHub,
  type Listing,
  type LoadedRelease,
  loadRelease,
} from "@release-approval/github";
import { observeRelease } from "../run/observe-release.ts";

type Unratified = NonNullable<RequestFact["unratified"]>;

export type UnratifiedAsked = {
  policy: Policy;
  policyPath: string;
  teamToken: string | null;
  /** The issue of this release; null where there is none yet. */
  own: number | null;
  /** Issues of the trusted author, listed a moment ago. */
  listing: Listing;
};

/** Each costs a few requests, of 1,000 an hour for the whole repository. */
const mostReleases = 10;

/**
 * Overrides of earlier releases that nobody has ratified. Costs what it takes to read each other open release, the
 * newest 10 at most; nothing where there is none. Where the policy refuses the next release until somebody has, closed
 * issues are read, too: closing one ratifies nothing.
 * @returns also a warning for each release that could not be read
 * @throws ConflictError `override-unratified` where the policy refuses the next release until somebody has
 */
export async function findUnratified(
  github: GitHub,
  asked: UnratifiedAsked,
): Promise<{ unratified: Unratified; warnings: string[] }> {
  const blocks = asked.policy.rules["unratified-override"] === "block";
  const unratified: Unratified = [];
  const warnings: string[] = [];
  const found = await findReleases(github, asked.policy, blocks ? "all" : "open", asked.listing);
  const others = found.filter(({ number }) => number !== asked.own).reverse();
  const left = others.slice(mostReleases).filter(({ state }) => state === "open");
  if (left.length > 0 && blocks) throw tooMany(left.length);
  if (left.length > 0)
    warnings.push(
      `Whether an override is still to be ratified was looked up in the ${mostReleases} newest open releases; ${left.length} more are open.`,
    );
  for (const { number } of others.slice(0, mostReleases)) {
    try {
      const release = await load(github, number, asked);
      if (release !== null && owesRatification(release))
        unratified.push({ version: release.request.fact.version, issue: number });
    } catch (error) {
      if (blocks || !(error instanceof ReleaseApprovalError)) throw error;
      warnings.push(
        `Whether an override in #${number} is still to be ratified is not known: ${error.message}`,
      );
    }
  }
  if (blocks && unratified.length > 0) throw refused(unratified);
  return { unratified, warnings };
}

async function load(
  github: GitHub,
  number: number,
  { policyPath, teamToken }: UnratifiedAsked,
): Promise<LoadedRelease | null> {
  const loaded = await loadRelease(github, { number, policyPath, teamToken, verifyRequest: "always" });
  return loaded.kind === "release" ? loaded.release : null;
}

function owesRatification(release: LoadedRelease): boolean {
  const { status, obligations } = observeRelease(release).evaluation.decision;
  return (
    status === "released" && obligations.some(({ kind, settled }) => kind === "ratify" && settled === null)
  );
}

function tooMany(left: number): ConflictError {
  return new ConflictError({
    reasonCode: "override-unratified",
    message: `The policy refuses a release while an override is to be ratified, and ${left + mostReleases} releases are open: no more than ${mostReleases} are looked at.`,
    cure: "Settle what is owed in the oldest ones, or cancel them, so that their issues close. Then ask again.",
  });
}

function refused(unratified: Unratified): ConflictError {
  const named = unratified.map(({ version, issue }) => `${version} (#${issue})`).join(", ");
  const issues = unratified.map(({ issue }) => `#${issue}`).join(", ");
  return new ConflictError({
    reasonCode: "override-unratified",
    message: `An override let ${named} go, and nobody has ratified it. The policy refuses the next release until then.`,
    cure: `Whoever may ratify it posts \`/ratify reason\` in ${issues}; the issue names them. Then ask again.`,
    details: { issues: unratified.map(({ issue }) => issue) },
  });
}
