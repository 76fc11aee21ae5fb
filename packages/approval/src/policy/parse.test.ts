import { describe, expect, test } from "vitest";
import { describeProblems, type PolicyProblem, parsePolicy, policyDigest, readExtends } from "./parse.ts";
import type { Policy } from "./schema.ts";

const six = `roles:
  release-manager: { members: [mia] }
  technical-lead: { members: [tom] }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn] }
  security-lead: { members: [sam, sue] }
  devops-lead: { members: [dana] }
`;
const good = `version: 1\nextends: default\n${six}`;
const alone = `version: 1
roles:
  boss: { members: [ana] }
release-types:
  patch: { window: { deadline: 2d }, reviews: { boss: { need: required } } }
`;

function read(text: string, inherited: string[] = []): Policy {
  const result = parsePolicy(text, inherited);
  if (!result.ok) throw new Error(describeProblems("policy", result.problems));
  return result.policy;
}

function problemsOf(text: string, inherited: string[] = []): PolicyProblem[] {
  const result = parsePolicy(text, inherited);
  return result.ok ? [] : result.problems;
}

type Row = { what: string; text: string; at: string; says: string[] };

// Each of these texts has exactly one problem.
const rows: Row[] = [
  { what: "an empty file", text: "", at: "1:1", says: ["the policy is empty", "extends: small-team"] },
  { what: "only comments", text: "# soon\n", at: "1:1", says: ["the policy is empty"] },
  { what: "a list", text: "- version: 1\n", at: "1:1", says: ["the policy is a list", "a mapping"] },
  { what: "a word", text: "default\n", at: "1:1", says: ['the policy is "default"'] },
  { what: "an open bracket", text: "version: [1\n", at: "2:1", says: ["no valid YAML", "brackets"] },
  { what: "a tab", text: "\tversion: 1\n", at: "1:1", says: ["no valid YAML", "Indent with spaces"] },
  {
    what: "a colon inside a text",
    text: "version: 1\nproject: a: b\n",
    at: "2:10",
    says: ["no valid YAML", "in quotes"],
  },
  { what: "two documents", text: `${good}---\nversion: 1\n`, at: "10:1", says: ["more than one document"] },
  {
    what: "a list as a key",
    text: `${good}? [a, b]\n: 1\n`,
    at: "10:3",
    says: ['the key "[\\"a\\",\\"b\\"]" is no text', "in quotes"],
  },
  {
    what: "an alias as a key",
    text: good.replace("[mia]", "[&x mia]").concat("*x : 1\n"),
    at: "10:1",
    says: ['the key "*x" is no text'],
  },
  {
    what: "a number in quotes",
    text: `${good}release-types: { minor: { reviews: { qa-lead: { need: required, approvals: "1" } } } }\n`,
    at: "10:76",
    says: ['found "1"', "without quotes: 1"],
  },
  {
    what: "a role's id of which no letter is left",
    text: `${good}  "42": { members: [rob] }\n`,
    at: "10:3",
    says: ['"42" is no role\'s id'],
  },
  {
    what: "a word where roles belong",
    text: "version: 1\nextends: default\nroles: 5\n",
    at: "3:8",
    says: ["found 5"],
  },
  {
    what: "a person's time zone that there is not",
    text: `${good}people: { mia: { timezone: Europe/Berln } }\n`,
    at: "10:28",
    says: ["no time zone", "IANA"],
  },
  { what: "a tag", text: `${good}project: !secret x\n`, at: "10:10", says: ["Unresolved tag"] },
  { what: "an alias of nothing", text: `${good}project: *x\n`, at: "10:10", says: ["no anchor"] },
  {
    what: "no version",
    text: `extends: default\n${six}`,
    at: "1:1",
    says: ["version: this is missing", "`version: 1`"],
  },
  {
    what: "another version",
    text: good.replace("1", "2"),
    at: "1:10",
    says: ["version: found 2. Allowed: 1"],
  },
  {
    what: "a version as text",
    text: good.replace("1", '"1"'),
    at: "1:10",
    says: ['version: found "1"', "`version: 1`"],
  },
  {
    what: "an unknown key with a near one",
    text: good.replace("{ members: [quinn]", "{ membres: [quinn]"),
    at: "7:14",
    says: [
      'roles.qa-lead.membres: unknown key "membres". Did you mean "members"? Allowed: title, class, members,',
    ],
  },
  {
    what: "an unknown key with none near",
    text: `${good}colour: red\n`,
    at: "10:1",
    says: ['unknown key "colour"', "Remove it"],
  },
  {
    what: "a misspelt extends",
    text: good.replace("extends", "extend"),
    at: "2:1",
    says: ['Did you mean "extends"?'],
  },
  {
    what: "an unknown preset",
    text: good.replace("default", "defualt"),
    at: "2:10",
    says: ['called "defualt". Did you mean "default"?', "small-team"],
  },
  {
    what: "a file without ref",
    text: good.replace("default", "acme/rules//base.yml"),
    at: "2:10",
    says: ["names no file", "Pin the file"],
  },
  {
    what: "a file that leads elsewhere",
    text: good.replace("default", "acme/rules//../base.yml@v1"),
    at: "2:10",
    says: ["names no file"],
  },
  {
    what: "a file that is not there",
    text: good.replace("default", "acme/rules//base.yml@v1"),
    at: "2:10",
    says: ["could not be read"],
  },
  {
    what: "members that are no list",
    text: good.replace("[quinn]", "quinn"),
    at: "7:23",
    says: ['roles.qa-lead.members: found "quinn". Allowed: a list', 'Write it as a list: ["quinn"]'],
  },
  {
    what: "a team without team:",
    text: good.replace("quinn", "acme/leads"),
    at: "7:24",
    says: ["members[0]", 'Did you mean "team:acme/leads"?'],
  },
  {
    what: "a number as member",
    text: good.replace("quinn", "123"),
    at: "7:24",
    says: ["found 123", "Put it in quotes"],
  },
  {
    what: "a role that is empty",
    text: good.replace("{ members: [quinn] }", ""),
    at: "7:3",
    says: ["roles.qa-lead: found nothing"],
  },
  {
    what: "a role's id that is none",
    text: good.replace("qa-lead", "QA lead"),
    at: "7:3",
    says: ['"QA lead" is no role', 'Did you mean "qa-lead"?'],
  },
  {
    what: "a role that nobody holds",
    text: good.replace("[quinn]", "[]"),
    at: "7:23",
    says: [
      "roles.qa-lead.members: nobody holds the role QA lead, which patch, minor, major and hotfix releases need",
      "extends: small-team",
      "extends: solo",
    ],
  },
  {
    what: "a role that is not named",
    text: good.replace(/ {2}product-owner.*\n/, ""),
    at: "3:1",
    says: ["roles.product-owner.members: nobody", "minor, major and hotfix"],
  },
  {
    what: "an empty small team",
    text: "version: 1\nextends: small-team\n",
    at: "2:1",
    says: ["Maintainer", "extends: solo"],
  },
  {
    what: "an empty solo",
    text: "version: 1\nextends: solo\n",
    at: "2:1",
    says: ["Maintainer", "Add your login"],
  },
  {
    what: "a small team of one",
    text: "version: 1\nextends: small-team\nroles: { maintainer: { members: [ana] } }\n",
    at: "3:24",
    says: ["2 approvals as Maintainer, which 1 person holds", "extends: solo"],
  },
  {
    what: "an unknown release type",
    text: `${good}release-types:\n  majr: {}\n`,
    at: "11:3",
    says: ['unknown release type "majr". Did you mean "major"? Allowed: patch, minor, major or hotfix'],
  },
  {
    what: "a bad duration",
    text: `${good}release-types:\n  patch:\n    window: { target: 3 hours, deadline: 2d }\n`,
    at: "12:23",
    says: ['release-types.patch.window.target: found "3 hours". Did you mean "3h"?', "15m, 4h, 2d or 1w"],
  },
  {
    what: "a duration without unit",
    text: `${good}release-types:\n  patch:\n    window: { deadline: 24 }\n`,
    at: "12:25",
    says: ["found 24", "15m"],
  },
  {
    what: "a duration of years",
    text: `${good}release-types:\n  patch:\n    window: { deadline: 99w }\n`,
    at: "12:25",
    says: ["at most one year"],
  },
  {
    what: "a window without deadline",
    text: `${good}release-types:\n  patch:\n    window: { target: 1d }\n`,
    at: "12:5",
    says: ["window.deadline: this is missing"],
  },
  {
    what: "a target after the deadline",
    text: `${good}release-types:\n  patch:\n    window: { target: 3d, deadline: 2d }\n`,
    at: "12:23",
    says: ["3d is later than the deadline of patch releases, 2d"],
  },
  {
    what: "a review of an unknown role",
    text: `${alone.replace("{ boss: {", "{ bos: {")}`,
    at: "5:49",
    says: ['reviews.bos: no role has the id "bos". Did you mean "boss"?'],
  },
  {
    what: "a role called by its short form",
    text: `${good}rules: { waive: qa }\n`,
    at: "10:17",
    says: ['Did you mean "qa-lead"?'],
  },
  {
    what: "a bad need",
    text: alone.replace("required", "requierd"),
    at: "5:63",
    says: ['need: found "requierd". Did you mean "required"?', "{ when: security }"],
  },
  {
    what: "a bad condition",
    text: alone.replace("required", "{ when: secrity }"),
    at: "5:71",
    says: ['need.when: found "secrity". Did you mean "security"?'],
  },
  {
    what: "a quorum out of reach",
    text: `${good}release-types:\n  patch:\n    quorum: { primary: 4 }\n`,
    at: "12:24",
    says: ["quorum.primary: patch releases need 4 primary roles, and 3 can review. Allowed: at most 3"],
  },
  {
    what: "a total out of reach",
    text: `${good}release-types:\n  minor:\n    quorum: { total: 7 }\n`,
    at: "12:22",
    says: ["7 roles, and 6 can review"],
  },
  {
    what: "more approvals than members",
    text: alone.replace("required", "required, approvals: 2"),
    at: "5:84",
    says: ["2 approvals as Boss, which 1 person holds. Allowed: at most 1"],
  },
  {
    what: "an inherited quorum that the reviews cannot reach",
    text: `${good}release-types:\n  patch:\n    reviews: { qa-lead: { need: required } }\n`,
    at: "12:5",
    says: ["need 2 primary roles, and 0 can review", "`quorum: {}`"],
  },
  {
    what: "an override by an unknown role",
    text: `${good}release-types:\n  patch:\n    override: { by: technical }\n`,
    at: "12:21",
    says: ['override.by: no role has the id "technical". Did you mean "technical-lead"?'],
  },
  {
    what: "an override that is a bare role",
    text: `${good}release-types:\n  patch:\n    override: release-manager\n`,
    at: "12:15",
    says: ["automatic, false or a mapping (by, after, ratify)"],
  },
  {
    what: "a release that nobody has to approve",
    text: alone.replace("required", "optional"),
    at: "5:47",
    says: ["nobody has to approve patch releases"],
  },
  {
    what: "no reviews at all",
    text: alone.replace("{ boss: { need: required } }", "{}"),
    at: "5:47",
    says: ["nobody has to approve patch releases"],
  },
  {
    what: "no release types",
    text: "version: 1\n",
    at: "1:1",
    says: ["release-types: no release type is there", "extends: default"],
  },
  {
    what: "a type without reviews",
    text: alone.replace(/, reviews: .* }/, " }"),
    at: "5:3",
    says: ["release-types.patch.reviews: this is missing"],
  },
  {
    what: "a key twice",
    text: `${good}manifest: a\nmanifest: b\n`,
    at: "11:1",
    says: ['the key "manifest" is there twice', "Keep one"],
  },
  {
    what: "a member of Object",
    text: `${good}people:\n  constructor: { name: x }\n`,
    at: "11:3",
    says: ['no policy may have the key "constructor"'],
  },
  {
    what: "the prototype",
    text: `${good}__proto__: { version: 1 }\n`,
    at: "10:1",
    says: ['no policy may have the key "__proto__"'],
  },
  {
    what: "a key that is a number",
    text: `${good}people:\n  12: { name: x }\n`,
    at: "11:3",
    says: ['the key "12" is no text', "quotes"],
  },
  { what: "a merge key", text: `${good}<<: {}\n`, at: "10:1", says: ['unknown key "<<"'] },
  {
    what: "an unknown time zone",
    text: `${good}calendar: { timezone: Europe/Berln }\n`,
    at: "10:23",
    says: ["no time zone", "Europe/Berlin"],
  },
  {
    what: "hours backwards",
    text: `${good}calendar: { hours: 17:00-09:00 }\n`,
    at: "10:20",
    says: ["end before they begin"],
  },
  {
    what: "no workday",
    text: `${good}calendar: { workdays: [] }\n`,
    at: "10:23",
    says: ["an empty list", "a list that is not empty"],
  },
  {
    what: "a day that does not exist",
    text: `${good}calendar: { holidays: [2026-02-30] }\n`,
    at: "10:24",
    says: ['found "2026-02-30"', "a date"],
  },
  {
    what: "a percentage above 100",
    text: `${good}evidence: { coverage: { min: 120 } }\n`,
    at: "10:30",
    says: ["found 120", "a number from 0 to 100"],
  },
  {
    what: "a percentage as text",
    text: `${good}evidence: { coverage: { min: "90%" } }\n`,
    at: "10:30",
    says: ["without quotes: 90"],
  },
  {
    what: "a threshold without its key",
    text: `${good}evidence: { tests: 95 }\n`,
    at: "10:20",
    says: ["found 95", "min-success"],
  },
  {
    what: "a shared environment",
    text: good.replace("[dana]", "[dana], environment: approve-qa-lead"),
    at: "9:48",
    says: ["belongs to the role qa-lead already", "Approve button"],
  },
  {
    what: "a shared title",
    text: good.replace("[dana]", "[dana], title: QA Lead"),
    at: "9:42",
    says: ["a command must mean one role"],
  },
  {
    what: "an unknown channel's event",
    text: `${good}notifications: { events: { overdu: [] } }\n`,
    at: "10:28",
    says: ['Did you mean "overdue"?'],
  },
  {
    what: "an unknown role in the ladder",
    text: `${good}escalation: [{ step: warn, to: [leaders] }]\n`,
    at: "10:33",
    says: ["escalation[0].to[0]", "no role has the id"],
  },
  {
    what: "more approvals than two people can give",
    text: alone.replace("[ana]", "[ana, bea]").replace("required", "required, approvals: 3"),
    at: "5:84",
    says: ["which 2 people hold", "at most 2"],
  },
  {
    what: "an address of a person that is none",
    text: `${good}people: { mia: { email: mia } }\n`,
    at: "10:25",
    says: ['found "mia"', "an e-mail address"],
  },
  {
    what: "a text that is too long",
    text: `${good}project: ${"long".repeat(60)}\n`,
    at: "10:10",
    says: ["(240 characters)"],
  },
  {
    what: "a line break in a value",
    text: `${good}extends2: "a\\nb"\n`,
    at: "10:1",
    says: ['unknown key "extends2"'],
  },
];

