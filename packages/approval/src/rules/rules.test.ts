import { describe, expect, it } from "vitest";
import { given, says, sixRoles } from "../../test/given.ts";
import { integritySamples } from "../../test/rules/integrity.ts";
import { lifecycleSamples } from "../../test/rules/lifecycle.ts";
import { lostReviewSamples } from "../../test/rules/lost-reviews.ts";
import { reviewSamples } from "../../test/rules/reviews.ts";
import { but, everybody, type Sample } from "../../test/rules/sample.ts";
import { rules } from "./index.ts";

const mia = says("mia");
const minor = given(sixRoles);
const samples: readonly Sample[] = [
  ...lifecycleSamples,
  ...integritySamples,
  ...lostReviewSamples,
  ...reviewSamples,
];
const codes = rules.map((rule) => rule.code);

describe("the table of rules", () => {
  it("has a sample of each rule, and none of a rule that is gone", () => {
    const found = samples.filter(({ finds }) => finds.length > 0).map(({ code }) => code);
    expect([...new Set(found)].sort()).toEqual([...codes].sort());
  });

  it("has kebab-case codes, each once, and whole sentences", () => {
    expect(new Set(codes).size).toBe(rules.length);
    for (const { code, sentence, cure } of rules) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([sentence, cure].every((text) => /^[A-Z].*\.$/s.test(text) || text.endsWith("`."))).toBe(true);
    }
  });

  it.each(samples.map((sample) => [sample.code, sample.name, sample] as const))(
    "%s: %s",
    (code, _, { in: scenario, at = 100, finds }) => {
      const { decision } = scenario.at(at);
      const { children } = decision.finding;
      expect(children.filter((one) => one.code === code)).toEqual(finds.map((one) => ({ code, ...one })));
      expect(children.filter((one) => !codes.includes(one.code))).toEqual([]);
      const holds = finds.some(({ severity }) => severity === "wait" || severity === "block");
      if (holds) expect(decision.status).not.toBe("authorized");
      if (decision.reasonCode === code)
        expect(decision.status).toBe(rules.find((rule) => rule.code === code)?.leadsTo);
    },
  );

  it("finds nothing to hold where everything is in", () => {
    const { decision } = minor.and(...everybody).at(100);
    expect(decision.finding.children).toEqual([]);
    expect(decision.status).toBe("authorized");
  });

  it("takes `/authorize` where policy asks for it, given after the last review", () => {
    const manual = given(`${sixRoles}rules: { authorization: manual }\n`).and(...everybody);
    manual.and(mia("/authorize", 50)).at(100).expect("approved", "authorization-missing");
    manual.and(mia("/authorize", 70)).at(100).expect("authorized");
    manual.and(says("tom")("/authorize", 70)).at(100).expect("approved");
  });

  it("lets a condition go when the reviewer approves again without it", () => {
    const conditional = minor.and(
      ...but("tom"),
      says("tom")("/approve\nbefore release: update the API examples"),
    );
    conditional.at(100).expect("pending", "condition-open");
    conditional.and(says("tom")("/approve", 80)).at(100).expect("authorized");
  });
});
