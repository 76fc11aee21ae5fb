import { appendFile } from "node:fs/promises";
import { error, info, notice, setOutput, warning } from "@actions/core";
import type { OutputValue } from "./contract.ts";
import { type Annotation, type Outcome, resultOf } from "./outcome.ts";
import type { Secrets } from "./secrets.ts";
import { cutSummary } from "./summary.ts";

/**
 * Publishes how a run ended: outputs, step summary, annotations. Everything passes the redaction.
 * @returns the exit code: the outcome's, or 1 when its outputs could not be handed over
 */
export async function publishOutcome(outcome: Outcome, secrets: Secrets): Promise<number> {
  const written = writeOutputs(outcome, secrets);
  await writeSummary(secrets.redact(outcome.summary));
  for (const annotation of limitAnnotations(outcome.annotations)) annotate(annotation, secrets);
  await Promise.all([flush(process.stdout), flush(process.stderr)]);
  return written ? outcome.exitCode : outcome.exitCode || 1;
}

function writeOutputs(outcome: Outcome, secrets: Secrets): boolean {
  const all = {
    decision: outcome.decision,
    "reason-code": outcome.reasonCode,
    ...outcome.outputs,
    result: resultOf(outcome),
  };
  try {
    for (const [name, value] of Object.entries(all)) {
      const text = printOutput(value, secrets);
      // Without a runner, @actions/core would print commands that only an old runner reads.
      if (process.env["GITHUB_OUTPUT"]) setOutput(name, text);
      else info(`${name}: ${text}`);
    }
    return true;
  } catch (thrown) {
    error(
      `The outputs could not be written: ${messageOf(thrown)} Later steps would not see them, so this step fails.`,
    );
    return false;
  }
}

/** Redacted before it becomes JSON: there, a quote within a secret would be written otherwise. */
function printOutput(value: OutputValue, secrets: Secrets): string {
  if (value === null) return "";
  if (typeof value !== "object") return secrets.redact(String(value));
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "string" ? secrets.redact(inner) : inner,
  );
}

/** The summary is for reading: when it cannot be written the decision still stands. */
async function writeSummary(markdown: string): Promise<void> {
  const file = process.env["GITHUB_STEP_SUMMARY"];
  if (markdown === "" || !file) return;
  try {
    await appendFile(file, `${cutSummary(markdown)}\n`);
  } catch (thrown) {
    warning(`The step summary could not be written: ${messageOf(thrown)}`);
  }
}

/** GitHub shows ten of a level for each step, and drops the rest without a word. */
const shown = 10;

function limitAnnotations(annotations: readonly Annotation[]): Annotation[] {
  return (["error", "warning", "notice"] as const).flatMap((level) => {
    const all = annotations.filter((it) => it.level === level);
    if (all.length <= shown) return all;
    const rest = all.slice(shown - 1).map((it) => `${it.title}: ${it.message}`);
    return [...all.slice(0, shown - 1), { level, title: `${rest.length} more`, message: rest.join("\n") }];
  });
}

const commands = { error, warning, notice } as const;

function annotate({ level, title, message }: Annotation, secrets: Secrets): void {
  commands[level](secrets.redact(message), { title: secrets.redact(title) });
}

/** On Windows a pipe is written later, and what is left when the process exits is lost. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write("", () => resolve()));
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
