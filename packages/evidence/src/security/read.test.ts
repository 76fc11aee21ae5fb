import { describe, expect, it } from "vitest";
import { fileOf, fixture, printed } from "../../test/report-file.ts";
import { judgeSecurity } from "./judge.ts";
import { readSecurity } from "./read.ts";

const today = "2026-11-24";

/** How many findings of each severity: what the tool itself told, in its own words, where it could be run. */
const figures: readonly [
  report: string,
  format: string,
  counts: { critical?: number; high?: number; medium?: number; low?: number; unknown?: number },
  told: readonly string[],
][] = [
  ["eslint.sarif", "SARIF", { high: 1, medium: 5 }, ["6 problems (1 error, 5 warnings)"]],
  ["eslint-clean.sarif", "SARIF", {}, []],
  ["bandit.sarif", "SARIF", { high: 2, medium: 2, low: 3 }, ["Low: 3 Medium: 2 High: 2"]],
  ["semgrep.sarif", "SARIF", { critical: 1, medium: 1 }, ["Findings: 2 (2 blocking)"]],
  ["osv-scanner.sarif", "SARIF", { medium: 1 }, []],
  ["npm-audit.json", "npm audit", { critical: 2, high: 1 }, ["3 vulnerabilities (1 high, 2 critical)"]],
  ["npm-audit-one.json", "npm audit", { high: 1 }, ["1 high severity vulnerability"]],
  ["npm-audit-clean.json", "npm audit", {}, ["found 0 vulnerabilities"]],
  ["npm-audit-6.json", "npm audit", { critical: 1, high: 2 }, []],
  [
    "osv-scanner.json",
    "OSV-Scanner",
    { critical: 1, high: 2, unknown: 1 },
    ["MAL-2026-1 | |", "GHSA-35jh-r3h4-6jhm | 7.2", "GHSA-p6mc-m468-83gw | 7.4", "GHSA-xvch-5gv4-984h | 9.8"],
  ],
  ["osv-scanner-one.json", "OSV-Scanner", { high: 1 }, []],
  ["osv-scanner-clean.json", "OSV-Scanner", {}, []],
  ["trivy.json", "Trivy", { critical: 1, high: 1, medium: 1, unknown: 1 }, []],
  ["trivy-config.json", "Trivy", { critical: 1, high: 1, low: 1, unknown: 1 }, []],
  ["trivy-clean.json", "Trivy", {}, []],
  ["grype.json", "Grype", { critical: 1, high: 1, medium: 1 }, []],
  ["grype-ignored.json", "Grype", { low: 1, unknown: 1 }, []],
  ["grype-clean.json", "Grype", {}, []],
  ["cyclonedx-retire.json", "CycloneDX", { medium: 1 }, ["severity: medium; CVE: CVE-2020-11022"]],
  ["cyclonedx-open.json", "CycloneDX", { high: 1 }, []],
];

