import type { Annotation, RunEnvironment } from "@release-approval/action-kit";
import {
  ConflictError,
  type Decision,
  isOver,
  RateLimitError,
  ReleaseApprovalError,
  type ShippedFact,
  shippedKey,
} from "@release-approval/approval";
import {
  type Comparison,
  findOpenReleases,
  type GitHub,
  type LoadedRelease,
  loadRelease,
  readAhead,
} from "@release-approval/github";
import { catchUp } from "./catch-up.ts";
import { checkRun } from "./check-run.ts";
import { observeRelease } from "./observe-release.ts";
import { publishObserved } from "./publish-observed.ts";

/** A release that was published. */
export type Shipped = { release: LoadedRelease; decision: Decision };

export type TellOptions = { environment: RunEnvironment; teamToken: string | null };

const mostExamples = 10;

/**
 * Tells other open releases of the repository that this one has shipped with commits that they lack: whoever publishes
 * them later would take those away again. Said once in each; doing it again completes what a crash left undone. Another
 * component has commits of its own, and is not told.
 * @param shipped released a moment ago, or earlier
 * @returns a warning for each release that could not be told: that must not fail the run
 */
export async function tellOthers(
  github: GitHub,
  shipped: Shipped,
  options: TellOptions,
): Promise<Annotation[]> {
  const { release, decision } = shipped;
  if (decision.status !== "released" || decision.rolledBack !== null) return [];
  const { snapshot, today } = release;
  checkRun(options.environment, { policy: today.policy, repository: snapshot.repository });
  const warnings: Annotation[] = [];
  const attempt = async (what: string, work: () => Promise<void>) => {
    const problem = await problemOf(work);
    if (problem !== null) warnings.push(warning(what, problem.message));
    return problem;
  };
  await attempt("other releases are", async () => {
    const open = await findOpenReleases(github, today.policy);
    const numbers = open.map(({ number }) => number).filter((number) => number !== snapshot.issue.number);
    const workflow = options.environment.workflow?.path ?? null;
    const ahead = comparingOnce(readAhead(github, { numbers, today, workflow }));
    for (const number of numbers) {
      const told = await attempt(`the release in #${number} is`, () =>
        tellOther(ahead, number, shipped, options),
      );
      if (told instanceof RateLimitError) return;
    }
  });
  return warnings;
}

/** Several releases may be at one commit. */
function comparingOnce(github: GitHub): GitHub {
  const known = new Map<string, ReturnType<GitHub["compareCommits"]>>();
  return {
    ...github,
    compareCommits: (base, head) => {
      const found = known.get(`${base}...${head}`) ?? github.compareCommits(base, head);
      known.set(`${base}...${head}`, found);
      return found;
    },
  };
}

async function problemOf(work: () => Promise<void>): Promise<ReleaseApprovalError | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if (error instanceof ReleaseApprovalError) return error;
    throw error;
  }
}

function warning(what: string, problem: string): Annotation {
  const message = `Whether ${what} to be told of this one is not known: ${problem} Run track-approvals with \`outcome: success\` once more to make up for it.`;
  return { level: "warning", title: "Released", message };
}

async function tellOther(
  github: GitHub,
  number: number,
  shipped: Shipped,
  { environment, teamToken }: TellOptions,
): Promise<void> {
  const { path: policyPath } = shipped.release.today;
  const load = async () => {
    const loaded = await loadRelease(github, { number, policyPath, teamToken, verifyRequest: "on-news" });
    return loaded.kind === "release" ? loaded.release : null;
  };
  const other = await load();
  if (other === null || !concerns(other, shipped.release)) return;
  const lacking = await github.compareCommits(other.request.fact.commit, shipped.release.request.fact.commit);
  if (lacking === null) throw notComparable();
  if (lacking.aheadBy === 0) return;
  const fact = shippedFact(shipped, lacking, other);
  const published = await publishObserved(github, observeRelease(other, [fact]), {
    run: environment.run,
    news: [{ kind: "shipped", shipped: fact }],
  });
  await catchUp(github, published, load);
}

function notComparable(): ConflictError {
  return new ConflictError({
    reasonCode: "not-comparable",
    message: "GitHub cannot compare their commits.",
    cure: "Compare them by hand.",
  });
}

function concerns(other: LoadedRelease, { request }: LoadedRelease): boolean {
  const { version, component, tag } = request.fact;
  const { fact } = other.request;
  if (fact.component !== component || fact.version === version) return false;
  if (other.recorded.facts.has(shippedKey({ tag, lacking: fact.commit }))) return false;
  const { status } = observeRelease(other).evaluation.decision;
  return status !== "released" && !isOver(status);
}

function shippedFact(
  { release, decision }: Shipped,
  { aheadBy, commits, url }: Comparison,
  other: LoadedRelease,
): ShippedFact {
  const { version, tag, releaseType, commit } = release.request.fact;
  const lacking = other.request.fact.commit;
  return {
    key: shippedKey({ tag, lacking }),
    kind: "shipped",
    version,
    tag,
    releaseType,
    commit,
    lacking,
    issue: release.snapshot.issue.number,
    at: decision.released?.at ?? other.snapshot.now,
    commits: aheadBy,
    // The newest: the oldest come first.
    examples: commits
      .slice(-mostExamples)
      .map(({ sha, message }) => ({ sha, message: message.slice(0, 300).toWellFormed() })),
    url: url.slice(0, 500),
  };
}
