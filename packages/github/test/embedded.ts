import { type EmbeddedGitHub, type GitHubOptions, startGitHub } from "@release-approval/rehearsal";
import { afterEach } from "vitest";
import { type ConnectOptions, connect, type GitHub } from "../src/index.ts";

export const policyPath = ".github/release-approval.yml";
export const policy = "version: 1\nextends: small-team\n";
/** What a workflow of ours is given. */
export const permissions = {
  contents: "read",
  issues: "write",
  actions: "write",
  "pull-requests": "read",
} as const;

const open: EmbeddedGitHub[] = [];

/** GitHub with some people, closed after the test; every answer is held against GitHub's own descriptions. */
export async function start(options: Partial<GitHubOptions> = {}): Promise<EmbeddedGitHub> {
  const embedded = await startGitHub({
    owner: "acme",
    repository: "shop",
    now: "2026-11-24T15:00:00Z",
    people: [
      { login: "mia", permission: "write" },
      { login: "tom", permission: "write" },
      { login: "eve", permission: "read" },
    ],
    files: { [policyPath]: policy, "README.md": "# Shop\n" },
    workflows: { "release.yml": "on: { workflow_dispatch: { inputs: { version: {} } } }\njobs: {}\n" },
    ...options,
  });
  open.push(embedded);
  return embedded;
}

afterEach(async () => {
  for (const embedded of open.splice(0)) {
    embedded.assertNoViolations();
    await embedded.close();
  }
});

/** As a workflow's token sees it; a second lasts a millisecond. */
export function connectTo(embedded: EmbeddedGitHub, options: Partial<ConnectOptions> = {}): GitHub {
  return connect({
    owner: embedded.owner,
    repo: embedded.repository,
    token: embedded.mintToken({ permissions }),
    apiUrl: embedded.url,
    graphqlUrl: embedded.graphqlUrl,
    userAgent: "release-approval-test",
    secondLasts: 1,
    ...options,
  });
}
