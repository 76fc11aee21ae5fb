import {
  type Account,
  type Ledger,
  type NamedCommit,
  namedInCommands,
  type Repository,
  type RequestFact,
  type Snapshot,
} from "@release-approval/approval";
import { listChangedFiles } from "./changed-files.ts";
import type { GitHub } from "./connect.ts";

/**
 * Looks up what people named in commands that count only if GitHub knows it: one request for each commit (one more where
 * neither it nor the one that ships contains the other), one for all people, none where nothing is named.
 * @param ledger with what this run observed
 * @param request whose commit ships
 */
export async function loadNamed(
  github: GitHub,
  ledger: Pick<Ledger, "facts">,
  request: RequestFact,
  { owner, name, serverUrl }: Repository,
): Promise<Pick<Snapshot, "commits" | "users">> {
  const named = namedInCommands(ledger, request, { name: `${owner}/${name}`, serverUrl });
  const [commits, users] = await Promise.all([
    Promise.all(named.commits.map((commit) => findCommit(github, request.commit, commit))),
    named.logins.length === 0 ? new Map<string, Account | null>() : github.readUsers(named.logins),
  ]);
  return { commits, users: [...users.values()].filter((user) => user !== null) };
}

// GitHub takes any name for a commit: a branch that is called like the beginning of one must not stand in for it.
async function findCommit(github: GitHub, shipping: string, name: string): Promise<NamedCommit> {
  const comparison = await github.compareCommits(shipping, name);
  if (comparison?.head?.startsWith(name) !== true) return { name, state: "unknown", files: null };
  if (comparison.status === "identical" || comparison.status === "behind")
    return { name, state: "shipped", files: [] };
  return { name, state: "elsewhere", files: await listChangedFiles(github, shipping, name, comparison) };
}
