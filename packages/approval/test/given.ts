import { expect } from "vitest";
import { currentRequest } from "../src/current-request.ts";
import type { Decision, Status } from "../src/decision.ts";
import { type Evaluation, evaluate } from "../src/evaluate.ts";
import { entryDigest, type Ledger, printEntry, readLedger } from "../src/ledger.ts";
import { delegatesIn } from "../src/named.ts";
import { observe, withFacts } from "../src/observe.ts";
import { type Plan, plan } from "../src/plan.ts";
import { parsePolicy, policyDigest } from "../src/policy/parse.ts";
import type { Policy } from "../src/policy/schema.ts";
import { observePresses } from "../src/presses.ts";
import type { ButtonFact, CommentFact, EntryBlock, Fact, Person, RequestFact } from "../src/records.ts";
import { requirements } from "../src/requirements.ts";
import type {
  Account,
  Buttons,
  Comment,
  Deletion,
  Environment,
  NamedCommit,
  PolicyAt,
  Repository,
  Run,
  Snapshot,
} from "../src/snapshot.ts";
import { isTrustedAuthor, isTrustedRun } from "../src/trust.ts";

/*
 * A small language for scenarios: `given(policy).and(mia("/approve"), …).at(time).expect("pending", "review-missing")`.
 * Sample people have the names of the documents'.
 */

export const people: Record<string, number> = {
  mia: 101,
  tom: 102,
  pia: 103,
  quinn: 104,
  sam: 105,
  sue: 106,
  dana: 107,
  lea: 108,
  rae: 109,
  olaf: 201,
  rob: 110,
};
export const bot: Account = { id: 41898282, login: "github-actions", kind: "bot" };
export const repository: Repository = {
  owner: "acme",
  name: "proxmox-mpc",
  id: 1,
  defaultBranch: "main",
  serverUrl: "https://github.com",
};
export const commit = "a41f9c2".padEnd(40, "0");
export const opened = "2026-11-23T09:00:00Z";

export const sixRoles = `
version: 1
project: Proxmox-MPC
extends: default
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam, sue] }
  devops-lead: { members: [dana] }
  project-leadership: { members: [lea] }
`;

export function account(login: string): Account {
  if (login === "github-actions[bot]") return bot;
  return { id: people[login] ?? 999, login, kind: "user" };
}

/** Whose account was deleted: GitHub shows nobody any more. */
export const ghost = "ghost";

function shownAs(login: string): Account | null {
  return login === ghost ? null : account(login);
}

function person(login: string): Person {
  return { id: people[login] ?? 999, login };
}

/** One thing that happened on the issue. Times are minutes after the request. */
export type Event =
  | {
      by: string;
      says: string;
      after: number;
      edited?: { after: number; by: string; to: string };
      deletedBy?: string;
      /** A minute after it was posted unless told. */
      deletedAfter?: number;
      /** When the author's account was deleted. */
      goneAfter?: number;
      kind?: Account["kind"];
    }
  /** Somebody presses a button of the request's run. `in`: the environment's name, or several in one review. */
  | {
      by: string;
      presses: "approved" | "rejected";
      in: string | readonly string[];
      text?: string;
      after: number;
      kind?: Account["kind"];
    }
  /** A tracking run looks, and records what people did; it writes nothing when nothing is new. */
  | { looks: true; after: number; damagedAfter?: number }
  /** A whole tracking run: it decides, too, and records all that it plans. `reads`: what it saw, if not as it writes. */
  | { tracks: true; after: number; reads?: number; remind?: true }
  /** The version is asked for again: the request of the next revision. */
  | { asks: Partial<RequestFact>; after: number }
  | {
      entry: (draft: { facts: Fact[]; seen: string[] }) => {
        facts: Fact[];
        seen: string[];
        run?: number;
        revision?: number;
        damage?: "edited" | "deleted";
      };
      after: number;
    };

export const says =
  (by: string) =>
  (text: string, after = 60): Event => ({ by, says: text, after });

