import type { ReleaseRules } from "@release-approval/approval";
import type { Cause, Finding, Rating, Scan, Statement } from "./finding.ts";
import { severities } from "./finding.ts";
import { worstOf } from "./rating.ts";

export type SecurityThreshold = Exclude<NonNullable<ReleaseRules["evidence"]["security"]>, false>;
export type Allowance = NonNullable<SecurityThreshold["allow"]>[number];

/** Where a policy names no threshold, a report that is given holds by the default policy's. */
const defaultThreshold: SecurityThreshold = { "fail-on": "high" };

export type WeighedFindings = {
  failOn: SecurityThreshold["fail-on"];
  /** What counts, each with the rating of what is left of its causes. */
  standing: readonly Finding[];
  /** Those of them at or above the threshold, the worst first. */
  blocking: readonly Finding[];
  allowed: readonly { finding: Finding; by: readonly Allowance[] }[];
  /** Findings that would be allowed, had the entry not run out. */
  expired: readonly { finding: Finding; by: Allowance }[];
  /** Findings that a VEX document closes. */
  closed: readonly { finding: Finding; by: Statement }[];
};

/**
 * Sorts what scans found by what policy and VEX documents say of it. A finding with several causes is set aside when each
 * of them is, and otherwise keeps the rating of those that are not.
 * @param today the date in UTC, as 2026-11-24: the last day of an allowance still counts
 */
export function weighFindings(
  scans: readonly Scan[],
  threshold: SecurityThreshold | undefined,
  today: string,
): WeighedFindings {
  const { "fail-on": failOn, allow = [] } = threshold ?? defaultThreshold;
  const current = indexByName(allow.filter(({ expires }) => expires >= today));
  const past = indexByName(allow.filter(({ expires }) => expires < today));
  const statements = indexStatements(scans);
  const weighed = {
    standing: [] as Finding[],
    allowed: [] as { finding: Finding; by: Allowance[] }[],
    expired: [] as { finding: Finding; by: Allowance }[],
    closed: [] as { finding: Finding; by: Statement }[],
  };
  for (const finding of withoutRepeated(scans)) {
    const closings = finding.causes.map((cause) => closingOf(cause, finding, statements));
    const open = finding.causes.filter((_, at) => closings[at] === null);
    const [closing] = closings.filter((one) => one !== null);
    const allowances = open.map((cause) => lookUp(cause, current));
    const left = open.filter((_, at) => allowances[at] === undefined);
    const [first, ...others] = left;
    if (open.length === 0 && closing !== undefined) weighed.closed.push({ finding, by: closing });
    else if (first === undefined)
      weighed.allowed.push({ finding, by: [...new Set(allowances.filter((one) => one !== undefined))] });
    else {
      const whole = left.length === finding.causes.length;
      const rest: Finding = whole
        ? finding
        : { ...finding, causes: [first, ...others], rating: worstOf(left.map(({ rating }) => rating)) };
      weighed.standing.push(rest);
      const old = left.map((cause) => lookUp(cause, past)).find((one) => one !== undefined);
      if (old !== undefined) weighed.expired.push({ finding: rest, by: old });
    }
  }
  return { failOn, ...weighed, blocking: findBlocking(weighed.standing, failOn) };
}

/** What a VEX document leaves open is a scan's finding where one has it: documents seldom say how bad it is. */
function withoutRepeated(scans: readonly Scan[]): Finding[] {
  const found = scans.filter(({ statements }) => statements.length === 0).flatMap((one) => one.findings);
  const names = new Set(found.flatMap(({ causes }) => causes.flatMap((one) => one.names.map(lower))));
  const stated = scans.filter(({ statements }) => statements.length > 0).flatMap((one) => one.findings);
  const isRepeated = ({ causes }: Finding) =>
    causes.every((one) => one.names.some((name) => names.has(lower(name))));
  return [...found, ...stated.filter((one) => !isRepeated(one))];
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** The worst first, in the order of the reports otherwise. An unknown severity blocks whatever the threshold. */
function findBlocking(findings: readonly Finding[], failOn: Rating): Finding[] {
  const order: readonly Rating[] = ["unknown", ...severities];
  const blocking = order.slice(0, order.indexOf(failOn) + 1);
  const shown: readonly Rating[] = [...severities.filter((one) => blocking.includes(one)), "unknown"];
  return shown.flatMap((rating) => findings.filter((one) => one.rating === rating));
}

function indexByName(allowances: readonly Allowance[]): ReadonlyMap<string, Allowance> {
  return new Map(allowances.map((one) => [one.id.toLowerCase(), one]));
}

function lookUp({ names }: Cause, allowances: ReadonlyMap<string, Allowance>): Allowance | undefined {
  for (const name of names) {
    const found = allowances.get(name.toLowerCase());
    if (found !== undefined) return found;
  }
  return undefined;
}

function indexStatements(scans: readonly Scan[]): ReadonlyMap<string, readonly Statement[]> {
  const index = new Map<string, Statement[]>();
  for (const statement of scans.flatMap((one) => one.statements))
    for (const name of statement.names.map((one) => one.toLowerCase())) {
      const known = index.get(name);
      if (known === undefined) index.set(name, [statement]);
      else known.push(statement);
    }
  return index;
}

/** The statement that closes a cause. Of several, one that leaves it open wins. */
function closingOf(
  { names }: Cause,
  finding: Finding,
  index: ReadonlyMap<string, readonly Statement[]>,
): Statement | null {
  const about = names
    .flatMap((name) => index.get(name.toLowerCase()) ?? [])
    .filter((one) => isAbout(one, finding));
  return about.every((one) => one.closes) ? (about[0] ?? null) : null;
}

function isAbout({ packages }: Statement, finding: Finding): boolean {
  const name = finding.package?.toLowerCase();
  return packages.length === 0 || name === undefined || packages.some((one) => one.toLowerCase() === name);
}
