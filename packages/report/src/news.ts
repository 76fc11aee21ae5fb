import { type Act, assertNever, type News as PlannedNews } from "@release-approval/approval";
import { askLines, mostMentions } from "./ask-lines.ts";
import { ring } from "./bells.ts";
import { commandForm } from "./command-forms.ts";
import { decideForms, decidersOf, kindOf, onlyThey, positionLines } from "./conflicts.ts";
import { longDay, shortDay } from "./dates.ts";
import { codeFence, codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { titleOfRole } from "./explanation-parts.ts";
import { textOf } from "./findings.ts";
import { settledMark } from "./follow-ups.ts";
import { link, list, mention, mentionAll } from "./links.ts";
import { shippedSentence } from "./meanwhile.ts";
import { openingLines } from "./schedule-words.ts";
import { tellStatus } from "./status-news.ts";
import { versionAndCommit } from "./table.ts";
import { isTimeNews, type Name, startRinging, tellOwed, tellReminder, tellTimes } from "./time-news.ts";
import { inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/** What an entry tells everybody: as planned, and the request itself. */
export type News =
  | PlannedNews
  | {
      kind: "request";
      /** For revision 2 and later: what the reviews up to now were for. */
      previous?: {
        revision: number;
        commit: string;
        /** What changed since then. */
        url?: string;
        /** Reviews that counted there and do not count here. */
        void: readonly { role: string; login: string }[];
      };
    }
  /** A review job started although nobody had pressed Approve. */
  | {
      kind: "unreviewed";
      role: string;
      environment: string;
      reason: "environment-missing" | "environment-without-reviewers" | "bypassed";
    };

/**
 * News as Markdown, one text each; what is told of times and of what is owed makes one message of each kind. Who is told
 * to act by several of them is mentioned once.
 */
export function tellAll(news: readonly News[], view: View): string[] {
  const { name } = startRinging(mostMentions);
  const times = news.filter(isTimeNews);
  const owed = news.filter((one) => one.kind === "owed");
  const rest = news.filter((one) => !isTimeNews(one) && one.kind !== "owed");
  const texts = [
    ...rest.map((one) => ring(tell(one, view, name), [one], view)),
    times.length === 0 ? "" : ring(tellTimes(times, view, name), times, view),
    owed.length === 0 ? "" : ring(tellOwed(owed, view, name), owed, view),
  ];
  return texts.filter((text) => text !== "");
}

function tell(news: News, view: View, name: Name): string {
  switch (news.kind) {
    case "request":
      return tellRequest(news, view);
    case "void":
      return tellVoid(news.review, view);
    case "void-act":
      return tellVoidAct(news, view);
    case "damage":
      return tellDamage(news.damage);
    case "status":
      return tellStatus(news, view, name);
    case "reopened":
      return tellReopened(news, view);
    case "unreviewed":
      return tellUnreviewed(news, view);
    case "warning":
    case "overdue":
      return tellTimes([news], view, name);
    case "reminder":
      return tellReminder(news.by, view, name);
    case "conflict":
      return tellConflict(news.conflict, view);
    case "step":
      return tellStep(news, view);
    case "owed":
      return tellOwed([news], view, name);
    case "settled":
      return tellSettled(news.obligations, view);
    case "shipped":
      return `⚠️ ${shippedSentence(news.shipped)} ${mentionAll(view.requesters, 3, " or ")}: merge ${news.shipped.commits === 1 ? "it" : "them"}, then ask for ${versionAndCommit(view)} again. It becomes the next revision.`;
    default:
      return assertNever(news);
  }
}

function tellRequest({ previous }: News & { kind: "request" }, view: View): string {
  const what = `${versionAndCommit(view)}, a ${view.type} release, is up for review`;
  const head =
    view.revision === 1
      ? `🔔 ${what}, requested by ${mentionAll(view.requesters, 3)}.`
      : `🔔 ${what}: **revision ${view.revision}**, requested by ${mentionAll(view.requesters, 3)}.`;
  const changed =
    previous === undefined
      ? ""
      : `Since revision ${previous.revision}: ${link(`\`${previous.commit.slice(0, 7)}\` → \`${view.shortCommit}\``, previous.url)}. ${voided(previous.void, view)}`;
  const asks = askLines(view, mention);
  const button =
    view.links.review === null ? "" : `${link("Press the button", view.links.review)}, or answer`;
  const last = `${button === "" ? "Answer" : button} with \`/approve\` or \`/reject the reason\` by **${longDay(view.lastDay)}**.`;
  return [head, changed, asks, openingLines(view).join(" "), last].filter((part) => part !== "").join("\n\n");
}

