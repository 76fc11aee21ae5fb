import { type ConfigurationProblem, configurationErrorOf } from "@release-approval/approval";

/*
 * Names that people give and that become part of a git expression or of an address. What git or GitHub could read
 * in a second way is refused before anything is asked.
 */

const oddInPath = /[^\p{L}\p{N}._@+() /-]/u;

/**
 * A file inside a repository, relative to its root.
 * @param where how a person calls the value, ``input `policy` ``
 * @throws ConfigurationError when it is empty, leaves the repository, or holds odd characters
 */
export function checkPath(path: string, where: string): string {
  const odd =
    path.length === 0 ||
    path.length > 300 ||
    oddInPath.test(path) ||
    path.split("/").some((part) => part === "" || part === "." || part === ".." || part !== part.trim());
  if (!odd) return path;
  throw configurationErrorOf(
    [problem(where, path, "a path inside the repository, such as `.github/release-approval.yml`")],
    "invalid-input",
  );
}

// git check-ref-format, with `:` and `@{`, which would make an expression of it.
// biome-ignore lint/suspicious/noControlCharactersInRegex: git refuses them, so do we
const oddInRef = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|^[-/.]|\/\.|[/.]$|\.lock(\/|$)|^@$/;

/**
 * A branch, a tag or a commit.
 * @throws ConfigurationError when git could not have such a name, or would read an expression in it
 */
export function checkRef(ref: string, where: string): string {
  if (ref.length > 0 && ref.length <= 250 && !oddInRef.test(ref)) return ref;
  throw configurationErrorOf(
    [problem(where, ref, "a branch, a tag or a commit, such as `main`")],
    "invalid-input",
  );
}

/** @throws ConfigurationError when GitHub could not have such an owner or repository */
export function checkRepository(name: { owner: string; repo: string }, where: string): void {
  const fits = /^[\w.-]{1,100}$/.test(name.owner) && /^[\w.-]{1,100}$/.test(name.repo);
  if (fits && !/^\.+$/.test(name.owner) && !/^\.+$/.test(name.repo)) return;
  throw configurationErrorOf(
    [problem(where, `${name.owner}/${name.repo}`, "`owner/name` of a repository on GitHub")],
    "invalid-input",
  );
}

function problem(where: string, found: string, allowed: string): ConfigurationProblem {
  const shown = found === "" ? "nothing" : JSON.stringify(found.slice(0, 100));
  return { where, found: shown, allowed, cure: `Correct ${where}: ${allowed}.` };
}
