/** `npm run github`: the embedded GitHub alone, with a sample repository, until Ctrl-C. */

import { parseArgs } from "node:util";
import type { EmbeddedGitHub } from "./embedded.ts";
import { SAMPLE_PEOPLE, sampleOptions } from "./sample.ts";
import { startGitHub } from "./start-github.ts";

const FIRST_PORT = 4_080;
const PORTS_TO_TRY = 20;

const HELP = `Starts an embedded GitHub on this machine, with a sample repository, until Ctrl-C.

usage: npm run github -- [--port <number>]

  --port <number>   listen there; otherwise on ${FIRST_PORT}, or the next free port
  --help            show this

It prints the environment variables that point a tool at it. Nothing is kept when it ends.
`;

await main();

async function main(): Promise<void> {
  try {
    const { values } = parseArgs({ options: { port: { type: "string" }, help: { type: "boolean" } } });
    if (values.help) {
      process.stdout.write(HELP);
      return;
    }
    const github = values.port === undefined ? await startOnFreePort() : await start(readPort(values.port));
    github.tag("v1.1.0");
    process.stdout.write(describe(github));
    process.once("SIGINT", () => void github.close());
    process.once("SIGTERM", () => void github.close());
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}

function start(port: number): Promise<EmbeddedGitHub> {
  const now = new Date().toISOString();
  return startGitHub({ ...sampleOptions(), port, now, clockRuns: true });
}

async function startOnFreePort(): Promise<EmbeddedGitHub> {
  for (let port = FIRST_PORT; port < FIRST_PORT + PORTS_TO_TRY; port += 1) {
    try {
      return await start(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(
    `No port from ${FIRST_PORT} to ${FIRST_PORT + PORTS_TO_TRY - 1} is free; name one with --port`,
  );
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  return code === "EADDRINUSE" ? "That port is taken; leave out --port for the next free one" : error.message;
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Error(`--port needs a number from 0 to 65535, not "${text}"`);
}

function describe(github: EmbeddedGitHub): string {
  const people = SAMPLE_PEOPLE.map(
    ({ login, role }) => `  ${github.tokens.of(login).padEnd(12)} ${login}, ${role}`,
  );
  const run = github.createRun({
    workflow: ".github/workflows/release-approval.yml",
    actor: SAMPLE_PEOPLE[0].login,
    event: "workflow_dispatch",
  });
  const token = github.mintToken({
    run: run.id,
    permissions: { contents: "read", issues: "write", actions: "write", "pull-requests": "read" },
  });
  return `Embedded GitHub with the repository ${github.fullName}. Point a tool at it with:

  export GITHUB_API_URL=${github.url}
  export GITHUB_GRAPHQL_URL=${github.graphqlUrl}
  export GITHUB_SERVER_URL=${github.serverUrl}
  export GITHUB_REPOSITORY=${github.fullName}
  export GITHUB_RUN_ID=${run.id}
  export GITHUB_TOKEN=${token}   # a workflow's token: acts as github-actions[bot]

Tokens of people:

${people.join("\n")}

Try:

  curl -H "Authorization: Bearer ${github.tokens.of("rita")}" ${github.url}/repos/${github.fullName}/issues

  env "INPUT_GITHUB-TOKEN=${token}" INPUT_VERSION=1.2.0 INPUT_REF=main node dist/request-approvals.js

Ctrl-C ends it.
`;
}
