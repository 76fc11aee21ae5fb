import {
  assertNever,
  type ErrorKind,
  type Json,
  PermissionError,
  RateLimitError,
  ReleaseApprovalError,
} from "@release-approval/approval";
import type { Outcome } from "./outcome.ts";

type Failure = Pick<Outcome, "decision" | "reasonCode" | "details" | "annotations" | "exitCode">;

/**
 * What a run that threw ends as: decision `error`, exit code 1, one annotation that says what was found and what to
 * change. Anything but our own classes is a bug, and is said to be one.
 */
export function describeError(thrown: unknown): Failure {
  return thrown instanceof ReleaseApprovalError ? describeKnown(thrown) : describeBug(thrown);
}

function describeKnown(error: ReleaseApprovalError): Failure {
  const details: Record<string, Json> = {
    ...error.details,
    kind: error.kind,
    message: error.message,
    cure: error.cure,
  };
  if (error instanceof PermissionError) details["permission"] = error.permission;
  if (error instanceof RateLimitError) details["resets_at"] = error.resetsAt;
  return failure(error.reasonCode, titleOf(error.kind), `${error.message}\n${error.cure}`.trim(), details);
}

function describeBug(thrown: unknown): Failure {
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : `thrown: ${String(thrown)}`;
  const request = "This is a bug in Release Approval; please report it with the log.";
  return failure("bug", "Bug in Release Approval", `${message}\n${request}`, {
    kind: "bug",
    message,
    cure: request,
  });
}

/** A run that was told to stop: cancelled, timed out, or its runner shut down. */
export function describeInterruption(signal: string): Failure {
  const message = `The run was told to stop (${signal}) before it had ended.`;
  const cure = "Run it again: what is already written is found and not written twice.";
  const described = failure("interrupted", "Interrupted", `${message}\n${cure}`, {
    kind: "interrupted",
    message,
    cure,
  });
  // 128 + the signal's number, as shells say it.
  return { ...described, exitCode: signal === "SIGINT" ? 130 : 143 };
}

function failure(
  reasonCode: string,
  title: string,
  message: string,
  error: { [key: string]: Json },
): Failure {
  return {
    decision: "error",
    reasonCode,
    details: { error },
    annotations: [{ level: "error", title, message }],
    exitCode: 1,
  };
}

function titleOf(kind: ErrorKind): string {
  switch (kind) {
    case "configuration":
      return "Configuration to correct";
    case "permission":
      return "Permission missing";
    case "not-found":
      return "Not found";
    case "conflict":
      return "Contradiction";
    case "rate-limit":
      return "Rate limit of GitHub";
    case "unavailable":
      return "GitHub unavailable";
    default:
      return assertNever(kind);
  }
}
