import { z } from "zod";
import { releaseType, tagPattern } from "./policy/schema.ts";

/*
 * Facts, as the ledger keeps them. A fact has a key that says what it is; equal keys are one fact. What people say
 * in comments is kept as they said it (`comment`), and read again by every evaluation: commands are not translated
 * into facts of their own, so a later, stricter reading can never be fooled by an earlier one.
 */

export const schemaVersion = 1;

const instant = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const sha = z.string().regex(/^[0-9a-f]{40}([0-9a-f]{24})?$/);
const digest = z.string().regex(/^[0-9a-f]{64}$/);
const short = z.string().max(300);
/** They reach people's own scripts as outputs: nothing that a shell, a template or a log could read as its own. */
const version = z
  .string()
  .max(300)
  .regex(/^\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?$/);
const tag = z.string().max(300).regex(tagPattern);
const id = z.int().positive();
const revision = z.int().min(1).max(1_000_000);

export const person = z.strictObject({ id, login: z.string().min(1).max(100) });
export type Person = z.infer<typeof person>;

export const run = z.strictObject({ id, attempt: id });
export type RunRef = z.infer<typeof run>;

/** One report of the build, measured against its threshold (issue: preparation checklist). */
export const evidenceItem = z.strictObject({
  item: short,
  verdict: z.enum(["met", "unmet", "missing", "unreadable"]),
  figures: z.record(z.string(), z.union([z.number(), z.string()])).default({}),
  threshold: short.optional(),
  source: short.optional(),
  sha256: digest.optional(),
  /** Of benchmarks: what the next release is compared with. */
  measurements: z
    .array(z.strictObject({ name: short, value: z.number(), unit: z.string().max(20) }))
    .max(50)
    .optional(),
});
export type EvidenceItem = z.infer<typeof evidenceItem>;

const base = { key: z.string().min(1).max(200) };

/** `revision:2` — one revision of the request; immutable. */
export const requestFact = z.strictObject({
  ...base,
  kind: z.literal("request"),
  revision,
  component: short.optional(),
  version,
  tag,
  releaseType,
  commit: sha,
  ref: short,
  previous: z.strictObject({ version: short, tag: short, commit: sha.optional() }).optional(),
  title: short.optional(),
  keyFeatures: z.array(short).max(20),
  plannedRelease: short.optional(),
  securityRelated: z.boolean(),
  securityReasons: z.array(short).max(20),
  /** Actor, and triggering actor of every attempt of the run that asked. */
  requesters: z.array(person),
  run,
  openedAt: instant,
  target: instant.optional(),
  deadline: instant,
  policy: z.strictObject({ commit: sha, path: short, digest }),
  /** Members of each asked role, resolved to numeric ids when the request was made. */
  members: z.record(z.string(), z.array(person.extend({ via: short.optional() }))),
  /** Who may be handed a role, resolved like members. */
  backups: z.record(z.string(), z.array(person)).optional(),
  evidence: z.array(evidenceItem),
  /** Overrides of earlier releases that nobody had ratified. */
  unratified: z
    .array(z.strictObject({ version: short, issue: id }))
    .max(20)
    .optional(),
  /** Roles that could review by button in this run when the request was made; absent: not known. */
  buttons: z.array(short).max(100).optional(),
  changes: z
    .strictObject({
      pullRequests: z.int().min(0),
      commits: z.int().min(0),
      authors: z.array(short).max(100),
      url: z.string().max(500),
    })
    .optional(),
});
export type RequestFact = z.infer<typeof requestFact>;

/** `comment:123` — a person's comment that holds a command, as it stood when it was first read. */
export const commentFact = z.strictObject({
  ...base,
  kind: z.literal("comment"),
  comment: id,
  person,
  at: instant,
  /** SHA-256 of the text, task-list boxes taken as unticked (`textDigest`). */
  digest,
  /** Verbatim, at most `longestComment` characters. */
  text: z.string(),
  /** The comment is longer than what is kept: what stands in the rest is not known. */
  cut: z.literal(true).optional(),
  /** The comment had been edited before anybody could read it: it never counts. */
  edited: z.strictObject({ at: instant, by: person.optional() }).optional(),
});
export type CommentFact = z.infer<typeof commentFact>;

/** `run:9/env:5/user:7/approved` — a press of the Approve or Reject button. Its time is an interval. */
export const buttonFact = z.strictObject({
  ...base,
  kind: z.literal("button"),
  run,
  environment: z.strictObject({ id, name: short }),
  person,
  verdict: z.enum(["approved", "rejected"]),
  notBefore: instant,
  notAfter: instant,
  text: z.string(),
});

/** `damage:<digest>` — an entry that others name is missing, edited or unreadable. Said once, audited for ever. */
export const damageFact = z.strictObject({
  ...base,
  kind: z.literal("damage"),
  digest: digest.optional(),
  comment: id.optional(),
  what: z.enum(["missing", "edited", "unreadable"]),
  /** Whether what it told could be read again. */
  recovered: z.boolean(),
  at: instant,
  by: person.optional(),
});

/** `notice:void/comment:123`, `notice:overdue/qa-lead` — something that is said once. */
export const noticeFact = z.strictObject({
  ...base,
  kind: z.literal("notice"),
  at: instant,
  about: short.optional(),
});

