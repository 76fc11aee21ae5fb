import { fieldOf, listOf, numberOf, textOf } from "../formats/fields.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Finding, Scan } from "./finding.ts";
import { rateWord } from "./rating.ts";

/*
 * `trivy --format json`, schema version 2: vulnerabilities, misconfigurations, secrets and licences. Where it finds
 * nothing, Trivy leaves `Results` out.
 */

/** @throws Unreadable */
export function readTrivy(report: unknown): Scan {
  if (fieldOf(report, "SchemaVersion") !== 2)
    throw new Unreadable("is of Trivy, and its `SchemaVersion` is not 2");
  const results = fieldOf(report, "Results") ?? [];
  if (!Array.isArray(results)) throw new Unreadable("is of Trivy, and its `Results` are no list");
  const version = textOf(fieldOf(report, "Trivy", "Version"), 30);
  return {
    tool: version === null ? "Trivy" : `Trivy ${version}`,
    findings: results.flatMap(readTarget),
    suppressed: results.reduce((sum, one) => sum + setAside(one), 0),
    statements: [],
    isScan: true,
  };
}

function readTarget(result: unknown): Finding[] {
  const target = textOf(fieldOf(result, "Target"), 120) ?? "";
  const failed = listOf(fieldOf(result, "Misconfigurations")).filter((one) => isFailed(one));
  return [
    ...listOf(fieldOf(result, "Vulnerabilities")).map(readVulnerability),
    ...failed.map((one) =>
      readPlace(one, target, fieldOf(one, "CauseMetadata", "StartLine"), ["ID", "AVDID"]),
    ),
    ...listOf(fieldOf(result, "Secrets")).map((one) =>
      readPlace(one, target, fieldOf(one, "StartLine"), ["RuleID"]),
    ),
    ...listOf(fieldOf(result, "Licenses")).map((one) => readLicence(one, target)),
  ];
}

// Older versions name no status, and list nothing but failures.
function isFailed(one: unknown): boolean {
  const status = fieldOf(one, "Status");
  return status !== "PASS" && status !== "EXCEPTION";
}

function readVulnerability(one: unknown): Finding {
  const name = textOf(fieldOf(one, "PkgName"), 150) ?? "a package without a name";
  const version = textOf(fieldOf(one, "InstalledVersion"), 50);
  const rating = rateWord(fieldOf(one, "Severity"));
  const vendor = listOf(fieldOf(one, "VendorIDs")).flatMap((id) => textOf(id) ?? []);
  return {
    rating,
    where: version === null ? name : `${name} ${version}`,
    package: name,
    title: textOf(fieldOf(one, "Title")),
    fixedIn: textOf(fieldOf(one, "FixedVersion"), 100),
    causes: [
      { names: [textOf(fieldOf(one, "VulnerabilityID")) ?? "unnamed", ...vendor.slice(0, 20)], rating },
    ],
  };
}

function readPlace(one: unknown, target: string, line: unknown, ids: readonly string[]): Finding {
  const rating = rateWord(fieldOf(one, "Severity"));
  const [first = "unnamed", ...others] = ids.flatMap((id) => textOf(fieldOf(one, id)) ?? []);
  const number = numberOf(line);
  return {
    rating,
    where: number === null ? target : `${target}:${number}`,
    package: null,
    title: textOf(fieldOf(one, "Title")),
    fixedIn: null,
    causes: [{ names: [first, ...others], rating }],
  };
}

function readLicence(one: unknown, target: string): Finding {
  const rating = rateWord(fieldOf(one, "Severity"));
  const name = textOf(fieldOf(one, "PkgName"), 150);
  const licence = textOf(fieldOf(one, "Name")) ?? "unnamed";
  return {
    rating,
    where: name ?? textOf(fieldOf(one, "FilePath")) ?? target,
    package: name,
    title: `Licence ${licence}`,
    fixedIn: null,
    causes: [{ names: [licence], rating }],
  };
}

/** What `.trivyignore` and VEX documents took out, where the report was asked to show it. */
function setAside(result: unknown): number {
  return listOf(fieldOf(result, "ExperimentalModifiedFindings")).length;
}
