import { expect, it } from "vitest";
import { ownersOf } from "./codeowners.ts";

/* Patterns as GitHub's documentation explains them. */

const workflow = ".github/workflows/publish.yml";

it.each<[string, string, string, string[]]>([
  ["everything", "* @mia", workflow, ["@mia"]],
  [
    "several owners",
    "* @mia @acme/leads mia@example.com",
    workflow,
    ["@mia", "@acme/leads", "mia@example.com"],
  ],
  ["the last line wins", "* @mia\n/.github/ @tom", workflow, ["@tom"]],
  ["the last line wins, also without owners", "* @mia\n/.github/", workflow, []],
  ["a folder at the root", "/.github/ @mia", workflow, ["@mia"]],
  ["a folder anywhere", "workflows/ @mia", workflow, ["@mia"]],
  ["a folder without its slash", "/.github/workflows @mia", workflow, ["@mia"]],
  ["files of one folder", ".github/* @mia", ".github/release-approval.yml", ["@mia"]],
  ["files of one folder, not below", ".github/* @mia", workflow, []],
  ["a suffix", "*.yml @mia", workflow, ["@mia"]],
  ["another suffix", "*.yaml @mia", workflow, []],
  ["any depth", "**/publish.yml @mia", workflow, ["@mia"]],
  ["all below", "/.github/** @mia", workflow, ["@mia"]],
  ["one file", "/.github/workflows/publish.yml @mia # who ships", workflow, ["@mia"]],
  ["a part of a name", "/.github/workflows/pub @mia", workflow, []],
  ["a dot is a dot", "/xgithub/ @mia", workflow, []],
  ["comments and empty lines", "# *  @mia\n\n", workflow, []],
  ["an escaped space", "/a\\ b/ @mia", "a b/c", ["@mia"]],
  ["windows line ends", "* @mia\r\n", workflow, ["@mia"]],
  ["an empty file", "", workflow, []],
])("%s", (_, text, path, owners) => {
  expect(ownersOf(text, path)).toEqual(owners);
});
