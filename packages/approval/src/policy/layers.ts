import { explainIssues } from "./explain.ts";
import { longestChain, nameOfFile, type PresetName, presetNames, readReference } from "./extends.ts";
import { findNearest } from "./nearest.ts";
import {
  type Draft,
  describeValue,
  mostProblems,
  type Path,
  type PolicyProblem,
  quote,
  toProblem,
} from "./problem.ts";
import { pruneData } from "./prune.ts";
import { childOf, readYaml, type YamlFile } from "./read-yaml.ts";
import { type PolicyFile, policyFile } from "./schema.ts";

/** One file of a policy, read. */
type Layer = {
  yaml: YamlFile;
  /** What is right in it; null where nothing is left once what is wrong is taken away. */
  file: PolicyFile | null;
  drafts: readonly Draft[];
};

export type Stack = {
  /** The policy file, then what it inherits, nearest first; up to the first that cannot be read. */
  layers: readonly Layer[];
  preset: PresetName | null;
  /** Problems of files that are no YAML at all. */
  problems: readonly PolicyProblem[];
  /** Whether all that the policy builds on is here. */
  whole: boolean;
};

/**
 * Reads a policy and what it builds on, as far as there is any.
 * @param inherited texts of the files that `extends` names, nearest first
 */
export function readLayers(text: string, inherited: readonly string[]): Stack {
  const layers: Layer[] = [];
  const names: string[] = [];
  for (let next: string | undefined = text; next !== undefined; next = inherited[layers.length - 1]) {
    const yaml = readYaml(next, names.at(-1) ?? null);
    if (!yaml.ok) return { layers, preset: null, problems: yaml.problems, whole: false };
    const layer = readLayer(yaml.file);
    const base = readBase(layer.yaml.data, names, inherited);
    layers.push(base.kind === "wrong" ? { ...layer, drafts: [...layer.drafts, base.draft] } : layer);
    if (base.kind !== "file")
      return {
        layers,
        preset: base.kind === "preset" ? base.name : null,
        problems: [],
        whole: base.kind !== "wrong",
      };
    names.push(base.name);
  }
  return { layers, preset: null, problems: [], whole: false };
}

function readLayer(yaml: YamlFile): Layer {
  const { data } = yaml;
  if (data === null || data === undefined) return { yaml, file: null, drafts: [emptyFile] };
  if (typeof data !== "object" || Array.isArray(data)) return { yaml, file: null, drafts: [noMapping(data)] };
  const result = policyFile.safeParse(data);
  if (result.success) return { yaml, file: result.data, drafts: yaml.drafts.slice(0, mostProblems) };
  return {
    yaml,
    file: pruneData(data),
    drafts: [...yaml.drafts, ...explainIssues(result.error.issues, data)].slice(0, mostProblems),
  };
}

type Base =
  | { kind: "none" }
  | { kind: "preset"; name: PresetName }
  | { kind: "file"; name: string }
  | { kind: "wrong"; draft: Draft };

function readBase(data: unknown, names: readonly string[], inherited: readonly string[]): Base {
  const word = childOf(data, "extends");
  // A word that is no text is the schema's to refuse.
  if (typeof word !== "string" || word === "") return { kind: "none" };
  const reference = readReference(word);
  if (reference === null) return wrong(unknownBase(word));
  if (reference.kind === "preset") return reference;
  const name = nameOfFile(reference);
  if (names.some((known) => known.toLowerCase() === name.toLowerCase()))
    return wrong(
      extendsDraft(
        `${quote(name)} extends itself`,
        word,
        "files that do not lead back",
        "Remove the circle.",
      ),
    );
  if (names.length >= longestChain)
    return wrong(
      extendsDraft(
        `more than ${longestChain} files build on each other`,
        word,
        `at most ${longestChain} files`,
        "Merge some of them.",
      ),
    );
  if (inherited[names.length] === undefined)
    return wrong(
      extendsDraft(
        `the file ${quote(name)} could not be read`,
        word,
        "a file that the token can read",
        "Check owner, repository, path and ref, and that the repository is public or this one.",
      ),
    );
  return { kind: "file", name };
}

const extendsPath: Path = ["extends"];

const wrong = (draft: Draft): Base => ({ kind: "wrong", draft });

function extendsDraft(what: string, word: string, allowed: string, cure: string): Draft {
  return { path: extendsPath, at: "value", what, found: quote(word), allowed, cure };
}

function unknownBase(word: string): Draft {
  const nearest = findNearest(word, presetNames);
  const isFile = word.includes("/");
  return {
    path: extendsPath,
    at: "value",
    what: isFile ? `${quote(word)} names no file` : `no built-in policy is called ${quote(word)}`,
    found: quote(word),
    allowed: `${presetNames.join(", ")}, or a file of another repository as owner/repo//path@ref`,
    ...(nearest === null ? {} : { nearest }),
    ...(isFile && !word.includes("@") ? { cure: "Pin the file: add @ and a tag or commit." } : {}),
  };
}

const smallest = "`version: 1`, `extends: small-team`, `roles: { maintainer: { members: [login, login] } }`";

const emptyFile: Draft = {
  path: [],
  at: "value",
  what: "the policy is empty",
  found: "nothing",
  allowed: "a mapping with version, extends and the members of roles",
  cure: `The smallest policy has three lines: ${smallest}.`,
};

function noMapping(data: unknown): Draft {
  return {
    path: [],
    at: "value",
    what: `the policy is ${describeValue(data)}`,
    found: describeValue(data),
    allowed: "a mapping with version, extends and the members of roles",
    cure: `The smallest policy has three lines: ${smallest}.`,
  };
}

/** A draft's problem, at the first place that one of some files has of it; else where its own file comes nearest. */
export function placeDraft(draft: Draft, searched: readonly Layer[], own: Layer): PolicyProblem {
  for (const path of [draft.path, ...(draft.depends ?? []), ...(draft.near ?? [])]) {
    const holder = searched.find((layer) => layer.yaml.has(path));
    if (holder !== undefined)
      return toProblem(draft, holder.yaml.locate(path, path === draft.path ? draft.at : "key"));
  }
  return toProblem(draft, own.yaml.locate(draft.path, draft.at));
}
