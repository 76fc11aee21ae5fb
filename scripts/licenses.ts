import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { LockFile } from "./lock-file.ts";

/* What the bundle holds of others: whether it may, and the text that has to go with it. */

/** A package of others. `texts`: its licence, and the notice that some licences ask to hand on. */
export type Package = {
  path: string;
  name: string;
  version: string;
  license: string;
  texts: readonly string[];
};

/** They ask for no more than that their text goes along. Whatever is not here needs somebody to read it first. */
const allowed: readonly string[] = [
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC0-1.0",
  "ISC",
  "MIT",
  "MIT-0",
  "Unlicense",
];

/**
 * The folders of the packages that modules come from, as package-lock.json names them.
 * @param modules paths of files; those outside of `node_modules` are our own
 * @throws when one lies outside of the repository: nobody can say what it is
 */
export function findPackages(root: string, modules: readonly string[]): string[] {
  const strange = modules.find((it) => !it.startsWith(join(root, "/")));
  if (strange !== undefined) throw new Error(`The bundle holds ${strange}, which is outside of ${root}.`);
  const below = modules.map((it) => it.slice(root.length + 1).replaceAll("\\", "/"));
  const folders = below.flatMap((it) => /^(.*\/)?node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(it)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** Reads what a package says of itself. */
export function readPackage(root: string, path: string): Package {
  const folder = join(root, path);
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<string, unknown>;
  const files = globSync("*", { cwd: folder }).filter((it) => /^(licen[cs]e|copying|notice)\b/i.test(it));
  const own = files.sort().map((it) => readFileSync(join(folder, it), "utf8"));
  const text = (key: string) => (typeof manifest[key] === "string" ? manifest[key] : "");
  const name = text("name");
  const texts = own.length > 0 ? own : publishedTexts(name);
  return { path, name, version: text("version"), license: text("license"), texts };
}

// Some packages leave their licence out of what they publish, and have it in their repository: a copy stands beside this.
function publishedTexts(name: string): string[] {
  const copy = join(import.meta.dirname, "licenses", `${name.replace("/", "-")}.txt`);
  return existsSync(copy) ? [readFileSync(copy, "utf8")] : [];
}

/**
 * Why packages may not be in the bundle, each as a sentence: no text, a licence that nobody allowed, or a package that
 * is installed for development only, so that nobody looked at it as a part of the product.
 */
export function findObjections(packages: readonly Package[], lock: LockFile): string[] {
  return packages.flatMap(({ path, name, version, license, texts }) => {
    const locked = lock.packages[path];
    return [
      ...(isAllowed(license)
        ? []
        : [`is under ${license || "no licence"}, which is not on the list of scripts/licenses.ts`]),
      ...(texts.every((it) => it.trim() === "") ? ["comes without the text of its licence"] : []),
      ...(locked?.version === version ? [] : ["is not what package-lock.json names"]),
      ...(locked?.dev ? ["is a dependency of development: move it to dependencies"] : []),
    ].map((objection) => `${name} ${version} ${objection}`);
  });
}

/** An SPDX expression of names, AND and OR. What is more than that is not allowed, since nobody has read it. */
export function isAllowed(expression: string): boolean {
  const choices = expression.replace(/^\((.*)\)$/, "$1").split(" OR ");
  return choices.some((choice) => choice.split(" AND ").every((name) => allowed.includes(name)));
}

/** `dist/licenses.txt`. */
export function printLicenses(packages: readonly Package[]): string {
  const parts = packages.map(({ name, version, license, texts }) => {
    const whole = texts.map((it) => it.replaceAll("\r\n", "\n").trim()).join("\n\n");
    return `==== ${name} ${version} (${license}) ====\n\n${whole}\n`;
  });
  return ["What this folder holds of others, each part under its own licence.\n", ...parts].join("\n");
}
