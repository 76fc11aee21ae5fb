import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findObjections, findPackages, printLicenses, readPackage } from "./licenses.ts";
import type { LockFile } from "./lock-file.ts";

/** What is used of ncc; it comes without types. */
type Ncc = (
  input: string,
  options: {
    cache: false;
    minify: boolean;
    quiet: boolean;
    target: string;
    filename: string;
  },
) => Promise<{ code: string; assets: Record<string, { source: string | Buffer }>; stats: Stats }>;

/** What is used of webpack's. */
type Stats = { toJson(options: Record<string, unknown>): Module };
type Module = { nameForCondition?: string; modules?: readonly Module[] };

/**
 * Bundles `build/actions/entry.js` with everything it needs: one ES module for all actions, further files for what is
 * imported when it is needed, and a stub for each action.
 *
 * Minified: readable it would be more than twice as large (2.4 MB), and who wants to read it builds it again, byte
 * for byte the same.
 *
 * @param root folder of the repository, compiled; the working directory has to be the same, since ncc names modules
 *   by their path below it
 * @param names of the actions
 * @returns content by path, `dist/index.js`
 * @throws when a package may not be bundled, or a file names a folder of this machine
 */
export async function bundle(root: string, names: readonly string[]): Promise<Map<string, string>> {
  const { code, assets, stats } = await runNcc(join(root, "build/actions/entry.js"));
  const files = new Map([["dist/index.js", code]]);
  for (const [name, { source }] of Object.entries(assets)) files.set(`dist/${name}`, source.toString());
  files.set("dist/licenses.txt", collectLicenses(root, stats));
  files.set("dist/package.json", '{ "type": "module" }\n');
  for (const name of names) files.set(`dist/${name}.js`, stub(name));
  for (const [name, content] of files) {
    if (content.includes(root)) throw new Error(`${name} names a folder of this machine: ${root}`);
  }
  return files;
}

function runNcc(input: string) {
  const ncc = createRequire(import.meta.url)("@vercel/ncc") as Ncc;
  return ncc(input, {
    cache: false,
    minify: true,
    quiet: true,
    target: "es2022",
    filename: "index.js",
  });
}

/** The paths of everything in the bundle, in chunks, too, and what was joined into one. */
function listModules(stats: Stats): string[] {
  const options = { all: false, modules: true, nestedModules: true };
  const everything = { modulesSpace: Number.MAX_SAFE_INTEGER, nestedModulesSpace: Number.MAX_SAFE_INTEGER };
  const visit = ({ nameForCondition, modules = [] }: Module): string[] => [
    ...(nameForCondition ? [nameForCondition] : []),
    ...modules.flatMap(visit),
  ];
  return visit(stats.toJson({ ...options, ...everything }));
}

// ncc's own list keeps the licences of the last chunk only.
function collectLicenses(root: string, stats: Stats): string {
  const packages = findPackages(root, listModules(stats)).map((path) => readPackage(root, path));
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;
  const objections = findObjections(packages, lock);
  if (objections.length > 0) throw new Error(`This may not be bundled:\n${objections.join("\n")}`);
  return printLicenses(packages);
}

function stub(name: string): string {
  return `import { start } from "./index.js";\n\nawait start(${JSON.stringify(name)});\n`;
}
