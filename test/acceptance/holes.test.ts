import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseEntry, parsePolicy, textDigest } from "@release-approval/approval";
import type { Stage } from "@release-approval/rehearsal";
import { marked } from "marked";
import { describe, expect, it } from "vitest";
import { given, says } from "../../packages/approval/test/given.ts";
import { cast, openSample, reviewers, sixRoles } from "./cast.ts";
import {
  allBut,
  approve,
  ask,
  entriesOf,
  errorOf,
  expectOpen,
  expectShut,
  factKeys,
  forge,
  limit,
} from "./ready.ts";

/*
 * The holes that were found in other approval tools, each tried as an attack on the built actions, or on the rules
 * alone where GitHub has no part in it. Each ends with the same release going out the honest way, so that the attack
 * is what made the difference.
 */

const inTurn = limit(2);
type Change = Parameters<typeof openSample>[0];

/** One attack on a repository of its own; two of them go on at the same time. */
function attack(name: string, change: Change, play: (stage: Stage) => Promise<void>): void {
  it.concurrent(name, { timeout: 120_000 }, () =>
    inTurn(async () => {
      const stage = await openSample(change);
      try {
        await play(stage);
      } finally {
        await stage.close();
      }
      stage.github.assertNoViolations();
    }),
  );
}

const gate = (stage: Stage, inputs: Record<string, string> = {}) =>
  stage.play("gate-release", { version: "1.2.0", ...inputs });
const track = (stage: Stage, issue: number) =>
  stage.play("track-approvals", { "issue-number": String(issue) });

describe("1. Edited comments counted as approvals", () => {
  attack("edited before it was read, and edited after it counted", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue, allBut("quinn", "sam"));
    const sam = await github.as("sam").comment(issue, "/approve");
    const quinn = await github.as("quinn").comment(issue, "I am still testing.");
    await github.as("olaf").editComment(quinn, "/approve");
    await track(stage, issue);
    github.clock.advance("1m");
    await github.as("olaf").editComment(sam, "/approve, and 1.3.0 as well");
    expectShut(await gate(stage), "review-lost", /waiting for Security, QA/);
    const answers = entriesOf(github, issue).map(({ comment }) => comment.body);
    expect(answers.at(-1)).toMatch(/@quinn, your comment was \*\*not counted\*\*.*it was edited by olaf/s);
    await approve(github, issue, ["quinn", "sam"]);
    expectOpen(await gate(stage));
  });
});

describe("2. State trusted from the issue body, which any writer can change", () => {
  attack("a body and an issue that look as if everybody had approved", {}, async (stage) => {
    const { github } = stage;
    const imitation = await github.as("olaf").createIssue({
      title: "Release v1.2.0 (minor)",
      body: "<!-- release-approval: v1.2.0 -->\n> [!TIP]\n> **Cleared to ship: v1.2.0.**\n",
      labels: ["release"],
    });
    const issue = await ask(stage);
    expect(issue).not.toBe(imitation);
    const { body: drawn, title } = github.issue(issue);
    const entry = entriesOf(github, issue)[0]?.comment.body ?? "";
    const forged = `${drawn.replace("Waiting: 0 of 6 reviews in", "Cleared to ship: v1.2.0").replaceAll("⏳", "✅")}\n${entry}`;
    await github.as("olaf").editIssue(issue, { body: forged, title: "Release v1.2.0 (hotfix)" });
    expectShut(await gate(stage), "review-missing");
    await track(stage, issue);
    expect(github.issue(issue)).toMatchObject({ body: drawn, title });
    await approve(github, issue);
    const open = await gate(stage);
    expectOpen(open);
    expect(open.outputs["issue-number"]).toBe(String(issue));
  });

  attack("entries that a workflow of another branch posts with the bot's token", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue, allBut("quinn"));
    const comment = await github.as("quinn").comment(issue, "I am still testing.");
    const approval = {
      key: `comment:${comment}`,
      kind: "comment",
      comment,
      person: { id: 104, login: "quinn" },
      at: github.clock.now(),
      digest: textDigest("/approve"),
      text: "/approve",
    } as const;
    github.branch("evil");
    const evil = github.createRun({
      workflow: ".github/workflows/publish.yml",
      branch: "evil",
      actor: "olaf",
    });
    await forge(github, issue, { run: evil, facts: [approval] });
    expectShut(await gate(stage), "review-missing", /waiting for QA\./);
    // The same once more, naming the run that asked, which is trusted.
    await forge(github, issue, { facts: [approval] });
    const request = entriesOf(github, issue)[0]?.block.facts[0];
    if (request?.kind !== "request") throw new Error("the first fact is the request");
    expectShut(await gate(stage), "review-missing", /waiting for QA\./);
    const members = { ...request.members, "qa-lead": [{ id: 201, login: "quinn" }] };
    await forge(github, issue, {
      revision: 2,
      facts: [{ ...request, key: "revision:2", revision: 2, members }],
    });
    await approve(github, issue, [...allBut("quinn"), "olaf"]);
    expectShut(await gate(stage), "role-without-reviewers", /QA/);
  });
});

