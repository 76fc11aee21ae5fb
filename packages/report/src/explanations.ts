import { type ActCode, isActCode, mostCommands } from "@release-approval/approval";
import { commandForm, isCommandWord } from "./command-forms.ts";
import { longDay, shortDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { conditionExplanations } from "./explain-conditions.ts";
import { explainMalformed } from "./explain-malformed.ts";
import { powerExplanations } from "./explain-powers.ts";
import { standInExplanations } from "./explain-stand-ins.ts";
import {
  type Asked,
  again,
  askedRoles,
  type Explain,
  type Explanation,
  everybodyAsked,
  membersIn,
  othersIn,
  ownRoles,
  records,
  roleIn,
  titleOfRole,
} from "./explanation-parts.ts";
import { textOf } from "./findings.ts";
import { link } from "./links.ts";
import { inSentence } from "./titles.ts";

export type { Asked, Explanation } from "./explanation-parts.ts";

/*
 * Why an act did not count, and what works instead. One line of the table for each code; the type makes it complete.
 * Everything in an `Explanation` is Markdown, with what people typed already escaped.
 */

/** Why and what now, for any act: also for a code that this version does not know. */
export function explain(asked: Asked): Explanation {
  const { code } = asked.act;
  if (isActCode(code)) return explanations[code](asked);
  return { why: `of the rule ${codeSpan(cut(code, 60))}.` };
}

export const explanations: Readonly<Record<ActCode, Explain>> = {
  counted: () => ({ why: "it counted." }),
  status: () => ({ why: "it was answered." }),
  help: () => ({ why: "it was answered." }),
  "note-only": () => ({ why: "there is no command in it." }),
  edited: explainEdited,
  "edited-later": (asked) => ({
    why: `${editedBy(asked)}, after it counted. What counted is no longer what stands there.`,
    todo: "If you still mean it, post a new comment:",
    commands: [again(asked)],
  }),
  deleted: (asked) => ({
    why: "the comment was deleted, and what lets a release go counts only while GitHub still shows it.",
    todo: "If you still mean it, post it again:",
    commands: [again(asked)],
  }),
  "not-a-member": (asked) => ({
    why: `the rules do not name you as ${roleIn(asked)}.`,
    who: membersIn(asked),
    todo: ownRoles(asked),
  }),
  "no-role": (asked) => ({
    why: "the rules name you in none of the roles that review this release.",
    who: askedRoles(asked),
  }),
  "which-role": ({ act }) => ({
    why: "you hold several of the roles that are asked, and one person fills one.",
    todo: "Say which:",
    commands: records(act.facts["roles"]).map((one) =>
      commandForm(act.command, { role: textOf(one, "role") }),
    ),
  }),
  "unknown-role": ({ act: { facts, command } }) => ({
    why: `there is no role ${codeSpan(cut(textOf(facts, "word"), 60))}.`,
    todo: textOf(facts, "nearest") === "" ? "See `/help` for the roles." : "Did you mean:",
    commands: textOf(facts, "nearest") === "" ? [] : [`/${command ?? "approve"} ${textOf(facts, "nearest")}`],
  }),
  "not-asked": (asked) => ({
    why: `a ${inSentence(textOf(asked.act.facts, "type") || asked.view.type)} release does not ask ${roleIn(asked)}.`,
    who: everybodyAsked(asked.view),
    todo: `To have it asked, add \`${textOf(asked.act.facts, "role")}\` under \`release-types.${asked.view.type}.reviews\` in the ${link("rules", asked.view.links.rules)}, and ask for the release again.`,
  }),
  "self-review": explainOwnRequest,
  "commit-author": (asked) => ({
    why: "you wrote some of the commits, and the rules ask for other eyes (`commit-authors: forbid`).",
    ...othersIn(asked),
  }),
  "one-role": (asked) => ({
    why: `you already count as ${inSentence(titleOfRole(asked.view, textOf(asked.act.facts, "countedAs")))}, and one person fills one role.`,
    ...othersIn(asked),
  }),
  bot: () => ({ why: "bots do not review." }),
  "unknown-command": ({ act: { facts } }) => ({
    why: `there is no command ${codeSpan(`/${cut(textOf(facts, "word"), 60)}`)}.`,
    todo: "Did you mean:",
    commands: [`/${textOf(facts, "nearest")}`],
  }),
  malformed: explainMalformed,
  "nothing-to-withdraw": () => ({
    why: "no review of yours stands that could be withdrawn.",
    todo: "`/status` shows what counts.",
  }),
  "not-your-command": (asked) => ({
    why: `${codeSpan(`/${asked.act.command ?? textOf(asked.act.facts, "command")}`)} is for ${roleIn(asked)}.`,
    who: membersIn(asked),
  }),
  "authorization-automatic": () => ({
    why: "nobody has to authorize: the rules clear a release by themselves when all reviews are in.",
    todo: "Nothing.",
  }),
  "too-early": ({ act: { facts } }) => ({
    why: `you asked for this release, so your own approval counts from **${longDay(textOf(facts, "after"))}** on.`,
    todo: "After that, post again:",
    commands: ["/approve"],
  }),
  "earlier-revision": ({ act: { facts }, view }) => ({
    why: `it came before revision ${textOf(facts, "revision") || view.revision}, and a review counts for one commit.`,
    todo: `Look at ${link(`\`${view.shortCommit}\``, view.links.changes ?? view.links.commit)} and answer again:`,
    commands: ["/approve"],
  }),
  ended: explainEnded,
  "left-policy": (asked) => ({
    why: `today's rules no longer name you${roleIn(asked) === "" ? "" : ` as ${roleIn(asked)}`}.`,
    who: membersIn(asked) ?? askedRoles(asked),
  }),
  nudge: ({ act: { facts } }) => ({
    why: "it sounds like an approval, but only a command counts.",
    todo: "If you mean it, post:",
    commands: [textOf(facts, "role") === "" ? "/approve" : `/approve ${textOf(facts, "role")}`],
  }),
  "too-long": explainTooLong,
  "unclear-words": (asked) => ({
    why: "what was typed with the button is not clear (see above), and may have meant something else.",
    ...inComment(asked),
  }),
  "run-gone": (asked) => ({
    why: "the run in which the button was pressed was deleted, and an approval counts only while GitHub still shows it.",
    ...inComment(asked),
  }),
  "other-commit": (asked) => ({
    why: `the run of that button is at ${codeSpan(textOf(asked.act.facts, "commit").slice(0, 7))}, not at the commit that was asked for, \`${asked.view.shortCommit}\`.`,
    ...inComment(asked),
  }),
  "not-listed": (asked) => ({
    why: "GitHub no longer lists it among the reviews of the run.",
    ...inComment(asked),
  }),
  "environment-missing": (asked) => ({
    why: `the environment ${environmentIn(asked)} no longer exists, so nobody can tell whom it asked.`,
    ...inComment(asked),
  }),
  "environment-without-reviewers": (asked) => ({
    why: `the environment ${environmentIn(asked)} requires no reviewers, so anybody's run passes it.`,
    ...inComment(asked),
  }),
  superseded: () => ({
    why: "you answered again later, and the latest answer counts.",
    todo: "Nothing, unless the later one is wrong.",
  }),
  ...conditionExplanations,
  ...standInExplanations,
  ...powerExplanations,
};

