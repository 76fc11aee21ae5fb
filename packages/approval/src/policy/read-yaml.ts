import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from "yaml";
import { type Draft, type Path, type PolicyProblem, type Position, quote, toProblem } from "./problem.ts";

/*
 * From text to plain data, with the way back from a path to its line. Hostile texts end here: too large, nested
 * without end, blown up by aliases, keys that reach into JavaScript's prototypes.
 */

/** Bytes in UTF-8. A policy of a hundred roles has a tenth of it. */
const largestPolicy = 256_000;
/** Aliases in one file; and how many nodes they may stand for together is what `yaml` limits. */
/** What walks a document is recursive: thousands of levels would end its stack. A policy has eight. */
const mostLevels = 100;
const mostAliases = 50;
const mostExpanded = 100;
const mostSyntaxProblems = 10;
const prototypeKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

export type YamlFile = {
  /** The inherited file's name; null: the policy file itself. */
  source: string | null;
  /** Plain data without the keys that are refused. */
  data: unknown;
  /** Where a path is, or the deepest part of it that is there. */
  locate: (path: Path, at: "key" | "value") => Position;
  /** Whether the file has this path. */
  has: (path: Path) => boolean;
  /** Keys that are refused or there twice. */
  drafts: readonly Draft[];
};

/** Reads a YAML text. Total: whatever the text is, it is read or there are problems. */
export function readYaml(
  text: string,
  source: string | null,
): { ok: true; file: YamlFile } | { ok: false; problems: PolicyProblem[] } {
  if (new TextEncoder().encode(text).length > largestPolicy)
    return refuse(tooLarge, { line: 1, column: 1, source });
  return parse(text, source);
}

function refuse(draft: Draft, position: Position): { ok: false; problems: PolicyProblem[] } {
  return { ok: false, problems: [toProblem(draft, position)] };
}

function parse(text: string, source: string | null): ReturnType<typeof readYaml> {
  const lines = new LineCounter();
  const document: Document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // `walkKeys` finds keys that are there twice: it knows their path, and it takes linear time.
    uniqueKeys: false,
    logLevel: "error",
    version: "1.2",
  });
  const positionOf = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), source };
  };
  const start = { line: 1, column: 1, source };
  if (document.errors.some((error) => error.code === "RESOURCE_EXHAUSTION")) return refuse(tooDeep, start);
  const problems = readSyntaxProblems(document, positionOf);
  if (problems.length > 0) return { ok: false, problems };
  const keys = walkKeys(document);
  if (keys.tooDeep) return refuse(tooDeep, start);
  const wrong = checkOdd(keys.odd) ?? checkAliases(document, keys.aliases);
  if (wrong !== null) return refuse(wrong.draft, positionOf(wrong.offset));
  const data = toData(document);
  if (data === undefined) return refuse(tooManyAliases, start);
  removeKeys(data, keys.refused);
  const find = finderIn(document);
  return {
    ok: true,
    file: {
      source,
      data,
      locate: (path, at) => positionOf(offsetOf(find(path), at)),
      has: (path) => find(path).complete,
      drafts: keys.drafts,
    },
  };
}

// undefined: the aliases stand for too much, which is all that can go wrong with a document of few levels.
function toData(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: mostExpanded });
  } catch {
    return undefined;
  }
}

function readSyntaxProblems(document: Document, positionOf: (offset: number) => Position): PolicyProblem[] {
  return [...document.errors, ...document.warnings].slice(0, mostSyntaxProblems).map((error) =>
    toProblem(
      {
        path: [],
        at: "value",
        what: `this is no valid YAML: ${syntaxWords[error.code] ?? error.message.replace(/\s+/g, " ").replace(/\.$/, "")}`,
        found: "invalid YAML",
        allowed: "one YAML 1.2 document",
        cure: syntaxCures[error.code] ?? "Check quotes, brackets and indentation at this place.",
      },
      positionOf(error.pos[0]),
    ),
  );
}

// Where the parser speaks to programmers.
const syntaxWords: Readonly<Record<string, string>> = {
  MULTIPLE_DOCS: "there is more than one document",
  BLOCK_AS_IMPLICIT_KEY: "a mapping begins in the middle of a line",
};

const syntaxCures: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "Indent with spaces.",
  BLOCK_AS_IMPLICIT_KEY: 'Put a text that has ": " in it in quotes, or start a new line.',
  MULTIPLE_DOCS: "Keep one document: remove the second line of ---.",
  TAG_RESOLVE_FAILED: "Remove the tag, or put the text in quotes.",
};

/** `refused`: paths whose key no policy may have; `odd`: keys that are no single word. A key that is there twice keeps its last value. */
type Keys = { drafts: Draft[]; refused: Path[]; aliases: Alias[]; odd: Node[]; tooDeep: boolean };

function walkKeys(document: Document): Keys {
  const keys: Keys = { drafts: [], refused: [], aliases: [], odd: [], tooDeep: false };
  const visit = (node: unknown, path: Path): void => {
    if (path.length > mostLevels) keys.tooDeep = true;
    else if (isAlias(node)) keys.aliases.push(node);
    else if (isSeq(node)) node.items.forEach((item, index) => void visit(item, [...path, index]));
    else if (isMap(node)) {
      const seen = new Set<string>();
      for (const pair of node.items) {
        if (isScalar(pair.key)) {
          const key = String(pair.key.value);
          checkKey(pair.key, seen, [...path, key], keys);
          seen.add(key);
          visit(pair.value, [...path, key]);
        } else keys.odd.push(pair.key as Node);
      }
    }
  };
  visit(document.contents, []);
  return keys;
}

