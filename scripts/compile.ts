import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Compiles packages and actions into `build/`, and lets their imports of one another resolve there: ncc reads
 * JavaScript only (its own TypeScript loader does not know TypeScript 7).
 * @param root folder of the repository
 * @throws when the types are wrong
 */
export function compile(root: string): void {
  const build = join(root, "build");
  rmSync(build, { recursive: true, force: true });
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const { status } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.build.json"], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("tsc found errors, so nothing was built.");
  for (const manifest of globSync("{packages,actions}/*/package.json", { cwd: root }))
    linkPackage(root, build, manifest);
}

/** `exports` point at the sources; beside the compiled files they have to point at those. */
function linkPackage(root: string, build: string, manifest: string): void {
  const text = readFileSync(join(root, manifest), "utf8");
  const { name } = JSON.parse(text) as { name: string };
  const link = join(build, "node_modules", name);
  mkdirSync(dirname(link), { recursive: true });
  mkdirSync(join(build, dirname(manifest)), { recursive: true });
  writeFileSync(join(build, manifest), text.replaceAll(/(?<="\.\/[^"]*)\.ts"/g, '.js"'));
  // A junction needs no privilege on Windows; elsewhere the type is ignored.
  symlinkSync(resolve(build, dirname(manifest)), link, "junction");
}
