import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { policyJsonSchema, type SchemaNode } from "./json-schema.ts";
import { parsePolicy } from "./parse.ts";
import { presets } from "./presets.ts";

const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(policyJsonSchema());

// A policy that says much, the one of three friends, and one that uses what is rarely used.
const designed = `
version: 1
project: Proxmox-MPC
extends: default
people:
  octocat: { name: Mona Lisa, slack: U024BE7LH, email: mona@example.com }
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [octocat, team:acme/leads], environment: approve-technical-lead, contact: on call +00 000, authority: [technical], backup: [hubot], paths: [src/**] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam] }
  devops-lead: { members: [dana] }
release-types:
  patch:
    window: { target: 24h, deadline: 48h }
    quorum: { primary: 1 }
    reviews:
      release-manager: { need: required, within: 2h, focus: Process coordination }
      security-lead: { need: { when: security }, within: 4h, focus: Security validation }
    override: { by: release-manager }
evidence: { tests: { min-success: 95 }, coverage: { min: 90 }, security: { fail-on: high }, performance: { max-regression: 10 } }
rules: { one-role-per-person: true, self-review: forbid, on-new-commits: dismiss, authorization: automatic, trusted-author: "github-actions[bot]" }
calendar: { timezone: UTC, workdays: [mon, tue, wed, thu, fri], hours: 09:00-17:00, holidays: [] }
`;
const friends = "version: 1\nextends: small-team\nroles:\n  maintainer: { members: [ana, ben, chi] }\n";
const rare = `
$schema: https://example.com/release-approval.schema.json
version: 1
roles:
  boss: { members: ["@ana#12"], title: Boss, class: primary, checklist: [Read it, { item: Signed, critical: true }], aliases: [b] }
release-types:
  hotfix:
    window: { deadline: 4h }
    clock: working
    reviews: { boss: { need: required, approvals: 1 } }
    override: { by: automatic, after: 2h, ratify: boss }
    evidence: { tests: false, security: { fail-on: low, allow: [{ id: CVE-2026-1, reason: not reachable, expires: 2026-12-24 }] } }
    self-approval-after: 1h
components: { api: { paths: [api/**], tag-prefix: api/v } }
manifest: pyproject.toml
security: { paths: [auth/**], labels: [security] }
escalation: [{ step: warn, automatic: true, before: 24h, to: [boss] }]
notifications: { events: { overdue: [{ channel: slack, roles: [boss] }] }, private-addresses: false }
calendar: { holidays: ["2026-12-25"], quiet: 22:00-07:00, hours: 00:00-24:00 }
`;

describe("the JSON Schema", () => {
  test.each([
    ["much", designed],
    ["three friends", friends],
    ["what is rarely used", rare],
  ])("accepts %s, and so does parsePolicy", (_, text) => {
    validate(parse(text));
    expect(validate.errors).toBeNull();
    expect(parsePolicy(text)).toMatchObject({ ok: true });
  });

  test.each(Object.entries(presets))("accepts the preset %s", (_, preset) => {
    expect(validate(preset)).toBe(true);
  });

  test.each([
    ["nothing", ""],
    ["no version", friends.replace("version: 1", "")],
    ["another version", friends.replace("1", "2")],
    ["an unknown key", `${friends}colour: red\n`],
    ["an unknown key of a role", friends.replace("members:", "membres:")],
    ["members that are no list", friends.replace("[ana, ben, chi]", "ana")],
    ["a team without team:", friends.replace("ben", "acme/leads")],
    ["a role's id with capitals", friends.replace("maintainer", "Maintainer")],
    ["an unknown release type", `${friends}release-types: { majr: {} }\n`],
    ["a bad duration", `${friends}release-types: { patch: { window: { deadline: 2 days } } }\n`],
    ["a bad need", `${friends}release-types: { patch: { reviews: { maintainer: { need: maybe } } } }\n`],
    ["a review without need", `${friends}release-types: { patch: { reviews: { maintainer: {} } } }\n`],
    ["a percentage above 100", `${friends}evidence: { coverage: { min: 101 } }\n`],
    ["a day that is none", `${friends}calendar: { holidays: [tomorrow] }\n`],
    ["hours that are none", `${friends}calendar: { hours: 9-17 }\n`],
    ["an unknown event", `${friends}notifications: { events: { overdu: [] } }\n`],
  ])("refuses %s, and so does parsePolicy", (_, text) => {
    expect(validate(parse(text))).toBe(false);
    expect(parsePolicy(text)).toMatchObject({ ok: false });
  });

  test("is of draft 2020-12 and says what it is", () => {
    expect(policyJsonSchema()).toMatchObject({
      $schema: "https://json-schema.org/draft/2020-12/schema",
      $id: "urn:release-approval:policy:1",
      title: "Release Approval policy",
      description: expect.stringMatching(/./),
    });
  });

  test("describes every key", () => {
    const silent: string[] = [];
    const visit = (node: SchemaNode | boolean | undefined, path: string): void => {
      if (typeof node !== "object") return;
      for (const [key, child] of Object.entries(node.properties ?? {})) {
        if (typeof child === "object" && child.description === undefined) silent.push(`${path}.${key}`);
        visit(child, `${path}.${key}`);
      }
      visit(node.additionalProperties, `${path}.*`);
      for (const child of [...(node.anyOf ?? []), ...[node.items ?? []].flat()]) visit(child, path);
    };
    visit(policyJsonSchema(), "");
    expect(silent).toEqual([]);
  });
});
