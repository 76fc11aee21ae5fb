import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printMarker, readMarker } from "./issue-marker.ts";

describe("the hidden first line of an issue", () => {
  it.each([
    [{ version: "1.2.0", component: null }, "<!-- release-approval: v1.2.0 -->"],
    [{ version: "1.2.0", component: "api" }, "<!-- release-approval: api/v1.2.0 -->"],
    [{ version: "1.2.0-rc.1+b5", component: null }, "<!-- release-approval: v1.2.0-rc.1%2Bb5 -->"],
    [{ version: "1.2.0", component: "a --> b" }, "<!-- release-approval: a%20-%2D%3E%20b/v1.2.0 -->"],
  ])("%j", (marker, line) => {
    expect(printMarker(marker)).toBe(line);
    expect(readMarker(`${line}\nbody`)).toEqual(marker);
  });

  it.each([
    "",
    "body",
    "text <!-- release-approval: v1.2.0 -->",
    "<!-- release-approval: 1.2.0 -->",
    "<!-- release-approval: v%E0%A4%A -->",
  ])("%j is none", (body) => {
    expect(readMarker(body)).toBeNull();
  });

  it("comes back as it was printed, and never ends early", () => {
    const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => one.isWellFormed());
    fc.assert(
      fc.property(text, text, (version, component) => {
        const line = printMarker({ version, component });
        expect(line.indexOf("-->")).toBe(line.length - 3);
        expect(readMarker(line)).toEqual({ version, component });
      }),
    );
  });
});
