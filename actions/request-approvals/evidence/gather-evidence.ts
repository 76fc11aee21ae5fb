import type { InputsOf } from "@release-approval/action-kit";
import type { EvidenceItem, Policy, ReleaseType } from "@release-approval/approval";
import type { Judgement } from "@release-approval/evidence";
import type { Comparison } from "@release-approval/github";
import type { contract } from "../contract.ts";
import { findReports } from "./find-reports.ts";
import { digestOf, type OpenReport, openReport } from "./open-report.ts";

export type EvidenceInputs = Pick<
  InputsOf<typeof contract>,
  | "test-results"
  | "coverage"
  | "security-scan"
  | "performance"
  | "release-notes"
  | "migration-guide"
  | "documentation"
  | "deployment-plan"
  | "rollback-plan"
>;

export type EvidencePlace = {
  workspace: string;
  policy: Policy;
  release: { version: string; type: ReleaseType };
  /** `first`: there is no release before; `unknown`: GitHub cannot compare with it. */
  since: Comparison | "first" | "unknown";
  /** What the release before was measured at. */
  baseline: () => Promise<EvidenceItem["measurements"] | null>;
  /** In UTC, `2026-11-24`. */
  today: string;
};

export type Evidence = {
  items: EvidenceItem[];
  /** Why the reports make the release security-related. */
  securityReasons: string[];
};

/**
 * Measures the preparation checklist: what the request names reports of, and what the policy has a threshold for. A report
 * that is not named, not there, or that nobody can read is a verdict and no error.
 * @throws ConfigurationError when a path leads out of the workspace
 */
export async function gatherEvidence(inputs: EvidenceInputs, place: EvidencePlace): Promise<Evidence> {
  const { policy, release } = place;
  const thresholds = policy.releaseTypes[release.type]?.evidence ?? {};
  const opened = await openAll(inputs, place.workspace);
  const isNamed = Object.values(opened).some(({ named }) => named);
  if (!isNamed && Object.keys(thresholds).length === 0) return { items: [], securityReasons: [] };
  const evidence = await import("@release-approval/evidence");
  const items: EvidenceItem[] = [];
  const keep = async (judgement: Judgement, ...reports: Opened[]) => {
    items.push(await withSource(judgement, reports));
  };
  const { "test-results": tests, coverage, performance } = opened;
  if (tests.named || asksFor(thresholds.tests))
    await keep(evidence.judgeTests(await evidence.readTests(tests.files), on(thresholds.tests)), tests);
  if (coverage.named || asksFor(thresholds.coverage))
    await keep(
      evidence.judgeCoverage(await evidence.readCoverage(coverage.files), on(thresholds.coverage)),
      coverage,
    );
  const scan = opened["security-scan"];
  const scans = await evidence.readSecurity(scan.files);
  if (scan.named || asksFor(thresholds.security))
    await keep(evidence.judgeSecurity(scans, on(thresholds.security), place.today), scan);
  if (performance.named || asksFor(thresholds.performance)) {
    const readings = await evidence.readPerformance(performance.files);
    const baseline = readings.length === 0 ? null : ((await place.baseline()) ?? null);
    await keep(evidence.judgePerformance(readings, on(thresholds.performance), baseline), performance);
  }
  const notes = await judgeDocuments(opened, thresholds, place, keep);
  return {
    items,
    securityReasons: [
      ...evidence.securityReasons(scans, on(thresholds.security), place.today),
      ...evidence.advisoriesIn(notes).map((id) => `the release notes name ${id}`),
    ],
  };
}

type Keep = (judgement: Judgement, ...reports: Opened[]) => Promise<void>;
type Thresholds = NonNullable<Policy["releaseTypes"][ReleaseType]>["evidence"];

