import {
  accountsShown,
  type ButtonFact,
  type CommentFact,
  ConfigurationError,
  ConflictError,
  currentRequest,
  delegatesIn,
  evaluate,
  factsOf,
  findRole,
  holds,
  isTrustedAuthor,
  isTrustedRun,
  type Kept,
  type Ledger,
  observe,
  observePresses,
  type Policy,
  type PolicyAt,
  presentHolders,
  type RequestFact,
  type Run,
  readLedger,
  type Snapshot,
  type Teams,
  teamsNamed,
  withFacts,
} from "@release-approval/approval";
import type { GitHub } from "./connect.ts";
import { loadButtons } from "./load-buttons.ts";
import { leftCommits, loadChanges } from "./load-changes.ts";
import { loadNamed } from "./load-named.ts";
import { type LoadedPolicy, loadPolicy } from "./load-policy.ts";
import type { Overview } from "./read-overview.ts";
import type { ReleaseView } from "./read-release.ts";

export type LoadRequest = {
  number: number;
  policyPath: string;
  teamToken: string | null;
  /** `always`: who asked is read from the request's own run, as a gate must. `on-news`: as far as the budget of a quiet run allows. */
  verifyRequest: "always" | "on-news";
  /** Tags that may exist already. */
  tags?: readonly string[];
  /** Runs that were looked up already, such as this run itself. */
  runs?: readonly Run[];
  /** This run has asked for the release a moment ago: nobody can have pressed a button yet. */
  justAsked?: boolean;
  /** In a review job, its role: whether its environment asks anybody is looked at in any case. */
  reviewJob?: string | null;
  /** The pinned policy, where it was read a moment ago. */
  pinned?: LoadedPolicy | null;
};

/** A release as this run sees it: what GitHub shows, what is recorded, and what nobody has recorded yet. */
export type LoadedRelease = {
  overview: Overview;
  snapshot: Snapshot;
  today: LoadedPolicy;
  pinned: LoadedPolicy | null;
  /** As the comments tell it. */
  recorded: Ledger;
  /** What people did, in comments and with buttons, and nobody has recorded yet. */
  observed: readonly (CommentFact | ButtonFact)[];
  /** Both: what is decided on. */
  ledger: Ledger;
  request: Kept<RequestFact>;
};

export type Loaded =
  | { kind: "release"; release: LoadedRelease }
  /** An issue without a request: no release. `ledger` tells whether it once was one. */
  | { kind: "no-release"; overview: Overview; today: LoadedPolicy; issue: Snapshot["issue"]; ledger: Ledger }
  | { kind: "no-issue"; overview: Overview };

/**
 * Reads one release whole: one request, and one for each further page of comments, for the newest entry's run, for
 * the request's run, for a pinned policy that differs from today's, for each team and each file that `extends` names, and
 * for what commands name: each commit, and all people together.
 * @throws ConfigurationError when today's policy cannot be read
 */
export async function loadRelease(github: GitHub, request: LoadRequest): Promise<Loaded> {
  const { number, policyPath, tags } = request;
  const view = await github.readRelease({ number, policyPath, tags });
  const { issue } = view;
  if (issue === null) return { kind: "no-issue", overview: view };
  const today = await loadPolicy(github, { commit: view.head, path: policyPath, text: view.policy });
  const { ledger, runs } = await loadLedger(github, view, issue, today, request.runs ?? []);
  const current = currentRequest(ledger);
  if (current === null) return { kind: "no-release", overview: view, today, issue, ledger };
  const [teams, { pinned, buttons }] = await Promise.all([
    loadTeams(github, today, request.teamToken),
    loadPress(github, current.fact, ledger, today, request),
  ]);
  const policies = [today.policy, (pinned ?? today).policy];
  const jobs = environmentsOf(policies, request.reviewJob ?? null);
  const observed = [
    ...observe(
      issue.comments,
      ledger,
      whoIsWho(current.fact, today, teams, { comments: issue.comments, buttons }),
    ),
    ...observePresses(buttons, ledger, current.fact, policies, jobs),
  ];
  const repository = { ...view.repository, serverUrl: new URL(issue.url).origin };
  const seen = { now: view.now, repository, issue, today, pinned, teams, runs, buttons };
  const full = withFacts(ledger, observed, view.now);
  const rest = { overview: view, today, pinned, recorded: ledger, observed, ledger: full, request: current };
  const always = request.verifyRequest === "always";
  const snapshot = await lookUpRest(github, seen, rest, { always, policies });
  return { kind: "release", release: { ...rest, snapshot } };
}

type Seen = Omit<Snapshot, "changes" | "commits" | "users">;

// Who asked, and at which commit, is in the request's run, which a re-run changes: it is looked up when something
// depends on it. Where reviews outlive a commit, something does as soon as there is another one; and the runs of earlier
// revisions in which somebody pressed a button are looked up, too.
async function lookUpRest(
  github: GitHub,
  seen: Seen,
  { observed, ledger, request: { fact } }: Omit<LoadedRelease, "snapshot">,
  { always, policies }: { always: boolean; policies: readonly Policy[] },
): Promise<Snapshot> {
  const pressed = new Set(factsOf(ledger, "button").map(({ fact: press }) => press.run.id));
  const acrossCommits = keepsReviews(policies);
  const outlived = acrossCommits && leftCommits(ledger, fact).size > 0;
  const depends = always || observed.length > 0 || pressed.size > 0 || outlived;
  const earlier = acrossCommits ? seen.buttons.map(({ run }) => run).filter((run) => pressed.has(run)) : [];
  const wanted = new Set([...earlier, ...(depends ? [fact.run.id] : [])]);
  const [named, changes, runs] = await Promise.all([
    loadNamed(github, ledger, fact, seen.repository),
    loadChanges(github, ledger, fact, policies),
    Promise.all([...wanted].map((id) => lookUp(github, id, seen.runs))),
  ]);
  const snapshot = withRuns({ ...seen, ...named, changes }, runs);
  if (depends || evaluate(snapshot, ledger)?.decision.status !== "authorized") return snapshot;
  return withRuns(snapshot, [await lookUp(github, fact.run.id, seen.runs)]);
}

