import type { ActCode } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { longDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { type Asked, type Explain, type Explanation, isOutsider } from "./explanation-parts.ts";
import { nameEvidence, textOf, textsOf } from "./findings.ts";
import { link, list, mentionAll } from "./links.ts";
import { whoRatifies } from "./overrides.ts";
import { openingLines, smallestSets } from "./schedule-words.ts";
import { compactList } from "./still-missing.ts";
import type { View } from "./view.ts";

/* Why a ruling, an override, a waiver or a change of times did not count. */

type Codes = Extract<
  ActCode,
  | "no-conflict"
  | "not-your-ruling"
  | "no-override"
  | "nothing-to-override"
  | "nothing-to-ratify"
  | "own-override"
  | "no-such-item"
  | "item-met"
  | "date-past"
  | "date-far"
  | "not-at-risk"
  | "no-deferrable-role"
  | "not-cleared"
  | "not-released"
>;

export const powerExplanations: Readonly<Record<Codes, Explain>> = {
  "no-conflict": () => ({
    why: "there is no conflict to decide.",
    todo: "A member of any role opens one with:",
    commands: [commandForm("conflict")],
  }),
  "not-your-ruling": explainRuling,
  "no-override": explainNoOverride,
  "nothing-to-override": ({ view }) => ({
    why: "an override stands in for missing reviews, and none is missing.",
    todo:
      view.missing.length === 0 ? "Nothing." : `What is missing, no override lifts: ${compactList(view)}.`,
  }),
  "nothing-to-ratify": () => ({
    why: "no override waits for a sign-off.",
    todo: "`/status` shows what is owed.",
  }),
  "own-override": (asked) => ({
    why: "the override is your own, and somebody else signs it off.",
    who: peopleWords(whoRatifies(asked.view), asked),
  }),
  "no-such-item": explainItem,
  "item-met": ({ act }) => ({
    why: `${escapeMarkdown(cut(nameEvidence(textOf(act.facts, "item") || "the item"), 60))} meets its threshold, so nothing is to be waived.`,
    todo: "Nothing.",
  }),
  "date-past": ({ act }) => ({
    why: `${codeSpan(cut(textOf(act.facts, "date") || "that day", 40))} is not after today.`,
    todo: "Name a later day:",
    commands: [commandForm(act.command, { role: act.role, to: textOf(act.facts, "login") })],
  }),
  "date-far": ({ act }) => ({
    why: `that is more than ${textOf(act.facts, "days") || "a few hundred"} days ahead, which is rather a slip of the fingers.`,
    todo: "Name a nearer time:",
    commands: [commandForm(act.command)],
  }),
  "not-at-risk": ({ act, view }) => ({
    why: "there is still time: a review is put off only when it is late, or the last day comes near.",
    todo: `Wait for: ${compactList(view)}. ${riskWords(act.facts, view)}`,
  }),
  "no-deferrable-role": ({ view }) => ({
    why: "the rules name no role that may review after the release.",
    todo: `For later, name one in the ${link("rules", view.links.rules)}: \`escalation: [{ step: conditional-release, roles: [devops-lead] }]\`. More time is given with:`,
    commands: [commandForm("extend")],
  }),
  "not-cleared": ({ view }) => ({
    why: `only what is cleared to ship can be recorded as released, and this is ${escapeMarkdown(view.status)}.`,
    todo: view.missing.length === 0 ? "`/status` says why." : `Missing: ${compactList(view)}.`,
  }),
  "not-released": ({ view }) => ({
    why: `${view.version} is not recorded as released, so there is nothing to roll back.`,
    todo: "If it did ship, record that first:",
    commands: [commandForm("released")],
  }),
};

function riskWords(facts: Asked["act"]["facts"], view: View): string {
  const from = textOf(facts, "from");
  return from === "" || from >= view.lastDay
    ? `The last day is **${longDay(view.lastDay)}**.`
    : `From **${longDay(from)}** on it works.`;
}

// The facts name titles; who holds them stands in the conflicts.
function explainRuling(asked: Asked): Explanation {
  const { act, view } = asked;
  const known = view.conflicts.flatMap((one) => (one.state === "open" ? one.deciders : []));
  const names = textsOf(act.facts, "deciders").map((title) => {
    const people = known.find((one) => one.title === title)?.members ?? [];
    const shown = escapeMarkdown(cut(title, 60));
    const words = peopleWords(people, asked, "");
    return words === undefined ? shown : `${words} (${shown})`;
  });
  return {
    why: "what is open here is for others to decide.",
    who: names.length === 0 ? undefined : `${list(names, 4, " or ")}.`,
  };
}

function peopleWords(people: readonly { login: string }[], asked: Asked, end = "."): string | undefined {
  const others = people.filter((one) => one.login !== asked.answer.person.login);
  if (others.length === 0) return undefined;
  const names = isOutsider(asked.view, asked.answer.person.id)
    ? list(
        others.map((one) => escapeMarkdown(one.login)),
        6,
        " or ",
      )
    : mentionAll(others, 6, " or ");
  return `${names}${end}`;
}

function explainNoOverride({ view }: Asked): Explanation {
  const rule = view.policy.releaseTypes[view.type]?.override;
  if (rule?.kind === "automatic")
    return {
      why: `nobody overrides a ${view.type} release by hand: the rules do it by themselves when time has run out.`,
      todo: howItOpens(view),
    };
  return {
    why: `the rules let nobody override a ${view.type} release.`,
    todo: `${howItOpens(view)} More time is given with:`,
    commands: [commandForm("extend")],
  };
}

function howItOpens(view: View): string {
  const missing = smallestSets(view).length === 0 ? [`Missing: ${compactList(view)}.`] : [];
  return [...missing, ...openingLines(view)].join(" ");
}

function explainItem({ act: { facts }, view }: Asked): Explanation {
  const items = textsOf(facts, "items");
  const word = textOf(facts, "item");
  const unmet = view.evidence
    .filter((one) => one.verdict !== "met" && items.includes(one.item))
    .map((one) => one.item);
  const offered = unmet.length > 0 ? unmet : items;
  return {
    why: `${word === "" ? "this" : codeSpan(cut(word, 60))} is no item of the evidence.`,
    todo:
      items.length === 0
        ? "No evidence is asked for here."
        : `Items: ${list(
            items.map((item) => codeSpan(cut(item, 60))),
            12,
          )}.`,
    commands: offered.slice(0, 3).map((item) => commandForm("waive", { item })),
  };
}
