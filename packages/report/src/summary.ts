import { alert } from "./alert.ts";
import { holdsRelease } from "./conditions.ts";
import { longDay } from "./dates.ts";
import { cleanText, codeSpan, cut, escapeMarkdown, escapeProse } from "./escape.ts";
import { followUpLines, isReleased } from "./follow-ups.ts";
import { clearedWords } from "./headline.ts";
import { link, list, mention } from "./links.ts";
import { meanwhileSection } from "./meanwhile.ts";
import { overrideLines, unreviewedLines, waiverLines } from "./overrides.ts";
import { laterWords, openingLines, postponedLines, smallestSets } from "./schedule-words.ts";
import { evidenceLine } from "./shipping.ts";
import { missingTable, reviewTable, versionAndCommit } from "./table.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/* What a run shows on its own page. Summaries are Markdown, at most 1 MiB; ours stay far below. */

const mostRows = 100;

/** After a request: who is asked, and where. */
export function renderRequestSummary(view: View, { found = false }: { found?: boolean } = {}): string {
  const verb = found
    ? "was already up for review"
    : view.revision > 1
      ? `is up for review, revision ${view.revision}`
      : "is up for review";
  return join(
    `## 🔔 ${version(view)} ${verb}`,
    `${versionAndCommit(view)}. Last day: **${longDay(view.lastDay)}**.`,
    reviewTable([...view.rows, ...view.otherRows], mostRows),
    openingLines(view).join(" "),
    evidenceLine(view),
    meanwhileSection(view),
    openRelease(view),
  );
}

/** After tracking: the state, and what this run did. */
export function renderTrackSummary(view: View, done?: { recorded: number; answered: number }): string {
  const did = done === undefined ? "" : ` ${whatWasDone(done)}`;
  return join(
    `## ${version(view)}`,
    alert(view),
    view.missing.length === 0 ? "" : missingTable(view.missing, mostRows),
    owedWords(view),
    meanwhileSection(view),
    `${versionAndCommit(view)}.${did}`,
    openRelease(view),
  );
}

function owedWords(view: View): string {
  const open = view.followUps.filter((one) => one.settled === null);
  if (!isReleased(view) || open.length === 0) return "";
  return `**Owed now**\n\n${followUpLines(open, mention).join("\n")}`;
}

function whatWasDone({ recorded, answered }: { recorded: number; answered: number }): string {
  if (recorded + answered === 0) return "Nothing was new, and nothing was written.";
  return `${count(recorded, "fact")} recorded, ${count(answered, "comment")} answered.`;
}

export type GateOutcome = {
  authorized: boolean;
  /** Why the gate is shut where the state of the release does not say it: another commit, another run. */
  reason: string | null;
  /** SHA-256 of the authorization, as the ledger keeps it. */
  authorizationSha256?: string;
  /** Whether publishing starts by itself once the last review is in. */
  startsByItself?: boolean;
};

/** The gate's page: shut, what is missing and who can do it; open, what ships. */
export function renderGateSummary(view: View, outcome: GateOutcome): string {
  if (outcome.authorized) return renderOpenGate(view, outcome);
  const title = `## 🔒 ${version(view)} was not published`;
  if (outcome.reason !== null)
    return join(
      title,
      `${versionAndCommit(view)}: ${escapeProse(outcome.reason)} Nothing left this repository.`,
      openRelease(view),
    );
  const reasons = view.reasons.map(({ sentence, cure }) => `- ${escapeProse(`${sentence} ${cure}`)}`);
  return join(
    title,
    `${versionAndCommit(view)}: ${shutReason(view)} Nothing left this repository.`,
    view.missing.length === 0 ? "" : missingTable(view.missing, mostRows),
    whenItOpens(view),
    view.status === "pending" ? "" : reasons.slice(0, 10).join("\n"),
    openRelease(view),
    whatNow(view, outcome.startsByItself ?? false),
  );
}

// Beside the table: what would be enough, and what time does by itself.
function whenItOpens(view: View): string {
  if (view.status === "postponed") return postponedLines(view).join("\n\n");
  return view.status === "pending" || view.status === "approved" ? openingLines(view).join(" ") : "";
}

function renderOpenGate(view: View, { authorizationSha256 }: GateOutcome): string {
  return join(
    `## 🚀 ${version(view)} is ${escapeMarkdown(clearedWords(view.decision))}`,
    `${versionAndCommit(view)}, and nothing else.`,
    [...overrideLines(view), ...unreviewedLines(view), ...waiverLines(view)].join("\n\n"),
    reviewTable([...view.rows, ...view.otherRows], mostRows),
    evidenceLine(view),
    authorizationSha256 === undefined ? "" : `Authorization, SHA-256: ${codeSpan(authorizationSha256)}`,
    openRelease(view),
  );
}

