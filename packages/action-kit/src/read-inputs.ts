import { getInput, setSecret } from "@actions/core";
import { type ConfigurationProblem, configurationErrorOf } from "@release-approval/approval";
import { describeAllowed, joinWords } from "./allowed-values.ts";
import { BugError } from "./bug-error.ts";
import type { Contract, InputDeclaration, InputsOf } from "./contract.ts";
import { absentValue, parseValue } from "./parse-value.ts";
import type { Secrets } from "./secrets.ts";

type Raw = { name: string; declaration: InputDeclaration; text: string };

/**
 * Reads every input of a contract, once, from the environment variables of the runner. Secrets are masked and
 * remembered before anything else happens. An empty value counts as not given.
 *
 * @param secrets gets the values of all secrets
 * @returns the values; reading a name that is not in the contract throws a BugError
 * @throws ConfigurationError `invalid-input`, with all problems at once
 */
export function readInputs<C extends Contract>(contract: C, secrets: Secrets): InputsOf<C> {
  const raws = Object.entries(contract.inputs).map(([name, declaration]) => ({
    name,
    declaration,
    text: getInput(name),
  }));
  for (const { declaration, text } of raws) {
    if (declaration.kind === "secret" && text !== "") for (const part of secrets.add(text)) setSecret(part);
  }

  const problems: ConfigurationProblem[] = [];
  const values: Record<string, unknown> = {};
  for (const raw of raws) {
    const read = readOne(raw);
    if ("value" in read) values[raw.name] = read.value;
    else problems.push(read);
  }
  problems.push(...missingGroups(contract, raws));
  if (problems.length > 0) throw configurationErrorOf(problems, "invalid-input");
  return seal(contract, values) as InputsOf<C>;
}

function readOne(raw: Raw): { value: unknown } | ConfigurationProblem {
  const { declaration, text } = raw;
  const byDefault = declaration.default ?? "";
  if (text === "" && byDefault.startsWith("${{")) {
    return problem(raw, { found: "nothing", cure: `Leave \`${raw.name}:\` out to use \`${byDefault}\`.` });
  }
  const effective = text === "" ? byDefault : text;
  if (effective === "" && declaration.required) return problem(raw, { found: "nothing" });

  const parsed =
    effective === ""
      ? { ok: true as const, value: absentValue(declaration) }
      : parseValue(declaration, effective);
  if (!parsed.ok) return problem(raw, parsed);
  return isRefused(declaration, parsed.value) ? unsupported(raw) : { value: parsed.value };
}

/** A value for something that does not work yet, unless it is what the action does anyway. */
function isRefused(declaration: InputDeclaration, value: unknown): boolean {
  if (declaration.notYet === undefined) return false;
  const usual = declaration.default === undefined ? null : parseValue(declaration, declaration.default);
  return value !== (usual?.ok ? usual.value : absentValue(declaration));
}

function unsupported(raw: Raw): ConfigurationProblem {
  return problem(raw, {
    allowed: "nothing, since it is not supported yet",
    cure: `Leave \`${raw.name}:\` out: ${raw.declaration.notYet}.`,
  });
}

function missingGroups(contract: Contract, raws: readonly Raw[]): ConfigurationProblem[] {
  const given = new Set(raws.filter((it) => it.text !== "").map((it) => it.name));
  return (contract.oneOf ?? [])
    .filter((group) => !group.some((name) => given.has(name)))
    .map((group) => ({
      where: `inputs ${joinWords(group, "and")}`,
      found: "nothing",
      allowed: "one of them",
      cure: `Add ${joinWords(group)} under \`with:\` of the step.`,
    }));
}

function problem(raw: Raw, known: { found?: string; allowed?: string; cure?: string }): ConfigurationProblem {
  const found = known.found ?? (raw.declaration.kind === "secret" ? "a secret" : quote(raw.text));
  const verb = found === "nothing" ? "Add" : "Correct";
  return {
    where: `input \`${raw.name}\``,
    found,
    allowed: known.allowed ?? describeAllowed(raw.declaration),
    cure: known.cure ?? `${verb} \`${raw.name}:\` under \`with:\` of the step.`,
  };
}

/** What a person typed, on one line and inside a code span. */
function quote(text: string): string {
  const line = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${line.length > 80 ? `${line.slice(0, 80)}…` : line}\``;
}

/** Names that the language and its tools ask any object for. */
const probed = new Set(["then", "toJSON", "constructor"]);

function seal(contract: Contract, values: Record<string, unknown>): object {
  return new Proxy(Object.freeze(values), {
    get(target, name) {
      if (Object.hasOwn(target, name)) return Reflect.get(target, name);
      if (typeof name === "symbol" || probed.has(name)) return undefined;
      throw new BugError(
        `${contract.name} reads the input \`${name}\`, which its contract does not declare.`,
      );
    },
  });
}
