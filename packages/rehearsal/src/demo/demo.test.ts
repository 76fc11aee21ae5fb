import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { type EmbeddedGitHub, type Played, type Stage, startGitHub } from "../index.ts";
import { type Play, perform } from "./direction.ts";
import { findFirstDay, loadHistory } from "./load-history.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { StoryError } from "./story-error.ts";
import { columnsOf } from "./timeline.ts";

const folder = mkdtempSync(join(tmpdir(), "demo-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

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
    "Proxmox-MPC v1.2.0",
    "mia     +commits .github/release-approval.yml",
    "Waiting: 0 of 6 reviews in",
    "exit 1: v1.2.0 was not published: waiting for",
    "@pia approved as Product",
    "@mia, your approval as QA was not counted. Why: you asked for this release",
    "@olaf, your approval was not counted",
    "no second answer",
    "Rejected by sam as Security",
    "revision 2",
    "/status",
    "⏳ DevOps: @dana, due",
    "it was edited on",
    "Waiting: 5 of 6 reviews in",
    "Cleared to ship: v1.2.0",
    "exit 0: v1.2.0 at [0-9a-f]{7} is cleared to ship",
    "exit 1: v1.2.0 was not published: Run \\d+ is publishing this release already",
    "Released: v1.2.0",
    "Six people in six roles approved exactly [0-9a-f]{7}",
    "issue.html",
  ];

  it("plays the story to its end, in order, and leaves the documents", { timeout: 120_000 }, async () => {
    const output = join(folder, "output");
    mkdirSync(output);
    writeFileSync(join(output, "mine.txt"), "kept\n");
    writeFileSync(join(output, "issue.html"), "of an earlier demo\n");
    const began = performance.now();
    const { code, stdout, stderr } = await startDemo("--output", output);
    const seconds = (performance.now() - began) / 1000;

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    // Lines are broken at 100 columns: words count, not the breaks between them.
    const told = stdout.replace(/\s+/g, " ");
    expect(told).toMatch(new RegExp(beats.map((beat) => beat.replace(/ +\+/, " ")).join(".*")));
    expect(stdout).not.toContain("\u001B");
    expect(stdout.split("\n").filter((line) => columnsOf(line) > 100 && !line.includes(output))).toEqual([]);

    expect(readdirSync(output).sort()).toEqual([
      "authorization-v1.2.0.json",
      "issue.html",
      "mine.txt",
      "release-v1.2.0.json",
      "release-v1.2.0.md",
    ]);
    const authorization = readFileSync(join(output, "authorization-v1.2.0.json"), "utf8");
    expect(JSON.parse(authorization)).toMatchObject({ release: "v1.2.0", releaseType: "minor" });
    const digest = createHash("sha256").update(authorization).digest("hex");
    expect(readFileSync(join(output, "release-v1.2.0.json"), "utf8")).toContain(digest);
    checkPage(readFileSync(join(output, "issue.html"), "utf8"));

    // 20 s are for a machine that has nothing else to do; other tests run beside this one.
    expect(seconds).toBeLessThan(20 * Math.max(1, (loadavg()[0] ?? 0) / availableParallelism()));
  });

  it.each([
    { args: ["--help"], code: 0, says: /usage: npm run demo/ },
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
  expect(page).toContain('<div class="alert caution">');
}

describe("an answer that the story does not know", () => {
  const answered = (change: Partial<Played>): Play => {
    const played = {
      exitCode: 0,
      outputs: { decision: "pending", "reason-code": "review-missing", "approved-roles": '["qa-lead"]' },
      annotations: [],
      stderr: "",
      ...change,
    };
    return { stage: { play: async () => played } as unknown as Stage } as Play;
  };
  const expected = {
    exitCode: 0,
    decision: "pending",
    reason: "review-missing",
    approved: ["qa-lead"],
  } as const;

  it("is let through when it is the right one", async () => {
    await expect(perform(answered({}), "track-approvals", {}, {}, expected)).resolves.toBeDefined();
  });

  it.each([
    { what: "exit code", change: { exitCode: 1 }, says: /exit code is 1, and the story says 0/ },
    { what: "decision", change: { outputs: {} }, says: /decision is undefined, and the story says pending/ },
    {
      what: "reviews that are in",
      change: { outputs: { decision: "pending", "reason-code": "review-missing", "approved-roles": "[]" } },
      says: /approved-roles is , and the story says qa-lead/,
    },
    {
      what: "exit code, with the action's own words",
      change: {
        exitCode: 1,
        annotations: [{ level: "error" as const, message: "No policy.", properties: {} }],
      },
      says: /No policy\./,
    },
  ])("stops the demo: $what", async ({ change, says }) => {
    const playing = perform(answered(change), "track-approvals", {}, {}, expected);
    await expect(playing).rejects.toThrow(StoryError);
    await expect(playing).rejects.toThrow(says);
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

  it("is the repository's own commits, without its tags, and an older one is v1.1.4", () =>
    withGitHub(async (github) => {
      const directory = makeRepository("own", ["One", "Two", "Three"]);
      git(directory, "tag", "v1.2.0");
      const history = await loadHistory(github, directory);
      expect(history).toMatchObject({ kind: "own", subject: "Three", count: 3, tagged: true });
      expect(github.head("main")).toBe(git(directory, "rev-parse", "HEAD"));
      expect(github.branch("old", "v1.1.4")).toBe(git(directory, "rev-parse", "HEAD~2"));
      expect(() => github.branch("new", "v1.2.0")).toThrow(/no commit v1\.2\.0/);
    }));

  it("is what a shallow clone has, and without a second commit nothing comes before it", () =>
    withGitHub(async (github) => {
      const directory = makeRepository("deep", ["One", "Two"]);
      const shallow = join(folder, "shallow");
      git(folder, "clone", "-q", "--depth", "1", `file://${directory}`, shallow);
      const history = await loadHistory(github, shallow);
      expect(history).toMatchObject({ kind: "own", subject: "Two", count: 1, tagged: false });
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
      const history = await loadHistory(github, directory);
      expect(history).toMatchObject({ kind: "samples", tagged: true });
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
