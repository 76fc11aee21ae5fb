import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let bot: Client;

beforeEach(async () => {
  github = await startGitHub({ people: PEOPLE, files: { "policy.yml": "version: 1\n", "src/a.ts": "a\n" } });
  bot = connect(github, github.mintToken({ permissions: ALL }));
  await github.as("ada").createIssue({ title: "Release", body: "Please review", labels: ["release"] });
});

afterEach(() => github.close());

/** Asks about the repository, and expects no errors. */
async function ask(fields: string, variables = {}): Promise<Record<string, never>> {
  const declared = Object.keys(variables).length > 0 ? "query($after: String)" : "query";
  const { data, errors } = await bot.graphql(
    `${declared} { repository(owner: "acme", name: "rocket") { ${fields} } }`,
    variables,
  );
  expect(errors).toBeUndefined();
  github.assertNoViolations();
  return (data as { repository: Record<string, never> }).repository;
}

describe("an issue", () => {
  it("has edits with editors, reactions and a timeline", async () => {
    const id = await github.as("rea").comment(1, "/approve");
    const gone = await github.as("zoe").comment(1, "/reject");
    github.clock.advance("2m");
    await github.as("will").editComment(id, "/approve qa");
    await github.as("will").deleteComment(gone);
    await bot("POST", `//issues/comments/${id}/reactions`, { content: "+1" });
    await github.as("ada").editIssue(1, { title: "Release 1.0", state: "closed" });
    await github.as("ada").editIssue(1, { state: "open" });
    await github.as("ada").lock(1);
    const { issue } = await ask(`issue(number: 1) {
      number state stateReason locked url
      author { login ... on User { databaseId name } }
      labels(first: 10) { nodes { name } }
      comments(first: 10) { totalCount nodes {
        fullDatabaseId body lastEditedAt isMinimized authorAssociation
        author { __typename login } editor { login }
        userContentEdits(first: 10) { nodes { editedAt diff deletedAt editor { login } } }
        reactionGroups { content viewerHasReacted reactors(first: 1) { totalCount } }
        reactions(first: 10, content: THUMBS_UP) { nodes { content user { login databaseId } } }
      } }
      timelineItems(first: 20, itemTypes: [COMMENT_DELETED_EVENT, CLOSED_EVENT, REOPENED_EVENT, LOCKED_EVENT, RENAMED_TITLE_EVENT, LABELED_EVENT]) {
        nodes {
          __typename
          ... on CommentDeletedEvent { createdAt actor { login } deletedCommentAuthor { login } }
          ... on ClosedEvent { stateReason }
          ... on RenamedTitleEvent { previousTitle currentTitle }
          ... on LabeledEvent { label { name } }
        }
      }
    }`);
    expect(issue).toMatchObject({
      number: 1,
      state: "OPEN",
      stateReason: "REOPENED",
      locked: true,
      url: "https://github.com/acme/rocket/issues/1",
      author: { login: "ada", databaseId: 1, name: "Ada" },
      labels: { nodes: [{ name: "release" }] },
      comments: {
        totalCount: 1,
        nodes: [
          {
            fullDatabaseId: String(id),
            body: "/approve qa",
            lastEditedAt: "2026-11-23T09:02:00Z",
            author: { __typename: "User", login: "rea" },
            editor: { login: "will" },
            userContentEdits: {
              nodes: [
                { diff: "/approve qa", editedAt: "2026-11-23T09:02:00Z", editor: { login: "will" } },
                { diff: "/approve", editedAt: "2026-11-23T09:00:00Z", editor: { login: "rea" } },
              ],
            },
            // A bot is no User, so this connection has nobody here.
            reactions: { nodes: [{ content: "THUMBS_UP", user: null }] },
          },
        ],
      },
      timelineItems: {
        nodes: [
          { __typename: "LabeledEvent", label: { name: "release" } },
          {
            __typename: "CommentDeletedEvent",
            actor: { login: "will" },
            deletedCommentAuthor: { login: "zoe" },
          },
          { __typename: "RenamedTitleEvent", previousTitle: "Release", currentTitle: "Release 1.0" },
          { __typename: "ClosedEvent", stateReason: "COMPLETED" },
          { __typename: "ReopenedEvent" },
          { __typename: "LockedEvent" },
        ],
      },
    });
    const groups = (issue as unknown as { comments: { nodes: { reactionGroups: object[] }[] } }).comments
      .nodes[0];
    expect(groups?.reactionGroups).toHaveLength(8);
    expect(groups?.reactionGroups[0]).toEqual({
      content: "THUMBS_UP",
      viewerHasReacted: true,
      reactors: { totalCount: 1 },
    });
  });

  it("gives bots without [bot], and deleted accounts as nobody", async () => {
    await bot("POST", "//issues/1/comments", { body: "recorded" });
    await github.as("zoe").comment(1, "bye");
    github.deletePerson("zoe");
    const { issue } = await ask(
      "issue(number: 1) { comments(first: 5) { nodes { author { __typename login ... on Bot { databaseId } } } } }",
    );
    expect(issue).toEqual({
      comments: {
        nodes: [
          { author: { __typename: "Bot", login: "github-actions", databaseId: 41898282 } },
          { author: null },
        ],
      },
    });
    const viewer = await bot.graphql("{ viewer { login } }");
    expect(viewer.data).toEqual({ viewer: { login: "github-actions[bot]" } });
  });

  it("has its comments in pages, forwards and backwards", async () => {
    for (let count = 1; count <= 250; count += 1) await github.as("rea").comment(1, `${count}`);
    const bodies: string[] = [];
    let after: string | null = null;
    do {
      const { issue } = await ask(
        "issue(number: 1) { comments(first: 100, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { body } } }",
        { after },
      );
      const { comments } = issue as unknown as {
        comments: {
          totalCount: number;
          pageInfo: { hasNextPage: boolean; endCursor: string };
          nodes: { body: string }[];
        };
      };
      expect(comments.totalCount).toBe(250);
      bodies.push(...comments.nodes.map(({ body }) => body));
      after = comments.pageInfo.hasNextPage ? comments.pageInfo.endCursor : null;
    } while (after !== null);
    expect(bodies).toEqual(Array.from({ length: 250 }, (_, index) => `${index + 1}`));
    const { issue } = await ask(
      "issue(number: 1) { comments(last: 2) { pageInfo { hasPreviousPage } nodes { body } } }",
    );
    expect(issue).toEqual({
      comments: { pageInfo: { hasPreviousPage: true }, nodes: [{ body: "249" }, { body: "250" }] },
    });
  });

  it("is found among others", async () => {
    github.clock.advance("1h");
    await bot("POST", "//issues", { title: "second", labels: ["release", "x"] });
    await github.as("ada").editIssue(1, { state: "closed" });
    const table: [string, number[]][] = [
      ["first: 9", [1, 2]],
      ["first: 9, states: [OPEN]", [2]],
      ['first: 9, labels: ["x"]', [2]],
      ['first: 9, filterBy: { createdBy: "github-actions[bot]" }', [2]],
      ['first: 9, filterBy: { createdBy: "ada", labels: ["release"] }', [1]],
      ["first: 9, orderBy: { field: CREATED_AT, direction: DESC }", [2, 1]],
      ["last: 1", [2]],
    ];
    for (const [args, numbers] of table) {
      const { issues } = await ask(`issues(${args}) { nodes { number } }`);
      expect([args, issues]).toEqual([args, { nodes: numbers.map((number) => ({ number })) }]);
    }
  });

  it("or pull request is told apart", async () => {
    const number = github.mergedPull({ title: "Fix", author: "will", labels: ["bug"], commits: ["HEAD"] });
    const fields =
      "__typename ... on Issue { title } ... on PullRequest { merged labels(first: 1) { nodes { name } } }";
    expect(
      await ask(
        `a: issueOrPullRequest(number: 1) { ${fields} } b: issueOrPullRequest(number: ${number}) { ${fields} }`,
      ),
    ).toEqual({
      a: { __typename: "Issue", title: "Release" },
      b: { __typename: "PullRequest", merged: true, labels: { nodes: [{ name: "bug" }] } },
    });
  });
});

