import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { it } from "vitest";
import { fuzz, must, patience } from "../test/fuzz/campaign.ts";
import { made, mutated } from "../test/fuzz/mutate.ts";
import {
  bot,
  commit,
  given,
  minutesAfter,
  opened,
  policyAt,
  repository,
  requestFor,
  sixRoles,
} from "../test/given.ts";
import { evaluate } from "./evaluate.ts";
import { entryDigest, type LedgerInput, parseEntry, printEntry, readLedger } from "./ledger.ts";
import { type EntryBlock, type Fact, hasOwnKey } from "./records.ts";
import type { Account, Comment, Run } from "./snapshot.ts";

/* Whatever stands where entries of the history are expected: it is read, and what was changed is refused or shown. */

const at = opened;
const person = { id: 104, login: "quinn" };
const run = { id: 9, attempt: 1 };
const facts: readonly Fact[] = [
  requestFor(policyAt(sixRoles)),
  {
    key: "comment:1200",
    kind: "comment",
    comment: 1200,
    person,
    at,
    digest: "1".repeat(64),
    text: "/approve qa\nbefore release: <b>the docs</b> -->",
  },
  {
    key: "run:9/env:4/user:104/rejected",
    kind: "button",
    run,
    environment: { id: 4, name: "approve-qa-lead" },
    person,
    verdict: "rejected",
    notBefore: at,
    notAfter: at,
    text: "no",
  },
  { key: "notice:void/comment:7", kind: "notice", at, about: "edited-later" },
  { key: "delivered:review-requested/qa-lead/slack", kind: "delivery", id: "x", at },
  { key: "step:critical-only/1", kind: "step", step: "critical-only", at },
  { key: "claim:1/run:9/1", kind: "claim", revision: 1, run, commit, at },
  { key: "authorization:1", kind: "authorization", revision: 1, commit, at, digest: "2".repeat(64) },
  {
    key: "outcome:run:9/1",
    kind: "outcome",
    outcome: "failure",
    run,
    revision: 1,
    at,
    exitCode: 1,
    tail: "x",
  },
  { key: "dispatch:1", kind: "dispatch", revision: 1, workflow: "release.yml", at },
  { key: "damage:comment/9", kind: "damage", what: "edited", recovered: true, at, comment: 9 },
  {
    key: `shipped:v1.1.5/${commit.slice(0, 12)}`,
    kind: "shipped",
    version: "1.1.5",
    tag: "v1.1.5",
    releaseType: "hotfix",
    commit: "f".repeat(40),
    lacking: commit,
    issue: 60,
    at,
    commits: 3,
    examples: [{ sha: commit, message: "Fix" }],
    url: "https://github.com/acme/x",
  },
];

