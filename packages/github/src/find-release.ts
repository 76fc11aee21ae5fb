import {
  type Instant,
  isTrustedAuthor,
  type Marker,
  type Policy,
  parseEntry,
  readMarker,
  trustedLogin,
} from "@release-approval/approval";
import type { GitHub } from "./connect.ts";
import type { ListedIssue } from "./list-issues.ts";
import type { FirstComments } from "./read-first-comments.ts";

export type Wanted = {
  /** Without `v`. */
  version: string;
  /** undefined: whatever the component. */
  component?: string | null;
  state: "open" | "all";
  policy: Policy;
  /** Issues that turned out to be something else. */
  wrong?: ReadonlySet<number>;
};

export type FoundIssue = Pick<ListedIssue, "number" | "nodeId" | "state" | "eyes">;

/** Issues of the trusted author: those whose body says that they are releases, and the others. */
export type Listing = { hinted: readonly ListedIssue[]; unhinted: readonly ListedIssue[] };

/**
 * Issues that ask for a version, oldest first: candidates, since only the request in an issue's history says what it
 * is. One request for each 100 issues of the trusted author; where no body gives the hint (nobody asked yet, or people
 * changed it), one more for each 100 issues, to look at their first comments.
 * @param listing where those of the wanted state were listed a moment ago
 */
export async function findReleaseIssues(
  github: GitHub,
  wanted: Wanted,
  listing?: Listing,
): Promise<FoundIssue[]> {
  const { hinted, unhinted } = listing ?? (await listOurIssues(github, wanted));
  const left = [...hinted, ...unhinted].filter((issue) => wanted.wrong?.has(issue.number) !== true);
  const matching = left.filter((issue) => matches(readMarker(issue.body), wanted));
  const found = matching.length > 0 ? matching : await lookInside(github, left, wanted.policy, wanted);
  return found
    .map(({ number, nodeId, state, eyes }) => ({ number, nodeId, state, eyes }))
    .sort((a, b) => a.number - b.number);
}

/**
 * Every open issue that may be a release, oldest first.
 * @param listing where they were listed a moment ago
 */
export function findOpenReleases(github: GitHub, policy: Policy, listing?: Listing): Promise<FoundIssue[]> {
  return findReleases(github, policy, "open", listing);
}

/** Every closed issue that may be a release and was changed since a moment, the oldest first. */
export async function findEndedReleases(
  github: GitHub,
  policy: Policy,
  since: Instant,
): Promise<FoundIssue[]> {
  const listing = await listOurIssues(github, { state: "closed", policy, since });
  return findReleases(github, policy, "all", listing);
}

/** Every issue of a state that may be a release, oldest first. */
export async function findReleases(
  github: GitHub,
  policy: Policy,
  wanted: "open" | "all",
  listing?: Listing,
): Promise<FoundIssue[]> {
  const { hinted, unhinted } = listing ?? (await listOurIssues(github, { state: wanted, policy }));
  const isWanted = ({ state }: ListedIssue) => wanted === "all" || state === "open";
  const inside = await lookInside(github, unhinted.filter(isWanted), policy, null);
  return [...hinted.filter(isWanted), ...inside]
    .map(({ number, nodeId, state, eyes }) => ({ number, nodeId, state, eyes }))
    .sort((a, b) => a.number - b.number);
}

/** Issues of the trusted author: one request for each 100. */
export async function listOurIssues(
  github: GitHub,
  { state, policy, since }: Pick<Wanted, "policy"> & { state: Wanted["state"] | "closed"; since?: Instant },
): Promise<Listing> {
  const hinted: ListedIssue[] = [];
  const unhinted: ListedIssue[] = [];
  for await (const issue of github.listReleaseIssues({ creator: trustedLogin(policy), state, since })) {
    if (issue.author === null || !isTrustedAuthor(policy, issue.author)) continue;
    (readMarker(issue.body) === null ? unhinted : hinted).push(issue);
  }
  return { hinted, unhinted };
}

function matches(hint: Marker | null, wanted: Wanted): boolean {
  if (hint === null || hint.version !== wanted.version) return false;
  return wanted.component === undefined || wanted.component === hint.component;
}

const batch = 100;

async function lookInside(
  github: GitHub,
  issues: readonly ListedIssue[],
  policy: Policy,
  wanted: Wanted | null,
): Promise<ListedIssue[]> {
  const found: ListedIssue[] = [];
  for (let start = 0; start < issues.length; start += batch) {
    const part = issues.slice(start, start + batch);
    const inside = await github.readFirstComments(part.map((issue) => issue.nodeId));
    found.push(
      ...part.filter((issue) =>
        inside.some((one) => one.nodeId === issue.nodeId && holdsRequest(one, wanted, policy)),
      ),
    );
  }
  return found;
}

function holdsRequest(issue: FirstComments, wanted: Wanted | null, policy: Policy): boolean {
  return issue.comments.some(({ body, author, lastEditedAt }) => {
    if (author === null || lastEditedAt !== null || !isTrustedAuthor(policy, author)) return false;
    const entry = parseEntry(body);
    if (entry === null || !entry.ok) return false;
    return entry.block.facts.some(
      (fact) =>
        fact.kind === "request" &&
        (wanted === null || matches({ version: fact.version, component: fact.component ?? null }, wanted)),
    );
  });
}
