import type { EmbeddedGitHub, Stage } from "@release-approval/rehearsal";
import { afterAll, describe, expect, it } from "vitest";
import { keepTable } from "../tables.ts";
import { sixRoles } from "./cast.ts";
import { finalState } from "./faults/final-state.ts";
import { copyRelease, openRepository, type Sweep, sweep } from "./limits/many-releases.ts";
import { allBut, approve, ask, errorOf, factKeys, forge, resultOf } from "./ready.ts";

/*
 * What looking at every open release costs, and what happens when GitHub's hour is nearly used up. `npm run trust` plays
 * it with 200 open releases, `npm test` with fewer.
 */

const isWhole = process.env["RELEASE_APPROVAL_CASES"] === "all";
const many = isWhole ? 200 : 12;
/** More than a page of them. */
const noise = isWhole ? 300 : 110;
const patience = 600_000;

/** Of one run; the next one adds the others. */
const mostReactions = 30;

const table: string[] = [];
afterAll(() => keepTable("limits", table.join("\n")));

function row(what: string, releases: number, { requests, points, left }: Sweep): void {
  const stopped = left.length === 0 ? "" : `, ${left.length} left to the next`;
  table.push(`${what}: ${releases} releases, ${requests} requests, ${points} points${stopped}`);
}

async function onStage(stage: Stage, play: (stage: Stage) => Promise<void>): Promise<void> {
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

/** So many releases that wait for their reviews. */
async function openWaiting(stage: Stage, count: number): Promise<number[]> {
  const first = await ask(stage);
  const numbers = [first];
  while (numbers.length < count) numbers.push(await copyRelease(stage, first, `1.2.${numbers.length}`));
  return numbers;
}

/** Published, while the product owner still owes a review. */
async function openFollowUp(stage: Stage): Promise<number> {
  const inputs = { version: "1.1.1", "release-type": "hotfix" };
  const issue = await ask(stage, inputs);
  await approve(stage.github, issue, allBut("pia", "sam"));
  const gate = await stage.play("gate-release", { version: "1.1.1" });
  expect(gate.outputs["authorized"], gate.stdout).toBe("true");
  const told = await stage.play(
    "track-approvals",
    { "issue-number": String(issue), outcome: "success" },
    { run: gate.run },
  );
  expect(told.outputs["decision"], told.stdout).toBe("released");
  expect(stage.github.issue(issue)).toMatchObject({ state: "open", labels: ["release", "follow-up"] });
  return issue;
}

function base({ owner, repository }: EmbeddedGitHub): string {
  return `/repos/${owner}/${repository}`;
}

/** How many have put 👀 to an issue. */
async function eyesOn(github: EmbeddedGitHub, issue: number): Promise<number> {
  const headers = { authorization: `Bearer ${github.tokens.of("mia")}`, "user-agent": "test" };
  const answer = await fetch(`${github.url}${base(github)}/issues/${issue}`, { headers });
  return ((await answer.json()) as { reactions: { eyes: number } }).reactions.eyes;
}

function expectWhole(swept: Sweep): void {
  expect([swept.exitCode, swept.left], swept.stdout).toEqual([0, []]);
}

/** Four releases, each of which has something due, and a policy that has changed since they were asked for. */
async function openDue(stage: Stage): Promise<number[]> {
  const { github } = stage;
  const asked = await ask(stage);
  const told = await copyRelease(stage, asked, "1.2.1");
  const postponed = await copyRelease(stage, asked, "1.2.2");
  const cleared = await copyRelease(stage, asked, "1.2.3");
  await github.as("mia").comment(postponed, "/postpone 2026-11-24 12:00 The data centre moves");
  await stage.play("track-approvals", { "issue-number": String(postponed) });
  await approve(github, told, ["tom", "rob"]);
  await approve(github, cleared);
  const policy = sixRoles.replace("[tom]", "[tom, olaf]");
  github.commit({ message: "Two leads", files: { ".github/release-approval.yml": policy } });
  github.clock.advance("30h");
  return [asked, told, postponed, cleared];
}

describe("a sweep of every open release", { concurrent: true, timeout: patience }, () => {
  it(`of ${many}: quiet, with news in a tenth of them, and with follow-ups`, async () =>
    onStage(await openRepository(), async (stage) => {
      const { github } = stage;
      const numbers = await openWaiting(stage, many);
      // The list, ten issues a request, a page of runs, and one look at the buttons of each.
      const most = 6 + Math.ceil(many / 10) + many + Math.ceil(many / 100);
      const quiet = await sweep(stage);
      row("quiet", many, quiet);
      expectWhole(quiet);
      expect(quiet.requests).toBeLessThanOrEqual(Math.min(most, 450));
      expect(quiet.points).toBeLessThanOrEqual(most / 5);
      expect(github.issues().every(({ number }) => github.comments(number).length === 1)).toBe(true);

      const told = numbers.filter((number) => number % 10 === 1);
      for (const number of told) await github.as("tom").comment(number, "/approve");
      const news = await sweep(stage);
      row("news in a tenth", many, news);
      expectWhole(news);
      expect(news.requests).toBeLessThanOrEqual(Math.min(most + told.length * 4, 450));
      for (const number of numbers)
        expect(github.comments(number)).toHaveLength(told.includes(number) ? 3 : 1);

      const owing = await openFollowUp(stage);
      const others = Math.ceil(many / 10);
      for (let n = 1; n < others; n += 1) await copyRelease(stage, owing, `1.1.${n + 1}`);
      await sweep(stage);
      github.requests.reset();
      const after = await sweep(stage);
      row("quiet, follow-ups owed in a tenth", many + others, after);
      expectWhole(after);
      expect(github.requests.writes()).toEqual([]);
      expect(after.requests).toBeLessThanOrEqual(Math.min(most + others * 1.5 + 10, 450));
    }));

  it("does for each what tracking it alone does, whatever is due", async () =>
    onStage(await openRepository(), async (swept) =>
      onStage(await openRepository(), async (alone) => {
        await openDue(swept);
        const whole = await sweep(swept);
        row("one of each", 4, whole);
        expectWhole(whole);
        for (const number of await openDue(alone)) {
          const played = await alone.play("track-approvals", { "issue-number": String(number) });
          expect(played.exitCode, played.stdout).toBe(0);
        }
        const end = finalState(alone);
        expect(finalState(swept)).toEqual(end);
        const kinds = ["notice:overdue", "notice:status/1/2/pending", "notice:status/1/1/authorized"];
        for (const kind of kinds) expect(end.facts.join(" ")).toContain(kind);
      }),
    ));

  it("goes on next time where GitHub refuses in the middle, and reads alone what it cannot read together", async () =>
    onStage(await openRepository(), async (stage) => {
      const { github } = stage;
      const numbers = await openWaiting(stage, 5);
      for (const number of numbers) await github.as("tom").comment(number, "/approve");
      const isThirdAnswer = ({ path }: { path: string }) => path === `${base(github)}/issues/3/comments`;
      github.faults.add({ on: isThirdAnswer, kind: "secondary", retryAfter: 300 });
      const refused = await sweep(stage);
      row("refused in the middle", 5, refused);
      expect([refused.exitCode, refused.left], refused.stdout).toEqual([0, [3, 4, 5]]);
      expect(refused.annotations.map(({ message }) => message)).toEqual([
        expect.stringContaining("GitHub allows no more requests for now"),
      ]);
      expect(await eyesOn(github, 3)).toBe(1);
      github.faults.clear();
      github.faults.add({
        on: ({ graphqlOperation }) => graphqlOperation === "ReadReleases",
        kind: "502",
        times: 3,
      });
      const whole = await sweep(stage);
      row("one by one", 5, whole);
      expectWhole(whole);
      for (const number of numbers) expect(github.comments(number)).toHaveLength(3);
      expect(await eyesOn(github, 3)).toBe(0);
    }));

  it(`of ${many} that are all overdue, in a small hour: stops in time, says so, and goes on next time`, async () => {
    const hour = isWhole ? 320 : 112;
    await onStage(await openRepository(hour), async (stage) => {
      const { github } = stage;
      const numbers = await openWaiting(stage, many);
      github.clock.advance("30h");
      const sweeps: Sweep[] = [];
      let left = numbers;
      while (left.length > 0 && sweeps.length < many) {
        const swept = await sweep(stage);
        row(`overdue, ${hour} an hour`, left.length, swept);
        sweeps.push(swept);
        expect(swept.exitCode, swept.stdout).toBe(0);
        // What is kept for people and gates is there still.
        expect(swept.core).toBeLessThanOrEqual(hour - 90);
        const next = numbers.filter((number) => github.comments(number).length < 2);
        expect(next.length).toBeLessThan(left.length);
        if (swept.left.length > 0) expectStopped(swept, next);
        left = next;
      }
      expect(sweeps.length).toBeGreaterThan(2);
      for (const number of numbers) {
        const notices = factKeys(github, number).filter((key) => key.startsWith("notice:overdue/"));
        expect(new Set(notices).size, `#${number}`).toBeGreaterThan(0);
        expect(new Set(notices).size).toBe(notices.length);
      }
    });
  });
});

/** The notice names what is left, and the result lists it, beginning with what nobody has looked at. */
function expectStopped(swept: Sweep, next: readonly number[]): void {
  expect(swept.outputs["reason-code"]).toBe("budget-low");
  const said = swept.annotations.filter(({ level }) => level === "notice").map(({ message }) => message);
  expect(said).toEqual([expect.stringContaining("of this hour's requests to GitHub are left")]);
  expect(said[0]).toContain(`the next scheduled run begins with #${swept.left[0]}`);
  expect(swept.summary).toContain(said[0]);
  expect(resultOf(swept)).toMatchObject({ left: swept.left, goes_on_after: expect.stringMatching(/Z$/) });
  expect(next).toEqual([...swept.left].filter((number) => next.includes(number)).sort((a, b) => a - b));
  if (next.length > 0) expect(swept.left[0]).toBe(next[0]);
}

describe("a flood", { concurrent: true, timeout: patience }, () => {
  const readers = ["eve", "ned", "zoe"].map((login) => ({ login, permission: "read" as const }));

  it(`of ${noise} comments by three outsiders, and of many accounts: one reply each, the issue drawn once`, async () =>
    onStage(await openRepository(), async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      for (const reader of readers) github.addPerson(reader);
      for (let n = 0; n < noise; n += 1) {
        const words = ["/approve", "/reject never", "/help me @mia", "/override now"][n % 4] ?? "";
        await github.as(readers[n % 3]?.login ?? "").comment(issue, words);
      }
      await github.as("tom").comment(issue, "/approve");
      const before = github.comments(issue).length;
      github.requests.reset();
      const flooded = await sweep(stage);
      row(`${noise} comments of three outsiders`, 1, flooded);
      expectWhole(flooded);
      // Four pages of comments, the list, two runs, a comment, four reactions, the issue.
      expect(flooded.requests).toBeLessThanOrEqual(18);
      expectAnswered(stage, issue, before, [...readers.map(({ login }) => login), "tom"]);
      expect(resultOf(flooded)).toMatchObject({ approved_roles: ["technical-lead"] });

      for (let n = 0; n < 40; n += 1) {
        github.addPerson({ login: `sock-${n}`, permission: "read" });
        await github.as(`sock-${n}`).comment(issue, "/approve");
      }
      await github.as("eve").comment(issue, "/approve, I said");
      github.requests.reset();
      const socks = await sweep(stage);
      row("40 accounts of one person", 1, socks);
      expectWhole(socks);
      const names = Array.from({ length: 40 }, (_, n) => `sock-${n}`);
      expectAnswered(stage, issue, before + 42, names);

      github.requests.reset();
      await sweep(stage);
      expect(github.requests.writes()).toHaveLength(names.length - mostReactions);
      github.requests.reset();
      const quiet = await sweep(stage);
      row("after the floods, quiet", 1, quiet);
      expect(github.requests.writes()).toEqual([]);
      expect(quiet.requests).toBeLessThanOrEqual(11);
    }));

  it("of entries that a writer's workflow posts: nothing is decided, and the message says what to do", async () =>
    onStage(await openRepository(), async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      for (let n = 0; n < 25; n += 1) {
        const run = github.createRun({
          workflow: ".github/workflows/publish.yml",
          branch: stray(github),
          actor: "olaf",
        });
        await forge(github, issue, { run, facts: [], seen: [] });
      }
      const flooded = await sweep(stage);
      row("25 entries of untrusted runs", 1, flooded);
      expect([flooded.exitCode, flooded.outputs["reason-code"]]).toEqual([1, "history-flooded"]);
      expect(errorOf(flooded)).toMatch(
        /more than 20 entries that nobody vouches for.*\n.*stop it and delete them/,
      );
      expect(flooded.requests).toBeLessThanOrEqual(30);
    }));

  it("of entries that name a trusted run: read and answered as ever", async () =>
    onStage(await openRepository(), async (stage) => {
      const { github } = stage;
      const issue = await ask(stage);
      const forged = isWhole ? 1_500 : 20;
      for (let n = 1; n <= forged; n += 1) await forge(github, issue, { revision: n, facts: [], seen: [] });
      await github.as("tom").comment(issue, "/approve");
      const first = await sweep(stage);
      row(`${forged} entries that name a trusted run`, 1, first);
      expectWhole(first);
      expect(resultOf(first)).toMatchObject({ approved_roles: ["technical-lead"] });
      expect(github.comments(issue).at(-1)?.body.length).toBeLessThanOrEqual(65_536);
    }));
});

/** A branch that no policy trusts. */
function stray(github: EmbeddedGitHub): string {
  try {
    github.head("stray");
  } catch {
    github.branch("stray");
  }
  return "stray";
}

/** One comment answers all of them, by name, with one reaction each; the issue is drawn at most once. */
function expectAnswered({ github }: Stage, issue: number, before: number, names: readonly string[]): void {
  const comments = github.comments(issue);
  expect(comments).toHaveLength(before + 1);
  const reply = comments.at(-1)?.body.replace(/<!-- release-approval[\s\S]*$/, "") ?? "";
  const mentioned = [...reply.matchAll(/@([\w-]+)/g)].map(([, login]) => login);
  for (const name of names.slice(0, 20)) expect(mentioned.filter((one) => one === name)).toHaveLength(1);
  const written = github.requests
    .writes()
    .map(({ method, path }) => `${method} ${path.replace(/\d+/g, "N")}`);
  expect(written.filter((one) => one.endsWith("/reactions"))).toHaveLength(
    Math.min(names.length, mostReactions),
  );
  expect(written.filter((one) => one.startsWith("PATCH")).length).toBeLessThanOrEqual(1);
}
