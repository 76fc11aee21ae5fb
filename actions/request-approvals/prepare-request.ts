import type { InputsOf, RunEnvironment } from "@release-approval/action-kit";
import {
  addCalendar,
  ConfigurationError,
  ConflictError,
  type Environment,
  isTrustedBranch,
  isTrustedRun,
  type Person,
  type ReleaseType,
  type RequestFact,
  type Requirement,
  type Run,
  requirements,
  tagOf,
  tagPrefix,
} from "@release-approval/approval";
import {
  type Comparison,
  type GitHub,
  type LoadedPolicy,
  loadPolicy,
  type Overview,
} from "@release-approval/github";
import { findBase, findPrevious, type Previous } from "./choose-type.ts";
import type { contract } from "./contract.ts";
import { measureRelease } from "./measure-release.ts";
import { resolveMembers } from "./resolve-members.ts";
import { summarize } from "./summarize-changes.ts";

type Inputs = InputsOf<typeof contract> & { version: string };

/** A request that is complete but for its revision, which the issue tells. */
export type Prepared = {
  overview: Overview;
  policy: LoadedPolicy;
  request: Omit<RequestFact, "key" | "revision">;
  /** This run, as GitHub knows it. */
  run: Run;
  /** Of the repository today: buttons and clocks. */
  environments: readonly Environment[];
  warnings: readonly string[];
};

/**
 * Reads and checks everything that a request needs; writes nothing.
 * @throws ConfigurationError, ConflictError: what was found, what is allowed, how to cure it
 */
export async function prepareRequest(
  github: GitHub,
  inputs: Inputs,
  environment: RunEnvironment,
): Promise<Prepared> {
  const ref = inputs.ref ?? environment.sha ?? "HEAD";
  const { overview, policy } = await readPlace(github, inputs, ref);
  const { tag, previous, base } = nameRelease(overview, policy, inputs);
  const commit = overview.commit ?? "";
  const [run, changes, environments] = await Promise.all([
    github.readRun(environment.run.id),
    previous?.commit === undefined ? null : github.compareCommits(previous.commit, commit),
    github.readEnvironments(),
  ]);
  const { type, evidence, security } = await measureRelease(github, inputs, {
    workspace: environment.workspace,
    policy,
    previous,
    base,
    since: previous === null ? "first" : (changes ?? "unknown"),
    now: overview.now,
  });
  const times = timesOf(policy, type, overview.now);
  const facts = { releaseType: type, securityRelated: security.related, ...times };
  const asked = requirements(policy.policy, facts);
  const { members, backups, warnings } = await resolveMembers(
    github,
    policy.policy,
    asked,
    inputs["team-token"],
  );
  const request: Prepared["request"] = {
    kind: "request",
    version: inputs.version,
    tag,
    commit,
    ref,
    ...facts,
    ...optionalFacts(inputs, previous, changes),
    keyFeatures: [...inputs["key-features"]],
    securityReasons: security.reasons,
    requesters: requestersOf(run, overview, policy),
    run: { id: environment.run.id, attempt: environment.run.attempt },
    policy: { commit: policy.commit, path: policy.path, digest: policy.digest },
    members,
    ...(Object.keys(backups).length > 0 && { backups }),
    evidence,
    ...buttonFacts(asked, environments, run, commit),
  };
  return {
    overview,
    policy,
    run,
    environments,
    request,
    warnings: [
      ...warnings,
      ...withoutButton(asked, environments, run, commit),
      ...withoutProof(policy, run, commit),
    ],
  };
}

/**
 * Roles whose review can be given by button in this run. A job that names a missing environment would create it without
 * rules, and one without reviewers lets every run pass; a run at another commit shows its reviewers the wrong one.
 */
export function rolesWithButton(
  asked: readonly Requirement[],
  environments: readonly Environment[],
  run: Run,
  commit: string,
): string[] {
  if (run.state === "gone" || run.headSha !== commit) return [];
  const usable = new Set(
    environments.filter(({ reviewers }) => reviewers > 0).map(({ name }) => name.toLowerCase()),
  );
  return asked.filter((one) => usable.has(one.environment.toLowerCase())).map((one) => one.role);
}

// Without any environment there is nothing to press, and no run has to look; one that cannot be used may change.
function buttonFacts(
  asked: readonly Requirement[],
  environments: readonly Environment[],
  run: Run,
  commit: string,
): Pick<RequestFact, "buttons"> {
  const buttons = rolesWithButton(asked, environments, run, commit);
  const names = new Set(environments.map(({ name }) => name.toLowerCase()));
  const changeable = asked.some((one) => names.has(one.environment.toLowerCase()));
  return buttons.length === 0 && changeable ? {} : { buttons };
}

// Where nobody has a button, the repository reviews by comment: that needs no warning.
function withoutButton(
  asked: readonly Requirement[],
  environments: readonly Environment[],
  run: Run,
  commit: string,
): string[] {
  const usable = environments.filter(({ reviewers }) => reviewers > 0).map(({ name }) => name.toLowerCase());
  const lacking = asked.filter((one) => !usable.includes(one.environment.toLowerCase()));
  if (lacking.length === asked.length) return [];
  if (run.state === "found" && run.headSha !== commit)
    return [
      `No Approve buttons: this run is at ${run.headSha.slice(0, 7)}, and ${commit.slice(0, 7)} is to be released. Reviewers answer in the issue; or start the workflow on a branch or tag at that commit.`,
    ];
  return lacking.map(({ title, environment }) => {
    const there = environments.some(({ name }) => name.toLowerCase() === environment.toLowerCase());
    return `No Approve button for ${title}: the environment \`${environment}\` ${there ? "requires no reviewers" : "does not exist"}. They answer in the issue. \`command: setup\` creates it.`;
  });
}

