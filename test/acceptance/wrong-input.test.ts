import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type ActionName,
  type FaultKind,
  type Played,
  type PlayOptions,
  runAction,
  runnerContext,
  type Stage,
  type TokenPermissions,
} from "@release-approval/rehearsal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dist, openSample, sixRoles } from "./cast.ts";
import { approve, ask, errorOf, expectOpen, limit, resultOf } from "./ready.ts";

/*
 * Whatever is wrong, an action ends with exit code 1, with one annotation that names the cure, with a `result` that a
 * program can read, without a secret in the log, and with nothing half-written that a right run would not complete.
 */

const inTurn = limit(2);
const secret = "https://hooks.slack.example/services/T0/very-secret";

type Wrong = {
  name: string;
  action: ActionName;
  inputs: Record<string, string>;
  reason: string;
  /** What the annotation must say: the cure above all. */
  says: RegExp;
  options?: PlayOptions;
};

type Ended = Pick<Played, "exitCode" | "stdout" | "stderr" | "outputs" | "summary" | "annotations">;

function expectWrong(played: Ended, { reason, says }: Pick<Wrong, "reason" | "says">): void {
  expect(played.exitCode, played.stdout).toBe(1);
  const errors = played.annotations.filter(({ level }) => level === "error");
  expect(errors, played.stdout).toHaveLength(1);
  expect(errors[0]?.message).toMatch(says);
  expect(played.outputs["decision"]).toBe("error");
  const result = JSON.parse(played.outputs["result"] ?? "{}") as Record<string, unknown>;
  expect(result).toMatchObject({ schema_version: 1, decision: "error", reason_code: reason });
  expect(result["error"]).toMatchObject({ message: expect.any(String), cure: expect.stringMatching(/\S/) });
  const told = [played.stdout.replace(/^::add-mask::.*$/gm, ""), played.stderr, played.summary];
  expect([...told, ...Object.values(played.outputs)].join("\n")).not.toMatch(/gh[sp]_|very-secret/);
}

const policies: Record<string, string> = {
  "empty.yml": "",
  "no-yaml.yml": `${sixRoles}rules: [\n`,
  "unknown-key.yml": `${sixRoles}rule: { self-review: forbid }\n`,
  "wrong-type.yml": sixRoles.replace("[quinn]", "quinn"),
  "empty-role.yml": sixRoles.replace("[quinn]", "[]"),
  "no-hotfix.yml": `version: 1\nroles:\n  lead: { title: Lead, class: primary, members: [mia, tom] }\nrelease-types:\n  minor: { window: { deadline: 7d }, reviews: { lead: { need: required } } }\n`,
  "nobody.yml": sixRoles.replace("[quinn]", "[nobody-by-this-name]"),
};

const request = "request-approvals";
const version = { version: "1.2.0" };
const policy = (file: string) => ({ ...version, policy: `policies/${file}` });

