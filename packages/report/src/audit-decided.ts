import type { AuditRecord } from "./audit.ts";
import { conditionStateWords } from "./conditions.ts";
import { longDay } from "./dates.ts";
import { codeSpan, cut, escapeMarkdown } from "./escape.ts";
import { nameEvidence, textOf } from "./findings.ts";
import { link, list } from "./links.ts";
import { marks } from "./rows.ts";

/*
 * What was decided on the way, for the audit: conditions, conflicts, overrides, stand-ins, times, follow-ups. A section
 * that would say nothing is left out. Nobody is mentioned.
 */

/** The sections, in the order in which such things happen. */
export function decidedOnTheWay(record: AuditRecord): string[] {
  return [
    conditions(record),
    conflicts(record),
    overrides(record),
    standIns(record),
    times(record),
    followUps(record),
    meanwhile(record),
  ];
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `## ${title}\n\n${lines.join("\n")}`;
}

/** The title of a role, also of one that was not asked, as Markdown. */
export function titleOf({ requirements, roles }: AuditRecord, role: string | null): string {
  if (role === null) return "";
  const asked = requirements.find((one) => one.role === role)?.title;
  return escapeMarkdown(asked ?? (Object.hasOwn(roles, role) ? roles[role] : undefined) ?? role);
}

// Verbatim words stand beside their links, since links die.
function quoted(words: string): string {
  return words.trim() === "" ? "" : `: “${escapeMarkdown(words.trim())}”`;
}

function conditions(record: AuditRecord): string {
  const lines = record.conditions.map((one) => {
    const { id, when, setter, role, text, url, resolution, reopened } = one;
    const notes =
      resolution === null || resolution.notes.trim() === "" ? "" : ` Notes${quoted(resolution.notes)}`;
    const again =
      reopened === null ? "" : ` Opened again on ${longDay(reopened.at)}${quoted(reopened.reason)}`;
    return `- **${escapeMarkdown(id)}**, ${when} the release, ${link("set", url)} by ${escapeMarkdown(setter.login)} as ${titleOf(record, role)}${quoted(text)}. **${escapeMarkdown(conditionStateWords(one))}**.${notes}${again}`;
  });
  return section("Conditions", lines);
}

