import type { ActionName, Stage } from "@release-approval/rehearsal";
import { cast, reviewers, roleEnvironments, sixRoles } from "../cast.ts";
import type { Act, Inputs, Sample, Story } from "./story.ts";

/* One for each thing that an action does: what happened before, and the run that is disturbed. */

export type Scenario = {
  name: string;
  sample?: Sample;
  before: Story;
  /** What people did since, without any action. */
  given?: (stage: Stage) => Promise<unknown> | unknown;
  action: ActionName;
  inputs: Inputs;
  /** How it ends undisturbed: 0 when left out. */
  exitCode?: number;
  /** By the all-in-one action, with an administrator's token. */
  admin?: boolean;
  /** A channel is given, and what arrives there is compared, too. */
  messages?: boolean;
};

export const issue = 1;
const version = { version: "1.2.0" };
const features = { ...version, "key-features": "Enhanced console commands" };

export const request = { action: "request-approvals", inputs: features } as const;
export const track = {
  action: "track-approvals",
  inputs: { "issue-number": String(issue), "release-workflow": "publish.yml" },
} as const;
const sweep = { action: "track-approvals", inputs: {} } as const;
const gate = { action: "gate-release", inputs: version } as const;
const audit = { action: "audit-trail", inputs: version } as const;

const policyPath = ".github/release-approval.yml";
const withLeaders: Sample = {
  policy: `${sixRoles}  project-leadership: { members: [olaf] }\n`,
};
const withButtons: Sample = { environments: roleEnvironments };
const withAda: Sample = { people: [{ login: "ada", id: 100, permission: "admin" }, ...cast] };

/** Ten minutes later, so that no two things happen at the same time. */
async function say({ github }: Stage, login: string, text: string, at = issue): Promise<number> {
  github.clock.advance("10m");
  return github.as(login).comment(at, text);
}

const nothing: Story = async () => undefined;

const requested: Story = async (_, act) => {
  await act(request.action, request.inputs);
  return undefined;
};

/** Reviewed by all but dana, and tracked. */
const allButOne: Story = async (stage, act) => {
  await requested(stage, act);
  for (const login of reviewers.slice(0, -1)) await say(stage, login, "/approve");
  await act(track.action, track.inputs);
  return undefined;
};

const authorized: Story = async (stage, act) => {
  await allButOne(stage, act);
  await say(stage, "dana", "/approve");
  await act(track.action, track.inputs);
  return undefined;
};

/** The gate let its run through, which publishes now. */
const claimed: Story = async (stage, act) => {
  await authorized(stage, act);
  return act(gate.action, gate.inputs);
};

const said =
  (login: string, text: string, before: Story = requested): Story =>
  async (stage, act) => {
    await before(stage, act);
    await say(stage, login, text);
    await act(track.action, track.inputs);
    return undefined;
  };

/** The run that asked, whose jobs wait for their reviewers. */
const waiting: Story = async ({ github }, act) => {
  const run = await act(request.action, request.inputs);
  for (const environment of Object.keys(roleEnvironments))
    github.enterEnvironment({
      run: run.id,
      attempt: 1,
      job: `review ${environment}`,
      environment,
      deployment: false,
    });
  return undefined;
};

const askHotfix = async (stage: Stage, act: Act) => {
  stage.github.commit({ message: "Mend the console", author: "olaf", files: { "console.txt": "mended\n" } });
  await act(request.action, { version: "1.1.1", "release-type": "hotfix" });
};

/** 1.2.0 is open as #1, and a hotfix as #2 that only the release manager has approved. */
const besideHotfix: Story = async (stage, act) => {
  await requested(stage, act);
  await askHotfix(stage, act);
  await say(stage, "mia", "/approve", 2);
  await act(track.action, { "issue-number": "2" });
  stage.github.clock.advance("61m");
  return undefined;
};

const mendConsole = ({ github }: Stage): void => {
  github.commit({ message: "Mend the console", author: "olaf", files: { "console.txt": "best\n" } });
  github.clock.advance("10m");
};

const says = (login: string, text: string) => (stage: Stage) => say(stage, login, text);

export const requests: readonly Scenario[] = [
  { name: "a new request", before: nothing, ...request },
  { name: "a request at another commit", before: allButOne, given: mendConsole, ...request },
  { name: "the same request once more", before: allButOne, ...request },
  { name: "a request with buttons", sample: withButtons, before: nothing, ...request },
  {
    name: "a request after a hotfix that nobody has ratified",
    before: async (stage, act) => {
      await askHotfix(stage, act);
      await say(stage, "mia", "/approve");
      stage.github.clock.advance("61m");
      await act(gate.action, { version: "1.1.1", run: "node -e 0" });
      return undefined;
    },
    ...request,
  },
];

export const messages: readonly Scenario[] = [
  { name: "a new request that is told", before: nothing, ...request, messages: true },
  {
    name: "a rejection that is told",
    before: said("tom", "/approve"),
    given: says("quinn", "/reject the backup job fails"),
    ...track,
    messages: true,
  },
];

