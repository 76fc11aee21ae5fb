/** GitHub's OpenAPI description of the operations in use, as `scripts/extract-openapi.ts` wrote it. */

import { readFileSync } from "node:fs";
import { join } from "node:path";

export type Schema = Readonly<Record<string, unknown>>;

export type Operation = {
  parameters: readonly { name: string; in: "path" | "query" | "header"; required: boolean; schema: Schema }[];
  /** `schema` is `null` for a body of bytes. */
  body: { required: boolean; schema: Schema | null } | null;
  /** Status to the schema of its JSON; `null` for an answer without. */
  responses: Readonly<Record<string, Schema | null>>;
};

export type Description = {
  source: string;
  operations: Readonly<Record<string, Operation>>;
  schemas: Readonly<Record<string, Schema>>;
};

const FILE = join(import.meta.dirname, "../../openapi/operations.json");

let description: Description | undefined;

export function readDescription(): Description {
  description ??= JSON.parse(readFileSync(FILE, "utf8")) as Description;
  return description;
}
