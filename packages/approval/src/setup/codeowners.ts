import { patternSource } from "./path-pattern.ts";

/*
 * Who owns a file by CODEOWNERS: the last line that matches. Patterns are those of .gitignore, without `!`, `[ ]` and
 * `\#`: https://docs.github.com/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */

/** Where GitHub looks, in this order; the first file counts. */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/**
 * The owners of a file: `@mia`, `@acme/leads` or an address.
 * @returns empty: nobody
 */
export function ownersOf(codeowners: string, path: string): string[] {
  const lines = codeowners
    .split(/\r?\n/)
    .map((line) => line.replace(/(?:^|\s)#.*$/, "").trim())
    .filter((line) => line !== "")
    .map((line) => line.split(/(?<!\\)\s+/));
  const last = lines.findLast(([pattern = ""]) => toRegExp(pattern).test(path));
  return last?.slice(1) ?? [];
}

function toRegExp(pattern: string): RegExp {
  const rooted = pattern.replace(/\/$/, "").includes("/");
  const isFolder = pattern.endsWith("/");
  const body = patternSource(pattern.replace(/^\/|\/$/g, "").replaceAll("\\ ", " "));
  // `docs/*` is for the files of that folder alone; every other name is for what is below it, too.
  const below = isFolder ? "/.+" : pattern.endsWith("/*") ? "" : "(?:/.+)?";
  return new RegExp(`^${rooted ? "" : "(?:.+/)?"}${body}${below}$`);
}
