/** What happens in a rehearsal: a list of acts in YAML. Documented in docs/rehearse.md. */

import { z } from "zod";

const text = z.string().min(1);
const login = text;
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const number = z.int().positive();
const stands = z.enum([
  "success",
  "failure",
  "cancelled",
  "skipped",
  "startup_failure",
  "queued",
  "in_progress",
  "waiting",
]);

const single = {
  dispatch: z.strictObject({
    dispatch: text,
    by: login.optional(),
    ref: text.optional(),
    inputs: z.record(z.string(), scalar).optional(),
  }),
  comment: z.strictObject({ comment: text, by: login, issue: number.optional() }),
  edit: z.strictObject({ edit: text, by: login, issue: number.optional() }),
  review: z.strictObject({
    review: z.enum(["approved", "rejected"]),
    by: login,
    workflow: text.optional(),
    environments: z.array(text).min(1).optional(),
    comment: z.string().optional(),
  }),
  bypass: z.strictObject({
    bypass: z.array(text).min(1),
    by: login.optional(),
    workflow: text.optional(),
  }),
  issue: z.strictObject({
    issue: z.enum(["close", "reopen", "lock", "unlock", "delete"]),
    by: login,
    number: number.optional(),
  }),
  rerun: z.strictObject({
    rerun: z.enum(["all", "failed"]),
    by: login.optional(),
    workflow: text.optional(),
  }),
  cancel: z.strictObject({ cancel: text, by: login.optional() }),
  commit: z.strictObject({
    commit: z.record(z.string(), z.string().nullable()),
    by: login.optional(),
    message: text.optional(),
    branch: text.optional(),
  }),
  tag: z.strictObject({ tag: text, at: text.optional() }),
  advance: z.strictObject({
    advance: z.string().regex(/^\d+(\.\d+)?[smhd]$/, "is no duration, such as 30m, 2h or 3d"),
  }),
  schedule: z.strictObject({ schedule: z.null() }),
  expect: z.strictObject({
    expect: z.strictObject({
      workflow: text.optional(),
      run: stands.optional(),
      jobs: z.record(z.string(), stands).optional(),
      runs: z.int().nonnegative().optional(),
      annotation: text.optional(),
      decision: text.optional(),
      issue: z.enum(["open", "closed"]).optional(),
      labels: z.array(text).optional(),
      says: text.optional(),
      tag: text.optional(),
    }),
  }),
};

export const acts = {
  ...single,
  together: z.strictObject({
    together: z.array(z.union([single.comment, single.review, single.dispatch, single.edit])).min(2),
  }),
};

export type ActName = keyof typeof acts;
export type ActOf<Name extends ActName> = z.infer<(typeof acts)[Name]>;
export type Act = { [Name in ActName]: { name: Name; line: number; asked: ActOf<Name> } }[ActName];
export type Expectation = ActOf<"expect">["expect"];
