import { describe, expect, it } from "vitest";
import { account, commit, given, minutesAfter, requestRun, says, sixRoles } from "../../test/given.ts";
import type { Finding } from "../decision.ts";
import { shippedKey } from "../records.ts";
import { rules } from "./index.ts";

/* One scenario for each rule of the approval: the smallest in which it finds something. */

const mia = says("mia");
const everybody = ["mia", "tom", "pia", "quinn", "sam", "dana"].map((login) => says(login)("/approve"));
const but = (login: string) => everybody.filter((event) => !("by" in event && event.by === login));
const minor = given(sixRoles);
const outcome = {
  key: "outcome:run:12/1/success",
  kind: "outcome" as const,
  outcome: "success" as const,
  run: { id: 12, attempt: 1 },
  revision: 1,
  at: minutesAfter(90),
};
const shipped = {
  key: shippedKey({ tag: "v1.1.5", lacking: commit }),
  kind: "shipped" as const,
  version: "1.1.5",
  tag: "v1.1.5",
  releaseType: "hotfix" as const,
  commit: "b".repeat(40),
  lacking: commit,
  issue: 52,
  at: minutesAfter(70),
  commits: 1,
  examples: [],
  url: "https://github.com/acme/proxmox-mpc/compare/a...b",
};
const withRules = (line: string) => `${sixRoles}rules: { ${line} }\n`;

const scenarios: Readonly<Record<string, ReturnType<typeof given>>> = {
  released: minor.and(...everybody, { after: 90, entry: ({ seen }) => ({ facts: [outcome], seen }) }),
  cancelled: minor.and(...everybody, mia("/cancel not now", 90)),
  "window-expired": given(sixRoles, { deadline: minutesAfter(60) }),
  "request-damaged": given(sixRoles).and({
    after: 70,
    entry: ({ seen }) => ({ facts: [], seen, revision: 2 }),
  }),
  "request-run-untrusted": minor.runs({ ...requestRun, actor: account("olaf") }),
  "request-run-gone": minor.runs({ state: "gone", id: 9 }),
  "request-tag-unknown": given(sixRoles, { tag: "v9.9.9" }),
  "request-times-wrong": given(sixRoles, { openedAt: minutesAfter(-11) }),
  "pinned-policy-unreachable": minor.today(withRules("confirm: none")).withoutPinned(),
  "policy-changed": minor.today(withRules("confirm: none")),
  "history-damaged": minor.and(
    { after: 70, entry: (draft) => ({ ...draft, damage: "deleted" }) },
    { after: 71, entry: (draft) => draft },
  ),
  "history-lost": minor.and({ after: 70, entry: (draft) => ({ ...draft, damage: "edited" }) }),
  "entry-forged": minor.runs(requestRun, { ...requestRun, id: 66, branch: "evil" }).and({
    after: 70,
    entry: (draft) => ({ ...draft, run: 66 }),
  }),
  "review-lost": minor.and(...everybody, { by: "sam", says: "/reject", after: 80, deletedBy: "olaf" }),
  "evidence-unmet": given(sixRoles, {
    evidence: [{ item: "tests", verdict: "unmet", figures: { passed: 9 } }],
  }),
  "nothing-required": minor.today(sixRoles).withPolicyOf((policy) => {
    policy.releaseTypes.minor = { ...present(policy.releaseTypes.minor), reviews: {}, quorum: {} };
  }),
  "role-without-reviewers": given(sixRoles, { requesters: [{ id: 102, login: "tom" }] }).runs({
    ...requestRun,
    actor: account("tom"),
    triggeringActors: [account("tom")],
  }),
  rejected: minor.and(says("sam")("/reject no")),
  "optional-rejected": given(sixRoles, { releaseType: "patch" }).and(says("dana")("/reject no")),
  "review-missing": minor.and(...but("tom")),
  "quorum-missing": given(`${sixRoles}release-types: { hotfix: { override: false } }\n`, {
    releaseType: "hotfix",
  }).and(mia("/approve", 5)),
  "condition-open": minor.and(
    ...but("tom"),
    says("tom")("/approve\nbefore release: update the API examples"),
  ),
  "review-lapsed": given(sixRoles, { releaseType: "hotfix" }),
  "conflict-open": minor.and(...everybody, says("dana")("/conflict other: the database is not ready", 70)),
  "ruled-stop": minor.and(
    ...everybody,
    says("dana")("/conflict technical: the database is not ready", 70),
    says("tom")("/decide stop: it is not", 80),
  ),
  overruled: minor.and(
    ...but("dana"),
    says("dana")("/reject the database is not ready", 70),
    says("lea")("/decide proceed: it is", 80),
  ),
  postponed: minor.and(mia("/postpone 2026-12-07 the trade fair", 70)),
  "rolled-back": minor.and(
    ...everybody,
    { after: 90, entry: ({ seen }) => ({ facts: [outcome], seen }) },
    mia("/rolled-back it burns", 95),
  ),
  "lacks-shipped": minor.and({ after: 70, entry: ({ seen }) => ({ facts: [shipped], seen }) }),
  "override-unratified": given(sixRoles, { unratified: [{ version: "1.1.5", issue: 52 }] }),
  "evidence-waived": given(sixRoles, {
    evidence: [{ item: "tests", verdict: "unmet", figures: { passed: 9 } }],
  }).and(says("lea")("/waive tests the failing ones are new", 70)),
  "review-deferred": given(sixRoles, { releaseType: "minor", deadline: minutesAfter(120) }).and(
    ...but("dana"),
    mia("/conditional-release dana is at sea", 90),
  ),
  overridden: minor.and(...but("pia"), says("tom")("/override pia is at sea", 70)),
  delegated: given(
    `${sixRoles}  qa-lead: { members: [quinn], backup: [rae] }\n`.replace(
      / {2}qa-lead: { members: \[quinn\] }\n/,
      "",
    ),
    {
      backups: { "qa-lead": [{ id: 109, login: "rae" }] },
    },
  ).and(says("quinn")("/delegate qa-lead @rae", 70)),
  away: minor.and(says("quinn")("/unavailable until 2026-12-07", 70)),
  "authorization-missing": given(withRules("authorization: manual")).and(...everybody),
};

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("the sample has it");
  return value;
}

describe("the table of rules", () => {
  it("has a scenario for each rule, and none for a rule that is gone", () => {
    expect(Object.keys(scenarios).sort()).toEqual(rules.map((rule) => rule.code).sort());
  });

  it("has kebab-case codes, each once, and whole sentences", () => {
    expect(new Set(rules.map((rule) => rule.code)).size).toBe(rules.length);
    for (const { code, sentence, cure } of rules) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([sentence, cure].every((text) => /^[A-Z].*\.$/s.test(text) || text.endsWith("`."))).toBe(true);
    }
  });

  it.each(rules.map((rule) => [rule.code, rule] as const))("%s", (code, rule) => {
    const { decision } = present(scenarios[code]).at(100);
    const found = decision.finding.children.filter((finding: Finding) => finding.code === code);
    expect(found.length).toBeGreaterThan(0);
    const holds = found.some((finding) => finding.severity === "wait" || finding.severity === "block");
    if (holds) expect(decision.status).not.toBe("authorized");
    if (decision.reasonCode === code) expect(decision.status).toBe(rule.leadsTo);
  });

  it("finds nothing to hold where everything is in", () => {
    const { decision } = minor.and(...everybody).at(100);
    expect(decision.finding.children).toEqual([]);
    expect(decision.status).toBe("authorized");
  });

  it("takes `/authorize` where policy asks for it, given after the last review", () => {
    const manual = given(withRules("authorization: manual")).and(...everybody);
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
