import {
  ConflictError,
  type Policy,
  ReleaseApprovalError,
  type RequestFact,
} from "@release-approval/approval";
import {
  type FoundIssue,
  findReleases,
  type GitHub,
  type Listing,
  loadRelease,
} from "@release-approval/github";
import { isDamaged } from "../run/load-asked.ts";
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

type Found = { unratified: Unratified; warnings: string[] };

/**
 * Overrides of earlier releases that nobody has ratified. Looks at the newest open releases. Where the policy refuses
 * the next release until somebody has, it looks at closed ones after them, too: closing an issue settles nothing. Costs
 * what it takes to read each, of at most 10; nothing where there is none.
 * @returns also a warning for what is not known
 * @throws ConflictError `override-unratified` where the policy refuses the next release until somebody has, or until it
 *   is known whether somebody must
 */
export async function findUnratified(github: GitHub, asked: UnratifiedAsked): Promise<Found> {
  const blocks = asked.policy.rules["unratified-override"] === "block";
  const found = await findReleases(github, asked.policy, blocks ? "all" : "open", asked.listing);
  const others = found.filter(({ number }) => number !== asked.own).reverse();
  const open = others.filter(({ state }) => state === "open");
  const closed = others.filter(({ state }) => state === "closed");
  if (blocks && open.length > mostReleases) throw tooMany(open.length);
  const seen = await lookAt(github, [...open, ...closed].slice(0, mostReleases), asked, blocks);
  if (blocks && seen.unratified.length > 0) throw refused(seen.unratified);
  if (open.length > mostReleases) seen.warnings.push(notAll(open.length));
  return seen;
}

async function lookAt(
  github: GitHub,
  releases: readonly FoundIssue[],
  asked: UnratifiedAsked,
  blocks: boolean,
): Promise<Found> {
  const unratified: Unratified = [];
  const warnings: string[] = [];
  for (const { number } of releases) {
    try {
      const version = await unratifiedIn(github, number, asked);
      if (version !== null) unratified.push({ version, issue: number });
    } catch (error) {
      if (blocks || !(error instanceof ReleaseApprovalError)) throw error;
      warnings.push(
        `Whether an override in #${number} is still to be ratified is not known: ${error.message}`,
      );
    }
  }
  return { unratified, warnings };
}

/**
 * @returns the version that an override let go and nobody has ratified; null where there is none
 * @throws ConflictError where what the issue told is lost
 */
async function unratifiedIn(
  github: GitHub,
  number: number,
  { policyPath, teamToken }: UnratifiedAsked,
): Promise<string | null> {
  const loaded = await loadRelease(github, { number, policyPath, teamToken, verifyRequest: "always" });
  if (loaded.kind === "no-issue") return null;
  if (loaded.kind === "no-release") {
    if (isDamaged(loaded)) throw lost(number);
    return null;
  }
  const { release } = loaded;
  const { status, reasonCode, obligations } = observeRelease(release).evaluation.decision;
  if (reasonCode === "history-lost") throw lost(number);
  const owes = obligations.some(({ kind, settled }) => kind === "ratify" && settled === null);
  return status === "released" && owes ? release.request.fact.version : null;
}

const show = "or set `rules.unratified-override: show` in the policy";

function lost(number: number): ConflictError {
  return new ConflictError({
    reasonCode: "override-unratified",
    message: `Whether an override in #${number} is still to be ratified cannot be told: entries of its history were edited or deleted.`,
    cure: `Ask for that release again, so that it gets a history anew, and cancel it if it is not wanted; ${show}.`,
    details: { issues: [number] },
  });
}

function tooMany(open: number): ConflictError {
  return new ConflictError({
    reasonCode: "override-unratified",
    message: `The policy refuses a release while an override is to be ratified, and ${open} other releases are open: no more than ${mostReleases} are looked at.`,
    cure: `Settle what is owed in the oldest ones, or cancel them, so that their issues close; ${show}. Then ask again.`,
  });
}

function notAll(open: number): string {
  return `Whether an override is still to be ratified is known of the newest ${mostReleases} of ${open} other open releases.`;
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