describe("a policy that is wrong says where, what was found, what is allowed and how to cure it", () => {
  test.each(rows)("$what", ({ text, at, says }) => {
    const problems = problemsOf(text);
    expect(problems.map((problem) => problem.message)).toHaveLength(1);
    const line = describeProblems(".github/release-approval.yml", problems);
    expect(line).toMatch(new RegExp(`^\\.github/release-approval\\.yml:${at} `));
    for (const fragment of says) expect(line).toContain(fragment);
    for (const { found, allowed } of problems) expect([found, allowed]).not.toContain("");
  });

  test("all problems at once, in the order of the file", () => {
    const text = `version: 1
extends: default
projekt: x
roles:
  release-manager: { members: [mia] }
  technical-lead: { members: tom }
  product-owner: { members: [pia] }
  qa-lead: { members: [quinn], contct: me }
  security-lead: { members: [sam] }
  devops-lead: { members: [] }
release-types:
  patch:
    window: { target: soon, deadline: 2d }
    reviews:
      qa: { need: requird }
      release-manager: { need: required, approvals: 2 }
    quorum: { primary: 2 }
`;
    expect(problemsOf(text).map(({ line, path, nearest }) => [line, path, nearest])).toEqual([
      [3, "projekt", "project"],
      [6, "roles.technical-lead.members", undefined],
      [8, "roles.qa-lead.contct", "contact"],
      [10, "roles.devops-lead.members", undefined],
      [13, "release-types.patch.window.target", undefined],
      [15, "release-types.patch.reviews.qa", "qa-lead"],
      [15, "release-types.patch.reviews.qa.need", "required"],
      [16, "release-types.patch.reviews.release-manager.approvals", undefined],
    ]);
  });

  test("one typing error is one problem, not all that follows from it", () => {
    expect(problemsOf(good.replace("roles:", "rolls:"))).toHaveLength(1);
    expect(problemsOf(good.replace("qa-lead", "qa_lead"))).toHaveLength(1);
    expect(problemsOf(good.replace("members: [mia]", "member: [mia]"))).toHaveLength(1);
  });

  test("what was typed stays on one line and short", () => {
    const [problem] = problemsOf(`${good}"evil\\n::error::\\u202e${"x".repeat(500)}": 1\n`);
    expect(problem?.message).not.toMatch(/[\n\u202e]/);
    expect(problem?.message.length).toBeLessThan(500);
  });
});

