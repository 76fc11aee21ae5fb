import type { Instant } from "@release-approval/approval";
import { cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { link, list, mention, mentionAll } from "./links.ts";
import type { Missing } from "./missing.ts";
import { marks, type Row, type Who } from "./rows.ts";
import { cellDay, cellSpan } from "./table-cells.ts";
import type { View } from "./view.ts";

/** The table of reviews: mark and role, who, when. `most` rows, then a count of the rest; nothing where nobody is asked. */
export function reviewTable(rows: readonly Row[], most: number): string {
  if (rows.length === 0) return "";
  const shown = rows.slice(0, most).map((row) => `| ${nameCell(row)} | ${whoCell(row)} | ${whenCell(row)} |`);
  const rest = rows.length - shown.length;
  if (rest > 0) shown.push(`| … | ${rest} more | |`);
  return ["| Review | Who | Done or due, UTC |", "|---|---|---|", ...shown].join("\n");
}

function nameCell({ mark, short, conditions, approvals }: Row): string {
  const condition =
    conditions.length === 0 ? "" : `, **if ${conditions.slice(0, 6).map(escapeMarkdown).join(", ")}**`;
  const partly = approvals.need > 1 && mark !== "rejected" ? ` (${approvals.have} of ${approvals.need})` : "";
  return `${marks[mark]}\u00A0${escapeMarkdown(cut(short, 60))}${partly}${condition}`;
}

function whoCell({ who, mark }: Row): string {
  if (who.length === 0) return mark === "optional" ? "" : "**nobody can**";
  const done = mark === "approved" || mark === "rejected" || mark === "overruled";
  return list(who.map(nameWho), 6, done ? " and " : ", ");
}

// A delegate, an author of the commits and somebody who is away are not like the others.
function nameWho({ login, standsFor, away, author }: Who): string {
  const notes = [
    standsFor === null ? "" : `for ${escapeMarkdown(standsFor.login)}`,
    author ? "author of commits" : "",
    away === null ? "" : away.until === null ? "away" : `away until ${lastDay(away.until)}`,
  ].filter((note) => note !== "");
  return `${mention(login)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`;
}

// The end of a day is that day.
function lastDay(until: Instant): string {
  const words = cellDay(until);
  return words.endsWith(" 23:59") ? words.slice(0, -" 23:59".length) : words;
}

function whenCell(row: Row): string {
  const { mark, when, from, note } = row;
  if (mark === "follow-up")
    return note === null ? "after the release" : `**${note}**, after\u00A0the release`;
  if (when === null) return "";
  const moment = from === null ? cellDay(when) : cellSpan(from, when);
  switch (mark) {
    case "late":
      return `**late**, ${cellDay(when)}`;
    case "rejected":
      return `**rejected**, ${moment}`;
    case "overruled":
      return `**overruled**, ${moment}`;
    case "optional":
      return `optional, ${cellDay(when)}`;
    case "approved":
      return moment;
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
  const words = detail === null || detail.trim() === "" ? "" : ` ${escapeMarkdown(cut(detail, 120))}`;
  const name = labelOf({ kind, label }, 160);
  if (kind !== "ruling") return `${icon}\u00A0${name}${words}`;
  return `${marks.overruled}\u00A0${name.charAt(0).toUpperCase()}${name.slice(1)}${words && `:${words}`}`;
}

/** The label as Markdown; `/authorize` is code. */
export function labelOf({ kind, label }: Pick<Missing, "kind" | "label">, max: number): string {
  return kind === "authorization" ? escapeProse(label) : escapeMarkdown(cut(label, max));
}

function unblockCell({ who, hint, kind }: Missing): string {
  const people =
    who.length === 0
      ? kind === "other" || kind === "condition"
        ? ""
        : "**nobody**"
      : mentionAll(who, 6, " or ");
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
