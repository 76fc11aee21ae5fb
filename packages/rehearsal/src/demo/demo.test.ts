import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";
import type { JobRecord, RunRecord } from "../workflow/index.ts";
import type { Scene } from "./act.ts";
import { findFirstDay, loadHistory } from "./load-history.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { StoryError } from "./story-error.ts";
import { expectIssue, tellMoments } from "./tell-issue.ts";
import { tellRuns } from "./tell-runs.ts";
import { columnsOf, type Timeline } from "./timeline.ts";

const folder = mkdtempSync(join(tmpdir(), "demo-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** As `npm run reports` leaves them: making them would test the tests. */
const reports = join(import.meta.dirname, "../../../../test/acceptance/reports");

type Ended = { code: number | null; stdout: string; stderr: string };

function startDemo(...args: string[]): Promise<Ended> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended: Ended = { code: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ended.stderr += text;
  });
  return new Promise((fulfil, reject) => {
    child.once("error", reject);
    child.once("close", (code) => fulfil({ ...ended, code }));
  });
}

describe("npm run demo", () => {
  const beats = [
    "Up for review is",
    "Conflict: conditions, somebody on leave",
    "mia     +runs release-approval.yml, version 1.3.0, at [0-9a-f]{7}",
    "Ask for 1.3.0: ✅ Reports, Request · skipped: Track, Review, Look again",
    "measured ✅ Tests 100 % of 2 · ✅ Coverage 100 % · ✅ Security 0 high or critical · ✅ Performance first measurement",
    "Issue #1, Release v1.3.0 \\(minor\\): Waiting: 0 of 6 reviews in.",
    "before release: Say how to undo the migration ⏎ before release: Update the examples",
    "#1 comment created \\(2 runs\\): ✅ Track",
    "@tom approved as Technical lead, if C1, C2",
    "2 conditions open",
    "@quinn handed QA to @rae",
    "/resolve C1",
    "@mia, /resolve was not counted. Why: [0-9a-f]{10} is not in what ships",
    "1 condition open, 1 condition to confirm",
    "@pia resolved C2",
    "/confirm C1 ⏎ /confirm C2",
    "@rae approved as QA for quinn",
    "Tuesday",
    "1 review is late. - DevOps: @dana",
    "Rejected by sam as Security",
    "@tom, /decide was not counted",
    "@lea decided as Project leadership: go on. Overruled: Security \\(sam\\)",
    "Cleared to ship: v1.3.0",
    "Release 1.3.0: ✅ Gate, Publish, Record the outcome, Write the audit trail",
    "Released: v1.3.0",
    "GitHub Release v1.3.0 at [0-9a-f]{7}, with release-v1.3.0.json and release-v1.3.0.md",
    "Checked: reviews 5 by comment; published by the one run",
    "📨 mia +Slack, e-mail · Release review required: Proxmox-MPC v1.3.0 \\(Release manager\\)",
    "📨 mia +Slack, e-mail · Rejected: Proxmox-MPC v1.3.0 \\(Security\\)",
    "📨 dana +Slack · Overdue: review of Proxmox-MPC v1.3.0 \\(DevOps\\)",
    "📨 lea +Slack · Decision required",
    "📨 all +Slack, Discord · Released: Proxmox-MPC v1.3.0",
    "Everything went as told",
    "issue.html",
    "messages +what each person received",
    "npm run demo -- hotfix",
  ];

  it("plays an act to its end, in order, and leaves the documents", { timeout: 120_000 }, async () => {
    const output = join(folder, "output");
    const own = join(output, "conflict");
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "mine.txt"), "kept\n");
    writeFileSync(join(own, "issue.html"), "of an earlier demo\n");
    mkdirSync(join(own, "messages"));
    for (const name of ["mine.txt", "zoe-01-slack.json"]) writeFileSync(join(own, "messages", name), "{}\n");
    const began = performance.now();
    const { code, stdout, stderr } = await startDemo("conflict", "--output", output, "--reports", reports);
    const seconds = (performance.now() - began) / 1000;

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // Lines are broken at 100 columns: words count, not the breaks between them.
    const told = stdout.replace(/\s+/g, " ");
    expect(told).toMatch(new RegExp(beats.map((beat) => beat.replace(/ +\+/g, " ")).join(".*")));
    expect(stdout).not.toContain("\u001B");
    expect(stdout.split("\n").filter((line) => columnsOf(line) > 100 && !line.includes(output))).toEqual([]);

    expect(readdirSync(output)).toEqual(["conflict"]);
    expect(readdirSync(own).sort()).toEqual([
      "authorization-v1.3.0.json",
      "issue.html",
      "messages",
      "mine.txt",
      "release-v1.3.0.json",
      "release-v1.3.0.md",
    ]);
    const authorization = readFileSync(join(own, "authorization-v1.3.0.json"), "utf8");
    expect(JSON.parse(authorization)).toMatchObject({
      release: "v1.3.0",
      releaseType: "minor",
      approvals: expect.arrayContaining([
        expect.objectContaining({ role: "QA lead", login: "rae", onBehalfOf: expect.anything() }),
      ]),
    });
    const audit = readFileSync(join(own, "release-v1.3.0.md"), "utf8");
    for (const said of ["met by mia", "met by pia", "(`overruled`)", "(`delegated`)", "(`late-review`)"])
      expect(audit).toContain(said);
    const digest = createHash("sha256").update(authorization).digest("hex");
    expect(readFileSync(join(own, "release-v1.3.0.json"), "utf8")).toContain(digest);
    checkPage(readFileSync(join(own, "issue.html"), "utf8"));
    checkMessages(join(own, "messages"));

    // 30 s are for a machine that has nothing else to do; other tests run beside this one.
    expect(seconds).toBeLessThan(30 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));
  });

  it.each([
    { args: ["--help"], code: 0, says: /usage: npm run demo/ },
    { args: ["buttns"], code: 1, says: /no act “buttns”, only buttons, mixed, comments/ },
    { args: ["--ouput", "x"], code: 1, says: /Unknown option '--ouput'[\s\S]*usage/ },
    {
      args: ["--output", join(import.meta.dirname, "main.ts")],
      code: 1,
      says: /main\.ts is a file\. Name a folder/,
    },
  ])("$args ends with $code and says what to do", async ({ args, code, says }) => {
    const ended = await startDemo(...args);
    expect(ended.code).toBe(code);
    expect(code === 0 ? ended.stdout : ended.stderr).toMatch(says);
  });
});

