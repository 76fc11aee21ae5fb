import {
  type Checked,
  type Problem,
  problemsOf,
  type Severity,
  severities,
} from "@release-approval/approval/setup";
import { codeFence, escapeProse } from "./escape.ts";
import { count } from "./titles.ts";

/* The page of `command: doctor`: what is wrong, the worst first, each with its cure; then what could not be seen. */

const headings: Readonly<Record<Severity, { mark: string; title: string; what: string }>> = {
  stops: { mark: "⛔", title: "Stops a release", what: "stopping a release" },
  hole: { mark: "🕳️", title: "A way around the gate", what: "leading around the gate" },
  note: { mark: "💡", title: "Could be better", what: "that could be better" },
};

/** Markdown of the step summary. */
export function renderDoctor(checked: readonly Checked[]): string {
  const shown = new Set<string>();
  const parts = [
    `## ${doctorHeadline(checked)}`,
    countLine(checked),
    ...severities.map((severity) => renderSeverity(checked, severity, shown)),
    renderUnknown(checked),
    renderFine(checked),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** One line, Markdown and plain text alike. */
export function doctorHeadline(checked: readonly Checked[]): string {
  const holes = problemsOf(checked, "hole").length;
  if (problemsOf(checked, "stops").length > 0) return "⛔ A release could not be approved today";
  const ways = `${count(holes, "way")} ${holes === 1 ? "leads" : "lead"} around the gate`;
  if (holes > 0) return `🕳️ A release can be approved, and ${ways}`;
  return checked.some(({ unknown }) => unknown.length > 0)
    ? "🩺 A release can be approved, as far as this token can see"
    : "✅ A release can be approved, and nothing leads around the gate";
}

function countLine(checked: readonly Checked[]): string {
  const found = severities.flatMap((severity) => {
    const { length } = problemsOf(checked, severity);
    return length === 0 ? [] : [`${length} ${headings[severity].what}`];
  });
  const fine = checked.filter(({ state }) => state === "fine").length;
  const unknown = checked.filter((one) => one.unknown.length > 0).length;
  const rest = [
    `${fine} of ${checked.length} checks fine`,
    ...(unknown > 0 ? [`${unknown} not or not wholly checked`] : []),
  ];
  return `${[...found, ...rest].join(" · ")}`;
}

function renderSeverity(checked: readonly Checked[], severity: Severity, shown: Set<string>): string {
  const blocks = checked.flatMap(({ id, problems }) => {
    const own = problems.filter((problem) => problem.severity === severity);
    return own.length === 0 ? [] : [renderProblems(id, own, shown)];
  });
  if (blocks.length === 0) return "";
  const { mark, title } = headings[severity];
  return [`### ${mark} ${title}`, ...blocks].join("\n\n");
}

/** Problems of one check: what is equal in their cures is said once, and what is to be pasted once on the page. */
function renderProblems(id: string, problems: readonly Problem[], shown: Set<string>): string {
  const sentences = problems.map(({ sentence }) => `- ${prose(sentence)}`);
  const cures = [...new Set(problems.map(({ cure }) => cure))].map((cure) => `**Cure:** ${prose(cure)}`);
  const pastes = problems.flatMap(({ paste }) => {
    if (paste === undefined || shown.has(paste.text)) return [];
    shown.add(paste.text);
    return [codeFence(paste.text, paste.language)];
  });
  const isAbove = pastes.length === 0 && problems.some(({ paste }) => paste !== undefined);
  return [
    `**\`${id}\`**`,
    sentences.join("\n"),
    ...cures,
    ...pastes,
    ...(isAbove ? ["The same lines as above."] : []),
  ].join("\n\n");
}

/** A sentence of ours may come with a list of problems, a line each. */
function prose(text: string): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map(escapeProse)
    .join("<br>");
}

function renderUnknown(checked: readonly Checked[]): string {
  const lines = checked.flatMap(({ id, title, unknown }) =>
    unknown.length === 0 ? [] : [`- \`${id}\`, ${prose(title)}: ${unknown.map(prose).join(" ")}`],
  );
  if (lines.length === 0) return "";
  return fold(`❔ Not checked: ${lines.length}`, lines);
}

function renderFine(checked: readonly Checked[]): string {
  const fine = checked.filter(({ state }) => state === "fine").map(({ title }) => `- ✅ ${prose(title)}`);
  return fine.length === 0 ? "" : fold(`Fine: ${fine.length}`, fine);
}

function fold(summary: string, lines: readonly string[]): string {
  return `<details><summary><b>${summary}</b></summary>\n\n${lines.join("\n")}\n\n</details>`;
}
