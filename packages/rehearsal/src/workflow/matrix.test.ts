import { describe, expect, it } from "vitest";
import { describeCombination, expandMatrix } from "./matrix.ts";

describe("a matrix", () => {
  it.each<[string, unknown, unknown[]]>([
    [
      "crosses its vectors",
      { a: [1, 2], b: ["x", "y"] },
      [
        { a: 1, b: "x" },
        { a: 1, b: "y" },
        { a: 2, b: "x" },
        { a: 2, b: "y" },
      ],
    ],
    [
      "leaves out what is excluded",
      { a: [1, 2], b: ["x", "y"], exclude: [{ a: 1 }, { a: 2, b: "y" }] },
      [{ a: 2, b: "x" }],
    ],
    [
      "may be a list of its own",
      { include: [{ role: "qa" }, { role: "dev", n: 1 }] },
      [{ role: "qa" }, { role: "dev", n: 1 }],
    ],
    // The example of GitHub's documentation.
    [
      "adds to combinations, and makes new ones",
      {
        fruit: ["apple", "pear"],
        animal: ["cat", "dog"],
        include: [
          { color: "green" },
          { color: "pink", animal: "cat" },
          { fruit: "apple", shape: "circle" },
          { fruit: "banana" },
          { fruit: "banana", animal: "cat" },
        ],
      },
      [
        { fruit: "apple", animal: "cat", color: "pink", shape: "circle" },
        { fruit: "apple", animal: "dog", color: "green", shape: "circle" },
        { fruit: "pear", animal: "cat", color: "pink" },
        { fruit: "pear", animal: "dog", color: "green" },
        { fruit: "banana" },
        { fruit: "banana", animal: "cat" },
      ],
    ],
  ])("%s", (_, matrix, expected) => {
    expect(expandMatrix(matrix)).toEqual(expected);
  });

  it.each<[string, unknown, RegExp]>([
    ["without any job", { include: [] }, /at least one vector/],
    ["with an empty vector", { a: [] }, /'a' does not contain any values/],
    ["with all excluded", { a: [1], exclude: [{ a: 1 }] }, /at least one vector/],
    ["with more jobs than GitHub runs", { a: Array.from({ length: 257 }, (_, n) => n) }, /257 jobs/],
    ["that is text", "a", /no mapping/],
  ])("%s is refused", (_, matrix, message) => {
    expect(() => expandMatrix(matrix)).toThrow(message);
  });

  it("names a job by its values", () => {
    expect(describeCombination({ a: 1, b: { c: ["x", null], d: true }, e: "" })).toBe("1, x, true");
  });
});
