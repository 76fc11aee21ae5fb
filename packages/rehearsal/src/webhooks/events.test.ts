import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, type GitHubEvent, startGitHub } from "../index.ts";

type Payload = Record<string, unknown>;
/** Payloads that GitHub sent, by event. */
const examples = createRequire(import.meta.url)("@octokit/webhooks-examples") as {
  name: string;
  examples: Payload[];
}[];

let github: EmbeddedGitHub;
let events: GitHubEvent[];
let changes: number;

beforeEach(async () => {
  github = await startGitHub({
    people: PEOPLE,
    workflows: {
      "release.yml": "on: { workflow_dispatch: { inputs: { version: {}, dry: { type: boolean } } } }\n",
    },
  });
  await github.as("ada").createIssue({ title: "Release", labels: ["release"] });
  events = [];
  changes = 0;
  github.onEvent((event) => events.push(event));
  github.onChange(() => {
    changes += 1;
  });
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

const named = () => events.map(({ name, action }) => (action === undefined ? name : `${name} ${action}`));

/** What somebody does, and what workflows may start on. */
const TABLE: [what: string, act: () => unknown, told: string[]][] = [
  ["open an issue", () => github.as("rea").createIssue({ title: "x" }), ["issues opened"]],
  [
    "open one with a label that is new",
    () => github.as("ada").createIssue({ title: "x", labels: ["new"] }),
    ["issues opened", "label created", "issues labeled"],
  ],
  ["rename it", () => github.as("ada").editIssue(1, { title: "Other" }), ["issues edited"]],
  ["edit its text", () => github.as("ada").editIssue(1, { body: "Other" }), ["issues edited"]],
  ["save it unchanged", () => github.as("ada").editIssue(1, { title: "Release" }), []],
  ["close it", () => github.as("ada").editIssue(1, { state: "closed" }), ["issues closed"]],
  ["lock it", () => github.as("ada").lock(1), ["issues locked"]],
  ["label it", () => github.as("ada").label(1, "release", "late"), ["label created", "issues labeled"]],
  ["take its labels", () => github.as("ada").editIssue(1, { labels: [] }), ["issues unlabeled"]],
  ["assign it", () => github.as("ada").editIssue(1, { assignees: ["will"] }), ["issues assigned"]],
  ["comment", () => github.as("rea").comment(1, "/approve"), ["issue_comment created"]],
  [
    "try what they may not",
    () =>
      github
        .as("rea")
        .lock(1)
        .catch(() => {}),
    [],
  ],
  ["delete it", () => github.as("ada").deleteIssue(1), ["issues deleted"]],
  ["commit", () => github.commit({ message: "x", author: "will" }), ["push"]],
  ["tag", () => github.tag("v1"), ["push"]],
  [
    "release",
    () => github.as("will").release({ tag: "v1" }),
    ["push", "release created", "release published", "release released"],
  ],
  ["draft a release", () => github.as("will").release({ tag: "v1", draft: true }), []],
  ["run a workflow", () => github.as("will").dispatch("release.yml"), ["workflow_dispatch"]],
];

describe("events", () => {
  it.each(TABLE)("tell who listens: %s", async (_, act, told) => {
    await act();
    expect(named()).toEqual(told);
  });

  it("of comments tell what they were, and of whom", async () => {
    const id = await github.as("rea").comment(1, "/approve");
    await github.as("will").editComment(id, "/reject");
    await github.as("ada").deleteComment(id);
    expect(events).toMatchObject([
      { name: "issue_comment", action: "created", actor: "rea", byWorkflow: false },
      { action: "edited", actor: "will", payload: { changes: { body: { from: "/approve" } } } },
      { action: "deleted", actor: "ada", payload: { comment: { id }, issue: { number: 1, comments: 0 } } },
    ]);
    const place = { ref: "refs/heads/main", sha: github.head() };
    expect(events.map(({ ref, sha }) => ({ ref, sha }))).toEqual([place, place, place]);
  });

  it("tell what a workflow's token wrote, which starts nothing but by a dispatch", async () => {
    const bot = connect(github, github.mintToken({ permissions: ALL }));
    await bot("POST", "//issues/1/comments", { body: "x" });
    await bot("POST", "//dispatches", { event_type: "go", client_payload: { a: 1 } });
    expect(events).toMatchObject([
      { name: "issue_comment", byWorkflow: true, actor: "github-actions[bot]" },
      { name: "repository_dispatch", action: "go", byWorkflow: true, payload: { client_payload: { a: 1 } } },
    ]);
  });

  it("of dispatches name the run that is there already", async () => {
    github.branch("next");
    const run = await github.as("will").dispatch("release.yml", {
      ref: "next",
      inputs: { version: "1.2.0", dry: true },
    });
    expect(events).toMatchObject([
      {
        name: "workflow_dispatch",
        run,
        ref: "refs/heads/next",
        payload: {
          inputs: { version: "1.2.0", dry: "true" },
          ref: "refs/heads/next",
          workflow: ".github/workflows/release.yml",
        },
      },
    ]);
    expect(github.run(run)).toMatchObject({ branch: "next", ref: "refs/heads/next", actor: "will" });
  });

  it("of pushes list what is new", () => {
    const before = github.head();
    const after = github.commit({ message: "two", author: "will", files: { "a.txt": "a" } });
    expect(events).toMatchObject([
      {
        ref: "refs/heads/main",
        sha: after,
        actor: "will",
        payload: { before, after, created: false, commits: [{ id: after, added: ["a.txt"] }] },
      },
    ]);
  });

  it("come after the write, and no more once nobody listens", async () => {
    const seen: number[] = [];
    const stop = github.onEvent(() => seen.push(github.comments(1).length));
    await github.as("rea").comment(1, "x");
    stop();
    await github.as("rea").comment(1, "y");
    expect(seen).toEqual([1]);
  });
});

describe("changes", () => {
  it("are a clock that moved, a run that goes on or ends, and another rule", async () => {
    const { id } = github.createRun({ workflow: ".github/workflows/release.yml", actor: "ada" });
    const acts = [
      () => github.clock.advance("1m"),
      () => github.as("ada").cancel(id),
      () => github.as("ada").rerun(id),
      () => github.completeRun(id, "success"),
      () => github.setEnvironment("approve"),
    ];
    for (const act of acts) await act();
    expect(changes).toBe(acts.length);
    await github.as("ada").comment(1, "changes nothing that a job waits for");
    expect(changes).toBe(acts.length);
  });
});

describe("payloads", () => {
  const acts: [event: string, act: () => Promise<unknown> | unknown][] = [
    ["issues", () => github.as("ada").lock(1)],
    ["issue_comment", () => github.as("rea").comment(1, "x")],
    ["label", () => connect(github, "ada")("POST", "//labels", { name: "x" })],
    ["push", () => github.commit({ message: "x", author: "ada" })],
    ["release", () => github.as("ada").release({ tag: "v1", name: "One", body: "It flies." })],
    ["workflow_dispatch", () => github.as("ada").dispatch("release.yml", { inputs: { version: "1" } })],
    [
      "repository_dispatch",
      () => connect(github, "ada")("POST", "//dispatches", { event_type: "x", client_payload: {} }),
    ],
  ];

  it.each(acts)("of %s have the types of GitHub's own", async (name, act) => {
    await act();
    const payload = events.find((event) => event.name === name)?.payload ?? {};
    const own = examples.find((example) => example.name === name)?.examples ?? [];
    expect(own.length).toBeGreaterThan(0);
    const differing = differences(payload, own);
    expect(differing).toEqual([]);
    const required = ["repository", "sender"].filter((key) => !(key in payload));
    expect(required).toEqual([]);
  });
});

/** Paths of our payload whose type none of GitHub's payloads has there. What only one of both has is passed over. */
function differences(ours: unknown, theirs: readonly unknown[], path = ""): string[] {
  const types = new Set(theirs.filter((value) => value !== undefined).map(typeOf));
  const type = typeOf(ours);
  if (types.size === 0 || type === "null" || [...types].every((other) => other === "null")) return [];
  if (!types.has(type)) return [`${path} is ${type}, not ${[...types].join(" or ")}`];
  if (type !== "object") return [];
  return Object.entries(ours as Payload).flatMap(([key, value]) =>
    differences(
      value,
      theirs.filter((other) => typeOf(other) === "object").map((other) => (other as Payload)[key]),
      path === "" ? key : `${path}.${key}`,
    ),
  );
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
