/** Pages of lists, with the `link` header that leads from one to the next. */

import type { Answer, Call } from "./route.ts";

const DEFAULT_SIZE = 30;
const LARGEST = 100;

/** @param wrap for lists that GitHub puts into an object with `total_count` */
export function page<Item>(
  call: Call,
  items: readonly Item[],
  present: (item: Item) => unknown,
  wrap: (rows: unknown[], total: number) => unknown = (rows) => rows,
): Answer {
  const { number, size } = readPage(call);
  const rows = items.slice((number - 1) * size, number * size).map(present);
  const link = linkHeader(call, number, Math.max(1, Math.ceil(items.length / size)));
  return { status: 200, body: wrap(rows, items.length), headers: link === "" ? {} : { link } };
}

export function readPage(call: Call): { number: number; size: number } {
  const size = readCount(call.query["per_page"], DEFAULT_SIZE);
  return { number: readCount(call.query["page"], 1), size: Math.min(size, LARGEST) };
}

function readCount(text: string | undefined, otherwise: number): number {
  const count = Number(text);
  return Number.isInteger(count) && count > 0 ? count : otherwise;
}

function linkHeader(call: Call, current: number, last: number): string {
  const link = (number: number, rel: string): string => {
    const query = new URLSearchParams({ ...call.query, page: String(number) });
    return `<${call.world.apiUrl}${call.path}?${query}>; rel="${rel}"`;
  };
  const links: string[] = [];
  if (current > 1) links.push(link(current - 1, "prev"), link(1, "first"));
  if (current < last) links.push(link(current + 1, "next"), link(last, "last"));
  return links.join(", ");
}