const notByRequester: Readonly<Record<string, string>> = {
  delegate: "names nobody to review it in their place",
  decide: "does not decide on it",
  override: "does not override for it",
  waive: "waives nothing for it",
  ratify: "does not sign it off",
  authorize: "does not authorize it",
};

// Of a delegation, the facts name who would have stood in, where it is they who asked.
function explainOwnRequest(asked: Asked): Explanation {
  const { act } = asked;
  const command = act.command ?? "";
  const standIn = command === "delegate" ? textOf(act.facts, "login") : "";
  if (standIn !== "")
    return {
      why: `${escapeMarkdown(standIn)} asked for this release, and who asks does not review.`,
      todo: "Name somebody else:",
      commands: [commandForm("delegate", { role: act.role || textOf(act.facts, "role") })],
    };
  const what = notByRequester[command] ?? "does not review";
  const isAsked = asked.view.decision.requirements.some(
    (one) => one.role === (textOf(act.facts, "role") || act.role),
  );
  return {
    why: `you asked for this release, and who asks ${what}.`,
    ...(isAsked ? othersIn(asked) : { who: membersIn(asked) }),
  };
}

function explainEnded({ act: { facts, command }, view }: Asked): Explanation {
  const status = textOf(facts, "status") || view.status;
  if (status === "released")
    return {
      why: command === "released" ? "it is recorded as released already." : "the release is out already.",
      todo: command === "released" ? "Nothing." : "`/status` shows what is owed now.",
    };
  return {
    why: `the release is ${escapeMarkdown(status)}.`,
    todo: "Ask for the release again: it becomes the next revision.",
  };
}

// A command that is not among the known ones stands for what was not read at all.
function explainTooLong(asked: Asked): Explanation {
  const { command, facts } = asked.act;
  const limit = Number(textOf(facts, "limit") || 16_000).toLocaleString("en-US");
  return {
    why: `comments are read up to ${limit} characters and ${mostCommands} commands, and this one is longer: what was not read could take it back.`,
    todo: "Post the command again, in a shorter comment:",
    ...(command !== null && isCommandWord(command) && { commands: [again(asked)] }),
  };
}

// What stands in a comment needs no button.
function inComment(asked: Asked): Pick<Explanation, "todo" | "commands"> {
  return { todo: "Post it as a comment:", commands: [again(asked)] };
}

function environmentIn({ act: { facts } }: Asked): string {
  return codeSpan(cut(textOf(facts, "environment"), 100));
}

function explainEdited(asked: Asked): Explanation {
  const { facts } = asked.act;
  const own = textOf(facts, "by") === "" || textOf(facts, "by") === asked.answer.person.login;
  const text = textOf(facts, "text").trim();
  const why = `${editedBy(asked)}, before it was read.`;
  // Words that somebody else may have put there are not offered for pasting.
  if (!own || text === "") return { why, todo: "Post your answer again in a new comment.", commands: [] };
  return { why, todo: "Post it as a new comment:", commands: [cut(text, 2_000)] };
}

function editedBy({ act: { facts }, answer }: Asked): string {
  const by = textOf(facts, "by");
  const who = by === "" || by === answer.person.login ? "" : ` by ${escapeMarkdown(by)}`;
  const at = textOf(facts, "at");
  return `it was edited${who}${at === "" ? "" : ` on ${shortDay(at)}`}`;
}
