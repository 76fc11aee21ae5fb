import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { buildSchema, parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import { firstCommentsQuery } from "./first-comments.graphql.ts";
import { marksQuery } from "./marks.graphql.ts";
import { overviewQuery } from "./overview.graphql.ts";
import { pinnedQuery, pinnedTogetherQuery } from "./pinned.graphql.ts";
import { morePagesQuery, releaseQuery, releasesQuery } from "./release.graphql.ts";
import { usersQuery } from "./users.graphql.ts";

// Its entry module would parse 5 MB of JSON; the schema as text lies beside it.
const folder = dirname(findPackageJSON("@octokit/graphql-schema", import.meta.url) ?? "");
const schema = buildSchema(readFileSync(join(folder, "schema.graphql"), "utf8"), { assumeValid: true });

const bare = { ref: false, tags: 0, latestTags: false };
const whole = { ref: true, tags: 2, latestTags: true };

const queries: readonly [name: string, text: string][] = [
  ["ReadOverview, bare", overviewQuery(bare)],
  ["ReadOverview, with a ref", overviewQuery({ ...bare, ref: true })],
  ["ReadOverview, with one tag", overviewQuery({ ...bare, tags: 1 })],
  ["ReadOverview, with the newest tags", overviewQuery({ ...bare, latestTags: true })],
  ["ReadOverview, whole", overviewQuery(whole)],
  ["ReadRelease, bare", releaseQuery(bare)],
  ["ReadRelease, whole", releaseQuery(whole)],
  ["ReadReleases, one", releasesQuery(1)],
  ["ReadReleases, a full batch", releasesQuery(10)],
  ["ReadMorePages", morePagesQuery],
  ["ReadPinned", pinnedQuery],
  ["ReadPinnedTogether, a full batch", pinnedTogetherQuery(20)],
  ["ReadMarks", marksQuery],
  ["ReadUsers, one", usersQuery(1)],
  ["ReadUsers, a full batch", usersQuery(100)],
  ["ReadFirstComments", firstCommentsQuery],
];

describe("a query", () => {
  it.each(queries)("%s is valid against GitHub's schema", (name, text) => {
    expect(validate(schema, parse(text)).map((error) => error.message)).toEqual([]);
    expect(text).toContain(`query ${name.split(",")[0]}(`);
  });

  it("would be caught if it asked for what GitHub has not", () => {
    const wrong = pinnedQuery.replace("isBinary", "isBinaryFile");
    expect(validate(schema, parse(wrong)).map((error) => error.message)).toEqual([
      expect.stringContaining('Cannot query field "isBinaryFile"'),
    ]);
  });
});