export const presses =
  (by: string) =>
  (
    verdict: "approved" | "rejected",
    environment: string | readonly string[],
    after = 60,
    text = "",
  ): Event => ({
    by,
    presses: verdict,
    in: environment,
    text,
    after,
  });

export const looks = (after: number): Event => ({ looks: true, after });

export const tracks = (after: number, reads = after): Event => ({ tracks: true, after, reads });

export const asksAgain = (after: number, change: Partial<RequestFact> = {}): Event => ({
  asks: change,
  after,
});

/** How publishing ended, in a run of the release workflow. */
export const publishes = (after: number, outcome: "success" | "failure" = "success"): Event => ({
  after,
  entry: ({ seen }) => ({
    seen,
    facts: [
      {
        key: `outcome:run:12/1/${outcome}`,
        kind: "outcome",
        outcome,
        run: { id: 12, attempt: 1 },
        revision: 1,
        at: minutesAfter(after),
      },
    ],
  }),
});

/** Every environment of a policy's roles, each with a required reviewer. */
function environmentsOf({ policy }: PolicyAt): Environment[] {
  return Object.values(policy.roles).map(({ environment }, index) => ({
    id: index + 1,
    name: environment,
    reviewers: 1,
    waitMinutes: 0,
  }));
}

export function minutesAfter(minutes: number, from = opened): string {
  const seconds = Math.round(minutes * 60);
  return new Date(Date.parse(from) + seconds * 1000).toISOString().replace(/\.000Z$/, "Z");
}

export function read(text: string): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.message).join("\n"));
  return result.policy;
}

const policies = new Map<string, PolicyAt>();

export function policyAt(text: string): PolicyAt {
  const known = policies.get(text);
  if (known !== undefined) return known;
  const path = ".github/release-approval.yml";
  const parsed = { commit, path, digest: policyDigest(text), policy: read(text) };
  policies.set(text, parsed);
  return parsed;
}

export function requestFor(policy: PolicyAt, change: Partial<RequestFact> = {}): RequestFact {
  const releaseType = change.releaseType ?? "minor";
  const rules = policy.policy.releaseTypes[releaseType];
  const members = Object.fromEntries(
    Object.values(policy.policy.roles).map((role) => [
      role.id,
      role.members
        .filter((member) => !member.startsWith("team:"))
        .map((member) => person(member.split("#")[0] ?? "")),
    ]),
  );
  void requirements(policy.policy, { releaseType, securityRelated: false, openedAt: opened });
  return {
    key: `revision:${change.revision ?? 1}`,
    kind: "request",
    revision: 1,
    version: "1.2.0",
    tag: "v1.2.0",
    releaseType,
    commit,
    ref: "main",
    keyFeatures: [],
    securityRelated: false,
    securityReasons: [],
    requesters: [person("mia")],
    run: { id: 9, attempt: 1 },
    openedAt: opened,
    deadline: minutesAfter(minutesIn(rules?.window.deadline ?? "14d"), change.openedAt),
    policy: { commit, path: policy.path, digest: policy.digest },
    members,
    evidence: [],
    ...change,
  };
}

function minutesIn(duration: string): number {
  const unit = { m: 1, h: 60, d: 1440, w: 10080 }[duration.at(-1) as "m"] ?? 1;
  return Number.parseInt(duration, 10) * unit;
}

export const requestRun: Extract<Run, { state: "found" }> = {
  state: "found",
  id: 9,
  attempt: 1,
  path: ".github/workflows/release-approval.yml",
  branch: "main",
  repository: "acme/proxmox-mpc",
  headRepository: "acme/proxmox-mpc",
  event: "workflow_dispatch",
  headSha: commit,
  actor: account("mia"),
  triggeringActors: [account("mia")],
  from: opened,
  to: null,
};

export type Scenario = {
  snapshot: Snapshot;
  /** The history as it is recorded. */
  ledger: Ledger;
  /** And with what nobody has recorded yet: what the decision is made of. */
  known: Ledger;
  evaluation: Evaluation;
  decision: Decision;
};