describe("the report of a scan", () => {
  it.each(figures)("%s is read as %s, with its figures", async (report, format, counts, told) => {
    const readings = await readSecurity([fixture(`security/${report}`)]);
    expect(readings).toMatchObject([{ ok: true, format }]);
    const { unknown, ...known } = { critical: 0, high: 0, medium: 0, low: 0, ...counts };
    const { figures: shown } = judgeSecurity(readings, { "fail-on": "low" }, today);
    expect(shown).toMatchObject(known);
    expect(shown["of-unknown-severity"]).toBe(unknown);
    for (const words of told)
      expect(printed(`security/${report.replace(/\.\w+$/, ".printed.txt")}`)).toContain(words);
  });

  it("names package, severity and cure", async () => {
    const [reading] = await readSecurity([fixture("security/npm-audit.json")]);
    expect(reading?.ok === true ? reading.found.findings : []).toMatchObject([
      {
        where: "lodash 4.17.15",
        rating: "high",
        title: "Command Injection in lodash",
        fixedIn: "lodash 4.17.21",
        causes: [
          { names: ["GHSA-35jh-r3h4-6jhm", "1065"], rating: "high" },
          { names: ["GHSA-29mw-wpgm-hmr9", "1066"], rating: "medium" },
        ],
      },
      { where: "minimist 1.2.0", causes: [{ names: ["GHSA-xvch-5gv4-984h", "1097"] }] },
      { where: "mkdirp 0.5.1", causes: [{ names: ["GHSA-xvch-5gv4-984h", "1097"] }] },
    ]);
  });

  it.each([
    ["osv-scanner.json", ["GHSA-35jh-r3h4-6jhm", "CVE-2021-23337"]],
    ["osv-scanner.sarif", ["CVE-2021-23337", "GHSA-35jh-r3h4-6jhm"]],
    ["grype.json", ["GHSA-35jh-r3h4-6jhm", "CVE-2021-23337"]],
    ["npm-audit-6.json", ["GHSA-35jh-r3h4-6jhm", "CVE-2021-23337"]],
  ])("%s tells an advisory under each of its names", async (report, names) => {
    const [reading] = await readSecurity([fixture(`security/${report}`)]);
    const causes = reading?.ok === true ? reading.found.findings.flatMap((one) => one.causes) : [];
    expect(causes).toContainEqual(
      expect.objectContaining({ names: expect.arrayContaining(names) as unknown }),
    );
  });

  it("counts what the tool itself set aside", async () => {
    const reports = ["eslint.sarif", "semgrep.sarif", "grype-ignored.json"];
    const readings = await readSecurity(reports.map((one) => fixture(`security/${one}`)));
    expect(readings.map((one) => (one.ok ? one.found.suppressed : null))).toEqual([1, 1, 1]);
  });

  it.each<[string, string | Uint8Array, string]>([
    ["empty", "", "is empty."],
    ["cut off", '{"version":"2.1.0","runs":[{"results":[', "is not JSON, or is cut off."],
    ["no JSON", "<html>", "is not JSON, or is cut off."],
    ["not UTF-8", new Uint8Array([0x7b, 0xff, 0xff]), "is not UTF-8 text."],
    ["nested deeply", "[".repeat(100_000), "is nested more than 100 levels deep."],
    ["of nothing but values", `[${"[],".repeat(3_000_000)}[]]`, "holds more values than are read of JSON."],
    ["a list", "[]", "is no security report that can be read"],
    ["of another kind", '{"results":[{"command":"sleep 1"}]}', "is no security report that can be read"],
    [
      "a report of semgrep",
      '{"results":[],"errors":[],"paths":{}}',
      "is no security report that can be read",
    ],
    ["SARIF 2.0", '{"version":"2.0.0","runs":[]}', "is SARIF, but not of version 2.1.0."],
    ["SARIF without runs", '{"version":"2.1.0","runs":[]}', "is SARIF without a run"],
    ["SARIF that did not look", '{"version":"2.1.0","runs":[{}]}', "a run that holds no results."],
    [
      "SARIF of a scan that failed",
      '{"version":"2.1.0","runs":[{"results":[],"invocations":[{"executionSuccessful":false}]}]}',
      "a scan that did not end well",
    ],
    ["npm audit of a kind to come", '{"auditReportVersion":3}', "is an npm audit without `vulnerabilities`."],
    [
      "Trivy with vulnerabilities that are no list",
      '{"SchemaVersion":2,"Results":[{"Vulnerabilities":{}}]}',
      "holds something else where its format has a list.",
    ],
    ["old Trivy", '{"SchemaVersion":1}', "its `SchemaVersion` is not 2."],
    ["a bill of materials", '{"bomFormat":"CycloneDX","components":[]}', "without vulnerabilities"],
  ])("cannot be read: %s", async (_, content, problem) => {
    const [reading] = await readSecurity([fileOf(content, { path: "scan.json" })]);
    expect(reading).toMatchObject({ ok: false });
    expect(reading?.ok === false ? reading.problem : "").toMatch(/^scan\.json /);
    expect(reading?.ok === false ? reading.problem : "").toContain(problem);
  });

  it("cannot be read when npm could not ask for advisories", async () => {
    const [reading] = await readSecurity([fixture("security/npm-audit-failed.json")]);
    expect(reading).toEqual({
      ok: false,
      problem: "security/npm-audit-failed.json is of an audit that failed (405), so nothing was scanned.",
    });
  });
});
