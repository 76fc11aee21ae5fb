import type { Conflict, Person } from "@release-approval/approval";
import { codeFence, cut, escapeMarkdown } from "./escape.ts";
import { link, list, mention, mentionAll } from "./links.ts";
import { marks } from "./rows.ts";
import { inSentence } from "./titles.ts";
import type { View } from "./view.ts";

/* Disagreements: both sides, who decides, and how it was decided. */

type Deciding = Pick<Conflict, "deciders" | "opened" | "by">;

/** Who may decide, as Markdown: `@lea (Project leadership)`. At most so many people. */
export function decidersOf(conflict: Deciding, most = 4): string {
  const names = ableToDecide(conflict).map(({ title, members }) =>
    members.length === 0
      ? `${escapeMarkdown(cut(title, 60))} (nobody holds it)`
      : `${mentionAll(members, most, " or ")} (${escapeMarkdown(cut(title, 60))})`,
  );
  return list(names, 4, " or ");
}

/** Everybody who may decide, each once. */
export function decidingPeople(conflict: Deciding): Person[] {
  const people = ableToDecide(conflict).flatMap((one) => one.members);
  return [...new Map(people.map((person) => [person.id, person])).values()];
}

// Nobody rules on their own rejection; a role that is left with nobody by that is not named.
function ableToDecide({ deciders, opened, by }: Deciding): Conflict["deciders"] {
  if (opened === "command") return deciders;
  const others = deciders.map((one) => ({ ...one, members: one.members.filter(({ id }) => id !== by.id) }));
  const able = others.filter(({ members }) => members.length > 0);
  return able.length > 0 ? able : others;
}

/** The role in which somebody rejected and opened a conflict by that; null where it was opened in words. */
export function rejectedAs({ opened, by, positions }: Conflict): string | null {
  if (opened === "command") return null;
  return positions.find((one) => one.verdict === "rejected" && one.login === by.login)?.role ?? null;
}

/** `, and nobody else: …` where the last word is kept to project leadership; empty elsewhere. */
export function onlyThey(conflict: Conflict, view: Pick<View, "titles" | "policy">): string {
  if (!conflict.leadershipOnly) return "";
  const role = rejectedAs(conflict);
  const title = role === null ? "" : (view.titles.get(role) ?? view.policy.roles[role]?.title ?? role);
  return `, and nobody else: it is about ${title === "" ? "a rejection by security or QA" : `${escapeMarkdown(cut(title, 60))}'s rejection`}`;
}

/**
 * Who may lift a ruling that stops the release: the role that made it, and the one with the last word.
 * @param name how somebody is named: with a bell, or without
 */
export function liftersOf(
  stop: { role: string; login: string },
  view: Pick<View, "conflicts" | "policy">,
  name: (login: string) => string,
): string {
  const able = view.conflicts
    .filter((one) => one.ruling?.role === stop.role)
    .flatMap((one) => one.deciders)
    .filter((one) => mayLift(one.role, stop, view.policy));
  const roles = [...new Map(able.map((one) => [one.role, one])).values()];
  const names = roles.map(
    ({ title, members }) =>
      `${list(
        members.map((person) => name(person.login)),
        4,
        " or ",
      )} (${escapeMarkdown(cut(title, 60))})`,
  );
  return names.length === 0 ? name(stop.login) : list(names, 4, " or ");
}

/** Whether a role lifts what another one stopped. */
export function mayLift(
  role: string,
  stop: { role: string },
  policy: Pick<View["policy"], "roles">,
): boolean {
  return role === stop.role || policy.roles[role]?.authority.includes("other") === true;
}

/** Both ways to decide, ready to paste. */
export const decideForms = [
  codeFence("/decide proceed: the reason"),
  codeFence("/decide stop: the reason"),
].join("\n");

