import { fieldOf, listOf, textOf } from "../formats/fields.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Finding, Scan } from "./finding.ts";
import { rateWord } from "./rating.ts";

/** Reads `grype -o json`. @throws Unreadable */
export function readGrype(report: unknown): Scan {
  const matches = fieldOf(report, "matches");
  if (!Array.isArray(matches)) throw new Unreadable("is of Grype, and has no list of matches");
  const version = textOf(fieldOf(report, "descriptor", "version"), 30);
  return {
    tool: version === null ? "Grype" : `Grype ${version}`,
    findings: matches.map(readMatch),
    suppressed: listOf(fieldOf(report, "ignoredMatches")).length,
    statements: [],
    isScan: true,
  };
}

function readMatch(match: unknown): Finding {
  const name = textOf(fieldOf(match, "artifact", "name"), 150) ?? "a package without a name";
  const version = textOf(fieldOf(match, "artifact", "version"), 50);
  const rating = rateWord(fieldOf(match, "vulnerability", "severity"));
  const related = listOf(fieldOf(match, "relatedVulnerabilities")).flatMap(
    (one) => textOf(fieldOf(one, "id")) ?? [],
  );
  const fixes = listOf(fieldOf(match, "vulnerability", "fix", "versions")).flatMap(
    (one) => textOf(one, 50) ?? [],
  );
  return {
    rating,
    where: version === null ? name : `${name} ${version}`,
    package: name,
    title: textOf(fieldOf(match, "vulnerability", "description")),
    fixedIn: fixes.length === 0 ? null : fixes.slice(0, 5).join(", "),
    causes: [
      {
        names: [textOf(fieldOf(match, "vulnerability", "id")) ?? "unnamed", ...related.slice(0, 20)],
        rating,
      },
    ],
  };
}
