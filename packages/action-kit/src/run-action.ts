import { debug, info, isDebug } from "@actions/core";
import { BugError } from "./bug-error.ts";
import type { Contract, InputsOf, OutputsOf, OutputValue, WrittenByKit } from "./contract.ts";
import { describeError, describeInterruption } from "./describe-error.ts";
import { type RunEnvironment, readEnvironment } from "./environment.ts";
import { logText } from "./log-text.ts";
import type { Outcome, Result } from "./outcome.ts";
import { publishOutcome } from "./publish-outcome.ts";
import { readInputs } from "./read-inputs.ts";
import { makeSecrets, type Secrets } from "./secrets.ts";

/** What an action gets besides its inputs. */
export type Kit<C extends Contract> = {
  environment: RunEnvironment;
  /** Aborted when the run is told to stop. */
  signal: AbortSignal;
  /** Sets an output that is known early; it is written at the end, also when the action fails after that. */
  setOutput(name: keyof OutputsOf<C> & string, value: OutputValue): void;
  /** A line of the log. */
  info(message: string): void;
  /** A line of the log that shows only where debug logging is on. */
  debug(message: string): void;
  /** The text with every secret of this run replaced by `***`. */
  redact(text: string): string;
};

export type Main<C extends Contract> = (inputs: InputsOf<C>, kit: Kit<C>) => Promise<Result<C>>;

/** What is known of a run before it ends. */
type Stage = {
  action: string;
  secrets: Secrets;
  signal: AbortSignal;
  outputs: Map<string, OutputValue>;
};

/** A contract and the code that fulfils it, with their common type hidden. */
export type Action = { name: string; perform(stage: Stage): Promise<Outcome> };

/** Ties an action's code to its contract. */
export function defineAction<C extends Contract>(contract: C, main: Main<C>): Action {
  return {
    name: contract.name,
    async perform(stage) {
      stage.action = contract.name;
      const inputs = readInputs(contract, stage.secrets);
      const environment = readEnvironment(process.env);
      const result = await main(inputs, makeKit(contract, stage, environment));
      return conclude(contract, stage, result);
    },
  };
}

/**
 * Runs an action and ends the process: the only exit point. The exit code is 0 for every honest decision, 1 for
 * `failed` and for every error, 130 or 143 when the run was told to stop.
 */
export async function runAction(action: Action): Promise<never> {
  // Whatever way the process ends, it must not look like success unless the last line of this function says so.
  process.exitCode = 1;
  const interruption = new AbortController();
  const stage: Stage = {
    action: action.name,
    secrets: makeSecrets(),
    signal: interruption.signal,
    outputs: new Map(),
  };
  const ended = Promise.withResolvers<Outcome>();
  const fail = (thrown: unknown) => ended.resolve(failedOutcome(stage, thrown));

  process.on("uncaughtException", fail);
  process.on("unhandledRejection", fail);
  process.on("beforeExit", () =>
    fail(new BugError("Nothing was left to wait for, and no decision had been made.")),
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      interruption.abort();
      ended.resolve(unfinished(stage, describeInterruption(signal)));
    });
  }

  // Within a promise, so that what `perform` throws before its first `await` arrives at `fail` as well.
  Promise.resolve()
    .then(() => action.perform(stage))
    .then(ended.resolve, fail);
  process.exit(await publishOutcome(await ended.promise, stage.secrets));
}

/**
 * Runs the action that the input `command` names; then as `runAction`. The action reads its own inputs itself, so
 * the other inputs of the outer contract are not looked at here.
 */
export function runCommand<C extends Contract>(
  outer: C,
  actions: Readonly<Record<string, Action>>,
): Promise<never> {
  return runAction({
    name: outer.name,
    perform(stage) {
      const inputs = { command: outer.inputs["command"] ?? missing(outer.name, "command") };
      const { command } = readInputs({ ...outer, inputs, oneOf: [] }, stage.secrets);
      return (actions[String(command)] ?? missing(outer.name, String(command))).perform(stage);
    },
  });
}

function missing(contract: string, what: string): never {
  throw new BugError(`${contract} has no \`${what}\`.`);
}

function makeKit<C extends Contract>(contract: C, stage: Stage, environment: RunEnvironment): Kit<C> {
  return {
    environment,
    signal: stage.signal,
    setOutput: (name, value) => keepOutput(contract, stage, name, value),
    info: (message) => info(logText(stage.secrets.redact(message))),
    debug: (message) => debug(stage.secrets.redact(message)),
    redact: (text) => stage.secrets.redact(text),
  };
}

const writtenByKit: readonly string[] = ["decision", "reason-code", "result"] satisfies WrittenByKit[];

function keepOutput(contract: Contract, stage: Stage, name: string, value: OutputValue): void {
  if (!Object.hasOwn(contract.outputs, name)) {
    throw new BugError(`${contract.name} sets the output \`${name}\`, which its contract does not declare.`);
  }
  if (writtenByKit.includes(name))
    throw new BugError(`${contract.name} sets \`${name}\`, which the exit point writes.`);
  stage.outputs.set(name, value);
}

function conclude<C extends Contract>(contract: C, stage: Stage, result: Result<C>): Outcome {
  for (const [name, value] of Object.entries(result.outputs ?? {})) {
    if (value !== undefined) keepOutput(contract, stage, name, value);
  }
  const annotations = [...(result.annotations ?? [])];
  if (result.failed !== undefined)
    annotations.unshift({ level: "error", title: contract.title, message: result.failed });
  return {
    action: contract.name,
    decision: result.decision,
    reasonCode: result.reasonCode,
    outputs: Object.fromEntries(stage.outputs),
    details: result.details ?? {},
    summary: result.summary ?? "",
    annotations,
    exitCode: result.failed === undefined ? 0 : 1,
  };
}

function failedOutcome(stage: Stage, thrown: unknown): Outcome {
  if (isDebug()) debug(stage.secrets.redact(traceOf(thrown)));
  return unfinished(stage, describeError(thrown));
}

function unfinished(stage: Stage, failure: ReturnType<typeof describeError>): Outcome {
  const outputs = Object.fromEntries(stage.outputs);
  return { action: stage.action, outputs, summary: summaryOf(failure), ...failure };
}

// In a fence: messages hold what people typed, and that is no Markdown here.
function summaryOf({ annotations }: ReturnType<typeof describeError>): string {
  const [first] = annotations;
  if (first === undefined) return "";
  const fence = "`".repeat(1 + Math.max(2, ...[...first.message.matchAll(/`+/g)].map(([run]) => run.length)));
  return `## ❌ ${first.title}\n\n${fence}text\n${first.message}\n${fence}\n`;
}

function traceOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const cause = thrown.cause === undefined ? "" : `\nCaused by ${traceOf(thrown.cause)}`;
  return `${thrown.stack ?? thrown.message}${cause}`;
}