function conflicts(record: AuditRecord): string {
  const blocks = record.conflicts.map((one) => {
    const { about, opened, by, at, url, summary, positions, state, ruling, leadershipOnly } = one;
    const how =
      opened === "command"
        ? `${link("Opened", url)} by ${escapeMarkdown(by.login)} on ${longDay(at)}${quoted(summary)}`
        : `On ${longDay(at)}, by an approval beside a rejection`;
    const sides = positions.map(
      ({ login, role, verdict, words }) =>
        `- ${marks[verdict]} ${escapeMarkdown(login)}${role === null ? "" : ` as ${titleOf(record, role)}`}${quoted(words)}`,
    );
    const lifted = (ruling?.overrules ?? []).map(
      ({ role, login, key }) => `${titleOf(record, role)} (${escapeMarkdown(login)}, ${codeSpan(key)})`,
    );
    const end =
      ruling === null
        ? `**${state === "given-in" ? "One side gave in" : "Not decided"}**.`
        : `**${ruling.ruling}**, ${link("decided", ruling.url)} by ${escapeMarkdown(ruling.by.login)} as ${titleOf(record, ruling.role)} on ${longDay(ruling.at)}${quoted(ruling.reason)}.${lifted.length === 0 ? "" : ` Overruled: ${list(lifted, 20)}.`}`;
    const kind = `${about}${leadershipOnly ? ", project leadership alone may overrule" : ""}`;
    return [`### ${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, `${how}.`, sides.join("\n"), end]
      .filter((part) => part !== "")
      .join("\n\n");
  });
  return blocks.length === 0 ? "" : `## Conflicts and rulings\n\n${blocks.join("\n\n")}`;
}

function overrides(record: AuditRecord): string {
  const { override, waivers, unratifiedOverrides } = record;
  const lines: string[] = [];
  if (override !== null) {
    const by =
      override.by === null
        ? "the rules"
        : `${escapeMarkdown(override.by.login)} as ${titleOf(record, override.role)}`;
    const names = override.standsInFor.map((one) => (one === "quorum" ? "the quorum" : titleOf(record, one)));
    lines.push(
      `- ${link(override.by === null ? "Automatic override" : "Override", override.url)} by ${by} on ${longDay(override.at)}${quoted(override.reason)}. Stands in for: ${list(names, 30)}.`,
    );
    const { ratified } = override;
    lines.push(
      ratified === null
        ? "- Not signed off."
        : `- ${link("Signed off", ratified.url)} by ${escapeMarkdown(ratified.by.login)} on ${longDay(ratified.at)}${quoted(ratified.reason)}`,
    );
  }
  for (const { item, by, role, at, reason, url } of waivers)
    lines.push(
      `- ${escapeMarkdown(nameEvidence(item))} ${link("waived", url)} by ${escapeMarkdown(by.login)} as ${titleOf(record, role)} on ${longDay(at)}${quoted(reason)}`,
    );
  for (const { version, issue } of unratifiedOverrides)
    lines.push(
      `- When this release was asked for, nobody had signed off the override of ${escapeMarkdown(`v${version}`)} (issue ${issue}).`,
    );
  return section("Overrides and waivers", lines);
}

function standIns({ requirements }: AuditRecord): string {
  const until = (at: string | null) => (at === null ? "" : `, until ${longDay(at)}`);
  const lines = requirements.flatMap((one) => [
    ...one.delegates.map(
      (delegate) =>
        `- ${escapeMarkdown(delegate.login)}, id ${delegate.id}, stands in as ${escapeMarkdown(one.title)} for ${escapeMarkdown(delegate.for)}${until(delegate.until)}.`,
    ),
    ...one.away.map(
      (absence) =>
        `- ${escapeMarkdown(absence.login)}, id ${absence.id}, is away as ${escapeMarkdown(one.title)}${until(absence.until)}.`,
    ),
  ]);
  return section("Delegates and absences", lines);
}

function times(record: AuditRecord): string {
  const { extensions, postponed, criticalOnly, conditionalRelease, deadline } = record.schedule;
  const by = (person: { login: string } | null) =>
    person === null ? "the rules" : escapeMarkdown(person.login);
  const lines = [
    ...extensions.map(
      (one) =>
        `- ${link(`${one.duration} more`, one.url)} by ${by(one.by)} on ${longDay(one.at)}${quoted(one.reason)}`,
    ),
    ...(postponed === null
      ? []
      : [
          `- Postponed by ${by(postponed.by)} on ${longDay(postponed.at)} until ${longDay(postponed.until)}${quoted(postponed.reason)}`,
        ]),
    ...(criticalOnly === null
      ? []
      : [
          `- Critical items only, by ${by(criticalOnly.by)} from ${longDay(criticalOnly.at)} on${quoted(criticalOnly.reason)}`,
        ]),
    ...(conditionalRelease === null
      ? []
      : [
          `- Put off until after the release by ${by(conditionalRelease.by)} on ${longDay(conditionalRelease.at)}: ${list(
            conditionalRelease.roles.map((role) => titleOf(record, role)),
            20,
          )}${quoted(conditionalRelease.reason)}`,
        ]),
  ];
  const told = record.notices
    .filter(({ key }) => !/^notice:(?:status|buttons)/u.test(key))
    .map(
      ({ key, at, about }) =>
        `- ${longDay(at)}: ${codeSpan(cut(key, 120))}${about === null ? "" : `, ${escapeMarkdown(about)}`}`,
    );
  if (lines.length > 0) lines.push(`- The last day came to be ${longDay(deadline)}.`);
  return [
    section("Times", lines),
    told.length === 0 ? "" : `## Notices, reminders and steps\n\n${told.join("\n")}`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function followUps(record: AuditRecord): string {
  const { released, rolledBack, obligations } = record;
  const lines: string[] = [];
  if (released !== null)
    lines.push(
      `- Released on ${longDay(released.at)}${released.by === null ? "" : `, as ${escapeMarkdown(released.by.login)} recorded`}${released.run === null ? "" : `, by run ${released.run}`}.`,
    );
  if (rolledBack !== null)
    lines.push(
      `- ${link("Rolled back", rolledBack.url)} by ${escapeMarkdown(rolledBack.by.login)} on ${longDay(rolledBack.at)}${quoted(rolledBack.reason)}`,
    );
  for (const one of obligations) {
    const who = list(
      one.who.map((person) => escapeMarkdown(person.login)),
      10,
      " or ",
    );
    const state =
      one.settled === null
        ? `**open**, owed by ${who}${one.due === null ? "" : `, due ${longDay(one.due)}`}`
        : `${one.settled.verdict === "excused" ? "**excused**" : one.settled.verdict} by ${escapeMarkdown(one.settled.by.login)} on ${longDay(one.settled.at)} (${codeSpan(one.settled.key)})${whyExcused(one.id, record)}`;
    lines.push(
      `- ${codeSpan(one.id)} ${escapeMarkdown(cut(one.text, 300).replace(/\.$/u, ""))}: ${state}.`.replace(
        /([.!?]”)\.$/u,
        "$1",
      ),
    );
  }
  return section("After the release", lines);
}

function whyExcused(id: string, { exceptions }: AuditRecord): string {
  const found = exceptions.find((one) => one.code === "follow-up-excused" && one.facts["id"] === id);
  return found === undefined ? "" : quoted(textOf(found.facts, "reason"));
}

function meanwhile({ lacks }: AuditRecord): string {
  const lines = lacks.map(({ version, releaseType, commit, at, commits, examples, url }) => {
    const named = examples.map(
      ({ sha, message }) => `${codeSpan(sha.slice(0, 7))} ${escapeMarkdown(cut(message, 100))}`,
    );
    return `- ${escapeMarkdown(`v${version}`)} (${releaseType}) at ${codeSpan(commit)} shipped on ${longDay(at)} with ${link(`${commits} ${commits === 1 ? "commit" : "commits"}`, url)} that this release lacks${named.length === 0 ? "" : `: ${list(named, 10)}`}.`;
  });
  return section("Shipped meanwhile", lines);
}
