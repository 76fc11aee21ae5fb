import type { Annotation, RunEnvironment } from "@release-approval/action-kit";
import {
  type ButtonFact,
  buttonsKey,
  ConflictError,
  type Decision,
  type Fact,
  observePresses,
  printMarker,
  type RequestFact,
} from "@release-approval/approval";
import {
  findReleaseIssues,
  type GitHub,
  type Listing,
  type Loaded,
  type LoadedRelease,
  listOurIssues,
  loadChanges,
  loadNamed,
  loadRelease,
  type PostedEntry,
  postEntry,
  redraw,
  requestLabels,
  writeOnce,
} from "@release-approval/github";
import { issueTitle, type News, renderEntry } from "@release-approval/report";
import { catchUp } from "../run/catch-up.ts";
import { deliverMessages } from "../run/deliver-messages.ts";
import { viewOf } from "../run/describe-run.ts";
import type { Messenger } from "../run/messenger.ts";
import { type Observed, observeRelease } from "../run/observe-release.ts";
import { publishObserved } from "../run/publish-observed.ts";
import { writeMessageFiles } from "../run/write-message-files.ts";
import { findUnratified } from "./find-unratified.ts";
import { nextStep, notYetOpen, stepAfterAsking, withRequest } from "./next-revision.ts";
import type { Prepared } from "./prepare-request.ts";

export type OpenOptions = {
  teamToken: string | null;
  dryRun: boolean;
  environment: RunEnvironment;
  /** null: no channel is given. */
  messenger: Messenger | null;
};

type Askable = Loaded & { kind: "release" | "no-release" };

/**
 * `found`: nobody had to be asked anew. `dry`: nothing was written to GitHub; `issue` is where it would be, `files` are
 * the messages that would be sent.
 */
export type Opened = { warnings: readonly string[] } & (
  | { kind: "opened" | "found"; release: LoadedRelease; decision: Decision; unsent: readonly Annotation[] }
  | { kind: "dry"; issue: number | null; files: readonly string[] }
);

/** Runs that ask at the same moment may overtake each other; each round one of them is through. */
const mostRounds = 5;

/**
 * Finds or opens the issue of a version, and makes sure that its newest request is for this commit.
 * Never two issues for a version: of several the oldest stays. Every step is found again by a run that follows a
 * crash: an issue without a request is completed, a request without its drawing is drawn.
 * @throws ConflictError when the version is open as another type, or released; or when an override of another release is
 *   still to be ratified and the policy waits for that
 */
export async function openRelease(github: GitHub, prepared: Prepared, options: OpenOptions): Promise<Opened> {
  const strangers = new Set<number>();
  const listing = await listOurIssues(github, { state: "all", policy: prepared.policy.policy });
  const existing = await findIssues(github, prepared, strangers, listing);
  const lookAround = aroundOnce(github, prepared, options, listing);
  if (options.dryRun) {
    const [issue = null] = existing;
    const around = await lookAround(issue);
    const observed = await rehearse(github, issue, around.prepared, options);
    const { messenger, environment } = options;
    const files = await writeMessageFiles(observed, messenger?.channels ?? [], environment.temporaryFolder);
    return { kind: "dry", issue, files, warnings: around.warnings };
  }
  const open = async () => openIssue(github, (await lookAround(null)).prepared, strangers);
  let number = existing[0] ?? (await open());
  let warnings: readonly string[] = [];
  const own: PostedEntry[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const asked = own.length > 0;
    const loaded = await load(github, number, prepared, options, asked);
    const step = asked ? stepAfterAsking(loaded, prepared.request) : nextStep(loaded, prepared.request);
    if (step.kind === "done") return finish(github, step.release, { own, prepared, warnings }, options);
    if (step.kind === "elsewhere") {
      strangers.add(number);
      number = (await findIssues(github, prepared, strangers))[0] ?? (await open());
    } else {
      const around = await lookAround(number);
      warnings = around.warnings;
      own.push(...(await ask(github, step.loaded, step.revision, around.prepared, options)));
    }
  }
  throw new ConflictError({
    reasonCode: "overtaken",
    message: `Others kept asking for ${prepared.request.version} at other commits at the same moment.`,
    cure: "Agree on one commit, then ask again.",
  });
}

type Around = { prepared: Prepared; warnings: readonly string[] };

