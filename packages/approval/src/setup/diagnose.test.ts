import { describe, expect, it } from "vitest";
import {
  approvalWorkflow,
  file,
  healthyFacts,
  main,
  person,
  policyOf,
  policyText,
  publishWorkflow,
} from "../../test/healthy-repository.ts";
import { chapters } from "./checks/checks.ts";
import { diagnose, isStopped } from "./diagnose.ts";
import type { DoctorFacts, PeopleFacts } from "./doctor-facts.ts";
import type { EnvironmentSettings } from "./settings.ts";

/* A healthy repository with one thing changed, and what the doctor says to it. */

type Change = Partial<DoctorFacts>;
type Case = [what: string, change: Change, id: string, says: RegExp];

const healthy = healthyFacts();
const repository = healthy.repository;
const people = healthy.people as PeopleFacts;
const allEnvironments = healthy.environments as { known: true; value: EnvironmentSettings[] };

const policy = (text: string): Change => ({ policy: { ok: true, policy: policyOf(text) } });
const inRepository = (change: Partial<DoctorFacts["repository"]>): Change => ({
  repository: { ...repository, ...change },
});
const persons = (change: Partial<PeopleFacts>): Change => ({ people: { ...people, ...change } });
const holders = (change: Record<string, string[]>): Change =>
  persons({
    holders: {
      ...people.holders,
      ...Object.fromEntries(Object.entries(change).map(([role, logins]) => [role, logins.map(person)])),
    },
  });
const workflows = (
  approval: string | null,
  publish: string | null,
  ...more: DoctorFacts["workflows"][]
): Change => ({
  workflows: {
    known: true,
    value: [
      ...(approval === null ? [] : [file("release-approval.yml", approval)]),
      ...(publish === null ? [] : [file("publish.yml", publish)]),
      ...more.flatMap((one) => (one.known ? one.value : [])),
    ],
  },
});
const another = (text: string): DoctorFacts["workflows"] => ({
  known: true,
  value: [file("other.yml", text)],
});
const approval = (from: string, to: string): Change =>
  workflows(replaced(approvalWorkflow, from, to), publishWorkflow);
const publish = (from: string, to: string): Change =>
  workflows(approvalWorkflow, replaced(publishWorkflow, from, to));
const environment = (name: string, change: Partial<EnvironmentSettings> | null): Change => ({
  environments: {
    known: true,
    value: allEnvironments.value.flatMap((one) =>
      one.name !== name ? [one] : change === null ? [] : [{ ...one, ...change }],
    ),
  },
});
const branch = (change: Partial<(DoctorFacts["branch"] & { known: true })["value"]>): Change => ({
  branch: {
    known: true,
    value: {
      hasProtectionRule: false,
      isProtected: true,
      needsReview: true,
      needsCodeOwners: true,
      ...change,
    },
  },
});

function replaced(text: string, from: string, to: string): string {
  if (!text.includes(from)) throw new Error(`there is no ${from}`);
  return text.replaceAll(from, to);
}

const noSecretsKnown: Change = { secrets: { known: false, why: "no secrets" } };
const user = (login: string) => ({ kind: "user" as const, name: login, ...person(login) });
const gateStep =
  '- id: gate\n        uses: OWNER/release-approval/actions/gate-release@v1\n        with: { version: "${{ inputs.version }}" }\n      ';
const stale = (inputs: string) =>
  workflows(
    approvalWorkflow,
    publishWorkflow,
    another(`on: schedule\njobs: { stale: { steps: [{ uses: actions/stale@v10, with: { ${inputs} } }] } }`),
  );