/** Wrong before GitHub is asked, or found out by reading: nothing is written. */
const harmless: Wrong[] = [
  {
    name: "no version, and no package.json that names one",
    action: request,
    inputs: {},
    reason: "version-unknown",
    says: /`version` is empty, and there is no `package.json` at .*Give `version`/s,
  },
  {
    name: "a version that is no semver",
    action: request,
    inputs: { version: "1.2" },
    reason: "invalid-input",
    says: /found `1\.2`, allowed: a semantic version, as in `1\.2\.0`.*Correct `version:`/s,
  },
  {
    name: "an unknown release type",
    action: request,
    inputs: { ...version, "release-type": "huge" },
    reason: "invalid-input",
    says: /`huge`, allowed: `auto`, `patch`, `minor`, `major` or `hotfix`/,
  },
  {
    name: "two problems at once",
    action: request,
    inputs: { version: "new", "dry-run": "maybe" },
    reason: "invalid-input",
    says: /input `dry-run`.*`true` or `false`.*input `version`: found `new`/s,
  },
  {
    name: "a report outside of the workspace",
    action: request,
    inputs: { ...version, coverage: "../coverage.xml" },
    reason: "path-outside-workspace",
    says: /input `coverage`: \.\.\/coverage\.xml leads out of the workspace.*files of the checkout/s,
  },
  {
    name: "a channel whose address is none",
    action: request,
    inputs: { ...version, "slack-webhook-url": secret.replace("https:", "http:") },
    reason: "invalid-input",
    says: /input `slack-webhook-url`: found an address without TLS.*Copy the whole address/s,
  },
  {
    name: "a token that is empty",
    action: request,
    inputs: { ...version, "github-token": "" },
    reason: "invalid-input",
    says: /Leave `github-token:` out to use `\$\{\{ github\.token \}\}`/,
  },
  {
    name: "no release to gate",
    action: "gate-release",
    inputs: {},
    reason: "invalid-input",
    says: /inputs `version` and `issue-number`: found nothing.*Add `version` or `issue-number`/s,
  },
  {
    name: "a short commit, and a wait in words",
    action: "gate-release",
    inputs: { ...version, commit: "a41f9c2", wait: "soon" },
    reason: "invalid-input",
    says: /input `commit`.*a whole commit id.*input `wait`.*`15m`/s,
  },
  {
    name: "an outcome that is none",
    action: "track-approvals",
    inputs: { outcome: "maybe" },
    reason: "invalid-input",
    says: /`success`, `failure` or `cancelled`/,
  },
  {
    name: "an issue number that is none, a reminder that is neither true nor false",
    action: "track-approvals",
    inputs: { "issue-number": "0", remind: "daily" },
    reason: "invalid-input",
    says: /whole number from 1 on.*`true` or `false`/s,
  },
  {
    name: "a format, the dashboard and what does not work yet",
    action: "audit-trail",
    inputs: { ...version, formats: "json,pdf", dashboard: "site", verify: "x.json" },
    reason: "invalid-input",
    says: /Leave `pdf` out: not supported yet.*Leave `dashboard:` out.*Leave `verify:` out/s,
  },
  {
    name: "a folder outside of the workspace",
    action: "audit-trail",
    inputs: { ...version, "output-directory": "a/../../b" },
    reason: "path-outside-workspace",
    says: /`a\/\.\.\/\.\.\/b` is outside of the workspace.*Name a folder below the checkout/s,
  },
  {
    name: "a folder outside of the workspace, through a link",
    action: "audit-trail",
    inputs: { ...version, "output-directory": "link/b" },
    reason: "path-outside-workspace",
    says: /Name a folder below the checkout/,
  },
  {
    name: "no policy",
    action: request,
    inputs: policy("absent.yml"),
    reason: "policy-missing",
    says: /no policy `policies\/absent\.yml` on the default branch.*extends: small-team/s,
  },
  {
    name: "an empty policy",
    action: request,
    inputs: policy("empty.yml"),
    reason: "policy-invalid",
    says: /policies\/empty\.yml.*version: 1/s,
  },
  {
    name: "a policy that is no YAML",
    action: request,
    inputs: policy("no-yaml.yml"),
    reason: "policy-invalid",
    says: /policies\/no-yaml\.yml:1\d:\d+/,
  },
  {
    name: "an unknown key in the policy",
    action: request,
    inputs: policy("unknown-key.yml"),
    reason: "policy-invalid",
    says: /unknown-key\.yml:12:1.*`?rules`?/s,
  },
  {
    name: "a wrong type in the policy",
    action: request,
    inputs: policy("wrong-type.yml"),
    reason: "policy-invalid",
    says: /wrong-type\.yml:9:\d+.*members/s,
  },
  {
    name: "an empty role in the policy",
    action: request,
    inputs: policy("empty-role.yml"),
    reason: "policy-invalid",
    says: /empty-role\.yml:9:\d+.*small-team/s,
  },
  {
    name: "a policy that names a login which GitHub does not know",
    action: request,
    inputs: policy("nobody.yml"),
    reason: "role-without-members",
    says: /GitHub knows no user nobody-by-this-name.*Correct `members`/s,
  },
  {
    name: "a release type that the policy does not have",
    action: request,
    inputs: { ...policy("no-hotfix.yml"), "release-type": "hotfix" },
    reason: "release-type-unknown",
    says: /no release type `hotfix`.*It has: minor.*Choose one of these/s,
  },
  {
    name: "a policy that cannot be read, for a sweep",
    action: "track-approvals",
    inputs: { policy: "policies/no-yaml.yml" },
    reason: "policy-invalid",
    says: /Correct these lines on the default branch/,
  },
  {
    name: "a ref that is none",
    action: request,
    inputs: { ...version, ref: "releases/9" },
    reason: "ref-unknown",
    says: /`releases\/9` is no branch, tag or commit.*Correct `ref`/s,
  },
  {
    name: "a component that is none",
    action: request,
    inputs: { ...version, component: "api" },
    reason: "component-unknown",
    says: /no component `api`.*add it under `components`/s,
  },
  {
    name: "a previous version that comes later",
    action: request,
    inputs: { ...version, "previous-version": "1.3.0" },
    reason: "version-not-after-previous",
    says: /1\.2\.0 does not come after 1\.3\.0.*Check `version` and `previous-version`/s,
  },
  {
    name: "a version that has a tag",
    action: request,
    inputs: { version: "1.1.0" },
    reason: "already-released",
    says: /The tag v1\.1\.0 exists already.*Ask for the next version/s,
  },
  {
    name: "a run on another branch",
    action: request,
    inputs: version,
    options: { branch: "side" },
    reason: "run-not-trusted",
    says: /the branch side.*Start the workflow on main/s,
  },
  {
    name: "a gate for a version that nobody asked for",
    action: "gate-release",
    inputs: { version: "9.9.9" },
    reason: "not-requested",
    says: /Nobody has asked for the release of 9\.9\.9.*Ask for it with request-approvals/s,
  },
  {
    name: "an audit of a version that nobody asked for",
    action: "audit-trail",
    inputs: { version: "9.9.9" },
    reason: "not-requested",
    says: /Nobody has asked for the release of 9\.9\.9/,
  },
  {
    name: "an audit of an issue that is no release",
    action: "audit-trail",
    inputs: { "issue-number": "1" },
    reason: "no-release",
    says: /Issue #1 asks for no release\.\nCheck/,
  },
  {
    name: "an issue that does not exist",
    action: "track-approvals",
    inputs: { "issue-number": "77" },
    reason: "issue-missing",
    says: /no issue #77.*Check `issue-number`/s,
  },
];

