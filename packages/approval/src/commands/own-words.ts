import { type BlockLine, readBlocks } from "./markdown-blocks.ts";
import {
  closeElements,
  type Elements,
  noElements,
  type Standing,
  standingIn,
  standingsOf,
  stricter,
} from "./markdown-inline.ts";

/** One line of a comment, and whose words it is. `number` counts from 1. */
export type Line = { number: number; text: string; standing: Standing };

/**
 * The lines of a comment as GitHub shows them: what is the author's own, what is code or folded, what is quoted or
 * invisible. Total; linear in the size of the text.
 */
export function readLines(text: string): Line[] {
  const blocks = readBlocks(text);
  const elements = noElements();
  const lines: Line[] = [];
  for (let first = blocks[0]; first !== undefined; first = blocks[lines.length]) {
    closeElements(elements, first.floor);
    const whole = standingOfWhole(first, elements);
    if (whole !== null) lines.push({ number: lines.length + 1, text: first.text, standing: whole });
    else readTextBlock(textsOfBlock(blocks, lines.length), first, elements, lines);
  }
  return lines;
}

/** Where a line stands whose own words do not matter: quoted, empty or code. */
function standingOfWhole(line: BlockLine, elements: Elements): Standing | null {
  if (line.quoted) return "foreign";
  if (line.kind === "blank") return standingIn(elements);
  return line.kind === "code" ? stricter("literal", standingIn(elements)) : null;
}

function textsOfBlock(blocks: readonly BlockLine[], start: number): string[] {
  const block = blocks[start]?.block;
  const kind = blocks[start]?.kind;
  const texts: string[] = [];
  for (let index = start; index < blocks.length; index += 1) {
    const line = blocks[index];
    if (line === undefined || line.block !== block || line.kind !== kind) break;
    texts.push(line.text);
  }
  return texts;
}

function readTextBlock(texts: readonly string[], first: BlockLine, elements: Elements, lines: Line[]): void {
  let above = "";
  for (const { text, standing } of standingsOf(texts, first.kind === "html", first.depth, elements)) {
    const address = first.kind === "text" && isAddress(text, above);
    above = text;
    lines.push({
      number: lines.length + 1,
      text,
      standing: address ? stricter("literal", standing) : standing,
    });
  }
}

/** `[name]:` and `[text](` take a lone word on the next line, and a title after it, as an address, which is not shown. */
function isAddress(line: string, above: string): boolean {
  const text = above.trim();
  const opens = text.endsWith("](") || (text.startsWith("[") && text.endsWith("]:"));
  return opens && /^ *\S+ *(?:["'(][\s\S]*)?$/.test(line);
}