type Setup = {
  pinned: PolicyAt | null;
  today: PolicyAt;
  request: RequestFact;
  events: readonly Event[];
  runs: Run[];
  teams: Snapshot["teams"];
  environments: Environment[];
  changes: Snapshot["changes"];
  commits: readonly NamedCommit[];
  users: readonly Account[];
  closed: Snapshot["issue"]["closed"];
  /** How GitHub's list of the run's reviews is told otherwise than by the presses. */
  listing: (buttons: Buttons) => Buttons | null;
};

export function given(policy: string, request: Partial<RequestFact> = {}) {
  const pinned = policyAt(policy);
  return build({
    pinned,
    today: pinned,
    request: requestFor(pinned, request),
    events: [],
    runs: [requestRun],
    teams: {},
    environments: environmentsOf(pinned),
    changes: [],
    commits: [],
    users: [],
    closed: null,
    listing: (buttons) => buttons,
  });
}

function build(setup: Setup) {
  return {
    and: (...events: Event[]) => build({ ...setup, events: [...setup.events, ...events] }),
    today: (text: string) => build({ ...setup, today: policyAt(text) }),
    runs: (...runs: Run[]) => build({ ...setup, runs }),
    teams: (teams: Snapshot["teams"]) => build({ ...setup, teams }),
    changes: (...changes: Snapshot["changes"]) => build({ ...setup, changes }),
    commits: (...commits: NamedCommit[]) => build({ ...setup, commits }),
    /** People whom GitHub knows, besides those of the request. */
    users: (...logins: string[]) => build({ ...setup, users: logins.map(account) }),
    environments: (change: (environment: Environment) => Environment | null) =>
      build({ ...setup, environments: setup.environments.flatMap((one) => change(one) ?? []) }),
    closedBy: (login: string) => build({ ...setup, closed: { at: minutesAfter(30), by: shownAs(login) } }),
    /** What GitHub lists of the run's reviews is not what was pressed. */
    listing: (listing: Setup["listing"]) => build({ ...setup, listing }),
    /** The pinned policy cannot be read any more. */
    withoutPinned: () => build({ ...setup, pinned: null }),
    /** Both policies, changed in a way that no file could be. */
    withPolicyOf: (change: (policy: Policy) => void) => {
      const policy = structuredClone(setup.today.policy);
      change(policy);
      return build({ ...setup, pinned: { ...setup.today, policy }, today: { ...setup.today, policy } });
    },
    at: (after: number) => {
      const scenario = play(setup, after);
      const played = {
        ...scenario,
        expect(status: Status, reasonCode?: string) {
          expect({ status: scenario.decision.status, reasonCode: scenario.decision.reasonCode }).toEqual({
            status,
            reasonCode: reasonCode ?? scenario.decision.reasonCode,
          });
          return played;
        },
        review: (login: string) => scenario.decision.reviews.filter((one) => one.person.login === login),
        /** What a tracking run would write now. */
        plan: (options: PlanOptions = {}) => planAt(setup, scenario.snapshot, options),
        act: (login: string) =>
          scenario.evaluation.answers.filter((one) => one.person.login === login).flatMap((one) => one.acts),
      };
      return played;
    },
  };
}

function play(setup: Setup, after: number): Scenario {
  const written = write(setup, after);
  const snapshot = snapshotAt(setup, written, after);
  const ledger = readFor(snapshot);
  const observed = observeAt(setup, snapshot, ledger);
  const known = withFacts(ledger, observed, snapshot.now);
  const evaluation = evaluate(snapshot, known);
  if (evaluation === null) throw new Error("no request");
  return { snapshot, ledger, known, evaluation, decision: evaluation.decision };
}

type Written = { comments: Comment[]; deletions: Deletion[] };

function snapshotAt(setup: Setup, { comments, deletions }: Written, after: number): Snapshot {
  const now = minutesAfter(after);
  return {
    now,
    repository,
    issue: {
      number: 57,
      id: "I_1",
      url: "https://github.com/acme/proxmox-mpc/issues/57",
      title: "Release v1.2.0 (minor)",
      body: "",
      state: setup.closed === null ? "open" : "closed",
      closed: setup.closed,
      locked: false,
      author: bot,
      createdAt: opened,
      labels: [],
      assignees: 0,
      comments,
      deletions,
    },
    today: setup.today,
    pinned: setup.pinned,
    teams: setup.teams,
    runs: [...setup.runs, ...runsOfRevisions(setup)],
    buttons: [setup.listing(buttonsAt(setup, after, now)) ?? []].flat(),
    changes: setup.changes,
    commits: setup.commits,
    users: setup.users,
  };
}

