import { fieldOf, isObject } from "../formats/fields.ts";
import { readJson } from "../formats/json.ts";
import { Unreadable } from "../formats/unreadable.ts";
import { readReports } from "../reading.ts";
import type { Reading, ReportFile } from "../report.ts";
import { readCycloneDx } from "./cyclonedx.ts";
import type { Scan } from "./finding.ts";
import { readGrype } from "./grype.ts";
import { readNpmAudit, readOldNpmAudit, refuseFailedAudit } from "./npm-audit.ts";
import { readOsvScanner } from "./osv-scanner.ts";
import { readSarif } from "./sarif.ts";
import { readTrivy } from "./trivy.ts";

type Format = { name: string; is: (report: unknown) => boolean; read: (report: unknown) => Scan };

/** By what a report holds, never by its name. */
const formats: readonly Format[] = [
  { name: "SARIF", is: (it) => has(it, "runs"), read: readSarif },
  { name: "CycloneDX", is: (it) => fieldOf(it, "bomFormat") === "CycloneDX", read: readCycloneDx },
  { name: "npm audit", is: (it) => has(it, "auditReportVersion"), read: readNpmAudit },
  { name: "npm audit", is: (it) => has(it, "advisories"), read: readOldNpmAudit },
  { name: "npm audit", is: isFailedAudit, read: refuseFailedAudit },
  { name: "Trivy", is: (it) => has(it, "SchemaVersion"), read: readTrivy },
  { name: "Grype", is: (it) => has(it, "matches"), read: readGrype },
  { name: "OSV-Scanner", is: isOsvScanner, read: readOsvScanner },
];

/** Reads reports of security scans, and VEX documents. */
export function readSecurity(files: readonly ReportFile[]): Promise<Reading<Scan>[]> {
  return readReports(files, async (text) => {
    const report = await readJson(text);
    const format = formats.find(({ is }) => is(report));
    if (format === undefined)
      throw new Unreadable(
        "is no security report that can be read: SARIF, npm audit, OSV-Scanner, Trivy, Grype or CycloneDX, as JSON",
      );
    return { format: format.name, found: format.read(report) };
  });
}

function has(report: unknown, key: string): boolean {
  return fieldOf(report, key) !== undefined;
}

function isFailedAudit(report: unknown): boolean {
  return (
    (has(report, "statusCode") && has(report, "uri")) || typeof fieldOf(report, "error", "code") === "string"
  );
}

const osvKeys = /^(?:results|image_metadata|license_summary|experimental_\w+)$/;

// Other tools have `results`, too: here each names packages, and where there is none, nothing else is there.
function isOsvScanner(report: unknown): boolean {
  const results = fieldOf(report, "results");
  if (!isObject(report) || !Array.isArray(results)) return false;
  return results.length === 0
    ? Object.keys(report).every((key) => osvKeys.test(key))
    : results.every((one) => has(one, "packages"));
}
