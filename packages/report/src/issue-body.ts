import { printMarker } from "@release-approval/approval";
import { alert } from "./alert.ts";
import { conditionsSection } from "./conditions.ts";
import { conflictsSection } from "./conflicts.ts";
import { shortDay } from "./dates.ts";
import { codeFence, cut, escapeMarkdown } from "./escape.ts";
import { followUpsSection, isReleased } from "./follow-ups.ts";
import { link, list, mention } from "./links.ts";
import { meanwhileSection } from "./meanwhile.ts";
import { roleDetails } from "./role-details.ts";
import { evidenceLine, shippingSection } from "./shipping.ts";
import { reviewTable } from "./table.ts";
import { count, inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/** GitHub refuses longer bodies and comments: 65,536 characters. */
export const longestBody = 65_536;

const shortened =
  "*Shortened: an issue holds no more than 65,536 characters. Everything is in the comments below, and in the files of the action `audit-trail`.*";

/** How much is shown. Each level of `levels` shows less than the one before. */
type Level = {
  rows: number;
  details: "full" | "short" | "none";
  /** Conditions, conflicts, follow-ups and remarks, of each. */
  listed: number;
  features: number;
  /** Longest text of one of these, or of a feature. */
  text: number;
};

const levels: readonly Level[] = [
  { rows: 250, details: "full", listed: 50, features: 20, text: 300 },
  { rows: 250, details: "short", listed: 50, features: 20, text: 300 },
  { rows: 250, details: "none", listed: 30, features: 20, text: 200 },
  { rows: 100, details: "none", listed: 20, features: 10, text: 120 },
  { rows: 25, details: "none", listed: 5, features: 5, text: 60 },
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
  return cut(renderAt(view, { rows: 10, details: "none", listed: 3, features: 0, text: 40 }), max);
}

function renderAt(view: View, level: Level): string {
  const lists = { most: level.listed, text: level.text };
  const followUps = followUpsSection(view, lists);
  // What is left to do comes first, and what was done after it.
  const owed = isReleased(view) && view.followUps.some((one) => one.settled === null);
  const sections = [
    `${printMarker({ version: view.version.slice(1), component: view.component })}\n${alert(view)}`,
    owed ? followUps : "",
    owed && view.rows.length > 0 ? "### Reviews" : "",
    reviewTable(view.rows, level.rows),
    otherReviews(view, level),
    remarksSection(view, lists),
    conflictsSection(view, lists),
    conditionsSection(view, lists),
    owed ? "" : followUps,
    meanwhileSection(view),
    answerSection(view),
    shippingSection(view, level),
    evidenceLine(view),
    isOpen(view) ? roleDetails(view, level.details) : "",
    level === levels[0] ? "" : shortened,
    footer(view),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

// Whether reviews can still change something: what blocks a release takes a new revision.
function isOpen({ status }: Pick<View, "status">): boolean {
  return status === "pending" || status === "approved" || status === "rejected" || status === "postponed";
}

// After the release, what is owed stands among the follow-ups.
function otherReviews(view: View, level: Level): string {
  const owed = isReleased(view) && view.followUps.length > 0;
  const rows = owed ? view.otherRows.filter((row) => row.mark !== "follow-up") : view.otherRows;
  if (rows.length === 0) return "";
  return `**Not waited for**\n\n${reviewTable(rows, level.rows)}`;
}

function remarksSection({ remarks, titles }: View, { most, text }: { most: number; text: number }): string {
  if (remarks.length === 0) return "";
  const shown = remarks.slice(0, most).map(({ role, person, risk, unticked }) => {
    const said = [
      risk === null ? "" : `risk ${escapeMarkdown(cut(risk, 60))}`,
      unticked.length === 0
        ? ""
        : `not ticked: ${unticked
            .slice(0, 5)
            .map((item) => `“${escapeMarkdown(cut(item, Math.min(text, 120)))}”`)
            .join(", ")}${unticked.length > 5 ? ` and ${unticked.length - 5} more` : ""}`,
    ].filter((part) => part !== "");
    return `- ${escapeMarkdown(cut(titles.get(role) ?? role, 60))} (${mention(person.login)}): ${said.join("; ")}`;
  });
  if (remarks.length > most) shown.push(`- … and ${remarks.length - most} more.`);
  return `**Said with the reviews**\n\n${shown.join("\n")}`;
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
    ...criticalLine(view),
    "👍 counted. 😕 not counted, and a reply says why. Takes about a minute. To change your mind, post a new comment; an edited one no longer counts.",
  ].join("\n");
}

// A bare `/approve` is not enough for them.
function criticalLine({ rows, titles, policy }: View): string[] {
  const roles = rows
    .filter((row) => row.mark === "late" || row.mark === "waiting" || row.mark === "rejected")
    .filter((row) => policy.roles[row.role]?.checklist.some((item) => item.critical))
    .map((row) => `**${escapeMarkdown(cut(titles.get(row.role) ?? row.title, 60))}**`);
  return roles.length === 0
    ? []
    : [`${list(roles, 6)}: tick the critical items of your checklist, below, in the same comment.\n`];
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
