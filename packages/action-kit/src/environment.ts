import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { type ConfigurationProblem, configurationErrorOf, type Json } from "@release-approval/approval";

/** What the runner says about this run: https://docs.github.com/actions/reference/workflows-and-actions/variables */
export type RunEnvironment = {
  repository: { owner: string; name: string };
  /** Without a slash at the end. */
  apiUrl: string;
  graphqlUrl: string;
  serverUrl: string;
  run: { id: number; attempt: number; url: string };
  /** The workflow file that runs, from GITHUB_WORKFLOW_REF; null on runners that do not say. */
  workflow: { repository: string; path: string; ref: string } | null;
  /** The commit that started the run. Not what is released, unless somebody says so. */
  sha: string | null;
  /** `refs/heads/main`. */
  ref: string | null;
  eventName: string | null;
  /** Payload of the event; empty when there is none. */
  event: { readonly [key: string]: Json };
  actor: string | null;
  /** Who started this attempt. */
  triggeringActor: string | null;
  /** Folder of the checkout. */
  workspace: string;
  /** Folder that later steps can read, and that a checkout does not clean. */
  temporaryFolder: string;
  /** For commands that the action starts: all variables but the step's inputs, since those hold tokens. */
  commandVariables: Readonly<Record<string, string>>;
};

export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;

type Reader = { env: EnvironmentVariables; problems: ConfigurationProblem[] };

/**
 * Reads the run's context from environment variables and from the file that GITHUB_EVENT_PATH names.
 * @throws ConfigurationError `invalid-environment`, with all problems at once
 */
export function readEnvironment(env: EnvironmentVariables): RunEnvironment {
  const reader: Reader = { env, problems: [] };
  const serverUrl = readUrl(reader, "GITHUB_SERVER_URL", "https://github.com");
  const apiUrl = readUrl(reader, "GITHUB_API_URL", "https://api.github.com");
  const graphqlUrl = readUrl(reader, "GITHUB_GRAPHQL_URL", graphqlBeside(apiUrl));
  const repository = readRepository(reader);
  const id = readPositive(reader, "GITHUB_RUN_ID", null);
  const attempt = readPositive(reader, "GITHUB_RUN_ATTEMPT", 1);
  const event = readEvent(reader);
  if (reader.problems.length > 0) throw configurationErrorOf(reader.problems, "invalid-environment");

  return {
    repository,
    apiUrl,
    graphqlUrl,
    serverUrl,
    run: { id, attempt, url: `${serverUrl}/${repository.owner}/${repository.name}/actions/runs/${id}` },
    workflow: parseWorkflowRef(env["GITHUB_WORKFLOW_REF"] ?? ""),
    sha: env["GITHUB_SHA"] || null,
    ref: env["GITHUB_REF"] || null,
    eventName: env["GITHUB_EVENT_NAME"] || null,
    event,
    actor: env["GITHUB_ACTOR"] || null,
    triggeringActor: env["GITHUB_TRIGGERING_ACTOR"] || null,
    workspace: env["GITHUB_WORKSPACE"] || ".",
    temporaryFolder: env["RUNNER_TEMP"] || tmpdir(),
    commandVariables: withoutInputs(env),
  };
}

function readRepository(reader: Reader): RunEnvironment["repository"] {
  const [, owner = "", name = ""] =
    /^([\w.-]+)\/([\w.-]+)$/.exec(reader.env["GITHUB_REPOSITORY"] ?? "") ?? [];
  if (owner === "") complain(reader, "GITHUB_REPOSITORY", "`owner/name` of the repository");
  return { owner, name };
}

function readPositive(reader: Reader, name: string, fallback: number | null): number {
  const text = reader.env[name] ?? "";
  if (text === "" && fallback !== null) return fallback;
  if (/^[1-9][0-9]{0,14}$/.test(text)) return Number(text);
  complain(reader, name, "a whole number from 1 on");
  return 0;
}

function readUrl(reader: Reader, name: string, fallback: string): string {
  const text = reader.env[name] || fallback;
  const url = URL.canParse(text) ? new URL(text) : null;
  // Errors name the address that was asked; a password in it would be in all of them.
  if (url === null || !/^https?:$/.test(url.protocol) || `${url.username}${url.password}` !== "")
    complain(reader, name, "an address that begins with https://, without user and password");
  return text.replace(/\/+$/, "");
}

/** GitHub.com serves GraphQL below the API's address, Enterprise Server beside it. */
function graphqlBeside(apiUrl: string): string {
  return apiUrl.endsWith("/api/v3") ? apiUrl.replace(/v3$/, "graphql") : `${apiUrl}/graphql`;
}

function readEvent(reader: Reader): RunEnvironment["event"] {
  const path = reader.env["GITHUB_EVENT_PATH"] ?? "";
  if (path === "") return {};
  try {
    const payload: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (isObject(payload)) return payload;
  } catch {
    // An absent file, an unreadable one and one that is no JSON are the same to the person who has to act.
  }
  complain(reader, "GITHUB_EVENT_PATH", "the path of a file with the event as a JSON object");
  return {};
}

/** JSON.parse makes nothing but JSON. */
function isObject(value: unknown): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function withoutInputs(env: EnvironmentVariables): Record<string, string> {
  const kept = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith("INPUT_"));
  return Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

/** `owner/name/.github/workflows/release.yml@refs/heads/main` */
function parseWorkflowRef(text: string): RunEnvironment["workflow"] {
  const [, repository = "", path = "", ref = ""] = /^([^/]+\/[^/]+)\/([^@]+)@(.+)$/.exec(text) ?? [];
  return repository === "" ? null : { repository, path, ref };
}

function complain(reader: Reader, name: string, allowed: string): void {
  const text = (reader.env[name] ?? "").replaceAll("`", "'").replace(/\/\/.*@/s, "//***@");
  reader.problems.push({
    where: `environment variable ${name}`,
    found: text === "" ? "nothing" : `\`${text.slice(0, 200)}\``,
    allowed,
    cure: "GitHub's runner sets it. Outside of a workflow, set it yourself.",
  });
}
