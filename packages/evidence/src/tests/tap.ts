import { readLines } from "../formats/lines.ts";
import { readSeconds } from "../formats/number.ts";
import type { Text } from "../formats/text.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Outcome, Tally } from "./figures.ts";

/*
 * The Test Anything Protocol, versions 12 to 14 (testanything.org): test points, plans, directives, blocks of YAML after a
 * point, subtests indented by four spaces, `Bail out!`. A point that closes subtests is their sum: it counts only where it
 * failed and none of them did.
 */

type Level = {
  /** Points seen, and points planned. */
  points: number;
  planned: number | null;
  /** What was counted in it and below. */
  tests: number;
  bad: number;
};

type State = {
  levels: Level[];
  /** What the subtests before the next point had. */
  below: { tests: number; bad: number } | null;
  /** Indentation of the block of YAML around this line. */
  yaml: number | null;
  /** Where a point was counted by itself, so that the time in its YAML is its own. */
  counted: boolean;
  /** `ok 1 - name {`, whose subtests follow (older node-tap). */
  braces: { level: number; point: Point }[];
  seen: boolean;
};

type Point = { ok: boolean; name: string; directive: "skip" | "todo" | null; seconds: number };

/** Deeper ones are lines of output. */
const deepest = 100;

/**
 * Reads TAP line by line.
 * @throws Unreadable for text that has neither a version, a plan nor a test point
 */
export async function tap(text: Text, tally: Tally): Promise<void> {
  const state: State = { levels: [], below: null, yaml: null, counted: false, braces: [], seen: false };
  for await (const lines of readLines(text)) for (const line of lines) readLine(line, state, tally);
  endBraces(0, state, tally);
  closeLevels(0, state, tally);
  if (!state.seen) throw new Unreadable("is in no format of test results that is read");
  const root = state.levels[0];
  if (root === undefined || root.planned === null) tally.doubt("it has no plan, so it may be cut off");
  if (root !== undefined) comparePlan(root, tally);
}

function readLine(line: string, state: State, tally: Tally): void {
  const content = line.trimStart();
  if (content === "") return;
  const indent = line.length - content.length;
  if (state.yaml !== null) {
    if (indent >= state.yaml) {
      readYaml(content, indent, state, tally);
      return;
    }
    state.yaml = null;
  }
  if (content.trimEnd() === "---") {
    state.yaml = indent;
    return;
  }
  const level = indent / 4;
  if (!Number.isInteger(level) || level > deepest) return;
  readStatement(content, level, state, tally);
}

function readYaml(content: string, indent: number, state: State, tally: Tally): void {
  if (indent === state.yaml && content.trimEnd() === "...") state.yaml = null;
  const time = state.counted ? /^duration_ms:\s*([\d.e-]+)\s*$/.exec(content)?.[1] : undefined;
  if (time !== undefined) tally.addSeconds(readSeconds(time) / 1000);
}

function readStatement(content: string, level: number, state: State, tally: Tally): void {
  if (/^TAP version \d+\s*$/.test(content)) {
    state.seen = true;
    return;
  }
  if (/^Bail out!/i.test(content)) {
    state.seen = true;
    tally.doubt("the tests bailed out");
    return;
  }
  const plan = /^1\.\.(\d{1,9})\s*(?:#.*)?$/.exec(content);
  if (plan !== null) {
    state.seen = true;
    levelAt(level, state, tally).planned = Number(plan[1]);
    return;
  }
  if (content.trimEnd() === "}") {
    closeBrace(level, state, tally);
    return;
  }
  const point = readPoint(content);
  if (point === null) return;
  state.seen = true;
  endBraces(level, state, tally);
  if (/\{\s*$/.test(content)) {
    levelAt(level, state, tally);
    state.braces.push({ level, point });
  } else finishPoint(point, level, state, tally);
}

/** `not ok 3 - name # SKIP reason`, `ok`; null where it is something else. */
function readPoint(content: string): Point | null {
  const found = /^(not )?ok(?:\s+\d+)?(?:\s+(.*))?$/.exec(content);
  if (found === null) return null;
  const text = (found[2] ?? "").replace(/\s*\{\s*$/, "");
  const mark = text.search(/(?<!\\)#/);
  const comment = mark < 0 ? "" : text.slice(mark + 1).trim();
  const directive = /^(skip|todo)/i.exec(comment)?.[1]?.toLowerCase();
  return {
    ok: found[1] === undefined,
    name: (mark < 0 ? text : text.slice(0, mark)).replace(/^-\s*/, "").trim(),
    directive: directive === "skip" || directive === "todo" ? directive : null,
    seconds: readSeconds(/^time=([\d.]+)ms$/.exec(comment)?.[1]) / 1000,
  };
}

function finishPoint(point: Point, level: number, state: State, tally: Tally): void {
  const here = levelAt(level, state, tally);
  const { below } = state;
  state.below = null;
  here.points += 1;
  const outcome = outcomeOf(point);
  if (below !== null && below.tests > 0) {
    here.tests += below.tests;
    here.bad += below.bad;
    tally.addSuite();
    tally.addRan(point.name);
    state.counted = false;
    if (outcome !== "failed" || below.bad > 0) return;
  }
  here.tests += 1;
  if (outcome === "failed") here.bad += 1;
  tally.add({ name: point.name, outcome, suites: [], seconds: point.seconds });
  state.counted = below === null;
}

/** What is to be done, or was left out, is no failure. */
function outcomeOf({ ok, directive }: Point): Outcome {
  if (directive !== null) return "skipped";
  return ok ? "passed" : "failed";
}

/** A name may end in a brace, too: such a point has no subtests, and the next point shows it. */
function endBraces(level: number, state: State, tally: Tally): void {
  for (
    let last = state.braces.at(-1);
    last !== undefined && last.level >= level;
    last = state.braces.at(-1)
  ) {
    state.braces.pop();
    finishPoint(last.point, last.level, state, tally);
  }
}

function closeBrace(level: number, state: State, tally: Tally): void {
  const last = state.braces.at(-1);
  if (last?.level !== level) return;
  state.braces.pop();
  finishPoint(last.point, level, state, tally);
}

/** The level that a line is on. Deeper ones end with it: they are subtests of the next point. */
function levelAt(depth: number, state: State, tally: Tally): Level {
  closeLevels(depth, state, tally);
  for (let next = state.levels.length; next <= depth; next += 1)
    state.levels.push({ points: 0, planned: null, tests: 0, bad: 0 });
  return state.levels[depth] ?? { points: 0, planned: null, tests: 0, bad: 0 };
}

function closeLevels(depth: number, state: State, tally: Tally): void {
  while (state.levels.length > depth + 1) {
    const level = state.levels.pop();
    if (level === undefined) return;
    comparePlan(level, tally);
    state.below = {
      tests: level.tests + (state.below?.tests ?? 0),
      bad: level.bad + (state.below?.bad ?? 0),
    };
  }
}

function comparePlan({ planned, points }: Level, tally: Tally): void {
  if (planned !== null && planned !== points)
    tally.doubt(`the plan was for ${planned} tests and ${points} ran`);
}
