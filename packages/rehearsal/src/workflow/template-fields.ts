/** Reads fields of a mapping in a workflow or action file. */

import { isMapping, type MappingToken, type Template } from "./github-parser.ts";
import type { RunDefaults } from "./workflow.ts";

/** The field under a name of ours, or nothing: for spreading. */
export function field<Name extends string>(
  mapping: MappingToken,
  key: string,
  name: Name,
): { [Key in Name]?: Template } {
  const value = mapping.find(key);
  return (value === undefined ? {} : { [name]: value }) as { [Key in Name]?: Template };
}

export function mappingField(mapping: MappingToken | undefined, key: string): MappingToken | undefined {
  const value = mapping?.find(key);
  return value !== undefined && isMapping(value) ? value : undefined;
}

/** A field as text; "" for none. */
export function textField(mapping: MappingToken | undefined, key: string): string {
  const value = mapping?.find(key);
  return value === undefined ? "" : textOf(value);
}

export function textOf(scalar: Template): string {
  return scalar.assertScalar("value").toString();
}

/** `defaults.run` of a workflow or job. */
export function readDefaults(owner: MappingToken): RunDefaults {
  const run = mappingField(mappingField(owner, "defaults"), "run");
  if (run === undefined) return {};
  return { ...field(run, "shell", "shell"), ...field(run, "working-directory", "workingDirectory") };
}