function voided(reviews: readonly { role: string; login: string }[], view: View): string {
  if (reviews.length === 0) return "No review is lost by that.";
  const names = reviews.map(({ role, login }) => `${titleOfRole(view, role)} (${escapeMarkdown(login)})`);
  return `A review counts for one commit, so these are needed again: ${list(names, 12)}.`;
}

function tellVoid(review: (PlannedNews & { kind: "void" })["review"], view: View): string {
  const role = titleOfRole(view, review.role);
  const command = `/approve${review.role === null ? "" : ` ${review.role}`}`;
  return `⚠️ ${mention(review.person.login)}, your approval${role && ` as **${role}**`} **no longer counts**: ${whatBroke(review)}. If you still mean it, post:\n${codeFence(command)}`;
}

function tellVoidAct({ act, person }: PlannedNews & { kind: "void-act" }, view: View): string {
  const { command, role, facts } = act;
  const form = commandForm(command, {
    role,
    condition: textOf(facts, "condition"),
    item: textOf(facts, "item"),
    to: textOf(facts, "to") || textOf(facts, "login"),
  });
  const as = titleOfRole(view, role);
  return `⚠️ ${mention(person.login)}, your ${codeSpan(`/${command ?? ""}`)}${as && ` as **${as}**`} **no longer counts**: ${whatBroke(act)}. If you still mean it, post:\n${codeFence(form)}`;
}

