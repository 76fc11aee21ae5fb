import { assertNever } from "@release-approval/approval";
import { liftersOf } from "./conflicts.ts";
import { longDay } from "./dates.ts";
import { cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { clearedHow, stopOf } from "./headline.ts";
import { link, list, mention, mentionAll } from "./links.ts";
import { overrideLines, unreviewedLines, waiverLines } from "./overrides.ts";
import { lastDayWords, openingLines, postponedLines, shortcutLines } from "./schedule-words.ts";
import { labelOf, versionAndCommit } from "./table.ts";
import type { View } from "./view.ts";

/** The box on top: the state, what holds it, what to do. */
export function alert(view: View): string {
  const lines = [`> [!${alertKind(view)}]`, `> **${escapeMarkdown(view.headline)}.**`];
  const exceptions = [...overrideLines(view), ...waiverLines(view)];
  for (const line of [...nextSteps(view), ...exceptions]) lines.push(`> ${line}`.trimEnd());
  for (const line of reasonLines(view)) lines.push(`> ${line}`.trimEnd());
  return lines.join("\n");
}

// A blocked release's headline is the first reason itself; equal cures are said once.
function reasonLines({ reasons, status }: View): string[] {
  const shown = reasons.slice(0, 6);
  const [only] = shown;
  if (status === "blocked" && only !== undefined && shown.length === 1) return [escapeProse(only.cure)];
  const cures = [...new Set(shown.map(({ cure }) => cure))];
  return [
    ...shown.map(({ sentence }) => `- ${escapeProse(sentence)}`),
    ...(shown.length > 0 ? [""] : []),
    ...cures.map(escapeProse),
  ];
}

function alertKind({ status, rolledBack, decision }: View): string {
  switch (status) {
    case "pending":
    case "approved":
      return "IMPORTANT";
    case "rejected":
    case "blocked":
    case "expired":
      return "CAUTION";
    case "authorized":
      return clearedHow(decision) === "" ? "TIP" : "WARNING";
    case "released":
      return rolledBack === null ? "NOTE" : "WARNING";
    case "postponed":
    case "cancelled":
      return "NOTE";
    default:
      return assertNever(status);
  }
}

function nextSteps(view: View): string[] {
  switch (view.status) {
    case "pending":
    case "approved":
      return [`${lateLine(view)}${lastDayWords(view)}`, ...openingLines(view), ...shortcutLines(view)];
    case "postponed":
      return postponedLines(view);
    case "blocked":
      return [];
    case "rejected":
      return [...rejectionLines(view), lastDayWords(view), ...shortcutLines(view)];
    case "authorized":
      return [
        `${versionAndCommit(view)}, and nothing else. \`/reject the reason\` stops it until it is published.`,
        ...unreviewedLines(view),
        ...shortcutLines(view),
      ];
    case "expired":
      return ["Ask for the release again: it becomes the next revision, with a new deadline."];
    case "released":
      return [releasedLine(view)];
    case "cancelled":
      return ["Asking for the release again makes the next revision."];
    default:
      return assertNever(view.status);
  }
}

function releasedLine(view: View): string {
  const { released } = view.decision;
  const at = released === null ? "" : `, on ${longDay(released.at)}`;
  const by = released === null || released.by === null ? "" : `, as ${mention(released.by.login)} recorded`;
  return `${versionAndCommit(view)}${at}${by}.${rolledBackWords(view)}`;
}

function rolledBackWords({ rolledBack }: View): string {
  if (rolledBack === null) return "";
  const reason = rolledBack.reason.trim() === "" ? "" : `: “${escapeMarkdown(cut(rolledBack.reason, 300))}”`;
  return ` ${link("Rolled back", rolledBack.url)} by ${mention(rolledBack.by.login)} on ${longDay(rolledBack.at)}${reason}`;
}

function lateLine({ missing }: View): string {
  const late = missing.filter((one) => one.late);
  if (late.length === 0) return "";
  const names = late.map(
    (one) => `${labelOf(one, 60)}${one.who.length === 0 ? "" : ` (${mentionAll(one.who, 3, ", ")})`}`,
  );
  return `Late: ${list(names, 6)}. `;
}

function rejectionLines(view: View): string[] {
  const words = view.decision.requirements
    .filter((one) => one.state === "rejected")
    .flatMap((one) => one.rejectedBy)
    .slice(0, 3)
    .map(({ person, notes, url, source }) => {
      const reason = notes.trim() === "" ? "no reason given" : `“${escapeMarkdown(cut(notes, 300))}”`;
      return `${mention(person.login)}: ${reason} (${link(source === "button" ? "by button" : "comment", url)})`;
    });
  const stop = stopOf(view.decision);
  if (stop !== null) {
    const reason = stop.reason === "" ? "no reason given" : `“${escapeMarkdown(cut(stop.reason, 300))}”`;
    return [
      `${mention(stop.login)}: ${reason} (${link("comment", stop.url)})`,
      `Mend it and ask again at the new commit; or ${liftersOf(stop, view, escapeMarkdown)} posts \`/decide proceed: the reason\`.`,
    ];
  }
  const ruling = view.conflicts.some((one) => one.state === "open")
    ? "; or a ruling overrules it (below)"
    : "";
  return [
    ...words,
    `Mend it and ask again at the new commit; or who rejected approves or withdraws${ruling}.`,
  ];
}
