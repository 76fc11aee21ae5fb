import { describe, expect, it } from "vitest";
import { cut } from "./cut.ts";

describe("a text of a report, cut", () => {
  it.each([
    ["short", "short"],
    ["  of two\r\n lines\t", "of two lines"],
    ["with \u0000\u001b[31mcontrol", "with [31mcontrol"],
    ["1234567890abcdefghij", "1234567890abcdefghij"],
    ["1234567890abcdefghijk", "1234567890abcdefghi…"],
    ["1234567890abcdefgh🚀🚀", "1234567890abcdefgh…"],
    [`a${" ".repeat(100)}b`, "a…"],
    ["half \ud83d", "half \ufffd"],
    ["", ""],
  ])("%j is %j", (text, expected) => {
    expect(cut(text, 20)).toBe(expected);
  });
});
