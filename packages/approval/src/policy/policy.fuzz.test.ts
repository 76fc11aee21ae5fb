import fc from "fast-check";
import { it } from "vitest";
import { fuzz, must, patience } from "../../test/fuzz/campaign.ts";
import { made, mutated } from "../../test/fuzz/mutate.ts";
import { opened, sixRoles } from "../../test/given.ts";
import { requirements } from "../requirements.ts";
import { describeProblems, type PolicyProblem, parsePolicy, readExtends } from "./parse.ts";
import { type Policy, releaseTypes } from "./schema.ts";

/* Whatever stands in the policy file: it is a policy in which every reference holds, or a list of problems with cures. */

const samples = [
  sixRoles,
  "version: 1\nextends: small-team\nroles: { maintainer: { members: [mia, tom, 'pia#7'] } }\n",
  "version: 1\nextends: solo\nroles: { maintainer: { members: [mia] } }\nevidence: { tests: { min-success: 99 } }\n",
  `version: 1
project: Rocket
people: { mia: { name: Mia Sample, email: mia@example.com, timezone: Europe/Berlin } }
roles:
  maintainer: &m { members: [mia, tom], class: primary, authority: [technical, product, other], paths: [src/**] }
  qa: { <<: *m, members: [quinn, "team:acme/qa"], backup: [rob], checklist: [Tests pass, { item: Logs, critical: true }] }
release-types:
  patch:
    window: { target: 1d, deadline: 2d }
    clock: working
    quorum: { primary: 1 }
    reviews: { maintainer: { need: required, within: 4h }, qa: { need: { when: security }, approvals: 1 } }
    override: { by: maintainer, ratify: qa }
rules: { one-role-per-person: true, self-review: forbid-all, on-new-commits: affected-roles, waive: qa }
calendar: { timezone: Europe/Berlin, hours: 09:00-17:00, holidays: ["2026-12-25"], quiet: 22:00-07:00 }
escalation: [{ step: warn, automatic: true, before: 24h }, { step: postpone, automatic: true, for: 3d }]
components: { api: { paths: [api/**], tag-prefix: api-v } }
`,
  "version: 1\nextends: acme/rules//base.yml@v1\n",
];
const pieces = samples.flatMap((text) => text.split(/(?<=[\n,:{}[\]])/));

it(
  "policy files",
  () => {
    fuzz({
      name: "policies",
      inputs: fc.oneof({ weight: 1, arbitrary: mutated(samples) }, { weight: 2, arbitrary: made(pieces) }),
      work: (text) => {
        readExtends(text);
        return parsePolicy(text);
      },
      holds: (text, result) => {
        must(Object.keys(Object.prototype).length === 0, "every object is as it was");
        if (result.ok) isWhole(result.policy);
        else isHelpful(text, result.problems);
      },
    });
  },
  patience,
);

/** Every reference holds, and every type of release is held back by somebody. */
function isWhole(policy: Policy): void {
  must(Object.getPrototypeOf(policy.roles) === null, "a role's name is no property of all objects");
  for (const releaseType of releaseTypes) {
    const rules = policy.releaseTypes[releaseType];
    if (rules === undefined) continue;
    for (const role of Object.keys(rules.reviews))
      must(policy.roles[role]?.id === role, `${role} is a role of the policy`);
    const asked = requirements(policy, { releaseType, securityRelated: true, openedAt: opened });
    const { primary = 0, total = 0 } = rules.quorum;
    must(
      primary + total > 0 || asked.some(({ effect }) => effect === "required" || effect === "if-available"),
      `somebody holds back a ${releaseType} release`,
    );
  }
}

/** Says where, what is wrong and what is allowed, on one line each. */
function isHelpful(text: string, problems: readonly PolicyProblem[]): void {
  must(problems.length > 0, "no policy and no problem");
  const lines = text.split(/\r\n|\r|\n/).length;
  for (const { line, column, found, allowed, message } of problems) {
    must(line >= 1 && line <= lines && column >= 1, `line ${line}, column ${column} is in the file`);
    must(found !== "" && allowed !== "", `it says what was found and what is allowed: ${message}`);
    must(message.includes(`Allowed: ${allowed}.`), `the sentence says what is allowed: ${message}`);
    must(!/[\n\r]|undefined|\[object/.test(message), `it is one sentence: ${message}`);
  }
  must(describeProblems("p", problems).split("\n").length === problems.length, "each problem has its line");
}