describe("a repository", () => {
  it("tells what it is", async () => {
    expect(
      await ask(
        "id databaseId nameWithOwner url isPrivate visibility isArchived hasIssuesEnabled owner { login __typename }",
      ),
    ).toMatchObject({
      databaseId: github.repositoryId,
      nameWithOwner: "acme/rocket",
      url: "https://github.com/acme/rocket",
      isPrivate: false,
      visibility: "PUBLIC",
      owner: { login: "acme", __typename: "Organization" },
    });
  });

  it("shows files at any revision", async () => {
    const first = github.head();
    github.commit({ message: "Relax", files: { "policy.yml": "version: 2\n", bin: "\0" } });
    const blob = "... on Blob { oid text byteSize isBinary isTruncated }";
    const result = await ask(`
      now: object(expression: "HEAD:policy.yml") { ${blob} }
      earlier: object(expression: "${first}:policy.yml") { ${blob} }
      none: object(expression: "HEAD:none.yml") { ${blob} }
      binary: object(expression: "main:bin") { ${blob} }
      folder: object(expression: "HEAD:src") { ... on Tree { entries { name type } } }
      commit: object(oid: "${first}") { __typename ... on Commit { message } }
    `);
    expect(result).toMatchObject({
      now: { text: "version: 2\n", byteSize: 11, isBinary: false, isTruncated: false },
      earlier: { text: "version: 1\n" },
      none: null,
      binary: { text: null, isBinary: true },
      folder: { entries: [{ name: "a.ts", type: "blob" }] },
      commit: { __typename: "Commit", message: "Initial commit" },
    });
  });

  it("knows its history and compares", async () => {
    const first = github.head();
    github.clock.advance("1h");
    const second = github.commit({
      message: "Change policy\n\nWhy",
      author: "will",
      files: { "policy.yml": "2" },
    });
    const third = github.commit({ message: "Other", author: "will", files: { other: "3" } });
    github.mergedPull({ title: "Fix", author: "will", labels: ["bug"], commits: [second] });
    github.tag("v1", first, { message: "One", tagger: "ada" });
    github.tag("v2", second);
    const result = await ask(`
      defaultBranchRef {
        name
        target { oid ... on Commit {
          committedDate
          history(first: 1, path: "policy.yml") { nodes { oid messageHeadline author { name user { login databaseId } } associatedPullRequests(first: 1) { nodes { title } } } }
        } }
        compare(headRef: "${first}") { status aheadBy behindBy }
      }
      refs(refPrefix: "refs/tags/", first: 10, orderBy: { field: TAG_COMMIT_DATE, direction: DESC }) {
        nodes { name target { __typename ... on Tag { name message target { oid } } } }
      }
      ref(qualifiedName: "refs/tags/v1") { compare(headRef: "main") { status aheadBy behindBy commits(first: 5) { nodes { oid } } } }
      missing: ref(qualifiedName: "refs/tags/v9") { name }
    `);
    expect(result).toMatchObject({
      defaultBranchRef: {
        name: "main",
        target: {
          oid: third,
          history: {
            nodes: [
              {
                oid: second,
                messageHeadline: "Change policy",
                author: { user: { login: "will", databaseId: 2 } },
                associatedPullRequests: { nodes: [{ title: "Fix" }] },
              },
            ],
          },
        },
        compare: { status: "BEHIND", aheadBy: 0, behindBy: 2 },
      },
      refs: {
        nodes: [
          { name: "v2", target: { __typename: "Commit" } },
          { name: "v1", target: { __typename: "Tag", name: "v1", target: { oid: first } } },
        ],
      },
      ref: {
        compare: { status: "AHEAD", aheadBy: 2, commits: { nodes: [{ oid: second }, { oid: third }] } },
      },
      missing: null,
    });
  });

  it("knows its releases", async () => {
    await github.as("ada").release({ tag: "v1", name: "One" });
    await github.as("ada").release({ tag: "v2-rc", prerelease: true });
    expect(
      await ask(
        'latestRelease { tagName tagCommit { oid } } release(tagName: "v2-rc") { isPrerelease } none: release(tagName: "v9") { id }',
      ),
    ).toEqual({
      latestRelease: { tagName: "v1", tagCommit: { oid: github.head() } },
      release: { isPrerelease: true },
      none: null,
    });
  });
});

