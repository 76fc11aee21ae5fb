/** The place of an act: a repository on an embedded GitHub, and a runner that plays its workflows. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { startGitHub } from "../start-github.ts";
import { startRunner } from "../workflow/index.ts";
import type { Act, Scene } from "./act.ts";
import { CAST, OWNER, POLICY, POLICY_PATH, REPOSITORY, SERVER_URL, WORKFLOWS } from "./cast.ts";
import { type History, loadHistory } from "./load-history.ts";
import { watchIssue } from "./tell-issue.ts";

const FOLDER = ".github/workflows/";

type Secrets = Readonly<Record<string, string>>;

export type OpenScene = { scene: Scene; history: History; close(): Promise<void> };

/**
 * @param root folder of this repository: its commits are the release, its built actions play
 * @param reports folder with the reports of its build
 * @param secrets of the repository
 * @param day of the act, `2026-11-23`
 */
export async function openScene(
  act: Act,
  {
    secrets,
    root,
    reports,
    day,
    timeline,
  }: Omit<Start, "github" | "commit"> & { reports: string; day: string },
): Promise<OpenScene> {
  const github = await startGitHub({
    owner: OWNER,
    repository: REPOSITORY,
    serverUrl: SERVER_URL,
    people: CAST,
    now: `${day}T08:00:00Z`,
    ...act.repository,
  });
  try {
    const history = await loadHistory(github, root, `v${act.previous}`);
    const adopted = github.commit({
      message: "Ask before a release",
      author: "mia",
      files: {
        ...removeWorkflows(github.filesAt("main", FOLDER)?.files.keys() ?? []),
        ...setUp(act, root, reports),
      },
    });
    const commit = act.arrange?.(github) ?? adopted;
    return { history, ...startScene(act, { github, commit, root, timeline, secrets }) };
  } catch (error) {
    // A server that listens would keep the process alive.
    await github.close();
    throw error;
  }
}

type Start = Pick<Scene, "github" | "commit" | "timeline"> & { root: string; secrets: Secrets };

/** From here on events start runs. */
function startScene({ version }: Act, { root, secrets, ...start }: Start): Omit<OpenScene, "history"> {
  const { github } = start;
  const runner = startRunner({ github, root, secrets, repositories: { "OWNER/release-approval": root } });
  const scene: Scene = { ...start, runner, version, told: new Map(), moments: [], momentsTold: 0 };
  watchIssue(scene);
  return {
    scene,
    close: async () => {
      await runner.close();
      await github.close();
    },
  };
}

/** The workflows of the commits under review are those of their own project. */
function removeWorkflows(paths: Iterable<string>): Record<string, null> {
  return Object.fromEntries([...paths].map((path) => [path, null]));
}

/** What docs/adopt.md lets an adopter commit. */
function setUp({ policy = "" }: Act, root: string, reports: string): Record<string, string> {
  const workflows = Object.entries(WORKFLOWS).map(([name, path]) => [
    `${FOLDER}${name}`,
    // They were made a moment ago; making them again would install every package first.
    readFileSync(join(root, path), "utf8").replace("npm ci && npm run reports", `cp -r '${reports}' reports`),
  ]);
  return { [POLICY_PATH]: `${POLICY}${policy}`, ...Object.fromEntries(workflows) };
}
