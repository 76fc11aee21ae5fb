import { z } from "zod";
import { policyFile } from "./schema.ts";

/** A node of the policy's JSON Schema. */
export type SchemaNode = z.core.JSONSchema.BaseSchema;

/**
 * The JSON Schema (draft 2020-12) of the policy file as people write it, for editors and the reference in the docs.
 * It checks shapes alone: that roles exist, that members suffice and the like is said by `parsePolicy`.
 */
export function policyJsonSchema(): SchemaNode {
  return {
    // First in the file, for whoever opens it.
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:release-approval:policy:1",
    title: "Release Approval policy",
    ...z.toJSONSchema(policyFile, { io: "input", target: "draft-2020-12" }),
  };
}
