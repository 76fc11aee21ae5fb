import {
  ConfigurationError,
  GitHubUnavailableError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ReleaseApprovalError,
} from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { connectTo, type Scripted, secret, startScripted } from "../test/scripted.ts";
import { type GitHub, LostAnswerError } from "./index.ts";

/* How every failure is told: its class, what was found, what to change. */

const page = "<html><head><title>502 Bad Gateway</title></head></html>";
const read = (github: GitHub) => github.readRun(5);
const query = (github: GitHub) => github.readOverview({ policyPath: "policy.yml" });
const write = (github: GitHub) => github.createComment(7, "hello");

/** Plays the script, and tells how the call failed and how many requests it took. */
async function failing(call: (github: GitHub) => Promise<unknown>, script: Scripted[], timeout?: number) {
  const scripted = await startScripted(script, timeout === undefined ? {} : { timeout });
  try {
    const error = await call(scripted.github).then(
      (value) => expect.fail(`answered ${JSON.stringify(value)}`),
      (failure: unknown) => failure,
    );
    if (!(error instanceof ReleaseApprovalError)) throw error;
    expect(scripted.received).toHaveLength(scripted.github.requests());
    return { error, requests: scripted.received.length };
  } finally {
    await scripted.close();
  }
}

function answer(status: number, message: string, headers: Record<string, string> = {}): Scripted {
  return { status, body: { message, documentation_url: "https://docs.github.com/rest" }, headers };
}

function graphqlError(type: string, path: string[], headers: Record<string, string> = {}): Scripted {
  const errors = [{ type, path, message: "Said by GitHub." }];
  return { status: 200, body: { data: { repository: null }, errors }, headers };
}

type Row = [
  name: string,
  call: (github: GitHub) => Promise<unknown>,
  script: Scripted[],
  type: abstract new (...args: never[]) => ReleaseApprovalError,
  message: RegExp,
  cure: RegExp,
  requests: number,
];

const notIntegration = "Resource not accessible by integration";
const later = String(Date.parse("2030-01-01T00:00:00Z") / 1000);

