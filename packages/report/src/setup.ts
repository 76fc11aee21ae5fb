import {
  code,
  describeLeftOut,
  type EnvironmentEntry,
  isChange,
  type LabelEntry,
  listed,
  type Remark,
  type SetupOutcome,
} from "@release-approval/approval/setup";
import { escapeProse } from "./escape.ts";
import { count } from "./titles.ts";

/* The page of `command: setup`: what the policy implies, what is there already, and what was, or would be, changed. */

export type SetupView = {
  outcomes: readonly SetupOutcome[];
  applied: boolean;
  /** false: GitHub says that this token's owner is no administrator here. */
  mayAdminister: boolean | null;
};

/** Markdown of the step summary. */
export function renderSetup(view: SetupView): string {
  const environments = view.outcomes.flatMap((one) =>
    one.entry.kind === "environment" ? [{ ...one, entry: one.entry }] : [],
  );
  const labels = view.outcomes.flatMap((one) =>
    one.entry.kind === "label" ? [{ ...one, entry: one.entry }] : [],
  );
  const parts = [
    `## ${setupHeadline(view)}`,
    leadOf(view),
    table(["Environment", "For", "What"], environments.map(environmentRow)),
    table(["Label", "What"], labels.map(labelRow)),
    remarksOf(environments),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

type Counted = { planned: number; written: number; refused: number };

export function countSetup({ outcomes }: Pick<SetupView, "outcomes">): Counted {
  const of = (result: SetupOutcome["result"]) => outcomes.filter((one) => one.result === result).length;
  return { planned: of("planned"), written: of("written"), refused: of("refused") };
}

/** Whether the plan of the owner left the buttons out. */
export function isCommentsOnly({ outcomes }: Pick<SetupView, "outcomes">): boolean {
  return outcomes.some(({ result }) => result === "not-on-this-plan");
}

/** One line, Markdown and plain text alike. */
export function setupHeadline(view: SetupView): string {
  const { planned, written, refused } = countSetup(view);
  if (refused > 0) return `❌ GitHub refused ${count(refused, "change")} of the set-up`;
  if (planned > 0) return `📋 ${count(planned, "change")} planned, nothing changed yet`;
  if (written > 0) return `✅ Set up: ${count(written, "change")} made`;
  return isCommentsOnly(view) ? "💬 Reviews by comment" : "✅ Set up already: nothing to change";
}

function leadOf(view: SetupView): string {
  const lines: string[] = [];
  if (countSetup(view).planned > 0) lines.push("To do it, run this again with `apply: true`.");
  if (!view.applied && view.mayAdminister === false)
    lines.push("⚠️ The owner of this token is no administrator here: GitHub will refuse.");
  if (isCommentsOnly(view))
    lines.push(
      "GitHub has no required reviewers and no wait timers for this private repository on its owner's plan. **People review by comment**, which counts as much.",
    );
  return lines.join("\n\n");
}

const marks = { create: "➕", change: "✏️", keep: "✅", impossible: "⚠️" } as const;

function markOf({ entry, result }: SetupOutcome): string {
  if (result === "refused") return "❌";
  return result === "not-on-this-plan" ? "💬" : marks[entry.action];
}

type Of<Entry> = Omit<SetupOutcome, "entry"> & { entry: Entry };

function environmentRow(one: Of<EnvironmentEntry>): string[] {
  const { entry } = one;
  const use = entry.roles.length === 0 ? "clock" : listed(entry.roles);
  return [`${markOf(one)} ${code(entry.name)}`, use, whatOf(one)];
}

function whatOf({ entry, result, said }: Of<EnvironmentEntry>): string {
  if (result === "refused") return said ?? "refused";
  if (result === "not-on-this-plan") return "not on this plan";
  if (entry.action === "impossible") return "nobody could press it; see below";
  if (!isChange(entry)) return "as it should be";
  const { reviewers, preventsSelfReview, waitMinutes, branches } = entry.adds;
  const parts = [
    reviewers.length === 0 ? "" : `reviewers ${listed(reviewers.map(({ name }) => code(name)))}`,
    preventsSelfReview ? "not for who asked" : "",
    waitMinutes === null ? "" : `rings after ${waitMinutes} min`,
    branches.length === 0
      ? ""
      : `for ${branches.length === 1 ? "branch" : "branches"} ${listed(branches.map(code))}`,
  ];
  return parts.filter((part) => part !== "").join("; ");
}

function labelRow(one: Of<LabelEntry>): string[] {
  const { entry, result, said } = one;
  const what = result === "refused" ? (said ?? "refused") : isChange(entry) ? entry.description : "is there";
  return [`${markOf(one)} ${code(entry.name)}`, what];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.map(escapeProse).join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

function remarksOf(outcomes: readonly Of<EnvironmentEntry>[]): string {
  const lines = outcomes.flatMap(({ entry }) =>
    entry.remarks.map((remark) => `- ${escapeProse(`${code(entry.name)}: ${describeRemark(remark)}`)}`),
  );
  return lines.length === 0 ? "" : `### Worth knowing\n\n${lines.join("\n")}`;
}

/** What the plan leaves as it is, or cannot do, with what to do about it. */
export function describeRemark(remark: Remark): string {
  switch (remark.code) {
    case "six-at-most":
      return `GitHub lets six review by button: ${names(remark.chosen)}. ${names(remark.left)} can answer by comment. For all of them, put them into a team and write \`members: [team:ORGANISATION/TEAM]\`: a team is one reviewer.`;
    case "nobody":
      return "No member of the role can review by button, so there is none. Correct the role's `members`, then run this again.";
    case "keeps-reviewers":
      return `${names(remark.names)} can press it and ${remark.names.length === 1 ? "is" : "are"} not in the role as the policy names it. Kept; what they press without the role is not counted.`;
    case "keeps-self-review":
      return "It keeps out who asked for the release, and the policy does not. Kept; untick “Prevent self-review” if that is not meant.";
    case "keeps-wait":
      return remark.wanted === 0
        ? `It waits ${remark.minutes} minutes before anybody can press it. Kept.`
        : `It rings after ${remark.minutes} minutes, not after ${remark.wanted}. Kept.`;
    case "keeps-protected":
      return "Protected branches may use it. Kept; limit it to selected branches by hand if it should be the default branch alone.";
    case "keeps-patterns":
      return `${names(remark.names)} may use it, too. Kept; take it away by hand if that is not meant.`;
    case "waits-for-people":
      return `${names(remark.names)} has to press it, so it does not ring by itself. Kept; take the reviewers away by hand.`;
    default:
      return `${capital(describeLeftOut(remark))}. Left out.`;
  }
}

function names(all: readonly string[]): string {
  return listed(all.map(code));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
