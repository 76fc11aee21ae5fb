import { actionOf } from "./find-actions.ts";
import type { JobRun } from "./job-runs.ts";
import type { Job, Step } from "./workflow.ts";

/** A step that hands something to the world. */
export type Publishing = { run: JobRun; step: Step; what: string; guard: Guard };

/** Whether the gate stands before a publishing step; if not, why not. */
export type Guard =
  | "guarded"
  | "no-gate"
  /** A condition such as `always()` lets it run although the gate has failed. */
  | "runs-anyway"
  /** The gate may be skipped or may fail without stopping anything. */
  | "gate-optional";

type Known = { what: string; pattern: RegExp };

const commands: readonly Known[] = [
  { what: "npm publish", pattern: /\b(?:npm|pnpm|yarn|bun|lerna)\b[^\n|;&]*(?<![\w-])publish(?![\w-])/ },
  { what: "gh release", pattern: /\bgh\s+release\s+(?:create|upload|edit)\b/ },
  {
    what: "docker push",
    pattern: /\b(?:docker|podman|buildah|skopeo|crane|helm|oras)\b[^\n|;&]*\s(?:push|copy|--push)\b/,
  },
  { what: "twine upload", pattern: /\btwine\s+upload\b/ },
  {
    what: "publish to PyPI",
    pattern: /\b(?:poetry|uv|flit|hatch|pdm|maturin)\b[^\n|;&]*(?<![\w-])publish(?![\w-])/,
  },
  { what: "cargo publish", pattern: /\bcargo\b[^\n|;&]*(?<![\w-])(?:publish|release)\b/ },
  { what: "gem push", pattern: /\bgem\s+push\b|\brake\s+release\b/ },
  { what: "maven deploy", pattern: /\bmvnw?\b[^\n|;&]*\b(?:deploy|release:perform)\b/ },
  { what: "gradle publish", pattern: /\bgradlew?\b[^\n|;&]*\bpublish\w*/ },
  { what: "nuget push", pattern: /\bnuget\s+push\b/ },
  { what: "goreleaser", pattern: /\bgoreleaser\s+release\b/ },
  { what: "semantic-release", pattern: /(?:^|[\s;&|])(?:npx\s+)?semantic-release\b/m },
  { what: "changeset publish", pattern: /\bchangesets?\s+publish\b/ },
  { what: "publish an extension", pattern: /\b(?:vsce|ovsx)\s+publish\b/ },
];

const actions: readonly Known[] = [
  { what: "action-gh-release", pattern: /^softprops\/action-gh-release@/ },
  { what: "release-action", pattern: /^ncipollo\/release-action@/ },
  { what: "create-release", pattern: /^actions\/(?:create-release|upload-release-asset)@/ },
  { what: "gh-action-pypi-publish", pattern: /^pypa\/gh-action-pypi-publish@/ },
  { what: "npm-publish", pattern: /^JS-DevTools\/npm-publish@/i },
  { what: "goreleaser-action", pattern: /^goreleaser\/goreleaser-action@/ },
  { what: "semantic-release-action", pattern: /^cycjimmy\/semantic-release-action@/ },
  { what: "release-please", pattern: /^(?:googleapis|google-github-actions)\/release-please-action@/ },
  { what: "release-gem", pattern: /^rubygems\/release-gem@/ },
  { what: "publish-crates", pattern: /^katyo\/publish-crates@/ },
];

/** Steps that publish, in the order of the files, each with whether the gate stands before it. */
export function findPublishing(runs: readonly JobRun[]): Publishing[] {
  return runs.flatMap((run) =>
    run.job.steps.flatMap((step): Publishing[] => {
      const what = whatItPublishes(step);
      return what === null ? [] : [{ run, step, what, guard: guardOf(run, step) }];
    }),
  );
}

function whatItPublishes(step: Step): string | null {
  // What the gate runs itself, it runs once the release is cleared.
  if (actionOf(step) !== null) return null;
  const { uses, run, inputs } = step;
  if (uses?.startsWith("docker/build-push-action@"))
    return isOff(inputs["push"]) ? null : "build-push-action";
  if (uses?.startsWith("changesets/action@")) return isOff(inputs["publish"]) ? null : "changesets";
  // A rehearsal of publishing publishes nothing.
  const text = (run ?? "")
    .replace(/\\\r?\n/g, " ")
    .replace(/^\s*#.*$/gm, "")
    .replace(/^.*--dry-run\b.*$/gm, "");
  const known =
    actions.find(({ pattern }) => pattern.test(uses ?? "")) ??
    commands.find(({ pattern }) => pattern.test(text));
  return known?.what ?? null;
}

function isOff(text: string | undefined): boolean {
  return text === undefined || text === "" || text === "false";
}

/** A gate earlier in the same job, or in a job that this one, or the job that calls it, needs. */
function guardOf({ file, started, job, caller }: JobRun, step: Step): Guard {
  const own = guardWithin(job, step);
  if (own === "guarded") return own;
  const outer = [
    guardByNeeds(job, file.jobs),
    ...(caller === null ? [] : [guardByNeeds(caller, started.jobs)]),
  ];
  return (
    outer.find((one) => one === "guarded") ?? [own, ...outer].find((one) => one !== "no-gate") ?? "no-gate"
  );
}

function guardWithin(job: Job, step: Step): Guard {
  const gates = gatesOf(job).filter(({ number }) => number < step.number);
  if (gates.length === 0) return "no-gate";
  if (asksTheGate(step.condition)) return "guarded";
  if (gates.every(isOptional)) return "gate-optional";
  return runsAnyway(step.condition) ? "runs-anyway" : "guarded";
}

// A skipped or failed need skips the jobs behind it, unless one of them says otherwise.
function guardByNeeds(job: Job, all: readonly Job[], visited: ReadonlySet<string> = new Set()): Guard {
  const needed = all.filter(({ id }) => job.needs.includes(id) && !visited.has(id));
  const found = needed.map((one): Guard => {
    const gates = gatesOf(one);
    if (gates.length === 0) return guardByNeeds(one, all, new Set([...visited, job.id]));
    return one.continueOnError || gates.every(isOptional) ? "gate-optional" : "guarded";
  });
  const best = found.find((one) => one === "guarded") ?? found.find((one) => one !== "no-gate") ?? "no-gate";
  if (best !== "no-gate" && asksTheGate(job.condition)) return "guarded";
  return best === "guarded" && runsAnyway(job.condition) ? "runs-anyway" : best;
}

function gatesOf(job: Job): Step[] {
  return job.steps.filter((step) => actionOf(step) === "gate");
}

function isOptional({ condition, continueOnError }: Step): boolean {
  return continueOnError || (condition !== "" && !/^(?:\$\{\{\s*)?success\(\)(?:\s*\}\})?$/.test(condition));
}

/** A condition that holds although something before has failed. */
function runsAnyway(condition: string): boolean {
  return /\b(?:always|failure|cancelled)\s*\(/.test(condition);
}

/** A condition that holds only where the gate has opened. */
function asksTheGate(condition: string): boolean {
  return /\bauthorized\s*==\s*'true'/.test(condition) && !condition.includes("||");
}