// What the run says of its commit is all that GitHub itself records of a request.
function withoutProof({ policy }: LoadedPolicy, run: Run, commit: string): string[] {
  const rule = policy.rules["on-new-commits"];
  if (rule === "dismiss" || run.state === "gone" || run.headSha === commit) return [];
  return [
    `Reviews of an earlier revision are asked again, although the policy says \`on-new-commits: ${rule}\`: this run is at ${run.headSha.slice(0, 7)}, so GitHub cannot prove that ${commit.slice(0, 7)} was asked for. To keep them, start the workflow on a branch or tag at that commit instead.`,
  ];
}

async function readPlace(github: GitHub, { policy: path, version, component }: Inputs, ref: string) {
  // The prefix of a component's tags is the policy's, which is not known yet: all tags, then.
  const latestTags = component === null ? "v" : "";
  const overview = await github.readOverview({ policyPath: path, ref, latestTags, tags: [`v${version}`] });
  const policy = await loadPolicy(github, { commit: overview.head, path, text: overview.policy });
  checkPlace(overview, component, policy, ref);
  return { overview, policy };
}

function nameRelease(overview: Overview, { policy }: LoadedPolicy, inputs: Inputs) {
  const { version, component } = inputs;
  const tag = tagOf(policy, version, component);
  refuseReleased(overview, tag);
  const { latestTags: tags } = overview;
  const prefix = tagPrefix(policy, component);
  const previous = findPrevious(version, inputs["previous-version"], tags, prefix);
  const base = findBase(version, previous, tags, prefix);
  return { tag, previous, base };
}

function checkPlace(
  overview: Overview,
  component: string | null,
  { policy }: LoadedPolicy,
  ref: string,
): void {
  if (!overview.repository.hasIssues)
    throw new ConfigurationError({
      reasonCode: "issues-disabled",
      message: "Issues are switched off in this repository; reviews happen in one.",
      cure: "Switch them on under Settings, General, Features.",
    });
  if (component !== null && !Object.hasOwn(policy.components, component))
    throw new ConfigurationError({
      reasonCode: "component-unknown",
      message: `The policy has no component \`${component}\`. It has: ${Object.keys(policy.components).join(", ") || "none"}.`,
      cure: "Correct `component`, or add it under `components` of the policy.",
    });
  if (overview.commit === null)
    throw new ConfigurationError({
      reasonCode: "ref-unknown",
      message: `\`${ref}\` is no branch, tag or commit of this repository.`,
      cure: "Correct `ref`. Left out, it is the run's own commit.",
    });
}

function refuseReleased(overview: Overview, tag: string): void {
  const known =
    overview.tags.find((one) => one.name === tag) ?? overview.latestTags.find((one) => one.name === tag);
  if (known === undefined || known.commit === null) return;
  throw new ConflictError({
    reasonCode: "already-released",
    message: `The tag ${tag} exists already, at ${known.commit.slice(0, 7)}: this version has been released.`,
    cure: "Ask for the next version.",
  });
}

// Actor and triggering actors come from GitHub's record of the run: its environment variables can be set by anybody.
function requestersOf(run: Run, overview: Overview, policy: LoadedPolicy): Person[] {
  if (run.state === "gone")
    throw new ConfigurationError({
      reasonCode: "run-unknown",
      message: `GitHub does not know the run ${run.id} that asks.`,
      cure: "Ask from a workflow run of this repository.",
    });
  const repository = { ...overview.repository, serverUrl: "" };
  if (!isTrustedRun(policy.policy, repository, run))
    throw untrusted(run, isTrustedBranch(policy.policy, repository, run.branch), overview);
  const all = [run.actor, ...run.triggeringActors].filter((account) => account !== null);
  return [...new Map(all.map(({ id, login }) => [id, { id, login }])).values()];
}

function untrusted(
  run: Run & { state: "found" },
  branchIsTrusted: boolean,
  overview: Overview,
): ConfigurationError {
  const place = branchIsTrusted
    ? `the workflow ${run.path}`
    : `the branch ${run.branch ?? "that GitHub does not name"}`;
  return new ConfigurationError({
    reasonCode: "run-not-trusted",
    message: `This run is on ${place}, which the policy does not trust to write a release's history.`,
    cure: `Start the workflow on ${overview.repository.defaultBranch}, or name the place under \`rules\`: \`trusted-branches\`, \`trusted-workflows\`.`,
  });
}

function timesOf({ policy }: LoadedPolicy, type: ReleaseType, now: string) {
  const window = policy.releaseTypes[type]?.window;
  if (window === undefined) throw new Error("a release type has a window");
  return {
    openedAt: now,
    target: addCalendar(now, window.target),
    deadline: addCalendar(now, window.deadline),
  };
}

function optionalFacts(inputs: Inputs, previous: Previous | null, changes: Comparison | null) {
  return {
    ...(inputs.component !== null && { component: inputs.component }),
    ...(inputs.title !== null && { title: inputs.title }),
    ...(inputs["planned-release"] !== null && { plannedRelease: inputs["planned-release"] }),
    ...(previous !== null && { previous }),
    ...(changes !== null && { changes: summarize(changes) }),
  };
}
