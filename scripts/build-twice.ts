import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";

/** A file in the three places: the repository, and the two copies that were built. Undefined: it is not there. */
export type Comparison = {
  path: string;
  bytes: number;
  here: string | undefined;
  first: string | undefined;
  second: string | undefined;
};

type Place = { folder: string; env: Readonly<Record<string, string>> };

/**
 * Builds copies of a repository in two folders that have nothing in common but the sources and the installed packages:
 * neither path nor its length, working directory, time zone, language, nor the order in which the files were made.
 * The copies start without `dist/`.
 * @param root folder of the repository
 * @param build arguments for Node that build it
 * @returns every file of the three places, by path
 * @throws when a build fails, with what it printed
 */
export function buildTwice(root: string, build: readonly string[]): Comparison[] {
  const temporary = realpathSync(mkdtempSync(join(tmpdir(), "reproduce-")));
  try {
    const sources = listFiles(root, [...notSources, "dist"]);
    const places: readonly [Place, Place] = [
      { folder: join(temporary, "a"), env: { TZ: "UTC", LC_ALL: "C" } },
      {
        folder: join(temporary, "somewhere else", "on a päth that is much longer", "b"),
        env: { TZ: "Pacific/Kiritimati", LC_ALL: "tr_TR.UTF-8" },
      },
    ];
    copySources(root, sources, places[0].folder);
    copySources(root, sources.toReversed(), places[1].folder);
    if (existsSync(join(root, "node_modules")))
      cpSync(join(root, "node_modules"), join(places[0].folder, "node_modules"), {
        recursive: true,
        verbatimSymlinks: true,
      });
    runBuild(places[0], build);
    // Real folders in both, since a bundler names modules by where they are; and hundreds of megabytes copied once.
    if (existsSync(join(root, "node_modules")))
      renameSync(join(places[0].folder, "node_modules"), join(places[1].folder, "node_modules"));
    runBuild(places[1], build);
    return compare(root, places[0].folder, places[1].folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Whether a file is byte for byte the same in all places. */
export function isReproduced({ here, first, second }: Comparison): boolean {
  return here !== undefined && here === first && first === second;
}

/** What is wrong with a file that is not the same everywhere, for people. */
export function describeDifference({ path, here, first, second }: Comparison): string {
  if (first !== second) return `${path} depends on where or when it is built`;
  if (first === undefined) return `${path} is here, and no build makes it`;
  if (here === undefined) return `${path} is made by every build, and missing here`;
  return `${path} is not what a build makes of these sources`;
}

/** Beside the sources, or made of them: no part of what is compared, but for `dist/`. */
const notSources = [".git", "node_modules", "build", "demo-output", "coverage"];

function listFiles(root: string, without: readonly string[]): string[] {
  const top = readdirSync(root, { withFileTypes: true }).filter(({ name }) => !without.includes(name));
  const below = top
    .filter((it) => it.isDirectory())
    .flatMap(({ name }) => readdirSync(join(root, name), { recursive: true, withFileTypes: true }));
  const files = [...top, ...below].filter((it) => it.isFile());
  return files.map((it) => relative(root, join(it.parentPath, it.name)).replaceAll("\\", "/")).sort();
}

function copySources(root: string, paths: readonly string[], folder: string): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    copyFileSync(join(root, path), join(folder, path));
  }
}

function runBuild({ folder, env }: Place, build: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(process.execPath, build, {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`The build in ${folder} failed:\n${stdout}${stderr}`);
}

function compare(here: string, first: string, second: string): Comparison[] {
  const places = [here, first, second];
  const paths = new Set(places.flatMap((folder) => listFiles(folder, notSources)));
  return [...paths].sort().map((path) => {
    const files = places.map((folder) => readIfThere(join(folder, path)));
    const digests = files.map((it) => it && createHash("sha256").update(it).digest("hex"));
    const bytes = files.find((it) => it !== undefined)?.length ?? 0;
    return { path, bytes, here: digests[0], first: digests[1], second: digests[2] };
  });
}

function readIfThere(path: string): Buffer | undefined {
  return existsSync(path) ? readFileSync(path) : undefined;
}
