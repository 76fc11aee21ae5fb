import type { Job, Step, Workflow } from "./workflow-rules.ts";

/*
 * What keeps a workflow from being turned against its repository: foreign code is pinned, nothing runs for a stranger
 * with our rights, nothing that people typed is pasted into a script, and no job can do or last more than it says.
 */

type Rule = (workflow: Workflow, text: string) => string[];

/** Every danger in a workflow, also in one that a document shows a part of, as a sentence. */
export function findDangers(workflow: Workflow, text: string): string[] {
  return [strangersWithRights, unpinned, typedIntoScripts, keptCredentials, manyRights, allSecrets].flatMap(
    (rule) => rule(workflow, text),
  );
}

/** What a whole file has to say beyond that. */
export function findOmissions({ permissions, jobs }: Workflow): string[] {
  const top = permissions === undefined || Object.keys(permissions).length > 0;
  const endless = Object.entries(jobs).filter(([, job]) => job.uses === undefined && !isBounded(job));
  return [
    ...(top ? ["the workflow does not begin with `permissions: {}`"] : []),
    ...endless.map(([id]) => `${id} may run for more than 30 minutes`),
  ];
}

function isBounded(job: Job): boolean {
  const minutes = job["timeout-minutes"];
  return minutes !== undefined && minutes <= 30;
}

/**
 * Actions of others that are pinned to more than one commit, or whose commit goes by more than one version.
 * @param texts workflows and documents by path
 */
export function findDisagreements(texts: ReadonlyMap<string, string>): string[] {
  const pins = new Map<string, Map<string, string>>();
  for (const [path, text] of texts)
    for (const [, repository = "", pin = ""] of text.matchAll(
      /\buses: ([\w.-]+\/[\w.-]+)[\w./-]*@([0-9a-f]{40} # v[\d.]+)/g,
    ))
      pins.set(repository, new Map([[pin, path], ...(pins.get(repository) ?? [])]));
  return [...pins]
    .filter(([, places]) => places.size > 1)
    .map(([repository, places]) => `${repository} is ${[...places].map((it) => it.join(" in ")).join(", ")}`);
}

const stepsOf = ({ jobs }: Workflow): [job: string, step: Step][] =>
  Object.entries(jobs).flatMap(([id, { steps = [] }]) => steps.map((step): [string, Step] => [id, step]));

/** Both run for a pull request from outside with the rights and the secrets of the default branch. */
const strangersWithRights: Rule = ({ on }) => {
  const events = typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on);
  return ["pull_request_target", "workflow_run"]
    .filter((name) => events.includes(name))
    .map((name) => `the workflow starts on ${name}`);
};

const unpinned: Rule = (workflow, text) =>
  stepsOf(workflow).flatMap(([, { uses }]) => {
    if (uses === undefined || /^(\$\/|OWNER\/release-approval\b)/.test(uses)) return [];
    const versions = text.split(uses).slice(1);
    const pinned = /@[0-9a-f]{40}$/.test(uses) && versions.every((it) => /^"? # v\d+\.\d+\.\d+\n/.test(it));
    return pinned ? [] : [`${uses} is not pinned to a commit with its version beside it`];
  });

/** An expression in a script is pasted into it before the shell, or Node, reads it. */
const typedIntoScripts: Rule = (workflow) =>
  stepsOf(workflow)
    .filter(([, step]) => `${step.run ?? ""}${step.with?.["script"] ?? ""}`.includes("${{"))
    .map(([id]) => `${id} has an expression in a script`);

/** Left in the checkout, the token is there for whatever runs after it, and for whoever uploads the folder. */
const keptCredentials: Rule = (workflow) =>
  stepsOf(workflow)
    .filter(([, step]) => step.uses?.startsWith("actions/checkout@"))
    .filter(([, step]) => step.with?.["persist-credentials"] !== false)
    .map(([id]) => `${id} keeps the token in the checkout: persist-credentials: false`);

const manyRights: Rule = (workflow) => {
  const given: [string, unknown][] = [
    ["the workflow", workflow.permissions],
    ...Object.entries(workflow.jobs).map(([id, job]): [string, unknown] => [id, job.permissions]),
  ];
  return given.filter(([, it]) => typeof it === "string").map(([id, it]) => `${id} asks for ${it}`);
};

const allSecrets: Rule = ({ jobs }) =>
  Object.entries(jobs)
    .filter(([, { secrets }]) => secrets === "inherit")
    .map(([id]) => `${id} hands over every secret`);
