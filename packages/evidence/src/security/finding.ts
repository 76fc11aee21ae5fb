/** From the worst to the least. */
export const severities = ["critical", "high", "medium", "low"] as const;
export type Severity = (typeof severities)[number];

/** `unknown`: the report does not say it, or in words that are not known. It counts as the worst. */
export type Rating = Severity | "unknown";

/** What a finding is due to: an advisory or a rule, under each of its names. */
export type Cause = { names: readonly [string, ...string[]]; rating: Rating };

/** Something that a scan found. */
export type Finding = {
  rating: Rating;
  /** A package and its version, or a file and its line. */
  where: string;
  /** Name of the package; null for a place in the sources. */
  package: string | null;
  title: string | null;
  fixedIn: string | null;
  /** More than one where the tool tells of packages, and a package has several advisories. */
  causes: readonly [Cause, ...Cause[]];
};

/** What somebody said about an advisory in a VEX document. */
export type Statement = {
  names: readonly string[];
  /** Whether it says that the advisory does no harm here. */
  closes: boolean;
  state: string;
  /** The packages that it is about; none: all of them. */
  packages: readonly string[];
};

/** A report of a scan. */
export type Scan = {
  tool: string;
  findings: readonly Finding[];
  /** Findings that the tool's own rules set aside. */
  suppressed: number;
  statements: readonly Statement[];
  /** A VEX document says what to leave out, and scans nothing. */
  isScan: boolean;
};

/** `GHSA-…`: how a finding is called. */
export function idOf({ causes: [first] }: Finding): string {
  return first.names[0];
}
