import { fieldOf, listOf, numberOf, textOf } from "../formats/fields.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Finding, Rating, Scan, Statement } from "./finding.ts";
import { rateScore, rateWord, worstOf } from "./rating.ts";

/*
 * CycloneDX JSON with `vulnerabilities`: a VEX document, or the output of a scanner that writes this format. What an
 * analysis does not close is a finding.
 */

const closing: readonly unknown[] = ["not_affected", "false_positive", "resolved", "resolved_with_pedigree"];

/** @throws Unreadable */
export function readCycloneDx(bom: unknown): Scan {
  const vulnerabilities = fieldOf(bom, "vulnerabilities");
  if (!Array.isArray(vulnerabilities))
    throw new Unreadable("is a bill of materials without vulnerabilities, and no scan");
  const components = listComponents(bom);
  const read = vulnerabilities.map((one) => readVulnerability(one, components));
  const findings = read.flatMap(({ finding }) => finding ?? []);
  return {
    tool: "CycloneDX",
    findings,
    suppressed: 0,
    statements: read.map(({ statement }) => statement),
    // One that only closes may be of no scanner at all.
    isScan: findings.length > 0,
  };
}

type Component = { name: string; version: string | null };

function listComponents(bom: unknown): ReadonlyMap<string, Component> {
  const all = [fieldOf(bom, "metadata", "component"), ...listOf(fieldOf(bom, "components"))];
  return new Map(
    all.flatMap((one) => {
      const reference = textOf(fieldOf(one, "bom-ref"), 500);
      const name = textOf(fieldOf(one, "name"), 150);
      const group = textOf(fieldOf(one, "group"), 100);
      if (reference === null || name === null) return [];
      const whole = group === null ? name : `${group}/${name}`;
      return [[reference, { name: whole, version: textOf(fieldOf(one, "version"), 50) }] as const];
    }),
  );
}

function readVulnerability(
  one: unknown,
  components: ReadonlyMap<string, Component>,
): { statement: Statement; finding: Finding | null } {
  const references = listOf(fieldOf(one, "references")).flatMap((it) => textOf(fieldOf(it, "id")) ?? []);
  const names: [string, ...string[]] = [textOf(fieldOf(one, "id")) ?? "unnamed", ...references.slice(0, 20)];
  const state = fieldOf(one, "analysis", "state");
  const closes = closing.includes(state);
  const affected = listOf(fieldOf(one, "affects")).flatMap((it) => textOf(fieldOf(it, "ref"), 500) ?? []);
  const packages = affected.map((reference) => components.get(reference) ?? packageIn(reference));
  const known = packages.filter((it) => it !== null);
  const statement = {
    names,
    closes,
    state: textOf(state, 40) ?? "unstated",
    // A reference that names no package may mean any of them.
    packages: known.length === packages.length ? known.map(({ name }) => name) : [],
  };
  const [first] = known;
  const rating = rate(one);
  const finding: Finding = {
    rating,
    where: first === undefined ? "" : first.version === null ? first.name : `${first.name} ${first.version}`,
    package: first?.name ?? null,
    title: textOf(fieldOf(one, "description")),
    fixedIn: null,
    causes: [{ names, rating }],
  };
  return { statement, finding: closes ? null : finding };
}

/** The package of a purl: `pkg:npm/%40acme/rocket@1.2.0`. */
function packageIn(reference: string): Component | null {
  const parts = /^(?:urn:cdx:[^#]*#)?pkg:[\w.+-]+\/([^?#@]+)(?:@([^?#]+))?/.exec(
    decode(reference).replace("/@", "/%40"),
  );
  if (parts?.[1] === undefined) return null;
  return { name: parts[1].replace("%40", "@"), version: parts[2] ?? null };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The worst of the ratings: each is some source's opinion. */
function rate(vulnerability: unknown): Rating {
  const ratings = listOf(fieldOf(vulnerability, "ratings")).map((one) => {
    const word = rateWord(fieldOf(one, "severity"));
    return word === "unknown" ? rateScore(numberOf(fieldOf(one, "score"))) : word;
  });
  const known = ratings.filter((one) => one !== "unknown");
  return known.length === 0 ? "unknown" : worstOf(known);
}
