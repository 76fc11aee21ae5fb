import type { Policy } from "./policy/schema.ts";
import type { Account, Repository, Run } from "./snapshot.ts";

/**
 * Whether an account is the one whose entries count (`rules.trusted-author`, as `name[bot]` or `name[bot]#id`).
 * GraphQL says a bot's login without `[bot]`; that it is a bot is told by its type, which nobody can choose.
 */
export function isTrustedAuthor(policy: Pick<Policy, "rules">, account: Account): boolean {
  const [name = "", id] = policy.rules["trusted-author"].split("#");
  if (account.kind !== "bot") return false;
  if (id !== undefined && account.id !== Number(id)) return false;
  return withoutSuffix(account.login) === withoutSuffix(name);
}

/** `github-actions[bot]`: the login as REST says it. */
export function trustedLogin(policy: Pick<Policy, "rules">): string {
  return policy.rules["trusted-author"].replace(/#.*$/, "");
}

function withoutSuffix(login: string): string {
  return login.toLowerCase().replace(/\[bot\]$/, "");
}

/**
 * Whether a run may write entries: a workflow file and a branch that policy trusts, in this repository itself.
 * A run that GitHub no longer knows counts: entries never grant, and deleting a run must not delete a rejection.
 */
export function isTrustedRun(policy: Pick<Policy, "rules">, repository: Repository, run: Run): boolean {
  if (run.state === "gone") return true;
  const here = `${repository.owner}/${repository.name}`.toLowerCase();
  if (run.repository.toLowerCase() !== here) return false;
  if (run.headRepository !== null && run.headRepository.toLowerCase() !== here) return false;
  if (run.event.startsWith("pull_request")) return false;
  const files = policy.rules["trusted-workflows"];
  return (
    (files.length === 0 || files.includes(workflowFile(run.path))) &&
    isTrustedBranch(policy, repository, run.branch)
  );
}

/** `branch` null: GitHub does not know it. A pattern may end in `*`. */
export function isTrustedBranch(
  policy: Pick<Policy, "rules">,
  repository: Repository,
  branch: string | null,
): boolean {
  if (branch === null) return false;
  const patterns = policy.rules["trusted-branches"];
  if (patterns.length === 0) return branch === repository.defaultBranch;
  return patterns.some((pattern) =>
    pattern.endsWith("*") ? branch.startsWith(pattern.slice(0, -1)) : branch === pattern,
  );
}

// GitHub gives `.github/workflows/release.yml`, at times with `@ref` behind it.
function workflowFile(path: string): string {
  return path.replace(/@.*$/s, "");
}
