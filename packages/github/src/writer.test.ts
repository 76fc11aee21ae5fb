import { ConfigurationError, NotFoundError, PermissionError } from "@release-approval/approval";
import type { FaultKind } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { connectTo, start } from "../test/embedded.ts";
import { type CreatedComment, LostAnswerError, writeOnce } from "./index.ts";

/* Writing, against the embedded GitHub: what it leaves behind, also when the way to it breaks. */

describe("an issue", () => {
  it("is opened, changed and commented on, each in one request", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const created = await github.createIssue({ title: "Release v1", body: "one", labels: ["release"] });
    expect(created).toMatchObject({
      number: 1,
      author: { id: 41898282, login: "github-actions", kind: "bot" },
      createdAt: "2026-11-24T15:00:00Z",
    });
    const change = { body: "two", state: "closed", labels: ["release", "done"] } as const;
    expect(await github.updateIssue(created.number, change)).toBe(0);
    const comment = await github.createComment(created.number, "hello");
    expect(comment).toMatchObject({ author: { login: "github-actions", kind: "bot" } });
    expect(await github.react(comment.id, "+1")).toBe(true);
    expect(await github.react(comment.id, "+1")).toBe(true);
    expect(github.requests()).toBe(5);
    expect(embedded.issue(1)).toMatchObject({
      title: "Release v1",
      body: "two",
      state: "closed",
      labels: ["release", "done"],
    });
    expect(embedded.comments(1)).toMatchObject([
      { id: comment.id, body: "hello", reactions: ["+1 github-actions[bot]"] },
    ]);
  });

  it("that is not there is said to be not there", async () => {
    const github = connectTo(await start());
    await expect(github.createComment(9, "x")).rejects.toThrow(NotFoundError);
    await expect(github.updateIssue(9, { body: "x" })).rejects.toThrow(/issue #9 is not there/);
    expect(await github.react(999, "+1")).toBe(false);
  });

  it("assigns whom GitHub lets be assigned, and never fails a release", async () => {
    const embedded = await start();
    const github = connectTo(embedded);
    const { number } = await github.createIssue({ title: "x", body: "", labels: [] });
    expect(await github.addAssignees(number, ["mia"])).toBe(true);
    expect(embedded.issue(number).assignees).toEqual(["mia"]);
    await github.addAssignees(number, ["nobody-at-all"]);
    expect(await github.addAssignees(99, ["mia"])).toBe(false);
    expect(await github.addAssignees(number, [])).toBe(true);
    const token = embedded.mintToken({ permissions: { issues: "read" } });
    expect(await connectTo(embedded, { token }).addAssignees(number, ["mia"])).toBe(false);
    for (const kind of ["422", "404", "500", "before"] as const) {
      embedded.faults.add({ on: 1, kind });
      expect(await github.addAssignees(number, ["mia"])).toBe(false);
    }
  });

  it.each<[string, (github: ReturnType<typeof connectTo>) => Promise<unknown>, string]>([
    ["open", (it) => it.createIssue({ title: "x", body: "", labels: [] }), "issues: write"],
    ["change", (it) => it.updateIssue(1, { body: "x" }), "issues: write"],
    ["comment", (it) => it.createComment(1, "x"), "issues: write"],
    ["react", (it) => it.react(1, "+1"), "issues: write"],
    [
      "dispatch",
      (it) => it.dispatchWorkflow({ workflow: "release.yml", ref: "main", inputs: {} }),
      "actions: write",
    ],
  ])("needs a permission to %s", async (_, call, permission) => {
    const embedded = await start();
    const number = await embedded.as("mia").createIssue({ title: "x" });
    await embedded.as("mia").comment(number, "x");
    const token = embedded.mintToken({ permissions: { contents: "read", issues: "read", actions: "read" } });
    const refused = call(connectTo(embedded, { token }));
    await expect(refused).rejects.toThrow(PermissionError);
    await expect(refused).rejects.toMatchObject({
      permission,
      cure: `Add \`${permission}\` under \`permissions:\` of this job in the workflow file.`,
    });
  });
});

describe("a workflow", () => {
  it("is started with its inputs", async () => {
    const embedded = await start();
    const inputs = { version: "1.2.0" };
    await connectTo(embedded).dispatchWorkflow({
      workflow: "release.yml",
      ref: embedded.defaultBranch,
      inputs,
    });
    expect(embedded.dispatches).toMatchObject([{ kind: "workflow", inputs, ref: embedded.defaultBranch }]);
  });

  it.each([
    ["is not there", "publish.yml", { version: "1" }],
    ["has no such trigger", "ci.yml", {}],
  ])("that %s is a matter of configuration", async (_, workflow, inputs) => {
    const embedded = await start({
      workflows: {
        "release.yml": "on: { workflow_dispatch: { inputs: { version: {} } } }\njobs: {}\n",
        "ci.yml": "on: push\njobs: {}\n",
      },
    });
    const started = connectTo(embedded).dispatchWorkflow({ workflow, ref: embedded.defaultBranch, inputs });
    await expect(started).rejects.toThrow(ConfigurationError);
    await expect(started).rejects.toMatchObject({ cure: expect.stringContaining("workflow_dispatch") });
    expect(embedded.dispatches).toEqual([]);
  });
});

describe("a write whose answer is lost", () => {
  const lost: FaultKind[] = ["before", "after", "cut", "502", "500", "html"];

  it.each(lost)("by %s is sent once, and said to be lost", async (kind) => {
    const embedded = await start();
    const number = await embedded.as("mia").createIssue({ title: "x" });
    const github = connectTo(embedded);
    embedded.faults.add({ on: 1, kind });
    await expect(github.createComment(number, "x")).rejects.toThrow(LostAnswerError);
    expect(github.requests()).toBe(1);
    expect(embedded.requests.writes()).toHaveLength(1);
  });

  it.each(lost)("by %s happens once when it is confirmed", async (kind) => {
    const embedded = await start();
    const number = await embedded.as("mia").createIssue({ title: "x" });
    const github = connectTo(embedded);
    const body = "the fact `revision:1`";
    const find = async (): Promise<CreatedComment | null> => {
      const { issue } = await github.readRelease({ policyPath: "policy.yml", number });
      return issue?.comments.find((comment) => comment.body === body) ?? null;
    };
    embedded.faults.add({ on: 1, kind });
    const written = await writeOnce({
      write: () => github.createComment(number, body),
      find,
      pause: github.pause,
    });
    const comments = embedded.comments(number);
    expect(comments.map((comment) => comment.body)).toEqual([body]);
    expect(written.id).toBe(comments[0]?.id);
  });

  it.each<FaultKind>(["429", "secondary", "primary"])(
    "but refused by %s is simply sent again",
    async (kind) => {
      const embedded = await start();
      const number = await embedded.as("mia").createIssue({ title: "x" });
      embedded.faults.add({ on: 1, kind });
      await connectTo(embedded).createComment(number, "x");
      expect(embedded.comments(number)).toHaveLength(1);
    },
  );
});

describe("ten comments in a row", () => {
  it("are not held back", async () => {
    const embedded = await start();
    const number = await embedded.as("mia").createIssue({ title: "x" });
    const github = connectTo(embedded, { secondLasts: 1000 });
    const begin = performance.now();
    for (let n = 0; n < 10; n += 1) await github.createComment(number, `${n}`);
    expect(performance.now() - begin).toBeLessThan(3000);
  });
});