describe("several things wrong at once", () => {
  test.each<[string, string, string[]]>([
    [
      "a key that is no text in a mapping that is there twice",
      `${good}evidence: { 1: x }\nevidence: 5\n`,
      ["evidence.1", "evidence", "evidence"],
    ],
    [
      "what an alias repeats",
      `${good.replace("qa-lead: { members: [quinn] }", "qa-lead: &x { members: 5 }")}  extra: *x\n`,
      ["roles.qa-lead.members", "roles.extra.members"],
    ],
    [
      "a part that is missing beside one that is wrong",
      `${good}release-types: { minor: { window: { target: 5 } } }\n`,
      ["release-types.minor.window.deadline", "release-types.minor.window.target"],
    ],
  ])("are all told, each at its place: %s", (_, text, expected) => {
    expect(problemsOf(text).map(({ path }) => path)).toEqual(expected);
  });
});

describe("a complete policy", () => {
  test.each([
    ["with a person whose time zone is not told", `${good}people: { mia: { name: Mia } }\n`],
    ["with a person's time zone", `${good}people: { mia: { timezone: Europe/Berlin } }\n`],
    [
      "with a quorum of reviews that are all optional",
      `version: 1
roles: { a: { members: [mia] } }
release-types: { patch: { window: { deadline: 24h }, quorum: { total: 1 }, reviews: { a: { need: optional } } } }
`,
    ],
  ])("%s", (_, text) => {
    expect(problemsOf(text)).toEqual([]);
  });

  test("is extends plus role members", () => {
    expect(problemsOf(good)).toEqual([]);
    expect(problemsOf("version: 1\nextends: solo\nroles: { maintainer: { members: [ana] } }\n")).toEqual([]);
  });

  test("needs no members for a role that is optional everywhere", () => {
    const patchOnly = `version: 1
roles:
  boss: { members: [ana], class: primary }
  tester: {}
release-types:
  patch: { window: { deadline: 2d }, reviews: { boss: { need: required }, tester: { need: optional } } }
`;
    expect(problemsOf(patchOnly)).toEqual([]);
  });

  test("may leave project leadership without members, although it overrides major releases", () => {
    expect(read(good).roles["project-leadership"]?.members).toEqual([]);
  });

  test("may leave everything but types and members to the defaults", () => {
    const policy = read(alone);
    expect(policy.roles["boss"]).toEqual({
      id: "boss",
      title: "Boss",
      class: "secondary",
      members: ["ana"],
      environment: "approve-boss",
      aliases: [],
      authority: [],
      backup: [],
      paths: [],
      checklist: [],
    });
    expect(policy.releaseTypes).toEqual({
      patch: {
        window: { target: "2d", deadline: "2d" },
        clock: "always",
        quorum: {},
        evidence: {},
        override: { kind: "none" },
        reviews: { boss: { need: "required", approvals: 1, focus: "Review" } },
      },
    });
    expect(policy).toMatchObject({
      project: null,
      manifest: "package.json",
      components: {},
      security: { paths: [], labels: ["security"] },
    });
  });

  test("names one person once, pinned where one spelling pins", () => {
    const policy = read(good.replace("[sam, sue]", "['@Sam', sam, sue, 'sue#7', team:acme/sec]"));
    expect(policy.roles["security-lead"]?.members).toEqual(["Sam", "sue#7", "team:acme/sec"]);
  });

  test("may use aliases in moderation", () => {
    expect(
      read(good.replace("[sam, sue]", "&sec [sam, sue]").replace("[dana]", "*sec")).roles["devops-lead"]
        ?.members,
    ).toEqual(["sam", "sue"]);
  });

  test("has tables in which nothing is found that the policy does not say", () => {
    const policy = read(good);
    for (const table of [policy.roles, policy.people, policy.releaseTypes.patch?.reviews])
      expect((table as Record<string, unknown>)["toString"]).toBeUndefined();
  });
});

