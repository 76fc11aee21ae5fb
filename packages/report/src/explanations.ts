import { type Act, type ActCode, type Answer, isActCode } from "@release-approval/approval";
import { longDay, shortDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { textOf, textsOf } from "./findings.ts";
import { link, list, mentionAll } from "./links.ts";
import { inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/*
 * Why an act did not count, and what works instead. One line of the table for each code; the type makes it complete.
 * Everything in an `Explanation` is Markdown, with what people typed already escaped.
 */

export type Explanation = {
  why: string;
  /** Who can do it instead; absent where that says nothing. */
  who?: string | undefined;
  /** What this person can do. */
  todo?: string | undefined;
  /** Ready to post, each in a fence of its own. */
  commands?: readonly string[];
};

export type Asked = { act: Act; answer: Answer; view: View };

type Explain = (asked: Asked) => Explanation;

/** Why and what now, for any act: also for a code that this version does not know. */
export function explain(asked: Asked): Explanation {
  const { code } = asked.act;
  if (isActCode(code)) return explanations[code](asked);
  return { why: `of the rule ${codeSpan(cut(code, 60))}.` };
}

/** The role's short title, as Markdown. */
export function titleOfRole(view: View, role: string | null): string {
  if (role === null || role === "") return "";
  const title = view.titles.get(role) ?? view.policy.roles[role]?.title ?? role;
  return escapeMarkdown(cut(title, 60));
}

const again = (asked: Asked): string => {
  const { command, role } = asked.act;
  if (command === null) return "/approve";
  return `/${command}${role === null ? "" : ` ${role}`}${command === "reject" ? " the reason" : ""}`;
};

export const explanations: Readonly<Record<ActCode, Explain>> = {
  counted: () => ({ why: "it counted." }),
  status: () => ({ why: "it was answered." }),
  help: () => ({ why: "it was answered." }),
  "note-only": () => ({ why: "there is no command in it." }),
  edited: explainEdited,
  "edited-later": (asked) => ({
    why: `${editedBy(asked)}, after it counted. What was reviewed is no longer what stands there.`,
    todo: "Post a new comment:",
    commands: [again(asked)],
  }),
  deleted: (asked) => ({
    why: "the comment was deleted, and an approval counts only while GitHub still shows it.",
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
    commands: records(act.facts["roles"]).map((one) => `/approve ${textOf(one, "role")}`),
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
  "self-review": (asked) => ({
    why: "you asked for this release, and who asks does not review.",
    ...othersIn(asked),
  }),
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
  malformed: ({ act: { facts } }) => ({
    why: `${escapeMarkdown(cut(textOf(facts, "problem"), 300)).replace(/\.$/u, "")}.`,
    todo: "This works:",
    commands: [textOf(facts, "example")],
  }),
  "not-supported": ({ act: { facts, command } }) => ({
    why: `${codeSpan(`/${textOf(facts, "command") || command}`)} does not work in this version yet.`,
    todo: "`/help` lists what does.",
  }),
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
  ended: ({ act: { facts }, view }) => ({
    why: `the release is ${escapeMarkdown(textOf(facts, "status") || view.status)}.`,
    todo: "Ask for the release again: it becomes the next revision.",
  }),
  "left-policy": (asked) => ({
    why: `today's rules no longer name you${roleIn(asked) === "" ? "" : ` as ${roleIn(asked)}`}.`,
    who: membersIn(asked) ?? askedRoles(asked),
  }),
  nudge: ({ act: { facts } }) => ({
    why: "it sounds like an approval, but only a command counts.",
    todo: "If you mean it, post:",
    commands: [textOf(facts, "role") === "" ? "/approve" : `/approve ${textOf(facts, "role")}`],
  }),
  "too-long": ({ act: { facts } }) => ({
    why: `comments are read up to ${Number(textOf(facts, "limit") || 16_000).toLocaleString("en-US")} characters, and this one is longer.`,
    todo: "Post the command first, in a shorter comment.",
  }),
  "unclear-words": (asked) => ({
    why: "of what was typed with the button, as said above: it may have meant something else.",
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
};

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

function roleIn({ act, view }: Asked): string {
  const role = textOf(act.facts, "role") || act.role;
  if (role !== null && role !== "") return titleOfRole(view, role);
  return escapeMarkdown(cut(textOf(act.facts, "title"), 60));
}

function membersIn({ act, view, answer }: Asked): string | undefined {
  const members = textsOf(act.facts, "members").filter((login) => login !== answer.person.login);
  if (members.length === 0) return undefined;
  const people = members.map((login) => ({ login }));
  return `${isOutsider(view, answer.person.id) ? unpinged(members) : mentionAll(people, 6, " or ")}.`;
}

// An outsider's comment must not ring everybody's bell.
function unpinged(logins: readonly string[]): string {
  return list(logins.map(escapeMarkdown), 6, " or ");
}

/** Somebody who holds none of the roles that this release asks. */
export function isOutsider(view: View, person: number): boolean {
  return !view.decision.requirements.some((one) => one.members.some((member) => member.id === person));
}

function askedRoles({ act, view }: Asked): string {
  const asked = records(act.facts["asked"]);
  if (asked.length === 0) return everybodyAsked(view);
  const names = asked.map((one) => {
    const members = textsOf(one, "members");
    return `${titleOfRole(view, textOf(one, "role"))} (${members.length === 0 ? "nobody" : unpinged(members)})`;
  });
  return `${list(names, 8, ", ")}.`;
}

function everybodyAsked(view: View): string {
  const names = view.decision.requirements.map(
    (one) => `${titleOfRole(view, one.role)} (${unpinged(one.members.map((member) => member.login))})`,
  );
  return `${list(names, 8, ", ")}.`;
}

function othersIn(asked: Asked): Pick<Explanation, "who" | "todo"> {
  const { act, view, answer } = asked;
  const role = textOf(act.facts, "role") || act.role;
  const requirement = view.decision.requirements.find((one) => one.role === role);
  const others = (requirement?.canReview ?? []).filter((person) => person.id !== answer.person.id);
  if (others.length > 0) return { who: `${mentionAll(others, 6, " or ")}.` };
  return {
    who: "nobody else holds this role.",
    todo: `Name somebody under \`roles.${role}.members\` in the ${link("rules", view.links.rules)}, and ask for the release again.`,
  };
}

// Roles in which this person is still awaited.
function ownRoles({ view, answer }: Asked): string | undefined {
  const own = view.decision.requirements.filter(
    (one) =>
      one.canReview.some((member) => member.id === answer.person.id) &&
      !one.approvedBy.some((review) => review.person.id === answer.person.id),
  );
  if (own.length === 0) return undefined;
  const titles = own.map((one) => titleOfRole(view, one.role));
  return `You can answer as ${list(titles, 6, " or ")}.`;
}

function records(value: Act["facts"][string] | undefined): Act["facts"][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (one): one is Act["facts"] => typeof one === "object" && one !== null && !Array.isArray(one),
  );
}
