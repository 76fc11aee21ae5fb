import type { Stage } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { openSample, roleEnvironments, sixRoles } from "./cast.ts";
import {
  approve,
  ask,
  entriesOf,
  errorOf,
  expectOpen,
  expectShut,
  factKeys,
  forge,
  resultOf,
} from "./ready.ts";

/* What one release tells another, and what is owed after it. */

const policyPath = ".github/release-approval.yml";
const hotfix = { version: "1.1.1", "release-type": "hotfix" };

async function onStage(policy: string, play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openSample({ policy, environments: roleEnvironments });
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

const requestOf = (stage: Stage, issue: number) =>
  entriesOf(stage.github, issue)
    .flatMap(({ block }) => block.facts)
    .findLast((fact) => fact.kind === "request");

/** The entry that asked for a revision, as it reads. */
function askedIn(stage: Stage, issue: number, revision: number): string {
  const found = entriesOf(stage.github, issue).find(({ block }) =>
    block.facts.some(({ key }) => key === `revision:${revision}`),
  );
  return found?.comment.body ?? "";
}

/** A hotfix that only the release manager has approved, an hour later. */
async function askHotfix(stage: Stage): Promise<number> {
  const { github } = stage;
  github.commit({ message: "Mend the console", author: "olaf", files: { "console.txt": "mended\n" } });
  const issue = await ask(stage, hotfix);
  await approve(github, issue, ["mia"]);
  github.clock.advance("61m");
  return issue;
}

describe("a hotfix that ships while another release is open", { concurrent: true, timeout: 60_000 }, () => {
  it("says so there, once; its issue stays open while it is to be ratified", () =>
    onStage(sixRoles, async (stage) => {
      const { github } = stage;
      const minor = await ask(stage);
      const issue = await askHotfix(stage);
      const published = await stage.play("gate-release", { version: "1.1.1", run: "node -e 0" });
      expectOpen(published);
      expect(factKeys(github, minor)).toEqual(
        expect.arrayContaining([expect.stringMatching(/^shipped:v1\.1\.1\/[0-9a-f]{12}$/)]),
      );
      expect(github.comments(minor).at(-1)?.body).toContain("Mend the console");
      expect(github.issue(issue)).toMatchObject({ state: "open" });
      expect(github.issue(issue).labels).toContain("follow-up");

      const entries = entriesOf(github, minor).length;
      const again = await stage.play("track-approvals", {
        "issue-number": String(issue),
        outcome: "success",
      });
      expect(again.exitCode, again.stdout).toBe(0);
      expect(entriesOf(github, minor)).toHaveLength(entries);
      expect(resultOf(again)).toMatchObject({
        obligations: expect.arrayContaining([expect.objectContaining({ id: "ratify", settled: null })]),
        figures: { reminders: 0 },
      });
    }));
});

describe("an override that nobody has ratified", { concurrent: true, timeout: 60_000 }, () => {
  it("is in the next request, or refuses it before anything is written", () =>
    onStage(sixRoles, async (stage) => {
      const { github } = stage;
      const issue = await askHotfix(stage);
      expectOpen(await stage.play("gate-release", { version: "1.1.1", run: "node -e 0" }));
      const block = `${sixRoles}rules: { unratified-override: block }\n`;
      github.commit({ message: "Strict", files: { [policyPath]: block } });
      // Closing its issue ratifies nothing.
      await github.as("olaf").editIssue(issue, { state: "closed" });
      const before = github.requests.writes().length;
      const refused = await stage.play("request-approvals", { version: "1.2.0" });
      expect(refused.outputs["reason-code"]).toBe("override-unratified");
      expect(errorOf(refused)).toContain(`#${issue}`);
      expect(github.requests.writes()).toHaveLength(before);
      await github.as("olaf").editIssue(issue, { state: "open" });
      github.commit({ message: "As before", files: { [policyPath]: sixRoles } });
      const next = await ask(stage);
      expect(requestOf(stage, next)).toMatchObject({ unratified: [{ version: "1.1.1", issue }] });

      // Nor does deleting what its issue tells.
      github.commit({ message: "Strict again", files: { [policyPath]: block } });
      for (const { comment } of entriesOf(github, issue)) await github.as("olaf").deleteComment(comment.id);
      const unknown = await stage.play("request-approvals", { version: "1.3.0", "release-type": "minor" });
      expect(unknown.outputs["reason-code"]).toBe("override-unratified");
      expect(errorOf(unknown)).toMatch(new RegExp(`override in #${issue} .*cannot be told`));
    }));
});

describe("a new revision under `affected-roles`", { concurrent: true, timeout: 60_000 }, () => {
  it("asks those again whose files changed", () => {
    const policy = sixRoles
      .replace("{ members: [quinn] }", "{ members: [quinn], paths: [test/**] }")
      .replace("{ members: [tom] }", "{ members: [tom], paths: [src/**], backup: [olaf] }");
    return onStage(`${policy}rules: { on-new-commits: affected-roles }\n`, async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      expect(requestOf(stage, issue)).toMatchObject({ backups: { "technical-lead": [{ login: "olaf" }] } });
      await approve(github, issue, ["tom", "quinn"]);
      await stage.play("track-approvals", { "issue-number": String(issue) });
      github.commit({ message: "Mend", author: "olaf", files: { "src/a.ts": "1\n" } });
      expect(await ask(stage)).toBe(issue);
      expect(requestOf(stage, issue)).toMatchObject({ revision: 2 });
      // The first one ends the run of revision 1; the next has nothing to do, and decides the same.
      await stage.play("track-approvals", { "issue-number": String(issue) });
      const tracked = await stage.play("track-approvals", { "issue-number": String(issue) });
      expect(tracked.summary).toContain("Nothing was new");
      expect(tracked.outputs["approved-roles"]).toBe('["qa-lead"]');
      const told = askedIn(stage, issue, 2);
      expect(told).toMatch(/tom/);
      expect(told).not.toMatch(/QA \(quinn\)/);
    });
  });
});

