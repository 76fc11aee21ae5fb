import type { Act, Answer } from "@release-approval/approval";
import { longDay } from "./dates.ts";
import { codeFence, codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { explain, titleOfRole } from "./explanations.ts";
import { helpTable } from "./help.ts";
import { link, mention } from "./links.ts";
import { type News, tell } from "./news.ts";
import { stillMissing } from "./still-missing.ts";
import { missingTable, versionAndCommit } from "./table.ts";
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
    ...answers.flatMap((answer) => answerParts(answer, view)),
    ...news.map((one): Part => ({ kind: "told", text: tell(one, view) })),
  ];
  if (parts.length === 0) return "The history was updated; nothing changed for the release.";
  const said = news.some((one) => one.kind === "status" || one.kind === "request");
  const tail = said || !alone ? "" : tailOf(parts, view);
  return shorten(parts, tail, max);
}

function shorten(parts: readonly Part[], tail: string, max: number): string {
  for (let shown = parts.length; shown > 0; shown -= 1) {
    const text = assemble(parts.slice(0, shown), parts.length - shown, tail);
    if (text.length <= max) return text;
  }
  return cut(`${count(parts.length, "comment")} were read. ${tail}`, max);
}

function assemble(parts: readonly Part[], left: number, tail: string): string {
  const texts = parts.map((part) => part.text);
  if (left > 0) texts.push(`… and ${count(left, "more answer")}: 👍 counted, 😕 not counted.`);
  const [only] = parts;
  // One short line for one counted act.
  if (parts.length === 1 && left === 0 && only?.kind === "counted" && tail !== "")
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

function answerParts(answer: Answer, view: View): Part[] {
  return answer.acts.map((act) => answerAct(act, answer, view));
}

function answerAct(act: Act, answer: Answer, view: View): Part {
  switch (act.outcome) {
    case "counted":
      return { kind: "counted", text: tellCounted(act, answer, view) };
    case "answered":
      return {
        kind: "told",
        text: act.code === "help" ? tellHelp(answer, view) : tellFullStatus(answer, view),
      };
    case "not-counted":
      return { kind: "refused", text: tellRefused(act, answer, view) };
  }
}

function tellCounted(act: Act, answer: Answer, view: View): string {
  const who = mention(answer.person.login);
  const role = titleOfRole(view, act.role);
  const as = role === "" ? "" : ` as **${role}**`;
  switch (act.command) {
    case "approve":
      return `✅ ${who} approved${as}${byButton(answer)}${conditionWords(act, answer, view)}.`;
    case "reject":
      return `❌ ${who} rejected${as}${byButton(answer)}.`;
    case "withdraw":
      return role === "" ? `↩️ ${who} withdrew their review.` : `↩️ ${who} withdrew their review${as}.`;
    case "cancel":
      return `🛑 ${who} cancelled this release.`;
    case "authorize":
      return `✅ ${who} authorized this release.`;
    default:
      return `✅ ${who}, ${codeSpan(`/${act.command ?? ""}`)} counted.`;
  }
}

function byButton({ comment, url }: Answer): string {
  return comment === null ? `, ${link("by button", url)}` : "";
}

function conditionWords(act: Act, answer: Answer, view: View): string {
  const review = view.decision.reviews.find((one) => one.key === answer.key && one.role === act.role);
  const { before = [], after = [] } = review?.conditions ?? {};
  const ids = view.conditions
    .filter((one) => one.role === act.role && before.includes(one.text))
    .map((one) => escapeMarkdown(one.id));
  const parts = [
    before.length === 0
      ? ""
      : `, if ${ids.length === 0 ? count(before.length, "condition") : ids.join(", ")}`,
    after.length === 0 ? "" : `, with ${count(after.length, "follow-up")} after the release`,
  ];
  return parts.join("");
}

/** The whole state: what is missing, who can do it, by when. */
export function tellFullStatus(answer: Pick<Answer, "person">, view: View): string {
  const lines = [
    `ℹ️ ${mention(answer.person.login)}, ${versionAndCommit(view)}: **${escapeMarkdown(view.headline)}.**`,
  ];
  if (view.missing.length > 0) lines.push(missingTable(view.missing, 50));
  if (view.status === "pending" || view.status === "approved")
    lines.push(`Last day: **${longDay(view.lastDay)}**. It is cleared to ship when the last one is in.`);
  if (view.status === "rejected") lines.push(`Last day: **${longDay(view.lastDay)}**.`);
  return lines.join("\n\n");
}

function tellHelp(answer: Answer, view: View): string {
  const roles = view.decision.requirements
    .filter((one) => one.members.some((member) => member.id === answer.person.id))
    .map((one) => `${titleOfRole(view, one.role)} (${codeSpan(one.role)})`);
  const held = roles.length === 0 ? "" : ` You are asked as ${roles.slice(0, 10).join(", ")}.`;
  return `ℹ️ ${mention(answer.person.login)}, this works here.${held}\n\n${helpTable(view, answer.person.id)}`;
}

const deeds: Readonly<Record<string, string>> = {
  approve: "your approval",
  reject: "your rejection",
  withdraw: "your withdrawal",
};

function tellRefused(act: Act, answer: Answer, view: View): string {
  const { why, who, todo, commands = [] } = explain({ act, answer, view });
  const deed = act.command === null ? "your comment" : (deeds[act.command] ?? codeSpan(`/${act.command}`));
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
