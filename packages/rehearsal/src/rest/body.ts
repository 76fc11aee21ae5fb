/** Reads the JSON body of a request field by field, and says 422 as GitHub does. */

import { invalid, Refused } from "../access/refused.ts";
import type { Call } from "./route.ts";

export type Fields = {
  text(name: string): string | undefined;
  requiredText(name: string): string;
  flag(name: string): boolean | undefined;
  list(name: string): unknown[] | undefined;
  value(name: string): unknown;
};

/** @param resource what GitHub calls it in its errors: `Issue`, `IssueComment` */
export function readBody(call: Call, resource: string): Fields {
  const body = call.body ?? {};
  if (typeof body !== "object" || Array.isArray(body)) throw new Refused(400, "Body should be a JSON object");
  const fields = new Map(Object.entries(body));
  const text = (name: string): string | undefined => {
    const value: unknown = fields.get(name);
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw invalid(resource, name, "invalid");
    return value;
  };
  return {
    text,
    requiredText: (name) => {
      const value = text(name);
      if (value === undefined || value.trim() === "") throw invalid(resource, name, "missing_field");
      return value;
    },
    flag: (name) => {
      const value: unknown = fields.get(name);
      if (value !== undefined && typeof value !== "boolean") throw invalid(resource, name, "invalid");
      return value;
    },
    list: (name) => {
      const value: unknown = fields.get(name);
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw invalid(resource, name, "invalid");
      return value;
    },
    value: (name) => fields.get(name),
  };
}

/** Labels come as names, or as objects with a name. */
export function readNames(values: readonly unknown[], resource: string, field: string): string[] {
  return values.map((value) => {
    if (typeof value === "string" && value !== "") return value;
    const name = typeof value === "object" && value !== null && "name" in value ? value.name : undefined;
    if (typeof name !== "string" || name === "") throw invalid(resource, field, "invalid");
    return name;
  });
}