describe("a policy that inherits nothing", () => {
  test("has every default, and asks only what it says", () => {
    const { people, components, rules, calendar, notifications, security } = read(
      `${alone}components: { api: {} }\npeople: { ana: { email: ana@example.com } }\n`,
    );
    expect({ people, components, security, events: notifications.events }).toEqual({
      people: { ana: { email: "ana@example.com" } },
      components: { api: { paths: [], tagPrefix: "api-v" } },
      security: { paths: [], labels: ["security"] },
      events: {},
    });
    expect(rules["self-review"]).toBe("forbid");
    expect(calendar.hours).toBe("09:00-17:00");
  });
});

describe("what a policy says over what it inherits", () => {
  const over = (more: string) => read(good + more);

  test("roles: key by key", () => {
    const role = over("").roles["qa-lead"];
    const changed = read(good.replace("[quinn]", "[quinn], contact: on call")).roles["qa-lead"];
    expect(changed).toEqual({ ...role, contact: "on call" });
  });

  test("a role of its own", () => {
    const policy = over("  ux-lead: { members: [uma], class: primary }\n");
    expect(policy.roles["ux-lead"]).toMatchObject({
      title: "UX lead",
      class: "primary",
      environment: "approve-ux-lead",
    });
  });

  test("a release type: key by key, but its reviews whole", () => {
    const before = over("").releaseTypes.minor;
    const after = over(
      "release-types:\n  minor:\n    quorum: {}\n    reviews: { qa-lead: { need: required } }\n",
    ).releaseTypes.minor;
    expect(after).toEqual({
      ...before,
      quorum: {},
      reviews: { "qa-lead": { need: "required", approvals: 1, focus: "Review" } },
    });
  });

  test("the clock stays inherited where the type says something else", () => {
    expect(over("release-types: { minor: { description: x } }\n").releaseTypes.minor?.clock).toBe("working");
  });

  test("evidence: item by item, `false` switches off, a type over the whole", () => {
    const policy = over(
      "evidence: { coverage: { min: 80 }, performance: false }\nrelease-types: { patch: { evidence: { tests: false, coverage: { min: 70 } } } }\n",
    );
    expect(policy.releaseTypes.minor?.evidence).toEqual({
      tests: { "min-success": 95 },
      coverage: { min: 80, by: "line" },
      security: { "fail-on": "high" },
    });
    expect(policy.releaseTypes.patch?.evidence).toEqual({
      coverage: { min: 70, by: "line" },
      security: { "fail-on": "high" },
    });
  });

  test("rules and calendar: key by key", () => {
    const policy = over("rules: { confirm: none }\ncalendar: { hours: 08:00-16:00 }\n");
    expect(policy.rules).toEqual({ ...over("").rules, confirm: "none" });
    expect(policy.calendar).toEqual({ ...over("").calendar, hours: "08:00-16:00" });
  });

  test("escalation: whole", () => {
    expect(over("escalation: [{ step: warn, before: 2h }]\n").escalation).toEqual([
      { step: "warn", automatic: false, before: "2h" },
    ]);
  });

  test("override: another role, or none", () => {
    expect(
      over("release-types: { patch: { override: { by: qa-lead, ratify: product-owner } } }\n").releaseTypes
        .patch?.override,
    ).toEqual({ kind: "role", by: "qa-lead", ratify: "product-owner" });
    expect(over("release-types: { patch: { override: false } }\n").releaseTypes.patch?.override).toEqual({
      kind: "none",
    });
    expect(
      over("release-types: { hotfix: { override: { by: automatic, after: 2h } } }\n").releaseTypes.hotfix
        ?.override,
    ).toMatchObject({ kind: "automatic", after: "2h" });
  });
});

