import { createHash } from "node:crypto";
import { readLines } from "./commands/own-words.ts";

export { printCommand } from "./commands/print.ts";

/*
 * What a comment's text is, and what it only seems to say.
 */

const box = /^([ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[)[xX](?=\](?:[ \t]|$))/;

/**
 * SHA-256, in hex, of a comment's text. Equal for texts that differ in line ends, in white space at the very end, and in
 * ticked boxes of list items: ticking a box is an edit for GitHub, and none for us.
 */
export function textDigest(text: string): string {
  const lines = text.split(/\r\n?|\n/).map((line) => line.replace(box, "$1 "));
  return createHash("sha256").update(lines.join("\n").trimEnd(), "utf8").digest("hex");
}

const longestNudge = 60;
const approving = [
  "looks good to me",
  "looks good",
  "all good",
  "sounds good",
  "ship it",
  "shipit",
  "lgtm",
  "approved",
  "approve",
  "i approve",
  "approving",
  "+1",
  "go for it",
  "good to go",
  "👍",
  "✅",
];
const polite = [
  "thanks",
  "thank you",
  "thx",
  "great work",
  "nice work",
  "good work",
  "great",
  "nice",
  "yes",
  "yep",
  "all",
  "team",
  "from me",
  "from my side",
  "here",
  "now",
];
const phrases = [...approving, ...polite].map((phrase) => phrase.split(" "));
const approves = new Set(approving);
const refusing = /[?👎❌😕🚫⛔🛑]/u;

/**
 * Whether a whole comment is no more than "LGTM", "+1", "approved" or the like, at most 60 characters outside quotes:
 * somebody who means to approve and does not know how. Says nothing about who it is.
 */
export function looksLikeApproval(text: string): boolean {
  const lines = readLines(text).filter((line) => line.standing !== "foreign" && line.text.trim() !== "");
  if (lines.some((line) => line.standing !== "spoken")) return false;
  const said = lines
    .map((line) => line.text)
    .join(" ")
    .trim();
  if (said.length > longestNudge || said.includes("/") || refusing.test(said)) return false;
  return isOnlyApproval(toWords(said));
}

/** Words in lower case; 👍 and ✅ are words, other emoji and punctuation are none. */
function toWords(said: string): string[] {
  return said
    .toLowerCase()
    .replace(/:\+1:|:thumbsup:|👍/gu, " 👍 ")
    .replace(/:shipit:/g, " shipit ")
    .replace(/✅|:white_check_mark:/gu, " ✅ ")
    .replace(/\+1/g, " ➕ ")
    .replace(/(?![👍✅➕])[\p{P}\p{S}\p{M}\p{Cf}]/gu, " ")
    .replace(/➕/gu, "+1")
    .split(/\s+/)
    .filter((word) => word !== "");
}

function isOnlyApproval(words: readonly string[]): boolean {
  let at = 0;
  let approved = false;
  while (at < words.length) {
    const phrase = phrases.find((one) => one.every((word, index) => words[at + index] === word));
    if (phrase === undefined) return false;
    approved ||= approves.has(phrase.join(" "));
    at += phrase.length;
  }
  return approved;
}