describe("ids", () => {
  it("lead back to what they name", async () => {
    const id = await github.as("rea").comment(1, "hi");
    const { body } = await bot("GET", `//issues/comments/${id}`);
    const { node_id } = body as { node_id: string };
    const query = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on IssueComment { body } } }";
    const { data, errors } = await bot.graphql(query, { ids: [node_id, "IC_none"] });
    expect(data).toEqual({ nodes: [{ __typename: "IssueComment", id: node_id, body: "hi" }, null] });
    expect(errors).toMatchObject([{ type: "NOT_FOUND", path: ["nodes", 1] }]);
  });

  it("of unknown people and issues are not found", async () => {
    for (const query of [
      '{ user(login: "nobody") { databaseId } }',
      '{ user(login: "github-actions[bot]") { databaseId } }',
      '{ repository(owner: "acme", name: "none") { id } }',
      '{ repository(owner: "acme", name: "rocket") { issue(number: 99) { id } } }',
    ]) {
      expect((await bot.graphql(query)).errors).toMatchObject([{ type: "NOT_FOUND" }]);
    }
    const { data } = await bot.graphql('{ user(login: "WILL") { databaseId login name } }');
    expect(data).toEqual({ user: { databaseId: 2, login: "will", name: null } });
    github.assertNoViolations();
  });
});

