import { expect, it } from "vitest";
import { cutSummary } from "./summary.ts";

const limit = 1024 * 1024;

it("leaves a summary alone that fits", () => {
  expect(cutSummary("## Shut\n")).toBe("## Shut\n");
});

it.each([
  ["many lines", "| a | b |\n".repeat(200_000)],
  ["one line of characters of three bytes", "€".repeat(400_000)],
  ["just at the limit", "x".repeat(limit)],
])("cuts %s below 1 MiB, says so, and breaks no character", (_, markdown) => {
  const cut = cutSummary(markdown);
  expect(Buffer.byteLength(cut)).toBeLessThan(limit);
  expect(Buffer.byteLength(cut)).toBeGreaterThan(limit - 200);
  expect(cut).toContain("Cut here");
  expect(cut).not.toContain("\uFFFD");
});
