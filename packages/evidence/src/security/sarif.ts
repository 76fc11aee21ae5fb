import { fieldOf, listOf, numberOf, textOf } from "../formats/fields.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Finding, Rating, Scan } from "./finding.ts";
import { rateScore } from "./rating.ts";

/*
 * SARIF 2.1.0 (OASIS, errata 01). Of a result's `kind`, only the ones that say that nothing is wrong are passed over; of
 * its `baselineState`, only `absent`, which tells of a result that is gone.
 */

const harmless: readonly unknown[] = ["pass", "notApplicable", "informational"];

/** Reads a SARIF log. @throws Unreadable where it cannot tell whether a scan took place */
export function readSarif(log: unknown): Scan {
  if (fieldOf(log, "version") !== "2.1.0") throw new Unreadable("is SARIF, but not of version 2.1.0");
  const runs = listOf(fieldOf(log, "runs"));
  if (runs.length === 0) throw new Unreadable("is SARIF without a run, so nothing was scanned");
  const read = runs.map(readRun);
  return {
    tool: [...new Set(runs.map(toolOf))].slice(0, 10).join(", "),
    findings: read.flatMap(({ findings }) => findings),
    suppressed: read.reduce((sum, { suppressed }) => sum + suppressed, 0),
    statements: [],
    isScan: true,
  };
}

function readRun(run: unknown): { findings: Finding[]; suppressed: number } {
  const results = fieldOf(run, "results");
  // "absent" and null say that the tool did not look; an empty list says that it found nothing.
  if (!Array.isArray(results)) throw new Unreadable("is SARIF with a run that holds no results");
  if (listOf(fieldOf(run, "invocations")).some((one) => fieldOf(one, "executionSuccessful") === false))
    throw new Unreadable("tells of a scan that did not end well (`executionSuccessful` is false)");
  const standing = results.filter(isTrouble);
  const counted = standing.filter((one) => !isSuppressed(one));
  const rules = listRules(run);
  return {
    findings: counted.map((one) => readResult(one, rules)),
    suppressed: standing.length - counted.length,
  };
}

function isTrouble(result: unknown): boolean {
  return !harmless.includes(fieldOf(result, "kind")) && fieldOf(result, "baselineState") !== "absent";
}

/** One without a status is accepted (3.35.3); one that is rejected or still under review leaves the result standing. */
function isSuppressed(result: unknown): boolean {
  const suppressions = listOf(fieldOf(result, "suppressions"));
  const states = suppressions.map((one) => fieldOf(one, "status") ?? "accepted");
  return states.length > 0 && states.every((one) => one === "accepted");
}

type Rules = { byPlace: ReadonlyMap<string, unknown>; byId: ReadonlyMap<string, unknown> };

/** The rules of a run: the tool's own under their index, and those of its extensions under theirs. */
function listRules(run: unknown): Rules {
  const byPlace = new Map<string, unknown>();
  const byId = new Map<string, unknown>();
  const parts = [fieldOf(run, "tool", "driver"), ...listOf(fieldOf(run, "tool", "extensions"))];
  for (const [part, component] of parts.entries())
    for (const [index, rule] of listOf(fieldOf(component, "rules")).entries()) {
      byPlace.set(`${part - 1}/${index}`, rule);
      const id = textOf(fieldOf(rule, "id"));
      if (id !== null && !byId.has(id)) byId.set(id, rule);
    }
  return { byPlace, byId };
}

function ruleOf(result: unknown, { byPlace, byId }: Rules): unknown {
  const extension = numberOf(fieldOf(result, "rule", "toolComponent", "index")) ?? -1;
  const index = numberOf(fieldOf(result, "ruleIndex")) ?? numberOf(fieldOf(result, "rule", "index")) ?? -1;
  const id = textOf(fieldOf(result, "ruleId")) ?? textOf(fieldOf(result, "rule", "id")) ?? "";
  // An id such as `CA1000/1` belongs to the rule `CA1000` (3.27.5).
  return (
    byPlace.get(`${extension}/${index}`) ??
    byId.get(id) ??
    byId.get(id.slice(0, Math.max(0, id.lastIndexOf("/"))))
  );
}

function readResult(result: unknown, rules: Rules): Finding {
  const rule = ruleOf(result, rules);
  const said = textOf(fieldOf(result, "ruleId")) ?? textOf(fieldOf(result, "rule", "id"));
  const id = said ?? textOf(fieldOf(rule, "id")) ?? "unnamed";
  const rating = rate(result, rule);
  const aliases = listOf(fieldOf(rule, "deprecatedIds")).flatMap((one) => textOf(one) ?? []);
  return {
    rating,
    where: placeOf(result),
    package: null,
    title: titleOf(result, rule),
    fixedIn: null,
    causes: [{ names: [id, ...aliases.slice(0, 20)], rating }],
  };
}

function rate(result: unknown, rule: unknown): Rating {
  const scores = [result, rule].map((one) => fieldOf(one, "properties", "security-severity"));
  const said = scores.find((one) => one !== undefined);
  if (said !== undefined) return rateScore(numberOf(said));
  return rateLevel(
    fieldOf(result, "level") ?? fieldOf(rule, "defaultConfiguration", "level") ?? "warning",
    fieldOf(result, "kind") ?? "fail",
  );
}

// A result that a person must look at has the level `none`, because the tool could not tell how bad it is.
function rateLevel(level: unknown, kind: unknown): Rating {
  switch (level) {
    case "error":
      return "high";
    case "warning":
      return "medium";
    case "note":
      return "low";
    case "none":
      return kind === "fail" ? "low" : "unknown";
    default:
      return "unknown";
  }
}

function placeOf(result: unknown): string {
  const [location] = listOf(fieldOf(result, "locations"));
  const uri = textOf(fieldOf(location, "physicalLocation", "artifactLocation", "uri"));
  const line = numberOf(fieldOf(location, "physicalLocation", "region", "startLine"));
  if (uri === null) return "";
  return line === null ? uri : `${uri}:${line}`;
}

function titleOf(result: unknown, rule: unknown): string | null {
  return textOf(fieldOf(result, "message", "text")) ?? textOf(fieldOf(rule, "shortDescription", "text"));
}

function toolOf(run: unknown): string {
  const name = textOf(fieldOf(run, "tool", "driver", "name"), 60) ?? "a tool without a name";
  const version =
    textOf(fieldOf(run, "tool", "driver", "version"), 30) ??
    textOf(fieldOf(run, "tool", "driver", "semanticVersion"), 30);
  return version === null ? name : `${name} ${version}`;
}