// At most once in a run, before anything is written, and only where somebody is to be asked.
function aroundOnce(
  github: GitHub,
  prepared: Prepared,
  { teamToken }: OpenOptions,
  listing: Listing,
): (own: number | null) => Promise<Around> {
  let known: Promise<Around> | null = null;
  const look = async (own: number | null): Promise<Around> => {
    const { policy, path: policyPath } = prepared.policy;
    const { unratified, warnings } = await findUnratified(github, {
      policy,
      policyPath,
      teamToken,
      own,
      listing,
    });
    if (unratified.length === 0) return { prepared, warnings };
    return { prepared: { ...prepared, request: { ...prepared.request, unratified } }, warnings };
  };
  return (own) => {
    known ??= look(own);
    return known;
  };
}

// Open ones first, the oldest before the newer. `strangers` say that they are this release, and their history says no.
async function findIssues(
  github: GitHub,
  { request, policy }: Prepared,
  strangers: ReadonlySet<number>,
  listing?: Listing,
): Promise<number[]> {
  const { version, component = null } = request;
  const wanted = { version, component, state: "all", policy: policy.policy, wrong: strangers } as const;
  const found = await findReleaseIssues(github, wanted, listing);
  const ordered = [
    ...found.filter((issue) => issue.state === "open"),
    ...found.filter((issue) => issue.state === "closed"),
  ];
  return ordered.map((issue) => issue.number);
}

function load(
  github: GitHub,
  number: number,
  { policy, run }: Prepared,
  { teamToken }: OpenOptions,
  justAsked = false,
): Promise<Loaded> {
  return loadRelease(github, {
    number,
    policyPath: policy.path,
    teamToken,
    verifyRequest: "always",
    runs: [run],
    justAsked,
  });
}

// Two runs may open an issue each: both look again, the older issue stays, and the other one points to it.
async function openIssue(
  github: GitHub,
  prepared: Prepared,
  strangers: ReadonlySet<number>,
): Promise<number> {
  const { version, component = null, releaseType: type } = prepared.request;
  const title = issueTitle({ version, component, type });
  const body = `${printMarker({ version, component })}\nThe release is being opened for review.\n`;
  const created = await writeOnce({
    write: async () => (await github.createIssue({ title, body, labels: requestLabels })).number,
    find: async () => (await findIssues(github, prepared, strangers))[0] ?? null,
    pause: github.pause,
  });
  const [oldest = created] = await findIssues(github, prepared, strangers);
  if (oldest < created)
    await redraw(github, created, {
      state: "closed",
      body: `${body}\nOpened twice at the same moment: see #${oldest}.\n`,
    });
  return Math.min(oldest, created);
}

async function ask(
  github: GitHub,
  loaded: Askable,
  revision: number,
  prepared: Prepared,
  { environment }: OpenOptions,
): Promise<PostedEntry[]> {
  const { fact, observed } = await draftRequest(github, loaded, revision, prepared);
  const { release, evaluation, plan } = observed;
  const { decision } = evaluation;
  const view = viewOf(release, decision, release.recorded.entries.length + 1);
  const news: News[] = [{ kind: "request", ...previousOf(loaded, decision) }, ...plan.news];
  return postEntry(github, {
    repository: release.snapshot.repository,
    issue: release.snapshot.issue.number,
    revision,
    run: { id: environment.run.id, attempt: environment.run.attempt },
    // Last: what was seen before belongs to the revision before, also where it takes a comment of its own.
    facts: [...plan.facts.filter((one) => one !== fact), fact],
    seen: release.recorded.heads,
    words: renderEntry({ answers: plan.answers, news, view }),
    policy: prepared.policy.policy,
    policyPath: prepared.policy.path,
  });
}

// The release as it will be with this request in it.
async function draftRequest(
  github: GitHub,
  loaded: Askable,
  revision: number,
  prepared: Prepared,
): Promise<{ fact: RequestFact; observed: Observed }> {
  const fact: RequestFact = { ...prepared.request, key: `revision:${revision}`, revision };
  const pressed = await readPressed(github, loaded, fact, prepared);
  const draft = withRequest(loaded, fact, prepared, pressed);
  const [named, changes] = await Promise.all([
    loadNamed(github, draft.ledger, fact, draft.snapshot.repository),
    loadChanges(github, draft.ledger, fact, [prepared.policy.policy]),
  ]);
  const asked = { ...draft, snapshot: { ...draft.snapshot, ...named, changes } };
  return { fact, observed: observeRelease(asked, [fact]) };
}

/**
 * What asking would come to; nothing is written to GitHub.
 * @param issue null: there is none yet
 */