export const reviews: readonly Scenario[] = [
  { name: "a new approval", before: requested, given: says("tom", "/approve"), ...track },
  { name: "a comment that does not count", before: requested, given: says("tom", "/approve qa"), ...track },
  { name: "the last approval", before: allButOne, given: says("dana", "/approve"), ...track },
  { name: "a review taken back", before: allButOne, given: says("tom", "/withdraw"), ...track },
  {
    name: "an approval that was edited after it counted",
    before: allButOne,
    given: async ({ github }) => {
      const [first] = github.comments(issue).filter(({ author }) => author === "tom");
      github.clock.advance("10m");
      await github.as("tom").editComment(first?.id ?? 0, "/approve, or not");
    },
    ...track,
  },
  {
    name: "an entry of the history that was deleted",
    before: allButOne,
    given: async ({ github }) => {
      const [, second] = github.comments(issue).filter(({ author }) => author === "github-actions[bot]");
      await github.as("olaf").deleteComment(second?.id ?? 0);
    },
    ...track,
  },
  {
    name: "an approval by button",
    sample: withButtons,
    before: waiting,
    given: async ({ github }) => {
      github.clock.advance("10m");
      await github.as("quinn").review(runOf(github), ["approve-qa-lead"], "approved", "Fine.");
    },
    ...sweep,
  },
];

export const life: readonly Scenario[] = [
  {
    name: "an approval with conditions",
    before: requested,
    given: says("tom", "/approve\nbefore release: Say how to undo it\nafter release: Update the examples"),
    ...track,
  },
  {
    name: "a condition that a commit resolves",
    before: said("tom", "/approve\nbefore release: Say how to undo it"),
    given: (stage) => say(stage, "tom", `/resolve C1 ${stage.github.head()}`),
    ...track,
  },
  {
    name: "a rejection beside an approval",
    sample: withLeaders,
    before: said("tom", "/approve"),
    given: says("quinn", "/reject the backup job fails"),
    ...track,
  },
  {
    name: "a ruling",
    sample: withLeaders,
    before: said("quinn", "/reject the backup job fails", said("tom", "/approve")),
    given: says("olaf", "/decide proceed: it is known, and harmless"),
    ...track,
  },
  {
    name: "a role that is lent",
    before: requested,
    given: says("quinn", "/delegate qa-lead @olaf until 2026-11-30"),
    ...track,
  },
  {
    name: "a postponement",
    before: said("tom", "/approve"),
    given: says("mia", "/postpone 2026-12-07 later"),
    ...track,
  },
  {
    name: "reviews that are late",
    before: said("tom", "/approve"),
    given: ({ github }) => github.clock.set("2026-12-05T12:00:00Z"),
    ...sweep,
  },
  {
    name: "a reminder",
    before: said("tom", "/approve"),
    action: "track-approvals",
    inputs: { remind: "true" },
  },
  {
    name: "an automatic override",
    before: async (stage, act) => {
      await askHotfix(stage, act);
      await say(stage, "mia", "/approve");
      await act(track.action, track.inputs);
      return undefined;
    },
    given: ({ github }) => github.clock.advance("61m"),
    ...sweep,
  },
  {
    name: "news in two releases at once",
    before: besideHotfix,
    given: async (stage) => {
      await say(stage, "tom", "/approve", 1);
      await say(stage, "tom", "/approve", 2);
    },
    ...sweep,
  },
  {
    name: "a release that is cancelled",
    sample: withButtons,
    before: waiting,
    given: says("mia", "/cancel not this week"),
    ...track,
  },
  {
    name: "an issue that somebody closed",
    before: allButOne,
    given: ({ github }) => github.as("olaf").editIssue(issue, { state: "closed" }),
    action: "track-approvals",
    inputs: { "issue-number": "1" },
  },
  {
    name: "a policy that has become stricter",
    before: allButOne,
    given: ({ github }) =>
      github.commit({
        message: "Stricter",
        files: { [policyPath]: `${sixRoles}rules: { self-review: forbid }\n` },
      }),
    ...track,
  },
];

export const shipping: readonly Scenario[] = [
  { name: "the gate", before: authorized, ...gate },
  { name: "a gate that stays shut", before: allButOne, ...gate, exitCode: 1 },
  { name: "a gate that publishes", before: authorized, ...gate, inputs: { ...version, run: "node -e 0" } },
  {
    name: "a gate whose publishing fails",
    before: authorized,
    ...gate,
    inputs: { ...version, run: 'node -e "process.exit(3)"' },
    exitCode: 1,
  },
  {
    name: "an outcome: published",
    before: claimed,
    action: "track-approvals",
    inputs: { "issue-number": "1", outcome: "success" },
  },
  {
    name: "an outcome: failed",
    before: claimed,
    action: "track-approvals",
    inputs: { "issue-number": "1", outcome: "failure" },
  },
  {
    name: "a release that shipped beside another one",
    before: besideHotfix,
    given: (stage) => say(stage, "mia", "/released", 2),
    ...sweep,
  },
  { name: "the audit", before: authorized, ...audit },
];

export const upkeep: readonly Scenario[] = [
  {
    name: "a set-up",
    sample: withAda,
    before: nothing,
    action: "request-approvals",
    inputs: { command: "setup", apply: "true" },
    admin: true,
  },
  {
    name: "an examination",
    sample: { ...withAda, environments: roleEnvironments },
    before: nothing,
    action: "audit-trail",
    inputs: { command: "doctor" },
    admin: true,
    exitCode: 1,
  },
];

export const scenarios: readonly Scenario[] = [
  ...requests,
  ...messages,
  ...reviews,
  ...life,
  ...shipping,
  ...upkeep,
];

function runOf(github: Stage["github"]): number {
  const body = github.issue(issue).body;
  return Number(/actions\/runs\/(\d+)/.exec(body)?.[1]);
}
