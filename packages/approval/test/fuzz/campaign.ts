import { cpuUsage } from "node:process";
import fc from "fast-check";
import { keepTable } from "../../../../test/tables.ts";

/*
 * Many hostile inputs against one piece of the product: none may make it throw, none may take long, and of each
 * something must hold.
 */

const everyCase = process.env["RELEASE_APPROVAL_CASES"] === "all";

/** So many inputs in `npm run trust`, a hundredth of them in `npm test`. */
const many = everyCase ? 100_000 : 1_000;

/** The same inputs every time; another number makes others. */
const seed = Number(process.env["RELEASE_APPROVAL_SEED"] ?? 20_261_123);

/** No input may take longer, in milliseconds of the processor. */
const limit = 100;

export type Campaign<Input, Result> = {
  name: string;
  inputs: fc.Arbitrary<Input>;
  /** What is measured. */
  work: (input: Input) => Result;
  /** Throws where what must hold does not. */
  holds: (input: Input, result: Result) => void;
};

/** @throws Error with the smallest input that was found to fail, and the seed */
export function fuzz<Input, Result>({ name, inputs, work, holds }: Campaign<Input, Result>): void {
  let slowest = 0;
  const { failed, counterexample, errorInstance, counterexamplePath } = fc.check(
    fc.property(inputs, (input) => {
      const from = performance.now();
      const result = work(input);
      const took = performance.now() - from;
      if (took > Math.max(slowest, 10))
        slowest = Math.max(
          slowest,
          timeOf(() => work(input), took),
        );
      if (slowest > limit) throw new Error(`It took ${Math.round(slowest)} ms.`);
      holds(input, result);
    }),
    { numRuns: many, seed, endOnFailure: false },
  );
  if (failed)
    throw new Error(
      `${name}: seed ${seed}, path ${counterexamplePath}: ${JSON.stringify(counterexample?.[0])}\n${String(errorInstance)}`,
      { cause: errorInstance },
    );
  keepTable(
    "inputs",
    `${name}: ${many.toLocaleString("en")} inputs, slowest ${slowest.toFixed(1)} ms (seed ${seed})`,
  );
}

/** For what holds of thousands of inputs: quicker than an assertion that knows how to show differences. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

/** Hundred thousand inputs take their time. */
export const patience = 1_800_000;

/** The least of some tries: what else the machine does is no matter. */
function timeOf(work: () => unknown, first: number): number {
  let least = first;
  for (let tries = 0; tries < 3 || (least >= limit && tries < 10); tries += 1) {
    const [from, before] = [performance.now(), cpuUsage()];
    work();
    // Where the machine is too busy for any try, the processor's own time says it.
    const took = performance.now() - from;
    least = Math.min(least, tries < 5 ? took : cpuUsage(before).user / 1000);
  }
  return least;
}
