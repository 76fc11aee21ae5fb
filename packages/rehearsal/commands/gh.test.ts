import { spawn } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type EmbeddedGitHub, startGitHub } from "../src/index.ts";

/* The stand-in for GitHub's command line, as a script of a workflow starts it. */

let github: EmbeddedGitHub;
let token: string;
beforeAll(async () => {
  github = await startGitHub({ owner: "acme", repository: "rocket", people: [{ login: "mia" }] });
  token = github.mintToken({ permissions: { contents: "write" } });
});
afterAll(async () => {
  github.assertNoViolations();
  await github.close();
});

function gh(args: string, env: Record<string, string> = { GH_TOKEN: token }): Promise<string> {
  const places = {
    PATH: process.env["PATH"] ?? "",
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: github.fullName,
  };
  const child = spawn(join(import.meta.dirname, "gh"), args.split(" "), { env: { ...places, ...env } });
  let written = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      written += text;
    });
  return new Promise((resolve) => child.once("close", (code) => resolve(`${code}: ${written}`.trim())));
}

it("tags, releases and moves a tag, as a workflow's token may", async () => {
  const sha = github.head();
  const later = github.commit({ message: "later", files: { "a.txt": "a" } });
  const refs = "repos/acme/rocket/git";
  expect(await gh(`api ${refs}/ref/tags/v1.0.0 --silent`)).toBe("1: gh: Not Found (HTTP 404)");
  expect(await gh(`api ${refs}/refs -f ref=refs/tags/v1.0.0 -f sha=${sha} --silent`)).toBe("0:");
  expect(await gh("release view v1.0.0")).toBe("1: gh: release not found");
  expect(await gh("release create v1.0.0 --repo acme/rocket --verify-tag --generate-notes")).toBe(
    "0: https://github.com/acme/rocket/releases/tag/v1.0.0",
  );
  expect(await gh("release view v1.0.0")).toMatch(/^0: .*tag:\s+v1\.0\.0/s);
  expect(await gh(`api ${refs}/refs/tags/v1.0.0 --method PATCH -f sha=${later} -F force=true`)).toContain(
    later,
  );
});

it.each([
  [
    "what it does not play",
    "pr list",
    {},
    /^1: gh: the rehearsal has no "gh pr list", only gh api, gh release view/,
  ],
  ["an option that it does not know", "api x --jq .a", null, /^1: gh: .*--jq/],
  ["to go without a token", "api x", {}, /^1: gh: .*GH_TOKEN/],
  ["a tag that is not there", "release create v9 --verify-tag", null, /^1: gh: tag v9 doesn't exist/],
])("refuses %s", async (_, args, env, says) => {
  expect(await gh(args, env ?? { GH_TOKEN: token })).toMatch(says);
});
