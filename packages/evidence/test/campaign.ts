import { cpuUsage } from "node:process";
import fc from "fast-check";
import { keepTable } from "../../../test/tables.ts";
import { mutated } from "../../approval/test/fuzz/mutate.ts";
import type { Reading, ReportFile } from "../src/report.ts";
import { fileOf } from "./report-file.ts";

/*
 * Many damaged reports against a reader: cut, flipped, nested, spliced, in pieces of any size. None may make it throw, none may
 * take long, and each has a verdict that does not depend on the pieces.
 */

const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";

/** So many reports in `npm run trust`, a hundredth of them in `npm test`. */
const many = everyCase ? 100_000 : 1_000;

/** The same reports every time; another number makes others. */
const seed = Number(process.env["RELEASE_APPROVAL_SEED"] ?? 20_261_124);

/** No report may take longer, in milliseconds of the processor. */
const limit = 100;

/** A hundred thousand reports take their time. */
export const patience = 1_800_000;

type Damaged = { bytes: Uint8Array; sizes: readonly [number, number] };

const nests = [
  "<testsuite>",
  '<testsuite tests="9" failures="9">',
  '<testcase name="x">',
  "<failure/>",
  "<InnerResults><UnitTestResult>",
  "<package>",
  "<methods>",
  "<![CDATA[",
  "]]>",
  "<!--",
  "<!DOCTYPE x [",
  '<!DOCTYPE x SYSTEM "',
  "&amp;",
  "&#x1F680;",
  '{"a":',
  "[[",
  "    ok 1 - x {\n",
  "  ---\n",
  "1..9\n",
  "Bail out!\n",
  "SF:a.c\n",
  "end_of_record\n",
  "mode: set\n",
];

/** Texts with something piled up in them, or nested around them. */
function nested(samples: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...samples),
      fc.constantFrom(...nests),
      fc.nat(300),
      fc.double({ min: 0, max: 1, noNaN: true }),
    )
    .map(([text, piece, times, where]) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + piece.repeat(times) + text.slice(at);
    });
}

/** Bytes that are cut off, flipped, or of another encoding than they say. */
function damaged(samples: readonly string[]): fc.Arbitrary<Damaged> {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  return fc
    .record({
      text: fc.oneof(
        { weight: 3, arbitrary: mutated(samples) },
        { weight: 2, arbitrary: nested(samples) },
        { weight: 1, arbitrary: fc.constantFrom(...samples) },
      ),
      encoding: fc.constantFrom("utf8" as const, "utf8" as const, "utf16le" as const, "latin1" as const),
      cut: fc.option(share),
      flips: fc.array(fc.tuple(share, fc.nat(255)), { maxLength: 3 }),
      sizes: fc.tuple(fc.integer({ min: 1, max: 300 }), fc.constantFrom(4_096, 65_536)),
    })
    .map(({ text, encoding, cut, flips, sizes }) => {
      const whole = new Uint8Array(Buffer.from(encoding === "utf16le" ? `\ufeff${text}` : text, encoding));
      const bytes = whole.slice(0, cut === null ? whole.length : Math.floor(cut * whole.length));
      for (const [where, byte] of flips)
        if (bytes.length > 0) bytes[Math.floor(where * (bytes.length - 1))] = byte;
      return { bytes, sizes };
    });
}

export type Campaign<T> = {
  name: string;
  /** Whole reports of every format that the reader knows. */
  samples: readonly string[];
  read: (files: readonly ReportFile[]) => Promise<Reading<T>[]>;
  /** Throws where what must hold does not. */
  holds: (reading: Reading<T>) => void;
};

/** @throws Error with the smallest report that was found to fail, and the seed */
export async function damageReports<T>({ name, samples, read, holds }: Campaign<T>): Promise<void> {
  let slowest = 0;
  const work = async ({ bytes, sizes }: Damaged) => {
    const [first, second] = await read(sizes.map((size) => fileOf(bytes, { size })));
    return { first, second };
  };
  const result = await fc.check(
    fc.asyncProperty(damaged(samples), async (input) => {
      const from = performance.now();
      const { first, second } = await work(input);
      if (performance.now() - from > Math.max(slowest, limit / 2))
        slowest = Math.max(slowest, await leastOf(() => work(input)));
      if (slowest > limit) throw new Error(`It took ${Math.round(slowest)} ms.`);
      if (first === undefined || second === undefined) throw new Error("A file has no reading.");
      if (tell(first) !== tell(second)) throw new Error("It depends on the pieces.");
      if (!first.ok && !/^report [^\n]{1,200}\.$/.test(first.problem)) throw new Error("It is no sentence.");
      holds(first);
    }),
    { numRuns: many, seed, endOnFailure: false },
  );
  if (result.failed) {
    const text = Buffer.from(result.counterexample?.[0].bytes ?? []).toString("latin1");
    const where = `${name}: seed ${seed}, path ${result.counterexamplePath}`;
    throw new Error(`${where}: ${JSON.stringify(text)}\n${String(result.errorInstance)}`, {
      cause: result.errorInstance,
    });
  }
  keepTable(
    "inputs",
    `${name}: ${many.toLocaleString("en")} reports, slowest ${slowest.toFixed(1)} ms (seed ${seed})`,
  );
}

/** All that was found. Of several things that are wrong with a report it depends on the pieces which one is met first. */
function tell<T>(reading: Reading<T>): string {
  if (!reading.ok) return "unreadable";
  return JSON.stringify(reading.found, (_, value) => (value instanceof Set ? [...value] : value));
}

/** The least of some tries: what else the machine does is no matter. */
async function leastOf(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 3 || (least >= limit && tries < 10); tries += 1) {
    const [from, before] = [performance.now(), cpuUsage()];
    await work();
    least = Math.min(least, performance.now() - from, cpuUsage(before).user / 1000);
  }
  return least;
}
