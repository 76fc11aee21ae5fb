import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { anyText } from "../../test/any-text.ts";
import { runs } from "../../test/runs.ts";
import { describeProblems, parsePolicy, readExtends } from "./parse.ts";
import { presets } from "./presets.ts";

/*
 * Whatever the text, there is a policy or at least one problem with a place in the file; nothing is thrown.
 */

const good = `version: 1
extends: default
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom], contact: "on call" }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn, "rae#9"] }
  security-lead: { members: [team:acme/sec] }
  devops-lead: { members: [dana] }
release-types:
  patch:
    window: { target: 1d, deadline: 2d }
    reviews: { qa-lead: { need: required }, technical-lead: { need: { when: security } } }
    quorum: {}
    override: { by: qa-lead }
evidence: { tests: { min-success: 99 } }
calendar: { timezone: Europe/Berlin, holidays: ["2026-12-25"] }
`;

function isHonest(text: string, inherited: string[] = []): void {
  readExtends(text);
  const result = parsePolicy(text, inherited);
  if (result.ok) return;
  expect(result.problems.length).toBeGreaterThan(0);
  const lines = text.split(/\r\n|\r|\n/).length;
  for (const { line, column, message, source } of result.problems) {
    expect(line).toBeGreaterThanOrEqual(1);
    if (source === undefined) expect(line).toBeLessThanOrEqual(lines);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(message).not.toMatch(/[\n\r]|undefined|\[object/);
  }
  expect(describeProblems("p", result.problems).split("\n")).toHaveLength(result.problems.length);
}

test("the sample is a policy", () => {
  expect(parsePolicy(good)).toMatchObject({ ok: true });
});

test("any text", () => {
  fc.assert(
    fc.property(anyText(300), (text) => isHonest(text)),
    runs(500),
  );
});

test("any text of YAML's own characters", () => {
  const unit = fc.constantFrom(
    ..."ab1:-?[]{},&*!|>%@`'\"#~<= \n\t".split(""),
    "\n  ",
    "version: 1\n",
    "roles:",
    "extends: default\n",
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 60 }), (text) => isHonest(text)),
    runs(1500),
  );
});

test("a valid policy with a piece cut out, doubled or replaced", () => {
  const place = fc.nat(good.length);
  const piece = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.constantFrom(
      "",
      "\n",
      ": ",
      "null",
      "[]",
      "{}",
      "__proto__",
      "&a ",
      "*a",
      "99999999999",
      "constructor",
    ),
  );
  fc.assert(
    fc.property(place, fc.nat(30), piece, (start, length, put) => {
      isHonest(good.slice(0, start) + put + good.slice(start + length));
      isHonest(`version: 1\nextends: acme/rules//base.yml@v1\n`, [
        good.slice(0, start) + put + good.slice(start + length),
      ]);
    }),
    runs(700),
  );
});

test("a preset with any of its values replaced by anything", () => {
  const paths = Object.values(presets).map((preset) => ({ preset, paths: pathsOf(preset) }));
  const chosen = fc.constantFrom(
    ...paths.flatMap(({ preset, paths: all }) => all.map((path) => ({ preset, path }))),
  );
  fc.assert(
    fc.property(chosen, fc.jsonValue({ maxDepth: 2 }), ({ preset, path }, value) => {
      isHonest(stringify(replaced(preset, path, value)));
    }),
    runs(400),
  );
});

function pathsOf(value: unknown, base: string[] = []): string[][] {
  if (value === null || typeof value !== "object") return [base];
  return [base, ...Object.entries(value).flatMap(([key, child]) => pathsOf(child, [...base, key]))];
}

function replaced(value: unknown, [step, ...more]: string[], put: unknown): unknown {
  if (step === undefined) return put;
  if (Array.isArray(value))
    return value.map((one, index) => (String(index) === step ? replaced(one, more, put) : one));
  return { ...Object(value), [step]: replaced(Object(value)[step], more, put) };
}
