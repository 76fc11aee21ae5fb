import type { Decision, Override, Person } from "@release-approval/approval";
import { shortDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { nameEvidence } from "./findings.ts";
import { isReleased } from "./follow-ups.ts";
import { link, list, mention, mentionAll } from "./links.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/* Overrides and waivers, in words: they are said wherever somebody could take the release for an ordinary one. */

/** Whether an override is what lets the release go: it stands in for something. */
export function isOverridden({ override }: { override: Override | null }): boolean {
  return override !== null && override.standsInFor.length > 0;
}

/** The roles and the quorum that an override stands in for, as Markdown: `QA and DevOps`. */
export function standsInFor({ override, titles }: View): string {
  const names = (override?.standsInFor ?? []).map((one) =>
    one === "quorum" ? "the quorum" : escapeMarkdown(cut(titles.get(one) ?? one, 60)),
  );
  return list(names, 8);
}

/** Who used the override and why; what it stands in for; who signs it off. One line of Markdown each. */
export function overrideLines(view: View): string[] {
  const { override } = view;
  if (override === null) return [];
  if (!isOverridden(view))
    return [`${usedBy(override, view)}. It is not needed any more: all reviews are in.`];
  return [
    `${usedBy(override, view)}. It stands in for ${standsInFor(view)}${owedAfter(view)}.`,
    ratifyLine(override, view),
  ].filter((line) => line !== "");
}

function usedBy({ by, role, reason, url }: Override, view: View): string {
  if (by === null)
    return `⚠️ **${link("Automatic override", view.links.rules)}** by the rules, since time has run out`;
  const title =
    role === null
      ? ""
      : ` as **${escapeMarkdown(cut(view.titles.get(role) ?? view.policy.roles[role]?.title ?? role, 60))}**`;
  return `⚠️ **${link("Override", url)}** by ${mention(by.login)}${title}: “${escapeMarkdown(cut(reason.trim() || "no reason given", 300))}”`;
}

function owedAfter(view: View): string {
  const reviews = view.followUps.filter((one) => one.kind === "review" && one.settled === null);
  // After the release, the list of follow-ups says it.
  return reviews.length === 0 || isReleased(view)
    ? ""
    : `; ${count(reviews.length, "review")} ${reviews.length === 1 ? "is" : "are"} owed after the release`;
}

function ratifyLine({ ratified }: Override, view: View): string {
  if (ratified !== null)
    return `✅ ${link("Signed off", ratified.url)} by ${mention(ratified.by.login)} on ${shortDay(ratified.at)}${ratified.reason.trim() === "" ? "" : `: “${escapeMarkdown(cut(ratified.reason, 300))}”`}`;
  const who = whoRatifies(view);
  const people = who.length === 0 ? "Somebody else" : mentionAll(who, 4, " or ");
  return `${people} signs it off with ${codeSpan("/ratify the reason")}.`;
}

/** Who may sign the override off. */
export function whoRatifies(view: Pick<View, "followUps">): readonly Person[] {
  return view.followUps.find((one) => one.kind === "ratify")?.who ?? [];
}

/** Whether it may ship although nobody approved: everybody was asked if available, and nobody answered in time. */
export function isUnreviewed({ requirements }: Pick<Decision, "requirements">): boolean {
  return requirements.every((one) => one.approvedBy.length + one.overruled.length === 0);
}

/** Nobody approved, and it may ship all the same: that must not look like an ordinary release. */
export function unreviewedLines({ decision, override, otherRows }: View): string[] {
  if (override !== null || !isUnreviewed(decision)) return [];
  const owed = otherRows.filter((row) => row.mark === "follow-up" && row.note === null);
  if (owed.length === 0) return [];
  const names = owed.map((row) => escapeMarkdown(cut(row.short, 60)));
  return [
    `⚠️ ${list(names, 6)} did not answer in time, and the rules let it go then. The review is owed after the release.`,
  ];
}

/** Every waived item: who let it pass, and why. */
export function waiverLines(view: View): string[] {
  return view.waivers.slice(0, 10).map(({ item, by, role, reason, url }) => {
    const title = view.titles.get(role) ?? view.policy.roles[role]?.title ?? role;
    return `⚠️ **${escapeMarkdown(cut(nameEvidence(item), 60))}** ${link("waived", url)} by ${mention(by.login)} as **${escapeMarkdown(cut(title, 60))}**: “${escapeMarkdown(cut(reason, 300))}”`;
  });
}
