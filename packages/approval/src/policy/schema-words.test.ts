import { describe, expect, test } from "vitest";
import type { SchemaNode } from "./json-schema.ts";
import { describeKeys, describeSchema, keyTitleOf, schemaAt } from "./schema-words.ts";

/* What a schema allows, in words: also such as the policy's own has nowhere yet. */

describe("a place of the schema", () => {
  test.each<[string, SchemaNode, string]>([
    ["a text of any length", { type: "string" }, "text"],
    ["a text with an end", { type: "string", maxLength: 40 }, "text of 1 to 40 characters"],
    ["a number", { type: "number" }, "a number"],
    ["a number between two", { type: "number", minimum: 0, maximum: 100 }, "a number from 0 to 100"],
    ["a list of anything", { type: "array" }, "a list"],
    [
      "a list of texts",
      { type: "array", items: { type: "string" }, minItems: 1 },
      "a list that is not empty, each item text",
    ],
    ["a mapping with any keys", { type: "object" }, "a mapping"],
    [
      "a mapping that can be written in one way",
      { type: "object", properties: { when: { const: "security" } } },
      "{ when: security }",
    ],
    ["one of two", { anyOf: [{ const: "automatic" }, { type: "boolean" }] }, "automatic or true or false"],
    ["a place of which nothing is said", {}, "anything"],
  ])("%s", (_, node, expected) => {
    expect(describeSchema(node)).toBe(expected);
  });

  test("that the schema does not know may be anything", () => {
    const root: SchemaNode = { type: "object", properties: { version: { const: 1 } } };
    expect(describeSchema(schemaAt(root, ["version"]))).toBe("1");
    expect(describeSchema(schemaAt(root, ["roles", "qa-lead"]))).toBe("anything");
  });
});

describe("the keys of a place", () => {
  test.each<[string, SchemaNode, string, string]>([
    [
      "that people choose",
      { propertyNames: { title: "colour", enum: ["red", "blue"] } },
      "colour",
      "red or blue",
    ],
    ["of which nothing is said", { type: "object" }, "key", "text"],
  ])("%s", (_, node, title, allowed) => {
    expect([keyTitleOf(node), describeKeys(node)]).toEqual([title, allowed]);
  });
});
