import { parse } from "yaml";
import type { Job, Permissions, Step, Workflow } from "./workflow.ts";

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a workflow file. What GitHub would not understand is left out; GitHub itself refuses such a file.
 * @returns null for a text that is no YAML, or has no jobs
 */
export function readWorkflow(path: string, text: string): Workflow | null {
  const file = parseYaml(text);
  const jobs = fieldsOf(file?.["jobs"]);
  if (file === null || Object.keys(jobs).length === 0) return null;
  const shared = secretsIn(file["env"]);
  return {
    path,
    name: textOf(file["name"]) || path,
    triggers: readTriggers(file["on"]),
    permissions: readPermissions(file["permissions"]),
    concurrency: readConcurrency(file["concurrency"]),
    env: textsOf(file["env"]),
    jobs: Object.entries(jobs).map(([id, job]) => readJob(id, fieldsOf(job), shared)),
  };
}

function parseYaml(text: string): Fields | null {
  try {
    const data: unknown = parse(text, { maxAliasCount: 100, logLevel: "error" });
    return isFields(data) ? data : null;
  } catch {
    return null;
  }
}

/** `push`, `[push, workflow_dispatch]` or a mapping. */
function readTriggers(on: unknown): Fields {
  if (typeof on === "string") return { [on]: null };
  if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [textOf(event), null]));
  return fieldsOf(on);
}

function readPermissions(said: unknown): Permissions | null {
  if (said === undefined || said === null) return null;
  if (said === "read-all" || said === "write-all") return said;
  return textsOf(said);
}

function readConcurrency(said: unknown): Workflow["concurrency"] {
  if (said === undefined || said === null) return "none";
  const cancels = fieldsOf(said)["cancel-in-progress"];
  return cancels === undefined || cancels === false ? "waits" : "cancels";
}

function readJob(id: string, job: Fields, shared: readonly string[]): Job {
  const strategy = fieldsOf(job["strategy"]);
  const steps = Array.isArray(job["steps"]) ? job["steps"] : [];
  return {
    id,
    needs: typeof job["needs"] === "string" ? [job["needs"]] : listOf(job["needs"]),
    condition: textOf(job["if"]),
    permissions: readPermissions(job["permissions"]),
    environment: readEnvironment(job["environment"]),
    isMatrix: strategy["matrix"] !== undefined,
    failFast: strategy["fail-fast"] !== false,
    continueOnError: isOn(job["continue-on-error"]),
    uses: textOf(job["uses"]) || null,
    inputs: textsOf(job["with"]),
    steps: steps.map((step, index) => readStep(fieldsOf(step), index + 1)),
    secrets: [...new Set([...shared, ...secretsIn(job["env"]), ...secretsIn(job["secrets"])])],
  };
}

function readEnvironment(said: unknown): Job["environment"] {
  if (typeof said === "string") return { name: said, deployment: true };
  const { name, deployment } = fieldsOf(said);
  return textOf(name) === "" ? null : { name: textOf(name), deployment: deployment !== false };
}

function readStep(step: Fields, number: number): Step {
  const uses = textOf(step["uses"]) || null;
  const run = textOf(step["run"]) || null;
  const firstLine = run?.trim().split("\n")[0] ?? "";
  return {
    number,
    title: textOf(step["name"]) || (uses ?? firstLine),
    condition: textOf(step["if"]),
    continueOnError: isOn(step["continue-on-error"]),
    uses,
    run,
    inputs: textsOf(step["with"]),
    secrets: secretsIn(step),
  };
}

// An expression may come out as true.
function isOn(said: unknown): boolean {
  return said !== undefined && said !== null && said !== false;
}

/** Names of the secrets that expressions in a part of the file read: `secrets.NAME`, `secrets['NAME']`. */
function secretsIn(part: unknown): string[] {
  const text = part === undefined ? "" : JSON.stringify(part);
  const names = [...text.matchAll(/\bsecrets(?:\.|\[\s*')([A-Za-z_]\w*)/g)].map(([, name = ""]) => name);
  return [...new Set(names.map((name) => name.toUpperCase()))];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? String(value)
    : "";
}

function textsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(fieldsOf(value)).map(([key, inner]) => [key, textOf(inner)]));
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf) : [];
}
