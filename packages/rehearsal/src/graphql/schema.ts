/** GitHub's own GraphQL schema, read once for each process: that takes a quarter of a second. */

import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";
import { buildASTSchema, type GraphQLSchema, parse } from "graphql";

/** Its entry module would parse 5 MB of JSON that nobody needs here. */
const PACKAGE = "@octokit/graphql-schema";

let schema: GraphQLSchema | undefined;

export function githubSchema(): GraphQLSchema {
  schema ??= readSchema();
  return schema;
}

function readSchema(): GraphQLSchema {
  const manifest = findPackageJSON(PACKAGE, import.meta.url);
  if (manifest === undefined) throw new Error(`${PACKAGE} is not installed`);
  const text = readFileSync(join(dirname(manifest), "schema.graphql"), "utf8");
  return buildASTSchema(parse(text, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
}
