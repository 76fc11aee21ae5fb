import type { EvidenceItem, Json } from "@release-approval/approval";
import { list } from "./links.ts";
import { count } from "./titles.ts";

/* What the reports of a build say, in few words. An item or a figure that nobody here knows is shown as it is. */

type Figures = Readonly<Record<string, Json>>;
type Measured = { item: string; figures: EvidenceItem["figures"] | Figures; threshold?: string | undefined };

/** `security-scan` as `Security scan`. */
export function nameEvidence(item: string): string {
  const words = item.replaceAll("-", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * What stands beside an item's name: `96.2 % of 1,204`, `94 %`, `0 high or critical`, `3 % worse at most`; `""` where
 * there is nothing to add. Plain text; may hold words of a report.
 */
export function showEvidence({ item, figures, threshold }: Measured): string {
  return wordsOf(short, item)?.(figures, threshold ?? "") ?? showFigures(figures);
}

/** What it says in a sentence, with what was needed: `93.4 % of 1,204 tests passed, 95 % needed; 79 failed, the first: …`. */
export function tellEvidence({ item, figures, threshold }: Measured): string {
  const told = wordsOf(long, item)?.(figures, threshold ?? "");
  if (told !== undefined && told !== null) return told;
  const problem = textIn(figures, "problem").replace(/\.$/, "");
  const words = [showFigures(figures), problem].filter((part) => part !== "").join("; ");
  return `${words || "the threshold is missed"}${needed(threshold)}`;
}

/** `success 96.2, total 1,204`: figures as they are named, at most four. */
export function showFigures(figures: Measured["figures"]): string {
  const shown = Object.entries(figures)
    .filter(([name]) => !sentences.has(name))
    .map(([name, value]) => `${name.replaceAll("-", " ")} ${show(value)}`);
  return shown.length === 0 ? "" : list(shown.slice(0, 4), 4, ", ");
}

/** Figures that are whole sentences stand for themselves. */
const sentences: ReadonlySet<string> = new Set(["problem", "remark", "failures"]);

type Words = (figures: Figures, threshold: string) => string | null;

// An item is called as whoever wrote the entry likes, `constructor` included.
function wordsOf(table: Readonly<Record<string, Words>>, item: string): Words | undefined {
  return Object.hasOwn(table, item) ? table[item] : undefined;
}

const short: Readonly<Record<string, Words>> = {
  tests: (figures) => {
    const [success, run] = [numberIn(figures, "success"), numberIn(figures, "run")];
    return success === null || run === null ? null : `${show(success)} % of ${show(run)}`;
  },
  coverage: (figures, threshold) => {
    const { percent, of } = coveredOf(figures, threshold);
    return percent === null ? null : `${show(percent)} %${of === "branches" ? " of branches" : ""}`;
  },
  security: (figures) => {
    const [critical, high] = [numberIn(figures, "critical"), numberIn(figures, "high")];
    if (critical === null || high === null) return null;
    return `${show(critical + high)} high or critical`;
  },
  performance: (figures) => {
    const worse = numberIn(figures, "regression");
    if (worse !== null) return `${show(worse)} % worse at most`;
    if (textIn(figures, "regression") === "none") return "nothing worse";
    return textIn(figures, "compared").startsWith("nothing") ? "first measurement" : null;
  },
  "release-package": (figures) => textIn(figures, "release-notes"),
  documentation: (figures) => {
    const files = numberIn(figures, "files");
    return files === null ? null : count(files, "file");
  },
  "deployment-plan": () => "",
  "rollback-plan": () => "",
};

const long: Readonly<Record<string, Words>> = {
  tests: (figures, threshold) => {
    const [success, run] = [numberIn(figures, "success"), numberIn(figures, "run")];
    if (success === null || run === null) return null;
    const bad = (numberIn(figures, "failed") ?? 0) + (numberIn(figures, "errors") ?? 0);
    const names = textIn(figures, "failures");
    const failed = bad === 0 ? "" : `; ${show(bad)} failed${names === "" ? "" : `, the first: ${names}`}`;
    const other = problemsBut(figures, "too few passed");
    return `${show(success)} % of ${show(run)} tests passed, ${asked(/success ([\d.]+) %/, threshold)}${failed}${other}`;
  },
  coverage: (figures, threshold) => {
    const { percent, of, total } = coveredOf(figures, threshold);
    if (percent === null || total === null) return null;
    return `${show(percent)} % of ${show(total)} ${of} are covered, ${asked(/([\d.]+) %/, threshold)}${problemsBut(figures, "too few are covered")}`;
  },
  security: (figures, threshold) => {
    const blocking = numberIn(figures, "blocking");
    if (blocking === null) return null;
    return `${count(blocking, "finding")} too many${needed(threshold)}: ${textIn(figures, "first")}`;
  },
  performance: (figures, threshold) => {
    const slow = numberIn(figures, "too-slow");
    if (slow === null) return null;
    return `${count(slow, "benchmark")} too slow${needed(threshold)}: ${textIn(figures, "which")}`;
  },
};

// The share that the policy asks about; of lines where it does not say.
function coveredOf(figures: Figures, threshold: string) {
  const byBranch = threshold.startsWith("branch");
  return byBranch
    ? { percent: numberIn(figures, "branch"), total: numberIn(figures, "branches"), of: "branches" }
    : { percent: numberIn(figures, "line"), total: numberIn(figures, "lines"), of: "lines" };
}

function asked(pattern: RegExp, threshold: string): string {
  const percent = pattern.exec(threshold)?.[1];
  return percent === undefined ? `needed: ${threshold}` : `${percent} % needed`;
}

// What the figures say by themselves is not said again.
function problemsBut(figures: Figures, known: string): string {
  const others = textIn(figures, "problem")
    .split("; ")
    .filter((one) => one !== "" && one !== known);
  return others.map((one) => `; ${one}`).join("");
}

function needed(threshold: string | undefined): string {
  return threshold === undefined || threshold === "" ? "" : ` (needed: ${threshold})`;
}

function numberIn(figures: Figures, name: string): number | null {
  const value = figures[name];
  return typeof value === "number" ? value : null;
}

function textIn(figures: Figures, name: string): string {
  const value = figures[name];
  return typeof value === "string" ? value : "";
}

function show(value: Json): string {
  return typeof value === "number" ? value.toLocaleString("en-US") : String(value);
}
