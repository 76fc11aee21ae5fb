import { evidenceItem } from "@release-approval/approval";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { damageReports, patience } from "../test/campaign.ts";
import { fileOf, reportsIn, textOf } from "../test/report-file.ts";
import { spoiled } from "../test/spoil.ts";
import { judgePackage } from "./documents/judge-package.ts";
import { judgePlans } from "./documents/judge-plans.ts";
import { type ReadDocument, readDocuments } from "./documents/read.ts";
import type { Judgement } from "./judgement.ts";
import { judgePerformance } from "./performance/judge.ts";
import type { Measurement } from "./performance/measurement.ts";
import { readPerformance } from "./performance/read.ts";
import type { Reading } from "./report.ts";
import type { Scan } from "./security/finding.ts";
import { judgeSecurity } from "./security/judge.ts";
import { readSecurity } from "./security/read.ts";

/* Whatever becomes of a scan, a benchmark report or a document: there is a verdict, and the request can hold it. */

const numRuns = process.env["RELEASE_APPROVAL_CASES"] === "all" ? 100_000 : 1_000;

const allow = [{ id: "CVE-2021-23337", reason: "not reachable", expires: "2026-12-24" }];

function judgeScan(reading: Reading<Scan>): Judgement[] {
  return [judgeSecurity([reading], { "fail-on": "medium", allow }, "2026-11-24")];
}

function judgeBenchmarks(reading: Reading<Measurement[]>): Judgement[] {
  const first = judgePerformance([reading], undefined, null);
  return [first, judgePerformance([reading], undefined, first.measurements ?? null)];
}

function judgeDocument(reading: Reading<ReadDocument>): Judgement[] {
  const given = { notes: [reading], guides: [reading], fromCommits: 0 };
  const plans = { deployment: [reading], rollback: [reading] };
  return [
    judgePackage({ version: "2.0.0", type: "major" }, given, {}),
    ...judgePlans(plans, { sections: ["Goal", "Steps"] }),
  ];
}

function expectRecordable(judged: readonly Judgement[]): void {
  expect(judged.length).toBeGreaterThan(0);
  for (const one of judged) {
    expect(evidenceItem.safeParse(one)).toMatchObject({ success: true });
    expect(JSON.stringify(one).length).toBeLessThan(16_000);
    for (const text of Object.values(one.figures)) {
      expect(String(text).isWellFormed()).toBe(true);
      expect(String(text)).not.toMatch(/\p{Cc}/u);
    }
  }
}

const scans = reportsIn("security").map(textOf);
const benchmarks = reportsIn("performance").map(textOf);
const documents = ["CHANGELOG.md", "MIGRATION.md", "deployment.md", "release-notes-2.0.0.md"].map((name) =>
  textOf(`documents/${name}`),
);
const isJson = (text: string) => /^[[{]/.test(text);

describe("damaged reports", () => {
  it(
    "of scans have a verdict",
    () =>
      damageReports({
        name: "security scans",
        samples: scans,
        read: readSecurity,
        holds: (reading) => expectRecordable(judgeScan(reading)),
      }),
    patience,
  );
  it(
    "of benchmarks have a verdict",
    () =>
      damageReports({
        name: "benchmark reports",
        samples: benchmarks,
        read: readPerformance,
        holds: (reading) => expectRecordable(judgeBenchmarks(reading)),
      }),
    patience,
  );
  it(
    "that are documents have a verdict",
    () =>
      damageReports({
        name: "documents",
        samples: documents,
        read: readDocuments,
        holds: (reading) => expectRecordable(judgeDocument(reading)),
      }),
    patience,
  );
});

describe("reports with values that no tool writes", () => {
  it(
    "of scans have a verdict",
    async () => {
      await fc.assert(
        fc.asyncProperty(spoiled(scans), async (text) => {
          const readings = await readSecurity([fileOf(text, { size: 65_536 })]);
          expectRecordable(readings.flatMap(judgeScan));
          expect("polluted" in {}).toBe(false);
        }),
        { numRuns },
      );
    },
    patience,
  );
  it(
    "of benchmarks have a verdict",
    async () => {
      await fc.assert(
        fc.asyncProperty(spoiled(benchmarks.filter(isJson)), async (text) => {
          const readings = await readPerformance([fileOf(text, { size: 65_536 })]);
          expectRecordable(readings.flatMap(judgeBenchmarks));
        }),
        { numRuns },
      );
    },
    patience,
  );
});
