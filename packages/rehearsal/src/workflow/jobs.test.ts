import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { jobNamed, playOnce, standing } from "../../test/play.ts";

/* Which jobs run, and how a run ends. Each row is a workflow of small jobs. */

/** A job that runs a command. */
const job = (id: string, command: string, more = ""): string =>
  `  ${id}: { runs-on: ubuntu-latest, ${more === "" ? "" : `${more}, `}steps: [{ run: "${command}" }] }`;
const jobs = (...lines: string[]): string => ["jobs:", ...lines].join("\n");

describe("needs and conditions", () => {
  it.each<[string, string, Record<string, string>, string]>([
    [
      "a job runs after what it needs",
      jobs(job("b", "true", "needs: a"), job("a", "true")),
      { a: "success", b: "success" },
      "success",
    ],
    [
      "a job is skipped when its need failed, and so are those behind it",
      jobs(job("a", "false"), job("b", "true", "needs: a"), job("c", "true", "needs: b")),
      { a: "failure", b: "skipped", c: "skipped" },
      "failure",
    ],
    [
      "a condition without a status function asks for success, too",
      jobs(job("a", "false"), job("b", "true", "needs: a, if: \"github.event_name == 'workflow_dispatch'\"")),
      { a: "failure", b: "skipped" },
      "failure",
    ],
    [
      "failure() looks at every ancestor",
      jobs(job("a", "false"), job("b", "true", "needs: a"), job("c", "true", "needs: b, if: failure()")),
      { a: "failure", b: "skipped", c: "success" },
      "failure",
    ],
    [
      "always() runs in any case",
      jobs(job("a", "false"), job("b", "true", "needs: a, if: always()")),
      { a: "failure", b: "success" },
      "failure",
    ],
    [
      "behind a skipped ancestor nothing runs without a status function, even if its own need succeeded",
      jobs(
        job("a", "true", "if: false"),
        job("b", "true", "needs: a, if: always()"),
        job("c", "true", "needs: b"),
      ),
      { a: "skipped", b: "success", c: "skipped" },
      "success",
    ],
    [
      "!cancelled() is the way around it",
      jobs(
        job("a", "true", "if: false"),
        job("b", "true", "needs: a, if: '!cancelled()'"),
        job("c", "true", "needs: b, if: \"!cancelled() && needs.b.result == 'success'\""),
      ),
      { a: "skipped", b: "success", c: "success" },
      "success",
    ],
    ["all skipped is skipped", jobs(job("a", "true", "if: false")), { a: "skipped" }, "skipped"],
    [
      "continue-on-error: red, and yet the run goes on",
      jobs(
        job("a", "false", "continue-on-error: true"),
        job("b", "test ${{ needs.a.result }} = success", "needs: a"),
      ),
      { a: "failure", b: "success" },
      "success",
    ],
    [
      "a condition that cannot be evaluated fails its job",
      jobs(job("a", "true", "if: fromJSON('x')"), job("b", "true", "needs: a")),
      { a: "failure", b: "skipped" },
      "failure",
    ],
  ])("%s", async (_, workflow, expected, conclusion) => {
    const run = await playOnce(workflow);
    expect({ ...standing(run), run: run.conclusion }).toEqual({ ...expected, run: conclusion });
  });

  it("hands outputs on", async () => {
    const run = await playOnce(`jobs:
  a:
    runs-on: ubuntu-latest
    outputs: { list: "\${{ steps.s.outputs.list }}", none: "\${{ steps.s.outputs.none }}" }
    steps: [{ id: s, run: 'echo list=[1,2] >> "$GITHUB_OUTPUT"' }]
  b:
    needs: [a]
    runs-on: ubuntu-latest
    outputs: { sum: "\${{ needs.a.result }} \${{ join(fromJSON(needs.a.outputs.list), '+') }}\${{ needs.a.outputs.none }}" }
    steps: [{ run: "true" }]
`);
    expect(jobNamed(run, "b").outputs).toEqual({ sum: "success 1+2" });
  });
});