const table: Row[] = [
  // The token.
  ["401", read, [answer(401, "Bad credentials")], ConfigurationError, /`github-token` \(401\)/, /valid/, 1],
  ["401 of GraphQL", query, [answer(401, "Bad credentials")], ConfigurationError, /401/, /github-token/, 1],
  ["403, a read", read, [answer(403, notIntegration)], PermissionError, /may not read/, /`actions: read`/, 1],
  [
    "403, a write",
    write,
    [answer(403, notIntegration)],
    PermissionError,
    /may not comment/,
    /`issues: write`/,
    1,
  ],
  [
    "403, a personal token",
    write,
    [answer(403, "Resource not accessible by personal access token")],
    PermissionError,
    /personal access token/,
    /Give the token of `github-token` the permission `issues: write`/,
    1,
  ],
  [
    "FORBIDDEN, the issue",
    (github) => github.readRelease({ policyPath: "policy.yml", number: 7 }),
    [graphqlError("FORBIDDEN", ["repository", "issue"])],
    PermissionError,
    /Said by GitHub/,
    /`issues: read`/,
    1,
  ],
  [
    "FORBIDDEN, the policy",
    query,
    [graphqlError("FORBIDDEN", ["repository", "policy"])],
    PermissionError,
    /Said by GitHub/,
    /`contents: read`/,
    1,
  ],

  // What is not there, or cannot be used.
  ["404", write, [answer(404, "Not Found")], NotFoundError, /issue #7 is not there/, /number 7/, 1],
  [
    "NOT_FOUND",
    query,
    [graphqlError("NOT_FOUND", ["repository"])],
    NotFoundError,
    /acme\/shop is not there, or the token/,
    /`contents: read`/,
    1,
  ],
  ["410", write, [answer(410, "Issues are disabled")], ConfigurationError, /disabled/, /Turn on Issues/, 1],
  [
    "422",
    write,
    [answer(422, "Validation Failed")],
    ConfigurationError,
    /Validation Failed/,
    /what GitHub names/,
    1,
  ],
  [
    "403, archived",
    write,
    [answer(403, "Repository was archived so is read-only.")],
    ConfigurationError,
    /archived/,
    /Unarchive/,
    1,
  ],

  [
    "422, an input that the workflow does not have",
    (github) => github.dispatchWorkflow({ workflow: "publish.yml", ref: "main", inputs: { version: "1" } }),
    [answer(422, 'Unexpected inputs provided: ["version"]')],
    ConfigurationError,
    /publish\.yml on main: Unexpected inputs/,
    /`workflow_dispatch` with the inputs `version`/,
    1,
  ],

  // Limits: a short wait twice, then a clear end; a long one not at all.
  [
    "429",
    read,
    [answer(429, "Too many", { "retry-after": "1" })],
    RateLimitError,
    /limit/,
    /2026-11-24T15:02:01Z/,
    3,
  ],
  [
    "429, a write",
    write,
    [answer(429, "Too many", { "retry-after": "1" })],
    RateLimitError,
    /limit/,
    /after/,
    3,
  ],
  [
    "429, long",
    read,
    [answer(429, "Too many", { "retry-after": "900" })],
    RateLimitError,
    /15:17:00Z/,
    /after/,
    1,
  ],
  [
    "403, secondary limit",
    write,
    [answer(403, "You have exceeded a secondary rate limit.", { "retry-after": "2" })],
    RateLimitError,
    /15:02:02Z/,
    /after/,
    3,
  ],
  [
    "403, primary limit",
    read,
    [answer(403, "API rate limit exceeded", { "x-ratelimit-remaining": "0", "x-ratelimit-reset": later })],
    RateLimitError,
    /until 2030-01-01T00:00:00Z/,
    /after 2030/,
    1,
  ],
  [
    "RATE_LIMITED",
    query,
    [graphqlError("RATE_LIMITED", [], { "x-ratelimit-remaining": "0", "x-ratelimit-reset": later })],
    RateLimitError,
    /until 2030-01-01T00:00:00Z/,
    /after 2030/,
    1,
  ],

  // GitHub or the way to it: reads are tried three times, writes once.
  ["500", read, [answer(500, "Server Error")], GitHubUnavailableError, /500: Server Error/, /again/, 3],
  ["502 page", read, [{ status: 502, body: page }], GitHubUnavailableError, /502: an HTML page/, /again/, 3],
  ["502 of GraphQL", query, [{ status: 502, body: page }], GitHubUnavailableError, /502/, /again/, 3],
  ["HTML", read, [{ status: 200, body: page }], GitHubUnavailableError, /HTML page instead/, /again/, 3],
  ["cut JSON", query, ["cut"], GitHubUnavailableError, /broke off|breaks off/, /again/, 3],
  ["reset", read, ["reset"], GitHubUnavailableError, /did not answer/, /again/, 3],
  ["wrong shape", read, [{ status: 200, body: { id: "x" } }], GitHubUnavailableError, /at `id`/, /again/, 1],
  [
    "wrong shape of GraphQL",
    query,
    [{ status: 200, body: { data: { repository: { databaseId: "x" } } } }],
    GitHubUnavailableError,
    /repository\.databaseId/,
    /again/,
    1,
  ],
  [
    "an error of GraphQL without a type",
    query,
    [{ status: 200, body: { errors: [{ message: "Field 'x' doesn't exist" }] } }],
    GitHubUnavailableError,
    /Field 'x'/,
    /again/,
    1,
  ],
  ["502, a write", write, [{ status: 502, body: page }], LostAnswerError, /502/, /not done twice/, 1],
  ["500, a write", write, [answer(500, "Server Error")], LostAnswerError, /500/, /not done twice/, 1],
  ["HTML, a write", write, [{ status: 201, body: page }], LostAnswerError, /HTML/, /not done twice/, 1],
  ["cut JSON, a write", write, ["cut"], LostAnswerError, /broke off|breaks off/, /not done twice/, 1],
  ["reset, a write", write, ["reset"], LostAnswerError, /did not answer/, /not done twice/, 1],
  [
    "wrong shape, a write",
    write,
    [{ status: 201, body: {} }],
    LostAnswerError,
    /at `id`/,
    /not done twice/,
    1,
  ],
];

describe("a failure", () => {
  it.each(table)("%s", async (_, call, script, type, message, cure, requests) => {
    const failure = await failing(call, script);
    expect(failure.error).toBeInstanceOf(type);
    expect(failure.error.message).toMatch(message);
    expect(failure.error.cure).toMatch(cure);
    expect(failure.requests).toBe(requests);
    if (type !== LostAnswerError) expect(failure.error).not.toBeInstanceOf(LostAnswerError);
  });

  it("by a refused connection is no lost answer: nothing was sent", async () => {
    const scripted = await startScripted([]);
    await scripted.close();
    for (const [url, reason] of [
      [scripted.url, "ECONNREFUSED"],
      ["http://127.0.0.1:1", "bad port"],
    ] as const) {
      for (const call of [read, query, write]) {
        const error: unknown = await call(connectTo(url)).catch((failure: unknown) => failure);
        expect(error).toBeInstanceOf(GitHubUnavailableError);
        expect(error).not.toBeInstanceOf(LostAnswerError);
        expect(String(error)).toContain(reason);
      }
    }
  });

  it("by silence ends in time", async () => {
    const { error, requests } = await failing(write, ["stall"], 50);
    expect(error).toBeInstanceOf(LostAnswerError);
    expect(error.message).toMatch(/timeout|aborted/i);
    expect(requests).toBe(1);
  });

  it("never shows the token, whatever sends it back", async () => {
    const leaks: Scripted[][] = [
      [answer(422, `token ${secret} is odd`)],
      [answer(403, `token ${secret} is odd`)],
      [answer(500, secret)],
      [{ status: 200, body: `you sent ${secret}` }],
      [{ status: 200, body: { errors: [{ message: secret }] } }],
      ["reset"],
    ];
    for (const script of leaks) {
      for (const call of [read, query, write]) {
        const { error } = await failing(call, script);
        const told = [error.message, error.cure, error.stack, JSON.stringify(error), error.cause];
        expect(told.join("\n")).not.toContain(secret);
      }
    }
  });
});

describe("a refusal or outage that passes", () => {
  const run = {
    id: 5,
    run_attempt: 1,
    path: ".github/workflows/release.yml@refs/heads/main",
    head_branch: "main",
    head_sha: "a".repeat(40),
    event: "push",
    actor: { id: 1, login: "mia", type: "User" },
    triggering_actor: { id: 1, login: "mia", type: "User" },
    repository: { full_name: "acme/shop" },
    head_repository: null,
    created_at: "2026-11-24T15:00:00Z",
    updated_at: "2026-11-24T15:01:00Z",
    status: "in_progress",
  };
  const comment = {
    id: 9,
    html_url: "https://github.com/acme/shop/issues/7#issuecomment-9",
    user: { id: 41898282, login: "github-actions[bot]", type: "Bot" },
    created_at: "2026-11-24T15:02:00Z",
  };

  it.each<[string, Scripted]>([
    ["reset", "reset"],
    ["cut", "cut"],
    ["502", { status: 502, body: page }],
    ["HTML", { status: 200, body: page }],
    ["429", answer(429, "Too many", { "retry-after": "1" })],
  ])("is not seen by who reads: %s", async (_, trouble) => {
    const scripted = await startScripted([trouble, { status: 200, body: run }]);
    const found = await scripted.github.readRun(5);
    await scripted.close();
    expect(found).toMatchObject({ state: "found", path: ".github/workflows/release.yml" });
    expect(scripted.github.requests()).toBe(2);
    expect(scripted.github.now()).toBe("2026-11-24T15:02:00Z");
  });

  it("is not seen by who writes, where GitHub answered that it did nothing", async () => {
    const busy = answer(403, "You have exceeded a secondary rate limit", { "retry-after": "1" });
    const scripted = await startScripted([busy, busy, { status: 201, body: comment }]);
    const created = await scripted.github.createComment(7, "hello");
    await scripted.close();
    expect(created).toEqual({
      id: 9,
      url: comment.html_url,
      author: { id: 41898282, login: "github-actions", kind: "bot" },
      createdAt: "2026-11-24T15:02:00Z",
    });
    expect(scripted.received.map((it) => it.method)).toEqual(["POST", "POST", "POST"]);
  });

  it("is not seen by who reacts: GitHub keeps one reaction of a kind", async () => {
    const scripted = await startScripted(["reset", { status: 200, body: { id: 3 } }]);
    expect(await scripted.github.react(9, "+1")).toBe(true);
    await scripted.close();
    expect(scripted.received).toHaveLength(2);
  });
});

describe("a pinned commit that GraphQL does not compare with the default branch", () => {
  const commit = "a".repeat(40);
  const blob = { __typename: "Blob", text: "version: 1", isTruncated: false, isBinary: false };
  const data = { repository: { policy: blob, defaultBranchRef: { name: "main", compare: null } } };
  const path = ["repository", "defaultBranchRef", "compare"];
  const notFound = { status: 200, body: { data, errors: [{ type: "NOT_FOUND", path, message: "No ref" }] } };

  it.each<[string, Scripted, boolean]>([
    ["ahead", { status: 200, body: { status: "ahead" } }, true],
    ["identical", { status: 200, body: { status: "identical" } }, true],
    ["diverged", { status: 200, body: { status: "diverged" } }, false],
    ["behind", { status: 200, body: { status: "behind" } }, false],
    ["not found", answer(404, "Not Found"), false],
  ])("is compared by REST: %s", async (_, compared, isAncestor) => {
    for (const first of [notFound, { status: 200, body: { data } }]) {
      const scripted = await startScripted([first, compared]);
      const found = await scripted.github.readPinned({ commit, path: "policy.yml" });
      await scripted.close();
      expect(found).toEqual({ text: "version: 1", isAncestor });
      expect(scripted.received[1]?.url).toContain(`/compare/${commit}...main`);
    }
  });
});

describe("the addresses", () => {
  it("are those given, GraphQL's even where it lies elsewhere", async () => {
    const scripted = await startScripted([answer(401, "Bad credentials")]);
    const github = connectTo(`${scripted.url}/api/v3/`, { graphqlUrl: `${scripted.url}/elsewhere/gql` });
    await expect(query(github)).rejects.toThrow();
    await expect(read(github)).rejects.toThrow();
    await scripted.close();
    expect(scripted.received.map((it) => it.url)).toEqual([
      "/elsewhere/gql",
      "/api/v3/repos/acme/shop/actions/runs/5",
    ]);
  });

  it.each(["", "api.github.com", "file:///etc"])("are refused where they are none: %j", (apiUrl) => {
    expect(() => connectTo(apiUrl)).toThrow(/GITHUB_API_URL/);
  });

  it("need a token", () => {
    expect(() => connectTo("http://127.0.0.1:9", { token: " " })).toThrow(/`github-token` is empty/);
  });
});

describe("what does not fit GitHub's limits", () => {
  it("is a bug of ours, and never sent", async () => {
    const scripted = await startScripted([]);
    await expect(scripted.github.createComment(7, "x".repeat(65_537))).rejects.toThrow(RangeError);
    await expect(
      scripted.github.createIssue({ title: "x".repeat(257), body: "", labels: [] }),
    ).rejects.toThrow(RangeError);
    await scripted.close();
    expect(scripted.received).toEqual([]);
  });
});
