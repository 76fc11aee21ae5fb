import type { EnvironmentSettings } from "@release-approval/approval/setup";
import type { EmbeddedGitHub } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { start } from "../../test/embedded.ts";
import { date, secret, startScripted } from "../../test/scripted.ts";
import { connectSettings, type Settings } from "./index.ts";

/* The settings of a repository, as an administrator and as a workflow's token see and change them. */

const people = [
  { login: "ada", id: 1, permission: "admin" },
  { login: "mia", id: 2, permission: "write" },
  { login: "tom", id: 3, permission: "read" },
  { login: "zoe", id: 4, permission: "none" },
] as const;

function settingsOf(embedded: EmbeddedGitHub, token: string): Settings {
  return connectSettings({
    owner: embedded.owner,
    repo: embedded.repository,
    token,
    apiUrl: embedded.url,
    graphqlUrl: embedded.graphqlUrl,
    userAgent: "release-approval-test",
    secondLasts: 1,
  }).settings;
}

const ofAda = (embedded: EmbeddedGitHub) => settingsOf(embedded, embedded.tokens.of("ada"));
const ofWorkflow = (embedded: EmbeddedGitHub) =>
  settingsOf(
    embedded,
    embedded.mintToken({ permissions: { contents: "read", issues: "read", actions: "read" } }),
  );

const button: EnvironmentSettings = {
  name: "approve qa/lead",
  reviewers: [{ kind: "user", id: 2, name: "mia" }],
  preventsSelfReview: true,
  waitMinutes: 5,
  limit: { kind: "patterns", patterns: [] },
  adminsMayBypass: true,
};

describe("environments", () => {
  it("are read as they were written", async () => {
    const embedded = await start({ people });
    const settings = ofAda(embedded);
    expect(await settings.readEnvironments()).toEqual([]);
    expect(await settings.putEnvironment(button, { isPrivate: false })).toEqual({ kind: "written" });
    for (const pattern of ["main", "release/*"])
      expect(await settings.addBranchPattern({ environment: button.name, pattern })).toEqual({
        kind: "written",
      });
    embedded.setEnvironment("protected", { branches: "protected", reviewers: ["tom", "mia"] });
    embedded.setEnvironment("open", { adminsCanBypass: false });
    expect(await ofWorkflow(embedded).readEnvironments()).toEqual([
      {
        ...button,
        limit: {
          kind: "patterns",
          patterns: [
            { kind: "branch", name: "main" },
            { kind: "branch", name: "release/*" },
          ],
        },
      },
      {
        ...button,
        name: "protected",
        reviewers: [
          { kind: "user", id: 3, name: "tom" },
          { kind: "user", id: 2, name: "mia" },
        ],
        preventsSelfReview: false,
        waitMinutes: 0,
        limit: { kind: "protected" },
      },
      {
        ...button,
        name: "open",
        reviewers: [],
        preventsSelfReview: false,
        waitMinutes: 0,
        limit: { kind: "none" },
        adminsMayBypass: false,
      },
    ]);
  });

  it("are an administrator's to change: the error names what the token needs", async () => {
    const embedded = await start({ people });
    for (const settings of [ofWorkflow(embedded), settingsOf(embedded, embedded.tokens.of("mia"))])
      await expect(settings.putEnvironment(button, { isPrivate: false })).rejects.toMatchObject({
        kind: "permission",
        reasonCode: "administration-missing",
        permission: null,
        cure: expect.stringContaining(
          "Administration: read and write, Issues: read and write, Actions: read",
        ),
      });
  });

  it("have no reviewers in a private repository below the Enterprise plan", async () => {
    const embedded = await start({ people, private: true, plan: "free" });
    const written = await ofAda(embedded).putEnvironment(button, { isPrivate: true });
    expect(written).toMatchObject({
      kind: "not-on-this-plan",
      said: expect.stringContaining("billing plan"),
    });
    expect(embedded.environments()).toEqual([]);
  });

  it("are refused one by one: a reviewer who cannot read", async () => {
    const embedded = await start({ people, private: true });
    const stranger = { ...button, reviewers: [{ kind: "user", id: 4, name: "zoe" } as const] };
    expect(await ofAda(embedded).putEnvironment(stranger, { isPrivate: true })).toMatchObject({
      kind: "refused",
    });
  });
});

/* What the embedded GitHub does not say. */
describe("GitHub's other answers to a new environment", () => {
  const whole = { name: "x", protection_rules: [] };
  const put = async (
    answer: { status: number; body: unknown },
    change: Partial<EnvironmentSettings> = {},
  ) => {
    const scripted = await startScripted([{ ...answer, headers: { date } }]);
    const options = { owner: "acme", repo: "shop", token: secret, userAgent: "test", secondLasts: 1 };
    const { settings } = connectSettings({
      ...options,
      apiUrl: scripted.url,
      graphqlUrl: `${scripted.url}/graphql`,
    });
    try {
      return {
        written: await settings.putEnvironment({ ...button, ...change }, { isPrivate: true }),
        sent: JSON.parse(scripted.received[0]?.body ?? "{}") as Record<string, unknown>,
      };
    } finally {
      await scripted.close();
    }
  };

  it("404 in a private repository: the free plan has no environments there", async () => {
    const { written } = await put({ status: 404, body: { message: "Not Found" } });
    expect(written).toMatchObject({ kind: "not-on-this-plan" });
  });

  it("an administrator's bypass that is switched off is sent along, and nothing else of it", async () => {
    const off = await put({ status: 200, body: whole }, { adminsMayBypass: false });
    expect(off.sent).toMatchObject({ can_admins_bypass: false });
    const on = await put({ status: 200, body: whole });
    expect(on.sent).not.toHaveProperty("can_admins_bypass");
  });

  it("without reviewers nothing is said of self-review, which GitHub refuses then", async () => {
    const { sent } = await put({ status: 200, body: whole }, { reviewers: [] });
    expect(sent).not.toHaveProperty("prevent_self_review");
  });
});

