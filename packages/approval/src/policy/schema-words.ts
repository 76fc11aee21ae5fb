import type { SchemaNode } from "./json-schema.ts";
import { listOf, type Path } from "./problem.ts";

/*
 * What the policy's schema allows at a place, in words. It reads the JSON Schema that editors get, so that messages,
 * editors and documentation cannot say different things.
 */

type Maybe = SchemaNode | boolean | undefined;

const isNode = (node: Maybe): node is SchemaNode => typeof node === "object";

/** What allows anything. */
const anything: SchemaNode = {};

/** The schema of a place; one that allows anything where the schema knows no such place. */
export function schemaAt(root: SchemaNode, path: Path): SchemaNode {
  return path.reduce<SchemaNode>((node, step) => stepInto(node, step) ?? anything, root);
}

function stepInto(node: SchemaNode, step: string | number): SchemaNode | null {
  const found = optionsOf(node).map((option) => stepInto(option, step));
  const [first] = found.filter((one) => one !== null);
  if (first !== undefined) return first;
  const child: Maybe = typeof step === "number" ? (node.items as Maybe) : namedChild(node, step);
  return isNode(child) ? child : null;
}

function namedChild(node: SchemaNode, step: string): Maybe {
  const own = Object.hasOwn(node.properties ?? {}, step) ? node.properties?.[step] : undefined;
  return own ?? node.additionalProperties;
}

function optionsOf({ anyOf = [] }: SchemaNode): SchemaNode[] {
  return anyOf.filter(isNode);
}

/** The keys that a place may have; empty where people choose them. */
export function keysOf(node: SchemaNode): string[] {
  const own = Object.keys(node.properties ?? {});
  const names = isNode(node.propertyNames) ? (node.propertyNames.enum ?? []) : [];
  const others = optionsOf(node).flatMap(keysOf);
  return [...own, ...names.map(String), ...others];
}

/** What the keys of a place are called, `release type`; `key` where they are but keys. */
export function keyTitleOf(node: SchemaNode): string {
  return (isNode(node.propertyNames) ? node.propertyNames.title : undefined) ?? "key";
}

/** What the keys of a place may be. */
export function describeKeys({ propertyNames }: SchemaNode): string {
  return isNode(propertyNames) ? describeSchema(propertyNames) : "text";
}

/** Texts that a place may be, for guessing what was meant. */
export function textsOf(node: SchemaNode): string[] {
  const own = [...(node.enum ?? []), ...(node.const === undefined ? [] : [node.const])];
  const others = optionsOf(node).flatMap(textsOf);
  return [...own.filter((value) => typeof value === "string"), ...others];
}

/** What a place may be: `patch, minor, major or hotfix`, `a whole number from 1 to 20`. */
export function describeSchema(node: SchemaNode): string {
  return listOf([...new Set(alternativesOf(node))]);
}

function alternativesOf(node: SchemaNode): string[] {
  if (node.anyOf !== undefined) return optionsOf(node).flatMap(alternativesOf);
  if (node.const !== undefined) return [String(node.const)];
  return node.enum?.map(String) ?? [describeKind(node)];
}

function describeKind(node: SchemaNode): string {
  switch (node.type) {
    case "string":
      return describeText(node);
    case "integer":
      return `a whole number${rangeOf(node)}`;
    case "number":
      return `a number${rangeOf(node)}`;
    case "boolean":
      return "true or false";
    case "array":
      return describeList(node);
    case "object":
      return describeMapping(node);
    default:
      return "anything";
  }
}

function describeList(node: SchemaNode): string {
  const items = node.items as Maybe;
  const list = (node.minItems ?? 0) > 0 ? "a list that is not empty" : "a list";
  return isNode(items) ? `${list}, each item ${describeSchema(items)}` : list;
}

function describeText(node: SchemaNode): string {
  if (node.title !== undefined && node.examples !== undefined)
    return `a ${node.title} such as ${listOf((node.examples as unknown[]).map(String))}`;
  if (node.format === "email") return "an e-mail address";
  if (node.format === "date") return "a date such as 2026-12-24";
  return node.maxLength === undefined ? "text" : `text of 1 to ${node.maxLength} characters`;
}

function rangeOf({ minimum, maximum }: SchemaNode): string {
  return minimum === undefined || maximum === undefined ? "" : ` from ${minimum} to ${maximum}`;
}

// `{ when: security }` where there is but one way to write it.
function describeMapping(node: SchemaNode): string {
  const keys = keysOf(node);
  const fixed = keys.map((key) => ({ key, value: stepInto(node, key)?.const }));
  if (keys.length > 0 && fixed.every(({ value }) => value !== undefined))
    return `{ ${fixed.map(({ key, value }) => `${key}: ${String(value)}`).join(", ")} }`;
  if (keys.length > 0) return `a mapping (${keys.join(", ")})`;
  return isNode(node.propertyNames)
    ? `a mapping, each key ${describeSchema(node.propertyNames)}`
    : "a mapping";
}
