import { assertNever, type News } from "@release-approval/approval";
import { askLines } from "./ask-lines.ts";
import { liftersOf } from "./conflicts.ts";
import { longDay } from "./dates.ts";
import { codeFence, cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { followUpLines } from "./follow-ups.ts";
import { stopOf } from "./headline.ts";
import { list, mention, mentionAll } from "./links.ts";
import { isOverridden, isUnreviewed, standsInFor, whoRatifies } from "./overrides.ts";
import { postponedLines } from "./schedule-words.ts";
import { compactList } from "./still-missing.ts";
import { versionAndCommit } from "./table.ts";
import type { Name } from "./time-news.ts";
import { count, inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/** That a release stands otherwise than before, for everybody. */
export function tellStatus({ status }: News & { kind: "status" }, view: View, name: Name): string {
  const what = versionAndCommit(view);
  const headline = escapeMarkdown(view.headline);
  const cures = view.reasons
    .map(({ sentence, cure }) => `\n- ${escapeProse(`${sentence} ${cure}`)}`)
    .slice(0, 5);
  switch (status) {
    case "authorized":
      return tellCleared(view);
    case "approved":
      return `✅ ${what}: all reviews are in. ${mentionAll(view.manager?.members ?? [], 3, " or ")}, as ${inSentence(view.manager?.title ?? "release manager")}, clears it with:\n${codeFence("/authorize")}`;
    case "released":
      return tellReleased(view, name);
    case "rejected":
      return tellRejected(view);
    case "blocked":
      return `⛔ **${headline}.** ${what} cannot ship.${cures.join("")}`;
    case "expired":
      return `⌛ **${headline}.** ${what}: ask for the release again, and it becomes the next revision.`;
    case "cancelled":
      return `🛑 **${headline}.** ${what} will not ship. Asking again makes the next revision.`;
    case "postponed":
      return [`⏸️ **${headline}.** ${what}.`, ...postponedLines(view)].join("\n");
    case "pending":
      return isReopening(view)
        ? tellReopening(view, name)
        : `⏳ ${what} waits again. Still missing: ${compactList(view)}.`;
    default:
      return assertNever(status);
  }
}

function tellRejected(view: View): string {
  const open = view.conflicts.some((one) => one.state === "open");
  const stop = stopOf(view.decision);
  const way =
    stop === null
      ? "or who rejected approves or withdraws"
      : `or ${liftersOf(stop, view, escapeMarkdown)} posts \`/decide proceed: the reason\``;
  return `❌ **${escapeMarkdown(view.headline)}.** ${versionAndCommit(view)} cannot ship. Mend it and ask again at the new commit; ${way}${open ? "; or a ruling overrules it" : ""}.`;
}

// Everybody should see at once when it ships in another way than by the reviews that it asks for.
function tellCleared(view: View): string {
  const what = versionAndCommit(view);
  const { have, need, overruled } = view.reviews;
  const over = overruled === 0 ? "" : `, ${overruled} overruled`;
  const reviews = `${have} of ${count(need, "review")} ${need === 1 ? "is" : "are"} in${over}.`;
  if (view.override !== null && isOverridden(view)) {
    const who = whoRatifies(view);
    const { by } = view.override;
    const whose = by === null ? "the automatic override" : `${mention(by.login)}'s override`;
    const sign =
      who.length === 0
        ? ""
        : ` Afterwards ${mentionAll(who, 4, " or ")} signs it off with \`/ratify the reason\`.`;
    return `🚀 ${what} is **cleared to ship by ${whose}**, which stands in for ${standsInFor(view)}. ${reviews}${sign}`;
  }
  if (isUnreviewed(view.decision)) {
    const owed = view.otherRows
      .filter((row) => row.mark === "follow-up")
      .map((row) => escapeMarkdown(cut(row.short, 60)));
    return `🚀 ${what} is **cleared to ship**, and **nobody reviewed it**: ${list(owed, 6)} did not answer in time. The review is owed after the release.`;
  }
  return `🚀 ${what} is **cleared to ship**. ${reviews}`;
}

function tellReleased(view: View, name: Name): string {
  const open = view.followUps.filter((one) => one.settled === null);
  const head = `📦 ${versionAndCommit(view)} is **released**.`;
  return open.length === 0 ? head : [`${head} Owed now:`, followUpLines(open, name).join("\n")].join("\n\n");
}

// It was postponed until the newest moment that is told here.
function isReopening({ schedule, request, asOf }: View): boolean {
  return schedule.start !== request.openedAt && schedule.start === asOf;
}

function tellReopening(view: View, name: Name): string {
  return [
    `▶️ ${versionAndCommit(view)} is **open again**: it was postponed until now. Reviews that were given still count; all times begin anew.`,
    askLines({ ...view, requesters: [] }, name),
    `Answer with \`/approve\` or \`/reject the reason\` by **${longDay(view.lastDay)}**.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
