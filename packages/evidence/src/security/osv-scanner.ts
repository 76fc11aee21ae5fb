import { fieldOf, listOf, numberOf, textOf } from "../formats/fields.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Finding, Rating, Scan } from "./finding.ts";
import { rateScore, rateWord, worstOf } from "./rating.ts";

/*
 * `osv-scanner --format json`. Advisories that are one under several names form a group, and the tool counts groups.
 */

/** @throws Unreadable */
export function readOsvScanner(report: unknown): Scan {
  const results = fieldOf(report, "results");
  if (!Array.isArray(results)) throw new Unreadable("is of OSV-Scanner, and has no list of results");
  const packages = results.flatMap((one) => listOf(fieldOf(one, "packages")));
  return {
    tool: "OSV-Scanner",
    findings: packages.flatMap(readPackage),
    suppressed: 0,
    statements: [],
    isScan: true,
  };
}

function readPackage(entry: unknown): Finding[] {
  const name = textOf(fieldOf(entry, "package", "name"), 150) ?? "a package without a name";
  const version = textOf(fieldOf(entry, "package", "version"), 50);
  const place = { package: name, where: version === null ? name : `${name} ${version}` };
  const advisories = new Map(
    listOf(fieldOf(entry, "vulnerabilities")).map((one) => [textOf(fieldOf(one, "id")) ?? "unnamed", one]),
  );
  const groups = listOf(fieldOf(entry, "groups")).map((one) => ({
    ids: textsOf(fieldOf(one, "ids")),
    aliases: textsOf(fieldOf(one, "aliases")),
    score: fieldOf(one, "max_severity"),
  }));
  const grouped = new Set(groups.flatMap(({ ids }) => ids));
  const alone = [...advisories.keys()].filter((id) => !grouped.has(id));
  return [...groups, ...alone.map((id) => ({ ids: [id], aliases: [], score: undefined }))].map(
    ({ ids, aliases, score }) => {
      const members = ids.flatMap((id) => advisories.get(id) ?? []);
      const rating = rate(score, members);
      const all = [...aliases, ...members.flatMap((one) => textsOf(fieldOf(one, "aliases")))];
      return {
        ...place,
        rating,
        title: members.map((one) => textOf(fieldOf(one, "summary"))).find((one) => one !== null) ?? null,
        fixedIn: fixesOf(members, name),
        causes: [{ names: [ids[0] ?? "unnamed", ...new Set([...ids.slice(1), ...all])], rating }],
      };
    },
  );
}

/** The tool's own score, or the word of the database where it found no score. */
function rate(score: unknown, members: readonly unknown[]): Rating {
  const number = numberOf(score);
  if (number !== null) return rateScore(number);
  const words = members.flatMap((one) => fieldOf(one, "database_specific", "severity") ?? []);
  return words.length === 0 ? "unknown" : worstOf(words.map(rateWord));
}

function fixesOf(members: readonly unknown[], name: string): string | null {
  const affected = members
    .flatMap((one) => listOf(fieldOf(one, "affected")))
    .filter((one) => fieldOf(one, "package", "name") === name);
  const events = affected
    .flatMap((one) => listOf(fieldOf(one, "ranges")))
    // Of sources, the events are commits.
    .filter((one) => fieldOf(one, "type") !== "GIT")
    .flatMap((one) => listOf(fieldOf(one, "events")));
  const fixes = events.flatMap((one) => textOf(fieldOf(one, "fixed"), 50) ?? []);
  return fixes.length === 0 ? null : [...new Set(fixes)].slice(0, 5).join(", ");
}

function textsOf(value: unknown): string[] {
  return listOf(value)
    .slice(0, 100)
    .flatMap((one) => textOf(one) ?? []);
}
