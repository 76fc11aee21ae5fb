import { describe, expect, it } from "vitest";
import {
  findHosts,
  findInexact,
  findMissing,
  findOutdated,
  findScripts,
  findUnsealed,
  type LockFile,
  type Manifests,
} from "./lock-file.ts";

const sealed = { integrity: "sha512-AAAA" };
const lock: LockFile = {
  packages: {
    "": { dependencies: { a: "1.0.0" }, devDependencies: { b: "2.0.0" } },
    "packages/y": { dependencies: { a: "1.0.0" } },
    "node_modules/a": {
      ...sealed,
      version: "1.0.0",
      dependencies: { c: "^1" },
      optionalDependencies: { "a-darwin": "1" },
    },
    "node_modules/a/node_modules/c": { integrity: "sha1-AAAA" },
    "node_modules/b": {
      version: "2.0.0",
      dependencies: { a: "*", c: "^2" },
      resolved: "https://registry.example.com/b.tgz",
      hasInstallScript: true,
    },
    "node_modules/@x/y": { dependencies: { b: "*" }, resolved: "packages/y", link: true },
  },
};

it("finds what is needed and has no entry, binaries for other systems too", () => {
  expect(findMissing(lock)).toEqual(["a-darwin, needed by node_modules/a", "c, needed by node_modules/b"]);
});

it("finds entries that name a host", () => {
  expect(findHosts(lock)).toEqual(["node_modules/b: https://registry.example.com/b.tgz"]);
});

it("finds packages without a digest that can be trusted", () => {
  expect(findUnsealed(lock)).toEqual(["node_modules/a/node_modules/c", "node_modules/b"]);
});

it.each([
  ["nobody allowed", {}, ["b"]],
  ["somebody forbade", { allowScripts: { b: false } }, ["b"]],
  ["somebody allowed", { allowScripts: { b: true } }, []],
])("finds a script at installation that %s", (_, manifest, found) => {
  expect(findScripts(lock, manifest)).toEqual(found);
});

describe("a package.json that is not in step with the lock file", () => {
  const agreeing = { dependencies: { a: "1.0.0" }, devDependencies: { b: "2.0.0" } };
  it.each<[string, Manifests, string[]]>([
    ["agrees", { "": agreeing, "packages/y": { dependencies: { a: "1.0.0" } } }, []],
    [
      "wants another version",
      { "": { ...agreeing, devDependencies: { b: "2.0.1" } } },
      ["b 2.0.1 in package.json"],
    ],
    [
      "wants one more",
      { "": { ...agreeing, optionalDependencies: { d: "1.0.0" } } },
      ["d 1.0.0 in package.json"],
    ],
    ["wants one less", { "": { dependencies: { a: "1.0.0" } } }, ["b is no longer in package.json"]],
    ["is a workspace's", { "packages/y": {} }, ["a is no longer in packages/y/package.json"]],
    [
      "is a workspace that the lock file does not know",
      { "packages/z": { dependencies: { a: "1.0.0" } } },
      ["a 1.0.0 in packages/z/package.json"],
    ],
  ])("%s", (_, manifests, found) => {
    expect(findOutdated(lock, manifests)).toEqual(found);
  });

  it("is found where both name a version, and another one would be installed", () => {
    const packages = { ...lock.packages, "node_modules/a": { version: "1.0.1" } };
    expect(findOutdated({ packages }, { "": agreeing })).toEqual(["a 1.0.0 in package.json"]);
  });
});

describe("the version of a dependency", () => {
  it.each(["1.2.3", "0.0.1", "2.0.0-rc.1"])("may be %s", (version) => {
    expect(findInexact({ "": { dependencies: { a: version } } })).toEqual([]);
  });

  it.each([
    "^1.2.3",
    "~1.2.3",
    ">=1.0.0",
    "1",
    "1.2.x",
    "=1.2.3",
    "1.2.3 || 1.2.4",
    "*",
    "",
    "latest",
    "npm:other@1.2.3",
    "workspace:1.2.3",
    "file:../a",
    "acme/rocket",
    "https://example.com/a.tgz",
    "git+ssh://git@example.com/a.git#1.2.3",
  ])("may not be %o", (version) => {
    expect(findInexact({ "packages/y": { devDependencies: { a: version } } })).toEqual([
      `a ${version}, in packages/y/package.json`,
    ]);
  });

  it.each(["dependencies", "devDependencies", "optionalDependencies", "peerDependencies"])(
    "is looked at in %s",
    (kind) => {
      expect(findInexact({ "": { [kind]: { a: "^1.0.0" } } })).toHaveLength(1);
    },
  );
});