/** What stands against each other. `ring`: whether people are mentioned. */
export function positionLines(conflict: Conflict, view: View, text: number): string[] {
  return conflict.positions.slice(0, 6).map(({ login, role, verdict, words }) => {
    const title = role === null ? "" : (view.titles.get(role) ?? view.policy.roles[role]?.title ?? role);
    const as = title === "" ? "" : ` as **${escapeMarkdown(cut(title, 60))}**`;
    const own = ownWords(words);
    const said = own === "" ? "" : `: “${escapeMarkdown(cut(own, text))}”`;
    return `- ${marks[verdict]} ${escapeMarkdown(login)}${as}${said}`;
  });
}

/** What somebody said in words: conditions, risk and the checklist have their own places. */
export function ownWords(words: string): string {
  return words
    .split("\n")
    .filter(
      (line) =>
        !/^\s*(?:[-*+] *\[[ xX]\]|(?:before|after)(?: the)? release *:|risk(?: level)? *:)/iu.test(line),
    )
    .join("\n")
    .trim();
}

/** “Technical”, for titles; `other` has no name of its own. */
export function kindOf({ about }: Pick<Conflict, "about">): string {
  return about === "other" ? "" : `${about} `;
}

/** Open ones with the commands that end them; what was decided, in a line each. */
export function conflictsSection(view: View, { most, text }: { most: number; text: number }): string {
  const open = view.conflicts.filter((one) => one.state === "open");
  const ruled = view.conflicts.filter((one) => one.state === "proceed" || one.state === "stop");
  const parts = [
    ...open.slice(0, most).map((one) => openConflict(one, view, text)),
    ...(open.length > most ? [`… and ${open.length - most} more to decide.`] : []),
    open.length === 0 ? "" : decideForms,
    rulings(ruled, view, text),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function openConflict(conflict: Conflict, view: View, text: number): string {
  const kind = kindOf(conflict);
  const title = `**To decide${kind === "" ? "" : `, a ${kind}conflict`}**`;
  const summary =
    conflict.opened === "command"
      ? `\n\n${mention(conflict.by.login)} ${link("asks", conflict.url)}: “${escapeMarkdown(cut(conflict.summary.trim() || "no words", text))}”`
      : "";
  return `${title}${summary}\n\n${positionLines(conflict, view, text).join("\n")}\n\nDecides: ${decidersOf(conflict)}${onlyThey(conflict, view)}. It also ends when one side gives in.`;
}

// One ruling decides several conflicts at once, and is said once.
function rulings(conflicts: readonly Conflict[], view: View, text: number): string {
  const found = conflicts.flatMap((one) => (one.ruling === null ? [] : [one.ruling]));
  const all = [...new Map(found.map((ruling) => [ruling.key, ruling])).values()];
  const lines = all.slice(-5).map((ruling) => {
    const title = view.titles.get(ruling.role) ?? view.policy.roles[ruling.role]?.title ?? ruling.role;
    const lifted = ruling.overrules.map(
      ({ role, login }) =>
        `${escapeMarkdown(cut(view.titles.get(role) ?? role, 60))} (${escapeMarkdown(login)})`,
    );
    const over = lifted.length === 0 ? "" : ` Overruled, and kept on record: ${list(lifted, 6)}.`;
    const reason = ruling.reason.trim() === "" ? "" : `: “${escapeMarkdown(cut(ruling.reason, text))}”`;
    const word = ruling.ruling === "proceed" ? "go on" : "stop";
    return `- ${mention(ruling.by.login)} as **${escapeMarkdown(cut(title, 60))}** ${link(`decided to ${word}`, ruling.url)}${reason}.${over}`.replace(
      /([.!?]”)\./u,
      "$1",
    );
  });
  return lines.length === 0 ? "" : `**Decided**\n\n${lines.join("\n")}`;
}

/** The conflict in a few words, inside a sentence: `the technical conflict`. */
export function nameConflict(conflict: Pick<Conflict, "about">): string {
  return `the ${inSentence(kindOf(conflict))}conflict`;
}
