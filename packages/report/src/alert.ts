import { assertNever } from "@release-approval/approval";
import { longDay } from "./dates.ts";
import { cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { link, list, mention, mentionAll } from "./links.ts";
import { labelOf, versionAndCommit } from "./table.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/** The box on top: the state, what holds it, what to do. */
export function alert(view: View): string {
  const lines = [`> [!${alertKind(view)}]`, `> **${escapeMarkdown(view.headline)}.**`];
  for (const line of nextSteps(view)) lines.push(`> ${line}`.trimEnd());
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

function alertKind({ status }: View): string {
  switch (status) {
    case "pending":
    case "approved":
      return "IMPORTANT";
    case "rejected":
    case "blocked":
    case "expired":
    case "postponed":
      return "CAUTION";
    case "authorized":
      return "TIP";
    case "released":
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
    case "postponed":
      return [`${lateLine(view)}Last day: **${longDay(view.lastDay)}**.`];
    case "blocked":
      return [];
    case "rejected":
      return [...rejectionLines(view), `Last day: **${longDay(view.lastDay)}**.`];
    case "authorized":
      return [
        `${versionAndCommit(view)}, and nothing else. \`/reject the reason\` stops it until it is published.`,
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
  const owed = view.otherRows.filter((row) => row.mark === "follow-up");
  const follow = owed.length === 0 ? "" : ` ${count(owed.length, "review")} still owed, marked 🕓.`;
  return `${versionAndCommit(view)}.${follow}`;
}

function lateLine({ missing }: View): string {
  const late = missing.filter((one) => one.late);
  if (late.length === 0) return "";
  const names = late.map(
    (one) => `${labelOf(one, 60)}${one.who.length === 0 ? "" : ` (${mentionAll(one.who, 3, ", ")})`}`,
  );
  return `Late: ${list(names, 6)}. `;
}

function rejectionLines({ decision }: View): string[] {
  const words = decision.requirements
    .filter((one) => one.state === "rejected")
    .flatMap((one) => one.rejectedBy)
    .slice(0, 3)
    .map(({ person, notes, url, source }) => {
      const reason = notes.trim() === "" ? "no reason given" : `“${escapeMarkdown(cut(notes, 300))}”`;
      return `${mention(person.login)}: ${reason} (${link(source === "button" ? "by button" : "comment", url)})`;
    });
  return [...words, "Mend it and ask again at the new commit; or who rejected approves or withdraws."];
}
