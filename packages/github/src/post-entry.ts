import {
  ConfigurationError,
  type EntryBlock,
  entryDigest,
  type Fact,
  fact as factShape,
  hasOwnKey,
  isTrustedAuthor,
  type Policy,
  parseEntry,
  printEntry,
  type RunRef,
} from "@release-approval/approval";
import { writeOnce } from "./confirm-write.ts";
import type { GitHub } from "./connect.ts";
import { type CreatedComment, longestBody } from "./write-issue.ts";

export type NewEntry = {
  repository: { owner: string; name: string };
  issue: number;
  revision: number;
  run: RunRef;
  facts: readonly Fact[];
  /** Heads that this run knows. */
  seen: readonly string[];
  /** Markdown for people; shortened where a comment cannot hold it. */
  words: string;
  policy: Policy;
  policyPath: string;
};

export type PostedEntry = { comment: CreatedComment; digest: string };

/** In characters as printed: facts beyond this go into a further entry, so that words have their room. */
const longestFacts = 38_000;
/** What the words may take at least, whatever the block needs. */
const leastWords = 1_000;
/** A digest, its quotes and its comma. */
const seenLength = 67;

/**
 * Posts facts as one entry, or as several that name each other where one comment cannot hold them.
 * Once: after a lost answer the entry is looked for by its digest before it is written again. Of more heads than fit, the
 * oldest are named: the others stay heads, and the next entries name them.
 * @throws ConfigurationError when the comment's author is not the one whose entries the policy trusts, or, before
 *   anything is written, when a single fact is longer than a comment; Error, before anything is written, when a fact is
 *   none that can be read again: a bug of who made it
 */
export async function postEntry(github: GitHub, entry: NewEntry): Promise<PostedEntry[]> {
  for (const one of entry.facts) checkFact(one);
  const parts = splitFacts(entry.facts);
  for (const facts of parts) blockOf(entry, facts, []);
  const posted: PostedEntry[] = [];
  let seen = entry.seen;
  for (const facts of parts) {
    const block = blockOf(entry, facts, seen);
    const digest = entryDigest(block);
    const body = bodyOf(posted.length === 0 ? entry.words : "History, continued.", block);
    const comment = await writeOnce({
      write: () => github.createComment(entry.issue, body),
      find: () => findEntry(github, entry, digest),
      pause: github.pause,
    });
    checkAuthor(comment, entry.policy);
    posted.push({ comment, digest });
    seen = [digest];
  }
  return posted;
}

// An entry that nobody can read would hold the release as damage does: nothing of the kind is ever written.
function checkFact(one: Fact): void {
  const key = one.key.slice(0, 80);
  if (!hasOwnKey(one)) throw new Error(`The fact ${key} has a key that is not its own.`);
  const { error } = factShape.safeParse(one);
  const problem = error?.issues[0];
  if (problem === undefined) return;
  const field = problem.path.join(".") || one.kind;
  throw new Error(
    `The fact ${key} cannot be recorded, its ${field} would be unreadable: ${problem.message}.`,
  );
}

/** @throws ConfigurationError when a comment cannot hold these facts */
function blockOf(entry: NewEntry, facts: readonly Fact[], heads: readonly string[]): EntryBlock {
  const block: EntryBlock = {
    schema: 1,
    repository: `${entry.repository.owner}/${entry.repository.name}`,
    issue: entry.issue,
    revision: entry.revision,
    run: entry.run,
    facts: [...facts],
    seen: [],
  };
  const room = longestBody - leastWords - printEntry(block).length;
  if (room < seenLength) throw tooLong(facts, longestBody - room);
  // Words that are there keep their room, as far as one head at least is named.
  const most = Math.max(1, Math.floor((room + leastWords - 2 - entry.words.length) / seenLength));
  return { ...block, seen: heads.slice(0, Math.min(most, Math.floor(room / seenLength))) };
}

function tooLong(facts: readonly Fact[], length: number): ConfigurationError {
  const [first] = facts;
  const members =
    first?.kind === "request" ? Object.values(first.members).reduce((sum, { length: n }) => sum + n, 0) : 0;
  const holds =
    first?.kind === "request"
      ? ` It lists ${members} members of ${Object.keys(first.members).length} roles.`
      : "";
  return new ConfigurationError({
    reasonCode: "entry-too-long",
    message: `The entry \`${first?.key.slice(0, 80)}\` would take ${length.toLocaleString("en")} characters, and a comment on GitHub holds ${longestBody.toLocaleString("en")}.${holds} Nothing was written.`,
    cure: "Name smaller teams, or the people who really review, in the roles of the policy.",
  });
}

function splitFacts(facts: readonly Fact[]): Fact[][] {
  const parts: Fact[][] = [[]];
  let size = 0;
  for (const fact of facts) {
    const length = JSON.stringify(fact).replace(/[<>\u2028\u2029]/g, "\\u003c").length + 1;
    const last = parts.at(-1);
    if (last === undefined || (last.length > 0 && size + length > longestFacts)) {
      parts.push([fact]);
      size = length;
    } else {
      last.push(fact);
      size += length;
    }
  }
  return parts;
}

const cutHere =
  "\n\n*Cut here: a comment holds no more than 65,536 characters. Where the release stands is at the top of this issue.*";

/** The words, cut between two paragraphs where the comment cannot hold them all, and the hidden block. */
function bodyOf(words: string, block: EntryBlock): string {
  const hidden = `\n\n${printEntry(block)}`;
  const room = longestBody - hidden.length;
  if (words.length <= room) return words + hidden;
  return words.slice(0, endOfParagraph(words, room - cutHere.length)).trimEnd() + cutHere + hidden;
}

// Never within a fence: all that follows it would be part of it.
function endOfParagraph(words: string, most: number): number {
  let end = 0;
  let place = 0;
  let fence: string | null = null;
  for (const line of words.split("\n")) {
    if (place > most) break;
    const [ticks = null] = /^`{3,}/.exec(line) ?? [];
    if (fence === null) fence = ticks;
    else if (ticks !== null && ticks.length >= fence.length) fence = null;
    if (line === "" && fence === null) end = place;
    place += line.length + 1;
  }
  return end;
}

async function findEntry(github: GitHub, entry: NewEntry, digest: string): Promise<CreatedComment | null> {
  const view = await github.readRelease({ number: entry.issue, policyPath: entry.policyPath });
  for (const comment of view.issue?.comments ?? []) {
    if (comment.author === null || !isTrustedAuthor(entry.policy, comment.author)) continue;
    const parsed = parseEntry(comment.body);
    if (parsed?.ok && parsed.digest === digest)
      return { id: comment.id, url: comment.url, author: comment.author, createdAt: comment.createdAt };
  }
  return null;
}

function checkAuthor(comment: CreatedComment, policy: Policy): void {
  if (comment.author !== null && isTrustedAuthor(policy, comment.author)) return;
  const trusted = policy.rules["trusted-author"];
  throw new ConfigurationError({
    reasonCode: "author-not-trusted",
    message: `This token posts as ${comment.author?.login ?? "nobody"}, and the policy trusts entries of ${trusted} alone, so the entry counts for nothing.`,
    cure: "Leave `github-token` out, so that the workflow's own token is used; or name your App in `rules.trusted-author` of the policy.",
  });
}