// Under either policy reviews may outlive a commit, so the pinned one is read before the runs are chosen.
async function loadPress(
  github: GitHub,
  request: RequestFact,
  ledger: Ledger,
  today: LoadedPolicy,
  { pinned: known = null, justAsked = false, reviewJob }: LoadRequest,
) {
  const pinned = await loadPinned(github, request, today, known);
  const acrossCommits = keepsReviews([today.policy, (pinned ?? today).policy]);
  const always = typeof reviewJob === "string";
  const buttons = await loadButtons(github, request, ledger, { always, acrossCommits, justAsked });
  return { pinned, buttons };
}

function keepsReviews(policies: readonly Policy[]): boolean {
  return policies.some(({ rules }) => rules["on-new-commits"] !== "dismiss");
}

// Both policies', since the name of an environment may change while its job waits.
function environmentsOf(policies: readonly Policy[], role: string | null): string[] | null {
  if (role === null) return null;
  return policies.flatMap((policy) => {
    const found = findRole(policy, role);
    const environment = "role" in found ? policy.roles[found.role]?.environment : undefined;
    return environment === undefined ? [] : [environment.toLowerCase()];
  });
}

function withRuns(snapshot: Snapshot, runs: readonly Run[]): Snapshot {
  return { ...snapshot, runs: [...new Set([...snapshot.runs, ...runs])] };
}

/** Rounds of looking up runs: each forged entry at the end of the history costs one. */
const mostRuns = 20;

async function loadLedger(
  github: GitHub,
  view: ReleaseView,
  issue: Snapshot["issue"],
  today: PolicyAt,
  known: readonly Run[],
) {
  const { owner, name } = view.repository;
  const runs: Run[] = [...known];
  const read = () =>
    readLedger({
      repository: `${owner}/${name}`,
      issue: issue.number,
      comments: issue.comments,
      deletions: issue.deletions,
      isTrustedAuthor: (author) => isTrustedAuthor(today.policy, author),
      runs,
      isTrustedRun: (run) => isTrustedRun(today.policy, { ...view.repository, serverUrl: "" }, run),
    });
  let ledger = read();
  while (ledger.runsWanted.length > 0 && runs.length < mostRuns + known.length) {
    const wanted = ledger.runsWanted.slice(0, mostRuns + known.length - runs.length);
    runs.push(...(await Promise.all(wanted.map((id) => github.readRun(id)))));
    ledger = read();
  }
  if (ledger.runsWanted.length > 0) throw flooded(issue.number);
  return { ledger, runs };
}

function flooded(number: number): ConflictError {
  return new ConflictError({
    reasonCode: "history-flooded",
    message: `The history of #${number} ends in more than ${mostRuns} entries that nobody vouches for.`,
    cure: "Somebody's workflow posts forged entries: stop it and delete them. Nothing is decided until then.",
  });
}

async function lookUp(github: GitHub, id: number, runs: readonly Run[]): Promise<Run> {
  return runs.find((run) => run.id === id) ?? github.readRun(id);
}

async function loadPinned(
  github: GitHub,
  request: RequestFact,
  today: LoadedPolicy,
  known: LoadedPolicy | null,
): Promise<LoadedPolicy | null> {
  const { commit, path, digest } = request.policy;
  if (known !== null && known.commit === commit && known.path === path && known.digest === digest)
    return known;
  // The same text as today's: that it once stood in another commit changes nothing.
  if (digest === today.digest) return { ...today, commit, path };
  try {
    const { text, isAncestor } = await github.readPinned({ commit, path });
    if (text === null || !isAncestor) return null;
    const pinned = await loadPolicy(github, { commit, path, text });
    return pinned.digest === digest ? pinned : null;
  } catch (error) {
    // It was valid when it was pinned; whatever is wrong with it now, or with where a forged request says that it is, a
    // new revision pins today's.
    if (error instanceof ConfigurationError) return null;
    throw error;
  }
}

async function loadTeams(github: GitHub, today: PolicyAt, token: string | null): Promise<Teams> {
  const named = teamsNamed(today.policy);
  const read = await Promise.all(
    named.map(async ({ org, slug }) => {
      const members = await github.readTeam({ organisation: org, slug, token });
      return [`${org}/${slug}`.toLowerCase(), members === "unreadable" ? members : [...members]] as const;
    }),
  );
  return Object.fromEntries(read);
}

function whoIsWho(
  request: RequestFact,
  today: PolicyAt,
  teams: Teams,
  { comments, buttons }: Pick<Snapshot["issue"], "comments"> & Pick<Snapshot, "buttons">,
) {
  const recorded = new Set(
    Object.values(request.members).flatMap((members) => members.map((member) => member.id)),
  );
  const present = presentHolders(
    today.policy,
    request,
    teams,
    accountsShown({ issue: { comments }, buttons }),
  );
  const roles = Object.keys(today.policy.roles);
  const asked = Object.keys(today.policy.releaseTypes[request.releaseType]?.reviews ?? {});
  const holdsRole = (id: number) => recorded.has(id) || roles.some((role) => holds(present, role, id));
  const delegates = delegatesIn(comments, holdsRole);
  return {
    holdsRole: (id: number) => holdsRole(id) || delegates.has(id),
    isAwaited: (id: number) => asked.some((role) => holds(present, role, id)),
  };
}
