import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type EmbeddedGitHub, type GitHubOptions, startGitHub } from "@release-approval/rehearsal";
import { expect } from "vitest";
import type { JobRecord, RunRecord } from "../../../packages/rehearsal/src/workflow/records.ts";
import { type Runner, startRunner } from "../../../packages/rehearsal/src/workflow/runner.ts";

/* A repository with workflow files that are played as GitHub plays them. */

const root = join(import.meta.dirname, "../../..");

export type Rehearsal = {
  github: EmbeddedGitHub;
  readonly runner: Runner;
  /** What happens meanwhile starts nothing, as when GitHub drops the runs. */
  unheard: (acts: () => Promise<unknown>) => Promise<void>;
  /** The newest run of a workflow. */
  newest: (workflow: string) => RunRecord;
  close: () => Promise<void>;
};

/**
 * @param workflows file of this repository, by the name that it gets below `.github/workflows/`
 * @param policy what `.github/release-approval.yml` holds
 */
export async function rehearse(
  workflows: Readonly<Record<string, string>>,
  policy: string,
  { secrets = {}, ...options }: Partial<GitHubOptions> & { secrets?: Readonly<Record<string, string>> },
): Promise<Rehearsal> {
  const github = await startGitHub({
    owner: "acme",
    repository: "rocket",
    now: "2026-11-23T09:00:00Z",
    files: { ".github/release-approval.yml": policy, "package.json": '{ "version": "1.2.0" }\n' },
    workflows: Object.fromEntries(Object.entries(workflows).map(([name, path]) => [name, readOwn(path)])),
    ...options,
  });
  const open = () =>
    startRunner({
      github,
      root,
      secrets,
      repositories: { "OWNER/release-approval": root },
      inProcess: { folder: join(root, "dist"), haste: 20 },
    });
  let runner = open();
  return {
    github,
    get runner() {
      return runner;
    },
    async unheard(acts) {
      await runner.close();
      await acts();
      runner = open();
    },
    newest(workflow) {
      const found = runner.runs().findLast((run) => run.workflow === `.github/workflows/${workflow}`);
      if (found === undefined) throw new Error(`${workflow} has not run`);
      return found;
    },
    async close() {
      await runner.close();
      github.assertNoViolations();
      await github.close();
    },
  };
}

export function readOwn(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

/** How the jobs of a run stand, by their names on the run's page. */
export function standOf(run: RunRecord): Record<string, string> {
  expect(run.problem).toBeUndefined();
  return Object.fromEntries(run.jobs.map((job) => [job.name, job.conclusion ?? job.status]));
}

export function jobOf(run: RunRecord, name: string): JobRecord {
  const found = run.jobs.find((job) => job.name === name);
  if (found === undefined) throw new Error(`${run.title} has no job ${name}`);
  return found;
}

/** What a run says where it failed, for the message of a test. */
export function logOf(run: RunRecord): string {
  return run.jobs
    .flatMap(({ name, steps }) =>
      steps.map((step) => `${name} / ${step.name}: ${step.conclusion}\n${step.log}`),
    )
    .join("\n");
}

/** What the pages of a GitHub Release and its tag show. */
export async function lookAtRelease({ github }: Rehearsal, tag: string) {
  const ask = async (path: string) => {
    const headers = { authorization: `Bearer ${github.tokens.of("mia")}` };
    const response = await fetch(`${github.url}/repos/${github.fullName}/${path}`, { headers });
    return (await response.json()) as Record<string, unknown>;
  };
  const ref = (await ask(`git/ref/tags/${tag}`)) as { object?: { sha: string } };
  const release = (await ask(`releases/tags/${tag}`)) as {
    assets?: { name: string }[];
    prerelease?: boolean;
  };
  return { commit: ref.object?.sha, files: (release.assets ?? []).map(({ name }) => name).sort() };
}
