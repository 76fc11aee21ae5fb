import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, type GitHubEvent, startGitHub } from "../index.ts";

const RELEASE = `name: Release
on:
  workflow_dispatch:
    inputs:
      version: { required: true }
      type: { type: choice, options: [auto, patch], default: auto }
      hotfix: { type: boolean }
      days: { type: number }
      note: {}
`;

let github: EmbeddedGitHub;
let bot: Client;
let events: GitHubEvent[] = [];

beforeAll(async () => {
  github = await startGitHub({
    people: PEOPLE,
    workflows: {
      "release.yml": RELEASE,
      "bare.yml": "on: [push, workflow_dispatch]\n",
      "push.yml": "# workflow_dispatch is no trigger of it\non: push\n",
      "broken.yml": "on: { workflow_dispatch: [\n",
    },
  });
  github.tag("v1");
  github.onEvent((event) => events.push(event));
  bot = connect(github, github.mintToken({ permissions: ALL }));
});

afterAll(async () => {
  await github.close();
  github.assertNoViolations();
});

const dispatch = (file: string, inputs?: object, ref = "main") =>
  bot("POST", `//actions/workflows/${file}/dispatches`, { ref, ...(inputs && { inputs }) });

describe("inputs of a dispatch", () => {
  const filled: [inputs: object, told: object][] = [
    [{ version: "1.2.0" }, { version: "1.2.0", type: "auto", hotfix: "false" }],
    [
      { version: "1.2.0", type: "patch", hotfix: true, days: 3, note: "x" },
      { version: "1.2.0", type: "patch", hotfix: "true", days: "3", note: "x" },
    ],
    [
      { version: "1.2.0", hotfix: "false", note: "" },
      { version: "1.2.0", type: "auto", hotfix: "false", note: "" },
    ],
  ];
  it.each(filled)("%j are told as %j", async (inputs, told) => {
    events = [];
    expect((await dispatch("release.yml", inputs)).status).toBe(204);
    expect(events).toMatchObject([
      { name: "workflow_dispatch", byWorkflow: true, payload: { inputs: told } },
    ]);
    expect(events[0]?.payload["inputs"]).toEqual(told);
    expect(github.dispatches.at(-1)).toMatchObject({ inputs });
  });

  it("are none where a workflow declares none", async () => {
    events = [];
    expect((await dispatch("bare.yml", undefined, "v1")).status).toBe(204);
    expect(events).toMatchObject([{ ref: "refs/tags/v1", payload: { inputs: null, ref: "refs/tags/v1" } }]);
  });

  const refused: [file: string, inputs: object, message: string][] = [
    ["release.yml", {}, "Required input 'version' not provided"],
    ["release.yml", { version: "" }, "Required input 'version' not provided"],
    ["release.yml", { version: "1", verison: "1", x: "y" }, 'Unexpected inputs provided: ["verison","x"]'],
    [
      "release.yml",
      { version: "1", type: "huge" },
      "Provided value 'huge' for input 'type' not in the list of allowed values",
    ],
    [
      "release.yml",
      { version: "1", hotfix: "yes" },
      "Provided value 'yes' for input 'hotfix' not in the list of allowed values",
    ],
    [
      "release.yml",
      { version: "1", days: "soon" },
      "Provided value 'soon' for input 'days' not in the list of allowed values",
    ],
    ["bare.yml", { version: "1" }, 'Unexpected inputs provided: ["version"]'],
    ["push.yml", {}, "Workflow does not have 'workflow_dispatch' trigger"],
  ];
  it.each(refused)("of %s: %j: %s", async (file, inputs, message) => {
    events = [];
    const runs = github.dispatches.length;
    expect(await dispatch(file, inputs)).toMatchObject({ status: 422, body: { message } });
    expect([events, github.dispatches.length]).toEqual([[], runs]);
  });

  it("are not read from a file that is no YAML", async () => {
    expect(await dispatch("broken.yml")).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining("failed to parse workflow") },
    });
  });

  it("are read from the file at the ref", async () => {
    github.commit({ branch: "next", message: "x", files: { ".github/workflows/bare.yml": RELEASE } });
    expect((await dispatch("bare.yml", { version: "1" }, "next")).status).toBe(204);
  });
});
