import type { Act, Answer } from "@release-approval/approval";
import { isCommandWord } from "./command-forms.ts";
import { tellCounted } from "./counted.ts";
import { codeFence, codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { titleOfRole } from "./explanation-parts.ts";
import { explain } from "./explanations.ts";
import { followUpLines, isReleased } from "./follow-ups.ts";
import { helpTable } from "./help.ts";
import { link, mention } from "./links.ts";
import { type News, tellAll } from "./news.ts";
import { lastDayWords, openingLines, postponedLines } from "./schedule-words.ts";
import { stillMissing } from "./still-missing.ts";
import { missingTable, versionAndCommit } from "./table.ts";
import { isTimeNews } from "./time-news.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/** Roles may differ between two acts of one comment; what stays equal is said once. */
type Part = { kind: "counted" | "refused" | "told"; text: string };

/** Entries hold a hidden block too; the caller says how much room it leaves. */
const usualMax = 30_000;

/**
 * The words of one entry: an answer to everybody who did something, then the news. One comment at most, whatever
 * happened; the caller adds the hidden block.
 * @param alone false: others may post at the same moment, so that what is missing is for the issue's head to say
 * @param max longest result in UTF-16 units; what does not fit is counted
 */
export function renderEntry(
  { answers, news, view }: { answers: readonly Answer[]; news: readonly News[]; view: View },
  { max = usualMax, alone = true }: { max?: number; alone?: boolean } = {},
): string {
  const parts = [
    ...answers.flatMap((answer) => answerParts(answer, view, news)),
    ...tellAll(news, view).map((text): Part => ({ kind: "told", text })),
  ];
  if (parts.length === 0) return "The history was updated; nothing changed for the release.";
  const said = news.some((one) => one.kind === "status" || one.kind === "request");
  const tail = said || !alone ? "" : tailOf(parts, view);
  return shorten(parts, tail, max);
}

function shorten(parts: readonly Part[], tail: string, max: number): string {
  for (let shown = mostThatMayFit(parts, max); shown > 0; shown -= 1) {
    const text = assemble(parts.slice(0, shown), parts.length - shown, tail);
    if (text.length <= max) return text;
  }
  return cut(`${count(parts.length, "comment")} were read. ${tail}`, max);
}

// Thousands of answers are not put together again and again.
function mostThatMayFit(parts: readonly Part[], max: number): number {
  let length = 0;
  const over = parts.findIndex(({ text }) => {
    length += text.length;
    return length > max;
  });
  return over < 0 ? parts.length : over;
}

function assemble(parts: readonly Part[], left: number, tail: string): string {
  const texts = parts.map((part) => part.text);
  if (left > 0) texts.push(`… and ${count(left, "more answer")}: 👍 counted, 😕 not counted.`);
  const [only] = parts;
  // One short line for one counted act.
  if (
    parts.length === 1 &&
    left === 0 &&
    only?.kind === "counted" &&
    tail !== "" &&
    !only.text.includes("\n")
  )
    return `${only.text} ${tail}`;
  return [...texts, tail].filter((text) => text !== "").join("\n\n");
}

function tailOf(parts: readonly Part[], view: View): string {
  const refused = parts.some((part) => part.kind === "refused");
  const counted = parts.some((part) => part.kind === "counted");
  if (!refused && !counted) return "";
  if (!refused) return stillMissing(view);
  const unchanged = counted ? "" : "Nothing else changed. ";
  return `${link("The rules", view.links.rules)} · ${unchanged}${stillMissing(view)}`;
}

function answerParts(answer: Answer, view: View, news: readonly News[]): Part[] {
  return answer.acts
    .filter((act) => act.outcome !== "counted" || !isToldAsNews(act, answer, news))
    .map((act) => answerAct(act, answer, view, news));
}

// What everybody is told in the same entry already names who did it.
function isToldAsNews({ command }: Act, { key, person }: Answer, news: readonly News[]): boolean {
  return news.some(
    (one) =>
      (command === "conflict" && one.kind === "conflict" && one.conflict.id.startsWith(`${key}/`)) ||
      (command === "remind" && one.kind === "reminder" && one.by?.id === person.id) ||
      (command === "postpone" && one.kind === "status" && one.status === "postponed"),
  );
}

function tellsTimes(news: News): boolean {
  return (
    isTimeNews(news) ||
    news.kind === "reminder" ||
    news.kind === "request" ||
    (news.kind === "status" && news.status === "postponed")
  );
}

function answerAct(act: Act, answer: Answer, view: View, news: readonly News[]): Part {
  switch (act.outcome) {
    case "counted":
      return { kind: "counted", text: tellCounted(act, answer, view) };
    case "answered":
      return {
        kind: "told",
        text:
          act.code === "help"
            ? tellHelp(answer, view)
            : tellFullStatus(answer, view, { times: !news.some(tellsTimes) }),
      };
    case "not-counted":
      return { kind: "refused", text: tellRefused(act, answer, view) };
  }
}

/**
 * The whole state: what is missing, who can do it, by when.
 * @param times false: the news beside it say the last day already, and when it opens
 */
export function tellFullStatus(
  answer: Pick<Answer, "person">,
  view: View,
  { times = true }: { times?: boolean } = {},
): string {
  const lines = [
    `ℹ️ ${mention(answer.person.login)}, ${versionAndCommit(view)}: **${escapeMarkdown(view.headline)}.**`,
  ];
  if (view.missing.length > 0) lines.push(missingTable(view.missing, 50));
  if (times) lines.push(...untilWhen(view));
  if (isReleased(view)) {
    const open = view.followUps.filter((one) => one.settled === null);
    if (open.length > 0) lines.push(`Owed now:\n${followUpLines(open, mention).join("\n")}`);
  }
  return lines.join("\n\n");
}

function untilWhen(view: View): string[] {
  switch (view.status) {
    case "pending":
    case "approved": {
      const opens = openingLines(view).join(" ");
      // Where fewer reviews or time may be enough, it does not take the last one.
      return opens === ""
        ? [`${lastDayWords(view)} It is cleared to ship when the last one is in.`]
        : [lastDayWords(view), opens];
    }
    case "rejected":
      return [lastDayWords(view)];
    case "postponed":
      return postponedLines(view);
    default:
      return [];
  }
}

function tellHelp(answer: Answer, view: View): string {
  const roles = view.decision.requirements
    .filter((one) => [...one.members, ...one.canReview].some((member) => member.id === answer.person.id))
    .map((one) => `${titleOfRole(view, one.role)} (${codeSpan(one.role)})`);
  const held = roles.length === 0 ? "" : ` You are asked as ${roles.slice(0, 10).join(", ")}.`;
  return `ℹ️ ${mention(answer.person.login)}, this works here.${held}\n\n${helpTable(view, answer.person)}`;
}

const deeds: Readonly<Record<string, string>> = {
  approve: "your approval",
  reject: "your rejection",
  withdraw: "your withdrawal",
};

function tellRefused(act: Act, answer: Answer, view: View): string {
  const { why, who, todo, commands = [] } = explain({ act, answer, view });
  const { command } = act;
  const deed =
    command === null || !isCommandWord(command)
      ? "your comment"
      : (deeds[command] ?? codeSpan(`/${command}`));
  const role = titleOfRole(view, act.role);
  const lines = [`**Why:** ${why}`];
  if (who !== undefined && who !== "") lines.push(`**Who can:** ${who}`);
  if (todo !== undefined && todo !== "") lines.push(`**What works:** ${todo}`);
  const fences = commands.slice(0, 10).map((command) => codeFence(command));
  return [
    `😕 ${mention(answer.person.login)}, ${deed}${role && ` as **${role}**`} was **not counted**.`,
    [lines.join("\\\n"), ...fences].join("\n"),
  ].join("\n\n");
}
