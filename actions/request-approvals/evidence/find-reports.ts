import { glob, realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { ConfigurationError } from "@release-approval/approval";

/** A file of the workspace: `path` as it is shown, with `/`; `real` where it is, links and all. */
export type FoundReport = { path: string; real: string; size: number };

const mostFiles = 1_000;
/** Reports are not looked for in what others have made. */
const notOurs: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/**
 * Finds the files that an input names, by path or by pattern (`reports/TEST-*.xml`), each once, in the order of their paths.
 * @param workspace folder of the checkout
 * @throws ConfigurationError when a path leads out of the workspace, itself or through a link, or there are too many;
 *   nothing has been read or written then
 */
export async function findReports(
  workspace: string,
  input: string,
  patterns: readonly string[],
): Promise<FoundReport[]> {
  const home = await realpath(workspace);
  const found = new Map<string, FoundReport>();
  for (const pattern of patterns) {
    if (isOutside(home, resolve(home, pattern))) throw outside(input, pattern);
    for await (const name of glob(pattern, { cwd: home, exclude: (one) => notOurs.has(one) })) {
      const report = await lookAt(home, input, name);
      if (report !== null) found.set(report.real, report);
      if (found.size > mostFiles) throw tooMany(input);
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

// null: a folder, or what was there a moment ago.
async function lookAt(home: string, input: string, name: string): Promise<FoundReport | null> {
  const path = resolve(home, name);
  const real = await realpath(path).catch(() => null);
  if (real === null) return null;
  if (isOutside(home, real)) throw outside(input, name);
  const entry = await stat(real);
  return entry.isFile() ? { path: relative(home, path).split(sep).join("/"), real, size: entry.size } : null;
}

function isOutside(home: string, path: string): boolean {
  const way = relative(home, path);
  return way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way);
}

function outside(input: string, path: string): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "path-outside-workspace",
    message: `input \`${input}\`: ${path.slice(0, 200)} leads out of the workspace.`,
    cure: "Name files of the checkout, by paths from its root.",
  });
}

function tooMany(input: string): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "too-many-reports",
    message: `input \`${input}\` names more than ${mostFiles.toLocaleString("en")} files.`,
    cure: "Name fewer: a narrower pattern, or reports that are put together.",
  });
}