function tellConflict(conflict: (PlannedNews & { kind: "conflict" })["conflict"], view: View): string {
  const kind = kindOf(conflict);
  const head = `⚖️ **${kind === "" ? "Conflict" : `${kind.charAt(0).toUpperCase()}${kind.slice(1)}conflict`}** about ${versionAndCommit(view)}`;
  const opened =
    conflict.opened === "command"
      ? `, ${link("opened", conflict.url)} by ${mention(conflict.by.login)}: “${escapeMarkdown(cut(conflict.summary.trim() || "no words", 300))}”`
      : ": an approval stands beside a rejection.";
  return [
    `${head}${opened}`,
    positionLines(conflict, view, 300).join("\n"),
    `${decidersOf(conflict)} decides${onlyThey(conflict, view)}:\n${decideForms}`,
    "Until then it does not ship. It also ends when one side gives in.",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function tellStep({ step, roles }: PlannedNews & { kind: "step" }, view: View): string {
  const names = list(
    roles.map((role) => `**${role === "quorum" ? "the quorum" : titleOfRole(view, role)}**`),
    8,
  );
  const rules = link("The rules", view.links.rules);
  switch (step) {
    case "critical-only":
      return `✂️ Time runs out. ${rules} ask for the critical items of the checklists only, from now on; they stand in the issue.${roles.length === 0 ? "" : ` Still missing: ${names}.`}`;
    case "conditional-release":
      return `⏭️ Time runs out. ${rules} put ${roles.length === 0 ? "a review" : names} off until after the release. A rejection still holds it.`;
    case "postpone":
      return `⏸️ Time has run out. ${rules} postpone this release.${roles.length === 0 ? "" : ` Missing: ${names}.`}`;
    default:
      return assertNever(step);
  }
}

function tellSettled(obligations: (PlannedNews & { kind: "settled" })["obligations"], view: View): string {
  const lines = obligations.flatMap(({ id, settled }) => {
    if (settled === null) return [];
    const label = view.followUps.find((one) => one.id === id)?.label ?? id;
    const { verdict } = settled;
    const mark = settledMark(verdict);
    const how = verdict === "rejected" || verdict === "excused" ? `**${verdict}** by` : "by";
    return [
      `- ${mark} ${escapeMarkdown(label)}: ${how} ${escapeMarkdown(settled.by.login)}, ${shortDay(settled.at)}`,
    ];
  });
  return [
    `🏁 Nothing is owed for ${versionAndCommit(view)} any more, and this issue closes.`,
    lines.slice(0, 30).join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/**
 * The words for a publishing run that failed: exit code, last lines, and how to go on.
 * @param fact as the ledger keeps it: without exit code where a signal ended the command; the last lines are data,
 *   whatever they say
 */
export function tellFailedPublish(
  { exitCode, tail }: { exitCode?: number | undefined; tail?: string | undefined },
  view: View,
): string {
  const code = exitCode === undefined ? ": a signal ended its command" : ` with exit code ${exitCode}`;
  const last = tail === undefined || tail.trim() === "" ? "" : `The last lines:\n${codeFence(tail)}`;
  return [
    `❌ Publishing ${versionAndCommit(view)} **failed**${code}.`,
    last,
    "The reviews still count, and no run holds this release. To try again, run the same workflow again; a fix in the code is a new commit, and takes a new revision.",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function whatBroke({ code, facts }: Pick<Act, "code" | "facts">): string {
  const environment = codeSpan(cut(textOf(facts, "environment"), 100));
  switch (code) {
    case "deleted":
      return "the comment was deleted";
    case "run-gone":
      return "the run in which you pressed the button was deleted";
    case "not-listed":
      return "GitHub no longer lists it among the reviews of the run";
    case "environment-missing":
      return `the environment ${environment} was removed`;
    case "environment-without-reviewers":
      return `the environment ${environment} no longer requires reviewers`;
    default: {
      const by = textOf(facts, "by");
      const at = textOf(facts, "at");
      return `the comment was edited${by === "" ? "" : ` by ${escapeMarkdown(by)}`}${at === "" ? "" : ` on ${shortDay(at)}`}`;
    }
  }
}

function tellReopened({ by }: PlannedNews & { kind: "reopened" }, view: View): string {
  const whom = by === null ? "" : `${mention(by)}, `;
  const who = mentionAll(view.manager?.members ?? [], 3, " or ");
  return `🔓 ${whom}closing this issue does not cancel ${versionAndCommit(view)}, so it is open again. ${who || "Nobody"}, as ${inSentence(view.manager?.title ?? "release manager")}, cancels the release with:\n${codeFence("/cancel the reason")}`;
}

function tellUnreviewed({ role, environment, reason }: News & { kind: "unreviewed" }, view: View): string {
  const name = codeSpan(cut(environment, 100));
  const words = {
    "environment-missing": `there was no environment ${name}, so nobody was asked. Run \`command: setup\`, or create it with required reviewers.`,
    "environment-without-reviewers": `the environment ${name} requires no reviewers. Run \`command: setup\`, or add them.`,
    bypassed: `the protection of ${name} was bypassed, and GitHub lists no approval.`,
  } as const;
  return `⚠️ The review job of **${titleOfRole(view, role)}** started without a review: ${words[reason]} **Nothing was counted**; a member of the role can answer here:\n${codeFence(`/approve ${role}`)}`;
}

function tellDamage(damage: (PlannedNews & { kind: "damage" })["damage"]): string {
  const words = { missing: "was deleted", edited: "was edited", unreadable: "cannot be read" } as const;
  const by = damage.by === null ? "" : ` by ${escapeMarkdown(damage.by.login)}`;
  const at = damage.at === null ? "" : ` on ${shortDay(damage.at)}`;
  return `⚠️ **History damaged:** an entry ${words[damage.what]}${damage.what === "unreadable" ? "" : by}${at}. It counts for nothing; what it told was read again from GitHub's own records. This stays in the audit trail.`;
}
