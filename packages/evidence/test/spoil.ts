import fc from "fast-check";

/** Values that readers trip over. */
const hostile: readonly unknown[] = [
  null,
  true,
  -1,
  0,
  1e308,
  Number.MIN_VALUE,
  "",
  " ",
  "NaN",
  "\u0000",
  "\ud83d",
  "__proto__",
  "constructor",
  "x".repeat(5000),
  "🚀".repeat(200),
  "`${<!--|\n## 1.2.0\n",
  [],
  {},
  [[[[[[]]]]]],
  [null],
  { length: 5 },
  JSON.parse('{"__proto__":{"level":"none","polluted":true},"constructor":1,"toString":null}'),
];

type Home = Record<string, unknown>;

/** A report in JSON of which some values are gone, or are others: whole in its form, and no longer what its tool writes. */
export function spoiled(samples: readonly string[]): fc.Arbitrary<string> {
  const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
  const harm = fc.record({ at: part, by: fc.option(fc.nat(hostile.length - 1)) });
  return fc
    .record({ text: fc.constantFrom(...samples), harms: fc.array(harm, { minLength: 1, maxLength: 4 }) })
    .map(({ text, harms }) => {
      const root: unknown = JSON.parse(text);
      for (const { at, by } of harms)
        replaceValue(root, at, by === null ? undefined : structuredClone(hostile[by]));
      return JSON.stringify(root);
    });
}

function replaceValue(root: unknown, at: number, value: unknown): void {
  const places = placesIn(root);
  const place = places[Math.floor(at * places.length)];
  if (place !== undefined)
    Object.defineProperty(place.home, place.key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

function placesIn(root: unknown): { home: Home; key: string }[] {
  const places: { home: Home; key: string }[] = [];
  const waiting: unknown[] = [root];
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (typeof value !== "object" || value === null) continue;
    const home = value as Home;
    for (const key of Object.keys(home)) {
      places.push({ home, key });
      waiting.push(home[key] ?? null);
    }
  }
  return places;
}
