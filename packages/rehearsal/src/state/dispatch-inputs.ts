/** The inputs of a workflow_dispatch: what a workflow file declares, and what a request makes of it. */

import { parse } from "yaml";

type Declared = {
  required: boolean;
  type: string;
  default: string | undefined;
  options: readonly string[];
};

export type DispatchTrigger = { inputs: ReadonlyMap<string, Declared> };

export type DispatchReading =
  /** As `github.event.inputs` has them, every value a string; `null` when there is none. */
  { inputs: Readonly<Record<string, string>> | null } | { problem: string };

const TRIGGER = "workflow_dispatch";

/**
 * What a workflow file says about dispatches, or `undefined` when it takes none.
 * @throws YAMLParseError for a file that is no YAML
 */
export function readDispatchTrigger(text: string): DispatchTrigger | undefined {
  const file: unknown = parse(text);
  const on = isRecord(file) ? file["on"] : undefined;
  if (on === TRIGGER || (Array.isArray(on) && on.includes(TRIGGER))) return { inputs: new Map() };
  if (!isRecord(on) || !(TRIGGER in on)) return undefined;
  const dispatch = on[TRIGGER];
  const inputs = isRecord(dispatch) && isRecord(dispatch["inputs"]) ? dispatch["inputs"] : {};
  return { inputs: new Map(Object.entries(inputs).map(([name, input]) => [name, readDeclared(input)])) };
}

/**
 * Fills in defaults and refuses what does not fit, in GitHub's words as far as they are known publicly. Assumed: that
 * a boolean without default is `false`, that any other input without value is absent, and the words for a boolean and
 * a number that are none.
 */
export function readDispatchInputs(
  { inputs: declared }: DispatchTrigger,
  given: Readonly<Record<string, unknown>>,
): DispatchReading {
  const unexpected = Object.keys(given).filter((name) => !declared.has(name));
  if (unexpected.length > 0) {
    return { problem: `Unexpected inputs provided: ${JSON.stringify(unexpected)}` };
  }
  const inputs: Record<string, string> = {};
  for (const [name, input] of declared) {
    const value = chooseValue(input, given[name]);
    // An empty text is none: GitHub says so of an input that is required and sent empty.
    if (input.required && (value ?? "") === "") return { problem: `Required input '${name}' not provided` };
    if (value === undefined) continue;
    if (!fits(input, value)) {
      return {
        problem: `Provided value '${value}' for input '${name}' not in the list of allowed values`,
      };
    }
    inputs[name] = value;
  }
  return { inputs: Object.keys(inputs).length === 0 ? null : inputs };
}

function readDeclared(input: unknown): Declared {
  const fields = isRecord(input) ? input : {};
  const options = fields["options"];
  const preset = fields["default"];
  return {
    required: fields["required"] === true,
    type: typeof fields["type"] === "string" ? fields["type"] : "string",
    default: preset === undefined || preset === null ? undefined : String(preset),
    options: Array.isArray(options) ? options.map(String) : [],
  };
}

function chooseValue(input: Declared, given: unknown): string | undefined {
  if (given !== undefined && given !== null) return String(given);
  return input.default ?? (input.type === "boolean" ? "false" : undefined);
}

function fits({ type, options, required }: Declared, value: string): boolean {
  if (value === "" && !required && type !== "choice") return true;
  switch (type) {
    case "choice":
      return options.includes(value);
    case "boolean":
      return value === "true" || value === "false";
    case "number":
      return Number.isFinite(Number(value));
    default:
      return true;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
