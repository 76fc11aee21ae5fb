import { describe, expect, it } from "vitest";
import { finding, repository } from "../test/samples.ts";
import { day, longDay, minute, shortDay } from "./dates.ts";
import { describeFinding } from "./findings.ts";
import { compareUrl, fileUrl, link, list, mention } from "./links.ts";
import { count, inSentence, shortTitles } from "./titles.ts";

describe("times are absolute, in English and UTC", () => {
  it.each([
    [day, "2026-11-24T08:15:00Z", "Tue 24 Nov 08:15"],
    [longDay, "2026-12-07T09:00:00Z", "Mon 7 Dec 2026, 09:00 UTC"],
    [shortDay, "2026-11-24T15:02:59Z", "24 Nov 15:02 UTC"],
    [minute, "2024-01-15T14:30:00Z", "2024-01-15 14:30"],
    [day, "2028-02-29T00:00:00Z", "Tue 29 Feb 00:00"],
    [day, "soon", "soon"],
  ])("%o", (show, instant, words) => {
    expect(show(instant)).toBe(words);
  });
});

describe("mention", () => {
  it.each([
    ["mia", "@mia"],
    ["mona_acme", "@mona_acme"],
    ["a-b--c", "@a-b--c"],
    ["mia/../x", "mia/../x"],
    ["*x*", "\\*x\\*"],
    ["", ""],
  ])("%j is %j", (login, shown) => {
    expect(mention(login)).toBe(shown);
  });
});

describe("link", () => {
  it.each([
    ["https://ex.example/a(b)c", "[x](https://ex.example/a%28b%29c)"],
    ["https://ex.example/a\n\nb", "[x](https://ex.example/ab)"],
    ["javascript:alert(1)", "x"],
    ["data:text/html,x", "x"],
    ["reports/tests.xml", "x"],
    [null, "x"],
  ])("to %j is %j", (url, shown) => {
    expect(link("x", url)).toBe(shown);
  });

  it("encodes names of files and tags", () => {
    expect(fileUrl(repository, "c0ffee", "a b/(x).yml")).toBe(
      "https://github.com/acme/proxmox-mpc/blob/c0ffee/a%20b/(x).yml",
    );
    expect(compareUrl(repository, "v1/x", "c0ffee")).toBe(
      "https://github.com/acme/proxmox-mpc/compare/v1%2Fx...c0ffee",
    );
  });
});

describe("list", () => {
  it.each([
    [[], 3, "nobody"],
    [["a"], 3, "a"],
    [["a", "b"], 3, "a and b"],
    [["a", "b", "c", "d"], 2, "a, b and 2 more"],
  ])("%j, at most %i: %s", (items, most, words) => {
    expect(list(items, most)).toBe(words);
  });
});

describe("a comment that nobody could read whole", () => {
  it.each([
    [
      "deleted",
      "A comment of tom was deleted before it was read. It may have been a rejection.",
      "posts their answer again",
    ],
    [
      "edited",
      "A comment of tom was edited by somebody else before it was read. It may have been a rejection.",
      "posts their answer again",
    ],
    [
      "too-long",
      "A comment of tom is too long to be read whole; it may hold a rejection.",
      "posts the command in a shorter comment",
    ],
  ])("%s", (what, sentence, cure) => {
    const told = describeFinding(finding("review-lost", { login: "tom", what }));
    expect(told.sentence).toBe(sentence);
    expect(told.cure).toContain(cure);
  });
});

describe("titles", () => {
  const short = (...titles: string[]) => [
    ...shortTitles(titles.map((title, i) => ({ role: `r${i}`, title }))).values(),
  ];

  it("drop lead and owner, where a word is left that says it", () => {
    expect(short("Product owner", "QA Lead", "DevOps lead", "Technical lead", "Release manager")).toEqual([
      "Product",
      "QA",
      "DevOps",
      "Technical lead",
      "Release manager",
    ]);
  });

  it("stay whole where two would be one", () => {
    expect(short("Product owner", "Product lead")).toEqual(["Product owner", "Product lead"]);
  });

  it.each([
    ["Release manager", "release manager"],
    ["QA", "QA"],
    ["DevOps", "DevOps"],
    ["Technical Lead", "technical lead"],
  ])("%s in a sentence: %s", (title, words) => {
    expect(inSentence(title)).toBe(words);
  });

  it("count in the singular and the plural", () => {
    expect([count(1, "entry", "entries"), count(1204, "entry", "entries"), count(0, "review")]).toEqual([
      "1 entry",
      "1,204 entries",
      "0 reviews",
    ]);
  });
});
