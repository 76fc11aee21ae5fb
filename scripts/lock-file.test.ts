import { expect, it } from "vitest";
import { findHosts, findMissing, findOutdated, type LockFile } from "./lock-file.ts";

const lock: LockFile = {
  packages: {
    "": { dependencies: { a: "1.0.0" }, devDependencies: { b: "2.0.0" } },
    "node_modules/a": { dependencies: { c: "^1" }, optionalDependencies: { "a-darwin": "1" } },
    "node_modules/a/node_modules/c": {},
    "node_modules/b": { dependencies: { a: "*", c: "^2" }, resolved: "https://registry.example.com/b.tgz" },
    "node_modules/@x/y": { dependencies: { b: "*" }, resolved: "packages/y", link: true },
  },
};

it("finds what is needed and has no entry, binaries for other systems too", () => {
  expect(findMissing(lock)).toEqual(["a-darwin, needed by node_modules/a", "c, needed by node_modules/b"]);
});

it("finds entries that name a host", () => {
  expect(findHosts(lock)).toEqual(["node_modules/b: https://registry.example.com/b.tgz"]);
});

it("finds what package.json wants otherwise", () => {
  expect(
    findOutdated(lock, { dependencies: { a: "1.0.0", d: "1.0.0" }, devDependencies: { b: "2.0.1" } }),
  ).toEqual(["d 1.0.0", "b 2.0.1"]);
});
