/** From the schemas of OpenAPI 3.0 to JSON Schema. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** Prose, and what OpenAPI adds for generators of documentation and clients. */
const LEFT_OUT = new Set([
  "description",
  "example",
  "examples",
  "title",
  "externalDocs",
  "deprecated",
  "readOnly",
  "writeOnly",
  "xml",
  "discriminator",
  "default",
  "nullable",
]);

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

/** A property may be called `title` or `description`, so only keywords of a schema are left out. */
export function toJsonSchema(schema: Json | undefined): Json {
  if (!isObject(schema)) return schema ?? {};
  const keywords = Object.entries(schema)
    .filter(([keyword]) => !LEFT_OUT.has(keyword) && !keyword.startsWith("x-"))
    .map(([keyword, value]) => [keyword, convertKeyword(keyword, value)]);
  const converted: JsonObject = Object.fromEntries(keywords);
  if (schema["nullable"] === true) return orNull(converted);
  // An address that is empty unless somebody sets it: the description says so with its default alone.
  return schema["default"] === "" && "format" in schema ? { anyOf: [{ const: "" }, converted] } : converted;
}

function convertKeyword(keyword: string, value: Json): Json {
  switch (keyword) {
    case "$ref":
      return typeof value === "string" ? value.replace("#/components/schemas/", "#/schemas/") : value;
    case "properties":
    case "patternProperties":
      if (!isObject(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, toJsonSchema(schema)]));
    case "allOf":
    case "anyOf":
    case "oneOf":
      return Array.isArray(value) ? value.map(toJsonSchema) : value;
    case "items":
    case "additionalProperties":
    case "not":
      return toJsonSchema(value);
    default:
      return value;
  }
}

/** OpenAPI 3.0 says `nullable`, also beside `$ref`, `allOf` and `enum`; JSON Schema says it with the type. */
function orNull(schema: JsonObject): Json {
  return { anyOf: [{ type: "null" }, schema] };
}
