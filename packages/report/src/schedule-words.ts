import { type Instant, momentOf, type Person } from "@release-approval/approval";
import { longDay, shortDay } from "./dates.ts";
import { cut, escapeMarkdown } from "./escape.ts";
import { link, list, mention } from "./links.ts";
import { inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/* Times in words: until when, what was put off, and how and when a release that waits can open. */

/** `Last day: **Mon 7 Dec 2026, 09:00 UTC**, moved by 24h (@mia).` */
export function lastDayWords({ lastDay, schedule }: Pick<View, "lastDay" | "schedule">): string {
  const moved = schedule.extensions
    .slice(-3)
    .map(({ by, duration, url }) => `${link(duration, url)} (${mention(by.login)})`);
  return `Last day: **${longDay(lastDay)}**${moved.length === 0 ? "" : `, moved by ${list(moved, 3)}`}.`;
}

function byWhom(by: Person | null): string {
  return by === null ? "by the rules" : `by ${mention(by.login)}`;
}

function because(reason: string): string {
  return reason.trim() === "" ? "" : `: “${escapeMarkdown(cut(reason.trim(), 300))}”`;
}

/** By whom and why it is postponed, and how it opens again. */
export function postponedLines({ schedule, manager, lastDay }: View): string[] {
  const { postponed } = schedule;
  if (postponed === null) return [];
  const [leader] = manager?.members ?? [];
  const sooner =
    leader === undefined ? "" : ` Sooner: ${mention(leader.login)} posts \`/postpone\` with today's date.`;
  return [
    `Postponed ${byWhom(postponed.by)}${because(postponed.reason)}`,
    `It opens again by itself then, and all times begin anew. Reviews stay, and count meanwhile.${sooner} Last day then: **${longDay(lastDay)}**.`,
  ];
}

/**
 * When policy postpones it by itself, if a review is missing then. null: it does not, so the last day ends it; it does so
 * once, and times that began anew may be those after it.
 */
export function postponesAt({ policy, schedule, request, missing, now }: View): Instant | null {
  const awaited = missing.some((one) => one.kind === "review" || one.kind === "quorum");
  if (!awaited || schedule.start !== request.openedAt) return null;
  const at = momentOf("postpone", policy, schedule);
  return at !== null && at > now && at <= schedule.deadline ? at : null;
}

/** Whether something ends the release on its last day, although a review alone would only postpone it. */
export function lacksMoreThanReviews({ missing }: View): boolean {
  return missing.some((one) => one.kind !== "review" && one.kind !== "quorum");
}

/** What was taken off the release for want of time: the lesser look, and the roles put off. */
export function shortcutLines({ schedule, titles }: View): string[] {
  const { criticalOnly, conditionalRelease } = schedule;
  const lines: string[] = [];
  if (criticalOnly !== null)
    lines.push(
      `✂️ **Critical items only**, ${byWhom(criticalOnly.by)} since ${shortDay(criticalOnly.at)}${because(criticalOnly.reason)}`,
    );
  if (conditionalRelease !== null) {
    const names = conditionalRelease.roles.map((role) => escapeMarkdown(cut(titles.get(role) ?? role, 60)));
    lines.push(
      `⏭️ **Conditional release**, ${byWhom(conditionalRelease.by)}: ${list(names, 6)} may review after the release${because(conditionalRelease.reason)}`,
    );
  }
  return lines;
}

/** How it opens: the smallest sets of reviews where they say more than the table, and when it opens by itself. */
export function openingLines(view: View): string[] {
  return [enoughLine(view), opensLine(view), laterLine(view)].filter((line) => line !== "");
}

function enoughLine(view: View): string {
  const sets = smallestSets(view);
  if (sets.length === 0) return "";
  return `These reviews are enough: ${escapeMarkdown(nameSets(sets))}.`;
}

function nameSets(sets: readonly (readonly string[])[]): string {
  const names = sets.map((set) =>
    list(
      set.map((title) => cut(title, 60)),
      8,
    ),
  );
  return list(names, 5, ", or ");
}

/** The sets as short titles; empty where the table of what is missing says the same. */
export function smallestSets({ opening, decision, titles }: View): string[][] {
  const { smallestSets: sets } = opening;
  const awaited = decision.requirements
    .filter((one) => one.state === "waiting" || one.state === "late")
    .map((one) => one.role)
    .sort();
  const [only] = sets;
  const same = sets.length === 1 && only !== undefined && [...only].sort().join() === awaited.join();
  if (sets.length === 0 || same || sets.some((set) => set.length === 0)) return [];
  return sets.map((set) => set.map((role) => titles.get(role) ?? role));
}

/** From when on fewer reviews are enough, and which: plain words without a full stop. null: waiting changes nothing. */
export function laterWords({ opening, decision, titles }: View): { from: Instant; words: string } | null {
  const { later, opensAt } = opening;
  if (later === null || opensAt !== null) return null;
  const sets = later.smallestSets.filter((set) => set.length > 0);
  const [alone] = sets;
  if (alone === undefined) return null;
  const [role] = alone;
  if (sets.length === 1 && alone.length === 1 && role !== undefined) {
    const title = decision.requirements.find((one) => one.role === role)?.title ?? role;
    return { from: later.from, words: `the ${cut(inSentence(title), 60)}'s review alone is enough` };
  }
  const named = sets.map((set) => set.map((one) => titles.get(one) ?? one));
  return { from: later.from, words: `these reviews are enough: ${nameSets(named)}` };
}

function laterLine(view: View): string {
  const later = laterWords(view);
  return later === null ? "" : `From **${longDay(later.from)}** on, ${escapeMarkdown(later.words)}.`;
}

function opensLine({ opening, decision }: View): string {
  if (opening.opensAt === null) return "";
  const owed = decision.requirements.some((one) => one.state === "waiting" || one.state === "late");
  return `It opens by itself on **${longDay(opening.opensAt)}**${owed ? "; a review that is missing then is owed after the release" : ""}.`;
}
