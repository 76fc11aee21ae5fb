/** Reads a script, and says of every mistake where it is and what is allowed. */

import { type Document, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { RehearseError } from "./rehearse-error.ts";
import { type Act, type ActName, acts } from "./script.ts";

const NAMES = Object.keys(acts) as ActName[];
/** Several acts have a field that is called like another act. Which one is meant, the first of these says. */
const FIELDS_TOO: readonly ActName[] = ["comment", "issue"];

/**
 * @param path of the script, for messages
 * @throws RehearseError with every mistake, one line each
 */
export function readScript(path: string, text: string): Act[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw new RehearseError(`${path}: ${broken.message}`);
  const value: unknown = document.toJS();
  if (!Array.isArray(value) || value.length === 0) {
    throw new RehearseError(
      `${path} is no list of acts. Write for example:\n- dispatch: release-approval.yml`,
    );
  }
  const problems: string[] = [];
  const read = value.map((asked: unknown, index) => {
    const line = lineOf(document, lines, [index]);
    const result = readAct(asked, line);
    if ("name" in result) return result;
    for (const { at, problem } of result.problems) {
      problems.push(`${path}:${lineOf(document, lines, [index, ...at])}: ${problem}`);
    }
    return undefined;
  });
  if (problems.length > 0) throw new RehearseError(problems.join("\n"));
  return read.filter((act) => act !== undefined);
}

type Problem = { at: (string | number)[]; problem: string };

function readAct(asked: unknown, line: number): Act | { problems: Problem[] } {
  const name = nameAct(asked);
  if (name === undefined)
    return { problems: [{ at: [], problem: `this is no act. There are: ${NAMES.join(", ")}` }] };
  const result = acts[name].safeParse(asked);
  if (result.success) return { name, line, asked: result.data } as Act;
  const problems = result.error.issues.map((issue): Problem => {
    const at = issue.path.map((part) => (typeof part === "symbol" ? String(part) : part));
    if (issue.code !== "unrecognized_keys") return { at, problem: describeIssue(name, at, issue.message) };
    const known = knownKeys(name, at).join(", ");
    return {
      at: [...at, issue.keys[0] ?? ""],
      problem: `${name} has no "${issue.keys.join(", ")}". It has: ${known}`,
    };
  });
  return { problems };
}

function nameAct(asked: unknown): ActName | undefined {
  if (typeof asked !== "object" || asked === null) return undefined;
  const named = NAMES.filter((name) => Object.hasOwn(asked, name));
  return named.find((name) => !FIELDS_TOO.includes(name)) ?? named[0];
}

/** `expect` holds a mapping of its own; every other act is flat. */
function knownKeys(name: ActName, at: readonly (string | number)[]): string[] {
  return name === "expect" && at.length > 0
    ? Object.keys(acts.expect.shape.expect.shape)
    : Object.keys(acts[name].shape);
}

function describeIssue(name: ActName, at: readonly (string | number)[], message: string): string {
  if (message.endsWith("received undefined")) return `${name} needs "${at.join(".")}"`;
  return `${at.length === 0 ? "this act" : at.join(".")}: ${message}`;
}

/** The line of a place in the script; of what surrounds it, where the place itself is missing. */
function lineOf(document: Document, lines: LineCounter, at: readonly (string | number)[]): number {
  for (let length = at.length; length > 0; length -= 1) {
    const path = at.slice(0, length);
    const parent = document.getIn(path.slice(0, -1), true);
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
      : undefined;
    const node = pair?.key ?? document.getIn(path, true);
    const range = (node as { range?: [number, number, number] | null } | undefined)?.range;
    if (range) return lines.linePos(range[0]).line;
  }
  return 1;
}
