import { describe, expect, it } from "vitest";
import { splitRole } from "./split-role.ts";

const roles = new Set(["qa", "qa-lead", "qa lead", "tech", "release manager", "head of product", "security"]);
const isRole = (candidate: string) => roles.has(candidate.toLowerCase());

describe("the role in front of the notes", () => {
  it.each([
    ["qa Looks good", "qa", "Looks good"],
    ["QA lead: fine", "QA lead", "fine"],
    ["qa", "qa", ""],
    ["qa, fine", "qa", "fine"],
    ["qa - fine", "qa", "fine"],
    ["qa — fine", "qa", "fine"],
    ["qa : fine", "qa", "fine"],
    ["qa-lead fine", "qa-lead", "fine"],
    ["Release  Manager\tfine", "Release Manager", "fine"],
    ["head of product go", "head of product", "go"],
    ["**QA**: fine", "QA", "fine"],
    ["`qa` fine", "qa", "fine"],
    ["as QA lead, fine", "QA lead", "fine"],
    ["qa -1 for the docs", "qa", "-1 for the docs"],
    ["security\nlooks good", "security", "looks good"],
    ["Looks good", null, "Looks good"],
    ["as discussed", null, "as discussed"],
    ["looks good to qa", null, "looks good to qa"],
    ["@octocat fine", null, "@octocat fine"],
    ["", null, ""],
    ["  ", null, ""],
    ["constructor", null, "constructor"],
  ])("%j", (words, role, rest) => {
    expect(splitRole(words, isRole)).toEqual({ role, rest });
  });

  it("asks about a few short words only, however long the notes are", () => {
    const asked: string[] = [];
    splitRole(`as ${"x".repeat(200_000)} ${"y ".repeat(100_000)}`, (candidate) => asked.push(candidate) < 0);
    expect(asked.length).toBeLessThan(7);
    expect(asked.every((candidate) => candidate.length <= 200)).toBe(true);
  });
});
