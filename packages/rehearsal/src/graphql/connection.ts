/** Connections: lists in pages, with cursors, within GitHub's limits. */

import type { GraphQLResolveInfo } from "graphql";
import { type Arguments, refusal, takes } from "./fields.ts";

export const PAGE_ARGUMENTS = ["first", "last", "after", "before"] as const;
const LARGEST = 100;

type Slice<Item> = { items: Item[]; start: number };

/**
 * A connection field.
 * @param list all items in order, for the field's further arguments
 * @param keyOf what a cursor remembers of an item
 */
export function connection<Item>(
  moreArguments: readonly string[],
  list: (args: Arguments) => readonly Item[],
  keyOf: (item: Item) => string | number,
  present: (item: Item) => unknown,
  more: (items: readonly Item[]) => Record<string, unknown> = () => ({}),
) {
  return takes([...PAGE_ARGUMENTS, ...moreArguments], (args, info) => {
    assertBoundaries(args, info);
    const all = list(args);
    const keys = all.map((item) => String(keyOf(item)));
    const { items, start } = slice(all, keys, args);
    const cursors = items.map((_, index) => writeCursor(start + index, keys[start + index] ?? ""));
    const nodes = items.map(present);
    return {
      ...more(all),
      totalCount: all.length,
      pageInfo: {
        hasNextPage: start + items.length < all.length,
        hasPreviousPage: start > 0,
        startCursor: cursors[0] ?? null,
        endCursor: cursors.at(-1) ?? null,
      },
      nodes,
      edges: nodes.map((node, index) => ({ node, cursor: cursors[index] })),
    };
  });
}

/** @throws GraphQLError as GitHub does for a page without size, or one that is too large */
function assertBoundaries(args: Arguments, info: GraphQLResolveInfo): void {
  const name = info.fieldName;
  const sizes = (["first", "last"] as const).filter((key) => typeof args[key] === "number");
  if (sizes.length === 0) {
    throw refusal(
      "MISSING_PAGINATION_BOUNDARIES",
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  const excessive = sizes.find((key) => Number(args[key]) > LARGEST);
  if (excessive !== undefined) {
    throw refusal(
      "EXCESSIVE_PAGINATION",
      `Requesting ${args[excessive]} records on the \`${name}\` connection exceeds the \`${excessive}\` limit of ${LARGEST} records.`,
    );
  }
  const negative = sizes.find((key) => Number(args[key]) < 0);
  if (negative !== undefined) {
    throw refusal(
      "ARGUMENT_LIMIT",
      `\`${negative}\` on the \`${name}\` connection cannot be less than zero.`,
    );
  }
}

function slice<Item>(all: readonly Item[], keys: readonly string[], args: Arguments): Slice<Item> {
  let start = args["after"] ? readCursor(args["after"], keys) + 1 : 0;
  let end = args["before"] ? readCursor(args["before"], keys) : all.length;
  if (typeof args["first"] === "number") end = Math.min(end, start + args["first"]);
  if (typeof args["last"] === "number") start = Math.max(start, end - args["last"]);
  return { items: all.slice(start, end), start };
}

/** By key, so that what was deleted meanwhile moves no page; by place, when it is the cursor's own item. */
function readCursor(cursor: unknown, keys: readonly string[]): number {
  const text = Buffer.from(String(cursor), "base64").toString("utf8");
  const match = /^cursor:(\d+):(.*)$/s.exec(text);
  if (!match) {
    throw refusal("INVALID_CURSOR_ARGUMENTS", `\`${String(cursor)}\` does not appear to be a valid cursor.`);
  }
  const found = keys.indexOf(match[2] ?? "");
  return found >= 0 ? found : Number(match[1]) - 1;
}

function writeCursor(place: number, key: string): string {
  return Buffer.from(`cursor:${place}:${key}`).toString("base64");
}
