import type { Act, Answer } from "@release-approval/approval";
import { type CommandWord, commandForm, isCommandWord } from "./command-forms.ts";
import { holdsRelease } from "./conditions.ts";
import { longDay } from "./dates.ts";
import { codeFence, codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { followUpId } from "./excuses.ts";
import { records, titleOfRole } from "./explanation-parts.ts";
import { nameEvidence, textOf, textsOf } from "./findings.ts";
import { isReleased, labelOf } from "./follow-ups.ts";
import { link, list, mention } from "./links.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/* What a command did, in a line each: the table is complete by type. */

type Told = { act: Act; answer: Answer; view: View };
type Tell = (told: Told) => string;

/** The line for an act that counted. */
export function tellCounted(act: Act, answer: Answer, view: View): string {
  const told = { act, answer, view };
  const { command } = act;
  if (command !== null && isCommandWord(command)) return tellers[command](told);
  return tellAny(told);
}

const tellAny: Tell = ({ act, answer }) =>
  `✅ ${mention(answer.person.login)}, ${codeSpan(`/${act.command ?? ""}`)} counted.`;

const tellers: Readonly<Record<CommandWord, Tell>> = {
  approve: (told) =>
    `✅ ${who(told)} approved${as(told)}${standsFor(told)}${byButton(told)}${conditionWords(told)}${untickedWords(told)}.${settles(told)}`,
  reject: (told) => `❌ ${who(told)} rejected${as(told)}${standsFor(told)}${byButton(told)}.${settles(told)}`,
  withdraw: (told) => `↩️ ${who(told)} withdrew their review${as(told)}.`,
  cancel: (told) => `🛑 ${who(told)} cancelled this release.`,
  authorize: (told) => `✅ ${who(told)} authorized this release.`,
  resolve: tellResolved,
  confirm: (told) => `✅ ${who(told)} confirmed that ${idIn(told)} is met.`,
  reopen: (told) =>
    `↩️ ${who(told)} opened ${idIn(told)} again. Whoever mends it posts ${codeSpan(commandForm("resolve", { condition: idOf(told) }))}.`,
  delegate: tellDelegated,
  unavailable: tellAway,
  conflict: (told) => `⚖️ ${who(told)} opened a conflict. It holds the release until it is decided.`,
  decide: tellDecided,
  override: tellOverride,
  ratify: (told) => `✅ ${who(told)} signed off the override${as(told)}.`,
  waive: tellWaived,
  extend: ({ act, answer, view }) =>
    `⏱️ ${mention(answer.person.login)} gave ${textOf(act.facts, "duration") || "more time"}${textOf(act.facts, "duration") === "" ? "" : " more"}: the last day is **${longDay(textOf(act.facts, "deadline") || view.lastDay)}** now.`,
  postpone: tellPostponed,
  "critical-only": (told) =>
    `✂️ ${who(told)} asks for the critical items of the checklists only; they stand in the issue. Who has to approve stays the same.`,
  "conditional-release": tellPutOff,
  remind: (told) => `🔔 ${who(told)} reminds everybody who is awaited.`,
  released: (told) => `📦 ${who(told)} recorded that ${told.view.version} is released.`,
  "rolled-back": tellRolledBack,
  status: tellAny,
  help: tellAny,
};

function who({ answer }: Told): string {
  return mention(answer.person.login);
}

function as({ act, view }: Told): string {
  const role = titleOfRole(view, act.role);
  return role === "" ? "" : ` as **${role}**`;
}

function byButton({ answer: { comment, url } }: Told): string {
  return comment === null ? `, ${link("by button", url)}` : "";
}

function reviewOf({ act, answer, view }: Told) {
  return view.decision.reviews.find((one) => one.key === answer.key && one.role === act.role);
}

function standsFor(told: Told): string {
  const person = reviewOf(told)?.onBehalfOf ?? null;
  return person === null ? "" : ` for ${escapeMarkdown(person.login)}`;
}

function conditionWords(told: Told): string {
  const { before = [], after = [] } = reviewOf(told)?.conditions ?? {};
  const ids = told.view.conditions
    .filter((one) => one.role === told.act.role && before.includes(one.text) && holdsRelease(one))
    .map((one) => escapeMarkdown(one.id));
  const parts = [
    before.length === 0
      ? ""
      : `, if ${ids.length === 0 ? count(before.length, "condition") : ids.join(", ")}`,
    after.length === 0 ? "" : `, with ${count(after.length, "follow-up")} after the release`,
  ];
  return parts.join("");
}

function untickedWords(told: Told): string {
  const left = reviewOf(told)?.checklist.filter((item) => !item.ticked).length ?? 0;
  return left === 0 ? "" : `, with ${count(left, "item")} left unticked`;
}

// After the release a review settles what was owed, whatever it says.
function settles({ act, answer, view }: Told): string {
  const settled = view.followUps.find(
    (one) => one.settled?.key === answer.key && one.kind === "review" && one.role === act.role,
  );
  return settled === undefined || !isReleased(view) ? "" : " That settles the follow-up.";
}

function idOf({ act }: Told): string {
  const id = textOf(act.facts, "condition");
  return /^C\d{1,6}$/u.test(id) ? id : "";
}

function idIn(told: Told): string {
  const id = idOf(told);
  return id === "" ? "the condition" : `**${id}**`;
}

function tellResolved(told: Told): string {
  const { act, view } = told;
  const id = idOf(told);
  const setter = textOf(act.facts, "setter") || view.conditions.find((one) => one.id === id)?.setter.login;
  if (act.facts["waits"] !== true) return `✅ ${who(told)} resolved ${idIn(told)}: it is met.`;
  const name = setter === undefined ? "who asked for it" : mention(setter);
  return `🔧 ${who(told)} resolved ${idIn(told)}. ${name} looks at it, and posts one of these:\n${codeFence(commandForm("confirm", { condition: id }))}\n${codeFence(commandForm("reopen", { condition: id }))}`;
}

function tellDelegated(told: Told): string {
  const { act } = told;
  const to = textOf(act.facts, "to");
  const until = textOf(act.facts, "until");
  const name = to === "" ? "somebody" : mention(to);
  const role = titleOfRole(told.view, act.role);
  return `🤝 ${who(told)} handed ${role === "" ? "the role" : `**${role}**`} to ${name}${until === "" ? "" : `, until ${longDay(until)}`}. ${name} can answer now with ${codeSpan(commandForm("approve", { role: act.role }))}; both together count as one.`;
}

function tellAway(told: Told): string {
  const { act, view, answer } = told;
  const until = textOf(act.facts, "until");
  const named = textsOf(act.facts, "roles");
  const roles = named.length > 0 || act.role === null ? named : [act.role];
  const asked = view.decision.requirements.filter((one) => roles.includes(one.role));
  const titles = roles.map((role) => `**${titleOfRole(view, role)}**`);
  const after = asked.map((one) => whoIsLeft(one, view)).filter((words) => words !== "");
  const own =
    asked.length === 0 || asked.some((one) => one.away.some(({ person }) => person.id === answer.person.id));
  const names = titles.length === 0 ? "" : list(titles, 4);
  const away = own ? `is away${names && ` as ${names}`}` : `recorded that ${names} is away`;
  return `🏖️ ${who(told)} ${away}${until === "" ? "" : ` until ${longDay(until)}`}.${after.map((words) => ` ${words}`).join("")}`;
}

function whoIsLeft(one: View["decision"]["requirements"][number], view: View): string {
  const title = titleOfRole(view, one.role);
  if (one.state === "approved" || one.state === "not-needed") return "";
  if (one.state === "lapsed") return `${title} is not waited for any more, and is owed after the release.`;
  const away = new Set(one.away.map((absence) => absence.person.id));
  const here = one.canReview.filter((person) => !away.has(person.id));
  if (here.length > 0)
    return `${title}: ${list(
      here.map((person) => mention(person.login)),
      4,
      " or ",
    )} can answer.`;
  return `${title} has nobody else: ${codeSpan(commandForm("delegate", { role: one.role }))} hands it to somebody.`;
}

function tellDecided(told: Told): string {
  const { act, view } = told;
  const over = records(act.facts["overrules"]).map(
    (one) => `${titleOfRole(view, textOf(one, "role"))} (${escapeMarkdown(textOf(one, "login"))})`,
  );
  if (textOf(act.facts, "ruling") === "stop")
    return `⚖️ ${who(told)} decided${as(told)}: **stop**. It does not ship until the same role, or who has the last word, posts \`/decide proceed: the reason\`; or until a new revision.`;
  const conflicts = Number(textOf(act.facts, "conflicts") || 1);
  const ended = conflicts > 1 ? ` That ends ${count(conflicts, "conflict")}.` : "";
  const lifted =
    over.length === 0 ? "" : ` Overruled: ${list(over, 6)}. What was said stays on record, and is shown.`;
  return `⚖️ ${who(told)} decided${as(told)}: **go on**.${ended}${lifted}`;
}

function tellOverride(told: Told): string {
  const { view } = told;
  const by = view.policy.releaseTypes[view.type]?.override;
  const role = told.act.role ?? (by?.kind === "role" ? by.by : null);
  const title = titleOfRole(view, role);
  return `⚠️ ${who(told)} used the **override**${title === "" ? "" : ` as **${title}**`}. It stands in for the reviews that are missing now, and is shown everywhere. It lifts no rejection, conflict or condition, and no report that misses its threshold.`;
}

function tellWaived(told: Told): string {
  const { answer, view, act } = told;
  const waiver = view.waivers.find((one) => one.key === answer.key);
  const item = textOf(act.facts, "item") || waiver?.item || "";
  if (waiver === undefined && isReleased(view)) return tellExcused(told, item);
  const name = item === "" ? "an item of the evidence" : `**${escapeMarkdown(cut(nameEvidence(item), 60))}**`;
  return `⚠️ ${who(told)} waived ${name}${as(told)}. It is shown in the issue and in the audit.`;
}

// After the release there is no evidence to waive: it was a follow-up.
function tellExcused(told: Told, item: string): string {
  const { view } = told;
  const id = followUpId(item, view.policy);
  const followUp = view.followUps.find((one) => one.id === id);
  const name =
    followUp === undefined
      ? "a follow-up"
      : followUp.detail === null
        ? `**${labelOf(followUp, 120)}**`
        : labelOf(followUp, 120);
  return `⚠️ ${who(told)} excused ${name}${as(told)}: nobody owes it any more. It is shown in the issue and in the audit.`;
}

function tellPostponed(told: Told): string {
  const until = textOf(told.act.facts, "until") || told.view.schedule.postponed?.until;
  return `⏸️ ${who(told)} postponed this release${until === undefined ? "" : ` until **${longDay(until)}**`}. Reviews stay, and count meanwhile.`;
}

function tellPutOff(told: Told): string {
  const put = textsOf(told.act.facts, "roles");
  const roles = put.length > 0 ? put : (told.view.schedule.conditionalRelease?.roles ?? []);
  const names = roles.map((role) => `**${titleOfRole(told.view, role)}**`);
  return `⏭️ ${who(told)} put off ${names.length === 0 ? "a review" : list(names, 6)} until after the release. A rejection still holds it.`;
}

function tellRolledBack(told: Told): string {
  const open = told.view.followUps.filter((one) => one.settled === null).length;
  return `⏪ ${who(told)} recorded that ${told.view.version} was **rolled back**.${open === 0 ? "" : ` ${count(open, "follow-up")} ${open === 1 ? "stays" : "stay"} open.`}`;
}
