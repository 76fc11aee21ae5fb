import type { JobRun } from "./job-runs.ts";

const fromEnv = /^\$\{\{\s*env\.([\w-]+)\s*\}\}$/;
const fromInputs = /^\$\{\{\s*inputs\.([\w-]+)\s*(?:\|\|\s*'([^']*)'\s*)?\}\}$/;

/**
 * A value under `with:` where the files tell it: `env.NAME` of the workflow, and an input that the caller fills in, or
 * the text after `||`. Any other expression stays what it is: it is known only when it runs.
 */
export function resolveText(text: string, run: Pick<JobRun, "file" | "caller">): string {
  const [, variable] = fromEnv.exec(text) ?? [];
  const value = variable === undefined ? undefined : run.file.env[variable];
  // Once: a value of `env` may take an input, and not another one of `env`.
  const known = value ?? text;
  const [, input, otherwise] = fromInputs.exec(known) ?? [];
  if (input === undefined) return known;
  return run.caller?.inputs[input] || (otherwise ?? known);
}

/** Whether a value is known only when the workflow runs. */
export function isExpression(text: string): boolean {
  return text.includes("${{");
}
