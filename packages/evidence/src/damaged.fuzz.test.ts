import { evidenceItem } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { damageReports, patience } from "../test/campaign.ts";
import { reportsIn, textOf } from "../test/report-file.ts";
import type { Share } from "./coverage/figures.ts";
import { judgeCoverage } from "./coverage/judge.ts";
import { readCoverage } from "./coverage/read.ts";
import type { Judgement } from "./judgement.ts";
import { judgeTests } from "./tests/judge.ts";
import { readTests } from "./tests/read.ts";

function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function isRecordable(judged: Judgement): void {
  must(evidenceItem.safeParse(judged).success, "no record can hold it");
}

const isShare = ({ covered, total }: Share) => isCount(covered) && isCount(total) && covered <= total;

describe("damaged reports", () => {
  it(
    "of tests have a verdict",
    async () => {
      await damageReports({
        name: "test reports",
        samples: reportsIn("tests").map(textOf),
        read: readTests,
        holds: (reading) => {
          const judged = judgeTests([reading], { "min-success": 95, "required-suites": ["unit"] });
          isRecordable(judged);
          // No damage may make a suite run.
          must(judged.verdict === (reading.ok ? "unmet" : "unreadable"), "it is met");
          if (!reading.ok) return;
          const { run, passed, failed, errors, skipped, seconds, failures } = reading.found;
          must([run, passed, failed, errors, skipped].every(isCount), "a count is none");
          must(run === passed + failed + errors, "the sum is wrong");
          must(Number.isFinite(seconds) && seconds >= 0, "the time is none");
          must(failures.length === Math.min(10, failed + errors), "names are missing");
          must(
            failures.every((name) => name.length <= 160 && !name.includes("\n")),
            "a name is too long",
          );
        },
      });
    },
    patience,
  );

  it(
    "of coverage have a verdict",
    async () => {
      await damageReports({
        name: "coverage reports",
        samples: reportsIn("coverage").map(textOf),
        read: readCoverage,
        holds: (reading) => {
          isRecordable(judgeCoverage([reading], { min: 90, by: "line" }));
          if (reading.ok)
            must(isShare(reading.found.lines) && isShare(reading.found.branches), "a share is none");
        },
      });
    },
    patience,
  );

  it("are looked for where there are some", () => {
    expect(reportsIn("tests").length).toBeGreaterThan(20);
    expect(reportsIn("coverage").length).toBeGreaterThan(20);
  });
});
