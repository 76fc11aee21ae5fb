import { describe, expect, it } from "vitest";
import { findActions, neededPermissions } from "./find-actions.ts";
import { findPublishing } from "./find-publishing.ts";
import { findJobRuns, grants, permissionsOf } from "./job-runs.ts";
import { readWorkflow } from "./read-workflow.ts";
import type { Workflow } from "./workflow.ts";

const gate = "{ id: gate, uses: acme/release-approval/actions/gate-release@v1 }";
const ship = "{ run: npm publish }";

function runsOf(...texts: string[]) {
  const files = texts.map((text, index) => readWorkflow(`.github/workflows/w${index}.yml`, text));
  return findJobRuns(
    files.filter((one): one is Workflow => one !== null),
    "acme/rocket",
  );
}

const guards = (...texts: string[]) => findPublishing(runsOf(...texts)).map(({ guard }) => guard);

describe("whether the gate stands before publishing", () => {
  it.each<[string, string, string[]]>([
    ["no gate", `on: push\njobs: { a: { steps: [${ship}] } }`, ["no-gate"]],
    ["a gate after it", `on: push\njobs: { a: { steps: [${ship}, ${gate}] } }`, ["no-gate"]],
    ["a gate before it", `on: push\njobs: { a: { steps: [${gate}, ${ship}] } }`, ["guarded"]],
    [
      "the job needs the gate's",
      `on: push\njobs: { g: { steps: [${gate}] }, a: { needs: g, steps: [${ship}] } }`,
      ["guarded"],
    ],
    [
      "through another job",
      `on: push\njobs: { g: { steps: [${gate}] }, b: { needs: [g], steps: [{ run: make }] }, a: { needs: [b], steps: [${ship}] } }`,
      ["guarded"],
    ],
    [
      "a job that runs although the gate failed",
      `on: push\njobs: { g: { steps: [${gate}] }, a: { needs: g, if: always(), steps: [${ship}] } }`,
      ["runs-anyway"],
    ],
    [
      "not cancelled is always, nearly",
      `on: push\njobs: { g: { steps: [${gate}] }, a: { needs: g, if: "\${{ !cancelled() }}", steps: [${ship}] } }`,
      ["runs-anyway"],
    ],
    [
      "a job that asks the gate",
      `on: push\njobs: { g: { steps: [${gate}] }, a: { needs: g, if: always() && needs.g.outputs.authorized == 'true', steps: [${ship}] } }`,
      ["guarded"],
    ],
    [
      "a job that asks the gate, or somebody",
      `on: push\njobs: { g: { steps: [${gate}] }, a: { needs: g, if: always() && (inputs.force || needs.g.outputs.authorized == 'true'), steps: [${ship}] } }`,
      ["runs-anyway"],
    ],
    [
      "a gate that does not stop its job",
      `on: push\njobs: { g: { continue-on-error: true, steps: [${gate}] }, a: { needs: g, steps: [${ship}] } }`,
      ["gate-optional"],
    ],
    [
      "a gate that may be skipped",
      `on: push\njobs: { a: { steps: [{ if: inputs.check, uses: acme/release-approval/actions/gate-release@v1 }, ${ship}] } }`,
      ["gate-optional"],
    ],
    [
      "what the gate runs",
      "on: push\njobs: { a: { steps: [{ uses: ./actions/gate-release, with: { run: npm publish } }] } }",
      [],
    ],
    [
      "the all-in-one action",
      `on: push\njobs: { a: { steps: [{ uses: acme/release-approval@v1, with: { command: gate } }, ${ship}] } }`,
      ["guarded"],
    ],
    [
      "a circle of needs",
      `on: push\njobs: { a: { needs: b, steps: [${ship}] }, b: { needs: a, steps: [{ run: make }] } }`,
      ["no-gate"],
    ],
  ])("%s", (_, text, expected) => {
    expect(guards(text)).toEqual(expected);
  });

  it("in a workflow that another one calls, behind its gate", () => {
    const called = `on: workflow_call\njobs: { a: { steps: [${ship}] } }`;
    const caller = `on: push\njobs: { g: { steps: [${gate}] }, a: { needs: g, uses: ./.github/workflows/w0.yml } }`;
    expect(guards(called, caller)).toEqual(["guarded"]);
    expect(guards(called, caller.replace("needs: g, ", ""))).toEqual(["no-gate"]);
    expect(guards(called.replace("workflow_call", "[workflow_call, push]"), caller)).toEqual([
      "no-gate",
      "guarded",
    ]);
  });
});

