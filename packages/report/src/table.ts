import type { Instant } from "@release-approval/approval";
import { day } from "./dates.ts";
import { cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { link, mentionAll } from "./links.ts";
import type { Missing } from "./missing.ts";
import { marks, type Row } from "./rows.ts";
import type { View } from "./view.ts";

/** The table of reviews: mark and role, who, when. `most` rows, then a count of the rest. */
export function reviewTable(rows: readonly Row[], most: number): string {
  const shown = rows.slice(0, most).map((row) => `| ${nameCell(row)} | ${whoCell(row)} | ${whenCell(row)} |`);
  const rest = rows.length - shown.length;
  if (rest > 0) shown.push(`| … | ${rest} more | |`);
  return ["| Review | Who | Done or due, UTC |", "|---|---|---|", ...shown].join("\n");
}

// On a phone a cell breaks between its parts, never inside a date or after a mark.
function keepTogether(words: string): string {
  return words.replaceAll(" ", "\u00A0");
}

/** `Tue 24 Nov 08:15` that breaks before the time alone. */
function cellDay(at: Instant): string {
  const words = day(at);
  const last = words.lastIndexOf(" ");
  return `${keepTogether(words.slice(0, last))} ${words.slice(last + 1)}`;
}

// A button tells no moment: it was pressed between these.
function cellSpan(from: Instant, to: Instant): string {
  const [start, end] = [day(from), day(to)];
  if (start === end) return cellDay(to);
  const at = end.lastIndexOf(" ");
  const sameDay = start.startsWith(end.slice(0, at + 1));
  return `${cellDay(from)} – ${sameDay ? keepTogether(end.slice(at + 1)) : cellDay(to)}`;
}

function nameCell({ mark, short, conditions, approvals }: Row): string {
  const condition =
    conditions.length === 0 ? "" : `, **if ${conditions.slice(0, 6).map(escapeMarkdown).join(", ")}**`;
  const partly = approvals.need > 1 && mark !== "rejected" ? ` (${approvals.have} of ${approvals.need})` : "";
  return `${marks[mark]}\u00A0${escapeMarkdown(cut(short, 60))}${partly}${condition}`;
}

function whoCell({ who, mark }: Row): string {
  if (who.length === 0) return mark === "optional" ? "" : "**nobody can**";
  return mentionAll(who, 6, mark === "approved" || mark === "rejected" ? " and " : ", ");
}

function whenCell({ mark, when, from }: Row): string {
  if (when === null) return mark === "follow-up" ? "after the release" : "";
  switch (mark) {
    case "late":
      return `**late**, ${cellDay(when)}`;
    case "rejected":
      return `**rejected**, ${from === null ? cellDay(when) : cellSpan(from, when)}`;
    case "follow-up":
      return "after the release";
    case "optional":
      return `optional, ${cellDay(when)}`;
    case "approved":
      return from === null ? cellDay(when) : cellSpan(from, when);
    case "waiting":
      return cellDay(when);
  }
}

/** What is missing, and who can bring it; for summaries and `/status`. */
export function missingTable(missing: readonly Missing[], most: number): string {
  const shown = missing
    .slice(0, most)
    .map((one) => `| ${labelCell(one)} | ${unblockCell(one)} | ${dueCell(one)} |`);
  const rest = missing.length - shown.length;
  if (rest > 0) shown.push(`| … | ${rest} more | |`);
  return ["| Missing | Who can do it | Due, UTC |", "|---|---|---|", ...shown].join("\n");
}

function labelCell({ kind, late, label, detail }: Missing): string {
  const icon = kind === "rejection" ? marks.rejected : late ? marks.late : marks.waiting;
  const words = detail === null ? "" : ` ${escapeMarkdown(cut(detail, 120))}`;
  return `${icon}\u00A0${labelOf({ kind, label }, 160)}${words}`;
}

/** The label as Markdown; `/authorize` is code. */
export function labelOf({ kind, label }: Pick<Missing, "kind" | "label">, max: number): string {
  return kind === "authorization" ? escapeProse(label) : escapeMarkdown(cut(label, max));
}

function unblockCell({ who, hint, kind }: Missing): string {
  const people = who.length === 0 ? (kind === "other" ? "" : "**nobody**") : mentionAll(who, 6, " or ");
  return [people, escapeProse(hint ?? "")].filter((part) => part !== "").join(": ");
}

function dueCell({ due, late }: Missing): string {
  if (due === null) return "";
  return late ? `**late**, ${cellDay(due)}` : cellDay(due);
}

/** `**v1.2.0** at [`a41f9c2`](…)`: every place that can lead to a release names both. */
export function versionAndCommit(view: View): string {
  const part = view.component === null ? "" : `${escapeMarkdown(cut(view.component, 80))} `;
  return `**${part}${escapeMarkdown(cut(view.version, 80))}** at ${link(`\`${view.shortCommit}\``, view.links.commit)}`;
}
