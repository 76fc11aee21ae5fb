import type { Act, Answer } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { cut, escapeMarkdown } from "./escape.ts";
import { textOf, textsOf } from "./findings.ts";
import { link, list, mentionAll } from "./links.ts";
import type { View } from "./view.ts";

/* What explanations are made of: roles, people and commands out of the facts of an act. */

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

export type Explain = (asked: Asked) => Explanation;

/** The role's short title, as Markdown. */
export function titleOfRole(view: View, role: string | null): string {
  if (role === null || role === "") return "";
  const title = view.titles.get(role) ?? view.policy.roles[role]?.title ?? role;
  return escapeMarkdown(cut(title, 60));
}

/** The command again, with what it said filled in. */
export function again({ act: { command, role, facts } }: Asked): string {
  return commandForm(command, {
    role,
    condition: textOf(facts, "condition"),
    item: textOf(facts, "item"),
    to: textOf(facts, "login"),
  });
}

/** The role that an act is about, as Markdown. */
export function roleIn({ act, view }: Asked): string {
  const role = textOf(act.facts, "role") || act.role;
  if (role !== null && role !== "") return titleOfRole(view, role);
  return escapeMarkdown(cut(textOf(act.facts, "title"), 60));
}

/** Who may do it instead; undefined where nobody else can. */
export function membersIn({ act, view, answer }: Asked): string | undefined {
  const members = textsOf(act.facts, "members").filter((login) => login !== answer.person.login);
  if (members.length === 0) return undefined;
  const people = members.map((login) => ({ login }));
  return `${isOutsider(view, answer.person.id) ? unpinged(members) : mentionAll(people, 6, " or ")}.`;
}

/** Names without their bell: an outsider's comment must not ring everybody's. */
export function unpinged(logins: readonly string[]): string {
  return list(logins.map(escapeMarkdown), 6, " or ");
}

/** Somebody who holds none of the roles that this release asks. */
export function isOutsider(view: View, person: number): boolean {
  return !view.decision.requirements.some((one) => one.members.some((member) => member.id === person));
}

export function askedRoles({ act, view }: Asked): string {
  const asked = records(act.facts["asked"]);
  if (asked.length === 0) return everybodyAsked(view);
  const names = asked.map((one) => {
    const members = textsOf(one, "members");
    return `${titleOfRole(view, textOf(one, "role"))} (${members.length === 0 ? "nobody" : unpinged(members)})`;
  });
  return `${list(names, 8, ", ")}.`;
}

export function everybodyAsked(view: View): string {
  const names = view.decision.requirements.map(
    (one) => `${titleOfRole(view, one.role)} (${unpinged(one.members.map((member) => member.login))})`,
  );
  return `${list(names, 8, ", ")}.`;
}

export function othersIn(asked: Asked): Pick<Explanation, "who" | "todo"> {
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

/** Roles in which this person is still awaited. */
export function ownRoles({ view, answer }: Asked): string | undefined {
  const own = view.decision.requirements.filter(
    (one) =>
      one.canReview.some((member) => member.id === answer.person.id) &&
      !one.approvedBy.some((review) => review.person.id === answer.person.id),
  );
  if (own.length === 0) return undefined;
  const titles = own.map((one) => titleOfRole(view, one.role));
  return `You can answer as ${list(titles, 6, " or ")}.`;
}

/** A fact that is a list of facts. */
export function records(value: Act["facts"][string] | undefined): Act["facts"][] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (one): one is Act["facts"] => typeof one === "object" && one !== null && !Array.isArray(one),
  );
}
