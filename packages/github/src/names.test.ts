import { ConfigurationError } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { checkPath, checkRef, checkRepository } from "./names.ts";

describe("a path in the repository", () => {
  it.each([
    ".github/release-approval.yml",
    "policy.yml",
    "docs/règles/release policy (v2).yml",
    "a/b@c+d_e.yml",
  ])("may be %s", (path) => {
    expect(checkPath(path, "input `policy`")).toBe(path);
  });

  it.each([
    ["nothing", ""],
    ["absolute", "/etc/passwd"],
    ["outside", "../policy.yml"],
    ["outside, further in", "a/../../policy.yml"],
    ["here and here again", "./policy.yml"],
    ["empty part", "a//b.yml"],
    ["a folder", "a/"],
    ["another revision", "main:policy.yml"],
    ["backslashes", "a\\b.yml"],
    ["a line break", "a\nb.yml"],
    ["a query", "a.yml?ref=evil"],
    ["a percent sign", "a%2e%2e/b.yml"],
    ["padded", " policy.yml"],
    ["too long", `${"a".repeat(301)}`],
  ])("is not %s", (_, path) => {
    expect(() => checkPath(path, "input `policy`")).toThrow(ConfigurationError);
    expect(() => checkPath(path, "input `policy`")).toThrow(/^input `policy`: found /);
  });
});

describe("a ref", () => {
  it.each(["main", "refs/heads/main", "v1.2.0", "web/v1.2.0-rc.1+build.5", "feature/#12", "a".repeat(40)])(
    "may be %s",
    (ref) => {
      expect(checkRef(ref, "input `ref`")).toBe(ref);
    },
  );

  it.each([
    ["nothing", ""],
    ["an ancestor", "main~1"],
    ["a parent", "main^"],
    ["a path", "main:secrets.yml"],
    ["an earlier state", "main@{1}"],
    ["a range", "a..b"],
    ["an option", "--all"],
    ["a pattern", "v*"],
    ["two words", "main branch"],
    ["a lock file", "main.lock"],
    ["HEAD's other name", "@"],
    ["a hidden part", "feature/.x"],
    ["an open end", "feature/"],
    ["a null byte", "main\u0000"],
  ])("is not %s", (_, ref) => {
    expect(() => checkRef(ref, "input `ref`")).toThrow(ConfigurationError);
  });
});

describe("a repository's name", () => {
  it("may hold what GitHub allows", () => {
    expect(() => checkRepository({ owner: "acme-inc", repo: "my.shop_2" }, "here")).not.toThrow();
  });

  it.each([
    ["", "shop"],
    ["acme", ""],
    ["acme", "a/b"],
    ["acme", ".."],
    ["acme", "a b"],
  ])("is not %s/%s", (owner, repo) => {
    expect(() => checkRepository({ owner, repo }, "here")).toThrow(ConfigurationError);
  });
});
