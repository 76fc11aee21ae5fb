import {
  ConflictError,
  type Policy,
  ReleaseApprovalError,
  type RequestFact,
} from "@release-approval/approval";
import {
  findOpenReleases,
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
 * Overrides of earlier releases that nobody has ratified: released, and their issue is open for what is owed. Costs
 * what it takes to read each other open release, of at most 10; nothing where there is none.
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
  const open = await findOpenReleases(github, asked.policy, asked.listing);
  const others = open.filter(({ number }) => number !== asked.own);
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