// GitHub lists the presses so far; environments as they are at the end.
function buttonsAt({ events, environments, request }: Setup, after: number, at: string): Buttons {
  const known = new Map(environments.map(({ name, id }) => [name, id]));
  const reviews = events.flatMap((event) => {
    if (!("presses" in event) || event.after > after) return [];
    const names = typeof event.in === "string" ? [event.in] : event.in;
    const person: Account = { ...account(event.by), kind: event.kind ?? "user" };
    const pressed = names.map((name) => ({ id: known.get(name) ?? 99, name }));
    return [{ environments: pressed, verdict: event.presses, person, text: event.text ?? "" }];
  });
  return { run: request.run.id, state: "listed", reviews, environments, at };
}

function observeAt(setup: Setup, snapshot: Snapshot, ledger: Ledger): (CommentFact | ButtonFact)[] {
  const members = new Set(
    Object.values(setup.request.members)
      .flat()
      .map((one) => one.id),
  );
  const delegates = delegatesIn(snapshot.issue.comments, (id) => members.has(id));
  const comments = observe(snapshot.issue.comments, ledger, {
    holdsRole: (id) => members.has(id) || delegates.has(id),
    isAwaited: () => true,
  });
  const policies = [setup.today.policy, (setup.pinned ?? setup.today).policy];
  const request = currentRequest(ledger)?.fact ?? setup.request;
  return [...comments, ...observePresses(snapshot.buttons, ledger, request, policies)];
}

type PlanOptions = NonNullable<Parameters<typeof plan>[4]>;

// What a tracking run would write.
function planAt(setup: Setup, snapshot: Snapshot, options: PlanOptions): Plan {
  const ledger = readFor(snapshot);
  const observed = observeAt(setup, snapshot, ledger);
  const evaluation = evaluate(snapshot, withFacts(ledger, observed, snapshot.now));
  if (evaluation === null) throw new Error("no request");
  return plan(snapshot, ledger, observed, evaluation, options);
}

export function readFor(snapshot: Snapshot): Ledger {
  return readLedger({
    repository: `${repository.owner}/${repository.name}`,
    issue: snapshot.issue.number,
    comments: snapshot.issue.comments,
    deletions: snapshot.issue.deletions,
    isTrustedAuthor: (author) => isTrustedAuthor(snapshot.today.policy, author),
    runs: snapshot.runs,
    isTrustedRun: (run) => isTrustedRun(snapshot.today.policy, repository, run),
  });
}

/** A comment as it is shown from some moment on; null: it is gone. */
type Shown = { from: number; comment: Comment | null };
type History = { shown: Shown[][]; deletions: Deletion[] };

function postComment(history: History, author: Account, body: string, after: number): Comment {
  const id = 1000 + history.shown.length;
  const comment: Comment = {
    id,
    url: `https://github.com/acme/proxmox-mpc/issues/57#issuecomment-${id}`,
    author,
    body,
    createdAt: minutesAfter(after),
    lastEditedAt: null,
    editor: null,
    reacted: { counted: false, notCounted: false },
  };
  history.shown.push([{ from: after, comment }]);
  return comment;
}

function editComment(history: History, comment: Comment, to: string, by: string, after: number): void {
  const edited = { ...comment, body: to, lastEditedAt: minutesAfter(after), editor: shownAs(by) };
  history.shown[comment.id - 1000]?.push({ from: after, comment: edited });
}

function deleteComment(history: History, comment: Comment, by: string, after: number): void {
  history.shown[comment.id - 1000]?.push({ from: after, comment: null });
  history.deletions.push({ at: minutesAfter(after), author: comment.author, by: shownAs(by) });
}

