import type { Json } from "@release-approval/approval";
import type { Contract, OutputsOf, OutputValue } from "./contract.ts";

/** A line that GitHub shows above the log. GitHub keeps ten of a level for each step. */
export type Annotation = { level: "error" | "warning" | "notice"; title: string; message: string };

/** What an action's `main` gives back. */
export type Result<C extends Contract> = {
  /** Status of the decision. */
  decision: string;
  reasonCode: string;
  outputs?: OutputsOf<C>;
  /** Further members of the result's JSON, in snake_case. */
  details?: { readonly [key: string]: Json };
  /** Markdown of the step summary. */
  summary?: string;
  annotations?: readonly Annotation[];
  /** Fails the job, with these words as its annotation. Left out: the job succeeds. */
  failed?: string;
};

/** How a run ended, whatever the action: what the exit point publishes. */
export type Outcome = {
  action: string;
  decision: string;
  reasonCode: string;
  outputs: Readonly<Record<string, OutputValue>>;
  details: { readonly [key: string]: Json };
  summary: string;
  annotations: readonly Annotation[];
  exitCode: number;
};

const schemaVersion = 1;

/** The one JSON document of a run: `schema_version`, `action`, `decision`, `reason_code`, every output in snake_case, the details. */
export function resultOf(outcome: Outcome): { readonly [key: string]: OutputValue } {
  const outputs = Object.entries(outcome.outputs).map(([name, value]) => [name.replaceAll("-", "_"), value]);
  return {
    schema_version: schemaVersion,
    action: outcome.action,
    decision: outcome.decision,
    reason_code: outcome.reasonCode,
    ...Object.fromEntries(outputs),
    ...outcome.details,
  };
}