function shutReason(view: View): string {
  if (view.status !== "pending") return `${escapeMarkdown(view.headline)}.`;
  const number = (...kinds: string[]) => view.missing.filter((one) => kinds.includes(one.kind)).length;
  const reviews = number("review", "quorum");
  const conditions = view.conditions.filter(holdsRelease).length;
  const rulings = number("ruling");
  const others = number("other", "authorization");
  const parts = [
    reviews === 0 ? "" : count(reviews, "review"),
    conditions === 0 ? "" : count(conditions, "condition"),
    rulings === 0 ? "" : count(rulings, "ruling"),
    others === 0 ? "" : count(others, "answer"),
  ].filter((part) => part !== "");
  const one = parts.length === 1 && parts[0]?.startsWith("1 ") === true;
  return parts.length === 0 ? "It is not cleared." : `${list(parts)} ${one ? "is" : "are"} missing.`;
}

function whatNow(view: View, startsByItself: boolean): string {
  if (view.status === "pending" || view.status === "approved" || view.status === "postponed") {
    const opens = view.opening.opensAt === null ? "" : ", or when its time has come";
    const fewer = smallestSets(view).length > 0 || laterWords(view) !== null;
    const when =
      view.status === "postponed"
        ? "once it is open again and the last one is in"
        : `when ${fewer ? "enough of them are in" : "the last one is in"}${opens}`;
    return startsByItself
      ? `**Nothing to do on this page.** Publishing starts by itself ${when}.`
      : `**Nothing to do on this page.** Run this workflow again ${when}.`;
  }
  return "";
}

/** After an audit: what was written, and whether the history is whole. */
export function renderAuditSummary(
  view: View,
  {
    files,
    intact,
    attachedTo = null,
  }: { files: readonly string[]; intact: boolean; attachedTo?: string | null },
): string {
  const state = intact ? "✅ The history is intact" : "⚠️ The history is damaged";
  return join(
    `## 🗂️ Audit of ${version(view)}`,
    `${versionAndCommit(view)}: **${escapeMarkdown(view.headline)}.**`,
    `${state}: ${count(view.ledger.entries, "entry", "entries")}${intact ? "" : `, ${view.ledger.damage.length} damaged`}.`,
    files.map((file) => `- ${escapeMarkdown(file)}`).join("\n"),
    attachedTo === null ? "" : `Attached to the ${link("GitHub Release", attachedTo)}.`,
    openRelease(view),
  );
}

function openRelease({ issue }: View): string {
  return issue === null ? "" : `### ${link("Open the release →", issue.url)}`;
}

function version(view: View): string {
  const part = view.component === null ? "" : `${escapeMarkdown(cut(view.component, 80))} `;
  return `${part}${escapeMarkdown(cut(view.version, 80))}`;
}

function join(...parts: readonly string[]): string {
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** One plain line for the run's annotation: `v1.2.0 was not published: waiting for DevOps, QA and C1. See #57.` */
export function annotation(view: View, outcome?: Pick<GateOutcome, "authorized" | "reason">): string {
  const see = view.issue === null ? "" : ` See #${view.issue.number}.`;
  const what = `${view.component === null ? "" : `${view.component} `}${view.version}`;
  const reason = outcome?.reason ?? null;
  const words = reason === null ? `${annotated(view)}.` : `was not published: ${reason}`;
  return oneLine(`${what} ${words}${see}`);
}

function annotated(view: View): string {
  switch (view.status) {
    case "authorized":
      return `at ${view.shortCommit} is ${clearedWords(view.decision)}`;
    case "released":
      return `at ${view.shortCommit} has been released`;
    case "pending":
    case "approved": {
      const labels = view.missing.map((one) =>
        one.kind === "authorization" ? "/authorize" : plainLabel(one.label),
      );
      const { opensAt } = view.opening;
      const later = laterWords(view);
      const fewer = later === null ? "" : `; from ${longDay(later.from)} on, ${later.words}`;
      const opens = opensAt === null ? fewer : `; it opens by itself on ${longDay(opensAt)}`;
      return `was not published: ${labels.length === 0 ? "it is not cleared" : `waiting for ${list(labels, 8)}`}${opens}`;
    }
    default:
      return `was not published: ${view.headline.charAt(0).toLowerCase()}${view.headline.slice(1)}`;
  }
}

function plainLabel(label: string): string {
  return cut(label, 80);
}

function oneLine(text: string): string {
  return cut(cleanText(text).replace(/\s+/gu, " ").trim(), 500);
}

/** Where a dry run has written the messages that would be sent; empty: there are none. */
export function messageFiles(paths: readonly string[]): string {
  if (paths.length === 0) return "";
  const head = `${count(paths.length, "file")} with the messages that would be sent:`;
  return `\n${head}\n\n${paths.map((path) => `- ${codeSpan(path)}`).join("\n")}\n`;
}
