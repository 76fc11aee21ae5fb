import {
  ConfigurationError,
  GitHubUnavailableError,
  NotFoundError,
  PermissionError,
  RateLimitError,
  type ReleaseApprovalError,
} from "@release-approval/approval";
import type { Failure } from "./failure.ts";
import { instantOf, readDateHeader } from "./instant.ts";
import { LostAnswerError } from "./lost-answer-error.ts";

/** What one call is for and what it needs: enough to tell a person why it failed and what to change. */
export type Purpose = {
  /** Completes "could not …": `create the issue`. */
  purpose: string;
  /** The line of `permissions:` that this very call needs, `issues: write`; null: no line grants it. */
  permission: string | null;
  /** The input that the token came from. */
  tokenInput: string;
  /** `write`: once its answer is lost, nobody knows whether it had an effect. */
  effect: "read" | "write";
  /** What a 404 means here, and what to do. */
  missing: { what: string; cure: string };
};

type Answered = Extract<Failure, { kind: "answered" }>;
type Limited = Extract<Failure, { kind: "limited" }>;

/**
 * A failed request as one of our errors: what GitHub said, and what to change.
 * @param clean takes secrets out of what GitHub said
 */
export function explain(
  failure: Failure,
  call: Purpose,
  clean: (text: string) => string,
): ReleaseApprovalError {
  switch (failure.kind) {
    case "garbled":
      return unavailable(`GitHub answered ${clean(failure.found)}`, call, true);
    case "unreachable":
      return unavailable(`GitHub did not answer: ${oneLine(clean(failure.message))}`, call, failure.sent);
    case "limited":
      return rateLimited(oneLine(clean(failure.said)), failure.headers, call);
    case "answered":
      return explainAnswer({ ...failure, message: oneLine(clean(failure.message)) }, call);
  }
}

/** GitHub, or the way to it, is at fault. For a write that may have had its effect: `LostAnswerError`. */
export function unavailable(what: string, call: Purpose, sent: boolean): GitHubUnavailableError {
  const message = `Could not ${call.purpose}. ${what}.`;
  const cure =
    "Run it again in a few minutes; what is done already is not done twice. If it lasts, look at https://www.githubstatus.com and at `GITHUB_API_URL`.";
  if (call.effect === "write" && sent) return new LostAnswerError({ message, cure });
  return new GitHubUnavailableError({ message, cure });
}

/** The token lacks a permission. `said`: GitHub's own words. */
export function refused(said: string, call: Purpose): PermissionError {
  const { permission, purpose, tokenInput } = call;
  const message = `The token of \`${tokenInput}\` may not ${purpose}: ${said}.`;
  const personal = /personal access token|saml|sso/i.test(said);
  const cure =
    permission === null
      ? `Give \`${tokenInput}\` a token that may do this; no line under \`permissions:\` can.`
      : personal
        ? `Give the token of \`${tokenInput}\` the permission \`${permission}\` for this repository, or leave the input out and add \`${permission}\` under \`permissions:\` of the job.`
        : `Add \`${permission}\` under \`permissions:\` of this job in the workflow file.`;
  return new PermissionError({ message, cure, permission, details: { said } });
}

function rateLimited(said: string, headers: Limited["headers"], call: Purpose): RateLimitError {
  const resetsAt = readReset(headers);
  const until = resetsAt === null ? "GitHub did not say until when" : `it lasts until ${resetsAt}`;
  return new RateLimitError({
    message: `Could not ${call.purpose}: GitHub's rate limit is used up, ${until} (${said}).`,
    cure:
      resetsAt === null
        ? "Run it again in an hour. A scheduled or later run goes on where this one ended."
        : `Run it again after ${resetsAt}. A scheduled or later run goes on where this one ended.`,
    resetsAt,
  });
}

function explainAnswer(answer: Answered, call: Purpose): ReleaseApprovalError {
  const { status, message: said } = answer;
  switch (status) {
    case 401:
      return tokenRefused(said, call);
    case 403:
      return /archived/i.test(said) ? misconfigured("archived", said, call) : refused(said, call);
    case 404:
      return missing(said, call);
    case 410:
      return misconfigured("gone", said, call);
    case 422:
      return misconfigured("refused-by-github", said, call);
    default:
      return status >= 500 || status < 400
        ? unavailable(`GitHub answered ${status}: ${said}`, call, true)
        : misconfigured("refused-by-github", said, call);
  }
}

/** `retry-after` counts from the answer's own date. */
function readReset(headers: Limited["headers"]): string | null {
  const seconds = Number(headers["retry-after"]);
  const answeredAt = readDateHeader(headers["date"]);
  if (!Number.isFinite(seconds) || answeredAt === null) return null;
  return instantOf(Date.parse(answeredAt) + seconds * 1000);
}

function tokenRefused(said: string, { purpose, tokenInput }: Purpose): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "token-refused",
    message: `GitHub does not accept the token of \`${tokenInput}\` (401): could not ${purpose}: ${said}.`,
    cure: `Leave \`${tokenInput}\` out to use the workflow's own token, or give it a token that is valid: it may have expired or been revoked.`,
  });
}

function missing(said: string, { purpose, missing: { what, cure } }: Purpose): NotFoundError {
  return new NotFoundError({
    message: `Could not ${purpose}: ${what} (404: ${said}).`,
    cure,
  });
}

function misconfigured(reasonCode: string, said: string, { purpose }: Purpose): ConfigurationError {
  return new ConfigurationError({
    reasonCode,
    message: `GitHub refused to ${purpose}: ${said}.`,
    cure: cures[reasonCode] ?? "Change what GitHub names, then run it again.",
  });
}

const cures: Readonly<Record<string, string>> = {
  archived: "Unarchive the repository: nothing can be recorded in it while it is read-only.",
  gone: "Turn on Issues in the repository's settings, and check that the issue was not deleted.",
};

/** GitHub's words for one line of a log. */
export function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ").trim().replace(/\.$/, "");
  const words = /^<(!doctype|html)/i.test(line) ? "an HTML page" : line;
  return words.length > 300 ? `${words.slice(0, 300)}…` : words;
}
