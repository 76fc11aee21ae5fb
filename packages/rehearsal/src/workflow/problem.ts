/**
 * A workflow that cannot run. `invalid`: GitHub would refuse it, too. `not-supported`: GitHub would run it, the
 * rehearsal cannot.
 */
export class WorkflowProblem extends Error {
  readonly kind: "invalid" | "not-supported";

  constructor(kind: "invalid" | "not-supported", message: string) {
    super(message);
    this.name = "WorkflowProblem";
    this.kind = kind;
  }
}

export function invalid(message: string): WorkflowProblem {
  return new WorkflowProblem("invalid", message);
}

/** @param what the thing by its name in the file, @param where path and line */
export function notSupported(what: string, where: string): WorkflowProblem {
  return new WorkflowProblem("not-supported", `${where}: the rehearsal does not support ${what}`);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
