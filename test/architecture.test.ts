import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

/* What may import what, and what the pure packages must not touch. */

const root = join(import.meta.dirname, "..");

/** Arrows point one way. A package that is not named here is not allowed to exist. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  "packages/approval": [],
  "packages/evidence": ["approval"],
  "packages/report": ["approval"],
  "packages/github": ["approval"],
  "packages/notify": ["approval", "report"],
  "packages/action-kit": ["approval"],
  "packages/rehearsal": ["approval", "report", "github", "action-kit"],
  actions: ["action-kit", "approval", "evidence", "github", "notify", "report"],
};

const pure = ["packages/approval", "packages/evidence", "packages/report"];
const development = "packages/rehearsal";

/** Of Node, what computes and nothing else. */
const pureNode = ["node:crypto", "node:util", "node:path", "node:buffer"];

const impure: readonly [what: string, pattern: RegExp][] = [
  ["the process", /(?<![\w.])process\s*[.[]/],
  [
    "the clock",
    /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bperformance\.now\b|\bDateTime\.(now|local|utc)\(\s*\)/,
  ],
  ["chance", /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b|\bgetRandomValues\b/],
  ["the network", /(?<![\w.])fetch\(|\bnew WebSocket\b/],
  ["timers", /(?<![\w.])set(Timeout|Interval|Immediate)\(/],
  ["the console", /\bconsole\./],
  ["the locale of the machine", /\.toLocale\w*String\(\s*\)|\bIntl\.\w+\(\s*\)/],
];

type Source = {
  path: string;
  home: string;
  code: string;
  imports: readonly string[];
  /** Without those of types alone, of which nothing ships. */
  shipped: readonly string[];
};

function readSource(path: string, text: string): Source {
  const code = withoutComments(text);
  const home = path.startsWith("actions/") ? "actions" : path.split("/").slice(0, 2).join("/");
  const shipped = importsIn(code.replace(/\b(?:import|export) type\b[^;]*;/g, ""));
  return { path, home, code, imports: importsIn(code), shipped };
}

function importsIn(code: string): string[] {
  const found = code.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([\w@./:-]+)["']/g);
  return [...found].map(([, name = ""]) => name);
}

/** Strings are kept whole: an address in one is no comment. */
function withoutComments(text: string): string {
  const tokens = /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
  return text.replace(tokens, (_, string: string | undefined) => string ?? " ");
}

function findForbiddenArrows({ home, path, imports }: Source): string[] {
  const allowed = arrows[home];
  if (allowed === undefined) return [`${home} is not in the table of arrows`];
  const ours = imports.flatMap((name) => /^@release-approval\/([^/]+)/.exec(name)?.[1] ?? []);
  const wrong = ours.filter((name) => !allowed.includes(name) && `packages/${name}` !== home);
  return wrong.map((name) => `${path} imports ${name}`);
}

function findImpurities({ path, code, imports }: Source): string[] {
  const modules = imports.filter((name) => name.startsWith("node:") && !pureNode.includes(name));
  const shells = imports.filter((name) => /^@(actions|octokit)\//.test(name));
  const touched = impure.filter(([, pattern]) => pattern.test(code)).map(([what]) => what);
  return [...modules, ...shells, ...touched].map((what) => `${path} touches ${what}`);
}

/** Inputs and outputs go through the contract only if nothing else can get at them. */
function findWaysAroundTheContract({ path, code, imports }: Source): string[] {
  const ways = [
    ...imports.filter((name) => name === "@actions/core"),
    ...(/\bprocess\.env\b|\benv\b[^;]*from "node:process"/.test(code) ? ["process.env"] : []),
    ...(/\bprocess\.exit(Code)?\b/.test(code) ? ["process.exit"] : []),
  ];
  return ways.map((way) => `${path} uses ${way}`);
}

function findFarRelatives({ home, path, imports }: Source): string[] {
  const far = imports.filter((name) => {
    const target = name.startsWith(".") ? join(path, "..", name).replaceAll("\\", "/") : home;
    return !target.startsWith(home);
  });
  return far.map((name) => `${path} imports ${name}`);
}

const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  dependencies: Record<string, string>;
};

function findUndeclared({ path, shipped }: Source): string[] {
  const bare = shipped.filter((name) => !/^(\.|node:|@release-approval\/)/.test(name));
  const packages = bare.map((name) =>
    name
      .split("/")
      .slice(0, name.startsWith("@") ? 2 : 1)
      .join("/"),
  );
  return packages
    .filter((name) => !Object.hasOwn(manifest.dependencies, name))
    .map((name) => `${path} imports ${name}`);
}

const paths = globSync(["packages/*/src/**/*.ts", "actions/**/*.ts"], { cwd: root });
const sources = paths
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => !path.endsWith(".test.ts") && !path.includes("/test/"))
  .map((path) => readSource(path, readFileSync(join(root, path), "utf8")));
const product = sources.filter((it) => it.home !== development);

describe("the house", () => {
  it("has sources", () => {
    expect(new Set(sources.map((it) => it.home)).size).toBeGreaterThanOrEqual(6);
  });

  it("has arrows that point one way", () => {
    expect(sources.flatMap(findForbiddenArrows)).toEqual([]);
  });

  it("has packages that reach one another by name", () => {
    expect(sources.flatMap(findFarRelatives)).toEqual([]);
  });

  it("has pure packages that touch neither clock, network, environment nor file", () => {
    expect(sources.filter((it) => pure.includes(it.home)).flatMap(findImpurities)).toEqual([]);
  });

  it("has one package that reads inputs, writes outputs and ends the process", () => {
    const others = product.filter((it) => it.home !== "packages/action-kit");
    expect(others.flatMap(findWaysAroundTheContract)).toEqual([]);
  });

  it("ships only what is a run-time dependency", () => {
    expect(product.flatMap(findUndeclared)).toEqual([]);
  });
});

describe("these checks can fail", () => {
  it.each<[string, (source: Source) => string[], string, string]>([
    [
      "an arrow backwards",
      findForbiddenArrows,
      "packages/approval/src/x.ts",
      'import { a } from "@release-approval/github";',
    ],
    ["a package that nobody placed", findForbiddenArrows, "packages/util/src/x.ts", ""],
    [
      "a lazy import",
      findForbiddenArrows,
      "packages/report/src/x.ts",
      'await import("@release-approval/notify")',
    ],
    ["a file", findImpurities, "packages/approval/src/x.ts", 'import { readFileSync } from "node:fs";'],
    ["a shell", findImpurities, "packages/approval/src/x.ts", 'import "@actions/core";'],
    ["the environment", findImpurities, "packages/approval/src/x.ts", "const a = process.env.HOME;"],
    ["the clock", findImpurities, "packages/approval/src/x.ts", "const now = new Date();"],
    ["the clock of luxon", findImpurities, "packages/approval/src/x.ts", "const now = DateTime.now();"],
    ["chance", findImpurities, "packages/report/src/x.ts", "const id = crypto.randomUUID();"],
    [
      "an input read past the contract",
      findWaysAroundTheContract,
      "actions/a/main.ts",
      "process.env.INPUT_REF",
    ],
    [
      "an output",
      findWaysAroundTheContract,
      "actions/a/main.ts",
      'import { setOutput } from "@actions/core";',
    ],
    ["a second exit", findWaysAroundTheContract, "packages/github/src/x.ts", "process.exit(0);"],
    [
      "a far relative",
      findFarRelatives,
      "packages/github/src/x.ts",
      'import { a } from "../../approval/src/a.ts";',
    ],
    ["an undeclared package", findUndeclared, "packages/github/src/x.ts", 'import _ from "lodash/map";'],
    [
      "more than types of one",
      findUndeclared,
      "packages/report/src/x.ts",
      'import type { A } from "a";\nimport { type B, b } from "b";',
    ],
  ])("%s", (_, find, path, text) => {
    expect(find(readSource(path, text))).toHaveLength(1);
  });

  it.each([
    ["a comment", "// process.env and Date.now() are for others\n/* Math.random */"],
    ["a date of an argument", "const at = new Date(instant);"],
    ["a field of that name", "const a = this.process.env;"],
    ["an address in a string", 'const a = "https://example.com"; // new Date()'],
  ])("and are not fooled by %s", (_, text) => {
    expect(findImpurities(readSource("packages/approval/src/x.ts", text))).toEqual([]);
  });
});
