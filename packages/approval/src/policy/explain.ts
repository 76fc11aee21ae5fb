import type { z } from "zod";
import { guessDuration } from "./duration.ts";
import { policyJsonSchema, type SchemaNode } from "./json-schema.ts";
import { findNearest } from "./nearest.ts";
import { type Draft, describeValue, listOf, mostProblems, type Path, quote } from "./problem.ts";
import { stepsOf } from "./prune.ts";
import { childOf } from "./read-yaml.ts";
import { describeKeys, describeSchema, keysOf, keyTitleOf, schemaAt, textsOf } from "./schema-words.ts";

/** Turns zod's issues on a policy file into problems in the policy's own words. `data` is what zod was given. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], data: unknown): Draft[] {
  const root = readSchema();
  return issues
    .slice(0, mostProblems)
    .flatMap((issue) => unfold(issue, []))
    .flatMap(({ issue, path }) => explain(issue, path, data, root));
}

// The schema never changes, and making it takes longer than all the rest.
let known: SchemaNode | null = null;

function readSchema(): SchemaNode {
  known ??= policyJsonSchema();
  return known;
}

type Placed = { issue: z.core.$ZodIssue; path: Path };

// Of a union the issues of the form that was meant are told: `{ when: secrity }` is a mapping with a wrong value.
function unfold(issue: z.core.$ZodIssue, base: Path): Placed[] {
  const path = [...base, ...stepsOf(issue)];
  if (issue.code !== "invalid_union") return [{ issue, path }];
  const meant = issue.errors.find((option) => !option.some(isOtherKind));
  return meant === undefined ? [{ issue, path }] : meant.flatMap((inner) => unfold(inner, path));
}

const isOtherKind = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length === 0 && ["invalid_type", "invalid_value", "invalid_union"].includes(issue.code);

function explain(issue: z.core.$ZodIssue, path: Path, data: unknown, root: SchemaNode): Draft[] {
  const node = schemaAt(root, path);
  if (issue.code === "unrecognized_keys")
    return issue.keys.slice(0, mostProblems).map((key) => explainKey(key, path, node));
  if (issue.code === "invalid_key") return [explainName(path, schemaAt(root, path.slice(0, -1)))];
  const allowed = issue.code === "custom" ? issue.message : describeSchema(node);
  const value = path.reduce<unknown>(childOf, data);
  return value === undefined ? [explainMissing(path, allowed)] : [explainValue(path, value, allowed, node)];
}

function explainKey(key: string, path: Path, node: SchemaNode): Draft {
  const keys = keysOf(node);
  const nearest = findNearest(key, keys);
  return {
    path: [...path, key],
    at: "key",
    what: `unknown ${keyTitleOf(node)} ${quote(key)}`,
    found: quote(key),
    allowed: listOf(keys),
    ...(nearest === null ? { cure: "Remove it." } : { nearest }),
  };
}

// A key that people choose, such as a role's id, and that has a form it must have.
function explainName(path: Path, parent: SchemaNode): Draft {
  const key = String(path.at(-1));
  const slug = key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[^a-z]+|-+$/g, "")
    .slice(0, 40);
  return {
    path,
    at: "key",
    what: `${quote(key)} is no ${keyTitleOf(parent)}`,
    found: quote(key),
    allowed: describeKeys(parent),
    ...(slug === "" || slug === key ? {} : { nearest: slug }),
  };
}

function explainMissing(path: Path, allowed: string): Draft {
  const key = String(path.at(-1));
  return {
    path,
    at: "value",
    what: "this is missing",
    found: "nothing",
    allowed,
    cure: path.length === 1 && key === "version" ? "Add the line `version: 1`." : `Add \`${key}\`.`,
  };
}

function explainValue(path: Path, value: unknown, allowed: string, node: SchemaNode): Draft {
  const nearest = guessValue(value, node);
  const cure = nearest === null ? cureOf(value, node, path) : null;
  return {
    path,
    at: "value",
    what: `found ${describeValue(value)}${lengthOf(value)}`,
    found: describeValue(value),
    allowed,
    ...(nearest === null ? {} : { nearest }),
    ...(cure === null ? {} : { cure }),
  };
}

const lengthOf = (value: unknown): string =>
  typeof value === "string" && value.length > 60 ? ` (${value.length} characters)` : "";

function guessValue(value: unknown, node: SchemaNode): string | null {
  if (typeof value !== "string") return null;
  const texts = textsOf(node);
  if (texts.length > 0) return findNearest(value, texts);
  if (node.title === "length of time") return guessDuration(value);
  if (node.title === "member") return guessMember(value);
  return null;
}

// `acme/leads` and `@acme/leads` are how GitHub itself writes a team.
function guessMember(value: string): string | null {
  const [, team] = /^(?:@|team:\s*@?)?([A-Za-z0-9-]+\/[A-Za-z0-9_.-]+)$/.exec(value.trim()) ?? [];
  return team === undefined ? null : `team:${team}`;
}

function cureOf(value: unknown, node: SchemaNode, path: Path): string | null {
  if (value === null) return "Write a value, or remove the line.";
  if (path.join() === "version") return "Write `version: 1`, the format that is read here.";
  const number = typeof value === "string" ? /^\s*(\d{1,9}(?:\.\d+)?)\s*%?\s*$/.exec(value)?.[1] : undefined;
  if (number !== undefined && (node.type === "number" || node.type === "integer"))
    return `Write the number alone, without quotes: ${number}.`;
  if (node.type === "array" && (typeof value === "string" || typeof value === "number"))
    return `Write it as a list: [${describeValue(value)}].`;
  if (node.type === "string" && (typeof value === "number" || typeof value === "boolean"))
    return "Put it in quotes.";
  return null;
}
