import { describe, expect, expectTypeOf, it } from "vitest";
import { BugError } from "./bug-error.ts";
import { defineContract, type InputDeclaration, type InputsOf, type OutputsOf } from "./contract.ts";

const contract = defineContract({
  name: "sample",
  title: "Sample",
  description: "A sample.",
  inputs: {
    token: { kind: "secret", description: "A token.", required: true },
    ref: { kind: "text", description: "A ref." },
    policy: { kind: "text", description: "A path.", default: "policy.yml" },
    dry: { kind: "flag", description: "A flag." },
    issue: { kind: "number", description: "A number." },
    wait: { kind: "duration", description: "A time.", default: "0" },
    type: { kind: "choice", description: "A type.", allowed: ["auto", "patch"], default: "auto" },
    formats: { kind: "list", description: "Formats.", allowed: ["json", "md"] },
  },
  outputs: { decision: { description: "The decision." }, tag: { description: "The tag." } },
  oneOf: [["ref", "issue"]],
});

it("gives every input its type", () => {
  expectTypeOf<InputsOf<typeof contract>>().toEqualTypeOf<{
    readonly token: string;
    readonly ref: string | null;
    readonly policy: string;
    readonly dry: boolean;
    readonly issue: number | null;
    readonly wait: number;
    readonly type: "auto" | "patch";
    readonly formats: readonly ("json" | "md")[];
  }>();
});

it("knows the outputs that an action may set, and only those", () => {
  expectTypeOf<keyof OutputsOf<typeof contract>>().toEqualTypeOf<"tag">();
});

describe("a declaration that contradicts itself", () => {
  const base = { kind: "text", description: "x" } as const;
  it.each<[string, Record<string, InputDeclaration>]>([
    ["a name that is not kebab-case", { camelCase: base }],
    ["required, with a default", { a: { ...base, required: true, default: "x" } }],
    ["required, not supported", { a: { ...base, required: true, notYet: "x" } }],
    [
      "a default that is not allowed",
      { a: { kind: "choice", description: "x", allowed: ["b"], default: "c" } },
    ],
  ])("%s", (_, inputs) => {
    expect(() => defineContract({ name: "a", title: "A", description: "A.", inputs, outputs: {} })).toThrow(
      BugError,
    );
  });
});
