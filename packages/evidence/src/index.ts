export type { CoverageFigures } from "./coverage/figures.ts";
export { type CoverageThresholds, judgeCoverage } from "./coverage/judge.ts";
export { readCoverage } from "./coverage/read.ts";
export {
  type DocumentationFile,
  type DocumentationThreshold,
  judgeDocumentation,
} from "./documents/judge-documentation.ts";
export { judgePackage, notesIn, type PackageThreshold } from "./documents/judge-package.ts";
export { judgePlans, type PlanThreshold } from "./documents/judge-plans.ts";
export { type ReadDocument, readDocuments } from "./documents/read.ts";
export type { Judgement } from "./judgement.ts";
export type { Remembered } from "./performance/compare.ts";
export { judgePerformance, type PerformanceThreshold } from "./performance/judge.ts";
export type { Measurement } from "./performance/measurement.ts";
export { readPerformance } from "./performance/read.ts";
export type { Reading, ReportFile } from "./report.ts";
export { advisoriesIn } from "./security/advisories.ts";
export type { Finding, Scan } from "./security/finding.ts";
export { judgeSecurity, securityReasons } from "./security/judge.ts";
export { readSecurity } from "./security/read.ts";
export type { SecurityThreshold } from "./security/weigh.ts";
export type { TestFigures } from "./tests/figures.ts";
export { judgeTests, type TestThresholds } from "./tests/judge.ts";
export { readTests } from "./tests/read.ts";
export { type NotesGroup, notesFromCommits } from "./versions/notes.ts";