/** `delivered:review-requested/qa-lead/slack` — a message that went out. */
export const deliveryFact = z.strictObject({
  ...base,
  kind: z.literal("delivery"),
  id: short,
  at: instant,
  /** It was refused for good, and is not tried again. */
  refused: z.literal(true).optional(),
});

/** `step:conditional-release/2` — a step that policy took by itself at a revision, or that the release was recorded as released. */
export const stepFact = z.strictObject({
  ...base,
  kind: z.literal("step"),
  step: short,
  role: short.optional(),
  at: instant,
});

/** `claim:2/run:9/1` — the gate's claim of an authorization for one run. Of several, the lowest comment id wins. */
export const claimFact = z.strictObject({
  ...base,
  kind: z.literal("claim"),
  revision: id,
  run,
  commit: sha,
  at: instant,
});

/** `authorization:2` — a positive gate produced a document with this digest. */
export const authorizationFact = z.strictObject({
  ...base,
  kind: z.literal("authorization"),
  revision: id,
  commit: sha,
  at: instant,
  digest,
  previous: digest.optional(),
});

/** `outcome:run:9/1` — how publishing ended. */
export const outcomeFact = z.strictObject({
  ...base,
  kind: z.literal("outcome"),
  outcome: z.enum(["success", "failure", "cancelled"]),
  run,
  revision: id,
  at: instant,
  exitCode: z.int().optional(),
  /** The last lines that a failing command printed, secrets masked. */
  tail: z.string().max(4000).optional(),
});

/** `shipped:v1.1.5/a41f9c2` — another release shipped while this one was open, with commits that this one lacks. */
export const shippedFact = z.strictObject({
  ...base,
  kind: z.literal("shipped"),
  version: short,
  tag: short,
  releaseType,
  commit: sha,
  /** Commit of this release that lacks them. */
  lacking: sha,
  issue: id,
  at: instant,
  /** How many commits it has that this release lacks. */
  commits: z.int().min(1),
  examples: z.array(z.strictObject({ sha, message: short })).max(10),
  url: z.string().max(500),
});

/** `dispatch:2`, `dispatch:2/2` — the release workflow was started for this revision, and started again. */
export const dispatchFact = z.strictObject({
  ...base,
  kind: z.literal("dispatch"),
  revision: id,
  workflow: short,
  at: instant,
});

export const fact = z.discriminatedUnion("kind", [
  requestFact,
  commentFact,
  buttonFact,
  damageFact,
  noticeFact,
  deliveryFact,
  stepFact,
  claimFact,
  authorizationFact,
  outcomeFact,
  dispatchFact,
  shippedFact,
]);
export type Fact = z.infer<typeof fact>;
export type ButtonFact = z.infer<typeof buttonFact>;
export type ShippedFact = z.infer<typeof shippedFact>;

/**
 * Whether a fact's key is its own. Of equal keys the first counts, so a key that belongs to another fact would keep that
 * one from ever being recorded: such a fact is ignored.
 */
export function hasOwnKey(one: Fact): boolean {
  switch (one.kind) {
    case "request":
      return one.key === `revision:${one.revision}`;
    case "comment":
      return one.key === `comment:${one.comment}`;
    case "button":
      return one.key === buttonKey(one, pressOf(one.key));
    case "claim":
      return one.key === `claim:${one.revision}/run:${one.run.id}/${one.run.attempt}`;
    case "authorization":
      return isBelow(one.key, `authorization:${one.revision}`);
    case "outcome":
      return isBelow(one.key, `outcome:run:${one.run.id}/${one.run.attempt}`);
    case "dispatch":
      return isBelow(one.key, `dispatch:${one.revision}`);
    case "damage":
      return one.key.startsWith("damage:");
    case "notice":
      return one.key.startsWith("notice:");
    case "delivery":
      return one.key.startsWith("delivered:");
    case "step":
      return one.key.startsWith("step:");
    case "shipped":
      return one.key === shippedKey(one);
  }
}

function isBelow(key: string, place: string): boolean {
  return key === place || key.startsWith(`${place}/`);
}

/**
 * Key of a press: of one person, in one environment of one run.
 * @param nth of several alike, at several attempts of the run
 */
export function buttonKey(
  one: Pick<ButtonFact, "run" | "environment" | "person" | "verdict">,
  nth = 1,
): string {
  const key = `run:${one.run.id}/env:${one.environment.id}/user:${one.person.id}/${one.verdict}`;
  return nth === 1 ? key : `${key}/${nth}`;
}

/** Key of the fact that a release lacks, at a commit, what another one shipped. */
export function shippedKey({ tag, lacking }: Pick<ShippedFact, "tag" | "lacking">): string {
  return `shipped:${tag.slice(0, 140)}/${lacking.slice(0, 12)}`;
}

/** Which of several presses alike a key names. */
export function pressOf(key: string): number {
  return Number(/\/([2-9]|[1-9]\d{1,3})$/.exec(key)?.[1] ?? 1);
}

/** The hidden block of an entry. `seen` are digests of the heads that the writer knew. */
export const entryBlock = z.strictObject({
  schema: z.literal(schemaVersion),
  repository: z.string(),
  issue: id,
  revision: revision.or(z.literal(0)),
  run,
  facts: z.array(fact),
  seen: z.array(digest),
});
export type EntryBlock = z.infer<typeof entryBlock>;

/** Comments are read so far and no further, in characters as an entry holds them. */
export const longestComment = 16_000;
