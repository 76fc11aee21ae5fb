import { memoryUsage } from "node:process";
import { describe, expect, it } from "vitest";
import { fileOf } from "../test/report-file.ts";
import { readCoverage } from "./coverage/read.ts";
import { readTests } from "./tests/read.ts";

/* What cannot be read is one clear sentence, and nothing else happens. */

const testcase = '<testcase name="a"/>';
const nest = (depth: number) => "<testsuite>".repeat(depth) + "</testsuite>".repeat(depth);
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, "utf16le"));
const latin1 = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));
const nobody = "is in no format of test results that is read";

const bomb = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]><testsuite name="&b;"/>`;
const external = `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><testsuite>&e;</testsuite>`;

describe("a report that cannot be read", () => {
  it.each<[what: string, report: string | Uint8Array, problem: string]>([
    ["an empty file", "", "is empty"],
    ["white space", " \n\t\n", "is empty"],
    ["a byte-order mark alone", "\ufeff", "is empty"],
    ["words", "All tests passed.\n", nobody],
    ["other XML", "<html><body/></html>", nobody],
    ["XML whose root is a property of every object", "<constructor/>", nobody],
    ["other JSON", '{"tests": 5}', nobody],
    ["JSON that is cut off", '{"results": {"tests": [', "is not JSON, or is cut off"],
    ["JSON that goes on", '{"results": {"tests": []}} x', "is not JSON, or is cut off"],
    ["JSON that is nested deeply", "[".repeat(200_000), "is nested more than 100 levels deep"],
    ["XML that is cut off between elements", `<testsuite>${testcase}`, "is cut off: its end is missing"],
    ["XML that is cut off within one", `<testsuite><testcase na`, "is cut off: its end is missing"],
    ["XML that is cut off within a section", "<testsuite><![CDATA[ so", "is cut off: its end is missing"],
    ["a declaration alone", '<?xml version="1.0"?>', "is cut off: its end is missing"],
    ["XML that goes on", `<testsuite/>more`, "goes on after its end (line 1, column 16)"],
    ["a second root", `<testsuite/><testsuite/>`, "goes on after its end (line 1, column 23)"],
    [
      "ends in the wrong order",
      "<testsuite><a><b></a></b></testsuite>",
      "is not well-formed XML (line 1, column 21)",
    ],
    [
      "an attribute that comes twice",
      '<testsuite name="a" name="b"/>',
      "is not well-formed XML (line 1, column 30)",
    ],
    [
      "a character that XML does not have",
      "<testsuite>\u0001</testsuite>",
      "is not well-formed XML (line 1, column 12)",
    ],
    ["a nest", nest(101), "is nested more than 100 levels deep"],
    ["a bomb", bomb, "declares a document type of its own, which is refused"],
    ["an external entity", external, "declares a document type of its own, which is refused"],
    [
      "an entity that nobody declared",
      "<testsuite>&lol;</testsuite>",
      "uses an entity that it may not use (line 1, column 16)",
    ],
    [
      "an entity of HTML",
      "<testsuite>&nbsp;</testsuite>",
      "uses an entity that it may not use (line 1, column 17)",
    ],
    [
      "an attribute that is too long",
      `<testsuite name="${"x".repeat(1_100_000)}"/>`,
      "has attributes that are too long or too many",
    ],
    [
      "an attribute that never ends",
      `<testsuite name="${"x".repeat(3_000_000)}`,
      "has one piece that is too long to be read",
    ],
    [
      "attributes that are too long together",
      `<testsuite a="${"x".repeat(600_000)}" b="${"x".repeat(600_000)}"/>`,
      "has attributes that are too long or too many",
    ],
    [
      "too many attributes",
      `<testsuite ${Array.from({ length: 1_001 }, (_, at) => `a${at}=""`).join(" ")}/>`,
      "has attributes that are too long or too many",
    ],
    ["a name that is too long", `<${"x".repeat(1_001)}/>`, "has a name that is too long"],
    [
      "a line that is too long",
      `ok ${"x".repeat(1_200_000)}`,
      "has a line of more than 1,048,576 characters",
    ],
    ["bytes that are no UTF-8", latin1('<testsuite name="Prüfung"/>'), "is not UTF-8 text"],
    [
      "a character that is cut in two",
      new Uint8Array([...Buffer.from("ok 1 - "), 0xc3]),
      "is not UTF-8 text, or ends in the middle of a character",
    ],
    [
      "another encoding",
      '<?xml version="1.0" encoding="Shift_JIS"?><testsuite/>',
      "is in an encoding that is not read; UTF-8, UTF-16 with its mark and ISO-8859-1 are",
    ],
    [
      "an encoding that is a property of every object",
      '<?xml version="1.0" encoding="constructor"?><testsuite/>',
      "is in an encoding that is not read; UTF-8, UTF-16 with its mark and ISO-8859-1 are",
    ],
    ["an archive", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]), "is binary, not text"],
    ["UTF-16 without its mark", utf16("<testsuite/>").subarray(2), "is binary, not text"],
  ])("%s", async (_, report, problem) => {
    expect(await readTests([fileOf(report, { path: "build/tests.xml", size: 64 * 1024 })])).toEqual([
      { ok: false, problem: `build/tests.xml ${problem}.` },
    ]);
  });

  it.each<[what: string, report: string, problem: string]>([
    ["words", "All lines covered.\n", "is in no format of coverage that is read"],
    [
      "words that begin as a cover profile does",
      "most lines are covered\n",
      "is in no format of coverage that is read",
    ],
    ["other XML", "<testsuite/>", "is in no format of coverage that is read"],
    ["a root that two formats have, and no more", "<coverage/>", "is in no format of coverage that is read"],
    ["other JSON", '{"total": 90}', "is in no format of coverage that is read"],
    ["JSON that is empty", "{}", "is in no format of coverage that is read"],
    [
      "more covered than there is",
      '{"total":{"lines":{"total":1,"covered":2},"branches":{"total":0,"covered":0}}}',
      "is in no format of coverage that is read",
    ],
    ["a tracefile that is cut off", "SF:a.c\nDA:1,1\n", "is cut off: its end is missing"],
    [
      "a tracefile with a line that is none",
      "SF:a.c\nDA:one,1\nend_of_record\n",
      "has a line that is no record of lcov",
    ],
    ["a line before its file", "TN:\nDA:1,1\n", "has a line that is no record of lcov"],
    [
      "a line number that cannot be",
      "SF:a.c\nDA:99999999,1\nend_of_record\n",
      "has a line number that cannot be",
    ],
    [
      "lines without end",
      Array.from({ length: 200 }, (_, at) => `SF:${at}\nDA:9999999,1\n`).join(""),
      "tells of more lines than can be read",
    ],
    [
      "a cover profile that is cut off",
      "mode: set\na.go:1.2,3.4 1",
      "has a line that is no block of a cover profile, or is cut off",
    ],
  ])("of coverage: %s", async (_, report, problem) => {
    expect(await readCoverage([fileOf(report, { path: "coverage.out" })])).toEqual([
      { ok: false, problem: `coverage.out ${problem}.` },
    ]);
  });

  it("does not keep others from being read", async () => {
    const readings = await readTests([
      fileOf("", { path: "a" }),
      fileOf(`<testsuite>${testcase}</testsuite>`),
    ]);
    expect(readings.map((one) => one.ok)).toEqual([false, true]);
  });

  it("is told by the end of a long path", async () => {
    const [reading] = await readTests([fileOf("", { path: `${"deep/".repeat(100)}tests.xml` })]);
    expect(reading).toMatchObject({ problem: expect.stringMatching(/^….{110,120}tests\.xml is empty\.$/) });
  });

  it("is not what the border throws", async () => {
    const chunks = (async function* () {
      yield new TextEncoder().encode("<testsuite>".padEnd(300));
      throw new Error("EIO");
    })();
    await expect(readTests([{ path: "a", size: 1, chunks }])).rejects.toThrow("EIO");
  });
});

