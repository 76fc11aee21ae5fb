import {
  assertNever,
  type Decision,
  type Obligation,
  type Person,
  type Policy,
} from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { resolveForm } from "./conditions.ts";
import { day, shortDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { list, mention } from "./links.ts";
import { marks } from "./rows.ts";
import { cellDay } from "./table-cells.ts";
import type { View } from "./view.ts";

/* What is owed after the release: reviews, conditions, the sign-off of an override. */

export type FollowUp = Obligation & {
  /** A few words, plain text: `Product review`, `C3`. */
  label: string;
  /** More about it, as somebody typed it. */
  detail: string | null;
  late: boolean;
  /** Of a condition: who asked for it. */
  setter: Person | null;
  /** What settles it, to paste. */
  command: string;
};

/** The obligations of a decision, open ones first, then by their time. */
export function toFollowUps(
  { obligations, conditions, at }: Decision,
  titles: ReadonlyMap<string, string>,
  policy: Policy,
): FollowUp[] {
  return obligations
    .map((one) => toFollowUp(one, { titles, conditions, policy, at }))
    .sort((a, b) => Number(a.settled !== null) - Number(b.settled !== null) || compareDue(a, b));
}

function compareDue(a: Obligation, b: Obligation): number {
  const [left, right] = [a.due ?? "9", b.due ?? "9"];
  return left < right ? -1 : left > right ? 1 : 0;
}

type Known = Pick<Decision, "conditions" | "at"> & { titles: ReadonlyMap<string, string>; policy: Policy };

function toFollowUp(one: Obligation, known: Known): FollowUp {
  const late = one.settled === null && one.due !== null && one.due < known.at;
  return { ...one, late, ...wordsFor(one, known) };
}

function wordsFor(
  one: Obligation,
  { titles, conditions, policy }: Known,
): Pick<FollowUp, "label" | "detail" | "command" | "setter"> {
  switch (one.kind) {
    case "review": {
      const title = one.role === null ? "Review" : (titles.get(one.role) ?? one.role);
      return {
        label: one.role === null ? title : `${title} review`,
        detail: null,
        setter: null,
        command: commandForm("approve", { role: one.role }),
      };
    }
    case "condition": {
      const id = one.id.slice("condition/".length);
      const condition = conditions.find((known) => known.id === id);
      const resolved = condition?.state === "resolved";
      return {
        label: id,
        setter: condition?.setter ?? null,
        detail: condition?.text ?? one.text,
        command: resolved ? commandForm("confirm", { condition: id }) : resolveForm(id, policy),
      };
    }
    case "ratify":
      return {
        label: "Sign-off of the override",
        detail: null,
        setter: null,
        command: commandForm("ratify"),
      };
  }
}

/** Whether the release is out, and follow-ups have their time. */
export function isReleased({ decision }: Pick<View, "decision">): boolean {
  return decision.released !== null || decision.status === "released";
}

/**
 * Before the release: what will be owed and the table does not say already. After it: everything, who owes it, until
 * when, and how it is settled.
 */
export function followUpsSection(view: View, { most, text }: { most: number; text: number }): string {
  return isReleased(view) ? owedTable(view, most, text) : comingList(view, most, text);
}

function comingList(view: View, most: number, text: number): string {
  // The table says that reviews are owed, and the box who signs an override off.
  const told = view.followUps.filter((one) => one.kind === "condition");
  if (told.length === 0) return "";
  const shown = told.slice(0, most).map((one) => `- ${labelOf(one, text)}${askedBy(one)}`);
  if (told.length > most) shown.push(`- … and ${told.length - most} more.`);
  return `**Follow-ups after the release**\n\n${shown.join("\n")}`;
}

function askedBy(one: FollowUp): string {
  return one.setter === null ? "" : `. Asked by ${mention(one.setter.login)}`;
}

/** What is owed, as Markdown: `QA review`, `**C3** Watch the new templates`. */
export function labelOf({ label, detail }: FollowUp, text: number): string {
  if (detail === null) return escapeMarkdown(cut(label, 80));
  return `**${escapeMarkdown(label)}** ${escapeMarkdown(cut(detail, text).replace(/[.!]$/u, ""))}`;
}

function owedTable(view: View, most: number, text: number): string {
  if (view.followUps.length === 0) return "";
  const rows = view.followUps
    .slice(0, most)
    .map((one) => `| ${markOf(one)}\u00A0${labelOf(one, text)} | ${whoCell(one)} | ${whenCell(one)} |`);
  if (view.followUps.length > most) rows.push(`| … | ${view.followUps.length - most} more | |`);
  const open = view.followUps.filter((one) => one.settled === null);
  return [
    "### Follow-ups",
    ["| Owed after the release | Who | Done or due, UTC |", "|---|---|---|", ...rows].join("\n"),
    settleLine(open),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function markOf({ settled, late }: FollowUp): string {
  if (settled !== null) return settledMark(settled.verdict);
  return late ? marks.late : marks["follow-up"];
}

/** Excused is not done. */
export function settledMark(verdict: NonNullable<Obligation["settled"]>["verdict"]): string {
  switch (verdict) {
    case "approved":
    case "done":
      return marks.approved;
    case "rejected":
      return marks.rejected;
    case "excused":
      return "⚠️";
    default:
      return assertNever(verdict);
  }
}

function whoCell(one: FollowUp): string {
  return one.settled === null ? whoOwes(one, mention) : mention(one.settled.by.login);
}

// Where anybody may settle it, only who asked for it is named: who is rung should have something to do.
function whoOwes({ kind, who, setter }: FollowUp, name: (login: string) => string): string {
  if (who.length === 0) return "**nobody can**";
  if (kind === "condition" && setter !== null && who.length > 3)
    return `anybody asked here, for ${name(setter.login)}`;
  return list(
    who.slice(0, 6).map((person) => name(person.login)),
    6,
    " or ",
  );
}

function whenCell({ settled, due, late }: FollowUp): string {
  if (settled !== null)
    return `${settled.verdict === "rejected" || settled.verdict === "excused" ? `**${settled.verdict}**, ` : ""}${cellDay(settled.at)}`;
  if (due === null) return "";
  return late ? `**late**, ${cellDay(due)}` : cellDay(due);
}

/** What `/waive` names to excuse open follow-ups: roles and conditions. A sign-off is never excused. */
export function excusable({ followUps }: Pick<View, "followUps">): string[] {
  return followUps.filter((one) => one.settled === null && one.kind !== "ratify").map(itemOf);
}

function itemOf({ id }: Pick<FollowUp, "id">): string {
  return id.replace(/^.*\//u, "");
}

function settleLine(open: readonly FollowUp[]): string {
  if (open.length === 0) return "All settled.";
  const commands = [...new Set(open.map((one) => one.command))].slice(0, 8);
  const lost = open.filter((one) => one.who.length === 0 && one.kind !== "ratify");
  const excuse =
    lost.length === 0
      ? ""
      : ` What nobody can settle is excused with ${lost
          .slice(0, 3)
          .map((one) => codeSpan(commandForm("waive", { item: itemOf(one) })))
          .join(" · ")}.`;
  return `Settle with one comment here: ${commands.map(codeSpan).join(" · ")}.${excuse} The issue closes when all are settled.`;
}

/** Open follow-ups as a list for a message: what, who, until when, and the command. `name` says who is mentioned. */
export function followUpLines(
  followUps: readonly FollowUp[],
  name: (login: string) => string,
  most = 20,
): string[] {
  const lines = followUps.slice(0, most).map((one) => {
    const due = one.due === null ? "" : `, ${one.late ? "**late** since" : "by"} ${shortDay(one.due)}`;
    return `- ${labelOf(one, 120)}: ${whoOwes(one, name)}${due} · ${codeSpan(one.command)}`;
  });
  if (followUps.length > most) lines.push(`- … and ${followUps.length - most} more`);
  return lines;
}

/** `Product review (due Tue 24 Nov 17:00)`, plain text. */
export function nameFollowUp({ label, due }: Pick<FollowUp, "label" | "due">): string {
  return due === null ? label : `${label} (due ${day(due)})`;
}
