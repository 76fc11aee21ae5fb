import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Dependabot, findGaps, type Watched } from "./documents/dependabot-rules.ts";

/* Everything that is pinned is looked at by Dependabot, not at once, and the embedded GitHub's base not at all. */

const root = join(import.meta.dirname, "..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

/** Folders of workflows that use actions of others; Dependabot finds those of `.github/workflows` from the root. */
const folders = globSync("{.github,examples}/workflows/*.yml", { cwd: root })
  .filter((path) => /uses: .*@[0-9a-f]{40}/.test(read(path)))
  .map((path) => `/${dirname(path)}`.replace("/.github/workflows", "/"));
const actions: Watched = { ecosystem: "github-actions", folders: [...new Set(folders)], held: [] };
// One folder: npm finds the workspaces by itself.
const npm: Watched = { ecosystem: "npm", folders: ["/"], held: ["emulate"] };

describe(".github/dependabot.yml", () => {
  it.each([[actions], [npm]])("looks after $ecosystem", (watched) => {
    expect(watched.folders.length).toBeGreaterThan(0);
    expect(findGaps(parse(read(".github/dependabot.yml")) as Dependabot, watched)).toEqual([]);
  });
});

describe("the rules for it find", () => {
  const update = {
    "package-ecosystem": "npm",
    directory: "/",
    cooldown: { "default-days": 7 },
    groups: { all: { patterns: ["*"] } },
    ignore: [
      {
        "dependency-name": "emulate",
        "update-types": [
          "version-update:semver-major",
          "version-update:semver-minor",
          "version-update:semver-patch",
        ],
      },
    ],
  };
  const bare = [{ "dependency-name": "emulate" }];
  const some = [{ "dependency-name": "emulate", "update-types": ["version-update:semver-major"] }];
  const versions = [{ ...update.ignore[0], "dependency-name": "emulate", versions: [">= 0"] }];
  const pins = { ecosystem: "github-actions", folders: ["/"], held: [] };

  it.each<[string, object, Watched, string[]]>([
    ["nothing wrong where nothing is", {}, npm, []],
    ["a folder that nobody looks at", { directory: "/docs" }, npm, ["npm in / is not looked at"]],
    ["an ecosystem that nobody looks at", {}, pins, ["github-actions in / is not looked at"]],
    [
      "no cooldown",
      { cooldown: { "semver-major-days": 30 } },
      npm,
      ["npm takes versions of less than a week"],
    ],
    ["a short one", { cooldown: { "default-days": 1 } }, npm, ["npm takes versions of less than a week"]],
    [
      "a cooldown that GitHub refuses",
      { "package-ecosystem": "github-actions", cooldown: { "default-days": 7, "semver-major-days": 30 } },
      pins,
      ["github-actions knows no semver-major-days"],
    ],
    ["no groups", { groups: {} }, npm, ["npm has no groups"]],
    ["what should be held", { ignore: [] }, npm, ["emulate is not held"]],
    ["what is held in part", { ignore: some }, npm, ["emulate is not held"]],
    ["what is held with the fixes of known holes", { ignore: bare }, npm, ["emulate is not held"]],
    ["what is held by version", { ignore: versions }, npm, ["emulate is not held"]],
  ])("%s", (_, change, watched, gaps) => {
    expect(findGaps({ version: 2, updates: [{ ...update, ...change }] }, watched)).toEqual(gaps);
  });
});
