import { describe, expect, it } from "vitest";
import {
  ConfigurationError,
  ConflictError,
  configurationErrorOf,
  GitHubUnavailableError,
  NotFoundError,
  PermissionError,
  RateLimitError,
} from "./errors.ts";

/* What people and the result's JSON are told when something outside is wrong. */

const said = { message: "It is not there.", cure: "Look again." };

describe("an error", () => {
  it.each([
    [new ConfigurationError(said), "ConfigurationError", "configuration", "configuration"],
    [
      new PermissionError({ ...said, permission: "issues: write" }),
      "PermissionError",
      "permission",
      "permission",
    ],
    [new NotFoundError(said), "NotFoundError", "not-found", "not-found"],
    [new ConflictError(said), "ConflictError", "conflict", "conflict"],
    [new RateLimitError({ ...said, resetsAt: null }), "RateLimitError", "rate-limit", "rate-limit"],
    [new GitHubUnavailableError(said), "GitHubUnavailableError", "unavailable", "github-unavailable"],
  ])("says what was found, the cure and its usual reason: %s", (error, name, kind, reasonCode) => {
    expect(error).toMatchObject({ ...said, name, kind, reasonCode, details: {} });
    expect(error.cause).toBeUndefined();
  });

  it("keeps a reason of its own, its facts and what led to it", () => {
    const cause = new Error("socket hang up");
    const error = new NotFoundError({ ...said, reasonCode: "issue-missing", details: { issue: 57 }, cause });
    expect(error).toMatchObject({ reasonCode: "issue-missing", details: { issue: 57 } });
    expect(error.cause).toBe(cause);
  });
});

describe("several problems at once", () => {
  const problem = { where: "input `version`", found: "1.x", allowed: "a version", cure: "Write it whole." };

  it("are one error: a line each, each cure once", () => {
    const problems = [problem, { ...problem, where: "input `tag`", found: "nothing" }];
    expect(configurationErrorOf(problems, "invalid-input")).toMatchObject({
      message:
        "input `version`: found 1.x, allowed: a version.\ninput `tag`: found nothing, allowed: a version.",
      cure: "Write it whole.",
      reasonCode: "invalid-input",
      problems,
      details: { problems },
    });
  });
});
