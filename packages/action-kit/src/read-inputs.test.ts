import { ConfigurationError } from "@release-approval/approval";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BugError } from "./bug-error.ts";
import { type Contract, defineContract, type InputDeclaration } from "./contract.ts";
import { readInputs } from "./read-inputs.ts";
import { makeSecrets } from "./secrets.ts";

const printed: string[] = [];

beforeEach(() => {
  printed.length = 0;
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Sets inputs as a runner does. */
function give(inputs: Record<string, string>): void {
  for (const [name, value] of Object.entries(inputs)) vi.stubEnv(`INPUT_${name.toUpperCase()}`, value);
}

function contractOf(inputs: Record<string, InputDeclaration>, oneOf: string[][] = []): Contract {
  return { name: "sample", title: "Sample", description: "A sample.", inputs, outputs: {}, oneOf };
}

function read(declaration: InputDeclaration, text: string): unknown {
  give({ sample: text });
  return readInputs(contractOf({ sample: declaration }), makeSecrets())["sample"];
}

function problemsOf(contract: Contract): ConfigurationError {
  try {
    readInputs(contract, makeSecrets());
  } catch (thrown) {
    if (thrown instanceof ConfigurationError) return thrown;
    throw thrown;
  }
  throw new Error("No error was thrown.");
}

const text: InputDeclaration = { kind: "text", description: "Some text.", longest: 5 };
const secret: InputDeclaration = { kind: "secret", description: "Some secret." };
const flag: InputDeclaration = { kind: "flag", description: "A flag." };
const number: InputDeclaration = { kind: "number", description: "A number." };
const choice: InputDeclaration = { kind: "choice", description: "A choice.", allowed: ["a", "b"] };
const list: InputDeclaration = {
  kind: "list",
  description: "A list.",
  allowed: ["json", "md"],
  allowedLater: ["pdf"],
};
const lines: InputDeclaration = { kind: "lines", description: "Lines.", longest: 5, most: 2 };
const version: InputDeclaration = { kind: "version", description: "A version." };
const commit: InputDeclaration = { kind: "commit", description: "A commit." };
const duration: InputDeclaration = { kind: "duration", description: "A duration." };

const sha = "a41f9c2".padEnd(40, "0");

describe("what each kind takes", () => {
  it.each<[string, InputDeclaration, string, unknown]>([
    ["text", text, "  main ", "main"],
    ["secret", secret, "ghs_1", "ghs_1"],
    ["flag, yes", flag, "true", true],
    ["flag, in capitals", flag, "TRUE", true],
    ["flag, no", flag, "False", false],
    ["number", number, "57", 57],
    ["choice", choice, "b", "b"],
    ["list with commas", list, "md, json", ["md", "json"]],
    ["list with line breaks, and twice the same", list, "md\njson\nmd\n", ["md", "json"]],
    ["lines", lines, "a, b\n\n c \n", ["a, b", "c"]],
    ["version", version, "1.2.0", "1.2.0"],
    ["version with v", version, "v2.0.0-rc.1", "2.0.0-rc.1"],
    ["commit", commit, sha.toUpperCase(), sha],
    ["commit of SHA-256", commit, "0".repeat(64), "0".repeat(64)],
    ["no duration", duration, "0", 0],
    ["duration", duration, "15m", 900],
    ["duration in days", duration, "2d", 172_800],
  ])("%s", (_, declaration, given, expected) => {
    expect(read(declaration, given)).toEqual(expected);
  });

  it.each<[string, InputDeclaration, unknown]>([
    ["text is null", text, null],
    ["flag is false", flag, false],
    ["list is empty", list, []],
    ["lines are empty", lines, []],
    ["number is null", number, null],
    ["the default, where there is one", { ...list, default: "json,md" }, ["json", "md"]],
  ])("not given: %s", (_, declaration, expected) => {
    expect(read(declaration, "")).toEqual(expected);
  });
});

describe("what each kind refuses", () => {
  it.each<[string, InputDeclaration, string, string, string]>([
    ["text that is too long", text, "abcdef", "6 characters", "at most 5"],
    ["a word for a flag", flag, "yes", "`yes`", "`true` or `false`"],
    ["zero", number, "0", "`0`", "from 1 on"],
    ["a fraction", number, "1.5", "`1.5`", "whole number"],
    ["hexadecimal", number, "0x10", "`0x10`", "whole number"],
    ["another choice", choice, "c", "`c`", "`a` or `b`"],
    ["a choice in capitals", choice, "A", "`A`", "`a` or `b`"],
    ["another word in a list", list, "md,doc", "`md,doc`", "`json` and `md`"],
    ["a list of commas", list, ",,", "`,,`", "`json` and `md`"],
    ["a line too many", lines, "a\nb\nc", "3 lines", "at most 2 lines"],
    ["a line that is too long", lines, "abcdef", "a line of 6 characters", "at most 5"],
    ["half a version", version, "1.2", "`1.2`", "semantic version"],
    ["a version with two v", version, "vv1.2.0", "`vv1.2.0`", "semantic version"],
    ["a version with an operator", version, "=1.2.0", "`=1.2.0`", "semantic version"],
    ["a short commit", commit, "a41f9c2", "`a41f9c2`", "40"],
    ["a branch for a commit", commit, "main", "`main`", "40"],
    ["a duration without a unit", duration, "15", "`15`", "`15m`"],
    ["a negative duration", duration, "-1h", "`-1h`", "`15m`"],
    ["backticks, which would leave the code span", choice, "`x` **y**", "`'x' **y**`", "`a`"],
  ])("%s", (_, declaration, given, found, allowed) => {
    give({ sample: given });
    const error = problemsOf(contractOf({ sample: declaration }));
    expect(error.reasonCode).toBe("invalid-input");
    expect(error.problems).toHaveLength(1);
    expect(error.problems[0]?.where).toBe("input `sample`");
    expect(error.problems[0]?.found).toBe(found);
    expect(error.problems[0]?.allowed).toContain(allowed);
    expect(error.problems[0]?.cure).toContain("`sample:`");
  });

  it("a required input that is missing", () => {
    const error = problemsOf(contractOf({ version: { ...version, required: true } }));
    expect(error.message).toBe(
      "input `version`: found nothing, allowed: a semantic version, as in `1.2.0` or `v2.0.0-rc.1`.",
    );
    expect(error.cure).toBe("Add `version:` under `with:` of the step.");
  });

  it("an empty value where the default comes from the workflow: it would have been a token", () => {
    const error = problemsOf(contractOf({ "github-token": { ...secret, default: "${{ github.token }}" } }));
    expect(error.cure).toContain("Leave `github-token:` out");
  });

  it("none of a group of which one is needed", () => {
    const contract = contractOf({ version, "issue-number": number }, [["version", "issue-number"]]);
    expect(problemsOf(contract).message).toContain("inputs `version` and `issue-number`: found nothing");
    give({ "issue-number": "57" });
    expect(readInputs(contract, makeSecrets())["issue-number"]).toBe(57);
  });

  it("everything that is wrong, at once", () => {
    give({ a: "yes", b: "x", c: "1.2" });
    const error = problemsOf(contractOf({ a: flag, b: number, c: version, d: text }));
    expect(error.problems.map((it) => it.where)).toEqual(["input `a`", "input `b`", "input `c`"]);
    expect(error.message.split("\n")).toHaveLength(3);
  });
});

describe("what does not work yet is refused, never ignored", () => {
  const notYet = { notYet: "reports are not read yet" };
  it.each<[string, InputDeclaration, string]>([
    ["text", { ...text, ...notYet }, "x"],
    ["flag", { ...flag, ...notYet, default: "false" }, "true"],
    ["secret", { ...secret, ...notYet }, "https://hooks.example.com/T0"],
  ])("%s", (_, declaration, given) => {
    give({ sample: given });
    const error = problemsOf(contractOf({ sample: declaration }));
    expect(error.message).toContain("not supported yet");
    expect(error.cure).toBe("Leave `sample:` out: reports are not read yet.");
    if (declaration.kind === "secret") expect(error.message).not.toContain(given);
  });

  it.each<[string, InputDeclaration, string]>([
    ["nothing", { ...text, ...notYet }, ""],
    ["the default", { ...flag, ...notYet, default: "false" }, "false"],
    ["the default in other letters", { ...flag, ...notYet, default: "false" }, "False"],
  ])("but %s is fine", (_, declaration, given) => {
    expect(() => read(declaration, given)).not.toThrow();
  });

  it("a word of a list", () => {
    give({ sample: "json,pdf" });
    expect(problemsOf(contractOf({ sample: list })).cure).toBe("Leave `pdf` out: not supported yet.");
  });
});

describe("secrets", () => {
  it("are masked even when another input is wrong", () => {
    give({ token: "ghs_secret", sample: "yes" });
    problemsOf(contractOf({ sample: flag, token: secret }));
    expect(printed.join("")).toContain("::add-mask::ghs_secret");
  });
});

describe("outside of the contract", () => {
  const contract = defineContract({
    name: "sample",
    title: "Sample",
    description: "A sample.",
    inputs: { ref: { kind: "text", description: "A ref." } },
    outputs: {},
  });

  it("reading an input is a bug, also where the types were told otherwise", () => {
    give({ ref: "main", other: "x" });
    const inputs = readInputs(contract, makeSecrets());
    expect(inputs.ref).toBe("main");
    // @ts-expect-error the contract does not declare it
    expect(() => inputs.other).toThrow(BugError);
  });

  it("writing one is a bug", () => {
    const inputs = readInputs(contract, makeSecrets()) as Record<string, unknown>;
    expect(() => Object.assign(inputs, { ref: "x" })).toThrow(TypeError);
  });
});
