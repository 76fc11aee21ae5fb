import { type Decision, type Finding, type Json, rules } from "@release-approval/approval";
import { longDay } from "./dates.ts";
import { cut } from "./escape.ts";
import { nameEvidence, tellEvidence } from "./evidence-words.ts";
import { list } from "./links.ts";
import { count } from "./titles.ts";

/* Findings in words. What they mean in general stands in the table of rules; here their facts are put into sentences. */

export { nameEvidence, showFigures } from "./evidence-words.ts";

type Facts = Readonly<Record<string, Json>>;

/** A fact that is a text or a number; `""` when it is absent. */
export function textOf(facts: Facts, name: string): string {
  const value = facts[name];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A fact that is a list of texts. */
export function textsOf(facts: Facts, name: string): string[] {
  const value = facts[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
}

/** The findings that hold the release, or ended it. */
export function blockers(decision: Decision): Finding[] {
  return decision.finding.children.filter(({ severity }) => severity === "wait" || severity === "block");
}

/** The findings that are shown and hold nothing. */
export function remarks(decision: Decision): Finding[] {
  return decision.finding.children.filter(({ severity }) => severity === "info");
}

/** A finding as plain text: what is the case, and what to do about it. Holds words that people typed. */
export function describeFinding(finding: Finding): { sentence: string; cure: string } {
  const rule = rules.find((one) => one.code === finding.code);
  const sentence = specific[finding.code]?.(finding.facts) ?? rule?.sentence ?? `${finding.code}.`;
  return { sentence: cut(sentence, 500), cure: cureOf(finding) ?? rule?.cure ?? "" };
}

// Where it depends on the facts.
function cureOf({ code, facts }: Finding): string | null {
  if (code === "review-lost" && facts["what"] === "too-long")
    return "That reviewer posts the command in a shorter comment.";
  const item = textOf(facts, "item");
  const input = Object.hasOwn(inputOf, item) ? inputOf[item] : undefined;
  if (code !== "evidence-unmet" || facts["verdict"] !== "missing" || input === undefined) return null;
  return `Name it with the input \`${input}\` of request-approvals, or switch it off in the rules with \`evidence: { ${item === "rollback-plan" ? "deployment-plan" : item}: false }\`; then ask again.`;
}

/** By evidence item, the input that names its report. */
const inputOf: Readonly<Record<string, string>> = {
  tests: "test-results",
  coverage: "coverage",
  security: "security-scan",
  performance: "performance",
  "release-package": "release-notes",
  documentation: "documentation",
  "deployment-plan": "deployment-plan",
  "rollback-plan": "rollback-plan",
};

const specific: Readonly<Record<string, (facts: Facts) => string>> = {
  "evidence-unmet": (facts) => describeEvidence(facts),
  "role-without-reviewers": (facts) => {
    const team = textOf(facts, "team");
    const title = textOf(facts, "title");
    if (team !== "") return `The team ${team} of the role ${title} cannot be read.`;
    const able = textsOf(facts, "canReview");
    return able.length === 0
      ? `Nobody can fill the role ${title}.`
      : `${title} needs ${textOf(facts, "needed")} approvals, and only ${list(able, 6, " and ")} can review: who asks does not.`;
  },
  "review-lost": (facts) => describeLost(facts),
  "request-damaged": (facts) =>
    `The entry that holds revision ${textOf(facts, "revision")} was edited, deleted or cannot be read.`,
  "request-run-gone": (facts) =>
    `The run ${textOf(facts, "run")} that made the request was deleted, so nobody can tell who asked.`,
  "condition-open": (facts) => describeCondition(facts),
  "conflict-open": (facts) =>
    `A ${textOf(facts, "about") === "other" ? "" : `${textOf(facts, "about")} `}conflict is not decided${about(facts, "summary")}`,
  "ruled-stop": (facts) =>
    `${textOf(facts, "login") || "Somebody with the authority"} decided to stop${about(facts, "reason")}`,
  postponed: (facts) =>
    `The release is postponed${momentOf(facts, "until", " until ")}${about(facts, "reason")}`,
  override: (facts) => describeOverride(facts),
  overridden: (facts) => describeOverride(facts),
  overruled: (facts) =>
    `A ruling${byWhom(facts)} overrules the rejection of ${textOf(facts, "title") || textOf(facts, "role")}. It stays recorded.`,
  "review-deferred": (facts) =>
    `The review of ${textOf(facts, "title") || textOf(facts, "role")} was put off until after the release.`,
  "evidence-waived": (facts) =>
    `${nameEvidence(textOf(facts, "item"))} was waived${byWhom(facts)}${about(facts, "reason")}`,
  "override-unratified": (facts) =>
    `The override of v${textOf(facts, "version")} has not been signed off (#${textOf(facts, "issue")}).`,
  "lacks-shipped": (facts) =>
    `v${textOf(facts, "version")} shipped meanwhile with ${count(Number(textOf(facts, "commits") || 1), "commit")} that this release lacks.`,
  "rolled-back": (facts) => `The release was rolled back${byWhom(facts)}${about(facts, "reason")}`,
  delegated: (facts) =>
    `${textOf(facts, "to")} stands in as ${textOf(facts, "role")}${textOf(facts, "from") && ` for ${textOf(facts, "from")}`}${momentOf(facts, "until", ", until ")}.`,
  away: (facts) =>
    `${textOf(facts, "login")} is away${textOf(facts, "role") && ` as ${textOf(facts, "role")}`}${momentOf(facts, "until", ", until ")}.`,
  rejected: (facts) => `${textOf(facts, "title")} rejected the release.`,
  "review-missing": (facts) => `The review of ${textOf(facts, "title")} is missing.`,
  "quorum-missing": (facts) =>
    `${textOf(facts, "have")} of ${textOf(facts, "need")} ${textOf(facts, "of") === "primary" ? "primary roles" : "roles"} have approved.`,
  "optional-rejected": (facts) =>
    `${textOf(facts, "title")}, whose review is optional, rejected the release.`,
  "review-lapsed": (facts) =>
    `${textOf(facts, "title")} was asked if available and did not answer in time; the review is owed after the release.`,
  "entry-forged": (facts) =>
    `A comment (${textOf(facts, "comment")}) looks like an entry of the history, but its run ${textOf(facts, "run")} is not trusted. It counts for nothing.`,
  "history-damaged": (facts) => {
    const by = textOf(facts, "by");
    const at = textOf(facts, "at");
    return `An entry of the history is ${textOf(facts, "what")}${by && ` (by ${by}${at && `, ${at}`})`}. It counts for nothing.`;
  },
};

// `: the words.` or a full stop; what people typed ends where they ended it.
function about(facts: Facts, name: string): string {
  const words = textOf(facts, name).trim();
  return words === "" ? "." : `: ${cut(words, 300)}${/[.!?…]$/u.test(words) ? "" : "."}`;
}

function byWhom(facts: Facts): string {
  const by = textOf(facts, "by") || textOf(facts, "login");
  return by === "" ? "" : ` by ${by}`;
}

function momentOf(facts: Facts, name: string, before: string): string {
  const at = textOf(facts, name);
  return at === "" ? "" : `${before}${longDay(at)}`;
}

function describeLost(facts: Facts): string {
  const comment = `A comment of ${textOf(facts, "login")}`;
  switch (textOf(facts, "what")) {
    case "too-long":
      return `${comment} is too long to be read whole; it may hold a rejection.`;
    case "edited":
      return `${comment} was edited by somebody else before it was read. It may have been a rejection.`;
    default:
      return `${comment} was deleted before it was read. It may have been a rejection.`;
  }
}

function describeCondition(facts: Facts): string {
  const id = textOf(facts, "id");
  const what = `${textOf(facts, "login")} set ${id === "" ? "a condition" : `the condition ${id}`}${about(facts, "text")}`;
  return textOf(facts, "state") === "resolved"
    ? `${what} ${textOf(facts, "by") || "Somebody"} resolved it; it is not confirmed yet.`
    : what;
}

function describeOverride(facts: Facts): string {
  const by = textOf(facts, "by");
  return facts["automatic"] === true || by === ""
    ? "The rules let the release go without the quorum, since time has run out."
    : `${by} let the release go without all reviews${about(facts, "reason")}`;
}

function describeEvidence(facts: Facts): string {
  const item = textOf(facts, "item");
  const name = nameEvidence(item);
  const threshold = textOf(facts, "threshold");
  const target = threshold === "" ? "" : ` (needed: ${threshold})`;
  const figures = isRecord(facts["figures"]) ? facts["figures"] : {};
  const problem = textOf(figures, "problem").replace(/\.$/, "");
  switch (textOf(facts, "verdict")) {
    case "missing":
      return `${name}: ${problem || "the policy asks for a report, and the request names none"}${target}.`;
    case "unreadable":
      return `${name}: ${problem || "the report cannot be read"}${target}.`;
    default:
      return `${name}: ${tellEvidence({ item, figures, threshold })}.`;
  }
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
