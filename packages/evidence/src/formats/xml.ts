import { SaxesParser } from "saxes";
import type { Text } from "./text.ts";
import { Unreadable } from "./unreadable.ts";

const deepest = 100;
const mostAttributes = 1_000;

/** In characters. */
const longestName = 1_000;
/** All values of the attributes of one tag. */
const longestValues = 1024 * 1024;
/** One name, or all that stands between two tags. */
const longestPart = 64 * 1024 * 1024;

/** What a reader of one dialect is told. Names come without the prefix of their namespace; text is not told. */
export type XmlHandler = {
  open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close: (name: string) => void;
};

/**
 * Reads XML as a stream: strictly (XML 1.0, all of it well-formed), and with none of its ways to reach beyond or to grow: a
 * document type may be named, and is never fetched; one that declares anything is refused, and so is any entity but the five
 * of XML.
 * @throws Unreadable, and what the handler throws
 */
export async function readXml({ pieces }: Text, handler: XmlHandler): Promise<void> {
  const { parser, watch } = prepare(handler);
  for await (const piece of pieces) {
    // The parser would hold each line by itself until a section of them ends.
    step(parser, () => parser.write(piece.replaceAll("\r\n", "\n")));
    watch(piece.length);
  }
  step(parser, () => parser.close());
}

/** No more handlers than these: with eight of them V8 makes a slow object of the parser, and reading takes four times as long. */
function prepare(handler: XmlHandler): { parser: SaxesParser; watch: (length: number) => void } {
  const parser = new SaxesParser();
  let depth = 0;
  let attributes = 0;
  let values = 0;
  let inTag = false;
  /** Characters since a tag or attribute was complete. */
  let waiting = 0;
  parser.on("opentagstart", ({ name }) => {
    waiting = 0;
    inTag = true;
    attributes = 0;
    values = 0;
    depth += 1;
    if (depth > deepest) throw new Unreadable(`is nested more than ${deepest} levels deep`);
    if (name.length > longestName) throw new Unreadable("has a name that is too long");
  });
  parser.on("attribute", ({ name, value }) => {
    waiting = 0;
    attributes += 1;
    values += value.length;
    if (name.length > longestName || values > longestValues || attributes > mostAttributes)
      throw new Unreadable("has attributes that are too long or too many");
  });
  parser.on("opentag", ({ name, attributes: found }) => {
    waiting = 0;
    inTag = false;
    handler.open(localName(name), found);
  });
  parser.on("closetag", ({ name }) => {
    waiting = 0;
    depth -= 1;
    handler.close(localName(name));
  });
  parser.on("doctype", (text) => {
    waiting = 0;
    if (text.replaceAll(/"[^"]*"|'[^']*'/g, "").includes("["))
      throw new Unreadable("declares a document type of its own, which is refused");
  });
  const watch = (length: number) => {
    // Output and comments are of no use, but the parser would hold them until they end.
    if (depth > 0 && !inTag) parser["text"] = "";
    waiting += length;
    if (waiting > (inTag ? longestValues : longestPart) + length)
      throw new Unreadable("has one piece that is too long to be read");
  };
  return { parser, watch };
}

/** @throws Unreadable for whatever the parser does not like */
function step(parser: SaxesParser, work: () => void): void {
  try {
    work();
  } catch (error) {
    // The parser's complaints begin with a place; what else is thrown is not about the report.
    if (error instanceof Unreadable || !(error instanceof Error) || !/^\d+:\d+: /.test(error.message))
      throw error;
    throw new Unreadable(tell(error.message, parser));
  }
}

/** The parser's own words would repeat the report's. */
function tell(words: string, { line, column }: SaxesParser): string {
  if (/unclosed tag|unexpected end|must contain a root/.test(words)) return "is cut off: its end is missing";
  const at = `line ${line}, column ${column}`;
  if (words.includes("undefined entity")) return `uses an entity that it may not use (${at})`;
  if (/outside of root|only one root/.test(words)) return `goes on after its end (${at})`;
  return `is not well-formed XML (${at})`;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