describe("limits", () => {
  const refused: [string, string, string][] = [
    ["no page size", "issues { totalCount }", "MISSING_PAGINATION_BOUNDARIES"],
    ["first: 101", "issues(first: 101) { totalCount }", "EXCESSIVE_PAGINATION"],
    ["last: 101", "issue(number: 1) { comments(last: 101) { totalCount } }", "EXCESSIVE_PAGINATION"],
  ];
  it.each(refused)("refuse %s", async (_, fields, type) => {
    const reply = await bot.graphql(`{ repository(owner: "acme", name: "rocket") { ${fields} } }`);
    expect(reply).toMatchObject({ errors: [{ type }] });
    expect(reply).not.toHaveProperty("data");
    expect(github.violations).not.toEqual([]);
  });

  it("are told, and counted", async () => {
    const read = async () =>
      (await bot.graphql("{ rateLimit { cost limit remaining resetAt } }")).data as {
        rateLimit: { remaining: number };
      };
    const before = await read();
    expect(before.rateLimit).toMatchObject({ cost: 1, limit: 1000, resetAt: "2026-11-23T10:00:00Z" });
    expect((await read()).rateLimit.remaining).toBe(before.rateLimit.remaining - 1);
  });
});

describe("what is not implemented", () => {
  const refused: [string, string, RegExp][] = [
    [
      "a field",
      '{ repository(owner: "acme", name: "rocket") { stargazerCount } }',
      /Repository\.stargazerCount/,
    ],
    [
      "an argument",
      '{ repository(owner: "acme", name: "rocket") { labels(first: 1, query: "x") { totalCount } } }',
      /Repository\.labels\(query:\)/,
    ],
    [
      "a filter",
      '{ repository(owner: "acme", name: "rocket") { issues(first: 1, filterBy: { mentioned: "x" }) { totalCount } } }',
      /IssueFilters\.mentioned/,
    ],
    [
      "a kind of event",
      '{ repository(owner: "acme", name: "rocket") { issue(number: 1) { timelineItems(first: 1, itemTypes: [PINNED_EVENT]) { totalCount } } } }',
      /PINNED_EVENT/,
    ],
    [
      "a mutation",
      'mutation { addStar(input: { starrableId: "x" }) { clientMutationId } }',
      /Mutation\.addStar/,
    ],
    ["a field that GitHub has not", "{ viewer { nickname } }", /Cannot query field "nickname"/],
    ["a query that is none", "{ viewer", /Syntax Error/],
  ];
  it.each(refused)("is refused by name: %s", async (_, query, message) => {
    const { errors } = await bot.graphql(query);
    expect(errors?.[0]?.["message"]).toMatch(message);
    expect(github.violations).toMatchObject([
      { operation: "POST /graphql", problem: expect.stringMatching(message) },
    ]);
    expect(() => github.assertNoViolations()).toThrow(message);
  });
});

describe("comments", () => {
  it("are hidden by writers", async () => {
    const id = await github.as("rea").comment(1, "spam");
    await expect(github.as("zoe").minimizeComment(id)).rejects.toThrow(/permissions/);
    await github.as("will").minimizeComment(id);
    expect(github.comments(1)).toMatchObject([{ isMinimized: true }]);
    const { issue } = await ask(
      "issue(number: 1) { comments(first: 1) { nodes { isMinimized minimizedReason } } }",
    );
    expect(issue).toEqual({ comments: { nodes: [{ isMinimized: true, minimizedReason: "off-topic" }] } });
  });
});
