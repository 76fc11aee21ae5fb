import { describe, expect, it } from "vitest";
import { bot, policyAt, repository, requestRun, sixRoles } from "../test/given.ts";
import { matrix } from "../test/scenarios/scenario.ts";
import type { Account, Run } from "./snapshot.ts";
import { isTrustedAuthor, isTrustedRun, trustedLogin } from "./trust.ts";

/* Whose entries count, and which runs may write them. */

const rules = (more: string) => policyAt(matrix(`rules: { ${more} }`)).policy;
const ours = policyAt(sixRoles).policy;
const app = rules('trusted-author: "acme-app[bot]#77"');

describe("whose entries count", () => {
  it.each<[string, typeof ours, Account, boolean]>([
    ["Actions' own bot", ours, bot, true],
    ["a person who took the bot's name", ours, { ...bot, kind: "user" }, false],
    ["another bot", ours, { id: 1, login: "renovate[bot]", kind: "bot" }, false],
    ["an app of the policy's number", app, { id: 77, login: "acme-app", kind: "bot" }, true],
    ["an app of that name with another number", app, { id: 78, login: "acme-app", kind: "bot" }, false],
  ])("%s", (_, policy, account, expected) => {
    expect(isTrustedAuthor(policy, account)).toBe(expected);
  });

  it("is said to people without the number", () => {
    expect(trustedLogin(app)).toBe("acme-app[bot]");
  });
});

describe("which runs may write entries", () => {
  const files = rules('trusted-workflows: [".github/workflows/release-approval.yml"]');
  const branches = rules('trusted-branches: [main, "release/*"]');

  it.each<[string, typeof ours, Partial<typeof requestRun>, boolean]>([
    ["on the default branch", ours, {}, true],
    ["on another branch", ours, { branch: "topic" }, false],
    ["on no branch that GitHub knows", ours, { branch: null }, false],
    ["in another repository", ours, { repository: "olaf/proxmox-mpc" }, false],
    ["of a fork's code", ours, { headRepository: "olaf/proxmox-mpc" }, false],
    ["whose fork was deleted since", ours, { headRepository: null }, true],
    ["for a pull request", ours, { event: "pull_request_target" }, false],
    ["of a file that policy names", files, {}, true],
    ["of that file, named with its ref", files, { path: `${requestRun.path}@refs/heads/main` }, true],
    ["of another file", files, { path: ".github/workflows/lint.yml" }, false],
    ["on a branch that policy names", branches, { branch: "main" }, true],
    ["on a branch of a pattern", branches, { branch: "release/1.2" }, true],
    ["on a branch of no pattern", branches, { branch: "releases" }, false],
  ])("a run %s", (_, policy, change, expected) => {
    expect(isTrustedRun(policy, repository, { ...requestRun, ...change })).toBe(expected);
  });

  it("a run that was deleted: a rejection must not go with it", () => {
    const gone: Run = { state: "gone", id: 9 };
    expect(isTrustedRun(ours, repository, gone)).toBe(true);
  });
});
