import { describe, expect, it } from "vitest";
import { fileOf, fixture } from "../../test/report-file.ts";
import { judgeSecurity, securityReasons } from "./judge.ts";
import { readSecurity } from "./read.ts";
import type { SecurityThreshold } from "./weigh.ts";

const today = "2026-11-24";
type FailOn = SecurityThreshold["fail-on"];

const allow = (id: string, expires = "2026-12-24") => ({ id, reason: "not reachable", expires });

async function judge(reports: readonly string[], threshold?: SecurityThreshold) {
  return judgeSecurity(
    await readSecurity(reports.map((one) => fixture(`security/${one}`))),
    threshold,
    today,
  );
}

describe("the verdict on security scans", () => {
  it.each<[string, FailOn, "met" | "unmet"]>([
    ["eslint.sarif", "critical", "met"],
    ["eslint.sarif", "high", "unmet"],
    ["osv-scanner.sarif", "high", "met"],
    ["osv-scanner.sarif", "medium", "unmet"],
    ["grype-clean.json", "low", "met"],
    ["npm-audit.json", "critical", "unmet"],
  ])("%s, fail-on %s: %s", async (report, failOn, verdict) => {
    expect(await judge([report], { "fail-on": failOn })).toMatchObject({ item: "security", verdict });
  });

  it.each<FailOn>(["critical", "high", "medium", "low"])(
    "is unmet at %s where a severity is not known",
    async (failOn) => {
      const { verdict, figures } = await judge(["grype-ignored.json"], { "fail-on": failOn });
      expect(verdict).toBe("unmet");
      expect(figures["first"]).toContain("CVE-2026-0001 (severity unknown) in left-out 1.0.0");
    },
  );

  it("says how many block, the worst first, with the cure", async () => {
    expect(await judge(["npm-audit.json"], { "fail-on": "high" })).toEqual({
      item: "security",
      verdict: "unmet",
      threshold: "no finding that is high or worse",
      figures: {
        blocking: 3,
        first:
          "GHSA-xvch-5gv4-984h (critical) in minimist 1.2.0, fixed in mkdirp 0.5.6; GHSA-xvch-5gv4-984h (critical) in mkdirp 0.5.1, fixed in mkdirp 0.5.6; GHSA-35jh-r3h4-6jhm (high) in lodash 4.17.15, fixed in lodash 4.17.21",
        critical: 2,
        high: 1,
        medium: 0,
        low: 0,
        tools: "npm audit",
      },
    });
  });

  it("is missing without a report, and unreadable with one that cannot be read among others", async () => {
    expect(judgeSecurity([], undefined, today)).toMatchObject({ verdict: "missing" });
    const readings = await readSecurity([
      fixture("security/grype-clean.json"),
      fileOf("{", { path: "b.json" }),
    ]);
    expect(judgeSecurity(readings, undefined, today)).toMatchObject({
      verdict: "unreadable",
      figures: { problem: "b.json is not JSON, or is cut off." },
    });
  });

  it("counts by the default policy where this one has no threshold", async () => {
    expect(await judge(["osv-scanner.sarif"])).toMatchObject({ verdict: "met" });
    expect(await judge(["grype.json"])).toMatchObject({ verdict: "unmet" });
  });
});

describe("the list of what is allowed", () => {
  it.each<[string, SecurityThreshold["allow"], number]>([
    ["an id", [allow("GHSA-35jh-r3h4-6jhm")], 1],
    ["another name of it, in other letters", [allow("cve-2021-23337")], 1],
    ["its last day", [allow("CVE-2021-23337", today)], 1],
    ["the day after", [allow("CVE-2021-23337", "2026-11-23")], 0],
    ["a part of an id", [allow("CVE-2021")], 0],
    ["a key that every object has", [allow("constructor")], 0],
  ])("%s", async (_, list, allowed) => {
    const { verdict, figures } = await judge(["osv-scanner-one.json"], {
      "fail-on": "high",
      ...(list && { allow: list }),
    });
    expect({ verdict, allowed: figures["allowed"] }).toEqual({
      verdict: allowed === 1 ? "met" : "unmet",
      allowed: allowed === 1 ? 1 : undefined,
    });
  });

  it("says why, and until when", async () => {
    const { figures } = await judge(["osv-scanner-one.json"], {
      "fail-on": "high",
      allow: [allow("CVE-2021-23337")],
    });
    expect(figures["allowed-because"]).toBe("CVE-2021-23337 until 2026-12-24: not reachable");
  });

  it("says which entry has run out", async () => {
    const { figures } = await judge(["osv-scanner-one.json"], {
      "fail-on": "high",
      allow: [allow("CVE-2021-23337", "2026-11-01")],
    });
    expect(figures["expired"]).toBe("CVE-2021-23337 was allowed until 2026-11-01");
  });

  it("sets a package aside only with all of its advisories", async () => {
    const high = allow("GHSA-35jh-r3h4-6jhm");
    const one = { "fail-on": "medium", allow: [high] } as const;
    expect(await judge(["npm-audit-one.json"], { ...one, allow: [high] })).toMatchObject({
      verdict: "unmet",
      figures: { blocking: 1, high: 0, medium: 1 },
    });
    expect(
      await judge(["npm-audit-one.json"], { ...one, allow: [high, allow("GHSA-29mw-wpgm-hmr9")] }),
    ).toMatchObject({ verdict: "met", figures: { allowed: 1 } });
  });
});

