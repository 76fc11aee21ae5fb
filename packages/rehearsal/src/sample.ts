/** A sample repository: six people, a policy with a role for each, and something to release. */

import type { GitHubOptions, Person } from "./embedded.ts";

export const SAMPLE_PEOPLE = [
  { login: "rita", id: 101, name: "Rita Manager", permission: "admin", role: "release-manager" },
  { login: "theo", id: 102, name: "Theo Lead", permission: "write", role: "technical-lead" },
  { login: "pia", id: 103, name: "Pia Owner", permission: "write", role: "product-owner" },
  { login: "quinn", id: 104, name: "Quinn Tester", permission: "write", role: "qa-lead" },
  { login: "sara", id: 105, name: "Sara Secure", permission: "write", role: "security-lead" },
  { login: "devon", id: 106, name: "Devon Ops", permission: "write", role: "devops-lead" },
] as const satisfies readonly (Person & { role: string })[];

export const SAMPLE_POLICY = [
  "version: 1",
  "project: Rocket",
  "extends: default",
  "evidence: { tests: false, coverage: false, security: false, performance: false }",
  "roles:",
  ...SAMPLE_PEOPLE.map(({ role, login }) => `  ${role}: { members: [${login}] }`),
  "",
].join("\n");

const RELEASE_WORKFLOW = `name: Release
on:
  workflow_dispatch:
    inputs:
      version: { required: true }
`;

const APPROVAL_WORKFLOW = `name: Release approval
on:
  workflow_dispatch:
    inputs:
      version: { required: true }
      release-type: { default: auto }
`;

export function sampleOptions(): GitHubOptions {
  return {
    owner: "acme",
    repository: "rocket",
    people: SAMPLE_PEOPLE.map(({ role: _role, ...person }) => person),
    teams: [{ slug: "leads", name: "Leads", members: SAMPLE_PEOPLE.map(({ login }) => login) }],
    files: {
      ".github/release-approval.yml": SAMPLE_POLICY,
      "CHANGELOG.md": "# Changelog\n\n## 1.1.0\n\n- It flies.\n",
    },
    workflows: { "release-approval.yml": APPROVAL_WORKFLOW, "release.yml": RELEASE_WORKFLOW },
  };
}
