import type { Approve, ChecklistItem } from "./command.ts";

/*
 * Reads conditions, risk and checklist out of what an approver wrote: `before release: …` (docs/commands.md), its task lists,
 * and the review templates of the specification ("Review Process for Each Stakeholder"). Where the words leave it open,
 * the reading is the stricter one: a condition holds before the release.
 */

type ReviewBody = Pick<Approve, "notes" | "before" | "after" | "risk" | "checklist">;

type When = "before" | "after" | "by-text";
type Field = { kind: "condition"; when: When; rest: string } | { kind: "risk"; rest: string };
/** A condition's label whose conditions stand on the next lines. `intro`: what stood beside the label. */
type List = { when: When; intro: string; found: boolean };

type Reading = {
  notes: string[];
  before: string[];
  after: string[];
  risk: string | null;
  checklist: ChecklistItem[];
  list: List | null;
  /** The list that a following indented line goes on with, null when there is none. */
  last: string[] | null;
};

/** `words`: the rest of the command's own line; `body`: the author's own lines around it. Total and linear. */
export function readReviewBody(words: string, body: string): ReviewBody {
  const reading: Reading = {
    notes: [],
    before: [],
    after: [],
    risk: null,
    checklist: [],
    list: null,
    last: null,
  };
  readSameLine(reading, words);
  for (const line of body.split("\n")) readBodyLine(reading, line);
  closeList(reading);
  const { before, after, risk, checklist } = reading;
  return { notes: trimBlankLines(reading.notes.join("\n")), before, after, risk, checklist };
}

/** Takes off blank lines at both ends, and white space at the end; the first line keeps its indentation. */
export function trimBlankLines(text: string): string {
  const lines = text.trimEnd().split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  return first < 0 ? "" : lines.slice(first).join("\n");
}

const sameLine = /\b(?:before|after)(?: the)? release *[:：]/gi;

/** `/approve qa before release: the docs` on one line says the same as on two. */
function readSameLine(reading: Reading, words: string): void {
  const labels = [...words.matchAll(sameLine)];
  for (const [index, { 0: found, index: start }] of labels.entries()) {
    const rest = words.slice(start + found.length, labels[index + 1]?.index).trim();
    openCondition(reading, { kind: "condition", when: whenOf(found.toLowerCase()), rest });
  }
  reading.last = null;
}

function readBodyLine(reading: Reading, line: string): void {
  if (line.trim() === "") {
    reading.notes.push(line);
    reading.last = null;
    return;
  }
  const item = readItem(line);
  const field = readField(item?.text ?? line);
  if (field !== null) readLabelled(reading, field, line);
  else if (reading.list !== null && item !== null) readListed(reading, reading.list, item.text);
  else if (reading.last !== null && /^(?: {2}|\t)/.test(line) && item === null)
    goOn(reading.last, line.trim());
  else if (reading.list !== null && isFenceMark(line)) return;
  else if (reading.list !== null && waitsForText(reading.list) && !isLabel(line))
    readLoneCondition(reading, reading.list, line);
  else readRest(reading, line, item);
}

function readLabelled(reading: Reading, field: Field, line: string): void {
  closeList(reading);
  if (field.kind === "condition") openCondition(reading, field);
  else if (field.rest !== "" && reading.risk === null) reading.risk = field.rest;
  else reading.notes.push(line);
}

/** The rest of a label is its condition, or, empty or ending in a colon, says that a list follows. */
function openCondition(reading: Reading, field: Field & { kind: "condition" }): void {
  closeList(reading);
  if (field.rest === "" || field.rest.endsWith(":"))
    reading.list = { when: field.when, intro: field.rest, found: false };
  else addCondition(reading, field.when, field.rest);
}

function readListed(reading: Reading, list: List, text: string): void {
  list.found = true;
  addCondition(reading, list.when, text);
}

const waitsForText = (list: List): boolean => !list.found && list.intro === "";

function readLoneCondition(reading: Reading, list: List, line: string): void {
  reading.list = null;
  addCondition(reading, list.when, line.trim());
}

function readRest(reading: Reading, line: string, item: Item | null): void {
  closeList(reading);
  if (item?.ticked === undefined) reading.notes.push(line);
  else reading.checklist.push({ text: item.text, ticked: item.ticked });
}

/** An introduction that no list follows was the condition itself. */
function closeList(reading: Reading): void {
  const list = reading.list;
  reading.list = null;
  reading.last = null;
  if (list !== null && !list.found && list.intro !== "") addCondition(reading, list.when, list.intro);
}

function goOn(conditions: string[], more: string): void {
  const last = conditions.splice(-1);
  conditions.push([...last, more].join(" "));
}

const noCondition =
  /^[*_`]{0,3}(?:none|no|nothing|nil|n\/a|na|no conditions?|-|–|—)[*_`]{0,3}[.!]?[*_`]{0,3}$/i;

function addCondition(reading: Reading, when: When, text: string): void {
  reading.last = null;
  if (text === "" || noCondition.test(text)) return;
  const conditions = isAfter(when, text) ? reading.after : reading.before;
  conditions.push(text);
  reading.last = conditions;
}

const saysAfter =
  /\bpost-? ?(?:release|deployment)\b|\b(?:after|following)(?: the)? (?:release|deployment)\b/i;
const saysBefore =
  /\bpre-? ?(?:release|deployment)\b|\b(?:before|prior to)(?: the)? (?:release|deployment)\b/i;

/** "Monitor minor UI issues post-release" binds after; whatever also, or only, speaks of before binds before. */
function isAfter(when: When, text: string): boolean {
  return when === "after" || (when === "by-text" && saysAfter.test(text) && !saysBefore.test(text));
}

type Item = { text: string; ticked?: boolean };

const listItem = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[([ xX])\](?=[ \t]|$))?/;

function readItem(line: string): Item | null {
  const match = listItem.exec(line);
  if (match === null) return null;
  const text = line.slice(match[0].length).trim();
  return match[1] === undefined ? { text } : { text, ticked: match[1] !== " " };
}

const label =
  /^[ \t]*(?:#{1,6}[ \t]+|\/)?([*_]{0,3})(before(?: the)? release|pre-release|after(?: the)? release|post-release|conditions?|risk(?: level)?)([*_]{0,3})[ \t]{0,3}([:：]|[-–—](?=[ \t])|$)/i;

/** `before release: x`, `**Conditions**: x`, `## Conditions`, `Risk Level: Low`: a label at the start of a line. */
function readField(text: string): Field | null {
  const match = label.exec(text);
  if (match === null) return null;
  const [whole, opened = "", name = "", closed = ""] = match;
  const rest = text.slice(whole.length);
  // In `**before release:** x` the emphasis that began before the label ends after its colon.
  const value = (
    opened !== "" && closed === "" && rest.startsWith(opened) ? rest.slice(opened.length) : rest
  ).trim();
  const word = name.toLowerCase();
  if (word.startsWith("risk")) return { kind: "risk", rest: value };
  return { kind: "condition", when: whenOf(word), rest: value };
}

function whenOf(word: string): When {
  if (word.startsWith("condition")) return "by-text";
  return word.startsWith("after") || word.startsWith("post") ? "after" : "before";
}

const isFenceMark = (line: string): boolean => /^[ \t]*(?:```|~~~)/.test(line);

/** A heading, a rule or a bold label such as `**Reviewer**: Mia`: the next part of a template, not a condition. */
function isLabel(line: string): boolean {
  return /^[ \t]*(?:#{1,6}(?:[ \t]|$)|[-*_]{3,}[ \t]*$|\*\*[^*:]{1,60}(?:\*\*:|:\*\*))/.test(line);
}
