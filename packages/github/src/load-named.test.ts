import type { CommentFact, Kept, RequestFact } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { connectTo, policyPath, start } from "../test/embedded.ts";
import { loadNamed } from "./load-named.ts";

/* What people name in commands, as GitHub knows it, and what that costs. */

type Embedded = Awaited<ReturnType<typeof start>>;

/** Everything that was said, in one comment; the request knows mia. */
async function look(embedded: Embedded, commit: string, text: string) {
  const person = { id: 1, login: "mia" };
  const fact = { key: "comment:1", kind: "comment", person, text } as CommentFact;
  const kept: Kept = { fact, comment: 2, at: "2026-11-24T15:00:00Z" };
  const request = { commit, members: { lead: [{ id: 1, login: "mia" }] } } as unknown as RequestFact;
  const github = connectTo(embedded);
  const repository = {
    owner: embedded.owner,
    name: embedded.repository,
    id: 1,
    defaultBranch: "main",
    serverUrl: embedded.url,
  };
  const found = await loadNamed(github, { facts: new Map([[fact.key, kept]]) }, request, repository);
  return { ...found, requests: github.requests() };
}

async function history() {
  const embedded = await start();
  const { head: first } = await connectTo(embedded).readOverview({ policyPath });
  const shipping = embedded.commit({ message: "One", author: "mia", files: { "a.txt": "1" } });
  embedded.branch("side", shipping);
  const ahead = embedded.commit({ branch: "side", message: "Two", author: "mia", files: { "b.txt": "2" } });
  embedded.branch("other", first);
  const diverged = embedded.commit({ branch: "other", message: "3", author: "mia", files: { "c.txt": "3" } });
  return { embedded, first, shipping, ahead, diverged };
}

describe("a commit that resolves a condition", () => {
  it("is shipped, elsewhere, or unknown; one request each, and one more where both sides changed something", async () => {
    const { embedded, first, shipping, ahead, diverged } = await history();
    for (const [commit, state, files, requests] of [
      [shipping, "shipped", [], 1],
      [first.slice(0, 7), "shipped", [], 1],
      [ahead.slice(0, 7).toUpperCase(), "elsewhere", ["b.txt"], 1],
      [diverged, "elsewhere", ["c.txt", "a.txt"], 2],
      ["0123456789", "unknown", null, 1],
    ] as const) {
      expect(await look(embedded, shipping, `/resolve C1 ${commit}`)).toEqual({
        commits: [{ name: commit.toLowerCase(), state, files }],
        users: [],
        requests,
      });
    }
  });

  it("is no branch that is called like one", async () => {
    const { embedded, shipping } = await history();
    embedded.branch("deadbeef", shipping);
    expect(await look(embedded, shipping, "/resolve C1 deadbeef")).toMatchObject({
      commits: [{ name: "deadbeef", state: "unknown", files: null }],
    });
  });

  it("has no files where GitHub lists not all of them", async () => {
    const { embedded, shipping } = await history();
    const files = Object.fromEntries(Array.from({ length: 301 }, (_, n) => [`many/${n}.txt`, "x"]));
    const large = embedded.commit({ branch: "side", message: "Many", author: "mia", files });
    expect(await look(embedded, shipping, `/resolve C1 ${large}`)).toMatchObject({
      commits: [{ state: "elsewhere", files: null }],
    });
  });
});

describe("people to whom a role is handed", () => {
  it("are looked up together, unless the request knows them", async () => {
    const embedded = await start();
    const text = "/delegate lead @tom\n\n/delegate lead @nobody-here\n\n/delegate lead @mia";
    const found = await look(embedded, "f".repeat(40), text);
    expect(found).toMatchObject({ commits: [], users: [{ login: "tom", kind: "user" }], requests: 1 });
  });

  it("cost nothing where nobody is named", async () => {
    const embedded = await start();
    const found = await look(embedded, "f".repeat(40), "/approve\n\nResolve 0123456789, please.");
    expect(found).toEqual({ commits: [], users: [], requests: 0 });
  });
});
