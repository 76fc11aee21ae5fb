import { parseCommands } from "./commands.ts";
import { factsOf, type Kept, type Ledger } from "./ledger.ts";
import { type CommentFact, type Fact, longestComment } from "./records.ts";
import type { Comment, Instant } from "./snapshot.ts";
import { looksLikeApproval, textDigest } from "./text.ts";

type ObserveOptions = {
  /** People who hold a role, under the pinned policy or today's. Others get at most one reply, so one fact. */
  holdsRole: (person: number) => boolean;
  /** People who are asked and have not answered: a bare "LGTM" of theirs gets one nudge. */
  isAwaited: (person: number) => boolean;
};

/**
 * What GitHub shows and the ledger does not hold yet: comments of people with a command in them.
 * @returns facts for the next entry, oldest first; none when nothing is new
 */
export function observe(
  comments: readonly Comment[],
  ledger: Pick<Ledger, "facts">,
  options: ObserveOptions,
): CommentFact[] {
  const outsiders = new Set(factsOf(ledger, "comment").map(({ fact }) => fact.person.id));
  const found: CommentFact[] = [];
  for (const comment of [...comments].sort((a, b) => a.id - b.id)) {
    const { author } = comment;
    if (author === null || author.kind !== "user" || ledger.facts.has(`comment:${comment.id}`)) continue;
    const insider = options.holdsRole(author.id);
    if (!insider && outsiders.has(author.id)) continue;
    if (!isWorthReading(comment, insider, options.isAwaited(author.id))) continue;
    outsiders.add(author.id);
    found.push(toFact(comment, author));
  }
  return found;
}

function isWorthReading(comment: Comment, insider: boolean, awaited: boolean): boolean {
  const commands = parseCommands(comment.body);
  if (commands.some((command) => command.name !== "unknown")) return true;
  if (insider && commands.some((command) => command.name === "unknown" && command.nearest !== null))
    return true;
  // Edited by somebody else before it was read: it may have held a rejection.
  if (insider && comment.lastEditedAt !== null && comment.editor?.id !== comment.author?.id) return true;
  return awaited && looksLikeApproval(comment.body);
}

function toFact(comment: Comment, author: { id: number; login: string }): CommentFact {
  const editor =
    comment.editor?.kind === "user" ? { id: comment.editor.id, login: comment.editor.login } : undefined;
  const edited =
    comment.lastEditedAt === null ? undefined : { at: comment.lastEditedAt, ...(editor && { by: editor }) };
  const text = readableText(comment.body);
  return {
    key: `comment:${comment.id}`,
    kind: "comment",
    comment: comment.id,
    person: { id: author.id, login: author.login },
    at: comment.createdAt,
    digest: textDigest(comment.body),
    text,
    ...(text.length < comment.body.length && { cut: true as const }),
    ...(edited && { edited }),
  };
}

/** What is kept must fit an entry, escaped as it will be: a comment of nothing but `<` grows sixfold. */
export function readableText(body: string, longest = longestComment): string {
  let size = 0;
  let end = 0;
  for (const character of body) {
    size += sizeInEntry(character);
    if (size > longest) break;
    end += character.length;
  }
  return body.slice(0, end);
}

function sizeInEntry(character: string): number {
  if (character === '"' || character === "\\") return 2;
  if (character === "<" || character === ">") return 6;
  return JSON.stringify(character).length - 2;
}

/**
 * A recorded comment as GitHub shows it now. Anybody who can make the trusted author post can put words into an entry:
 * of a comment that was never edited GitHub itself knows the text, the author and the time, so those are what is judged.
 * Only of an edited or deleted one does the entry have to be believed, and then no approval counts without GitHub's word.
 * @param told time of the entry
 * @returns null where the entry ascribes it to somebody who did not write it
 */
export function asGitHubShows(
  fact: CommentFact,
  comment: Comment | undefined,
  told: Instant,
): CommentFact | null {
  // It cannot be younger than the entry that tells of it.
  if (comment === undefined) return fact.at <= told ? fact : { ...fact, at: told };
  if (comment.author === null) return fact;
  const { author } = comment;
  if (author.kind !== "user") return null;
  if (comment.lastEditedAt === null) return toFact(comment, author);
  return author.id === fact.person.id ? fact : null;
}

/** The ledger as it will be once these facts are recorded; they stand in no comment yet. */
export function withFacts(ledger: Ledger, facts: readonly Fact[], at: string): Ledger {
  const all = new Map<string, Kept>(ledger.facts);
  for (const fact of facts)
    if (!all.has(fact.key)) all.set(fact.key, { fact, comment: Number.MAX_SAFE_INTEGER, at });
  return { ...ledger, facts: all };
}
