import { matchesGlob } from "node:path";
import type { Policy } from "@release-approval/approval";
import type { Comparison } from "@release-approval/github";

export type Security = { related: boolean; reasons: string[] };

const advisory = /\b(CVE-\d{4}-\d{4,7}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})\b/i;
const trailer = /^security:\s*\S/im;
const mostReasons = 20;

/**
 * Whether the release is security-related, and why: the request says so, or an advisory is named, or a commit has a
 * Security trailer, or a changed path is on the policy's list. What cannot be told counts as related: the stricter
 * reading. Who asks cannot take a reason away by saying `false`.
 * @param said the input `security-related`
 * @param since `first`: there is no version before; `unknown`: there is one, and GitHub cannot compare with it
 * @param words title and key features
 * @param measured what the reports and notes of the build give as reasons
 */
export function findSecurity(
  said: "auto" | "true" | "false",
  policy: Policy,
  since: Comparison | "first" | "unknown",
  words: readonly string[],
  measured: readonly string[],
): Security {
  const reasons = [
    ...measured.map((reason) => reason.slice(0, 300).toWellFormed()),
    ...(said === "true" ? ["the request says so"] : []),
    ...words.flatMap((text) => advisoryIn(text, "the request")),
    ...(since === "unknown" ? ["what changed since the version before cannot be told"] : []),
    ...(typeof since === "string" ? [] : reasonsInChanges(since, policy.security.paths)),
  ];
  return { related: reasons.length > 0, reasons: reasons.slice(0, mostReasons) };
}

function reasonsInChanges({ commits, files, isTruncated }: Comparison, globs: readonly string[]): string[] {
  const changed = files.filter((file) => globs.some((glob) => matchesGlob(file, glob)));
  return [
    ...commits.flatMap(({ sha, fullMessage }) => [
      ...advisoryIn(fullMessage, `commit ${sha.slice(0, 7)}`),
      ...(trailer.test(fullMessage) ? [`commit ${sha.slice(0, 7)} has a Security trailer`] : []),
    ]),
    ...changed.map((file) => `${file.slice(0, 200)} changed`),
    ...(isTruncated
      ? [
          "GitHub lists only a part of the changed files, so a path on the policy's list may be among the others",
        ]
      : []),
  ];
}

function advisoryIn(text: string, where: string): string[] {
  const [found] = advisory.exec(text) ?? [];
  return found === undefined ? [] : [`${where} names ${found}`];
}
