import { BugError } from "./bug-error.ts";

/*
 * What an action takes and gives, declared once. `action.yml`, the tables of the READMEs, the reading of the inputs
 * and their types all come from here.
 */

type Shared = {
  /** One sentence or more of Markdown, for action.yml and the tables. */
  description: string;
  /** Applies also when the workflow hands over an empty value. */
  default?: string;
  required?: true;
  /** Why the input cannot be used yet. Any value but the default is then refused: it must never do nothing silently. */
  notYet?: string;
};

export type InputDeclaration = Shared &
  /** `longest` in characters. */
  (
    | { kind: "text"; longest?: number }
    /** Never shown; masked in the log before anything else is printed. */
    | { kind: "secret" }
    /** `true` or `false`. */
    | { kind: "flag" }
    /** A whole number from 1 on. */
    | { kind: "number" }
    /** `allowedLater`: words that are refused with "not supported yet". */
    | { kind: "choice"; allowed: readonly string[]; allowedLater?: readonly string[] }
    /** Separated by commas or line breaks. */
    | { kind: "list"; allowed: readonly string[]; allowedLater?: readonly string[] }
    /** One item on each line. `longest` in characters, `most` in items. */
    | { kind: "lines"; longest: number; most: number }
    /** A semantic version; a `v` in front is dropped. */
    | { kind: "version" }
    /** A whole commit id, 40 or 64 hexadecimal digits. */
    | { kind: "commit" }
    /** `0`, or a number with s, m, h or d. Read as seconds. */
    | { kind: "duration" }
  );

export type OutputDeclaration = { description: string };

export type InputDeclarations = Readonly<Record<string, InputDeclaration>>;
export type OutputDeclarations = Readonly<Record<string, OutputDeclaration>>;

export type Contract<
  I extends InputDeclarations = InputDeclarations,
  O extends OutputDeclarations = OutputDeclarations,
> = {
  /** Folder, bundle and `action` of the result: `gate-release`. */
  name: string;
  /** Name on the marketplace and in the log. */
  title: string;
  description: string;
  inputs: I;
  outputs: O;
  /** Groups of inputs of which at least one has to be given. */
  oneOf?: readonly (readonly string[])[];
};

/** What an input of a kind is read as, when it was given. */
type Given<D extends InputDeclaration> = D extends { kind: "flag" }
  ? boolean
  : D extends { kind: "number" | "duration" }
    ? number
    : D extends { kind: "choice"; allowed: readonly (infer A)[] }
      ? A
      : D extends { kind: "list"; allowed: readonly (infer A)[] }
        ? readonly A[]
        : D extends { kind: "lines" }
          ? readonly string[]
          : string;

/** `null`: not given, and no default. Flags are then false, lists empty. */
export type ValueOf<D extends InputDeclaration> = D extends
  | { required: true }
  | { default: string }
  | { kind: "flag" | "list" | "lines" }
  ? Given<D>
  : Given<D> | null;

export type InputsOf<C extends Contract> = { readonly [K in keyof C["inputs"]]: ValueOf<C["inputs"][K]> };

/** Objects and lists are written as JSON, `null` as nothing. */
export type OutputValue =
  | string
  | number
  | boolean
  | null
  | readonly OutputValue[]
  | { readonly [key: string]: OutputValue };

/** The exit point writes these itself, so that they never disagree with the result. */
export type WrittenByKit = "decision" | "reason-code" | "result";

export type OutputsOf<C extends Contract> = {
  readonly [K in Exclude<keyof C["outputs"], WrittenByKit>]?: OutputValue;
};

/**
 * Declares an action.
 * @throws BugError when the declaration contradicts itself
 */
export function defineContract<const I extends InputDeclarations, const O extends OutputDeclarations>(
  contract: Contract<I, O> & { oneOf?: readonly (readonly (keyof I & string)[])[] },
): Contract<I, O> {
  for (const [name, input] of Object.entries(contract.inputs)) checkDeclaration(contract.name, name, input);
  for (const name of (contract.oneOf ?? []).flat()) {
    if (!Object.hasOwn(contract.inputs, name))
      throw new BugError(`${contract.name}: oneOf names \`${name}\``);
  }
  return contract;
}

function checkDeclaration(action: string, name: string, input: InputDeclaration): void {
  const complain = (what: string) => new BugError(`${action}: input \`${name}\` ${what}`);
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw complain("is not kebab-case");
  if (input.required && input.default !== undefined) throw complain("is required and has a default");
  if (input.required && input.notYet !== undefined) throw complain("is required and not supported");
  if (input.kind === "choice" && input.default !== undefined && !input.allowed.includes(input.default)) {
    throw complain("has a default that is not allowed");
  }
}