/** @returns the notes of this version */
async function judgeDocuments(
  opened: Record<keyof EvidenceInputs, Opened>,
  thresholds: Thresholds,
  { release, since }: EvidencePlace,
  keep: Keep,
): Promise<string> {
  const evidence = await import("@release-approval/evidence");
  const read = (name: keyof EvidenceInputs) => evidence.readDocuments(opened[name].files);
  const [notes, guides] = [await read("release-notes"), await read("migration-guide")];
  const { "release-notes": note, "migration-guide": guide, documentation } = opened;
  if (note.named || guide.named || asksFor(thresholds["release-package"])) {
    const fromCommits =
      typeof since === "string" ? 0 : countNotes(evidence.notesFromCommits(toCommits(since)));
    const given = { notes, guides, fromCommits };
    await keep(evidence.judgePackage(release, given, on(thresholds["release-package"])), note, guide);
  }
  if (documentation.named || asksFor(thresholds.documentation)) {
    const files = documentation.files.map(({ path, size }) => ({
      path,
      size,
      changed: isChanged(path, since),
    }));
    const absent = documentation.absent.map((path) => ({ path, size: null, changed: null }));
    await keep(
      evidence.judgeDocumentation([...files, ...absent], on(thresholds.documentation)),
      documentation,
    );
  }
  const { "deployment-plan": deployment, "rollback-plan": rollback } = opened;
  if (deployment.named || rollback.named || asksFor(thresholds["deployment-plan"])) {
    const given = { deployment: await read("deployment-plan"), rollback: await read("rollback-plan") };
    for (const judgement of evidence.judgePlans(given, on(thresholds["deployment-plan"])))
      await keep(judgement, judgement.item === "rollback-plan" ? rollback : deployment);
  }
  return evidence.notesIn(notes, release.version);
}

function countNotes(groups: readonly { entries: readonly unknown[] }[]): number {
  return groups.reduce((sum, { entries }) => sum + entries.length, 0);
}

/** Commits as Conventional Commits are read, the oldest first. */
export function toCommits({ commits }: Pick<Comparison, "commits">): { sha: string; message: string }[] {
  return commits.map(({ sha, fullMessage }) => ({ sha, message: fullMessage }));
}

// A list that GitHub has cut tells nothing of what it does not hold.
function isChanged(path: string, since: EvidencePlace["since"]): boolean | null {
  if (since === "first") return true;
  if (since === "unknown") return null;
  return since.files.includes(path) ? true : since.isTruncated ? null : false;
}

/** Whether the policy wants an item measured, whatever the request names. */
function asksFor(threshold: object | false | undefined): boolean {
  return on(threshold) !== undefined;
}

function on<T>(threshold: T | false | undefined): T | undefined {
  return threshold === false ? undefined : threshold;
}

type Opened = {
  named: boolean;
  files: OpenReport[];
  /** Patterns that match nothing. */
  absent: string[];
};

async function openAll(
  inputs: EvidenceInputs,
  workspace: string,
): Promise<Record<keyof EvidenceInputs, Opened>> {
  const open = async (name: keyof EvidenceInputs): Promise<Opened> => {
    const given = inputs[name];
    const files: OpenReport[] = [];
    const absent: string[] = [];
    for (const pattern of given) {
      const found = await findReports(workspace, name, [pattern]);
      if (found.length === 0) absent.push(pattern);
      files.push(...found.filter((one) => files.every(({ path }) => path !== one.path)).map(openReport));
    }
    return { named: given.length > 0, files, absent };
  };
  return {
    "test-results": await open("test-results"),
    coverage: await open("coverage"),
    "security-scan": await open("security-scan"),
    performance: await open("performance"),
    "release-notes": await open("release-notes"),
    "migration-guide": await open("migration-guide"),
    documentation: await open("documentation"),
    "deployment-plan": await open("deployment-plan"),
    "rollback-plan": await open("rollback-plan"),
  };
}

// A pattern that nothing matches is a report that was never made, whatever the others say.
async function withSource(judgement: Judgement, opened: readonly Opened[]): Promise<EvidenceItem> {
  const files = opened.flatMap((one) => one.files);
  const absent = opened.flatMap((one) => one.absent);
  const sha256 = await digestOf(files);
  const lacks = absent.length > 0 && (judgement.verdict === "missing" || judgement.verdict === "met");
  const problem = lacks ? { problem: `no file matches ${absent.join(", ")}`.slice(0, 300) } : {};
  return {
    ...judgement,
    ...(lacks && { verdict: "missing" }),
    figures: { ...judgement.figures, ...problem },
    ...(files.length > 0 && { source: shortened(files.map(({ path }) => path)) }),
    ...(sha256 !== undefined && { sha256 }),
  };
}

function shortened(paths: readonly string[]): string {
  const [first = ""] = paths;
  const all = paths.join(", ");
  if (all.length <= 300) return all.toWellFormed();
  return `${first.slice(0, 250).toWellFormed()} and ${paths.length - 1} more`;
}
