import { ConfigurationError } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { readEnvironment } from "./environment.ts";

/* What an earlier step of the job, or a careless runner, may have put into the environment. */

const least = { GITHUB_REPOSITORY: "acme/rocket", GITHUB_RUN_ID: "9" };

function refusalOf(env: Record<string, string>): string {
  try {
    readEnvironment({ ...least, ...env });
    return "";
  } catch (error) {
    if (error instanceof ConfigurationError) return `${error.message}\n${error.cure}`;
    throw error;
  }
}

describe("a password in an address is refused, and not shown", () => {
  it.each([
    ["GITHUB_API_URL", "https://mia:very-secret@api.example"],
    ["GITHUB_GRAPHQL_URL", "https://very-secret@api.example/graphql"],
    ["GITHUB_SERVER_URL", "https://:very-secret@example"],
    ["GITHUB_API_URL", "ftp://mia:very-secret@api.example"],
    ["GITHUB_API_URL", "https://mia:very-secret@x@api.example"],
  ])("%s=%s", (name, address) => {
    const refusal = refusalOf({ [name]: address });
    expect(refusal).toContain(`environment variable ${name}: found \`${address.split(":")[0]}://***@`);
    expect(refusal).not.toContain("very-secret");
  });
});

describe("a variable that is no longer what the runner set is refused", () => {
  it.each([
    ["GITHUB_REPOSITORY", "acme/rocket/../other"],
    ["GITHUB_REPOSITORY", "acme/rocket?x=1"],
    ["GITHUB_RUN_ID", "9/../10"],
    ["GITHUB_RUN_ID", "1e3"],
    ["GITHUB_API_URL", "file:///etc/passwd"],
    ["GITHUB_API_URL", "javascript:alert(1)"],
    ["GITHUB_EVENT_PATH", "/etc/passwd"],
  ])("%s=%s", (name, value) => {
    expect(refusalOf({ [name]: value })).toContain(`environment variable ${name}: found`);
  });
});
