import { entryDigest, parseEntry, printEntry } from "@release-approval/approval";
import type { EmbeddedGitHub, Played, PlayOptions, Stage } from "@release-approval/rehearsal";
import { expect } from "vitest";
import { reviewers } from "./cast.ts";

/* What many acceptance tests begin with, and what they hold an action's end against. */

type Inputs = Readonly<Record<string, string>>;

/** Asks for 1.2.0 and tells the issue. */
export async function ask(stage: Stage, inputs: Inputs = {}, options: PlayOptions = {}): Promise<number> {
  const played = await stage.play("request-approvals", { version: "1.2.0", ...inputs }, options);
  expect(played.exitCode, played.stdout).toBe(0);
  return Number(played.outputs["issue-number"]);
}

/** Reviewers approve, each in the one role that they have; the gate reads their comments itself. */
export async function approve(
  github: EmbeddedGitHub,
  issue: number,
  logins: readonly string[] = reviewers,
): Promise<void> {
  for (const login of logins) {
    github.clock.advance("1m");
    await github.as(login).comment(issue, "/approve");
  }
}

/** All reviewers but these. */
export function allBut(...absent: readonly string[]): string[] {
  return reviewers.filter((login) => !absent.includes(login));
}

/** As it reads: no-break spaces keep words together on a page, and are spaces here. */
export function plain(text: string): string {
  return text.replaceAll("\u00A0", " ");
}

/** The one document of a run. */
export function resultOf(played: Played): Record<string, unknown> {
  return JSON.parse(played.outputs["result"] ?? "{}") as Record<string, unknown>;
}

/** The message of the only error annotation. */
export function errorOf(played: Played): string {
  const errors = played.annotations.filter(({ level }) => level === "error");
  expect(errors.map(({ message }) => message)).toHaveLength(1);
  return errors[0]?.message ?? "";
}

/** A gate that let nothing out: the job is red, says why once, and hands out neither commit to trust nor document. */
export function expectShut(played: Played, reasonCode: string, words: RegExp = /was not published/): void {
  expect({ exit: played.exitCode, reason: played.outputs["reason-code"] }, played.stdout).toEqual({
    exit: 1,
    reason: reasonCode,
  });
  expect(played.outputs["authorized"]).toBe("false");
  expect(played.outputs["authorization"]).toBeUndefined();
  expect(errorOf(played)).toMatch(words);
}

/** A gate that opened, for this commit. */
export function expectOpen(played: Played, commit?: string): void {
  expect({ exit: played.exitCode, decision: played.outputs["decision"] }, played.stdout).toEqual({
    exit: 0,
    decision: "authorized",
  });
  expect(played.outputs["authorized"]).toBe("true");
  expect(played.outputs["authorization-sha256"]).toMatch(/^[0-9a-f]{64}$/);
  if (commit !== undefined) expect(played.outputs["commit"]).toBe(commit);
}

/** Comments of our own that hold an entry, parsed; the oldest first. */
export function entriesOf(github: EmbeddedGitHub, issue: number) {
  return github.comments(issue).flatMap((comment) => {
    if (comment.author !== "github-actions[bot]") return [];
    const parsed = parseEntry(comment.body);
    return parsed?.ok ? [{ ...parsed, comment }] : [];
  });
}

/** Everything that our entries tell, by key. */
export function factKeys(github: EmbeddedGitHub, issue: number): string[] {
  return entriesOf(github, issue).flatMap(({ block }) => block.facts.map((fact) => fact.key));
}

type Block = ReturnType<typeof entriesOf>[number]["block"];

/**
 * Posts an entry as any workflow can: by the bot, saying whatever it likes. Unless told otherwise it lies about its run
 * and names the one that asked for the release, which is trusted; and the newest entry as seen.
 */
export async function forge(github: EmbeddedGitHub, issue: number, change: Partial<Block>): Promise<void> {
  const entries = entriesOf(github, issue);
  const [first, newest] = [entries[0], entries.at(-1)];
  if (first === undefined || newest === undefined) throw new Error("there is no entry to follow");
  const block: Block = { ...first.block, facts: [], seen: [entryDigest(newest.block)], ...change };
  await github.as("github-actions[bot]").comment(issue, `All fine.\n\n${printEntry(block)}`);
}

/** Lets so many of these run at the same time: a machine with two cores gains nothing from more. */
export function limit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
