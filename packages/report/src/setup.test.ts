import type { EnvironmentEntry, LabelEntry, Remark, SetupOutcome } from "@release-approval/approval/setup";
import { describe, expect, it } from "vitest";
import { describeRemark, renderSetup, setupHeadline } from "./setup.ts";

const target = {
  reviewers: [],
  preventsSelfReview: false,
  waitMinutes: 0,
  limit: { kind: "none" },
  adminsMayBypass: null,
} as const;
const nothing = { reviewers: [], preventsSelfReview: false, waitMinutes: null, branches: [] };

const environment = (change: Partial<EnvironmentEntry> = {}): EnvironmentEntry => ({
  kind: "environment",
  name: "approve-qa-lead",
  roles: ["QA lead"],
  action: "create",
  adds: {
    ...nothing,
    reviewers: [{ kind: "user", id: 1, name: "quinn" }],
    preventsSelfReview: true,
    branches: ["main"],
  },
  target,
  replaces: true,
  remarks: [],
  ...change,
});
const clock = environment({
  name: "release-approval-clock-1h",
  roles: [],
  adds: { ...nothing, waitMinutes: 60, branches: ["main", "release/*"] },
});
const label: LabelEntry = {
  kind: "label",
  action: "create",
  name: "release",
  color: "0e8a16",
  description: "A release",
};
const outcome = (
  entry: SetupOutcome["entry"],
  result: SetupOutcome["result"],
  said: string | null = null,
) => ({
  entry,
  result,
  said,
});
const view = (...outcomes: SetupOutcome[]) => ({ outcomes, applied: true, mayAdminister: true });

it("the plan: who, for what, which branches, and how to do it", () => {
  const page = renderSetup({
    ...view(
      outcome(environment(), "planned"),
      outcome(clock, "planned"),
      outcome(environment({ name: "approve-dev", action: "keep" }), "untouched"),
      outcome(label, "planned"),
    ),
    applied: false,
    mayAdminister: false,
  });
  expect(page).toBe(`## 📋 3 changes planned, nothing changed yet

To do it, run this again with \`apply: true\`.

⚠️ The owner of this token is no administrator here: GitHub will refuse.

| Environment | For | What |
|---|---|---|
| ➕ \`approve-qa-lead\` | QA lead | reviewers \`quinn\`; not for who asked; for branch \`main\` |
| ➕ \`release-approval-clock-1h\` | clock | rings after 60 min; for branches \`main\` and \`release/*\` |
| ✅ \`approve-dev\` | QA lead | as it should be |

| Label | What |
|---|---|
| ➕ \`release\` | A release |
`);
});

it.each<[string, SetupOutcome[], string]>([
  ["done", [outcome(environment(), "written"), outcome(label, "written")], "✅ Set up: 2 changes made"],
  [
    "done before",
    [outcome(environment({ action: "keep" }), "untouched")],
    "✅ Set up already: nothing to change",
  ],
  ["not on this plan", [outcome(environment(), "not-on-this-plan")], "💬 Reviews by comment"],
  [
    "refused",
    [outcome(environment(), "refused", "GitHub refused it."), outcome(label, "written")],
    "❌ GitHub refused 1 change of the set-up",
  ],
])("the headline: %s", (_, outcomes, words) => {
  expect(setupHeadline(view(...outcomes))).toBe(words);
});

it("a plan without reviewers: comments count as much", () => {
  const page = renderSetup(
    view(outcome(environment(), "not-on-this-plan", "said"), outcome(label, "written")),
  );
  expect(page).toContain("**People review by comment**, which counts as much.");
  expect(page).toContain("| 💬 `approve-qa-lead` | QA lead | not on this plan |");
});

describe("what is left as it is says what to do", () => {
  it.each<[Remark, RegExp]>([
    [
      { code: "six-at-most", chosen: ["a", "b"], left: ["c"] },
      /six review by button: `a` and `b`\. `c` can answer by comment.*team:ORGANISATION/,
    ],
    [{ code: "nobody" }, /Correct the role's `members`, then run this again/],
    [{ code: "keeps-reviewers", names: ["rob"] }, /`rob` can press it and is not in the role/],
    [{ code: "keeps-self-review" }, /untick “Prevent self-review”/],
    [{ code: "keeps-wait", minutes: 5, wanted: 0 }, /waits 5 minutes before anybody can press it/],
    [{ code: "keeps-wait", minutes: 30, wanted: 60 }, /after 30 minutes, not after 60/],
    [{ code: "keeps-protected" }, /Protected branches may use it/],
    [{ code: "keeps-patterns", names: ["dev"] }, /`dev` may use it, too/],
    [{ code: "waits-for-people", names: ["rob"] }, /does not ring by itself/],
    [{ code: "unknown-user", login: "x" }, /^GitHub knows no user `x`\. Left out\.$/],
    [{ code: "cannot-read", login: "x" }, /^`x` cannot read this repository\. Left out\.$/],
    [{ code: "team-elsewhere", team: "a/b" }, /^The team `a\/b` is of another organisation/],
  ])("%o", (remark, words) => {
    expect(describeRemark(remark)).toMatch(words);
  });
});

it("what people typed stays text", () => {
  const page = renderSetup(
    view(
      outcome(
        environment({ name: "a | b <img> @mia", remarks: [{ code: "unknown-user", login: "`@x`" }] }),
        "refused",
        "No | <b>",
      ),
    ),
  );
  expect(page).not.toMatch(/<img>|@mia|@x|<b>/);
  expect(page.split("\n").filter((line) => line.startsWith("| ❌"))).toHaveLength(1);
});
