import type { Better } from "./measurement.ts";

/*
 * Units as benchmark tools write them. Less time, memory and allocations is better; more operations, requests and bytes in
 * a time is.
 */

const seconds: Readonly<Record<string, number>> = {
  ns: 1e-9,
  us: 1e-6,
  µs: 1e-6,
  μs: 1e-6,
  ms: 1e-3,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  min: 60,
  m: 60,
};

const time = /^(?:ns|[uµμ]s|ms|s|secs?|seconds?|min|m)$/;
const amount = /^(?:[kmgt]i?b|bytes?|b|allocs?|allocations?)$/i;
const frequency = /^(?:[kmg]?hz|fps|rps|qps|tps)$/i;

/** Whether more or less of a unit is better: `ns/op`, `ms` and `B/op` less; `ops/s`, `req/sec` and `MB/s` more. */
export function betterBy(unit: string): Better {
  const [over = "", under = null] = unit
    .trim()
    .split("/", 2)
    .map((one) => one.trim());
  // Of something in a time, more is better; of a time or an amount for something, less.
  if (under !== null && time.test(under)) return "bigger";
  if (time.test(over) || amount.test(over)) return "smaller";
  if (under === null && (frequency.test(over) || /\bper (?:second|sec|s|minute)$/i.test(over)))
    return "bigger";
  return "either";
}

/**
 * A value of one unit in another, where both are times for the same thing, or the same things in a time.
 * @returns null where they cannot be compared
 */
export function convert(value: number, from: string, to: string): number | null {
  if (from === to) return value;
  const [a, b] = [split(from), split(to)];
  if (a.over.time !== null && b.over.time !== null && a.under.text === b.under.text)
    return (value * a.over.time) / b.over.time;
  if (a.under.time !== null && b.under.time !== null && a.over.text === b.over.text)
    return (value * b.under.time) / a.under.time;
  return null;
}

function split(unit: string) {
  const [over = "", under = ""] = unit.split("/", 2).map((one) => one.trim());
  return { over: part(over), under: part(under) };
}

function part(text: string): { text: string; time: number | null } {
  return { text, time: Object.hasOwn(seconds, text) ? (seconds[text] ?? null) : null };
}