describe("a matrix", () => {
  const matrix = (strategy: string, command: string, more = "") =>
    job("a", command, `strategy: { ${strategy} }${more}`);

  it.each<[string, string, Record<string, string>]>([
    [
      "makes a job of each combination",
      jobs(matrix("matrix: { n: [1, 2], include: [{ n: 3 }] }", "test ${{ matrix.n }} -lt 9")),
      { "a (1)": "success", "a (2)": "success", "a (3)": "success" },
    ],
    [
      "ends the others when one fails",
      jobs(matrix("max-parallel: 1, matrix: { n: [1, 2] }", "false")),
      { "a (1)": "failure", "a (2)": "cancelled" },
    ],
    [
      "ends even those that run",
      jobs(matrix("matrix: { n: [0, 9] }", "sleep ${{ matrix.n }}; false")),
      { "a (0)": "failure", "a (9)": "cancelled" },
    ],
    [
      "lets them go on with fail-fast: false",
      jobs(matrix("fail-fast: false, matrix: { n: [1, 2] }", "test ${{ matrix.n }} = 2")),
      { "a (1)": "failure", "a (2)": "success" },
    ],
    [
      "forgives by its own values",
      jobs(
        matrix(
          "matrix: { n: [1, 2] }",
          "test ${{ matrix.n }} = 2",
          ", continue-on-error: '${{ matrix.n == 1 }}'",
        ),
        job("b", "true", "needs: a"),
      ),
      { "a (1)": "failure", "a (2)": "success", b: "success" },
    ],
    [
      "names its jobs as it is told",
      jobs(
        matrix("matrix: { include: [{ t: QA }, { t: Dev }] }", "true", ", name: 'Review: ${{ matrix.t }}'"),
      ),
      { "Review: QA": "success", "Review: Dev": "success" },
    ],
    [
      "knows its place",
      jobs(
        matrix("matrix: { n: [1, 2] }", "test ${{ strategy.job-index }}/${{ strategy.job-total }} != 2/2"),
      ),
      { "a (1)": "success", "a (2)": "success" },
    ],
    [
      "that is empty fails its job",
      jobs(matrix("matrix: { include: '${{ fromJSON(''[]'') }}' }", "true")),
      { a: "failure" },
    ],
  ])("%s", async (_, workflow, expected) => {
    expect(standing(await playOnce(workflow))).toEqual(expected);
  });

  it("that comes from a job before", async () => {
    const run = await playOnce(`jobs:
  a:
    runs-on: ubuntu-latest
    outputs: { roles: "\${{ steps.s.outputs.roles }}" }
    steps: [{ id: s, run: "echo 'roles=[{\\"role\\":\\"qa\\",\\"title\\":\\"QA lead\\"}]' >> $GITHUB_OUTPUT" }]
  b:
    needs: a
    strategy: { matrix: { include: "\${{ fromJSON(needs.a.outputs.roles) }}" } }
    name: \${{ matrix.title }}
    runs-on: ubuntu-latest
    steps: [{ run: "test \${{ matrix.role }} = qa" }]
`);
    expect(standing(run)).toEqual({ a: "success", "QA lead": "success" });
  });

  it("runs no more jobs at a moment than it may", async () => {
    // A folder that exists already cannot be made: two at the same moment would fail.
    const lock = mkdtempSync(join(tmpdir(), "one-at-a-time-"));
    const command = "mkdir $LOCK/here && sleep 0.05 && rmdir $LOCK/here";
    const workflow = jobs(matrix("max-parallel: 1, matrix: { n: [1, 2, 3] }", command));
    const run = await playOnce(`env: { LOCK: "${lock}" }\n${workflow}`);
    rmSync(lock, { recursive: true });
    expect(run.conclusion).toBe("success");
  });
});

describe("a token", () => {
  it("has the permissions of its job and no others", async () => {
    const run = await playOnce(`permissions: {}
jobs:
  none: { runs-on: ubuntu-latest, steps: [{ run: "gh api repos/$GITHUB_REPOSITORY/issues --silent", env: { GH_TOKEN: "\${{ github.token }}" } }] }
  some:
    runs-on: ubuntu-latest
    permissions: { issues: read }
    env: { GH_TOKEN: "\${{ secrets.GITHUB_TOKEN }}" }
    steps:
      - run: gh api repos/$GITHUB_REPOSITORY/issues --silent
      - run: gh api repos/$GITHUB_REPOSITORY/issues -f title=No --silent
        continue-on-error: true
        id: write
      - run: test \${{ steps.write.outcome }} = failure
`);
    expect(standing(run)).toEqual({ none: "failure", some: "success" });
  });
});