const block = (told: readonly Fact[], seen: readonly string[] = []): EntryBlock => ({
  schema: 1,
  repository: `${repository.owner}/${repository.name}`,
  issue: 57,
  revision: 1,
  run,
  facts: [...told],
  seen: [...seen],
});
const blocks = [
  block(facts.slice(0, 1)),
  ...facts.map((one) => block([one], ["3".repeat(64)])),
  block(facts),
];
const samples = blocks.map((one) => `Recorded.\n\n${printEntry(one)}`);
const pieces = samples.flatMap((text) => text.split(/(?<=[,:{}"])/)).slice(0, 400);

it(
  "entries",
  () => {
    fuzz({
      name: "ledger entries",
      inputs: fc.oneof(
        { weight: 4, arbitrary: mutated(samples) },
        { weight: 1, arbitrary: made(pieces) },
        // What stands between the marks is JSON of some kind.
        {
          weight: 1,
          arbitrary: fc.json({ maxDepth: 3 }).map((json) => `<!-- release-approval/1 ${json} -->`),
        },
      ),
      work: (body) => parseEntry(body),
      holds: (_, parsed) => {
        if (parsed?.ok !== true) return;
        // What is accepted is what would be printed: read again it is the same, and nothing that was typed ends it.
        const printed = printEntry(parsed.block);
        must(!/[<>\n\r]/.test(printed.slice(5, -3)), "nothing that was typed ends the block");
        const same = {
          ok: true,
          block: parsed.block,
          digest: entryDigest(parsed.block),
        };
        must(isDeepStrictEqual(parseEntry(printed), same), "what is printed reads back as it was");
      },
    });
  },
  patience,
);

const account: Account = { id: 201, login: "olaf", kind: "user" };
const found: Run = {
  state: "found",
  id: 9,
  attempt: 1,
  path: ".github/workflows/a.yml",
  branch: "main",
  repository: "acme/proxmox-mpc",
  headRepository: null,
  event: "issue_comment",
  headSha: commit,
  actor: null,
  triggeringActors: [],
  from: "2026-11-23T09:00:00Z",
  to: null,
};

function comment(id: number, body: string, change: Partial<Comment> = {}): Comment {
  const reacted = { counted: false, notCounted: false };
  const rest = { createdAt: minutesAfter(id), lastEditedAt: null, editor: null, reacted };
  return { id, url: `#${id}`, author: bot, body, ...rest, ...change };
}

function read(comments: readonly Comment[]) {
  const input: LedgerInput = {
    repository: "acme/proxmox-mpc",
    issue: 57,
    comments,
    deletions: [],
    isTrustedAuthor: (author) => author.id === bot.id,
    runs: [found],
    isTrustedRun: (one) => one.state === "found" && one.branch === "main",
  };
  return readLedger(input);
}

it(
  "an entry of which one character is another",
  () => {
    const [first = ""] = samples.slice(-1);
    const second = (digest: string) => printEntry(block(facts.slice(3, 4), [digest]));
    const parsed = parseEntry(first);
    const digest = parsed?.ok === true ? parsed.digest : "";
    const whole = read([comment(1, first), comment(2, second(digest))]);
    fuzz({
      name: "changed entries",
      inputs: fc
        .tuple(fc.nat(first.length - 1), fc.string({ unit: "binary", minLength: 0, maxLength: 1 }))
        .map(([place, put]) => first.slice(0, place) + put + first.slice(place + 1)),
      work: (body) => read([comment(1, body), comment(2, second(digest))]),
      holds: (body, ledger) => {
        // Refused and shown, or what it told is what was told before.
        const isSame = parseEntry(body)?.ok === true && ledger.damage.length === 0;
        if (isSame) must(isDeepStrictEqual(ledger.facts, whole.facts), "it tells what it told before");
        else must(ledger.damage.length > 0, "the damage is shown");
      },
    });
  },
  patience,
);

const someComment = fc.record({
  body: fc.oneof(
    { weight: 3, arbitrary: mutated(samples) },
    { weight: 1, arbitrary: fc.constantFrom(...samples) },
  ),
  author: fc.constantFrom(bot, bot, bot, account, null),
  edited: fc.constantFrom(false, false, false, true),
});

it(
  "a history of such entries",
  () => {
    const { snapshot } = given(sixRoles).at(100);
    fuzz({
      name: "ledgers",
      // To decide takes its time: of every twentieth.
      inputs: fc.record({
        told: fc.array(someComment, { maxLength: 4 }),
        decides: fc.nat(19).map((number) => number === 0),
      }),
      work: ({ told, decides }) => {
        const comments = told.map(({ body, author, edited }, index) =>
          comment(index + 1, body, {
            author,
            lastEditedAt: edited ? minutesAfter(50) : null,
            editor: account,
          }),
        );
        const ledger = read(comments);
        const decided = decides
          ? evaluate({ ...snapshot, issue: { ...snapshot.issue, comments } }, ledger)
          : null;
        return { ledger, decided };
      },
      holds: (_, { ledger, decided }) => {
        for (const [key, { fact }] of ledger.facts) {
          must(key === fact.key && hasOwnKey(fact), "a fact's key is its own");
        }
        // Entries never grant.
        must(decided?.decision.status !== "authorized", "entries authorize nothing");
        const approved = decided?.decision.requirements.flatMap((one) => one.approvedBy) ?? [];
        must(approved.length === 0, "entries approve nothing");
      },
    });
  },
  patience,
);
