import { printMarker } from "@release-approval/approval";
import { alert } from "./alert.ts";
import { shortDay } from "./dates.ts";
import { codeFence, cut, escapeMarkdown } from "./escape.ts";
import { link, mention } from "./links.ts";
import { roleDetails } from "./role-details.ts";
import { evidenceLine, shippingSection } from "./shipping.ts";
import { reviewTable } from "./table.ts";
import { count, inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/** GitHub refuses longer bodies and comments (PLATFORM: "Body and comment: 65,536 characters"). */
export const longestBody = 65_536;

/** How much is shown. Each level of `levels` shows less than the one before. */
type Level = {
  rows: number;
  details: "full" | "short" | "none";
  conditions: number;
  features: number;
  /** Longest text of one feature or condition. */
  text: number;
};

const levels: readonly Level[] = [
  { rows: 250, details: "full", conditions: 50, features: 20, text: 300 },
  { rows: 250, details: "short", conditions: 50, features: 20, text: 300 },
  { rows: 250, details: "none", conditions: 30, features: 20, text: 200 },
  { rows: 100, details: "none", conditions: 20, features: 10, text: 120 },
  { rows: 25, details: "none", conditions: 5, features: 5, text: 60 },
];

/**
 * The body of a release's issue, a view of the records and never read back. The same facts give the same text,
 * whatever the time of drawing.
 * @param max longest result, in UTF-16 units; details are left out first
 */
export function renderIssue(view: View, { max = longestBody }: { max?: number } = {}): string {
  for (const level of levels) {
    const body = renderAt(view, level);
    if (body.length <= max) return body;
  }
  return cut(renderAt(view, { rows: 10, details: "none", conditions: 3, features: 0, text: 40 }), max);
}

function renderAt(view: View, level: Level): string {
  const sections = [
    `${printMarker({ version: view.version.slice(1), component: view.component })}\n${alert(view)}`,
    reviewTable(view.rows, level.rows),
    otherReviews(view, level),
    conditionsSection(view, level),
    answerSection(view),
    shippingSection(view, level),
    evidenceLine(view.evidence),
    isOpen(view) ? roleDetails(view, level.details) : "",
    footer(view),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

// Whether reviews can still change something: what blocks a release takes a new revision.
function isOpen({ status }: Pick<View, "status">): boolean {
  return status === "pending" || status === "approved" || status === "rejected" || status === "postponed";
}

function otherReviews({ otherRows }: View, level: Level): string {
  if (otherRows.length === 0) return "";
  return `**Not waited for**\n\n${reviewTable(otherRows, level.rows)}`;
}

function conditionsSection({ conditions }: View, level: Level): string {
  if (conditions.length === 0) return "";
  const shown = conditions.slice(0, level.conditions).map(({ id, text, login }) => {
    const who = mention(login);
    const sentence = cut(text, level.text).replace(/\.$/u, "");
    return `**${escapeMarkdown(id)}** ${escapeMarkdown(sentence)}. Asked by ${who}, who approves again once it is done.`;
  });
  const rest = conditions.length - shown.length;
  if (rest > 0) shown.push(`… and ${rest} more.`);
  return `**Must be done before release**\n\n${shown.map((line) => `- ${line}`).join("\n")}`;
}

function answerSection(view: View): string {
  if (!isOpen(view)) return "";
  const button =
    view.links.review === null
      ? "One comment here:"
      : `${link("**Open the run and press “Review deployments”**", view.links.review)} (GitHub's button says *deploy*; it only records your review), or one comment here:`;
  const locked =
    view.issue?.locked === true
      ? [
          "🔒 This conversation is locked: only people who may write to the repository can comment. Unlock it, or use the button.\n",
        ]
      : [];
  return [
    "### Your answer",
    ...locked,
    button,
    codeFence("/approve"),
    codeFence("/approve\nbefore release: what must be done first"),
    codeFence("/reject the reason"),
    "👍 counted. 😕 not counted, and a reply says why. Takes about a minute. To change your mind, post a new comment; an edited one no longer counts.",
  ].join("\n");
}

function footer(view: View): string {
  const { entries, damage, intact, url } = view.ledger;
  const state = intact ? "intact" : damage.length > 0 ? `${damage.length} damaged` : "damaged";
  const parts = [
    link(`Rules for ${inSentence(view.type)} releases`, view.links.rules),
    link(`History: ${count(entries, "entry", "entries")}, ${state}`, url ?? view.issue?.url),
    "`/help`",
    `as of ${shortDay(view.asOf)}, edits here are overwritten`,
  ];
  return `---\n${parts.join(" · ")}`;
}