describe("3. Requester removed from a one-person group: 0 of 0 counted as approved", () => {
  const everybody = [...allBut("quinn"), "quinn"].map((login) => says(login)("/approve"));
  it("a role whose only member asked for the release stays unfilled", () => {
    const [mia, quinn] = [
      { id: 101, login: "mia" },
      { id: 104, login: "quinn" },
    ];
    given(sixRoles, { requesters: [mia, quinn] })
      .and(...everybody)
      .at(90)
      .expect("pending", "role-without-reviewers");
    given(sixRoles, { requesters: [mia] })
      .and(...everybody)
      .at(90)
      .expect("authorized");
  });

  it("a role without members is an error of the policy", () => {
    const empty = parsePolicy(sixRoles.replace("[quinn]", "[]"));
    expect(empty.ok ? [] : empty.problems.map(({ path }) => path)).toContain("roles.qa-lead.members");
    expect(parsePolicy(sixRoles).ok).toBe(true);
  });
});

const teamPolicy = sixRoles.replace("[tom]", '["team:acme/leads"]');
const teams = [{ slug: "leads", members: ["tom", "rob"] }];

describe("4. Rejections of people listed in groups ignored", () => {
  attack("a member of a team rejects, another one approves", { policy: teamPolicy, teams }, async (stage) => {
    const { github } = stage;
    const inputs = { "team-token": github.tokens.team("mia") };
    const issue = await ask(stage, inputs);
    await approve(github, issue, allBut("tom"));
    await github.as("tom").comment(issue, "/reject the API breaks");
    await approve(github, issue, ["rob"]);
    expectShut(await gate(stage, inputs), "rejected", /rejected by tom as Technical lead/i);
    await approve(github, issue, ["tom"]);
    expectOpen(await gate(stage, inputs));
  });
});

describe("5. The default branch's head tagged at approval time, not the commit that was reviewed", () => {
  attack("the branch moves on, and the tag is put on the new commit", {}, async (stage) => {
    const { github } = stage;
    const reviewed = github.head();
    const issue = await ask(stage);
    await approve(github, issue);
    const later = github.commit({ message: "Slip this in", author: "olaf", files: { "evil.txt": "x\n" } });
    expectShut(
      await gate(stage, { commit: later }),
      "other-commit",
      new RegExp(`${later.slice(0, 7)} is about to ship`),
    );
    github.tag("v1.2.0", later);
    expectShut(await gate(stage), "tag-elsewhere", new RegExp(`points at ${later.slice(0, 7)}`));
    expectShut(
      await stage.play("gate-release", { "issue-number": String(issue) }),
      "tag-elsewhere",
      /Find out who made it/,
    );
    expect(factKeys(github, issue).filter((key) => key.startsWith("claim:"))).toEqual([]);
    github.tag("v1.2.0", reviewed);
    expectOpen(await gate(stage, { commit: reviewed }), reviewed);
  });
});

