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

/** In characters: room for the hidden block, so that words and block fit one comment together. */
const longestBlock = 40_000;
const longestWords = longestBody - longestBlock - 1000;

/**
 * Posts facts as one entry, or as several that name each other where one comment cannot hold them.
 * Once: after a lost answer the entry is looked for by its digest before it is written again.
 * @throws ConfigurationError when the comment's author is not the one whose entries the policy trusts; Error, before
 *   anything is written, when a fact is none that can be read again: a bug of who made it
 */
export async function postEntry(github: GitHub, entry: NewEntry): Promise<PostedEntry[]> {
  for (const one of entry.facts) checkFact(one);
  const posted: PostedEntry[] = [];
  let seen = [...entry.seen];
  for (const facts of splitFacts(entry.facts)) {
    const block: EntryBlock = {
      schema: 1,
      repository: `${entry.repository.owner}/${entry.repository.name}`,
      issue: entry.issue,
      revision: entry.revision,
      run: entry.run,
      facts,
      seen,
    };
    const digest = entryDigest(block);
    const words = posted.length === 0 ? shorten(entry.words) : "History, continued.";
    const comment = await writeOnce({
      write: () => github.createComment(entry.issue, `${words}\n\n${printEntry(block)}`),
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

function splitFacts(facts: readonly Fact[]): Fact[][] {
  const parts: Fact[][] = [[]];
  let size = 0;
  for (const fact of facts) {
    const length = JSON.stringify(fact).replace(/[<>]/g, "\\u003c").length;
    const last = parts.at(-1);
    if (last === undefined || (last.length > 0 && size + length > longestBlock)) {
      parts.push([fact]);
      size = length;
    } else {
      last.push(fact);
      size += length;
    }
  }
  return parts;
}

function shorten(words: string): string {
  return words.length <= longestWords
    ? words
    : `${words.slice(0, longestWords).replace(/[\uD800-\uDBFF]$/, "")}\n\n…`;
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
