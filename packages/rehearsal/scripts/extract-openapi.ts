/**
 * Takes the operations in use out of GitHub's OpenAPI description and writes `openapi/operations.json`,
 * as JSON Schema that ajv understands, without prose.
 *
 * npm `@octokit/openapi` unpacks to 400 MB, so it is no dependency. To run this again, install it outside
 * of the repository and name its folder:
 *
 *     npm install --prefix FOLDER @octokit/openapi@23.0.2
 *     node packages/rehearsal/scripts/extract-openapi.ts FOLDER/node_modules/@octokit/openapi
 *     npx biome format --write packages/rehearsal/openapi
 */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject, type Json, type JsonObject, toJsonSchema } from "./json-schema.ts";
import { OPERATIONS_IN_USE } from "./operations-in-use.ts";

const OUTPUT = join(import.meta.dirname, "../openapi/operations.json");
const REFERENCE = /^#\/components\/(schemas|parameters|responses)\/(.+)$/;

main();

function main(): void {
  const folder = process.argv[2];
  if (folder === undefined) {
    process.stderr.write("usage: node extract-openapi.ts <folder of @octokit/openapi>\n");
    process.exitCode = 2;
    return;
  }
  const description = readJson(join(folder, "generated/api.github.com.json"));
  const { version } = readJson(join(folder, "package.json"));
  const operations = Object.fromEntries(
    OPERATIONS_IN_USE.map((name) => [name, extractOperation(description, name)]),
  );
  const schemas = collectSchemas(description, operations);
  const source = `@octokit/openapi ${String(version)}, api.github.com`;
  writeFileSync(OUTPUT, `${JSON.stringify({ source, operations, schemas })}\n`);
  const count = Object.keys(schemas).length;
  process.stdout.write(`${OPERATIONS_IN_USE.length} operations, ${count} schemas: ${OUTPUT}\n`);
}

function extractOperation(description: JsonObject, name: string): JsonObject {
  const [method = "", path = ""] = name.split(" ");
  const operation = at(description, "paths", path, method.toLowerCase());
  if (!operation) throw new Error(`GitHub's description has no operation ${name}`);
  const parameters = list(operation["parameters"]).map((parameter) => {
    const { name: key, in: place, required, schema } = resolve(description, parameter);
    return { name: key, in: place, required: required === true, schema: toJsonSchema(schema) } as JsonObject;
  });
  return {
    parameters,
    body: extractBody(operation),
    responses: extractResponses(description, operation),
  };
}

function extractBody(operation: JsonObject): Json {
  const body = operation["requestBody"];
  const required = isObject(body) && body["required"] === true;
  const schema = at(body, "content", "application/json", "schema");
  if (schema) return { required, schema: toJsonSchema(schema) };
  // A file that is uploaded is bytes, and nothing to check.
  return at(body, "content", "application/octet-stream") ? { required, schema: null } : null;
}

/** Status to schema of the JSON body; `null` where the answer has none. */
function extractResponses(description: JsonObject, operation: JsonObject): JsonObject {
  const responses = isObject(operation["responses"]) ? operation["responses"] : {};
  return Object.fromEntries(
    Object.entries(responses).map(([status, response]) => {
      const content = at(resolve(description, response), "content") ?? {};
      const kinds = ["application/json", "application/vnd.github.object", "application/scim+json"];
      const schema = kinds.map((kind) => at(content, kind, "schema")).find((found) => found !== undefined);
      return [status, schema ? toJsonSchema(schema) : null];
    }),
  );
}

/** Every component schema that the operations name, and those that these name in turn. */
function collectSchemas(description: JsonObject, operations: JsonObject): JsonObject {
  const schemas: JsonObject = {};
  const visit = (json: Json): void => {
    if (Array.isArray(json)) json.forEach(visit);
    if (!isObject(json)) return;
    const reference = json["$ref"];
    if (typeof reference === "string") add(reference);
    Object.values(json).forEach(visit);
  };
  const add = (reference: string): void => {
    const name = reference.replace("#/schemas/", "");
    if (name in schemas) return;
    const schema = toJsonSchema(at(description, "components", "schemas", name) ?? {});
    schemas[name] = schema;
    visit(schema);
  };
  visit(operations);
  add("#/schemas/basic-error");
  return Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resolve(description: JsonObject, json: Json): JsonObject {
  if (!isObject(json)) throw new Error("GitHub's description has a hole where an object was expected");
  const reference = typeof json["$ref"] === "string" ? REFERENCE.exec(json["$ref"]) : null;
  if (!reference) return json;
  return resolve(description, at(description, "components", reference[1] ?? "", reference[2] ?? "") ?? null);
}

function at(json: Json | undefined, ...keys: string[]): JsonObject | undefined {
  const [key, ...rest] = keys;
  if (!isObject(json)) return undefined;
  return key === undefined ? json : at(json[key], ...rest);
}

function list(json: Json | undefined): Json[] {
  return Array.isArray(json) ? json : [];
}

function readJson(file: string): JsonObject {
  return JSON.parse(readFileSync(file, "utf8")) as JsonObject;
}
