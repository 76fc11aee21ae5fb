import { type Fact, parseEntry, parsePolicy } from "@release-approval/approval";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { GitHub } from "./connect.ts";
import { postEntry } from "./post-entry.ts";
import { longestBody } from "./write-issue.ts";

/* However much there is to tell, GitHub takes every comment, and each can be read again whole. */

const at = "2026-11-24T15:00:00Z";
const digest = (n: number) => n.toString(16).padStart(64, "0");
const parsed = parsePolicy(
  "version: 1\nextends: small-team\nroles: { maintainer: { members: [mia, tom, eve] } }\n",
);
if (!parsed.ok) throw new Error("the policy is right");
const { policy } = parsed;

const wide = "👩‍👩‍👧‍👦é\u202E<b>`@x`|";
const wordsOf = (size: number) =>
  `Told.\n\n${`${wide}\n\n`
    .repeat(Math.ceil(size / wide.length))
    .slice(0, size)
    .toWellFormed()}`;
const notice = (n: number, about: string): Fact => ({ key: `notice:${n}`, kind: "notice", at, about });
const comment = (n: number, text: string): Fact => ({
  key: `comment:${n}`,
  kind: "comment",
  comment: n,
  person: { id: 1, login: "mia" },
  at,
  digest: digest(n),
  text,
});

async function post(facts: readonly Fact[], seen: readonly string[], words: string): Promise<string[]> {
  const bodies: string[] = [];
  const github = {
    createComment: async (_: number, body: string) => {
      bodies.push(body);
      return {
        id: bodies.length,
        url: "",
        author: { kind: "bot", id: 41898282, login: "github-actions[bot]" },
        createdAt: at,
      };
    },
    pause: async () => {},
  } as unknown as GitHub;
  const repository = { owner: "acme", name: "rocket" };
  const rest = {
    repository,
    issue: 1,
    revision: 1,
    run: { id: 9, attempt: 1 },
    policy,
    policyPath: "policy.yml",
  };
  await postEntry(github, { ...rest, facts, seen: [...seen], words });
  return bodies;
}

function expectReadable(bodies: readonly string[], facts: readonly Fact[], seen: readonly string[]): void {
  const told: Fact[] = [];
  let before: string | null = null;
  for (const body of bodies) {
    expect(body.length).toBeLessThanOrEqual(longestBody);
    expect(body.isWellFormed()).toBe(true);
    const entry = parseEntry(body);
    if (entry?.ok !== true) throw new Error("an entry cannot be read");
    told.push(...entry.block.facts);
    if (before === null) expect(entry.block.seen).toEqual(seen.slice(0, entry.block.seen.length));
    else expect(entry.block.seen).toEqual([before]);
    before = entry.digest;
  }
  expect(told).toEqual(facts);
}

describe("an entry fits a comment", () => {
  it.each([
    ["10,000 facts", Array.from({ length: 10_000 }, (_, n) => notice(n, wide)), 1, 100],
    [
      "the longest comments",
      Array.from({ length: 30 }, (_, n) => comment(n + 1, "<".repeat(2600))),
      3,
      60_000,
    ],
    ["2,500 heads, as a flood leaves them", [notice(1, "x")], 2_500, 100],
    ["2,500 heads and the longest words", [notice(1, "x")], 2_500, 30_000],
    ["words of 200,000 characters", [notice(1, "x")], 1, 200_000],
  ])("with %s", async (_, facts, heads, words) => {
    const seen = Array.from({ length: heads }, (_, n) => digest(n));
    const bodies = await post(facts, seen, wordsOf(words));
    expectReadable(bodies, facts, seen);
  });

  it("whatever there is", async () => {
    const facts = fc.array(fc.tuple(fc.integer({ min: 0, max: 2600 }), fc.boolean()), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        facts,
        fc.integer({ min: 0, max: 1500 }),
        fc.integer({ min: 0, max: 90_000 }),
        async (sizes, heads, words) => {
          const all = sizes.map(([size, isComment], n) =>
            isComment ? comment(n + 1, "<".repeat(size)) : notice(n, wide.repeat(8)),
          );
          const seen = Array.from({ length: heads }, (_, n) => digest(n));
          expectReadable(await post(all, seen, wordsOf(words)), all, seen);
        },
      ),
      { numRuns: process.env["RELEASE_APPROVAL_CASES"] === "all" ? 200 : 10 },
    );
  });

  it("names many heads at once, and the oldest of those that do not fit", async () => {
    const seen = Array.from({ length: 2_500 }, (_, n) => digest(n));
    const [body = ""] = await post([notice(1, "x")], seen, "Told.");
    const entry = parseEntry(body);
    expect(entry?.ok && entry.block.seen.length).toBeGreaterThan(900);
  });

  it("says that words were cut, and ends no fence too late", async () => {
    const fenced = `Told.\n\n\`\`\`\`text\n\`\`\`\n\n${"x\n\n".repeat(40_000)}\`\`\`\`\n\nThe end.`;
    const [body = ""] = await post([notice(1, "x")], [], fenced);
    expect(body).toMatch(/^Told\.\n\n\*Cut here: a comment holds no more than 65,536 characters\./);
  });
});

it("a request that no comment can hold is refused in words, before anything is written", async () => {
  const person = (n: number) => ({
    id: n + 1,
    login: `reviewer-with-a-long-name-${n}`,
    via: "team:acme/everybody",
  });
  const members = { "qa-lead": Array.from({ length: 1_000 }, (_, n) => person(n)) };
  const request: Fact = {
    key: "revision:1",
    kind: "request",
    revision: 1,
    version: "1.2.0",
    tag: "v1.2.0",
    releaseType: "minor",
    commit: "a".repeat(40),
    ref: "main",
    keyFeatures: [],
    securityRelated: false,
    securityReasons: [],
    requesters: [],
    run: { id: 9, attempt: 1 },
    openedAt: at,
    deadline: at,
    policy: { commit: "a".repeat(40), path: "policy.yml", digest: digest(1) },
    members,
    evidence: [],
  };
  await expect(post([request], [], "Told.")).rejects.toMatchObject({
    reasonCode: "entry-too-long",
    message: expect.stringContaining("It lists 1000 members of 1 roles. Nothing was written."),
  });
});
