import { checkPolicy } from "./check.ts";
import { completePolicy } from "./complete.ts";
import { placeDraft, readLayers, type Stack } from "./layers.ts";
import { type MergedFile, mergePolicies } from "./merge.ts";
import { presets } from "./presets.ts";
import { type Draft, isOnPath, mostProblems, type Path, type PolicyProblem } from "./problem.ts";
import type { Policy, PolicyFile } from "./schema.ts";

export { type Extends, type PresetName, policyDigest, readExtends } from "./extends.ts";
export { describeProblems, type PolicyProblem } from "./problem.ts";

type PolicyResult = { ok: true; policy: Policy } | { ok: false; problems: PolicyProblem[] };

/**
 * Reads a policy: a YAML text, what it builds on merged in, defaults filled in, every reference checked. Total: a text
 * of any kind is a policy or a list of problems, all at once, in the order of the file, at least one.
 * @param inherited texts of the files that `extends` names, nearest first (`readExtends` tells which to fetch)
 */
export function parsePolicy(text: string, inherited: readonly string[] = []): PolicyResult {
  const stack = readLayers(text, inherited);
  const merged = stack.whole ? mergeStack(stack) : null;
  const policy = merged === null ? null : completePolicy(merged);
  const found =
    merged === null || policy === null ? [] : checkPolicy({ file: merged, policy, preset: stack.preset });
  const problems = [...problemsOfFiles(stack), ...placeChecks(stack, found)];
  if (problems.length === 0 && policy !== null) return { ok: true, policy };
  return { ok: false, problems: inOrder(problems).slice(0, mostProblems) };
}

function mergeStack({ layers, preset }: Stack): MergedFile | null {
  const files = layers.map((layer) => layer.file);
  const base: PolicyFile = preset === null ? { version: 1 } : presets[preset];
  return files.reduceRight<MergedFile | null>(
    (below, above) => (below === null || above === null ? null : mergePolicies(below, above)),
    mergePolicies({ version: 1 }, base),
  );
}

function problemsOfFiles({ layers, problems }: Stack): PolicyProblem[] {
  return [
    ...layers.flatMap((layer) => layer.drafts.map((draft) => placeDraft(draft, [layer], layer))),
    ...problems,
  ];
}

// What only follows from a problem that is told already is not told again: one typing error, one message.
function placeChecks({ layers }: Stack, drafts: readonly Draft[]): PolicyProblem[] {
  const [own] = layers;
  if (own === undefined) return [];
  const wrong = layers.flatMap((layer) => layer.drafts.flatMap(wrongPaths));
  // Without its base a policy lacks everything, and each lack would be a problem.
  if (wrong.some((path) => path[0] === "extends")) return [];
  return drafts
    .filter((draft) => !wrong.some((path) => follows(draft, path)))
    .map((draft) => placeDraft(draft, layers, own));
}

// A wrong key stays wrong whatever is beneath it.
function follows({ path, at, depends = [] }: Draft, wrong: Path): boolean {
  const own = isOnPath(path, wrong) && (at === "value" || wrong.length <= path.length);
  return own || depends.some((other) => isOnPath(other, wrong));
}

// `membres` was meant to be `members`: what follows from its absence follows from the typing error.
function wrongPaths({ path, at, nearest }: Draft): Path[] {
  return at === "key" && nearest !== undefined ? [path, [...path.slice(0, -1), nearest]] : [path];
}

function inOrder(problems: readonly PolicyProblem[]): PolicyProblem[] {
  const sources = [...new Set(problems.map((problem) => problem.source))];
  const order = (problem: PolicyProblem) => sources.indexOf(problem.source);
  return problems.toSorted((a, b) => order(a) - order(b) || a.line - b.line || a.column - b.column);
}
