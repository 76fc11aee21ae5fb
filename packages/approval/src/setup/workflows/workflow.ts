/*
 * A workflow file, as much of it as decides whether a release gets through the gate, or around it. Only what GitHub
 * itself reads: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax
 */

export type Workflow = {
  /** `.github/workflows/publish.yml` */
  path: string;
  name: string;
  /** Events with their settings. */
  triggers: Readonly<Record<string, unknown>>;
  /** null: the file does not say, so the repository's default holds. */
  permissions: Permissions | null;
  concurrency: "none" | "waits" | "cancels";
  env: Readonly<Record<string, string>>;
  jobs: readonly Job[];
};

/** What a file says of a permission: `read-all`, `write-all`, or a level for each scope; what it leaves out is none. */
export type Permissions = "read-all" | "write-all" | Readonly<Record<string, string>>;

export type Job = {
  id: string;
  needs: readonly string[];
  /** Empty: none. */
  condition: string;
  permissions: Permissions | null;
  environment: { name: string; deployment: boolean } | null;
  isMatrix: boolean;
  failFast: boolean;
  continueOnError: boolean;
  /** The reusable workflow that it calls. */
  uses: string | null;
  inputs: Readonly<Record<string, string>>;
  steps: readonly Step[];
  /** Secrets that `env:` of job and workflow, or `secrets:` of a call, hand over. */
  secrets: readonly string[];
};

export type Step = {
  /** From 1. */
  number: number;
  /** Its name, or else what it does, for people. */
  title: string;
  condition: string;
  continueOnError: boolean;
  uses: string | null;
  run: string | null;
  inputs: Readonly<Record<string, string>>;
  /** Names of the secrets in its text. */
  secrets: readonly string[];
};