function checkMessages(messages: string): void {
  const names = readdirSync(messages);
  expect(names).toContain("mine.txt");
  expect(names).not.toContain("zoe-01-slack.json");
  const read = (name: string): string => readFileSync(join(messages, name), "utf8");
  expect(read("dana-01-slack.json")).toContain('"user_id": "U0DANA0000"');
  expect(JSON.parse(read("all-02-discord.json"))).toMatchObject({
    embeds: [{ title: expect.stringContaining("Released") }],
  });
  const mail = read("sam-02-e-mail.html");
  expect(mail).toContain("Hi sam,");
  expect(mail).toContain("(New York)");
  expect(mail).not.toMatch(/<(?:script|img|link|iframe|form|object)\b|\ssrc=|@import|url\(/i);
}

function checkPage(page: string): void {
  expect(page).toContain("default-src 'none'");
  const style = /<style>([\s\S]*?)<\/style>/.exec(page)?.[1] ?? "";
  expect(page).toContain(`sha256-${createHash("sha256").update(style).digest("base64")}`);
  expect(page).not.toMatch(
    /<(?:script|img|link|iframe|form|object)\b|\ssrc=|\sstyle=|\son\w+=|@import|url\(/i,
  );
  for (const [, href = ""] of page.matchAll(/\shref="([^"]*)"/g)) expect(href).toMatch(/^#/);
  // The hidden blocks of the history are hidden.
  expect(page).not.toContain("release-approval/1");
  expect(page).toContain('<div class="alert note">');
}

describe("an act that goes another way than it is told", () => {
  const moments = [
    { caption: "Waiting: 1 of 6 reviews in.", body: "" },
    { caption: "Cleared to ship: v1.2.0.", body: "" },
  ];

  it("goes on while the issue says what it has to say", () => {
    expect(() => expectIssue({ moments }, "Cleared to ship: v1.2.0.")).not.toThrow();
  });

  it.each([
    {
      what: "another sentence",
      moments,
      says: /says “Cleared to ship: v1\.2\.0\.”, and the story says “Waiting/,
    },
    { what: "nothing at all", moments: [], says: /says “nothing”/ },
  ])("stops: $what", ({ moments: given, says }) => {
    const playing = () => expectIssue({ moments: given }, "Waiting: 1 of 6 reviews in.");
    expect(playing).toThrow(StoryError);
    expect(playing).toThrow(says);
  });
});

describe("what the issue said, as the timeline tells it", () => {
  const issue = { number: 1, title: "Release v1.2.0 (minor)" };
  const waiting = (count: number) => `Waiting: ${count} of 6 reviews in.`;
  const cleared = "Cleared to ship: v1.2.0.";
  const released = "Released: v1.2.0.";

  it.each<{ what: string; said: string[]; told: string[] }>([
    { what: "each that stays", said: [waiting(0), cleared, released], told: [waiting(0), cleared, released] },
    {
      what: "of several that draw at once, the last",
      said: [waiting(0), waiting(2), waiting(5)],
      told: [waiting(0), waiting(5)],
    },
    {
      what: "nothing that was drawn too late, and drawn over",
      said: [waiting(0), waiting(5), cleared, waiting(1), cleared, waiting(1), cleared],
      told: [waiting(0), waiting(5), cleared],
    },
  ])("$what", ({ said, told }) => {
    const lines: string[] = [];
    const scene = {
      github: { issues: () => [issue], issue: () => issue },
      timeline: { status: ({ headline }: { headline: string }) => lines.push(headline) },
      version: "1.2.0",
      moments: said.map((caption) => ({ caption, body: "" })),
      momentsTold: 0,
    } as unknown as Scene;
    tellMoments(scene);
    tellMoments(scene);
    expect(lines).toEqual(
      told.map((line, index) => (index === 0 ? `Issue #1, ${issue.title}: ${line}` : line)),
    );
  });
});

describe("runs of workflows, as the timeline tells them", () => {
  type Job = Pick<JobRecord, "name" | "status" | "conclusion"> & { errors?: string[] };
  const runOf = (id: number, jobs: readonly Job[], change: Partial<RunRecord> = {}): RunRecord =>
    ({
      ...{ id, attempt: 1, title: "Release 1.2.0", event: "workflow_dispatch", actor: "mia" },
      jobs: jobs.map(({ errors = [], ...job }) => ({
        ...job,
        annotations: errors.map((message) => ({ level: "error", message, properties: {} })),
      })),
      ...change,
    }) as RunRecord;
  const green = (name: string): Job => ({ name, status: "completed", conclusion: "success" });
  const waits = (name: string): Job => ({ name, status: "waiting", conclusion: null });
  const red = (name: string, ...errors: string[]): Job => ({
    ...{ name, status: "completed", conclusion: "failure" },
    errors,
  });
  const skipped = (name: string): Job => ({ name, status: "completed", conclusion: "skipped" });

  const tellAll = (...times: (readonly RunRecord[])[]): string[] => {
    const lines: string[] = [];
    const timeline = {
      answer: (mark: string, what: string) => {
        lines.push(`${mark} ${what}`.trim());
      },
    } as unknown as Timeline;
    const told = new Map<string, string>();
    for (const runs of times) tellRuns({ timeline, told }, runs);
    return lines;
  };

  const won = { actor: "github-actions[bot]", conclusion: "success" } as const;
  const lost = { actor: "github-actions[bot]", conclusion: "failure" } as const;
  it.each<{ what: string; times: RunRecord[][]; lines: string[] }>([
    {
      what: "jobs by how they stand, without the name of who calls them",
      times: [
        [runOf(1, [skipped("approval / Track"), green("approval / Request"), waits("Review: QA lead")])],
      ],
      lines: ["▶ Release 1.2.0: ✅ Request · ⏳ Review: QA lead · skipped: Track"],
    },
    {
      what: "a matrix as one, by number where it is a big one",
      times: [
        [
          runOf(
            1,
            ["a", "b", "c", "d"].map((name) => waits(`Review: ${name}`)),
          ),
        ],
      ],
      lines: ["▶ Release 1.2.0: ⏳ Review × 4"],
    },
    {
      what: "a skipped matrix, whose name nobody evaluated",
      times: [[runOf(1, [skipped("approval / Look again: ${{ matrix.clock }}")])]],
      lines: ["▶ Release 1.2.0: skipped: Look again"],
    },
    {
      what: "a second time only what is new",
      times: [
        [runOf(1, [green("A"), waits("B")])],
        [runOf(1, [green("A"), green("B")])],
        [runOf(1, [green("B")])],
      ],
      lines: ["▶ Release 1.2.0: ✅ A · ⏳ B", "▶ Release 1.2.0: ✅ B"],
    },
    {
      what: "why a job is red, and not what GitHub adds",
      times: [
        [runOf(1, [red("Gate", "v1.2.0 was shut: see #1. Do that.", "Process completed with exit code 1.")])],
      ],
      lines: ["▶ Release 1.2.0: ❌ Gate", "v1.2.0 was shut: see #1."],
    },
    {
      what: "equal ones as one, after the one that went well",
      times: [[runOf(1, [red("Gate")], lost), runOf(2, [green("Gate")], won), runOf(3, [red("Gate")], lost)]],
      lines: ["🚀 Release 1.2.0: ✅ Gate", "🚀 Release 1.2.0 (2 runs): ❌ Gate"],
    },
  ])("$what", ({ times, lines }) => {
    expect(tellAll(...times)).toEqual(lines);
  });
});

describe("the release under review", () => {
  const git = (directory: string, ...args: string[]): string =>
    execFileSync(
      "git",
      ["-C", directory, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", ...args],
      {
        encoding: "utf8",
        stdio: ["ignore", "pipe", "ignore"],
      },
    ).trim();
  const makeRepository = (name: string, subjects: readonly string[]): string => {
    const directory = join(folder, name);
    mkdirSync(directory);
    git(directory, "init", "-q");
    for (const subject of subjects) git(directory, "commit", "-q", "--allow-empty", "-m", subject);
    return directory;
  };
  const withGitHub = async (use: (github: EmbeddedGitHub) => Promise<void>): Promise<void> => {
    const people = ["olaf", "tom"].map((login) => ({ login }));
    const github = await startGitHub({ people });
    try {
      await use(github);
    } finally {
      await github.close();
    }
  };

  it("is the repository's own commits, without its tags, and the oldest one is the version before", () =>
    withGitHub(async (github) => {
      const directory = makeRepository("own", ["One", "Two", "Three"]);
      git(directory, "tag", "v1.2.0");
      const history = await loadHistory(github, directory, "v1.1.4");
      expect(history).toEqual({ kind: "own", head: git(directory, "rev-parse", "HEAD"), count: 3 });
      expect(github.head("main")).toBe(git(directory, "rev-parse", "HEAD"));
      expect(github.branch("old", "v1.1.4")).toBe(git(directory, "rev-parse", "HEAD~2"));
      expect(() => github.branch("new", "v1.2.0")).toThrow(/no commit v1\.2\.0/);
    }));

  it("is what a shallow clone has", () =>
    withGitHub(async (github) => {
      const directory = makeRepository("deep", ["One", "Two"]);
      const shallow = join(folder, "shallow");
      git(folder, "clone", "-q", "--depth", "1", `file://${directory}`, shallow);
      const history = await loadHistory(github, shallow, "v1.1.4");
      expect(history).toMatchObject({ kind: "own", count: 1 });
      expect(github.branch("old", "v1.1.4")).toBe(history.head);
    }));

  it.each([
    { what: "no repository", path: "nothing", make: () => mkdirSync(join(folder, "nothing")) },
    { what: "a repository without a commit", path: "empty", make: () => makeRepository("empty", []) },
    {
      what: "a folder inside of somebody else's repository",
      path: "theirs/inside",
      make: () => mkdirSync(join(makeRepository("theirs", ["Theirs"]), "inside")),
    },
  ])("is a few samples where there is $what", ({ make, path }) =>
    withGitHub(async (github) => {
      make();
      const directory = join(folder, path);
      const history = await loadHistory(github, directory, "v1.1.4");
      expect(history.kind).toBe("samples");
      expect(github.head()).toBe(history.head);
      expect(findFirstDay(directory)).toBe("2026-11-23");
    }),
  );

  it("is asked for on a Monday after its newest commit", () => {
    const directory = makeRepository("dated", ["One"]);
    const newest = new Date(git(directory, "log", "-1", "--format=%cI"));
    const first = new Date(findFirstDay(directory));
    const days = (first.getTime() - newest.getTime()) / 86_400_000;
    expect({ weekday: first.getUTCDay(), soon: days > 0 && days <= 7 }).toEqual({ weekday: 1, soon: true });
  });
});

describe("Markdown on the page", () => {
  const show = (text: string, trusted = false): string =>
    renderMarkdown(text, {
      people: ["mia"],
      trusted,
      linkTo: (url) => (url === "https://here" ? "#x" : null),
    }).trim();

  it.each([
    { what: "a script", text: "<script>alert(1)</script>", html: "&lt;script&gt;alert(1)&lt;/script&gt;" },
    {
      what: "an element in a line",
      text: 'a <img src=x onerror="alert(1)"> b',
      html: "<p>a &lt;img src=x onerror=&quot;alert(1)&quot;&gt; b</p>",
    },
    { what: "a hidden block", text: "<!-- hidden -->", html: "&lt;!-- hidden --&gt;" },
    { what: "a fold", text: "<details>", html: "&lt;details&gt;" },
    {
      what: "a link that runs something",
      text: "[x](javascript:alert(1))",
      html: '<p><a class="elsewhere" title="javascript:alert(1)">x</a></p>',
    },
    { what: "an image", text: "![x](https://evil/x.png)", html: "<p>x</p>" },
    { what: "somebody who is not here", text: "@nobody", html: "<p>@nobody</p>" },
  ])("of people stays text: $what", ({ text, html }) => {
    expect(show(text)).toBe(html);
  });

  it.each([
    {
      what: "a link inside of the page",
      text: "[x](https://here)",
      html: '<p><a href="#x" rel="noreferrer">x</a></p>',
    },
    {
      what: "a mention",
      text: "**@mia**.",
      html: '<p><strong><span class="mention">@mia</span></strong>.</p>',
    },
    { what: "a line break", text: "a\nb", html: "<p>a<br>b</p>" },
    {
      what: "an alert",
      text: "> [!TIP]\n> **Go** <b>",
      html: '<div class="alert tip"><p class="alert-title">Tip</p>\n<p><strong>Go</strong> &lt;b&gt;</p>\n</div>',
    },
  ])("looks as on GitHub: $what", ({ text, html }) => {
    expect(show(text)).toBe(html);
  });

  it("of ours may fold and hide, and nothing else", () => {
    expect(
      show(
        '<!-- x --><details><summary><b>A &amp; B</b></summary>\n\ntext\n\n</details><p onclick="x">',
        true,
      ),
    ).toBe(
      "<details><summary><b>A &amp; B</b></summary><p>text</p>\n</details>&lt;p onclick=&quot;x&quot;&gt;",
    );
  });
});
