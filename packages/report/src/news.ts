import { assertNever, type Person, type News as PlannedNews } from "@release-approval/approval";
import { longDay, shortDay } from "./dates.ts";
import { codeFence, codeSpan, cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { titleOfRole } from "./explanations.ts";
import { textOf } from "./findings.ts";
import { link, list, mention, mentionAll } from "./links.ts";
import type { Row } from "./rows.ts";
import { compactList } from "./still-missing.ts";
import { versionAndCommit } from "./table.ts";
import { count, inSentence } from "./titles.ts";
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

/** Asks at most so many people by name (GitHub notifies only the first 50 of a comment). */
const mostMentions = 50;

/** One piece of news as Markdown. */
export function tell(news: News, view: View): string {
  switch (news.kind) {
    case "request":
      return tellRequest(news, view);
    case "void":
      return tellVoid(news.review, view);
    case "damage":
      return tellDamage(news.damage);
    case "status":
      return tellStatus(news, view);
    case "reopened":
      return tellReopened(news, view);
    case "unreviewed":
      return tellUnreviewed(news, view);
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
  const asks = askLines(view);
  const button =
    view.links.review === null ? "" : `${link("Press the button", view.links.review)}, or answer`;
  const last = `${button === "" ? "Answer" : button} with \`/approve\` or \`/reject the reason\` by **${longDay(view.lastDay)}**.`;
  return [head, changed, asks, last].filter((part) => part !== "").join("\n\n");
}

function voided(reviews: readonly { role: string; login: string }[], view: View): string {
  if (reviews.length === 0) return "No review is lost by that.";
  const names = reviews.map(({ role, login }) => `${titleOfRole(view, role)} (${escapeMarkdown(login)})`);
  return `A review counts for one commit, so these are needed again: ${list(names, 12)}.`;
}

function askLines({ rows, titles, decision, requesters }: View): string {
  const open = rows.filter((row) => row.mark !== "approved").slice(0, mostMentions);
  // Every role gets its share of the mentions, so that a large team does not silence the others.
  let left = mostMentions - Math.min(requesters.length, 3);
  const share = Math.max(1, Math.floor(left / Math.max(1, open.length)));
  const lines = open.map((row) => {
    const people = row.who.slice(0, Math.min(share, left));
    left -= people.length;
    return askLine(row, titles.get(row.role) ?? row.title, people);
  });
  const optional = decision.requirements.filter((one) => one.effect === "optional").length;
  if (optional > 0) lines.push(`- Welcome, not waited for: ${count(optional, "optional review")}`);
  return lines.join("\n");
}

function askLine(row: Row, title: string, people: readonly Person[]): string {
  const more = row.who.length - people.length;
  const names = people.map((person) => mention(person.login)).join(", ");
  const others = names === "" ? count(more, "person", "people") : `${names} and ${more} more`;
  const who = row.who.length === 0 ? "nobody" : more === 0 ? names : others;
  const due = row.when === null ? "" : `, by ${shortDay(row.when)}`;
  const focus = row.focus === "" ? "" : ` · ${escapeMarkdown(cut(row.focus, 200))}`;
  return `- **${escapeMarkdown(cut(title, 60))}**: ${who}${due}${focus}`;
}

function tellVoid(review: (PlannedNews & { kind: "void" })["review"], view: View): string {
  const role = titleOfRole(view, review.role);
  const command = `/approve${review.role === null ? "" : ` ${review.role}`}`;
  return `⚠️ ${mention(review.person.login)}, your approval${role && ` as **${role}**`} **no longer counts**: ${whatBroke(review)}. If you still mean it, post:\n${codeFence(command)}`;
}

function whatBroke({ code, facts }: (PlannedNews & { kind: "void" })["review"]): string {
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

function tellStatus({ status }: PlannedNews & { kind: "status" }, view: View): string {
  const what = versionAndCommit(view);
  const headline = escapeMarkdown(view.headline);
  const cures = view.reasons
    .map(({ sentence, cure }) => `\n- ${escapeProse(`${sentence} ${cure}`)}`)
    .slice(0, 5);
  switch (status) {
    case "authorized":
      return `🚀 ${what} is **cleared to ship**. ${view.reviews.have} of ${view.reviews.need} reviews are in.`;
    case "approved":
      return `✅ ${what}: all reviews are in. ${mentionAll(view.manager?.members ?? [], 3, " or ")}, as ${inSentence(view.manager?.title ?? "release manager")}, clears it with:\n${codeFence("/authorize")}`;
    case "released":
      return `📦 ${what} is **released**.`;
    case "rejected":
      return `❌ **${headline}.** ${what} cannot ship. Mend it and ask again at the new commit; or who rejected approves or withdraws.`;
    case "blocked":
      return `⛔ **${headline}.** ${what} cannot ship.${cures.join("")}`;
    case "expired":
      return `⌛ **${headline}.** ${what}: ask for the release again, and it becomes the next revision.`;
    case "cancelled":
      return `🛑 **${headline}.** ${what} will not ship. Asking again makes the next revision.`;
    case "postponed":
      return `⏸️ **${headline}.** ${what}.`;
    case "pending":
      return `⏳ ${what} waits again. Still missing: ${compactList(view)}.`;
    default:
      return assertNever(status);
  }
}
