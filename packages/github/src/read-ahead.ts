import {
  type Account,
  isTrustedAuthor,
  parseEntry,
  RateLimitError,
  ReleaseApprovalError,
  type RequestFact,
  type Run,
} from "@release-approval/approval";
import type { GitHub } from "./connect.ts";
import type { LoadedPolicy } from "./load-policy.ts";
import type { Pinned } from "./read-pinned.ts";
import type { RecentRuns } from "./read-recent-runs.ts";
import type { ReleaseRequest, ReleaseView } from "./read-release.ts";
import { largestBatch } from "./read-releases.ts";

export type Ahead = {
  /** Issues in the order in which they will be read. */
  numbers: readonly number[];
  today: LoadedPolicy;
  /** The workflow file whose runs have probably written most of the entries; null: nobody knows. */
  workflow: string | null;
};

/**
 * The same repository for who reads many releases one after another. What is read of each comes from requests that
 * serve many: ten issues at a time, pages of runs, twenty pinned policies at a time; and what is the same for all
 * (teams, environments, inherited files) is read once. Nothing is left out, so nothing that is due can be missed: an
 * issue is served from such a batch once, and read alone when it is read again.
 */
export function readAhead(github: GitHub, ahead: Ahead): GitHub {
  const views = new Map<number, ReleaseView>();
  const waiting = new Set(ahead.numbers);
  const runs = listedRuns(github, ahead);
  const pinned = new Map<string, Pinned>();
  const fetchFrom = async (number: number) => {
    const numbers = [...waiting].slice([...waiting].indexOf(number)).slice(0, largestBatch);
    for (const one of numbers) waiting.delete(one);
    for (const [one, view] of await batch(github, numbers, ahead)) views.set(one, view);
    await runs.find(numbers.flatMap((one) => newestRun(views.get(one), ahead)));
    for (const [commit, policy] of await pinnedBatch(github, [...views.values()], ahead))
      pinned.set(commit, policy);
  };
  return {
    ...github,
    readRelease: async (request) => {
      const { number } = request;
      if (!isPlain(request)) return github.readRelease(request);
      if (waiting.has(number)) await fetchFrom(number);
      const view = views.get(number);
      views.delete(number);
      return view ?? github.readRelease(request);
    },
    readRun: once((id) => runs.of(id) ?? github.readRun(id), String),
    readPinned: async (file) =>
      (file.path === ahead.today.path ? pinned.get(file.commit) : undefined) ?? github.readPinned(file),
    readTeam: once(github.readTeam, ({ organisation, slug }) => `${organisation}/${slug}`.toLowerCase()),
    readInherited: once(github.readInherited, (file) => JSON.stringify(file)),
    readEnvironments: once(github.readEnvironments, () => ""),
  };
}

function isPlain({ ref, tags, latestTags }: ReleaseRequest): boolean {
  return ref === undefined && tags === undefined && latestTags === undefined;
}

/** Remembers answers, never failures. */
function once<Asked extends unknown[], Answer>(
  ask: (...asked: Asked) => Promise<Answer> | Answer,
  keyOf: (...asked: Asked) => string,
): (...asked: Asked) => Promise<Answer> {
  const known = new Map<string, Promise<Answer>>();
  return (...asked) => {
    const key = keyOf(...asked);
    const answer = known.get(key) ?? Promise.resolve(ask(...asked));
    known.set(key, answer);
    answer.catch(() => known.delete(key));
    return answer;
  };
}

async function batch(github: GitHub, numbers: readonly number[], { today }: Ahead) {
  return orElse(() => github.readReleases({ numbers, policyPath: today.path }), noViews);
}

const noViews: ReadonlyMap<number, ReleaseView> = new Map();

// What GitHub cannot answer together it may answer one by one; and what is wrong with one of them, such as a flood of
// comments, is told where that one is read, and keeps no other from being read.
async function orElse<Answer>(read: () => Promise<Answer>, nothing: Answer): Promise<Answer> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ReleaseApprovalError && !(error instanceof RateLimitError)) return nothing;
    throw error;
  }
}

const noRuns: RecentRuns = { runs: [], oldest: null };

/** Runs that the workflow's list shows, as far as it had to be read. */
function listedRuns(github: GitHub, { numbers, workflow }: Ahead) {
  const known = new Map<number, Run>();
  // A page costs what one run costs. So many may be read in vain without costing much more.
  const mostPages = Math.ceil(numbers.length / 10);
  let pages = 0;
  let oldest: number | null = Number.POSITIVE_INFINITY;
  const find = async (wanted: readonly number[]) => {
    if (workflow === null) return;
    const beyond = () =>
      [...new Set(wanted)].filter((id) => !known.has(id) && oldest !== null && id < oldest);
    while (beyond().length > 1 && pages < mostPages) {
      pages += 1;
      const page = await orElse(() => github.readRecentRuns(workflow, pages), noRuns);
      for (const run of page.runs) known.set(run.id, run);
      oldest = page.oldest;
    }
  };
  return { find, of: (id: number) => known.get(id) };
}

type Told = { run: number; requests: RequestFact[] };

// A hint of what will be looked up: whether an entry counts is for the ledger to say.
function entriesOf(view: ReleaseView | undefined, { today }: Ahead): Told[] {
  const trusts = (author: Account | null) => author !== null && isTrustedAuthor(today.policy, author);
  return (view?.issue?.comments ?? []).flatMap(({ author, body }) => {
    const entry = trusts(author) ? parseEntry(body) : null;
    if (entry?.ok !== true) return [];
    const requests = entry.block.facts.filter((fact) => fact.kind === "request");
    return [{ run: entry.block.run.id, requests }];
  });
}

function newestRun(view: ReleaseView | undefined, ahead: Ahead): number[] {
  return entriesOf(view, ahead)
    .slice(-1)
    .map(({ run }) => run);
}

const noPolicies: ReadonlyMap<string, Pinned> = new Map();

async function pinnedBatch(github: GitHub, views: readonly ReleaseView[], ahead: Ahead) {
  const { path, digest } = ahead.today;
  const commits = views.flatMap((view) => {
    const asked = entriesOf(view, ahead)
      .flatMap(({ requests }) => requests)
      .at(-1);
    const { policy } = asked ?? {};
    return policy !== undefined && policy.digest !== digest && policy.path === path ? [policy.commit] : [];
  });
  const wanted = [...new Set(commits)];
  // One alone costs the same.
  if (wanted.length < 2) return noPolicies;
  return orElse(() => github.readPinnedTogether({ commits: wanted, path }), noPolicies);
}
