import { describe, expect, it } from "vitest";
import { ids, policyOf, policyText } from "../../test/healthy-repository.ts";
import type { Directory, KnownPerson } from "./choose-reviewers.ts";
import type { EnvironmentEntry } from "./plan-environment.ts";
import { isChange, planSetup, type SetupFacts } from "./plan-setup.ts";
import type { EnvironmentSettings } from "./settings.ts";

/* What is planned for one environment, beside what is there. */

const directory: Directory = {
  people: new Map<string, KnownPerson>(
    Object.entries(ids).map(([login, id]) => [login, { id, login, canRead: login !== "olaf" }]),
  ),
  teams: new Map<string, { id: number; slug: string } | "unreadable" | "elsewhere">([
    ["acme/qa", { id: 70, slug: "qa" }],
    ["acme/gone", "unreadable"],
    ["other/qa", "elsewhere"],
  ]),
};

const quinn = { kind: "user", id: ids.quinn, name: "quinn" } as const;
const mia = { kind: "user", id: ids.mia, name: "mia" } as const;
const qaTeam = { kind: "team", id: 70, name: "qa" } as const;
const onMain = { kind: "patterns", patterns: [{ kind: "branch", name: "main" }] } as const;

const asItShouldBe: EnvironmentSettings = {
  name: "approve-qa-lead",
  reviewers: [quinn],
  preventsSelfReview: true,
  waitMinutes: 0,
  limit: onMain,
  adminsMayBypass: true,
};

function plan(change: Partial<SetupFacts> & { members?: string; rules?: string } = {}): EnvironmentEntry {
  const { members = "[quinn]", rules = "", ...facts } = change;
  const text = `${policyText.replace("qa-lead: { members: [quinn] }", `qa-lead: { members: ${members} }`)}${rules}`;
  const entries = planSetup({
    policy: policyOf(text),
    defaultBranch: "main",
    directory,
    environments: [],
    labels: [],
    requestLabels: ["release", "approval-required"],
    ...facts,
  });
  const found = entries.find(({ name }) => name.toLowerCase() === "approve-qa-lead");
  if (found?.kind !== "environment") throw new Error("there is no such entry");
  return found;
}

const present = (change: Partial<EnvironmentSettings>) => ({
  environments: [{ ...asItShouldBe, ...change }],
});

const six = ["a", "b", "c", "d", "e", "f"].map(
  (name, index) => ({ kind: "user", id: 50 + index, name }) as const,
);

type Row = [
  string,
  Parameters<typeof plan>[0],
  Partial<EnvironmentEntry["target"]> & { action: string },
  object[],
];

it.each<Row>([
  [
    "nothing there: all of it",
    {},
    { action: "create", reviewers: [quinn], preventsSelfReview: true, limit: onMain },
    [],
  ],
  ["as it should be: nothing", present({}), { action: "keep" }, []],
  ["of another case: the same environment", present({ name: "Approve-QA-Lead" }), { action: "keep" }, []],
  [
    "other reviewers stay",
    present({ reviewers: [mia] }),
    { action: "change", reviewers: [mia, quinn] },
    [{ code: "keeps-reviewers", names: ["mia"] }],
  ],
  [
    "a timer and an administrator's bypass stay",
    present({ waitMinutes: 5, adminsMayBypass: false, reviewers: [] }),
    { action: "change", waitMinutes: 5, adminsMayBypass: false, reviewers: [quinn] },
    [{ code: "keeps-wait", minutes: 5, wanted: 0 }],
  ],
  [
    "protected branches stay",
    present({ limit: { kind: "protected" } }),
    { action: "keep", limit: { kind: "protected" } },
    [{ code: "keeps-protected" }],
  ],
  [
    "no limit becomes the default branch",
    present({ limit: { kind: "none" } }),
    { action: "change", limit: onMain },
    [],
  ],
  [
    "other patterns stay, and the default branch is added",
    present({
      limit: {
        kind: "patterns",
        patterns: [
          { kind: "branch", name: "dev" },
          { kind: "tag", name: "main" },
        ],
      },
    }),
    {
      action: "change",
      limit: {
        kind: "patterns",
        patterns: [
          { kind: "branch", name: "dev" },
          { kind: "tag", name: "main" },
          { kind: "branch", name: "main" },
        ],
      },
    },
    [{ code: "keeps-patterns", names: ["dev", "main"] }],
  ],
  [
    "branches that the policy trusts",
    { rules: 'rules: { trusted-branches: [main, "release/*"] }\n' },
    {
      action: "create",
      limit: {
        kind: "patterns",
        patterns: [
          { kind: "branch", name: "main" },
          { kind: "branch", name: "release/*" },
        ],
      },
    },
    [],
  ],
  [
    "a team is one reviewer",
    { members: "[team:acme/qa, quinn]" },
    { action: "create", reviewers: [qaTeam, quinn] },
    [],
  ],
  [
    "six at most, in the policy's order",
    { members: "[quinn, mia]", ...present({ reviewers: six.slice(0, 5) }) },
    { action: "change", reviewers: [...six.slice(0, 5), quinn] },
    [
      { code: "six-at-most", chosen: ["a", "b", "c", "d", "e", "quinn"], left: ["mia"] },
      { code: "keeps-reviewers", names: ["a", "b", "c", "d", "e"] },
    ],
  ],
  [
    "whom GitHub does not know, who cannot read, and teams of others are left out",
    { members: "[quinn, nobody, olaf, team:acme/gone, team:other/qa, tom#99]" },
    { action: "create", reviewers: [quinn] },
    [
      { code: "unknown-user", login: "nobody" },
      { code: "cannot-read", login: "olaf" },
      { code: "team-unreadable", team: "acme/gone" },
      { code: "team-elsewhere", team: "other/qa" },
      { code: "other-account", login: "tom", pinned: 99, found: ids.tom },
    ],
  ],
  [
    "nobody could press it: it is not made",
    { members: "[nobody]" },
    { action: "impossible" },
    [{ code: "unknown-user", login: "nobody" }, { code: "nobody" }],
  ],
  [
    "self-review as the policy has it",
    { rules: "rules: { self-review: allow }\n" },
    { action: "create", preventsSelfReview: false },
    [],
  ],
  [
    "self-review that somebody forbids stays forbidden",
    { rules: "rules: { self-review: allow }\n", ...present({}) },
    { action: "keep", preventsSelfReview: true },
    [{ code: "keeps-self-review" }],
  ],
])("%s", (_, change, { action, ...target }, remarks) => {
  const entry = plan(change);
  expect(entry.action).toBe(action);
  expect(entry.target).toMatchObject(target);
  expect(entry.remarks).toEqual(remarks);
});

