import { describe, expect, it } from "vitest";
import { evaluate, evaluateFlag, evaluateText } from "./expression.ts";
import type { Template } from "./github-parser.ts";
import { readWorkflow } from "./read-workflow.ts";

/* Values as GitHub makes them, of a step's `run`, which may hold anything. */

async function template(yaml: string): Promise<Template> {
  const text = `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: ${yaml}\n`;
  const { jobs } = await readWorkflow({ path: "a.yml", text });
  const [job] = jobs;
  const step = job?.work.kind === "steps" ? job.work.steps[0] : undefined;
  if (step?.work.kind !== "run") throw new Error("no script");
  return step.work.script;
}

const contexts = {
  github: { ref: "refs/heads/main", event: { issue: { number: 7, labels: [{ name: "a" }, { name: "b" }] } } },
  inputs: { flag: true, none: null, count: 3, empty: "" },
  env: { A: "it's" },
};

describe("a value", () => {
  it.each<[string, string, unknown]>([
    ["without an expression stays as it is", "echo 1", "echo 1"],
    ["takes the type of a single expression", "${{ inputs.count }}", 3],
    ["is text around several", "a ${{ inputs.count }}-${{ inputs.flag }}-${{ inputs.none }}.", "a 3-true-."],
    [
      "keeps quotes, braces and percent signs",
      `echo 'x' '{"a":1}' "%" \${{ env.A }}`,
      `echo 'x' '{"a":1}' "%" it's`,
    ],
    ["knows doubled quotes", "${{ 'it''s ''so''' }}", "it's 'so'"],
    [
      "of several lines loses its indentation",
      "|\n          one '${{ inputs.count }}'\n            two\n",
      "one '3'\n  two\n",
    ],
    ["may be folded", ">-\n          one\n          ${{ inputs.count }}\n", "one 3"],
    ["reads objects through names and stars", "${{ join(github.event.issue.labels.*.name, '+') }}", "a+b"],
    ["reads what is missing as nothing", "${{ github.event.pull_request.number }}", null],
    ["compares without capitals", "${{ github.ref == 'REFS/heads/MAIN' }}", true],
    ["chooses with && and ||", "${{ inputs.empty && 'a' || inputs.count > 2 && 'b' || 'c' }}", "b"],
    ["parses JSON", `\${{ fromJSON('{"a":[1,{"b":null}]}') }}`, { a: [1, { b: null }] }],
    ["prints JSON", "${{ toJSON(inputs.flag) }}", "true"],
    [
      "searches lists and texts",
      "${{ contains(fromJSON('[\"a\",\"b\"]'), 'B') && startsWith(github.ref, 'refs/') }}",
      true,
    ],
  ])("%s", async (_, yaml, expected) => {
    expect(evaluate(await template(yaml), { contexts })).toEqual(expected);
  });

  it("that is an object is a word as text", async () => {
    expect(evaluateText(await template("${{ github.event }}"), { contexts })).toBe("Object");
  });

  it("that cannot be evaluated says why", async () => {
    const broken = await template("${{ fromJSON(inputs.empty) }}");
    expect(() => evaluate(broken, { contexts })).toThrow(
      /"fromJSON\(inputs.empty\)" \(line 6\) failed: empty input/,
    );
  });
});

describe("a condition", () => {
  it.each<[string, boolean]>([
    ["${{ inputs.flag }}", true],
    ["${{ inputs.empty }}", false],
    ["${{ inputs.none }}", false],
    ["${{ inputs.count }}", true],
    ["${{ 0 }}", false],
    ["${{ 'false' }}", true],
    ["${{ github.event }}", true],
  ])("%s is %s", async (yaml, expected) => {
    expect(evaluateFlag(await template(yaml), { contexts })).toBe(expected);
  });
});
