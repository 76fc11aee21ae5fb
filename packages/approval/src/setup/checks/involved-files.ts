import type { ActionUse } from "../workflows/find-actions.ts";
import { isExpression } from "../workflows/resolve-text.ts";
import type { Examined } from "./check.ts";
import { code } from "./words.ts";

/** Files that a release passes through, started or called. */
export function involvedPaths({ uses, publishing, files }: Examined): Set<string> {
  const own = uses.filter(({ action }) => action !== "setup" && action !== "doctor");
  const runs = [...own.map(({ run }) => run), ...publishing.map(({ run }) => run)];
  const started = releaseWorkflows(uses).map((name) => `.github/workflows/${name}`);
  return new Set([
    ...runs.flatMap((run) => [run.started.path, run.file.path]),
    ...started.filter((path) => files.some((file) => file.path === path)),
  ]);
}

/** File names under `release-workflow`, expressions left out. */
export function releaseWorkflows(uses: readonly ActionUse[]): string[] {
  const named = uses.map(({ inputs }) => inputs["release-workflow"] ?? "");
  return [...new Set(named.filter((name) => name !== "" && !isExpression(name)))];
}

export function fileName(path: string): string {
  return path.split("/").at(-1) ?? path;
}

/** Files that look like workflows and cannot be read: what they do is not known. */
export function unreadFiles(files: Examined["files"]): string[] {
  const unread = files.filter(({ workflow }) => workflow === null);
  return unread.map(({ path }) => `${code(path)} cannot be read as a workflow.`);
}
