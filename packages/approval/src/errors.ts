import type { Json } from "./decision.ts";

/*
 * What can go wrong outside of our code, as classes with typed fields. Each says what was found (`message`) and what
 * to change (`cure`). Anything else that is thrown is a bug of ours, and the exit point of the actions says so.
 */

export type ErrorKind =
  | "configuration"
  | "permission"
  | "not-found"
  | "conflict"
  | "rate-limit"
  | "unavailable";

export type ErrorDetails = Readonly<Record<string, Json>>;

export type ErrorFields = {
  /** kebab-case, stable: becomes `reason_code` of the result. */
  reasonCode: string;
  /** What was found: one or more whole sentences. */
  message: string;
  /** What to do about it: one or more whole sentences. */
  cure: string;
  /** Further facts for the result's JSON. Never secrets. */
  details?: ErrorDetails;
  /** The error that led to this one; shown in debug logs only. */
  cause?: unknown;
};

/** `reasonCode` may be left out where the class has a usual one. */
type Fields = Omit<ErrorFields, "reasonCode"> & { reasonCode?: string };

export abstract class ReleaseApprovalError extends Error {
  abstract readonly kind: ErrorKind;
  readonly reasonCode: string;
  readonly cure: string;
  readonly details: ErrorDetails;

  constructor(fields: ErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = new.target.name;
    this.reasonCode = fields.reasonCode;
    this.cure = fields.cure;
    this.details = fields.details ?? {};
  }
}

/** One wrong value, of an input, an environment variable or a policy. */
export type ConfigurationProblem = {
  /** What is wrong, as a person would name it: ``input `version` ``. */
  where: string;
  /** The value as it was found, or a word such as "nothing". Never a secret. */
  found: string;
  allowed: string;
  cure: string;
};

/** An input, the environment or the policy is wrong: a person has to change it. */
export class ConfigurationError extends ReleaseApprovalError {
  readonly kind = "configuration";
  readonly problems: readonly ConfigurationProblem[];

  constructor(fields: Fields & { problems?: readonly ConfigurationProblem[] }) {
    super({ reasonCode: "configuration", ...fields });
    this.problems = fields.problems ?? [];
  }
}

/**
 * One error of several problems, all of them in the message, a line each.
 * @param problems at least one
 * @param reasonCode `invalid-input` and the like
 */
export function configurationErrorOf(
  problems: readonly ConfigurationProblem[],
  reasonCode: string,
): ConfigurationError {
  const message = problems.map((it) => `${it.where}: found ${it.found}, allowed: ${it.allowed}.`).join("\n");
  const cure = [...new Set(problems.map((it) => it.cure))].join("\n");
  return new ConfigurationError({ reasonCode, message, cure, problems, details: { problems } });
}

/** The token may not do it. */
export class PermissionError extends ReleaseApprovalError {
  readonly kind = "permission";
  /** The line to add under `permissions:` of the workflow, `issues: write`; null: no line of a workflow can grant it. */
  readonly permission: string | null;

  constructor(fields: Fields & { permission: string | null }) {
    super({ reasonCode: "permission", ...fields });
    this.permission = fields.permission;
  }
}

/** Something that has to exist does not, or the token cannot see it: GitHub answers the same to both. */
export class NotFoundError extends ReleaseApprovalError {
  readonly kind = "not-found";

  constructor(fields: Fields) {
    super({ reasonCode: "not-found", ...fields });
  }
}

/** What was asked contradicts what is recorded: the version was released, is open as another type, and so on. */
export class ConflictError extends ReleaseApprovalError {
  readonly kind = "conflict";

  constructor(fields: Fields) {
    super({ reasonCode: "conflict", ...fields });
  }
}

/** GitHub's limit is used up, primary or secondary. */
export class RateLimitError extends ReleaseApprovalError {
  readonly kind = "rate-limit";
  /** When it may be tried again, ISO 8601 in UTC; null: GitHub did not say. */
  readonly resetsAt: string | null;

  constructor(fields: Fields & { resetsAt: string | null }) {
    super({ reasonCode: "rate-limit", ...fields });
    this.resetsAt = fields.resetsAt;
  }
}

/** GitHub could not be reached, or answered what it never should: 5xx, HTML, cut JSON. */
export class GitHubUnavailableError extends ReleaseApprovalError {
  readonly kind = "unavailable";

  constructor(fields: Fields) {
    super({ reasonCode: "github-unavailable", ...fields });
  }
}