function shownAt({ shown, deletions }: History, after: number): Written {
  const until = minutesAfter(after);
  return {
    comments: shown.flatMap((versions) => versions.findLast((one) => one.from <= after)?.comment ?? []),
    deletions: deletions.filter(({ at }) => at <= until).sort((a, b) => (a.at < b.at ? -1 : 1)),
  };
}

// The request is the ledger's first entry; the other entries follow as the scenario says.
function write(setup: Setup, until: number): Written {
  const history: History = { shown: [], deletions: [] };
  let { request } = setup;
  let seen: string[] = [];
  const tell = (facts: Fact[], after: number, change: Partial<EntryBlock> = {}): Comment => {
    const block: EntryBlock = {
      schema: 1,
      repository: "acme/proxmox-mpc",
      issue: 57,
      revision: request.revision,
      run: { id: 9, attempt: 1 },
      facts,
      seen,
      ...change,
    };
    seen = [entryDigest(block)];
    return postComment(history, bot, printEntry(block), after);
  };
  tell([request], Math.max(0, (Date.parse(request.openedAt) - Date.parse(opened)) / 60_000));
  for (const event of [...setup.events].sort((a, b) => a.after - b.after)) {
    const { after } = event;
    if ("presses" in event || after > until) continue;
    if ("looks" in event || "tracks" in event) {
      const read = "tracks" in event ? (event.reads ?? after) : after;
      const snapshot = snapshotAt(setup, shownAt(history, read), read);
      const ledger = readFor(snapshot);
      const facts =
        "tracks" in event
          ? planAt(setup, snapshot, { remind: event.remind === true }).facts
          : observeAt(setup, snapshot, ledger);
      if (facts.length === 0) continue;
      const entry = tell(facts, after, { seen: [...ledger.heads] });
      if ("looks" in event && event.damagedAfter !== undefined)
        editComment(history, entry, "edited", "olaf", event.damagedAfter);
    } else if ("asks" in event) {
      request = nextRequest(setup, request, event);
      tell([request], after);
    } else if ("entry" in event) {
      const { facts, seen: named, run, damage, revision } = event.entry({ facts: [], seen });
      const comment = tell(facts, after, {
        seen: named,
        ...(run !== undefined && { run: { id: run, attempt: 1 } }),
        ...(revision !== undefined && { revision }),
      });
      if (damage === "deleted") deleteComment(history, comment, "olaf", after);
      if (damage === "edited") editComment(history, comment, "edited", "olaf", after);
    } else {
      const author = { ...account(event.by), kind: event.kind ?? "user" };
      const comment = postComment(history, author, event.says, after);
      const { edited, deletedBy, deletedAfter = after + 1, goneAfter } = event;
      if (edited !== undefined) editComment(history, comment, edited.to, edited.by, edited.after);
      const nameless = { ...comment, author: null };
      if (goneAfter !== undefined)
        history.shown[comment.id - 1000]?.push({ from: goneAfter, comment: nameless });
      if (deletedBy !== undefined)
        deleteComment(
          history,
          goneAfter !== undefined && goneAfter <= deletedAfter ? nameless : comment,
          deletedBy,
          deletedAfter,
        );
    }
  }
  return shownAt(history, until);
}

// Each further revision is asked for by a run of its own, at the commit that it asks for.
function runsOfRevisions(setup: Setup): Run[] {
  const asked = setup.events.filter((event) => "asks" in event).sort((a, b) => a.after - b.after);
  let { commit: headSha } = setup.request;
  return asked.map((event, index): Run => {
    headSha = event.asks.commit ?? headSha;
    return { ...requestRun, id: 100 + setup.request.revision + index, headSha };
  });
}

// Of the revision before all stays but its times, its commit where the event names another, and what changed since.
function nextRequest(setup: Setup, before: RequestFact, event: Event & { asks: object }): RequestFact {
  const { key, openedAt, target, deadline, policy, ...same } = before;
  return requestFor(setup.today, {
    ...same,
    revision: before.revision + 1,
    run: { id: 100 + before.revision, attempt: 1 },
    openedAt: minutesAfter(event.after),
    ...event.asks,
  });
}