describe("a VEX document", () => {
  it("takes out what it closes, under any of its names, in the package that it is about", async () => {
    const { verdict, figures } = await judge(["grype.json", "cyclonedx-vex.json"], { "fail-on": "high" });
    expect(verdict).toBe("met");
    expect(figures).toMatchObject({
      critical: 0,
      high: 0,
      medium: 1,
      "closed-by-vex": 2,
      closed: "GHSA-xvch-5gv4-984h resolved; GHSA-35jh-r3h4-6jhm not affected",
    });
  });

  it("alone is no scan", async () => {
    expect(await judge(["cyclonedx-vex.json"])).toMatchObject({
      verdict: "missing",
      figures: { problem: "The reports only say what to leave out (VEX); none is of a scan." },
    });
  });

  const vex = (...vulnerabilities: object[]) =>
    fileOf(JSON.stringify({ bomFormat: "CycloneDX", vulnerabilities }), { path: "vex.json" });
  const closed = { id: "GHSA-35jh-r3h4-6jhm", analysis: { state: "not_affected" } };

  it.each<[string, object[], "met" | "unmet"]>([
    ["closes it everywhere", [closed], "met"],
    ["is about this package", [{ ...closed, affects: [{ ref: "pkg:npm/lodash@4.17.20" }] }], "met"],
    ["is about another package", [{ ...closed, affects: [{ ref: "pkg:npm/other@1.0.0" }] }], "unmet"],
    ["is about an advisory of another name", [{ ...closed, id: "CVE-1999-1" }], "unmet"],
    ["is still looking into it", [{ ...closed, analysis: { state: "in_triage" } }], "unmet"],
    ["says that it does harm", [{ ...closed, analysis: { state: "exploitable" } }], "unmet"],
    ["says both", [closed, { ...closed, analysis: { state: "exploitable" } }], "unmet"],
    ["says nothing", [{ ...closed, analysis: undefined }], "unmet"],
  ])("that %s", async (_, statements, verdict) => {
    const readings = await readSecurity([fixture("security/osv-scanner-one.json"), vex(...statements)]);
    expect(judgeSecurity(readings, { "fail-on": "high" }, today).verdict).toBe(verdict);
  });

  it("leaves a finding that it still looks into as bad as the scan says", async () => {
    const open = { id: "CVE-2021-23337", analysis: { state: "in_triage" } };
    const readings = await readSecurity([fixture("security/osv-scanner-one.json"), vex(open)]);
    expect(judgeSecurity(readings, { "fail-on": "critical" }, today)).toMatchObject({
      verdict: "met",
      figures: { high: 1 },
    });
    expect(judgeSecurity(await readSecurity([vex(open)]), { "fail-on": "critical" }, today)).toMatchObject({
      verdict: "unmet",
      figures: { "of-unknown-severity": 1 },
    });
  });
});

describe("a scan makes a release security-related", () => {
  it("when it finds something at or above the threshold that nobody set aside", async () => {
    const readings = await readSecurity([fixture("security/osv-scanner-one.json")]);
    expect(securityReasons(readings, { "fail-on": "high" }, today)).toEqual([
      "the scan found GHSA-35jh-r3h4-6jhm (high) in lodash 4.17.20, fixed in 4.17.21",
    ]);
    expect(securityReasons(readings, { "fail-on": "critical" }, today)).toEqual([]);
    const allowed = { "fail-on": "high", allow: [allow("CVE-2021-23337")] } as const;
    expect(securityReasons(readings, { ...allowed, allow: [...allowed.allow] }, today)).toEqual([]);
  });
});