async function rehearse(
  github: GitHub,
  issue: number | null,
  prepared: Prepared,
  options: OpenOptions,
): Promise<Observed> {
  const fresh = { kind: "ask", loaded: notYetOpen(prepared, options.environment), revision: 1 } as const;
  const step =
    issue === null ? fresh : nextStep(await load(github, issue, prepared, options), prepared.request);
  if (step.kind === "done") return observeRelease(step.release);
  const { loaded, revision } = step.kind === "elsewhere" ? fresh : step;
  return (await draftRequest(github, loaded, revision, prepared)).observed;
}

// A run may have buttons before it asks, at a later attempt or for another release: what was pressed then was not for
// this request. It is recorded before it, so that it never counts for it.
async function readPressed(
  github: GitHub,
  loaded: Askable,
  fact: RequestFact,
  { policy }: Prepared,
): Promise<ButtonFact[]> {
  if (fact.buttons?.length === 0) return [];
  const run = fact.run.id;
  const reviews = await github.readRunReviews(run);
  if (reviews === "gone") return [];
  const ledger = loaded.kind === "release" ? loaded.release.recorded : loaded.ledger;
  const seen = new Set(loaded.kind === "release" ? loaded.release.observed.map(({ key }) => key) : []);
  const list = { run, state: "listed", reviews, environments: [], at: github.now() } as const;
  return observePresses([list], ledger, fact, [policy.policy]).filter(({ key }) => !seen.has(key));
}

function previousOf(
  loaded: Askable,
  { requirements, release }: Decision,
): Pick<News & { kind: "request" }, "previous"> {
  if (loaded.kind === "no-release") return {};
  const { decision } = observeRelease(loaded.release).evaluation;
  const { revision, commit } = loaded.release.request.fact;
  const kept = new Set(requirements.flatMap((one) => one.approvedBy.map(({ key }) => `${one.role} ${key}`)));
  const lost = decision.requirements.flatMap((one) =>
    one.approvedBy
      .filter(({ key }) => !kept.has(`${one.role} ${key}`))
      .map((review) => ({ role: one.role, login: review.person.login })),
  );
  const { url } = loaded.release.snapshot.issue;
  const changes = `${url.replace(/\/issues\/\d+$/, "")}/compare/${commit}...${release?.commit}`;
  return { previous: { revision, commit, url: changes, void: lost } };
}

// A re-run may offer buttons that the request did not have: from then on every run asks for what was pressed.
function laterButtons(
  { request: { fact }, recorded, snapshot }: LoadedRelease,
  { request }: Prepared,
): Fact[] {
  const key = buttonsKey(fact.revision);
  const more = (request.buttons ?? []).filter((role) => fact.buttons?.includes(role) === false);
  if (fact.run.id !== request.run.id || more.length === 0 || recorded.facts.has(key)) return [];
  return [{ key, kind: "notice", at: snapshot.now, about: more.join(" ").slice(0, 300) }];
}

/** Teams are told, and not assigned one by one. */
const mostOfRole = 3;

// Everybody whose review is awaited.
function whoIsAsked({ status, requirements }: Decision): string[] {
  if (status !== "pending") return [];
  const awaited = requirements.filter((one) => one.state === "waiting" || one.state === "late");
  const asked = awaited.flatMap((one) => (one.canReview.length > mostOfRole ? [] : one.canReview));
  return [...new Set(asked.map(({ login }) => login))];
}

async function finish(
  github: GitHub,
  loaded: LoadedRelease,
  { own, prepared, warnings }: { own: PostedEntry[]; prepared: Prepared; warnings: readonly string[] },
  options: OpenOptions,
): Promise<Opened> {
  const observed = observeRelease(loaded);
  const { release, evaluation } = observed;
  const { decision } = evaluation;
  const { environment, messenger } = options;
  const unsent: Annotation[] = [];
  const reload = async () => {
    const again = await load(github, release.snapshot.issue.number, prepared, options);
    return again.kind === "release" ? again.release : null;
  };
  const published = await publishObserved(github, observed, {
    run: environment.run,
    facts: laterButtons(release, prepared),
    assign: whoIsAsked(decision),
    ...(messenger !== null && {
      deliver: (posted) =>
        deliverMessages(github, {
          messenger,
          observed,
          posted: [...own, ...posted],
          environment,
          reload,
          warn: (warning) => unsent.push(warning),
          sweeps: false,
        }),
    }),
  });
  await catchUp(github, published, reload);
  return { kind: own.length > 0 ? "opened" : "found", release, decision, warnings, unsent };
}