describe("a whole plan", () => {
  const facts = (change: Partial<SetupFacts> = {}): SetupFacts => ({
    policy: policyOf(),
    defaultBranch: "main",
    directory,
    environments: [],
    labels: ["Release", "security"],
    requestLabels: ["release", "approval-required"],
    ...change,
  });

  it("has a button for each role that is asked, the clocks, and the labels that are missing", () => {
    const changes = planSetup(facts()).filter(isChange);
    expect(changes.map(({ name }) => name)).toEqual([
      "approve-release-manager",
      "approve-technical-lead",
      "approve-product-owner",
      "approve-qa-lead",
      "approve-security-lead",
      "approve-devops-lead",
      "release-approval-clock-15m",
      "release-approval-clock-1h",
      "release-approval-clock-4h",
      "approval-required",
    ]);
  });

  it("keeps who asked out of every role but the release manager's", () => {
    const out = planSetup(facts()).flatMap((one) =>
      one.kind === "environment" && one.target.preventsSelfReview ? [] : [one.name],
    );
    expect(out.slice(0, 1)).toEqual(["approve-release-manager"]);
    expect(out.filter((name) => name.startsWith("approve-"))).toEqual(["approve-release-manager"]);
  });

  it("plans nothing once it is done", () => {
    const done = planSetup(facts()).flatMap((one) =>
      one.kind === "environment" ? [{ name: one.name, ...one.target }] : [],
    );
    const again = planSetup(
      facts({ environments: done, labels: ["release", "security", "approval-required"] }),
    );
    expect(again.filter(isChange)).toEqual([]);
  });

  it("leaves a clock to those who changed it", () => {
    const changed = {
      reviewers: [mia],
      waitMinutes: 30,
      preventsSelfReview: true,
      limit: onMain,
      adminsMayBypass: null,
    };
    const [clock] = planSetup(
      facts({ environments: [{ name: "release-approval-clock-1h", ...changed }] }),
    ).filter(({ name }) => name === "release-approval-clock-1h");
    expect(clock).toMatchObject({
      action: "keep",
      remarks: [
        { code: "waits-for-people", names: ["mia"] },
        { code: "keeps-wait", minutes: 30, wanted: 60 },
      ],
    });
  });

  it("makes one button for two roles of the same environment, open to who asked where one role is", () => {
    const policy = policyOf();
    const [first, second] = [policy.roles["release-manager"], policy.roles["qa-lead"]];
    if (first === undefined || second === undefined) throw new Error("no roles");
    const shared = {
      ...policy,
      roles: { ...policy.roles, "qa-lead": { ...second, environment: first.environment.toUpperCase() } },
    };
    const [button] = planSetup(facts({ policy: shared }));
    expect(button).toMatchObject({
      name: "approve-release-manager",
      roles: ["Release manager", "QA lead"],
      target: { reviewers: [mia, quinn], preventsSelfReview: false },
    });
  });
});
