import type { Instant, Person, News as PlannedNews } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { longDay, shortDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { titleOfRole } from "./explanation-parts.ts";
import { type FollowUp, followUpLines, isReleased } from "./follow-ups.ts";
import { list, mention } from "./links.ts";
import type { Missing } from "./missing.ts";
import { lacksMoreThanReviews, openingLines, postponesAt } from "./schedule-words.ts";
import { labelOf, versionAndCommit } from "./table.ts";
import { count, inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/* Times that come near or have passed: one message for all of them, which rings those alone who have to act. */

type TimeNews = PlannedNews & { kind: "warning" | "overdue" };
type OwedNews = PlannedNews & { kind: "owed" };

export function isTimeNews(news: { kind: string }): news is TimeNews {
  return news.kind === "warning" || news.kind === "overdue";
}

/** Mentions everybody once and so many people at most; who was mentioned already, or comes too late, is named plainly. */
export function startRinging(most: number): { name: (login: string) => string } {
  const rung = new Set<string>();
  return {
    name: (login) => {
      const known = login.toLowerCase();
      if (rung.has(known) || rung.size >= most) return escapeMarkdown(login);
      rung.add(known);
      return mention(login);
    },
  };
}

/** How somebody is named: with a bell, or without. */
export type Name = (login: string) => string;

/** Several warnings and overdue notices as one message: what is late first. */
export function tellTimes(news: readonly TimeNews[], view: View, name: Name): string {
  const sorted = [...news].sort(
    (a, b) => Number(a.kind === "warning") - Number(b.kind === "warning") || (a.due < b.due ? -1 : 1),
  );
  const roles = sorted.filter((one) => one.role !== null);
  const late = roles.filter((one) => one.kind === "overdue").length;
  const head =
    late > 0
      ? `🔴 ${versionAndCommit(view)}: ${count(late, "review")} ${late === 1 ? "is" : "are"} **late**.`
      : `⏰ ${versionAndCommit(view)}: ${roles.length === 0 ? "the last day comes near" : `${count(roles.length, "review")} ${roles.length === 1 ? "is" : "are"} due soon`}.`;
  const lines = roles.map((one) => timeLine(one, view, name));
  const own = sorted.find((one) => one.role === null);
  const answer = roles.length === 0 ? "" : " Answer with `/approve` or `/reject the reason`.";
  return [
    head,
    lines.join("\n"),
    `${own === undefined ? `The last day is **${longDay(view.lastDay)}**.` : lastDayLine(own.due, view)}${answer}`,
    openingLines(view).join(" "),
    helpLine(sorted, view, name),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function timeLine({ kind, role, due, who }: TimeNews, view: View, name: Name): string {
  const title = titleOfRole(view, role);
  const people =
    who.length === 0
      ? "nobody can"
      : list(
          who.map((person) => name(person.login)),
          12,
          " or ",
        );
  const when = kind === "overdue" ? `**late** since ${shortDay(due)}` : `due ${shortDay(due)}`;
  const contact = role === null ? undefined : view.policy.roles[role]?.contact;
  const reach =
    kind === "overdue" && contact !== undefined ? ` · contact: ${escapeMarkdown(cut(contact, 200))}` : "";
  return `- **${title}**: ${people}, ${when}${reach}`;
}

function lastDayLine(due: Instant, view: View): string {
  const missing = view.missing.filter((one) => one.kind !== "review").map((one) => labelOf(one, 60));
  const more = missing.length === 0 ? "" : ` Also missing: ${list(missing, 8)}.`;
  const postponed = postponesAt(view);
  if (postponed === null)
    return `**The release expires on ${longDay(due)}** unless it is cleared or gets more time by then.${more}`;
  const ends = lacksMoreThanReviews(view)
    ? ` If only something else is missing, it expires on ${longDay(due)}.`
    : "";
  return `**The rules postpone the release on ${longDay(postponed)}** if a review is missing then.${ends}${more}`;
}

// What the release manager, and whoever else is told, can do about it.
function helpLine(news: readonly TimeNews[], view: View, name: Name): string {
  const told = uniquePeople(news.flatMap((one) => one.alsoTo));
  const awaited = new Set(news.flatMap((one) => one.who.map((person) => person.id)));
  const others = told.filter((person) => !awaited.has(person.id)).slice(0, 12);
  const ways = waysOut(news, view).map(codeSpan).join(" · ");
  if (others.length === 0)
    return news.some((one) => one.role === null) && view.manager !== null
      ? `What the ${inSentence(escapeMarkdown(view.manager.title))} can do: ${ways}`
      : "";
  const names = list(
    others.map((person) => name(person.login)),
    12,
  );
  return `${names}, what you can do: ${ways}`;
}

/** Commands by which a release manager helps a review that is late, plain and ready to paste. */
export function waysOut(news: readonly Pick<TimeNews, "role">[], view: View): string[] {
  const role = news.find(
    (one) => one.role !== null && (view.policy.roles[one.role]?.backup ?? []).length > 0,
  )?.role;
  const backup = role === undefined || role === null ? "" : (view.policy.roles[role]?.backup[0] ?? "");
  const to = backup.replace(/^@/u, "").replace(/#\d+$/u, "");
  const deferrable = view.policy.escalation.some(
    (one) => one.step === "conditional-release" && (one.roles ?? []).length > 0,
  );
  return [
    commandForm("extend"),
    ...(role === undefined || role === null || to.startsWith("team:")
      ? []
      : [commandForm("delegate", { role, to })]),
    commandForm("critical-only"),
    ...(deferrable ? [commandForm("conditional-release")] : []),
    commandForm("postpone"),
  ];
}

/** Everything that is awaited, and from whom: reviews, and after the release what is owed. */
export function tellReminder(by: Person | null, view: View, name: Name): string {
  const asker = by === null ? "Still missing" : `${name(by.login)} reminds: still missing`;
  const owed = view.followUps.filter((one) => one.settled === null);
  if (isReleased(view))
    return [
      `🔔 ${asker.replace("missing", "owed")} for ${versionAndCommit(view)}:`,
      followUpLines(owed, name).join("\n"),
    ].join("\n\n");
  const lines = view.missing.slice(0, 40).map((one) => awaitedLine(one, name));
  return [
    lines.length === 0
      ? `🔔 Nothing is missing for ${versionAndCommit(view)}.`
      : `🔔 ${asker} for ${versionAndCommit(view)}:`,
    lines.join("\n"),
    `Answer with \`/approve\` or \`/reject the reason\` by **${longDay(view.lastDay)}**.`,
    openingLines(view).join(" "),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function awaitedLine(one: Missing, name: Name): string {
  const people =
    one.who.length === 0
      ? ""
      : `: ${list(
          one.who.map((person) => name(person.login)),
          12,
          " or ",
        )}`;
  const due = one.due === null ? "" : `, ${one.late ? "**late** since" : "due"} ${shortDay(one.due)}`;
  const hint = one.hint === null ? "" : ` · ${escapeProse(one.hint)}`;
  const label = labelOf(one, 120);
  return `- **${label.charAt(0).toUpperCase()}${label.slice(1)}**${people}${due}${hint}`;
}

/** What is overdue after the release; once it is escalated, others are told too. */
export function tellOwed(news: readonly OwedNews[], view: View, name: Name): string {
  const ids = new Set(news.map((one) => one.obligation.id));
  const followUps: FollowUp[] = view.followUps.filter((one) => ids.has(one.id));
  const escalated = news.some((one) => one.escalated);
  const lines = followUpLines(followUps, name);
  const owers = new Set(followUps.flatMap((one) => one.who.map((person) => person.id)));
  const told = uniquePeople(news.filter((one) => one.escalated).flatMap((one) => one.alsoTo)).filter(
    (person) => !owers.has(person.id),
  );
  const also =
    told.length === 0
      ? ""
      : `${list(
          told.map((person) => name(person.login)),
          12,
        )}: this has been overdue for more than a working day.`;
  return [
    `${escalated ? "🔴" : "🕓"} ${versionAndCommit(view)} is released, and this is **overdue**:`,
    lines.join("\n"),
    [also, contactLines(followUps, view)].filter((part) => part !== "").join(" "),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function contactLines(followUps: readonly FollowUp[], view: View): string {
  const contacts = followUps.flatMap(({ role }) => {
    const contact = role === null ? undefined : view.policy.roles[role]?.contact;
    return contact === undefined ? [] : [`${titleOfRole(view, role)}: ${escapeMarkdown(cut(contact, 200))}`];
  });
  return contacts.length === 0 ? "" : `Contact: ${list([...new Set(contacts)], 6, ", ")}.`;
}

function uniquePeople(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.id, person])).values()];
}
