import type { EvidenceItem } from "@release-approval/approval";
import type { Measurement } from "./measurement.ts";
import { betterBy, convert } from "./units.ts";

/** What a request keeps of a measurement, for the release after it. */
export type Remembered = NonNullable<EvidenceItem["measurements"]>[number];

/** As many as the request takes. */
const mostRemembered = 50;

export type Change = {
  name: string;
  before: number;
  now: number;
  unit: string;
  /** Percent by which it got worse; below 0 it got better. Infinite where there was nothing before. */
  worse: number;
};

export type Comparison = {
  /** The worst first. */
  changes: readonly Change[];
  /** Names that are measured now and were not before. */
  added: readonly string[];
  /** Names that were measured before and are not now, or in a unit that says nothing of the old one. */
  vanished: readonly string[];
};

/** The measurements that a request keeps: the first ones. */
export function remember(measurements: readonly Measurement[]): Remembered[] {
  return measurements.slice(0, mostRemembered).map(({ name, value, unit }) => ({ name, value, unit }));
}

/** Names are one in a list: of equal ones the second is told apart by a number. */
export function nameApart(measurements: readonly Measurement[]): Measurement[] {
  const taken = new Map<string, number>();
  return measurements.map((one) => {
    const times = (taken.get(one.name) ?? 0) + 1;
    taken.set(one.name, times);
    return times === 1 ? one : { ...one, name: `${one.name} (${times})` };
  });
}

/** Compares what was measured with the release before, name by name. */
export function compare(now: readonly Measurement[], before: readonly Remembered[]): Comparison {
  const old = new Map(before.map((one) => [one.name, one]));
  const changes: Change[] = [];
  const added: string[] = [];
  for (const one of now) {
    const change = changeOf(one, old.get(one.name));
    if (change === null) added.push(one.name);
    else changes.push(change);
  }
  const compared = new Set(changes.map(({ name }) => name));
  return {
    changes: changes.toSorted((a, b) => (a.worse === b.worse ? 0 : b.worse - a.worse)),
    added,
    vanished: before.filter(({ name }) => !compared.has(name)).map(({ name }) => name),
  };
}

function changeOf({ name, value, unit, better }: Measurement, old: Remembered | undefined): Change | null {
  const before = old === undefined ? null : convert(old.value, old.unit, unit);
  if (before === null) return null;
  // A rate that is now unknown may have been known, and the other way round: the unit tells in both.
  const direction = better === "either" ? betterBy(unit) : better;
  const grown =
    before === 0 ? (value === 0 ? 0 : Number.POSITIVE_INFINITY) : ((value - before) / before) * 100;
  switch (direction) {
    case "smaller":
      return { name, before, now: value, unit, worse: grown };
    case "bigger":
      return { name, before, now: value, unit, worse: before === 0 ? 0 : -grown };
    case "either":
      return { name, before, now: value, unit, worse: Math.abs(grown) };
  }
}
