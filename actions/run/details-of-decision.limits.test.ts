import { expect, it } from "vitest";
import { condition, decide, obligation, requirement } from "../../packages/report/test/samples.ts";
import { detailsOf } from "./details-of-decision.ts";

/* Outputs of a job have a megabyte together. */

const decisionWith = (conditions: number, text: string) =>
  decide([requirement("qa-lead")], {
    conditions: Array.from({ length: conditions }, (_, n) => condition(`C${n}`, { text })),
    obligations: Array.from({ length: conditions }, (_, n) => obligation(`condition/C${n}`)),
  });

it.each([
  [2, 16_000, 1000, 2, undefined],
  [400, 16_000, 200, 400, true],
  [10_000, 16_000, 200, 500, true],
])("of %i conditions of %i characters: %i characters of %i", (many, typed, text, listed, shortened) => {
  const details = detailsOf(decisionWith(many, "👩‍👩‍👧‍👦 ".repeat(typed / 12)));
  expect(JSON.stringify(details).length).toBeLessThanOrEqual(300_000);
  expect(details["shortened"]).toBe(shortened);
  const conditions = details["conditions"] as { text: string }[];
  expect(conditions).toHaveLength(listed);
  expect(conditions[0]?.text.length).toBeLessThanOrEqual(text);
  expect(conditions[0]?.text).toMatch(/…$/);
});
