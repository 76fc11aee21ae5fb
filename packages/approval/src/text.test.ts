import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { looksLikeApproval, textDigest } from "./text.ts";

describe("textDigest", () => {
  it("is the SHA-256 of the text", () => {
    expect(textDigest("/approve")).toBe(createHash("sha256").update("/approve").digest("hex"));
  });

  it.each([
    ["line ends", "a\r\nb\rc", "a\nb\nc"],
    ["white space at the end", "a \n\n", "a"],
    [
      "a ticked box",
      "- [x] a\n* [X] b\n+ [x] c\n1. [x] d\n  2) [x] e",
      "- [ ] a\n* [ ] b\n+ [ ] c\n1. [ ] d\n  2) [ ] e",
    ],
    ["a ticked box without words", "- [x]", "- [ ]"],
  ])("is equal but for %s", (_what, one, other) => {
    expect(textDigest(one)).toBe(textDigest(other));
  });

  it.each([
    ["words", "/approve", "/reject"],
    ["case", "/approve QA", "/approve qa"],
    ["white space inside", "a  b", "a b"],
    ["white space in front", " a", "a"],
    ["a box inside a line", "a - [x] b", "a - [ ] b"],
    ["a box that is none", "- [x](link)", "- [ ](link)"],
    ["a mark that is no tick", "- [y] a", "- [ ] a"],
    ["a box taken away", "- a", "- [ ] a"],
    ["a word behind the box", "- [x] a", "- [ ] b"],
  ])("differs by %s", (_what, one, other) => {
    expect(textDigest(one)).not.toBe(textDigest(other));
  });
});

describe("looksLikeApproval", () => {
  it.each([
    "LGTM",
    "lgtm!",
    "LGTM 🚀",
    "Approved",
    "approved.",
    "+1",
    "+1!",
    "👍",
    "👍🏽",
    "👍👍",
    ":+1:",
    "✅ Approved",
    "Ship it!",
    ":shipit:",
    "Looks good",
    "looks good to me 🎉",
    "LGTM, ship it",
    "Approved, thanks!",
    "**LGTM**",
    "> the question\n\nLGTM",
    "Yes, looks good to me. Thank you all",
    "lgtm\n👍",
  ])("yes: %j", (text) => {
    expect(looksLikeApproval(text)).toBe(true);
  });

  it.each([
    "",
    " ",
    "thanks",
    "🎉",
    "1",
    "not approved",
    "Approved?",
    "LGTM but the docs are missing",
    "LGTM ❌",
    "👎",
    "> LGTM",
    "> LGTM\nlgtm",
    "```\nLGTM\n```",
    "<!-- LGTM -->",
    "/approve",
    "/approve lgtm",
    "looks bad",
    "I looked. Good to know",
    "constructor",
    "__proto__",
    "LGTM ".repeat(20),
    `${"approved ".repeat(7)}x`,
  ])("no: %j", (text) => {
    expect(looksLikeApproval(text)).toBe(false);
  });
});