const cases: Case[] = [
  [
    "no policy",
    {
      policy: { ok: false, message: "There is no policy `x.yml`.", cure: "Commit one:\nversion: 1" },
      people: null,
    },
    "policy-valid",
    /There is no policy `x\.yml`\. Commit one: version: 1/,
  ],
  [
    "a policy with two problems",
    {
      policy: { ok: false, message: "Not valid.\nx.yml:3:1 a\nx.yml:4:1 b", cure: "Correct them." },
      people: null,
    },
    "policy-valid",
    /x\.yml:3:1 a Correct them\..*x\.yml:4:1 b/s,
  ],
  [
    "another policy in the checkout",
    { checkout: "different" },
    "policy-in-checkout",
    /differs from the one on `main`/,
  ],
  [
    "an archived repository",
    inRepository({ isArchived: true }),
    "repository-open",
    /archived.*gh repo unarchive acme\/rocket/s,
  ],
  ["issues switched off", inRepository({ hasIssues: false }), "repository-open", /--enable-issues/],
  [
    "Actions switched off",
    { actions: { known: true, value: { isEnabled: false, allowed: null, defaultPermissions: null } } },
    "actions-allowed",
    /switched off/,
  ],
  [
    "only the organisation's own actions",
    {
      actions: { known: true, value: { isEnabled: true, allowed: "local_only", defaultPermissions: "read" } },
    },
    "actions-allowed",
    /`OWNER\/release-approval\/actions\/request-approvals@v1`/,
  ],
  [
    "a role whose only member GitHub does not know",
    persons({
      holders: { ...people.holders, "qa-lead": [] },
      lost: [{ role: "qa-lead", code: "unknown-user", login: "quinn" }],
    }),
    "role-members",
    /QA lead needs 1 who can review, and has 0: GitHub knows no user `quinn`\./,
  ],
  [
    "one person in every role",
    holders(Object.fromEntries(Object.keys(people.holders).map((role) => [role, ["mia"]]))),
    "enough-people",
    /A patch release needs 1 as Technical lead, and 0 can be found beside the other roles\. One person fills one role\./,
  ],
  [
    "a quorum that two roles of one person cannot reach",
    { ...policy(policyText), ...holders({ "product-owner": ["tom"], "technical-lead": ["tom"] }) },
    "enough-people",
    /A minor release needs 1 as (Technical lead|Product owner), and 0 can be found/,
  ],
  [
    "a member who cannot read the repository",
    {
      ...inRepository({ isPrivate: true }),
      ...persons({ lost: [{ role: "security-lead", code: "cannot-read", login: "sue" }] }),
    },
    "members-reachable",
    /Security lead: `sue` cannot read this repository\. Give access.*collaborators\/sue/s,
  ],
  [
    "a pinned id whose login is another account's now",
    persons({ lost: [{ role: "qa-lead", code: "other-account", login: "quinn", pinned: 4, found: 9 }] }),
    "members-reachable",
    /belongs to account 9 now, and the policy means 4/,
  ],
  [
    "a team of two that asks for two approvals",
    (() => {
      const text = "version: 1\nextends: small-team\nroles: { maintainer: { members: [mia, tom] } }\n";
      const small = healthyFacts(policyOf(text));
      return { policy: small.policy, people: small.people, environments: small.environments };
    })(),
    "requester-leaves-enough",
    /If `mia` or `tom` asks for a major release, nobody is left/,
  ],
  [
    "a private repository without buttons",
    { ...inRepository({ isPrivate: true }), environments: { known: true, value: [] } },
    "comments-only",
    /people review by comment/,
  ],
  [
    "an environment missing",
    environment("approve-qa-lead", null),
    "environments-exist",
    /QA lead.*`approve-qa-lead` is missing.*command: setup/s,
  ],
  [
    "an environment without reviewers",
    environment("approve-qa-lead", { reviewers: [] }),
    "environments-have-reviewers",
    /`approve-qa-lead` has no required reviewers/,
  ],
  [
    "an environment for every branch",
    environment("approve-qa-lead", { limit: { kind: "none" } }),
    "environments-limited",
    /`approve-qa-lead` lets every branch in/,
  ],
  [
    "an environment for branches and tags that the policy does not trust",
    environment("approve-qa-lead", {
      limit: {
        kind: "patterns",
        patterns: [...main.patterns, { kind: "branch", name: "dev/*" }, { kind: "tag", name: "main" }],
      },
    }),
    "environments-limited",
    /branch `dev\/\*` and tag `main`/,
  ],
  [
    "an environment for protected branches, of which there is none",
    environment("approve-qa-lead", { limit: { kind: "protected" } }),
    "environments-limited",
    /without any, GitHub lets every branch in/,
  ],
  [
    "an environment that refuses the default branch",
    environment("approve-qa-lead", {
      limit: { kind: "patterns", patterns: [{ kind: "branch", name: "release/*" }] },
    }),
    "environments-admit-default-branch",
    /does not let `main` in/,
  ],
  [
    "a stranger who can press a button, and a member who cannot",
    environment("approve-qa-lead", { reviewers: [user("olaf")] }),
    "reviewers-hold-the-role",
    /`olaf` can press `approve-qa-lead` and does not hold the role QA lead.*`quinn` holds the role QA lead and cannot press/s,
  ],
  [
    "six reviewers, and a seventh member",
    environment("approve-security-lead", { reviewers: ["a", "b", "c", "d", "e", "sam"].map(user) }),
    "reviewers-hold-the-role",
    /`sue` holds the role.*which has 6 reviewers, as many as GitHub lets it have.*team:ORGANISATION\/TEAM/s,
  ],
  [
    "a button that keeps out the release manager who asked",
    environment("approve-release-manager", { preventsSelfReview: true }),
    "requesters-may-press",
    /`approve-release-manager` keeps out who asked/,
  ],
  [
    "a clock missing",
    environment("release-approval-clock-1h", null),
    "clocks",
    /`release-approval-clock-1h`/,
  ],
  [
    "a clock that waits for a person",
    environment("release-approval-clock-1h", { reviewers: [user("mia")] }),
    "clocks",
    /waits for a person and not for the time/,
  ],
  [
    "no approval workflow",
    workflows(null, publishWorkflow),
    "approval-workflow",
    /No workflow.*uses: OWNER\/release-approval\/\.github/s,
  ],
  [
    "an approval workflow that nobody can start",
    approval("workflow_dispatch: { inputs: { version: { type: string } } }", "workflow_call:"),
    "approval-workflow",
    /nothing starts it/,
  ],
  [
    "no trigger for comments",
    approval("issue_comment: { types: [created, edited, deleted] }", "issues:"),
    "comment-trigger",
    /`\/approve` in an issue is not seen/,
  ],
  [
    "comments when they are edited alone",
    approval("[created, edited, deleted]", "[edited]"),
    "comment-trigger",
    /is not seen/,
  ],
  ["no cron", approval('schedule: [{ cron: "17 * * * *" }]', "push:"), "schedule", /a deadline that passes/],
  [
    "a disabled workflow",
    {
      workflows: {
        known: true,
        value: [
          file("release-approval.yml", approvalWorkflow, "disabled_inactivity"),
          file("publish.yml", publishWorkflow),
        ],
      },
    },
    "workflows-enabled",
    /is disabled \(disabled_inactivity\).*gh workflow enable release-approval\.yml/s,
  ],
  [
    "a release workflow that is not there",
    approval("publish.yml", "ship.yml"),
    "release-workflow",
    /`ship\.yml`, and `main` has no such workflow/,
  ],
  [
    "a release workflow that is no YAML",
    workflows(approvalWorkflow, "on: [push\njobs: {"),
    "release-workflow",
    /`\.github\/workflows\/publish\.yml`, which cannot be read as a workflow/,
  ],
  [
    "a release workflow that cannot be dispatched",
    publish("workflow_dispatch: { inputs: { version: { required: true } } }", "push:"),
    "release-workflow",
    /has no trigger `workflow_dispatch`/,
  ],
  [
    "a release workflow without the input",
    publish("{ version: { required: true } }", "{}"),
    "release-workflow",
    /does not declare the input `version`/,
  ],
  [
    "a release workflow with one input too many",
    publish("version: { required: true }", "version: {}, stage: { required: true }"),
    "release-workflow",
    /requires `stage`, which track-approvals does not know/,
  ],
  [
    "components, and no input for them",
    policy(`${policyText}components: { web: { paths: [web/**] } }\n`),
    "release-workflow",
    /does not declare the input `component`/,
  ],
  [
    "nothing that starts publishing",
    approval("release-workflow: publish.yml", "remind: false"),
    "release-workflow",
    /somebody has to start it/,
  ],
  [
    "a job that lacks a permission",
    approval(
      "permissions: { contents: read, issues: write, actions: read }",
      "permissions: { contents: read, actions: read }",
    ),
    "job-permissions",
    /job `request` of `\.github\/workflows\/release-approval\.yml` lacks `issues: write`.*jobs:\n {2}request:\n {4}permissions: \{ contents: read, actions: read, issues: write \}/s,
  ],
  [
    "a job that starts a workflow and may only read",
    approval("actions: write", "actions: read"),
    "job-permissions",
    /job `track`.* lacks `actions: write`/,
  ],
  [
    "jobs without permissions, and a strict default",
    workflows(
      replaced(approvalWorkflow, "permissions: {}\n", "").replace(/ +permissions: .*\n/g, ""),
      publishWorkflow,
    ),
    "job-permissions",
    /lacks `issues: write` and `actions: read`/,
  ],
  [
    "a workflow that the policy does not trust",
    policy(`${policyText}rules: { trusted-workflows: [.github/workflows/publish.yml] }\n`),
    "trusted-places",
    /`\.github\/workflows\/release-approval\.yml` writes entries.*trusted-workflows: \[.github\/workflows\/publish.yml, .github\/workflows\/release-approval.yml\]/s,
  ],
  [
    "a trusted App, and steps with the workflow's own token",
    policy(`${policyText}rules: { trusted-author: "approver[bot]" }\n`),
    "trusted-places",
    /writes as `github-actions\[bot\]`, and the policy trusts only `approver\[bot\]`/,
  ],
  [
    "reviews that make deployments",
    approval(", deployment: false", ""),
    "review-jobs",
    /job `review`.* makes a deployment of every review/,
  ],
  [
    "a rejection that cancels the others",
    approval("fail-fast: false", "max-parallel: 6"),
    "review-jobs",
    /one rejection cancels every review/,
  ],
  [
    "a group around the reviews",
    approval("permissions: {}\n", "permissions: {}\nconcurrency: { group: x, cancel-in-progress: true }\n"),
    "review-concurrency",
    /is cancelled by the next run/,
  ],
  [
    "actions/stale",
    stale("days-before-stale: 30"),
    "stale-issues",
    /closes quiet issues.*exempt-issue-labels: "release"/s,
  ],
  [
    "a publishing step without a gate",
    publish(gateStep, ""),
    "gate-before-publishing",
    /publishes \(npm publish\) without `gate-release`/,
  ],
  [
    "a publishing step that runs although the gate has failed",
    publish("- run: npm publish", "- if: always()\n        run: npm publish"),
    "gate-before-publishing",
    /although the gate has failed/,
  ],
  [
    "a gate that may fail",
    publish("- id: gate", "- continue-on-error: true"),
    "gate-before-publishing",
    /although the gate may be skipped, or may fail/,
  ],
  [
    "a second way to publish",
    workflows(
      approvalWorkflow,
      publishWorkflow,
      another(
        "on: { push: { tags: [v*] } }\njobs: { x: { steps: [{ uses: softprops/action-gh-release@v2 }] } }",
      ),
    ),
    "gate-before-publishing",
    /job `x` of `\.github\/workflows\/other\.yml` publishes \(action-gh-release\)/,
  ],
  [
    "a checkout of what the branch is now",
    publish('        with: { ref: "${{ steps.gate.outputs.commit }}" }\n', ""),
    "ships-reviewed-commit",
    /checks out what the branch is now.*steps\.gate\.outputs\.commit/s,
  ],
  [
    "a credential that is the repository's",
    { ...publish("    environment: publish\n", ""), secrets: { known: true, value: ["NPM_TOKEN"] } },
    "publishing-secrets",
    /reads `NPM_TOKEN` without an environment/,
  ],
  [
    "an environment of credentials for every branch",
    environment("publish", { limit: { kind: "none" } }),
    "publishing-secrets",
    /Every branch may use the environment `publish`/,
  ],
  [
    "an environment of credentials for any name of a branch",
    environment("publish", { limit: { kind: "patterns", patterns: [{ kind: "branch", name: "*" }] } }),
    "publishing-secrets",
    /Every branch may use the environment `publish`/,
  ],
  [
    "a credential that is the repository's, too",
    { secrets: { known: true, value: ["NPM_TOKEN"] } },
    "publishing-secrets",
    /gh secret delete NPM_TOKEN/,
  ],
  [
    "an administrator's token at large",
    {
      ...noSecretsKnown,
      ...workflows(
        approvalWorkflow,
        publishWorkflow,
        another(
          "on: workflow_dispatch\njobs: { setup: { steps: [{ uses: OWNER/release-approval@v1, with: { command: setup, github-token: '${{ secrets.SETUP }}' } }] } }",
        ),
      ),
    },
    "publishing-secrets",
    /job `setup`.* reads `SETUP` without an environment/,
  ],
  [
    "an unprotected default branch",
    branch({ isProtected: false, needsReview: false }),
    "default-branch-protected",
    /`main` is not protected.*rulesets/s,
  ],
  [
    "a default branch without reviews",
    branch({ needsReview: false }),
    "default-branch-protected",
    /takes changes that nobody has reviewed/,
  ],
  [
    "no CODEOWNERS",
    { codeowners: null },
    "codeowners",
    /Nobody owns `\.github\/release-approval\.yml`, .*publish\.yml.*\/\.github\/release-approval\.yml @OWNER/s,
  ],
  [
    "an error in CODEOWNERS",
    { codeownersErrors: { known: true, value: ["line 1, Unknown owner"] } },
    "codeowners",
    /line 1, Unknown owner/,
  ],
  [
    "code owners who are not asked",
    branch({ needsCodeOwners: false }),
    "code-owners-asked",
    /can be merged without them/,
  ],
];