describe("a new revision under `keep`", { concurrent: true, timeout: 60_000 }, () => {
  it("keeps reviews by button, too, and answers a resolution that needs a new one", () =>
    onStage(`${sixRoles}rules: { on-new-commits: keep }\n`, async (stage) => {
      const { github } = stage;
      const workflow = ".github/workflows/release-approval.yml";
      const run = github.createRun({ workflow, actor: "mia" });
      const issue = await ask(stage, {}, { run });
      const name = "approve-technical-lead";
      github.enterEnvironment({
        run: run.id,
        attempt: 1,
        job: "review",
        environment: name,
        deployment: false,
      });
      await github.as("tom").review(run.id, [name], "approved", "Fine.");
      await stage.say("quinn", issue, "/approve\nbefore release: mend the console");
      const mended = github.commit({ message: "Mend", author: "olaf", files: { "a.txt": "1\n" } });
      await stage.say("dana", issue, `/resolve C1 ${mended.slice(0, 9)}`);
      expect(github.comments(issue).at(-1)?.body).toContain(mended.slice(0, 7));
      const next = github.createRun({ workflow, actor: "mia" });
      expect(await ask(stage, {}, { run: next })).toBe(issue);
      const kept = await stage.play("track-approvals", { "issue-number": String(issue) });
      expect(kept.outputs["approved-roles"]).toBe('["technical-lead","qa-lead"]');
      expect(resultOf(kept)).toMatchObject({ conditions: [{ id: "C1", state: "resolved" }] });
    }));

  it("keeps none where GitHub does not show its commit: the run is at another one, or somebody forged it", () =>
    onStage(`${sixRoles}rules: { on-new-commits: keep }\n`, async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      await approve(github, issue);
      github.branch("mended", github.head());
      const mend = { branch: "mended", message: "Mend", author: "olaf" };
      github.commit({ ...mend, files: { "a.txt": "1\n" } });
      const asked = await stage.play("request-approvals", { version: "1.2.0", ref: "mended" });
      expect(asked.outputs).toMatchObject({ decision: "pending", revision: "2" });
      const warnings = asked.annotations.filter(({ level }) => level === "warning");
      expect(warnings.at(-1)?.message).toMatch(
        /^Reviews of an earlier revision are asked again.*start the workflow/,
      );
      expect(askedIn(stage, issue, 2)).toMatch(/QA \(quinn\)/);

      const commit = github.commit({ ...mend, files: { "evil.txt": "x\n" } });
      const request = requestOf(stage, issue);
      if (request?.kind !== "request") throw new Error("there is no request");
      const facts = [{ ...request, key: "revision:3", revision: 3, commit }];
      await forge(github, issue, { revision: 3, facts });
      const shut = await stage.play("gate-release", { version: "1.2.0" });
      expectShut(shut, "review-missing");
      expect(shut.outputs).toMatchObject({ commit });
    }));
});

describe("`remind`", { concurrent: true, timeout: 60_000 }, () => {
  it("reminds everybody who is awaited, once a day", () =>
    onStage(sixRoles, async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      const remind = () => stage.play("track-approvals", { "issue-number": String(issue), remind: "true" });
      expect((await remind()).exitCode).toBe(0);
      const count = github.comments(issue).length;
      expect(github.comments(issue).at(-1)?.body).toContain("@quinn");
      await remind();
      expect(github.comments(issue)).toHaveLength(count);
    }));
});
