import type { ShippedFact } from "@release-approval/approval";
import { shortDay } from "./dates.ts";
import { cut, escapeMarkdown } from "./escape.ts";
import { link, list, shortSha } from "./links.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/* What happened outside of this release and concerns it. */

/** The box on releases that shipped meanwhile, and on overrides that nobody has signed off. */
export function meanwhileSection(view: View): string {
  const lines = [...lacksLines(view), ...unratifiedLines(view)];
  if (lines.length === 0) return "";
  return ["> [!WARNING]", ...lines.map((line) => `> ${line}`.trimEnd())].join("\n");
}

function lacksLines({ lacks, status }: View): string[] {
  if (status === "released" || status === "cancelled") return [];
  const shown = lacks.slice(0, 3).map(shippedSentence);
  if (shown.length === 0) return [];
  const one = lacks.length === 1 && lacks[0]?.commits === 1;
  return [
    ...shown,
    `Merge ${one ? "it" : "them"}, then ask for this release again: it becomes the next revision.`,
  ];
}

/** `**v1.1.5** (hotfix, #60) shipped on 24 Nov 03:00 UTC with 2 commits that this release lacks: …` */
export function shippedSentence(shipped: ShippedFact): string {
  const { version, releaseType, issue, at, commits, examples, url } = shipped;
  const name = `**${escapeMarkdown(cut(`v${version}`, 80))}** (${releaseType}, #${issue})`;
  const listed = examples
    .slice(0, 5)
    .map(
      ({ sha, message }) =>
        `\`${shortSha(sha.replace(/[^0-9a-f]/giu, ""))}\` ${escapeMarkdown(cut(message, 80))}`,
    );
  const more = commits - listed.length;
  if (listed.length > 0 && more > 0) listed.push(`${more} more`);
  const which = listed.length === 0 ? "" : `: ${list(listed, 6)}`;
  return `${name} shipped on ${shortDay(at)} with ${link(count(commits, "commit"), url)} that this release lacks${which}.`;
}

function unratifiedLines({ unratified }: View): string[] {
  return unratified
    .slice(0, 5)
    .map(
      ({ version, issue }) =>
        `Nobody has signed off the override of **${escapeMarkdown(cut(`v${version}`, 80))}** (#${issue}) yet: \`/ratify the reason\` there does it.`,
    );
}