describe("what is read for the doctor", () => {
  const files = {
    ".github/workflows/a.yml": "on: push\njobs: {}\n",
    ".github/workflows/notes.md": "no workflow",
    ".github/CODEOWNERS": "* @nobody-here\n",
    CODEOWNERS: "* @mia\n",
  };

  it("files of the default branch, states, errors", async () => {
    const embedded = await start({ people, files, workflows: {} });
    embedded.setWorkflowState(".github/workflows/a.yml", "disabled_inactivity");
    const settings = ofWorkflow(embedded);
    const { workflows, codeowners } = await settings.readFiles();
    expect([...workflows]).toEqual([[".github/workflows/a.yml", "on: push\njobs: {}\n"]]);
    expect(codeowners).toEqual({ path: ".github/CODEOWNERS", text: "* @nobody-here\n" });
    const states = await settings.readWorkflowStates();
    expect(states.known && [...states.value]).toEqual([[".github/workflows/a.yml", "disabled_inactivity"]]);
    expect(await settings.readCodeownersErrors()).toEqual({
      known: true,
      value: [expect.stringMatching(/^line 1, /)],
    });
  });

  it("a repository without any of them", async () => {
    const embedded = await start({ people, files: { "README.md": "# Shop\n" }, workflows: {} });
    expect(await ofWorkflow(embedded).readFiles()).toEqual({ workflows: new Map(), codeowners: null });
  });

  it.each([
    [
      "nothing",
      null,
      { isProtected: false, hasProtectionRule: false, needsReview: false, needsCodeOwners: false },
      {},
    ],
    [
      "a ruleset, which everybody sees",
      { through: "ruleset", requiredReviews: 1, codeOwnerReviews: true },
      { isProtected: true, hasProtectionRule: false, needsReview: true, needsCodeOwners: true },
      {},
    ],
    [
      "a protection rule, whose details administrators see",
      { through: "branch-protection", requiredReviews: 1, codeOwnerReviews: true },
      { isProtected: true, hasProtectionRule: true, needsReview: true, needsCodeOwners: true },
      { needsReview: null, needsCodeOwners: null },
    ],
  ] as const)("protection by %s", async (_, protection, seen, hidden) => {
    const embedded = await start({ people });
    if (protection !== null) embedded.protectBranch("main", protection);
    expect(await ofAda(embedded).readBranchProtection("main")).toEqual({ known: true, value: seen });
    expect(await ofWorkflow(embedded).readBranchProtection("main")).toEqual({
      known: true,
      value: { ...seen, ...hidden },
    });
  });

  it("settings and secrets: administrators know, a workflow's token is told why it does not", async () => {
    const embedded = await start({ people });
    embedded.setSecrets(["NPM_TOKEN"]);
    embedded.setActionsPolicy({ allowedActions: "selected", tokenPermissions: "write" });
    expect(await ofAda(embedded).readSecretNames()).toEqual({ known: true, value: ["NPM_TOKEN"] });
    expect(await ofAda(embedded).readActionsSettings()).toEqual({
      known: true,
      value: { isEnabled: true, allowed: "selected", defaultPermissions: "write" },
    });
    for (const found of [
      await ofWorkflow(embedded).readSecretNames(),
      await ofWorkflow(embedded).readActionsSettings(),
    ])
      expect(found).toEqual({
        known: false,
        why: expect.stringContaining("Only an administrator's token can see"),
      });
  });

  it("who can read a private repository, and which teams there are", async () => {
    const embedded = await start({ people, private: true, teams: [{ slug: "leads", members: ["mia"] }] });
    const settings = ofWorkflow(embedded);
    expect(await Promise.all(["tom", "zoe", "nobody"].map((login) => settings.readAccess(login)))).toEqual([
      true,
      false,
      false,
    ]);
    const team = { organisation: "acme", slug: "leads", token: null };
    expect(await settings.readTeamId(team)).toBeNull();
    expect(await settings.readTeamId({ ...team, token: embedded.tokens.team("mia") })).toMatchObject({
      slug: "leads",
    });
    expect(await ofAda(embedded).readTeamId({ ...team, slug: "none" })).toBeNull();
  });
});

it("labels are created once", async () => {
  const embedded = await start({ people });
  const settings = ofAda(embedded);
  const label = { name: "approval-required", color: "fbca04", description: "Somebody has to look" };
  expect(await settings.createLabel(label)).toEqual({ kind: "written" });
  expect(await settings.readLabels()).toContain("approval-required");
  expect(await settings.createLabel(label)).toMatchObject({ kind: "refused" });
  await expect(ofWorkflow(embedded).createLabel(label)).rejects.toMatchObject({
    permission: "issues: write",
  });
});