describe("6. A team that cannot be read treated as a login of that name", () => {
  const people = [...cast, { login: "leads", id: 301, permission: "write" as const }];
  attack("a person has the team's name", { policy: teamPolicy, teams, people }, async (stage) => {
    const { github } = stage;
    const blind = await stage.play("request-approvals", { version: "1.2.0" });
    expect(blind.exitCode).toBe(1);
    expect(errorOf(blind)).toMatch(/the team acme\/leads cannot be read; give `team-token`/);
    expect(github.issues()).toEqual([]);
    const inputs = { "team-token": github.tokens.team("mia") };
    const issue = await ask(stage, inputs);
    await approve(github, issue, allBut("tom"));
    await github.as("leads").comment(issue, "/approve technical-lead");
    expectShut(await gate(stage, inputs), "review-missing", /waiting for Technical lead\./);
    await approve(github, issue, ["rob"]);
    expectShut(await gate(stage), "role-without-reviewers", /Technical lead/);
    expectOpen(await gate(stage, inputs));
  });
});

describe("7. Lists read without paging: the 31st comment never seen", () => {
  attack("an approval is the 32nd comment, a rejection the 133rd, its end the 160th", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    const chat = async (until: number) => {
      while (github.comments(issue).length < until)
        await github.as("olaf").comment(issue, "I have read this far.");
    };
    await chat(31);
    await approve(github, issue, ["quinn"]);
    await chat(132);
    await github.as("sam").comment(issue, "/reject a hole in the login");
    await approve(github, issue, allBut("quinn", "sam"));
    const shut = await gate(stage);
    expectShut(shut, "rejected", /rejected by sam/i);
    expect(shut.summary).not.toMatch(/\| . QA \|/);
    await chat(159);
    await approve(github, issue, ["sam"]);
    expectOpen(await gate(stage));
  });
});

describe("8. Self-review judged by GITHUB_ACTOR alone: wrong on re-runs and bot starts", () => {
  const policy = sixRoles.replace("[quinn]", "[quinn, olaf]").replace("[sam]", "[sam, rob]");
  attack("the environment names somebody else, and the run is started again", { policy }, async (stage) => {
    const { github } = stage;
    const workflow = ".github/workflows/release-approval.yml";
    const run = github.createRun({ workflow, actor: "quinn" });
    const issue = await ask(stage, {}, { run, actor: "olaf" });
    github.rerun(run.id, "sam");
    await approve(github, issue);
    const shut = await track(stage, issue);
    expect(shut.outputs["pending-roles"]).toBe('["qa-lead","security-lead"]');
    const answers = entriesOf(github, issue).at(-1)?.comment.body ?? "";
    expect(answers).toMatch(/@quinn, your approval as \*\*QA\*\* was \*\*not counted\*\*/);
    expect(answers).toMatch(/@sam, your approval as \*\*Security\*\* was \*\*not counted\*\*/);
    expectShut(await gate(stage), "review-missing", /waiting for Security and QA\./);
    // Whom the environment named did not ask, and may review.
    await approve(github, issue, ["olaf", "rob"]);
    expectOpen(await gate(stage));
  });
});

describe("9. One person counted in several roles", () => {
  const twice = sixRoles.replace("[quinn]", "[quinn, tom]");
  const events = [
    ...allBut("quinn", "tom").map((login) => says(login)("/approve")),
    says("tom")("/approve technical-lead"),
    says("tom")("/approve qa-lead", 61),
  ];
  it("who approves in two roles fills one of them", () => {
    const scenario = given(twice)
      .and(...events)
      .at(90);
    scenario.expect("pending", "review-missing");
    expect(scenario.review("tom").map(({ counted, code }) => ({ counted, code }))).toContainEqual({
      counted: false,
      code: "one-role",
    });
    given(twice)
      .and(...events, says("quinn")("/approve", 62))
      .at(90)
      .expect("authorized");
    given(`${twice}rules: { one-role-per-person: false }\n`)
      .and(...events)
      .at(90)
      .expect("authorized");
  });
});