it.each([
  "npm publish",
  "npm \\\n  publish",
  "pnpm -r publish --access public",
  "yarn npm publish",
  "npx lerna publish from-git",
  "gh release create v1 dist/*",
  "docker push ghcr.io/acme/rocket",
  "docker buildx build --push .",
  "python -m twine upload dist/*",
  "uv publish",
  "cargo publish -p rocket",
  "gem push rocket.gem",
  "./mvnw -B deploy",
  "./gradlew publishToMavenCentral",
  "dotnet nuget push x.nupkg",
  "npx semantic-release",
  "npx changeset publish",
  "npx vsce publish",
])("%s publishes", (command) => {
  expect(
    guards(`on: push\njobs: { a: { steps: [{ run: ${JSON.stringify(`make\n${command}`)} }] } }`),
  ).toHaveLength(1);
});

it.each([
  "npm run build",
  "npm publish --dry-run",
  "# npm publish",
  "docker pull x",
  "gh release view v1",
  "cargo build --release",
  "npm run build-publish-docs",
  "echo unpublished; npm ci",
  "mvn verify",
])("%s publishes nothing", (command) => {
  expect(guards(`on: push\njobs: { a: { steps: [{ run: ${JSON.stringify(command)} }] } }`)).toEqual([]);
});

describe("our actions", () => {
  it.each<[string, string, string[]]>([
    ["by their folders", "{ uses: acme/release-approval/actions/track-approvals@v1 }", ["track"]],
    ["of the same repository", "{ uses: ./actions/audit-trail }", ["audit"]],
    ["of the running commit", "{ uses: $/actions/request-approvals }", ["request"]],
    ["by command", "{ uses: ./, with: { command: doctor } }", ["doctor"]],
    ["not others", "{ uses: acme/track-approvals@v1 }", []],
    ["not the command of another action", "{ uses: acme/tools/cli@v1, with: { command: gate } }", []],
  ])("%s", (_, step, expected) => {
    const uses = findActions(runsOf(`on: push\njobs: { a: { steps: [${step}] } }`));
    expect(uses.map(({ action }) => action)).toEqual(expected);
  });

  it("in the reusable workflow of this project: asks, tracks and starts what `publish` names", () => {
    const text =
      "on: push\njobs: { a: { uses: acme/release-approval/.github/workflows/release-approval.yml@v1, with: { publish: ship.yml } } }";
    const [request, track] = findActions(runsOf(text));
    expect([request?.action, track?.action, track?.inputs["release-workflow"]]).toEqual([
      "request",
      "track",
      "ship.yml",
    ]);
    expect(track && neededPermissions(track)).toContainEqual(["actions", "write"]);
  });

  it("in a called workflow, with an input of the caller", () => {
    const called =
      "on: workflow_call\nenv: { W: \"${{ inputs.publish || 'release.yml' }}\" }\njobs: { a: { steps: [{ uses: ./actions/track-approvals, with: { release-workflow: '${{ env.W }}' } }] } }";
    const caller = (inputs: string) => `on: push\njobs: { a: { uses: ./.github/workflows/w0.yml${inputs} } }`;
    const named = (inputs: string) =>
      findActions(runsOf(called, caller(inputs)))[0]?.inputs["release-workflow"];
    expect([named(", with: { publish: ship.yml }"), named("")]).toEqual(["ship.yml", "release.yml"]);
  });
});

it("a called job may do no more than its caller", () => {
  const called = "on: workflow_call\njobs: { a: { permissions: { issues: write }, steps: [{ run: x }] } }";
  const caller = "on: push\njobs: { b: { uses: ./.github/workflows/w0.yml, permissions: { issues: read } } }";
  const run = runsOf(called, caller)[0];
  const all = run === undefined ? [] : permissionsOf(run);
  expect([
    grants(all, "issues", "read"),
    grants(all, "issues", "write"),
    grants(all, "contents", "read"),
  ]).toEqual([true, false, false]);
});

it.each([
  ["no YAML", "{{{"],
  ["a list", "- a"],
  ["no jobs", "on: push"],
  [
    "bombs",
    `a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: &d [*c,*c]\ne: &e [*d,*d]\nf: &f [*e,*e]\ng: &g [*f,*f]\nh: [*g,*g]\njobs: { a: {} }`,
  ],
])("what is no workflow is none: %s", (_, text) => {
  expect(readWorkflow("x.yml", text)).toBeNull();
});

it("odd values of a file are left out, and nothing breaks", () => {
  const text =
    "on: [push, 7]\npermissions: 3\njobs: { a: 7, b: { steps: 7, needs: 7, environment: [x], with: x, permissions: null }, c: { steps: [7, null, { run: [x], uses: {} }] } }";
  expect(readWorkflow("x.yml", text)?.jobs.map(({ id, steps }) => [id, steps.length])).toEqual([
    ["a", 0],
    ["b", 0],
    ["c", 3],
  ]);
  expect(() => findPublishing(runsOf(text))).not.toThrow();
});
