import { matchesGlob } from "node:path";
import type { Policy } from "@release-approval/approval";
import type { Comparison } from "@release-approval/github";

export type Security = { related: boolean; reasons: string[] };

const advisory = /\b(CVE-\d{4}-\d{4,7}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})\b/i;
const trailer = /^security:\s*\S/im;
const mostReasons = 20;

/**
 * Whether the release is security-related, and why (READING.md, "when: security"). What cannot be told counts as
 * related: the stricter reading.
 * @param said the input `security-related`
 * @param changes since the version before; null when there is none, or GitHub cannot compare
 * @param words title and key features
 */
export function findSecurity(
  said: "auto" | "true" | "false",
  policy: Policy,
  changes: Comparison | null,
  words: readonly string[],
): Security {
  if (said !== "auto")
    return { related: said === "true", reasons: said === "true" ? ["the request says so"] : [] };
  const reasons = [
    ...words.flatMap((text) => advisoryIn(text, "the request")),
    ...(changes?.commits ?? []).flatMap(({ sha, fullMessage }) => [
      ...advisoryIn(fullMessage, `commit ${sha.slice(0, 7)}`),
      ...(trailer.test(fullMessage) ? [`commit ${sha.slice(0, 7)} has a Security trailer`] : []),
    ]),
    ...pathReasons(policy.security.paths, changes),
  ];
  return { related: reasons.length > 0, reasons: reasons.slice(0, mostReasons) };
}

function advisoryIn(text: string, where: string): string[] {
  const [found] = advisory.exec(text) ?? [];
  return found === undefined ? [] : [`${where} names ${found}`];
}

function pathReasons(globs: readonly string[], changes: Comparison | null): string[] {
  if (globs.length === 0 || changes === null) return [];
  const files = changes.files.filter((file) => globs.some((glob) => matchesGlob(file, glob)));
  const cut = changes.isTruncated && files.length === 0;
  return cut ? ["more changed than GitHub lists"] : files.map((file) => `${file.slice(0, 200)} changed`);
}
