import { describe, expect, it } from "vitest";
import { readWorkflow } from "./read-workflow.ts";
import { isTriggered } from "./triggers.ts";

type Event = { name: string; action?: string; ref?: string; byWorkflow?: boolean; paths?: string[] };

async function starts(on: string, event: Event): Promise<boolean> {
  const text = `on: ${on}\njobs: { a: { runs-on: x, steps: [{ run: "true" }] } }\n`;
  const workflow = await readWorkflow({ path: "a.yml", text });
  const { paths = [], ref = "refs/heads/main", byWorkflow = false, ...named } = event;
  return isTriggered(workflow, { ...named, ref, byWorkflow }, () => paths);
}

const push = (ref: string, paths: string[] = []): Event => ({ name: "push", ref, paths });
const main = "refs/heads/main";

describe("an event starts a workflow", () => {
  it.each<[string, string, Event, boolean]>([
    ["that names it", "push", push(main), true],
    ["that names it in a list", "[issues, push]", push(main), true],
    ["never one that does not", "issues", push(main), false],
    ["of any type, where none is named", "issues", { name: "issues", action: "locked" }, true],
    ["of a named type", "{ issues: { types: [closed] } }", { name: "issues", action: "closed" }, true],
    ["not of another type", "{ issues: { types: [closed] } }", { name: "issues", action: "opened" }, false],
    ["unless GITHUB_TOKEN wrote it", "issues", { name: "issues", action: "closed", byWorkflow: true }, false],
    [
      "that GITHUB_TOKEN dispatched",
      "{ repository_dispatch: { types: [go] } }",
      { name: "repository_dispatch", action: "go", byWorkflow: true },
      true,
    ],
    ["on a named branch", "{ push: { branches: [main] } }", push(main), true],
    ["not on another", "{ push: { branches: [main] } }", push("refs/heads/next"), false],
    ["on a branch that fits", "{ push: { branches: ['release/**'] } }", push("refs/heads/release/1/2"), true],
    ["not across a slash", "{ push: { branches: ['release/*'] } }", push("refs/heads/release/1/2"), false],
    [
      "the last pattern decides",
      "{ push: { branches: ['r/**', '!r/**-a'] } }",
      push("refs/heads/r/1-a"),
      false,
    ],
    ["not on an ignored branch", "{ push: { branches-ignore: [main] } }", push(main), false],
    ["on any other branch", "{ push: { branches-ignore: [main] } }", push("refs/heads/next"), true],
    ["no tag where branches are named", "{ push: { branches: [main] } }", push("refs/tags/v1"), false],
    ["on a tag that fits", "{ push: { tags: ['v[0-9]+.*'] } }", push("refs/tags/v12.1"), true],
    ["no branch where tags are named", "{ push: { tags: ['v*'] } }", push(main), false],
    [
      "with a path that fits",
      "{ push: { paths: ['docs/**', '!**/*.png'] } }",
      push(main, ["docs/a/b.md"]),
      true,
    ],
    [
      "not with others alone",
      "{ push: { paths: ['docs/**', '!**/*.png'] } }",
      push(main, ["docs/a.png"]),
      false,
    ],
    [
      "with any path not ignored",
      "{ push: { paths-ignore: ['**.md'] } }",
      push(main, ["a.md", "b.ts"]),
      true,
    ],
    ["not with ignored ones alone", "{ push: { paths-ignore: ['**.md'] } }", push(main, ["a/b.md"]), false],
  ])("%s", async (_, on, event, expected) => {
    expect(await starts(on, event)).toBe(expected);
  });
});