describe("10. Policy replaced by a local file on any error", () => {
  const lax =
    "version: 1\nextends: solo\nroles:\n  maintainer: { members: [mia] }\nevidence: { tests: false }\n";
  const path = ".github/release-approval.yml";
  const workspace = mkdtempSync(join(tmpdir(), "workspace-"));
  attack(
    "a laxer policy in the checkout, on a branch, later; and none that can be read",
    { workspace },
    async (stage) => {
      const { github } = stage;
      await mkdir(join(workspace, dirname(path)), { recursive: true });
      await writeFile(join(workspace, path), lax);
      const issue = await ask(stage);
      await approve(github, issue, allBut("quinn"));
      github.commit({ branch: "lax", message: "Solo", author: "olaf", files: { [path]: lax } });
      const onBranch = await stage.play("gate-release", { version: "1.2.0" }, { branch: "lax" });
      expectShut(onBranch, "review-missing", /waiting for QA\./);
      github.commit({ message: "Break it", author: "olaf", files: { [path]: `${sixRoles}quorum: [\n` } });
      const broken = await gate(stage);
      expect([broken.exitCode, broken.outputs["reason-code"]]).toEqual([1, "policy-invalid"]);
      expect(errorOf(broken)).toMatch(/Nothing was decided/);
      github.commit({
        message: "Relax it",
        author: "olaf",
        files: {
          [path]: sixRoles.replace(
            "extends: default",
            "extends: default\nrelease-types: { minor: { quorum: {}, reviews: { release-manager: { need: required } } } }",
          ),
        },
      });
      expectShut(await gate(stage), "review-missing", /waiting for QA\./);
      await approve(github, issue, ["quinn"]);
      // A run of another branch cannot claim what is cleared: its claim would keep nobody else from publishing.
      const elsewhere = await stage.play("gate-release", { version: "1.2.0" }, { branch: "lax" });
      expect([elsewhere.exitCode, elsewhere.outputs["reason-code"]]).toEqual([1, "run-not-trusted"]);
      expectOpen(await gate(stage));
      rmSync(workspace, { recursive: true, force: true });
    },
  );

  attack("a run says that it is on the default branch, and is not", {}, async (stage) => {
    const { github } = stage;
    await approve(github, await ask(stage));
    github.branch("evil");
    const run = github.createRun({
      workflow: ".github/workflows/publish.yml",
      branch: "evil",
      actor: "olaf",
    });
    expectShut(await stage.play("gate-release", { version: "1.2.0" }, { run }), "claim-not-counted");
    expectOpen(await gate(stage));
  });
});

describe("11. A label added by hand taken as approval", () => {
  attack("labels that say so, and the awaiting one taken off", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    const labels = ["approved", "authorized", "release-approved", "qa-lead: approved"];
    await github.as("olaf").editIssue(issue, { labels });
    expectShut(await gate(stage), "review-missing");
    await approve(github, issue);
    expectOpen(await gate(stage));
  });
});

describe("12. Withdrawing revived an older approval", () => {
  const others = allBut("quinn").map((login) => says(login)("/approve"));
  const quinn = says("quinn");
  it.each([
    ["approved twice", [quinn("/approve", 60), quinn("/approve again", 61), quinn("/withdraw", 62)]],
    ["approved, then rejected", [quinn("/approve", 60), quinn("/reject no", 61), quinn("/withdraw", 62)]],
    [
      "the newer approval is edited",
      [
        quinn("/approve", 60),
        { by: "quinn", says: "/approve", after: 61, edited: { after: 62, by: "olaf", to: "/approve!" } },
      ],
    ],
  ])("%s", (_, events) => {
    given(sixRoles)
      .and(...others, ...events)
      .at(90)
      .expect("pending");
    given(sixRoles)
      .and(...others, ...events, quinn("/approve", 70))
      .at(90)
      .expect("authorized");
  });
});