describe("wrong input writes nothing", { concurrent: true, timeout: 120_000 }, () => {
  let stage: Stage;
  let workspace: string;
  beforeAll(async () => {
    workspace = mkdtempSync(join(tmpdir(), "wrong-input-"));
    symlinkSync(tmpdir(), join(workspace, "link"));
    const files = Object.fromEntries(
      Object.entries(policies).map(([name, text]) => [`policies/${name}`, text]),
    );
    stage = await openSample({
      workspace,
      files: { ".github/release-approval.yml": sixRoles, ...files },
    });
    stage.github.branch("side");
    await stage.github.as("olaf").createIssue({ title: "The console is slow" });
  });
  afterAll(async () => {
    expect(stage.github.requests.writes()).toEqual([]);
    const right = await stage.play(request, version);
    expect(right.exitCode, right.stdout).toBe(0);
    await stage.close();
    rmSync(workspace, { recursive: true, force: true });
    stage.github.assertNoViolations();
  });

  it.each(harmless)("$action: $name", ({ action, inputs, options, ...expected }) =>
    inTurn(async () => expectWrong(await stage.play(action, inputs, options), expected)),
  );
});

const all: TokenPermissions = { contents: "read", issues: "write", actions: "write" };

describe("a token that may not", { concurrent: true, timeout: 120_000 }, () => {
  it.each<[ActionName, TokenPermissions, RegExp]>([
    [
      request,
      { ...all, issues: "read" },
      /may not create the issue.*Add `issues: write` under `permissions:`/s,
    ],
    [request, { ...all, contents: "none" }, /Add `contents: read` under `permissions:`/],
    [request, { ...all, actions: "none" }, /Add `actions: read` under `permissions:`/],
    ["track-approvals", { ...all, issues: "read" }, /may not comment on issue.*Add `issues: write`/s],
    ["gate-release", { ...all, issues: "read" }, /may not comment on issue.*Add `issues: write`/s],
    ["audit-trail", { ...all, issues: "none" }, /Add `issues: read` under `permissions:`/],
  ])("%s with %j", (action, permissions, says) =>
    inTurn(() =>
      inCleared(action, async ({ stage, inputs }) => {
        const run = stage.github.createRun({ workflow: workflowOf(action), actor: "mia" });
        expectWrong(await stage.play(action, inputs, { permissions, run }), { reason: "permission", says });
        // The same run with the line added ends as it would have at once.
        const right = await stage.play(action, inputs, { run });
        expect(right.exitCode, right.stdout).toBe(0);
        expect(stage.github.issues()).toHaveLength(1);
      }),
    ),
  );

  it("cannot start the release workflow: everything else is written first", () =>
    inTurn(() =>
      inCleared("track-approvals", async ({ stage, inputs, issue }) => {
        const starting = { ...inputs, "release-workflow": "publish.yml" };
        const wrong = await stage.play("track-approvals", starting, {
          permissions: { ...all, actions: "read" },
        });
        expectWrong(wrong, { reason: "permission", says: /Add `actions: write`/ });
        expect(stage.github.issue(issue).body).toContain("Cleared to ship");
        const absent = await stage.play("track-approvals", { ...inputs, "release-workflow": "absent.yml" });
        expectWrong(absent, { reason: "workflow-not-dispatchable", says: /absent\.yml/ });
        expect(stage.github.dispatches).toEqual([]);
        expect((await stage.play("track-approvals", starting)).exitCode).toBe(0);
        expect(stage.github.dispatches).toHaveLength(1);
      }),
    ));
});

