import { describe, expect, it } from "vitest";
import { fileOf, fixture, printed, reportsIn } from "../../test/report-file.ts";
import type { CoverageFigures, Share } from "./figures.ts";
import { readCoverage } from "./read.ts";

/* Real reports (fixtures/coverage/SOURCES.md), and what the tools printed beside them, put together from our figures. */

type Row = {
  format: string;
  lines: readonly [covered: number, total: number];
  branches: readonly [covered: number, total: number];
  printed: string;
  says: (figures: CoverageFigures) => string;
};

const percent = ({ covered, total }: Share, digits: number) => ((covered * 100) / total).toFixed(digits);
const of = ({ covered, total }: Share) => `${covered}/${total}`;
const istanbul = ({ lines, branches }: CoverageFigures) =>
  new RegExp(`Branches : [\\d.]+% \\( ${of(branches)} \\) Lines : [\\d.]+% \\( ${of(lines)} \\)`).source;

const jest: Omit<Row, "format"> = { lines: [7, 10], branches: [4, 8], printed: "jest.txt", says: istanbul };
const vitest: Omit<Row, "format"> = {
  lines: [6, 19],
  branches: [4, 16],
  printed: "vitest-v8.txt",
  says: istanbul,
};
const nyc: Omit<Row, "format"> = { lines: [15, 19], branches: [3, 8], printed: "nyc.txt", says: istanbul };
const phpunit: Omit<Row, "format"> = {
  lines: [3, 4],
  branches: [0, 0],
  printed: "phpunit.txt",
  says: ({ lines }) => `Lines: ${percent(lines, 2)}% \\(${of(lines)}\\)`,
};
const coveragePy: Omit<Row, "format"> = {
  lines: [8, 13],
  branches: [2, 6],
  printed: "coverage-py.txt",
  // It prints both as one share.
  says: ({ lines, branches }) =>
    `TOTAL ${lines.total} ${lines.total - lines.covered} ${branches.total} 2 ${Math.round((100 * (lines.covered + branches.covered)) / (lines.total + branches.total))}%`,
};
const go: Omit<Row, "format" | "printed"> = {
  lines: [7, 9],
  branches: [0, 0],
  says: ({ lines }) => `total: \\(statements\\) ${percent(lines, 1)}%`,
};
const gcov = ({ lines, branches }: CoverageFigures) =>
  `${percent(lines, 1)}% \\(${lines.covered} (?:out )?of ${lines.total}( lines)?\\).* ${percent(branches, 1)}% \\(${branches.covered} (?:out )?of ${branches.total}`;

/** A row of JaCoCo's table for each class: their sums are the report's. */
const jacoco = (...rows: readonly string[]) => rows.join(" ");

