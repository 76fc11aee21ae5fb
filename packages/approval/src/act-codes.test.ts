import { expect, test } from "vitest";
import { actCodes, isActCode } from "./act-codes.ts";

test.each([...actCodes])("%s is a code", (code) => {
  expect(isActCode(code)).toBe(true);
});

// Codes stand in documents that people may edit.
test.each(["", "Counted", "constructor", "__proto__", "review-missing"])("%j is none", (word) => {
  expect(isActCode(word)).toBe(false);
});
