import { channelInputs, commonInputs, commonOutputs, defineContract } from "@release-approval/action-kit";

/** Files of the workspace. */
const paths = { kind: "lines", longest: 300, most: 50 } as const;

export const contract = defineContract({
  name: "request-approvals",
  title: "Request release approvals",
  description: "Opens a release for review: one issue that says who has to look at what, until when.",
  inputs: {
    ...commonInputs,
    version: {
      kind: "version",
      description: "Version to release. Default: as in `package.json` at the commit.",
    },
    component: {
      kind: "text",
      description: "Which part of the repository is released, where several have versions of their own.",
      longest: 300,
    },
    "release-type": {
      kind: "choice",
      description:
        "How much review the release needs. `auto`: from the previous version; Conventional Commits can raise it.",
      allowed: ["auto", "patch", "minor", "major", "hotfix"],
      default: "auto",
    },
    ref: {
      kind: "text",
      description: "Commit, tag or branch to release. Default: the run's commit.",
      longest: 300,
    },
    "previous-version": {
      kind: "version",
      description: "Version that this one follows. Default: the highest tag below it.",
    },
    title: { kind: "text", description: "Name of the release, shown beside the version.", longest: 300 },
    "key-features": { kind: "lines", description: "What is new.", longest: 300, most: 20 },
    "planned-release": {
      kind: "text",
      description: "When it is planned to ship, as people say it.",
      longest: 300,
    },
    "security-related": {
      kind: "choice",
      description:
        "Whether the security review is required where the policy asks for it `when: security`. `auto` and `false`: from changed paths, commit trailers, advisory ids and the security scan.",
      allowed: ["auto", "true", "false"],
      default: "auto",
    },
    "test-results": {
      ...paths,
      description: "Test reports: JUnit XML, TRX, TAP or CTRF. Paths or patterns, one on each line.",
    },
    coverage: {
      ...paths,
      description: "Coverage reports: lcov, Cobertura, JaCoCo, Clover, Istanbul or Go.",
    },
    "security-scan": {
      ...paths,
      description:
        "Reports of security scans: SARIF, npm audit, OSV-Scanner, Trivy, Grype; CycloneDX VEX beside them.",
    },
    performance: {
      ...paths,
      description:
        "Benchmark results: github-action-benchmark, hyperfine, Vitest, pytest-benchmark, JMH or Go. Compared with the release before.",
    },
    "release-notes": {
      ...paths,
      description: "The changelog, or the notes of this version. Default: made from Conventional Commits.",
    },
    "migration-guide": { ...paths, description: "The migration guide; a major release needs one." },
    documentation: { ...paths, description: "Documents that must be there, and not empty." },
    "deployment-plan": { ...paths, description: "The deployment plan, in Markdown." },
    "rollback-plan": {
      ...paths,
      description: "The rollback plan, in Markdown, where the deployment plan does not hold it.",
    },
    ...channelInputs,
  },
  outputs: {
    ...commonOutputs,
    "release-type": { description: "`patch`, `minor`, `major` or `hotfix`." },
    revision: { description: "Number of the revision: another commit of the same version is the next one." },
    deadline: { description: "When the request expires, ISO 8601 in UTC." },
    "required-roles": { description: "Roles that the release waits for, as a JSON list." },
    reviews: {
      description:
        "JSON for `strategy.matrix.include`: role, title, environment, focus and due of each review that is open and can be given by button in this run; `[]` when there is none.",
    },
    clocks: {
      description:
        "Environments with a wait timer in which a job should run track-approvals, since something falls due by then, as a JSON list.",
    },
  },
});
