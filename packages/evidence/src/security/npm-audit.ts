import { cut } from "../formats/cut.ts";
import { fieldOf, isObject, listOf, textOf } from "../formats/fields.ts";
import { Unreadable } from "../formats/unreadable.ts";
import type { Cause, Finding, Scan } from "./finding.ts";
import { rateWord } from "./rating.ts";

/*
 * `npm audit --json`. Since npm 7 it tells of packages (`auditReportVersion` 2), before of advisories; pnpm still writes
 * the latter. Counted as the tools count: vulnerable packages there, paths to an advisory's package here.
 */

const advisoryUrl = /\/advisories\/(GHSA-[\w-]{4,30})$/;
const mostCauses = 200;

/** Reads the report of npm 7 and later. @throws Unreadable */
export function readNpmAudit(report: unknown): Scan {
  const vulnerabilities = fieldOf(report, "vulnerabilities");
  if (!isObject(vulnerabilities)) throw new Unreadable("is an npm audit without `vulnerabilities`");
  const packages = new Map(Object.entries(vulnerabilities));
  return scanOf(
    "npm audit",
    [...packages.entries()].map(([name, entry]) => readPackage(name, entry, packages)),
  );
}

function readPackage(name: string, entry: unknown, packages: ReadonlyMap<string, unknown>): Finding {
  const rating = rateWord(fieldOf(entry, "severity"));
  const { causes, title } = findCauses(name, packages);
  const range = textOf(fieldOf(entry, "range"), 100);
  const [first = { names: [name] as const, rating }, ...others] = causes;
  return {
    rating,
    where: `${cut(name, 150)}${range === null ? "" : ` ${range}`}`,
    package: cut(name, 200),
    title,
    fixedIn: fixOf(entry),
    causes: [first, ...others],
  };
}

/** The advisories that make a package vulnerable: its own, and those of the packages that it gets them by (`via`). */
function findCauses(
  name: string,
  packages: ReadonlyMap<string, unknown>,
): { causes: Cause[]; title: string | null } {
  const causes: Cause[] = [];
  let title: string | null = null;
  const seen = new Set([name]);
  for (const one of seen) {
    // What cannot be told apart is a cause of its own, which no list allows.
    if (!packages.has(one) || causes.length + seen.size > mostCauses) {
      causes.push({ names: [cut(one, 200)], rating: "unknown" });
      break;
    }
    for (const via of listOf(fieldOf(packages.get(one), "via")).slice(0, mostCauses)) {
      if (typeof via === "string") seen.add(via);
      if (!isObject(via)) continue;
      title ??= textOf(fieldOf(via, "title"));
      causes.push({ names: namesOf(via, one), rating: rateWord(fieldOf(via, "severity")) });
    }
  }
  return { causes, title };
}

function namesOf(advisory: unknown, name: string): [string, ...string[]] {
  const number = fieldOf(advisory, "source");
  const [first, ...others] = [
    ...(advisoryUrl.exec(textOf(fieldOf(advisory, "url")) ?? "")?.slice(1) ?? []),
    ...(typeof number === "number" ? [String(number)] : []),
  ];
  return [first ?? cut(name, 200), ...others];
}

function fixOf(entry: unknown): string | null {
  const fix = fieldOf(entry, "fixAvailable");
  if (fix === true) return "`npm audit fix`";
  const name = textOf(fieldOf(fix, "name"), 100);
  const version = textOf(fieldOf(fix, "version"), 50);
  return name === null || version === null ? null : `${name} ${version}`;
}

/** Reads the report of npm 6 and of pnpm. @throws Unreadable */
export function readOldNpmAudit(report: unknown): Scan {
  const advisories = fieldOf(report, "advisories");
  if (!isObject(advisories)) throw new Unreadable("is an npm audit without `advisories`");
  return scanOf("npm audit", Object.entries(advisories).flatMap(readAdvisory));
}

function readAdvisory([key, advisory]: [string, unknown]): Finding[] {
  const rating = rateWord(fieldOf(advisory, "severity"));
  const name = textOf(fieldOf(advisory, "module_name"), 150) ?? cut(key, 100);
  const ids = [
    textOf(fieldOf(advisory, "github_advisory_id")),
    ...listOf(fieldOf(advisory, "cves")).map((one) => textOf(one)),
  ].flatMap((one) => one ?? []);
  const cause: Cause = {
    names: [ids[0] ?? cut(key, 100), ...ids.slice(1, 20), cut(key, 100)],
    rating,
  };
  const fixed = textOf(fieldOf(advisory, "patched_versions"), 100);
  const found = listOf(fieldOf(advisory, "findings")).flatMap((one) => {
    const paths = listOf(fieldOf(one, "paths"));
    const version = textOf(fieldOf(one, "version"), 50);
    return (paths.length === 0 ? [null] : paths).map(() => version);
  });
  return (found.length === 0 ? [null] : found).map((version) => ({
    rating,
    where: version === null ? name : `${name} ${version}`,
    package: name,
    title: textOf(fieldOf(advisory, "title")),
    fixedIn: fixed === "<0.0.0" ? null : fixed,
    causes: [cause],
  }));
}

/** npm writes JSON too when it could not ask for advisories. @throws Unreadable always */
export function refuseFailedAudit(report: unknown): never {
  const status = fieldOf(report, "statusCode") ?? fieldOf(report, "error", "code");
  const code = typeof status === "number" || (typeof status === "string" && /^\w{1,30}$/.test(status));
  throw new Unreadable(`is of an audit that failed${code ? ` (${status})` : ""}, so nothing was scanned`);
}

function scanOf(tool: string, findings: Finding[]): Scan {
  return { tool, findings, suppressed: 0, statements: [], isScan: true };
}