describe("a policy that extends a file of another repository", () => {
  const base = "version: 1\nextends: default\nproject: Acme\nrules: { confirm: none, resolve: commit }\n";
  const own = `version: 1\nextends: acme/rules//base.yml@v1\nrules: { resolve: any }\n${six}`;

  test("takes the preset, then the file, then itself", () => {
    const policy = read(own, [base]);
    expect(policy).toMatchObject({ project: "Acme", rules: { confirm: "none", resolve: "any" } });
    expect(policy.releaseTypes.minor?.quorum).toEqual({ primary: 3 });
  });

  test("takes a chain, the nearest first", () => {
    const far = `version: 1\nproject: Far\nmanifest: far.json\n${alone.slice(11)}`;
    const near = "version: 1\nextends: acme/far//policy.yml@main\nproject: Near\n";
    const policy = read("version: 1\nextends: acme/near//policy.yml@v2\n", [near, far]);
    expect(policy).toMatchObject({ project: "Near", manifest: "far.json" });
  });

  test("names the file that a problem is in", () => {
    const problems = problemsOf(own.replace("rules:", "ruls:"), [
      base.replace("confirm: none", "confirm: nobody"),
    ]);
    expect(
      describeProblems("policy.yml", problems)
        .split("\n")
        .map((line) => line.split(" ")[0]),
    ).toEqual(["policy.yml:3:1", "acme/rules//base.yml@v1:4:19"]);
  });

  test("names it too where a role that it asks is not there", () => {
    const typed = `${base}release-types: { patch: { reviews: { qa-leed: { need: required } }, quorum: {} } }\n`;
    expect(problemsOf(own, [typed])).toMatchObject([
      { source: "acme/rules//base.yml@v1", line: 5, nearest: "qa-lead" },
    ]);
  });

  test("says so when the file is no YAML", () => {
    expect(problemsOf(own, ["a: [1"])).toMatchObject([
      { source: "acme/rules//base.yml@v1", line: 1, column: 6 },
    ]);
  });

  test("refuses a circle", () => {
    const a = "version: 1\nextends: acme/b//p.yml@v1\n";
    const b = "version: 1\nextends: Acme/a//p.yml@v1\n";
    expect(problemsOf("version: 1\nextends: acme/a//p.yml@v1\n", [a, b])).toMatchObject([
      { source: "acme/b//p.yml@v1", path: "extends", message: expect.stringContaining("extends itself") },
    ]);
  });

  test("refuses more than five files, and takes five", () => {
    const link = (to: number) => `version: 1\nextends: acme/rules//${to}.yml@v1\n`;
    const five = [2, 3, 4, 5].map(link);
    expect(problemsOf(link(1), [...five, `version: 1\nextends: default\n${six}`])).toEqual([]);
    expect(problemsOf(link(1), [...five, link(6), `version: 1\nextends: default\n${six}`])).toMatchObject([
      { message: expect.stringContaining("more than 5 files") },
    ]);
  });
});

