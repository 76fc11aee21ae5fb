import { createHash } from "node:crypto";
import { type EntryBlock, entryBlock, type Fact, hasOwnKey } from "./records.ts";
import type { Account, Comment, Deletion, Instant, Run } from "./snapshot.ts";

/*
 * The ledger: comments of one trusted author, each ending in a hidden block with facts. Entries name the heads that
 * their writer knew (`seen`), so they form a graph as commits do. The ledger dates, voids and remembers; it never
 * grants: an approval counts only while GitHub itself still shows it (`evaluate` sees to that).
 */

const opening = "<!-- release-approval/1 ";
const closing = " -->";

/** The hidden block as the last line of a comment. No typed text can end it: `<` and `>` are escaped in the JSON. */
export function printEntry(block: EntryBlock): string {
  return opening + entryJson(block) + closing;
}

/** SHA-256 (hex) of the block as printed; what `seen` names. */
export function entryDigest(block: EntryBlock): string {
  return createHash("sha256").update(entryJson(block)).digest("hex");
}

function entryJson(block: EntryBlock): string {
  return JSON.stringify(block).replace(
    /[<>\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

type ParsedEntry = { ok: true; block: EntryBlock; digest: string } | { ok: false };

/** null: the comment holds no block. Only the last line is read, so quoted blocks of others mean nothing. */
export function parseEntry(body: string): ParsedEntry | null {
  const text = body.trimEnd();
  const last = text.slice(text.lastIndexOf("\n") + 1);
  if (!last.startsWith(opening)) return null;
  if (!last.endsWith(closing)) return { ok: false };
  const json = last.slice(opening.length, -closing.length);
  try {
    const parsed = entryBlock.safeParse(JSON.parse(json));
    if (!parsed.success) return { ok: false };
    return { ok: true, block: parsed.data, digest: createHash("sha256").update(json).digest("hex") };
  } catch {
    return { ok: false };
  }
}

export type Entry = { comment: number; url: string; at: Instant; digest: string; block: EntryBlock };

export type Damage = {
  what: "missing" | "edited" | "unreadable";
  digest: string | null;
  comment: number | null;
  at: Instant | null;
  by: Account | null;
};

export type LedgerInput = {
  repository: string;
  issue: number;
  comments: readonly Comment[];
  deletions: readonly Deletion[];
  isTrustedAuthor: (author: Account) => boolean;
  runs: readonly Run[];
  isTrustedRun: (run: Run) => boolean;
};

/** A fact with the entry that first told it. */
export type Kept<F extends Fact = Fact> = { fact: F; comment: number; at: Instant };

export type Ledger = {
  /** Entries that count, oldest first. */
  entries: readonly Entry[];
  /** By key; of equal keys the one in the lowest comment. */
  facts: ReadonlyMap<string, Kept>;
  /** Digests of the entries that no other entry names. */
  heads: readonly string[];
  damage: readonly Damage[];
  /** Comments that look like entries and come from a run that policy does not trust. */
  forged: readonly { comment: number; run: number }[];
  /** Runs to be looked up before the ledger is known: ask again with them. */
  runsWanted: readonly number[];
};

/**
 * Reads the ledger from an issue's comments.
 * Only heads need their run looked up: a trusted run names only entries that it trusted itself.
 */
export function readLedger(input: LedgerInput): Ledger {
  const { sound, damaged } = readCandidates(input);
  const { trusted, forged, wanted } = followSeen(sound, input);
  const entries = firstOfEach(sound).filter((entry) => trusted.has(entry.digest));
  const named = new Set(entries.flatMap((entry) => entry.block.seen));
  return {
    entries,
    facts: collectFacts(entries),
    heads: entries.filter((entry) => !named.has(entry.digest)).map((entry) => entry.digest),
    damage: [...damaged, ...missing(named, sound, damaged, input)],
    forged,
    runsWanted: wanted,
  };
}

function readCandidates(input: LedgerInput): { sound: Entry[]; damaged: Damage[] } {
  const sound: Entry[] = [];
  const damaged: Damage[] = [];
  const ordered = [...input.comments].sort((a, b) => a.id - b.id);
  for (const comment of ordered) {
    if (comment.author === null || !input.isTrustedAuthor(comment.author)) continue;
    const parsed = parseEntry(comment.body);
    if (comment.lastEditedAt !== null) {
      // We edit none of our comments. Where no block is left, an edit may have taken it away, also by the bot itself:
      // any writer's workflow has its token.
      damaged.push({
        what: "edited",
        digest: parsed?.ok ? parsed.digest : null,
        comment: comment.id,
        at: comment.lastEditedAt,
        by: comment.editor,
      });
      continue;
    }
    if (parsed === null) continue;
    if (!parsed.ok) {
      damaged.push({
        what: "unreadable",
        digest: null,
        comment: comment.id,
        at: comment.createdAt,
        by: null,
      });
      continue;
    }
    const { block, digest } = parsed;
    if (block.issue !== input.issue || block.repository.toLowerCase() !== input.repository.toLowerCase())
      continue;
    sound.push({ comment: comment.id, url: comment.url, at: comment.createdAt, digest, block });
  }
  return { sound, damaged };
}

// The same block posted twice (a crashed write, a replay) is one entry: the first.
function firstOfEach(sound: readonly Entry[]): Entry[] {
  const first = new Map<string, Entry>();
  for (const entry of sound) if (!first.has(entry.digest)) first.set(entry.digest, entry);
  return [...first.values()];
}

function followSeen(sound: readonly Entry[], input: LedgerInput) {
  const runs = new Map(input.runs.map((run) => [run.id, run]));
  const trusted = new Set<string>();
  const undecided = new Set<string>();
  const forged: { comment: number; run: number }[] = [];
  const wanted = new Set<number>();
  // Newest first: whoever names an entry stands after it, so each entry is met after all that vouch for it.
  for (const entry of [...sound].reverse()) {
    const run = runs.get(entry.block.run.id);
    const vouched = trusted.has(entry.digest) || (run !== undefined && input.isTrustedRun(run));
    if (!vouched && run !== undefined) {
      if (!undecided.has(entry.digest)) forged.push({ comment: entry.comment, run: entry.block.run.id });
      continue;
    }
    // What an undecided entry names may be vouched for by it: look its own run up first.
    if (!vouched && !undecided.has(entry.digest)) wanted.add(entry.block.run.id);
    for (const digest of entry.block.seen) (vouched ? trusted : undecided).add(digest);
    if (vouched) trusted.add(entry.digest);
  }
  return { trusted, forged: forged.reverse(), wanted: [...wanted] };
}

// GitHub tells of a deleted comment whose it was, never which. Named entries that are absent come first; what is
// left over was an entry that nobody had named yet.
function missing(
  named: ReadonlySet<string | null>,
  sound: readonly Entry[],
  damaged: readonly Damage[],
  input: LedgerInput,
): Damage[] {
  const here = new Set([...sound.map((entry) => entry.digest), ...damaged.map((damage) => damage.digest)]);
  const absent = [...named].filter((digest) => !here.has(digest));
  // An entry whose block was edited beyond reading shows as absent too: it is listed by its comment already.
  const unread = damaged.filter((damage) => !named.has(damage.digest)).length;
  const gone = absent.slice(unread);
  const deletions = input.deletions.filter((one) => one.author !== null && input.isTrustedAuthor(one.author));
  while (gone.length < deletions.length) gone.push(null);
  return gone.map((digest, index) => {
    const deletion = deletions[index];
    return { what: "missing", digest, comment: null, at: deletion?.at ?? null, by: deletion?.by ?? null };
  });
}

function collectFacts(entries: readonly Entry[]): Map<string, Kept> {
  const facts = new Map<string, Kept>();
  for (const entry of entries)
    for (const fact of entry.block.facts)
      if (hasOwnKey(fact) && !facts.has(fact.key))
        facts.set(fact.key, { fact, comment: entry.comment, at: entry.at });
  return facts;
}

/**
 * The highest revision that the history can hold: each took an entry, sound or damaged. A forged entry may name any
 * number; one beyond this is no revision.
 */
export function highestRevision(ledger: Pick<Ledger, "entries" | "damage">): number {
  return ledger.entries.length + ledger.damage.length;
}

/** The facts of one kind, oldest entry first. */
export function factsOf<K extends Fact["kind"]>(
  ledger: Pick<Ledger, "facts">,
  kind: K,
): Kept<Extract<Fact, { kind: K }>>[] {
  const found: Kept<Extract<Fact, { kind: K }>>[] = [];
  for (const kept of ledger.facts.values())
    if (kept.fact.kind === kind) found.push(kept as Kept<Extract<Fact, { kind: K }>>);
  return found;
}
