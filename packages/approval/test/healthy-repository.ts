import { type Policy, parsePolicy } from "../src/index.ts";
import {
  type DoctorFacts,
  type EnvironmentSettings,
  readWorkflow,
  type WorkflowFile,
  wantedEnvironments,
} from "../src/setup/index.ts";

/* A repository in which nothing is wrong, for tests that break one thing. */

export const policyText = `version: 1
extends: default
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam, sue] }
  devops-lead: { members: [dana] }
`;

export function policyOf(text: string = policyText): Policy {
  const result = parsePolicy(text);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join("\n"));
  return result.policy;
}

export const ids = { mia: 1, tom: 2, pia: 3, quinn: 4, sam: 5, sue: 6, dana: 7, olaf: 8 } as const;
export type Login = keyof typeof ids;

export function person(login: string): { id: number; login: string } {
  return { id: ids[login as Login] ?? 99, login };
}

export const approvalWorkflow = `
on:
  workflow_dispatch: { inputs: { version: { type: string } } }
  issue_comment: { types: [created, edited, deleted] }
  schedule: [{ cron: "17 * * * *" }]
permissions: {}
jobs:
  request:
    permissions: { contents: read, issues: write, actions: read }
    steps:
      - uses: OWNER/release-approval/actions/request-approvals@v1
        with: { version: "\${{ inputs.version }}" }
  review:
    needs: request
    strategy:
      fail-fast: false
      matrix: { include: "\${{ fromJSON(needs.request.outputs.reviews) }}" }
    environment: { name: "\${{ matrix.environment }}", deployment: false }
    permissions: { contents: read, issues: write, actions: write }
    steps:
      - uses: OWNER/release-approval/actions/track-approvals@v1
        with: { role: "\${{ matrix.role }}", release-workflow: publish.yml }
  track:
    concurrency: { group: track }
    permissions: { contents: read, issues: write, actions: write }
    steps:
      - uses: OWNER/release-approval/actions/track-approvals@v1
        with: { release-workflow: publish.yml }
`;

export const publishWorkflow = `
on:
  workflow_dispatch: { inputs: { version: { required: true } } }
permissions: {}
jobs:
  publish:
    environment: publish
    permissions: { contents: read, issues: write, actions: read }
    steps:
      - id: gate
        uses: OWNER/release-approval/actions/gate-release@v1
        with: { version: "\${{ inputs.version }}" }
      - uses: actions/checkout@v5
        with: { ref: "\${{ steps.gate.outputs.commit }}" }
      - run: npm publish
        env: { NODE_AUTH_TOKEN: "\${{ secrets.NPM_TOKEN }}" }
`;

export function file(path: string, text: string, state: string | null = "active"): WorkflowFile {
  const whole = `.github/workflows/${path}`;
  return { path: whole, workflow: readWorkflow(whole, text), state };
}

export const main = { kind: "patterns", patterns: [{ kind: "branch", name: "main" }] } as const;

/** The environments that a policy implies, as setup makes them, and the one that publishes. */
export function environmentsOf(policy: Policy): EnvironmentSettings[] {
  const made = wantedEnvironments(policy, "main").map((wanted) => ({
    name: wanted.name,
    reviewers: wanted.members.map((login) => ({ kind: "user" as const, id: person(login).id, name: login })),
    preventsSelfReview: wanted.preventsSelfReview,
    waitMinutes: wanted.waitMinutes,
    limit: main,
    adminsMayBypass: true,
  }));
  const publish = {
    name: "publish",
    reviewers: [],
    preventsSelfReview: false,
    waitMinutes: 0,
    limit: main,
    adminsMayBypass: true,
  };
  return [...made, publish];
}

export function healthyFacts(policy: Policy = policyOf()): DoctorFacts {
  return {
    repository: {
      owner: "acme",
      name: "rocket",
      defaultBranch: "main",
      isPrivate: false,
      isArchived: false,
      hasIssues: true,
    },
    policyPath: ".github/release-approval.yml",
    policy: { ok: true, policy },
    checkout: "same",
    people: {
      holders: Object.fromEntries(
        Object.values(policy.roles).map((role) => [role.id, role.members.map(person)]),
      ),
      lost: [],
      unreadTeams: [],
      accessUnknown: null,
    },
    environments: { known: true, value: environmentsOf(policy) },
    workflows: {
      known: true,
      value: [file("release-approval.yml", approvalWorkflow), file("publish.yml", publishWorkflow)],
    },
    codeowners: { path: ".github/CODEOWNERS", text: "/.github/ @mia\n" },
    codeownersErrors: { known: true, value: [] },
    branch: {
      known: true,
      value: { hasProtectionRule: false, isProtected: true, needsReview: true, needsCodeOwners: true },
    },
    secrets: { known: true, value: [] },
    actions: { known: true, value: { isEnabled: true, allowed: "all", defaultPermissions: "read" } },
    requestLabels: ["release", "approval-required"],
  };
}