describe("readExtends", () => {
  test.each([
    [good, { kind: "preset", name: "default" }],
    ["extends: small-team", { kind: "preset", name: "small-team" }],
    [
      "extends: acme/rules//policies/base.yml@v1.2.0",
      { kind: "file", owner: "acme", repo: "rules", path: "policies/base.yml", ref: "v1.2.0" },
    ],
    [
      "extends: acme/.github//base.yml@feature/x",
      { kind: "file", owner: "acme", repo: ".github", path: "base.yml", ref: "feature/x" },
    ],
    ["version: 1", { kind: "none" }],
    ["extends: defualt", { kind: "none" }],
    ["extends: acme/rules//../../x@v1", { kind: "none" }],
    ["extends: acme/..//x@v1", { kind: "none" }],
    ["extends: acme/rules//base.yml@", { kind: "none" }],
    ["extends: [", { kind: "none" }],
    ["", { kind: "none" }],
  ])("%j", (text, expected) => {
    expect(readExtends(text)).toEqual(expected);
  });
});

describe("policyDigest", () => {
  test("is the SHA-256 of the text alone", () => {
    expect(policyDigest("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("changes with every text it builds on, their order and their borders", () => {
    const digests = [
      policyDigest("a"),
      policyDigest("a", [""]),
      policyDigest("a", ["b"]),
      policyDigest("b", ["a"]),
      policyDigest("ab"),
      policyDigest("a", ["b", "c"]),
      policyDigest("a", ["bc"]),
    ];
    expect(new Set(digests).size).toBe(digests.length);
    expect(digests.every((digest) => /^[0-9a-f]{64}$/.test(digest))).toBe(true);
  });
});

describe("hostile texts are refused in time", () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${[..."bcdefgh"].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefg"[index]}`).join(",")}]`).join("\n")}`;
  const narrowBomb = `a0: &a0 [x, x]\n${Array.from({ length: 24 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}]`).join("\n")}`;
  test.each([
    ["too large", `${good}# ${"x".repeat(256_000)}`, "too large"],
    ["nested without end", "[".repeat(100_000), "nested too deeply"],
    ["lists in lists", "- ".repeat(60_000), "nested too deeply"],
    [
      "mappings in mappings",
      `${good}people: ${"{a: ".repeat(100)}1${"}".repeat(100)}\n`,
      "nested too deeply",
    ],
    ["a bomb of aliases", bomb, "aliases"],
    ["a narrow bomb of aliases", narrowBomb, "aliases"],
    ["a circle of aliases", "&a [*a]", "the policy is a list"],
    [
      "many unknown keys",
      Array.from({ length: 15_000 }, (_, index) => `k${index}: 1`).join("\n"),
      "unknown key",
    ],
    ["many members", good.replace("quinn", Array(30_000).fill("q").join(",")), "members"],
  ])("%s", (_, text, says) => {
    const started = performance.now();
    const problems = problemsOf(text);
    expect(problems.length).toBeGreaterThan(0);
    expect(problems.length).toBeLessThanOrEqual(200);
    expect(problems.map((problem) => problem.message).join("\n")).toContain(says);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
