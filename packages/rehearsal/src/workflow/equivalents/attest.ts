/** `actions/attest` and `actions/attest-build-provenance`: a statement that says itself that nobody signed it. */

import { createHash } from "node:crypto";
import { globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import type { Equivalent } from "./equivalent.ts";
import { assertKnownInputs } from "./known-inputs.ts";

const INPUTS = [
  "subject-path",
  "subject-digest",
  "subject-name",
  "predicate-type",
  "predicate",
  "predicate-path",
  "push-to-registry",
  "show-summary",
  "github-token",
];
const PROVENANCE = "https://slsa.dev/provenance/v1";

export const attest: Equivalent = ({ inputs, workspace, temp, permissions, log }) => {
  assertKnownInputs("actions/attest", inputs, INPUTS);
  for (const scope of ["id-token", "attestations"] as const) {
    if (permissions[scope] !== "write") {
      throw new Error(`Resource not accessible by integration: the job needs \`${scope}: write\` to attest`);
    }
  }
  const statement = {
    rehearsal: "NOT SIGNED. Written by a rehearsal on a local machine; it proves nothing.",
    _type: "https://in-toto.io/Statement/v1",
    subject: readSubjects(workspace, inputs),
    predicateType: inputs["predicate-type"] || PROVENANCE,
    predicate: readPredicate(workspace, inputs),
  };
  const file = join(mkdtempSync(join(temp, "attestation-")), "attestation.json");
  writeFileSync(file, `${JSON.stringify(statement, null, 2)}\n`);
  log(`Rehearsal: wrote a statement that nobody signed to ${file}`);
  return { "bundle-path": file, "attestation-id": "rehearsal", "attestation-url": `file://${file}` };
};

type Inputs = Readonly<Record<string, string>>;

function readSubjects(workspace: string, inputs: Inputs): { name: string; digest: Record<string, string> }[] {
  const { "subject-digest": digest, "subject-name": name, "subject-path": path } = inputs;
  if (digest && name) {
    const [algorithm = "", value = ""] = digest.split(":");
    return [{ name, digest: { [algorithm]: value } }];
  }
  const patterns = (path ?? "")
    .split(/[\n,]/)
    .map((each) => each.trim())
    .filter(Boolean);
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: workspace }));
  if (files.length === 0) throw new Error(`Could not find subject at path ${path ?? ""}`);
  return files.map((file) => {
    const content = readFileSync(resolve(workspace, file));
    return { name: basename(file), digest: { sha256: createHash("sha256").update(content).digest("hex") } };
  });
}

function readPredicate(workspace: string, { predicate, "predicate-path": path }: Inputs): unknown {
  if (path) return JSON.parse(readFileSync(resolve(workspace, path), "utf8"));
  return predicate ? JSON.parse(predicate) : {};
}