function workflowOf(action: ActionName): string {
  return `.github/workflows/${action === "request-approvals" || action === "track-approvals" ? "release-approval" : "publish"}.yml`;
}

type Cleared = { stage: Stage; issue: number; inputs: Record<string, string> };

/** A world where the action has its work to do: for all but a request, a release with every approval posted. */
async function inCleared(action: ActionName, play: (cleared: Cleared) => Promise<void>): Promise<void> {
  const stage = await openSample();
  try {
    const issue = action === request ? 0 : await ask(stage);
    if (issue > 0) await approve(stage.github, issue);
    await play({
      stage,
      issue,
      inputs: action === "track-approvals" ? { "issue-number": String(issue) } : version,
    });
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

describe("what is asked for contradicts what is there", { concurrent: true, timeout: 120_000 }, () => {
  it("the version is open as another type, then it is released", () =>
    inTurn(() =>
      inCleared("gate-release", async ({ stage, issue }) => {
        const other = await stage.play(request, { ...version, "release-type": "hotfix" });
        expectWrong(other, {
          reason: "other-type",
          says: /open for review as minor in #1, not as hotfix.*`release-type: minor`/s,
        });
        const done = await stage.play("track-approvals", {
          "issue-number": String(issue),
          outcome: "success",
        });
        expect(done.outputs["decision"]).toBe("released");
        const again = await stage.play(request, version);
        expectWrong(again, {
          reason: "already-released",
          says: /1\.2\.0 has been released; #1 tells how.*Ask for the next version/s,
        });
        expect(stage.github.issues()).toHaveLength(1);
      }),
    ));
});

describe("GitHub answers wrongly", { concurrent: true, timeout: 120_000 }, () => {
  // The first request of a run, which reads, and the one that opens the issue.
  const reads: [FaultKind, string, RegExp][] = [
    [
      "401",
      "token-refused",
      /does not accept the token of `github-token` \(401\).*Leave `github-token` out/s,
    ],
    ["404", "not-found", /acme\/proxmox-mpc is not there, or the token.*cannot see it.*Check the name/s],
    ["422", "refused-by-github", /GitHub refused to.*Change what GitHub names/s],
    ["429", "rate-limit", /rate limit is used up, it lasts until 2026-11-23T11:00:00Z.*Run it again after/s],
    ["500", "github-unavailable", /GitHub answered 500.*Run it again in a few minutes/s],
    ["html", "github-unavailable", /HTML.*Run it again in a few minutes/s],
  ];
  it("to a read, one after the other; a right run then succeeds", () =>
    inTurn(async () => {
      const stage = await openSample();
      for (const [kind, reason, says] of reads) {
        stage.github.faults.add({ on: 1, kind, times: 3, retryAfter: 3600 });
        expectWrong(await stage.play(request, version), { reason, says });
        stage.github.faults.clear();
      }
      expect(stage.github.requests.writes()).toEqual([]);
      await ask(stage);
      await stage.close();
      stage.github.assertNoViolations();
    }));

  it("to each write of a request, with 403, 422 and 500; the same run then completes it", () =>
    inTurn(async () => {
      const stage = await openSample();
      const run = stage.github.createRun({ workflow: workflowOf(request), actor: "mia" });
      const strike = async (path: RegExp, method: string, kind: FaultKind) => {
        stage.github.faults.add({
          kind,
          times: 9,
          retryAfter: 3600,
          on: (one) => one.method === method && path.test(one.path),
        });
        const played = await stage.play(request, version, { run });
        stage.github.faults.clear();
        return played;
      };
      expectWrong(await strike(/\/issues$/, "POST", "422"), {
        reason: "refused-by-github",
        says: /refused to create the issue/,
      });
      expect(stage.github.issues()).toEqual([]);
      expectWrong(await strike(/\/comments$/, "POST", "500"), {
        reason: "lost-answer",
        says: /Could not comment on issue #1.*Run it again/s,
      });
      expect(stage.github.comments(1)).toEqual([]);
      expectWrong(await strike(/\/issues\/1$/, "PATCH", "secondary"), {
        reason: "rate-limit",
        says: /Could not change issue #1.*Run it again after/s,
      });
      const right = await stage.play(request, version, { run });
      expect(right.exitCode, right.stdout).toBe(0);
      expect(resultOf(right)).toMatchObject({ issue_number: 1, revision: 1 });
      expect(stage.github.issues()).toHaveLength(1);
      expect(stage.github.comments(1)).toHaveLength(1);
      expect(stage.github.issue(1).body).toContain("Waiting: 0 of 6 reviews in");
      await approve(stage.github, 1);
      expectOpen(await stage.play("gate-release", version));
      await stage.close();
      stage.github.assertNoViolations();
    }));

  it("not at all: the connection is refused", () =>
    inTurn(async () => {
      const stage = await openSample();
      const url = `http://127.0.0.1:${await unusedPort()}`;
      const played = await runAction({
        file: join(dist, "request-approvals.js"),
        inputs: { "github-token": stage.github.mintToken({ permissions: all }), ...version },
        github: { ...runnerContext(stage.github), apiUrl: url, graphqlUrl: `${url}/graphql`, runId: 1 },
      });
      expectWrong(played, { reason: "github-unavailable", says: /ECONNREFUSED.*`GITHUB_API_URL`/s });
      expect(errorOf({ ...played, run: { id: 1, attempt: 1 }, requests: 0 })).not.toContain("ghs_");
      await stage.close();
    }));
});

/** A port on which nobody listens any more. */
async function unusedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((go) => server.listen(0, "127.0.0.1", go));
  const { port } = server.address() as AddressInfo;
  await new Promise((go) => server.close(go));
  return port;
}