describe("a report that can be read after all", () => {
  it.each<[what: string, report: string | Uint8Array]>([
    ["UTF-8 with its mark", "\ufeff<testsuite><testcase name='a'><failure/></testcase></testsuite>"],
    ["UTF-16 with its mark", utf16("<testsuite><testcase name='a'><failure/></testcase></testsuite>")],
    [
      "UTF-16 with its mark, and a declaration",
      utf16(
        "<?xml version='1.0' encoding='utf-16'?><testsuite><testcase name='a'><failure/></testcase></testsuite>",
      ),
    ],
    ["TAP as PowerShell redirects it", utf16("1..1\r\nnot ok 1 - a\r\n")],
    ["white space before", "\n\n  <testsuite><testcase name='a'><failure/></testcase></testsuite>"],
  ])("%s", async (_, report) => {
    expect(await readTests([fileOf(report, { size: 3 })])).toMatchObject([
      { ok: true, found: { failed: 1 } },
    ]);
  });

  it("knows the characters of ISO-8859-1", async () => {
    const report = latin1(
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase classname="c" name="Prüfung"><failure/></testcase></testsuite>',
    );
    const [reading] = await readTests([fileOf(report)]);
    expect(reading).toMatchObject({ found: { failures: ["c > Prüfung"] } });
  });

  it("may have much output, and long messages", async () => {
    const report = `<testsuite><testcase name="a"><failure message="${"m".repeat(100_000)}"/><system-out><![CDATA[${"] ".repeat(100_000)}]]></system-out><system-err>${"words\r\n".repeat(50_000)}</system-err></testcase></testsuite>`;
    const [reading] = await readTests([fileOf(report, { size: 64 * 1024 })]);
    expect(reading).toMatchObject({ found: { failed: 1 } });
  });

  it("does not hold its output in memory", async () => {
    const output = new TextEncoder().encode("] ]".repeat(5_000));
    const chunks = function* () {
      yield new TextEncoder().encode("<testsuite><testcase name='a'/><system-out><![CDATA[".padEnd(300));
      // Whole, it would be a gigabyte of small strings.
      for (let at = 0; at < 100; at += 1) yield output;
      yield new TextEncoder().encode("]]></system-out></testsuite>");
    };
    const before = memoryUsage().heapUsed;
    let most = 0;
    const watched = function* () {
      for (const chunk of chunks()) {
        most = Math.max(most, memoryUsage().heapUsed - before);
        yield chunk;
      }
    };
    await readTests([{ path: "a", size: 1, chunks: watched() }]);
    expect(most).toBeLessThan(60_000_000);
  });
});