function checkKey({ value }: Scalar, seen: ReadonlySet<string>, path: Path, keys: Keys): void {
  const key = String(path.at(-1));
  const draft = { path, at: "key", found: quote(key), allowed: "each key once, as text" } as const;
  if (typeof value !== "string") {
    keys.refused.push(path);
    keys.drafts.push({ ...draft, ...noText(key) });
  } else if (prototypeKeys.has(key)) {
    keys.refused.push(path);
    keys.drafts.push({
      ...draft,
      what: `no policy may have the key ${quote(key)}`,
      cure: "Choose another name.",
    });
  } else if (seen.has(key)) {
    keys.drafts.push({ ...draft, what: `the key ${quote(key)} is there twice`, cure: "Keep one of them." });
  }
}

const noText = (key: string) => ({ what: `the key ${quote(key)} is no text`, cure: "Put it in quotes." });

type Misplaced = { draft: Draft; offset: number };

// A list, a mapping or an alias as a key: what stands there has no path, so nothing else can be said of it.
function checkOdd([first]: readonly Node[]): Misplaced | null {
  if (first === undefined) return null;
  const key = String(first);
  const draft = { path: [], at: "key", found: quote(key), allowed: "each key once, as text" } as const;
  return { draft: { ...draft, ...noText(key) }, offset: startOf(first) };
}

function checkAliases(document: Document, aliases: readonly Alias[]): Misplaced | null {
  const [first] = aliases;
  if (first !== undefined && aliases.length > mostAliases)
    return { draft: tooManyAliases, offset: startOf(first) };
  const dangling = aliases.find((alias) => alias.resolve(document) === undefined);
  return dangling === undefined ? null : { draft: danglingAlias, offset: startOf(dangling) };
}

// Refused keys have their problem already; they must not have a second one as unknown keys.
function removeKeys(data: unknown, refused: readonly Path[]): void {
  for (const path of refused) {
    const parent = path.slice(0, -1).reduce<unknown>(childOf, data);
    const [key = ""] = path.slice(-1);
    if (parent !== null && typeof parent === "object") Reflect.deleteProperty(parent, key);
  }
}

/** The value at a step of a path; undefined where there is none. Own properties only. */
export function childOf(value: unknown, step: string | number): unknown {
  if (value === null || typeof value !== "object" || !Object.hasOwn(value, step)) return undefined;
  return Reflect.get(value, step);
}

type Found = { node: Node | null; key: Node | null; complete: boolean };

/** Finds a path, or the deepest part of it that is there. Each collection's children are listed once. */
function finderIn(document: Document): (path: Path) => Found {
  const listed = new Map<unknown, ReadonlyMap<string | number, Found>>();
  const childrenOf = (node: unknown) => {
    const children = listed.get(node) ?? listChildren(node);
    listed.set(node, children);
    return children;
  };
  return (path) => {
    let found: Found = { node: document.contents as Node | null, key: null, complete: true };
    for (const step of path) {
      const node = isAlias(found.node) ? found.node.resolve(document) : found.node;
      const next = childrenOf(node).get(step);
      if (next === undefined) return { ...found, complete: false };
      found = next;
    }
    return found;
  };
}

// Of a key that is there twice the last value counts.
function listChildren(node: unknown): Map<string | number, Found> {
  const children = new Map<string | number, Found>();
  if (isSeq<Node>(node))
    for (const [index, item] of node.items.entries())
      children.set(index, { node: item, key: null, complete: true });
  // Keys that are none were refused (`checkOdd`).
  if (isMap<Scalar, Node | null>(node))
    for (const { key, value } of node.items)
      children.set(String(key.value), { node: value, key, complete: true });
  return children;
}

// Where a value is not there, or only a part of its path is, the key says better where to look.
function offsetOf({ node, key, complete }: Found, at: "key" | "value"): number {
  const isEmpty = node === null || (isScalar(node) && node.value === null);
  const best = key !== null && (at === "key" || !complete || isEmpty) ? key : (node ?? key);
  return startOf(best);
}

function startOf(node: Pick<Node, "range"> | null): number {
  return node?.range?.[0] ?? 0;
}

const whole = { path: [], at: "value" } as const;

const tooLarge: Draft = {
  ...whole,
  what: "the policy is too large",
  found: `more than ${largestPolicy / 1000} kB`,
  allowed: `at most ${largestPolicy / 1000} kB`,
  cure: "Remove what is no policy from it.",
};

const tooDeep: Draft = {
  ...whole,
  what: "the policy is nested too deeply to be read",
  found: "thousands of levels",
  allowed: "the few levels that a policy has",
  cure: "Remove what is no policy from it.",
};

const tooManyAliases: Draft = {
  ...whole,
  what: "too much is repeated by aliases",
  found: "too many aliases",
  allowed: `at most ${mostAliases} aliases that stand for little`,
  cure: "Write out what the aliases stand for.",
};

const danglingAlias: Draft = {
  ...whole,
  what: "this alias has no anchor before it",
  found: "an alias without anchor",
  allowed: "aliases (*name) of anchors (&name) above them",
  cure: "Add the anchor, or put a text that begins with * in quotes.",
};
