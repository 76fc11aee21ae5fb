import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entryDigest, type LedgerInput, parseEntry, printEntry, readLedger } from "./ledger.ts";
import type { EntryBlock, Fact } from "./records.ts";
import type { Account, Comment, Run } from "./snapshot.ts";

const bot: Account = { id: 41898282, login: "github-actions", kind: "bot" };
const olaf: Account = { id: 201, login: "olaf", kind: "user" };
const at = (minute: number) => `2026-11-23T09:${String(minute).padStart(2, "0")}:00Z`;
const notice = (key: string): Fact => ({ key: `notice:${key}`, kind: "notice", at: at(0) });

function block(facts: Fact[], seen: EntryBlock[] = [], change: Partial<EntryBlock> = {}): EntryBlock {
  const run = { id: 9, attempt: 1 };
  return {
    schema: 1,
    repository: "acme/app",
    issue: 57,
    revision: 1,
    run,
    facts,
    seen: seen.map(entryDigest),
    ...change,
  };
}

function comment(id: number, body: string, change: Partial<Comment> = {}): Comment {
  const reacted = { counted: false, notCounted: false };
  return {
    id,
    url: `#${id}`,
    author: bot,
    body,
    createdAt: at(id),
    lastEditedAt: null,
    editor: null,
    reacted,
    ...change,
  };
}

const found = (id: number, branch = "main"): Run => ({
  state: "found",
  id,
  attempt: 1,
  path: ".github/workflows/a.yml",
  branch,
  repository: "acme/app",
  headRepository: "acme/app",
  event: "issue_comment",
  headSha: "0".repeat(40),
  actor: null,
  triggeringActors: [],
  from: "2026-11-23T09:00:00Z",
  to: null,
});

function read(comments: Comment[], change: Partial<LedgerInput> = {}) {
  return readLedger({
    repository: "acme/app",
    issue: 57,
    comments,
    deletions: [],
    isTrustedAuthor: (author) => author.id === bot.id,
    runs: [found(9), found(66, "evil")],
    isTrustedRun: (run) => run.state === "gone" || run.branch === "main",
    ...change,
  });
}

const first = block([notice("a")]);
const second = block([notice("b")], [first]);
const third = block([notice("c")], [second]);
const words = (one: EntryBlock) => `✅ Words for people\n\n${printEntry(one)}`;

describe("an entry", () => {
  it("comes back as it was printed, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const one = block([
          {
            key: "comment:1",
            kind: "comment",
            comment: 1,
            person: { id: 1, login: "mia" },
            at: at(1),
            digest: "0".repeat(64),
            text,
          },
        ]);
        const parsed = parseEntry(words(one));
        expect(parsed).toEqual({ ok: true, block: one, digest: entryDigest(one) });
      }),
    );
  });

  it.each([
    ["ends its own comment", "--> <img src=x>"],
    ["looks like another block", printEntry(first)],
    ["breaks the line", "a\nb\r\n\u2028c"],
  ])("cannot be broken out of by a text that %s", (_, text) => {
    const one = block([
      {
        key: "comment:1",
        kind: "comment",
        comment: 1,
        person: { id: 1, login: "mia" },
        at: at(1),
        digest: "0".repeat(64),
        text,
      },
    ]);
    const printed = printEntry(one);
    expect(printed.indexOf("-->")).toBe(printed.length - 3);
    expect(printed.split("\n")).toHaveLength(1);
    expect(parseEntry(printed)).toMatchObject({ ok: true, block: one });
  });

  it.each([
    ["no block", "Looks good", null],
    ["a block that is quoted above the last line", `${printEntry(first)}\n\nwell`, null],
    ["a block cut short", printEntry(first).slice(0, -9), { ok: false }],
    ["a block that does not end as one", printEntry(first).replace(/-->$/, "--!"), { ok: false }],
    ["no JSON", "<!-- release-approval/1 {oops} -->", { ok: false }],
    ["JSON of another shape", '<!-- release-approval/1 {"schema":1} -->', { ok: false }],
    ["an unknown kind of fact", printEntry(first).replace('"notice"', '"wish"'), { ok: false }],
  ])("is read strictly: %s", (_, body, expected) => {
    expect(parseEntry(body)).toEqual(expected);
  });
});

