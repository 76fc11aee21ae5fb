import type { ActCode } from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import {
  type Asked,
  type Explain,
  type Explanation,
  membersIn,
  roleIn,
  titleOfRole,
  unpinged,
} from "./explanation-parts.ts";
import { textOf, textsOf } from "./findings.ts";
import { link, mention } from "./links.ts";
import { inSentence } from "./titles.ts";

/* Why a delegation, or a delegate's review, did not count. */

type Codes = Extract<
  ActCode,
  | "delegator-answered"
  | "unknown-person"
  | "not-a-backup"
  | "already-a-member"
  | "fills-a-role"
  | "delegated-role"
>;

export const standInExplanations: Readonly<Record<Codes, Explain>> = {
  "delegator-answered": (asked) => ({
    why: `${nameIn(asked)} answered as ${roleIn(asked) || "this role"} already, and who lends a role and who borrows it count as one.`,
    todo: "Nothing, unless that answer is wrong: its author withdraws it, and yours can be posted again.",
    commands: [commandForm("approve", { role: asked.act.role })],
  }),
  "unknown-person": (asked) => ({
    why: `GitHub knows nobody called ${codeSpan(cut(textOf(asked.act.facts, "login") || "that", 60))}.`,
    todo: "Look up the login on their profile, and post again:",
    commands: [commandForm("delegate", { role: asked.act.role })],
  }),
  "not-a-backup": explainBackups,
  "already-a-member": (asked) => ({
    why: `${nameIn(asked)} holds ${roleIn(asked) || "this role"} anyway.`,
    todo: "Nothing: they can answer themselves.",
  }),
  "fills-a-role": (asked) => ({
    why: `${nameIn(asked)} fills ${filledIn(asked)} in this release, and one person fills one role.`,
    todo: "Name somebody who is not asked here:",
    commands: [commandForm("delegate", { role: asked.act.role })],
  }),
  "delegated-role": (asked) => ({
    why: `${roleIn(asked) || "the role"} was lent to you, and a role that was lent cannot be lent to somebody else.`,
    who: lenderIn(asked) ?? membersIn(asked),
  }),
};

// Whoever is named may be anybody on GitHub: their bell is not ours to ring.
function nameIn({ act: { facts } }: Asked): string {
  const login = textOf(facts, "login") || textOf(facts, "delegator");
  return login === "" ? "the other one" : escapeMarkdown(login);
}

function filledIn({ act: { facts }, view }: Asked): string {
  const role = textOf(facts, "as");
  return role === "" ? "another role" : inSentence(titleOfRole(view, role));
}

function lenderIn({ act: { facts }, view, answer }: Asked): string | undefined {
  const login = textOf(facts, "from");
  const asked = view.decision.requirements.some((one) =>
    one.members.some((member) => member.login === login && member.id !== answer.person.id),
  );
  if (login === "") return undefined;
  return `${asked ? mention(login) : escapeMarkdown(login)}.`;
}

function explainBackups(asked: Asked): Explanation {
  const { act, view } = asked;
  const role = textOf(act.facts, "role") || act.role || "";
  const backups = (
    textsOf(act.facts, "backups").length > 0
      ? textsOf(act.facts, "backups")
      : (view.policy.roles[role]?.backup ?? [])
  ).map((name) => name.replace(/^@/u, "").replace(/#\d+$/u, ""));
  const people = backups.filter((name) => !name.startsWith("team:"));
  if (backups.length === 0)
    return {
      why: `the rules name nobody who may be handed ${roleIn(asked) || "this role"}: only its members can hand it on.`,
      who: membersIn(asked),
      todo: `For later, name somebody under \`roles.${role || "role"}.backup\` in the ${link("rules", view.links.rules)}.`,
    };
  return {
    why: `you can hand ${roleIn(asked) || "this role"} only to the people whom the rules name as its backup.`,
    who: `${unpinged(backups)}.`,
    commands: people.slice(0, 3).map((to) => commandForm("delegate", { role: role || null, to })),
  };
}