const rows: Readonly<Record<string, Row>> = {
  "lcov/jest.info": { format: "lcov", ...jest },
  "lcov/coverage-py.info": { format: "lcov", ...coveragePy },
  "lcov/geninfo.info": {
    format: "lcov",
    lines: [10, 12],
    branches: [10, 14],
    printed: "geninfo.txt",
    says: gcov,
  },
  "lcov/node-test.info": {
    format: "lcov",
    lines: [23, 29],
    branches: [16, 18],
    printed: "node-test.txt",
    says: ({ lines, branches }) => `all files \\| ${percent(lines, 2)} \\| ${percent(branches, 2)}`,
  },
  "cobertura/coverage-py.xml": { format: "Cobertura", ...coveragePy },
  "cobertura/gcovr.xml": {
    format: "Cobertura",
    lines: [10, 12],
    branches: [10, 14],
    printed: "gcovr.txt",
    says: gcov,
  },
  "cobertura/jest.xml": { format: "Cobertura", ...jest },
  "cobertura/phpunit.xml": { format: "Cobertura", ...phpunit },
  "clover/jest.xml": { format: "Clover", ...jest },
  "clover/vitest.xml": { format: "Clover", ...vitest },
  "clover/phpunit.xml": { format: "Clover", ...phpunit },
  "jacoco/maven.xml": {
    format: "JaCoCo",
    lines: [4, 7],
    branches: [2, 4],
    printed: "jacoco.csv",
    says: () =>
      jacoco("rocket,acme,Engine.Nose,5,0,0,0,2,0,2,0,2,0", "rocket,acme,Engine,4,16,2,2,1,4,2,3,0,3"),
  },
  "jacoco/maven-aggregate.xml": {
    format: "JaCoCo",
    lines: [7, 14],
    branches: [4, 8],
    printed: "jacoco-aggregate.csv",
    says: () =>
      jacoco(
        "all/a,acme.a,Engine,11,9,3,1,2,3,3,2,1,2",
        "all/a,acme.a,Engine.Nose,5,0,0,0,2,0,2,0,2,0",
        "all/b,acme.b,Engine.Nose,5,0,0,0,2,0,2,0,2,0",
        "all/b,acme.b,Engine,2,18,1,3,1,4,1,4,0,3",
      ),
  },
  "jacoco/maven-without-lines.xml": {
    format: "JaCoCo",
    lines: [0, 0],
    branches: [2, 4],
    printed: "jacoco-nodebug.csv",
    says: () =>
      jacoco("rocket,acme,Engine.Nose,5,0,0,0,0,0,2,0,2,0", "rocket,acme,Engine,4,16,2,2,0,0,2,3,0,3"),
  },
  "istanbul/jest-summary.json": { format: "Istanbul summary", ...jest },
  "istanbul/vitest-summary.json": { format: "Istanbul summary", ...vitest },
  "istanbul/nyc-summary.json": { format: "Istanbul summary", ...nyc },
  "istanbul/c8-summary.json": {
    format: "Istanbul summary",
    lines: [12, 18],
    branches: [4, 6],
    printed: "c8.txt",
    says: istanbul,
  },
  "istanbul/jest-final.json": { format: "Istanbul coverage", ...jest },
  "istanbul/vitest-final.json": { format: "Istanbul coverage", ...vitest, printed: "vitest-istanbul.txt" },
  "istanbul/nyc-final.json": { format: "Istanbul coverage", ...nyc },
  "go/set.out": { format: "Go cover profile", ...go, printed: "go-set.txt" },
  "go/count.out": { format: "Go cover profile", ...go, printed: "go-count.txt" },
  "go/atomic.out": { format: "Go cover profile", ...go, printed: "go-atomic.txt" },
};

const share = ([covered, total]: readonly [number, number]) => ({ covered, total });

describe("coverage reports", () => {
  it("are all here", () => {
    expect(reportsIn("coverage")).toEqual(
      Object.keys(rows)
        .map((path) => `coverage/${path}`)
        .sort(),
    );
  });

  it.each(Object.entries(rows))("%s has the figures of its tool", async (path, row) => {
    const [whole, cut] = await readCoverage([
      fixture(`coverage/${path}`, 100_000),
      fixture(`coverage/${path}`, 7),
    ]);
    expect(whole).toEqual({
      ok: true,
      format: row.format,
      found: { lines: share(row.lines), branches: share(row.branches), remarks: [] },
    });
    expect(cut).toEqual(whole);
    if (whole?.ok === true)
      expect(printed(`coverage/printed/${row.printed}`)).toMatch(new RegExp(row.says(whole.found)));
  });
});

async function read(text: string): Promise<CoverageFigures> {
  const [reading] = await readCoverage([fileOf(text)]);
  if (reading?.ok !== true) throw new Error(reading?.problem);
  return reading.found;
}

const lcov = (...records: string[]) => `${records.join("\n")}\nend_of_record\n`;
const cobertura = (inside: string, attributes = "") =>
  `<coverage line-rate="1" ${attributes}><packages><package><classes>${inside}</classes></package></packages></coverage>`;

