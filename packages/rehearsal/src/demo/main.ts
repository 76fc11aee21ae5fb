/** `npm run demo`: plays the workflows that an adopter copies, and leaves what they made in a folder. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Scene } from "./act.ts";
import { type ActName, acts, isActName, quickActs } from "./acts/acts.ts";
import { CAST } from "./cast.ts";
import { closeAct, type Document } from "./close-act.ts";
import { renderIssuePage } from "./issue-page.ts";
import { findFirstDay, type History } from "./load-history.ts";
import { openScene } from "./open-scene.ts";
import { clearOutput, MESSAGES, PAGE, writeOutput } from "./output-folder.ts";
import { openReceivers } from "./receivers.ts";
import { StoryError } from "./story-error.ts";
import { issueNumber } from "./tell-issue.ts";
import { readMessages, tellMessages } from "./tell-messages.ts";
import { startTimeline, type Timeline } from "./timeline.ts";

const names = Object.keys(acts).filter(isActName);

const HELP = `Plays releases from request to audit, with the workflows of examples/, on a GitHub that is embedded here.

usage: npm run demo -- [<act> …] [--output <folder>] [--reports <folder>]

  <act>               ${names.join(", ")};
                      ${quickActs.join(", ")} when left out
  --output <folder>   where the documents go; demo-output when left out
  --reports <folder>  reports of this repository's build, as \`npm run reports\` leaves them; made when left out
  --help              show this

It ends with 0 when everything went as the story says, and with 1 otherwise. Nothing leaves this machine.
`;

const root = resolve(import.meta.dirname, "../../../..");

await main();

async function main(): Promise<void> {
  try {
    const { values, positionals } = parseArgs({
      options: {
        output: { type: "string", default: "demo-output" },
        reports: { type: "string" },
        help: { type: "boolean" },
      },
      allowPositionals: true,
    });
    if (values.help) process.stdout.write(HELP);
    else await playDemo(chooseActs(positionals), resolve(values.output), values.reports);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`\n${explain(error)}\n`);
  }
}

function chooseActs(asked: readonly string[]): ActName[] {
  const unknown = asked.find((name) => !isActName(name));
  if (unknown !== undefined) throw new StoryError(`There is no act “${unknown}”, only ${names.join(", ")}.`);
  return asked.length === 0 ? [...quickActs] : names.filter((name) => asked.includes(name));
}

function explain(error: unknown): string {
  if (error instanceof StoryError) return `The demo failed: ${error.message}`;
  if (!(error instanceof Error)) return `The demo failed: ${String(error)}`;
  const wrongArgument = "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (wrongArgument) return `${error.message}\n\n${HELP}`;
  return `The demo failed: ${error.stack ?? error.message}`;
}

async function playDemo(chosen: readonly ActName[], output: string, given?: string): Promise<void> {
  const began = performance.now();
  requireBuilt();
  clearOutput(output, chosen);
  const day = findFirstDay(root);
  const timeline = startTimeline(process.stdout);
  const reports = given === undefined ? makeReports(output) : resolve(given);
  const receivers = await openReceivers();
  try {
    for (const [index, name] of chosen.entries()) {
      const act = acts[name];
      const { secrets } = receivers;
      const { scene, history, close } = await openScene(act, { secrets, root, reports, day, timeline });
      try {
        if (index === 0) introduce(timeline, history);
        timeline.act(act.title, act.about);
        await act.play(scene);
        const documents = await closeAct(act, scene);
        const messages = readMessages(receivers.take());
        tellMessages(timeline, messages);
        writeOutput(output, name, {
          documents: [...documents, drawPage(scene)],
          messages: messages.map(({ document }) => document),
        });
      } finally {
        await close();
      }
    }
  } finally {
    await receivers.close();
  }
  conclude(timeline, chosen, output, performance.now() - began);
}

function requireBuilt(): void {
  const files = ["index", "request-approvals", "track-approvals", "gate-release", "audit-trail"];
  const missing = files.filter((name) => !existsSync(join(root, "dist", `${name}.js`)));
  if (missing.length > 0)
    throw new StoryError(`The actions are not built (dist/${missing[0]}.js is missing). Run: npm run build`);
}

/** The evidence of the release under review: of this repository's own tests, a scan and a benchmark. */
function makeReports(output: string): string {
  process.stdout.write(
    "Measuring this repository: some of its tests, their coverage, a scan, a benchmark …\n",
  );
  const folder = join(output, "reports");
  const script = join(root, "scripts/reports.ts");
  const { status, stderr } = spawnSync(process.execPath, [script, "--quick", "--output", folder], {
    cwd: root,
    stdio: ["ignore", "inherit", "pipe"],
    encoding: "utf8",
  });
  if (status !== 0)
    throw new StoryError(`scripts/reports.ts left out what the rules measure. ${stderr}`.trim());
  return folder;
}

function introduce(timeline: Timeline, history: History): void {
  timeline.heading("Release Approval: from “Run workflow” to the audit trail");
  timeline.text(
    "Played are the workflows that you would copy, examples/workflows/release-approval-with-reports.yml and release.yml, on a GitHub that is embedded here. Nothing leaves this machine.",
  );
  const commits = history.count === 1 ? "one commit" : `${history.count} commits`;
  const head = history.head.slice(0, 7);
  timeline.text(
    history.kind === "own"
      ? `Up for review is this repository itself: ${commits} up to ${head}, and one on top that adopts Release Approval.`
      : `This folder is no git repository, so ${commits} were made up as samples; the newest is ${head}.`,
  );
  const people = CAST.map(({ login, part }) => `${login} (${part})`).join(", ");
  timeline.text(`The people and their clock (UTC) are samples: ${people}.`);
}

function drawPage(scene: Scene): Document {
  const { github, moments } = scene;
  const issue = issueNumber(scene);
  const text = renderIssuePage(github.issue(issue), github.comments(issue), {
    moments,
    people: CAST.map(({ login }) => login),
    repository: github.fullName,
    url: `${github.serverUrl}/${github.fullName}`,
  });
  return { name: PAGE, text };
}

function conclude(
  timeline: Timeline,
  chosen: readonly ActName[],
  output: string,
  milliseconds: number,
): void {
  const seconds = (milliseconds / 1000).toFixed(1);
  timeline.heading(`Everything went as told, in ${seconds} s`);
  const folder = join(showPath(output), chosen.length === 1 ? chosen.join() : `{${chosen.join(",")}}`);
  timeline.end([
    { label: join(folder, PAGE), text: "the issue, to look at" },
    { label: join(folder, MESSAGES), text: "what each person received: mails as HTML, posts as JSON" },
    { label: join(folder, "authorization-v*.json"), text: "what the gate decided" },
    { label: join(folder, "release-v*.{md,json}"), text: "the audit trail" },
    ...names
      .filter((name) => !chosen.includes(name) && !quickActs.some((quick) => quick === name))
      .map((name) => ({ label: `npm run demo -- ${name}`, text: acts[name].title })),
    { label: "docs/adopt.md", text: "goes on with a repository of yours" },
    { label: "npm run rehearse", text: "plays workflows of yours" },
  ]);
}

/** Relative where that is shorter and stays below. */
function showPath(path: string): string {
  const below = relative(process.cwd(), path);
  return below.startsWith("..") ? path : below;
}