const told = (change: Change, id: string) => {
  const checked = diagnose({ ...healthy, ...change });
  const check = checked.find((one) => one.id === id);
  const words = check?.problems.map(({ sentence, cure, paste }) =>
    [sentence, cure, paste?.text ?? ""].join(" "),
  );
  return { checked, check, words: words?.join("\n") ?? "" };
};

describe("the doctor", () => {
  it("finds nothing in a healthy repository", () => {
    const checked = diagnose(healthy);
    expect(checked.filter(({ state }) => state !== "fine")).toEqual([]);
    expect(isStopped(checked)).toBe(false);
  });

  it.each(cases)("%s", (_, change, id, says) => {
    const { check, checked, words } = told(change, id);
    expect(words).toMatch(says);
    expect(check?.state).toBe("found");
    const stops = checked.some((one) => one.problems.some(({ severity }) => severity === "stops"));
    expect(isStopped(checked)).toBe(stops);
    for (const problem of check?.problems ?? []) expect(problem.cure).not.toBe("");
  });

  it("has a case above for every check", () => {
    const all = chapters.flatMap(({ checks }) => checks.map(({ id }) => id));
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((id) => !cases.some((one) => one[2] === id))).toEqual([]);
  });

  it.each<[string, Change, string[]]>([
    [
      "a token without rights",
      {
        environments: { known: false, why: "no environments" },
        branch: { known: false, why: "no branch" },
        secrets: { known: false, why: "no secrets" },
        actions: { known: false, why: "no settings" },
      },
      [
        "actions-allowed",
        "environments-exist",
        "environments-limited",
        "default-branch-protected",
        "publishing-secrets",
        "code-owners-asked",
      ],
    ],
    [
      "no workflows to see",
      { workflows: { known: false, why: "no contents" } },
      ["approval-workflow", "gate-before-publishing", "stale-issues"],
    ],
    [
      "a team, and no token for teams",
      {
        people: {
          ...people,
          holders: { ...people.holders, "qa-lead": [] },
          unreadTeams: [{ role: "qa-lead", team: "acme/qa" }],
        },
      },
      ["role-members", "enough-people"],
    ],
    [
      "details that administrators see",
      branch({ hasProtectionRule: true, needsReview: null, needsCodeOwners: null }),
      ["default-branch-protected", "code-owners-asked"],
    ],
    [
      "a workflow that is no YAML",
      workflows(approvalWorkflow, publishWorkflow, another("{{{")),
      ["approval-workflow", "gate-before-publishing"],
    ],
    [
      "a secret that the organisation may have",
      publish("    environment: publish\n", ""),
      ["publishing-secrets"],
    ],
    ["no checkout", { checkout: "absent" }, ["policy-in-checkout"]],
    [
      "no policy",
      { policy: { ok: false, message: "none", cure: "x" }, people: null },
      ["role-members", "environments-exist", "trusted-places"],
    ],
    [
      "a release workflow that is known only when it runs",
      approval("publish.yml", '"${{ vars.PUBLISH }}"'),
      ["release-workflow"],
    ],
  ])("never calls fine what it cannot see: %s", (_, change, ids) => {
    const checked = diagnose({ ...healthy, ...change });
    const states = checked.filter(({ id }) => ids.includes(id)).map(({ state }) => state);
    expect(states).toEqual(ids.map(() => "unknown"));
  });

  it.each<[string, Change]>([
    ["a stale bot that leaves releases alone", stale('exempt-issue-labels: "pinned, release"')],
    ["a stale bot for pull requests", stale("days-before-issue-close: -1")],
    ["a stale bot for other labels", stale("only-labels: question")],
    [
      "a rehearsal of publishing",
      workflows(
        approvalWorkflow,
        publishWorkflow,
        another("on: push\njobs: { x: { steps: [{ run: npm publish --dry-run }] } }"),
      ),
    ],
    [
      "a gate that is told the commit",
      workflows(
        approvalWorkflow,
        replaced(
          replaced(publishWorkflow, '        with: { ref: "${{ steps.gate.outputs.commit }}" }\n', ""),
          "{ version:",
          '{ commit: "${{ github.sha }}", version:',
        ),
      ),
    ],
    [
      "the release workflow by a variable of the file",
      workflows(
        `env: { SHIP: publish.yml }\n${replaced(approvalWorkflow, "release-workflow: publish.yml", "release-workflow: '${{ env.SHIP }}'")}`,
        publishWorkflow,
      ),
    ],
    [
      "branches that the policy trusts",
      {
        ...policy(`${policyText}rules: { trusted-branches: [main, "release/*"] }\n`),
        ...environment("approve-qa-lead", {
          limit: { kind: "patterns", patterns: [...main.patterns, { kind: "branch", name: "release/*" }] },
        }),
      },
    ],
    [
      "protected branches, of which the default branch is one",
      {
        ...environment("approve-qa-lead", { limit: { kind: "protected" } }),
        ...branch({ hasProtectionRule: true }),
      },
    ],
  ])("leaves in peace: %s", (_, change) => {
    const checked = diagnose({ ...healthy, ...change });
    expect(checked.flatMap(({ problems }) => problems.map(({ sentence }) => sentence))).toEqual([]);
  });
});
