/** Performs a `uses` step: a JavaScript action, a composite one, or a local equivalent. */

import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { playInProcess } from "../runner/in-process.ts";
import { performStep, runStep, type StepResult } from "../runner/run-step.ts";
import { type Action, type CompositeRuns, type JavaScriptRuns, readAction } from "./action-file.ts";
import { equivalentOf } from "./equivalents/table.ts";
import { evaluateText, evaluateTexts } from "./expression.ts";
import type { Template } from "./github-parser.ts";
import { type Frame, type Performed, sightOf } from "./job-state.ts";
import { type FoundAction, findAction } from "./load-workflow.ts";
import { processOptions } from "./perform-script.ts";
import { playSteps, type StepSetting } from "./play-steps.ts";
import { invalid } from "./problem.ts";
import { readReference } from "./references.ts";
import { takeResult } from "./take-result.ts";
import type { StepPlan } from "./workflow.ts";

/** An action that a matrix starts six times is compiled once. */
const COMPILED = join(tmpdir(), "release-approval-compiled");

/** @throws WorkflowProblem for an action that is not there, and what a local equivalent fails with */
export async function performAction(frame: Frame, step: StepPlan, setting: StepSetting): Promise<Performed> {
  const { work } = step;
  if (work.kind !== "uses") throw new TypeError("This step uses no action");
  const given = readGiven(frame, work.with, setting);
  const found = locateAction(frame, work.uses);
  if (found === undefined) return performEquivalent(frame, work.uses, given);
  warnOfUnknownInputs(frame, found.action, given);
  const { action } = found;
  if (action.runs.kind === "javascript") {
    return performJavaScript(frame, { uses: work.uses, action, runs: action.runs, given, setting });
  }
  return performComposite(frame, { found, runs: action.runs, given, setting });
}

/** Names of inputs do not differ by capitals. */
function readGiven(frame: Frame, values: Template | undefined, setting: StepSetting): Record<string, string> {
  const texts = evaluateTexts(values, sightOf(frame, setting.env));
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [name.toLowerCase(), value]));
}

function locateAction(frame: Frame, uses: string): FoundAction | undefined {
  const { task } = frame.job;
  const reference = readReference(uses);
  if (reference.kind !== "local") return findAction(task.places, frame.place, uses, task.record.name);
  const action = readAction(join(task.workspace, reference.path), uses);
  if (!action) {
    throw invalid(
      `Can't find 'action.yml', 'action.yaml' or 'Dockerfile' under '${uses}'. ` +
        "Did you forget to run actions/checkout before running your local action?",
    );
  }
  return { action, place: frame.place };
}

function warnOfUnknownInputs(
  frame: Frame,
  { inputs }: Action,
  given: Readonly<Record<string, string>>,
): void {
  const valid = inputs.map(({ name }) => name.toLowerCase());
  const unknown = Object.keys(given).filter((name) => !valid.includes(name));
  if (unknown.length === 0) return;
  const list = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ");
  const message = `Unexpected input(s) ${list(unknown)}, valid inputs are [${list(valid)}]`;
  frame.job.task.record.annotations.push({ level: "warning", message, properties: {} });
}

type JavaScriptCall = {
  uses: string;
  action: Action;
  runs: JavaScriptRuns;
  given: Readonly<Record<string, string>>;
  setting: StepSetting;
};

async function performJavaScript(frame: Frame, call: JavaScriptCall): Promise<Performed> {
  const { uses, action, runs, given, setting } = call;
  const inputs = { ...readDefaults(frame, action), ...given };
  const result = await runNode(frame, runs.main, setting, inputs);
  const { post } = runs;
  if (post) {
    const env = Object.fromEntries(
      Object.entries(result.state).map(([name, value]) => [`STATE_${name}`, value]),
    );
    frame.job.posts.push({
      name: `Post Run ${uses}`,
      if: post.if,
      play: async (at) => {
        const { signal, timeoutMs } = setting;
        // After a cancellation it cleans up, and is left alone.
        const isOpen = signal !== undefined && !signal.aborted;
        const after = { timeoutMs, env: { ...setting.env, ...env }, ...(isOpen && { signal }) };
        return takeResult(at, await runNode(frame, post.file, after, inputs), after);
      },
    });
  }
  return takeResult(frame, result, setting);
}

function runNode(
  frame: Frame,
  file: string,
  setting: StepSetting,
  inputs: Readonly<Record<string, string>>,
): Promise<StepResult> {
  const options = processOptions(frame, setting);
  const { inProcess } = frame.job.task.places;
  if (inProcess !== null && dirname(file) === inProcess.folder) {
    return performStep({ ...options, inputs }, (cwd, env) =>
      playInProcess({ file, env, cwd, pace: inProcess }),
    );
  }
  const env = { NODE_COMPILE_CACHE: COMPILED, ...options.env };
  return runStep([process.execPath, file], { ...options, env, inputs });
}

function readDefaults(frame: Frame, action: Action): Record<string, string> {
  const sight = sightOf(frame);
  return Object.fromEntries(
    action.inputs.flatMap(({ name, default: preset }) =>
      preset === undefined ? [] : [[name.toLowerCase(), evaluateText(preset, sight)]],
    ),
  );
}

type CompositeCall = {
  found: FoundAction;
  runs: CompositeRuns;
  given: Readonly<Record<string, string>>;
  setting: StepSetting;
};

async function performComposite(
  frame: Frame,
  { found, runs, given, setting }: CompositeCall,
): Promise<Performed> {
  const { action, place } = found;
  const inner: Frame = {
    job: frame.job,
    place,
    steps: {},
    failed: false,
    action: {
      inputs: { ...readDefaults(frame, action), ...given },
      folder: action.folder,
      env: { ...frame.action?.env, ...setting.env },
    },
  };
  let log = "";
  await playSteps(inner, runs.steps, (step) => {
    log += step.log;
  });
  const outputs = runs.outputs.map(({ name, value }) => [name, evaluateText(value, sightOf(inner))]);
  return { outcome: inner.failed ? "failure" : "success", outputs: Object.fromEntries(outputs), log };
}

async function performEquivalent(
  { job }: Frame,
  uses: string,
  inputs: Readonly<Record<string, string>>,
): Promise<Performed> {
  const { task } = job;
  let log = "";
  const outputs = await equivalentOf(uses)({
    inputs,
    workspace: task.workspace,
    temp: task.temp,
    github: task.places.github,
    sha: task.runner.sha ?? "",
    run: task.runner.runId ?? 0,
    permissions: task.permissions,
    artifacts: task.artifacts,
    log: (line) => {
      log += `${line}\n`;
    },
  });
  return { outcome: "success", outputs, log };
}