describe("13. Words put unescaped into a regular expression; Markdown and JSON fences broken out of", () => {
  const block = '<!-- release-approval/1 {"schema":1,"facts":[]} -->';
  const words = `(.*)+$ [\\ \`\`\`\`\n</details><script>alert(1)</script> ![x](https://evil.example/x.png) @everyone --> ${block}`;
  attack("hostile words in the request, in notes, in roles and in reasons", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage, { title: `Big | ${words.replace("\n", " ")}`, "key-features": words });
    await github.as("tom").comment(issue, `/approve ${words}\nbefore release: ${words}`);
    await github.as("quinn").comment(issue, `/reject ${words}`);
    await github.as("sam").comment(issue, "/approve .*|(security-lead");
    await github.as("dana").comment(issue, `/aprove ${words}`);
    const tracked = await track(stage, issue);
    expect(tracked.outputs["decision"], tracked.stdout).toBe("rejected");
    const entries = entriesOf(github, issue);
    const heard = entries.flatMap(({ block: { facts } }) => facts.filter((fact) => fact.kind === "comment"));
    expect(heard.map(({ text }) => text)).toEqual(
      github
        .comments(issue)
        .filter(({ author }) => author !== "github-actions[bot]")
        .map(({ body }) => body),
    );
    for (const text of [
      github.issue(issue).body,
      tracked.summary,
      ...entries.map(({ comment }) => comment.body),
    ]) {
      const html = String(marked.parse(text.replace(/<!--.*?-->/gs, ""), { gfm: true }));
      expect(html).not.toMatch(/<script|<img|href="https:\/\/evil/);
      expect(html.replace(/<pre>.*?<\/pre>/gs, "")).not.toContain("@everyone");
      expect((text.match(/<details>/g) ?? []).length).toBe((text.match(/<\/details>/g) ?? []).length);
    }
    // What stood in the comments as an entry is none.
    expect(github.comments(issue).filter(({ body }) => parseEntry(body) !== null)).toHaveLength(
      entries.length,
    );
    await approve(github, issue);
    expectOpen(await gate(stage));
  });
});

describe("14. Two runs at once lose a vote", () => {
  attack("two tracking runs, then two gates, at the same time", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue, allBut("sam"));
    const first = track(stage, issue);
    await github.as("sam").comment(issue, "/approve");
    await Promise.all([first, track(stage, issue)]);
    const last = await track(stage, issue);
    expect(last.outputs["pending-roles"]).toBe("[]");
    const keys = factKeys(github, issue).filter((key) => key.startsWith("comment:"));
    expect(new Set(keys).size).toBe(reviewers.length);
    const gates = await Promise.all([gate(stage), gate(stage)]);
    const [open, shut] = gates.sort((a, b) => (a.exitCode ?? 9) - (b.exitCode ?? 9));
    if (open === undefined || shut === undefined) throw new Error("both gates have ended");
    expectOpen(open);
    expectShut(shut, "claimed", new RegExp(`Run ${open.run.id} is publishing`));
  });

  attack("a rejection comes while the gate claims the release", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue);
    let spoken: Promise<number> | undefined;
    github.faults.add({
      kind: "500",
      on: ({ method }) => {
        if (method === "POST" && spoken === undefined && github.requests.writes().length > 3)
          spoken = github.as("sam").comment(issue, "/reject stop, there is a hole");
        return false;
      },
    });
    expectShut(await gate(stage), "rejected", /rejected by sam/i);
    expect(spoken).toBeDefined();
  });
});

describe("A claim whose entry is deleted", () => {
  attack("no second run publishes while the first may be at it", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    await approve(github, issue);
    const first = await gate(stage);
    expectOpen(first);
    // Comments, clearance and claim stood in this one entry.
    const claim = github.comments(issue).findLast(({ author }) => author === "github-actions[bot]");
    await github.as("olaf").deleteComment(claim?.id ?? 0);
    expectShut(await gate(stage), "claim-lost", new RegExp(`run ${first.run.id} may be publishing`));
    for (const [id, conclusion] of [
      [first.run.id, "failure"],
      [first.run.id + 1, "failure"],
    ] as const)
      if (github.run(id).status !== "completed") github.completeRun(id, conclusion);
    expectOpen(await gate(stage));
  });
});

describe("15. “Job ran” taken as “approved”", () => {
  attack("successful runs, and approvals that a bot wrote", {}, async (stage) => {
    const { github } = stage;
    const issue = await ask(stage);
    for (const actor of reviewers) {
      const run = github.createRun({ workflow: ".github/workflows/release-approval.yml", actor });
      github.completeRun(run.id, "success");
      await github
        .as("github-actions[bot]")
        .comment(issue, `/approve\n\nApproved by @${actor} in [this run](x).`);
    }
    expectShut(await gate(stage), "review-missing", /waiting for Release manager/);
    // A review job that started all the same: its environment is missing, so nobody was asked.
    const job = await stage.play("track-approvals", { "issue-number": String(issue), role: "qa-lead" });
    expect(job.outputs).toMatchObject({ decision: "pending", "approved-roles": "[]" });
    await approve(github, issue);
    expectOpen(await gate(stage));
  });
});
