import type { ActCode, Conflict } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { liftersOf, rejectedAs } from "./conflicts.ts";
import { longDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { type Asked, type Explain, type Explanation, isOutsider } from "./explanation-parts.ts";
import { nameEvidence, textOf, textsOf } from "./findings.ts";
import { excusable, isReleased } from "./follow-ups.ts";
import { stopOf } from "./headline.ts";
import { link, list, mention, mentionAll, runUrl } from "./links.ts";
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
      view.missing.length === 0
        ? "Nothing."
        : `An override does not lift what is missing here: ${compactList(view)}.`,
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
    why: `${escapeMarkdown(cut(nameEvidence(textOf(act.facts, "item") || "the item"), 60))} meets its threshold, so there is nothing to waive.`,
    todo: "Nothing.",
  }),
  "date-past": ({ act }) => ({
    why: `${codeSpan(cut(textOf(act.facts, "date") || "that day", 40))} is not after today.`,
    todo: "Name a later day:",
    commands: [withDay(act)],
  }),
  "date-far": ({ act }) => ({
    why: `that is more than ${textOf(act.facts, "days") || "a few hundred"} days ahead, which is probably a typing error.`,
    todo: "Name a nearer time:",
    commands: [withDay(act)],
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
  "not-cleared": explainNotCleared,
  "not-released": ({ view }) => ({
    why: `${view.version} is not recorded as released, so there is nothing to roll back.`,
    todo: "If it did ship, record that first:",
    commands: [commandForm("released")],
  }),
};

function withDay({ command, role }: Asked["act"]): string {
  return `${commandForm(command, { role })}${command === "delegate" ? " until YYYY-MM-DD" : ""}`;
}

function riskWords(facts: Asked["act"]["facts"], view: View): string {
  const from = textOf(facts, "from");
  return from === "" || from >= view.lastDay
    ? `The last day is **${longDay(view.lastDay)}**.`
    : `From **${longDay(from)}** on it works.`;
}

function explainNotCleared({ act: { facts }, view }: Asked): Explanation {
  const run = facts["run"];
  if (typeof run === "number")
    return {
      why: `${link(`run ${run}`, runUrl(view.repository, run))} is publishing it already; that run tells how it ended (\`outcome\` of \`track-approvals\`).`,
      todo: "Nothing, while it runs.",
    };
  if (view.status === "authorized")
    return {
      why: "it was not cleared to ship yet when you posted this.",
      todo: "It is now. If you published it by hand, post it again:",
      commands: [commandForm("released")],
    };
  return {
    why: `only what is cleared to ship can be recorded as released. Now: **${escapeMarkdown(view.headline)}**.`,
    todo: view.missing.length === 0 ? "`/status` says why." : "Post it again once nothing is missing.",
  };
}

// The facts name titles; who holds them stands in the conflicts.
function explainRuling(asked: Asked): Explanation {
  const { act, view } = asked;
  const stop = stopOf(view.decision);
  if (textsOf(act.facts, "deciders").length === 0 && stop !== null)
    return {
      why: "a ruling stops this release, and who lifts it is not you.",
      who: `${liftersOf(stop, view, isOutsider(view, asked.answer.person.id) ? escapeMarkdown : mention)}.`,
    };
  const own = ownRejection(asked);
  const known = view.conflicts.flatMap((one) => (one.state === "open" ? one.deciders : []));
  const who = decidersIn(asked, known);
  if (own !== undefined)
    return {
      why: "the rejection is your own, and nobody rules on their own.",
      who,
      todo: "You can take it back:",
      commands: [commandForm("withdraw", { role: own.role })],
    };
  return { why: "what is open here is for others to decide.", who };
}

// Whoever could decide, had they not rejected themselves.
function ownRejection({ view, answer }: Asked): { role: string | null } | undefined {
  const isMine = ({ id }: { id: number }) => id === answer.person.id;
  const found = view.conflicts.find(
    (one) =>
      one.state === "open" &&
      one.opened === "rejection" &&
      isMine(one.by) &&
      one.deciders.some(({ members }) => members.some(isMine)),
  );
  return found && { role: rejectedAs(found) };
}

function decidersIn(asked: Asked, known: readonly Conflict["deciders"][number][]): string | undefined {
  const { act } = asked;
  const names = textsOf(act.facts, "deciders").map((title) => {
    const people = known.find((one) => one.title === title)?.members ?? [];
    const shown = escapeMarkdown(cut(title, 60));
    const words = peopleWords(people, asked, "");
    // Of a role whose only member asks, nobody is left.
    if (words === undefined) return people.length > 0 ? "" : shown;
    return `${words} (${shown})`;
  });
  const able = names.filter((name) => name !== "");
  return able.length === 0 ? undefined : `${list(able, 4, " or ")}.`;
}

// After the release it excuses what is owed, but for the sign-off of an override.
function explainNoFollowUp(word: string, view: View): Explanation {
  const open = excusable(view);
  return {
    why: `${word === "" ? "this" : codeSpan(cut(word, 60))} is no follow-up of this release.`,
    todo:
      open.length === 0 ? "Nothing is owed that could be excused." : `Owed: ${list(open.map(codeSpan), 12)}.`,
    commands: open.slice(0, 3).map((item) => commandForm("waive", { item })),
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
  if (isReleased(view)) return explainNoFollowUp(word, view);
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