describe("what is easily read wrongly", () => {
  it.each<[what: string, report: string, figures: Partial<CoverageFigures>]>([
    [
      "lcov: a file once for each test",
      lcov("TN:one", "SF:a.c", "DA:1,1", "DA:2,0") + lcov("TN:two", "SF:a.c", "DA:1,0", "DA:2,0", "DA:3,4"),
      { lines: { covered: 2, total: 3 }, remarks: [] },
    ],
    [
      "lcov: the same lines of two files",
      lcov("SF:a.c", "DA:1,1") + lcov("SF:b.c", "DA:1,0"),
      { lines: { covered: 1, total: 2 } },
    ],
    [
      "lcov: sums that are not true",
      lcov("SF:a.c", "DA:1,1", "DA:2,0", "LF:2", "LH:2"),
      { lines: { covered: 1, total: 2 }, remarks: ["the report says 2 of 2 lines and has 1 of 2"] },
    ],
    [
      "lcov: hits that are negative, and a checksum",
      lcov("SF:a.c", "DA:1,-1", "DA:2,10,abc=="),
      { lines: { covered: 1, total: 2 } },
    ],
    [
      "lcov: records of other tools",
      lcov("# by hand", "VER:1", "TN:", "SF:a.c", "FNL:0,1,2", "MCDC:1,2,t,1,0,a", "DA:1,1"),
      { lines: { covered: 1, total: 1 } },
    ],
    [
      "Cobertura: lines of methods are the class's",
      cobertura(
        '<class filename="a"><methods><method><lines><line number="1" hits="1"/></lines></method></methods><lines><line number="1" hits="1"/><line number="2" hits="0"/></lines></class>',
      ),
      { lines: { covered: 1, total: 2 } },
    ],
    [
      "Cobertura: two classes of a file",
      cobertura(
        '<class filename="a"><lines><line number="1" hits="0"/></lines></class><class filename="a"><lines><line number="1" hits="1"/></lines></class>',
      ),
      { lines: { covered: 1, total: 1 } },
    ],
    [
      "Cobertura: sums that are not true",
      cobertura(
        '<class filename="a"><lines><line number="1" hits="0"/></lines></class>',
        'lines-covered="90" lines-valid="100"',
      ),
      { lines: { covered: 0, total: 1 }, remarks: ["the report says 90 of 100 lines and has 0 of 1"] },
    ],
    [
      "Cobertura: sums and no lines",
      '<coverage line-rate="1" lines-covered="9" lines-valid="9"><packages/></coverage>',
      { lines: { covered: 0, total: 0 } },
    ],
    [
      "JaCoCo: sums that are not true",
      '<report name="x"><package><sourcefile><line nr="1" mi="1" ci="0" mb="1" cb="1"/></sourcefile></package><counter type="LINE" missed="0" covered="9"/></report>',
      {
        lines: { covered: 0, total: 1 },
        branches: { covered: 1, total: 2 },
        remarks: ["the report says 9 of 9 lines and has 0 of 1"],
      },
    ],
    [
      "Clover: conditions as OpenClover counts them",
      '<coverage clover="4.5.2"><project><package><file name="A.java" path="/A.java"><metrics conditionals="4" coveredconditionals="1" statements="1" coveredstatements="1"/><line num="1" type="method" count="0"/><line num="2" type="stmt" count="3"/><line num="3" type="cond" truecount="1" falsecount="0"/><line num="4" type="cond" truecount="0" falsecount="0"/></file></package></project></coverage>',
      { lines: { covered: 2, total: 3 }, branches: { covered: 1, total: 4 } },
    ],
    [
      "Istanbul: a total that is not true",
      '{"total":{"lines":{"total":9,"covered":9},"branches":{"total":0,"covered":0}},"/a":{"lines":{"total":9,"covered":1},"branches":{"total":0,"covered":0}}}',
      { lines: { covered: 1, total: 9 }, remarks: ["the report says 9 of 9 lines and has 1 of 9"] },
    ],
    [
      "Istanbul: a total alone",
      '{"total":{"lines":{"total":9,"covered":8},"branches":{"total":0,"covered":0}}}',
      { lines: { covered: 8, total: 9 } },
    ],
    [
      "Go: profiles one after the other",
      "mode: set\na.go:1.1,2.2 3 0\nmode: set\na.go:1.1,2.2 3 1\nb.go:1.1,2.2 1 0\n",
      { lines: { covered: 3, total: 4 } },
    ],
  ])("%s", async (_, report, figures) => {
    expect(await read(report)).toMatchObject(figures);
  });
});
