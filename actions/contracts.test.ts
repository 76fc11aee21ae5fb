import type { Contract } from "@release-approval/action-kit";
import { commonInputs, commonOutputs } from "@release-approval/action-kit";
import { describe, expect, it } from "vitest";
import { commands, rootContract, standalone } from "./root-contract.ts";

/* Names and defaults are what workflows rely on: taking one away, or changing a default, breaks them. */

const channels = [
  "slack-webhook-url",
  "discord-webhook-url",
  "teams-webhook-url",
  "webhook-url",
  "webhook-secret",
  "smtp-url",
  "mail-from",
];

const evidence = [
  "test-results",
  "coverage",
  "security-scan",
  "performance",
  "release-notes",
  "migration-guide",
  "documentation",
  "deployment-plan",
  "rollback-plan",
];

const promised: [keyof typeof standalone, string[], string[]][] = [
  [
    "request",
    [
      "version",
      "component",
      "release-type",
      "ref",
      "previous-version",
      "title",
      "key-features",
      "planned-release",
      "security-related",
      ...evidence,
      ...channels,
    ],
    ["release-type", "revision", "deadline", "required-roles", "reviews", "clocks"],
  ],
  [
    "track",
    ["issue-number", "role", "outcome", "release-workflow", "remind", ...channels],
    ["approved-roles", "pending-roles", "authorized"],
  ],
  [
    "gate",
    ["version", "component", "issue-number", "commit", "wait", "run"],
    ["authorized", "tag", "authorization", "authorization-sha256"],
  ],
  [
    "audit",
    ["version", "component", "issue-number", "formats", "output-directory", "dashboard", "attach", "verify"],
    ["files", "predicate", "predicate-type", "intact"],
  ],
];

describe("the public contract", () => {
  it.each(promised)("of %s", (command, inputs, outputs) => {
    const contract: Contract = standalone[command];
    expect(Object.keys(contract.inputs)).toEqual([...Object.keys(commonInputs), ...inputs]);
    expect(Object.keys(contract.outputs)).toEqual([...Object.keys(commonOutputs), ...outputs]);
  });

  it.each<[keyof typeof commands, string[]]>([
    ["setup", ["apply"]],
    ["doctor", []],
  ])("of %s, a command alone", (command, inputs) => {
    const contract: Contract = commands[command];
    expect(Object.keys(contract.inputs)).toEqual([...Object.keys(commonInputs), ...inputs]);
    expect(Object.keys(contract.outputs)).toEqual(["decision", "reason-code", "result"]);
  });

  it("of what is common", () => {
    expect(Object.keys(commonInputs)).toEqual(["github-token", "policy", "team-token", "dry-run"]);
    expect(Object.keys(commonOutputs)).toEqual([
      "decision",
      "reason-code",
      "result",
      "issue-number",
      "issue-url",
      "version",
      "commit",
    ]);
  });

  it("has these defaults", () => {
    const defaults = Object.values<Contract>(commands).flatMap((it) => Object.entries(it.inputs));
    expect(
      Object.fromEntries(defaults.flatMap(([name, it]) => (it.default ? [[name, it.default]] : []))),
    ).toEqual({
      "github-token": "${{ github.token }}",
      policy: ".github/release-approval.yml",
      "dry-run": "false",
      "release-type": "auto",
      "security-related": "auto",
      remind: "false",
      wait: "0",
      formats: "json,md",
      "output-directory": "release-approval-audit",
      attach: "false",
      apply: "false",
    });
  });

  it.each(Object.values<Contract>(commands))(
    "is wholly in the root action, with the same kinds and defaults: $name",
    (contract) => {
      const root: Contract = rootContract;
      for (const [name, { description: _, required: __, ...declaration }] of Object.entries(
        contract.inputs,
      )) {
        expect(root.inputs[name]).toMatchObject(declaration);
      }
      expect(root.outputs).toMatchObject(
        Object.fromEntries(Object.keys(contract.outputs).map((it) => [it, {}])),
      );
    },
  );
});