describe("the ledger", () => {
  it("reads the last line, whatever blank ones follow it", () => {
    const ledger = read([comment(1, `${words(first)}\n`), comment(2, `${words(second)}\r\n\r\n`)]);
    expect(ledger.entries.map((entry) => entry.digest)).toEqual([entryDigest(first), entryDigest(second)]);
  });

  it("follows `seen` and needs the run of the newest entry alone", () => {
    const one = (id: number) => ({ run: { id, attempt: 1 } });
    const a = block([notice("a")], [], one(1));
    const b = block([notice("b")], [a], one(2));
    const c = block([notice("c")], [b], one(3));
    const comments = [a, b, c].map((entry, index) => comment(index + 1, words(entry)));
    expect(read(comments, { runs: [] }).runsWanted).toEqual([3]);
    const ledger = read(comments, { runs: [found(3)] });
    expect(ledger.runsWanted).toEqual([]);
    expect([...ledger.facts.keys()]).toEqual(["notice:a", "notice:b", "notice:c"]);
    expect(ledger.heads).toEqual([entryDigest(c)]);
  });

  it("takes parallel entries as they come: the next one names both heads", () => {
    const left = block([notice("left")], [first]);
    const right = block([notice("right")], [first]);
    const ledger = read([first, left, right].map((entry, index) => comment(index + 1, words(entry))));
    expect(ledger.heads).toEqual([entryDigest(left), entryDigest(right)]);
    expect(ledger.damage).toEqual([]);
  });

  it("counts equal keys once, in the lowest comment", () => {
    const again = block([notice("a")], [first]);
    const ledger = read([comment(2, words(again)), comment(1, words(first))]);
    expect(ledger.facts.get("notice:a")?.comment).toBe(1);
  });

  it.each([
    ["of another author", [comment(1, words(first), { author: olaf })]],
    ["of a deleted account", [comment(1, words(first), { author: null })]],
    ["copied from another issue", [comment(1, words(block([notice("a")], [], { issue: 58 })))]],
    [
      "copied from another repository",
      [comment(1, words(block([notice("a")], [], { repository: "acme/other" })))],
    ],
  ])("does not count an entry %s", (_, comments) => {
    expect(read(comments).facts.size).toBe(0);
  });

  it("does not count an entry whose run is on another branch, and what it names stays as it was", () => {
    const forged = block([notice("forged")], [first], { run: { id: 66, attempt: 1 } });
    const ledger = read([comment(1, words(first)), comment(2, words(forged))]);
    expect([...ledger.facts.keys()]).toEqual(["notice:a"]);
    expect(ledger.forged).toEqual([{ comment: 2, run: 66 }]);
    expect(ledger.heads).toEqual([entryDigest(first)]);
  });

  it("keeps entries whose run was deleted: deleting a run must not delete a rejection", () => {
    const ledger = read([comment(1, words(first))], { runs: [{ state: "gone", id: 9 }] });
    expect(ledger.facts.has("notice:a")).toBe(true);
  });

  it("is not made of what else the bot writes", () => {
    const ledger = read([comment(1, words(first)), comment(2, "### Coverage"), comment(3, "Asked for.")]);
    expect(ledger.entries).toHaveLength(1);
    expect(ledger.damage).toEqual([]);
  });

  it("calls an entry forged only when nobody who may be right vouches for it", () => {
    const evil = block([notice("b")], [], { run: { id: 66, attempt: 1 } });
    const unknown = block([notice("c")], [evil], { run: { id: 12, attempt: 1 } });
    const comments = [comment(1, words(evil)), comment(2, words(unknown))];
    expect(read(comments)).toMatchObject({ entries: [], forged: [], runsWanted: [12] });
    expect(read(comments, { runs: [found(66, "evil"), found(12, "evil")] }).forged).toEqual([
      { comment: 1, run: 66 },
      { comment: 2, run: 12 },
    ]);
  });

  it("knows an entry that is posted twice as one", () => {
    const ledger = read([comment(1, words(first)), comment(2, words(first))]);
    expect(ledger.entries.map((entry) => entry.comment)).toEqual([1]);
  });
});

describe("damage", () => {
  const edit = { lastEditedAt: at(50), editor: olaf };
  it.each([
    [
      "deleted",
      [comment(1, words(first)), comment(3, words(third))],
      [{ what: "missing", digest: entryDigest(second) }],
    ],
    [
      "edited, the block kept",
      [comment(1, words(first)), comment(2, `${words(second)} `, edit), comment(3, words(third))],
      [{ what: "edited", comment: 2, by: olaf }],
    ],
    [
      "edited, the block taken away",
      [comment(1, words(first)), comment(2, "nothing", edit), comment(3, words(third))],
      [{ what: "edited", comment: 2 }],
    ],
    [
      "edited, the block kept, and the one after it deleted",
      [
        comment(1, words(first)),
        comment(2, words(second), edit),
        comment(4, words(block([notice("d")], [third], { seen: [second, third].map(entryDigest) }))),
      ],
      [
        { what: "edited", comment: 2, by: olaf },
        { what: "missing", digest: entryDigest(third) },
      ],
    ],
    [
      "edited by the bot itself, the block taken away",
      [comment(1, words(first)), comment(2, "nothing", { ...edit, editor: bot })],
      [{ what: "edited", comment: 2, by: bot }],
    ],
    [
      "edited, the block changed",
      [comment(1, words(first)), comment(2, words(block([notice("x")])), edit), comment(3, words(third))],
      [{ what: "edited", comment: 2 }],
    ],
    [
      "unreadable",
      [comment(1, words(first)), comment(2, "<!-- release-approval/1 { -->")],
      [{ what: "unreadable", comment: 2 }],
    ],
  ])("is found and named: an entry that was %s", (_, comments, expected) => {
    const ledger = read(comments);
    expect(ledger.damage).toMatchObject(expected);
    expect(ledger.damage).toHaveLength(expected.length);
    expect(ledger.facts.has("notice:b")).toBe(false);
    expect(ledger.facts.has("notice:a")).toBe(true);
  });

  it("tells who deleted the newest entry, which nobody had named yet", () => {
    const ledger = read([comment(1, words(first))], { deletions: [{ at: at(5), author: bot, by: olaf }] });
    expect(ledger.damage).toEqual([{ what: "missing", digest: null, comment: null, at: at(5), by: olaf }]);
  });

  it.each([
    ["a person's", olaf],
    ["an account's that was deleted", null],
  ])("is no damage when a comment was deleted that was %s", (_, author) => {
    expect(read([comment(1, words(first))], { deletions: [{ at: at(5), author, by: olaf }] }).damage).toEqual(
      [],
    );
  });
});
