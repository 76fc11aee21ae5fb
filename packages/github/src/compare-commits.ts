import { z } from "zod";
import type { Client } from "./client.ts";

export type Comparison = {
  /** How `head` lies to `base`. */
  status: "ahead" | "behind" | "diverged" | "identical";
  aheadBy: number;
  /** The commit that `head` names, whole; null where GitHub does not tell. A branch may be called as a commit begins. */
  head: string | null;
  /** The oldest first; the newest 250 of them. */
  commits: readonly {
    sha: string;
    /** First line of the message. */
    message: string;
    /** The whole message: trailers stand at its end. */
    fullMessage: string;
    /** Login, or the name that the commit carries where GitHub knows no account. */
    author: string;
  }[];
  /** Paths that `head` changes since it left `base`, of moved files both; of at most 300 files. */
  files: readonly string[];
  /** Page that shows the comparison. */
  url: string;
  /** Whether GitHub left out commits or files. */
  isTruncated: boolean;
};

/** GitHub lists no more files than this, and says nothing of the rest. */
const mostFiles = 300;

const shape = z.object({
  status: z.enum(["ahead", "behind", "diverged", "identical"]),
  ahead_by: z.int(),
  total_commits: z.int(),
  html_url: z.string(),
  merge_base_commit: z.object({ sha: z.string() }),
  commits: z.array(
    z.object({
      sha: z.string(),
      commit: z.object({ message: z.string(), author: z.object({ name: z.string().nullish() }).nullable() }),
      author: z.object({ login: z.string().optional() }).nullable(),
    }),
  ),
  files: z.array(z.object({ filename: z.string(), previous_filename: z.string().optional() })).optional(),
});

/**
 * What lies between two commits, in one request: the newest 250 commits and 300 files. GitHub's documentation of "Compare
 * two commits": without a page, "the last commit in the list is the most recent of the entire comparison".
 * @returns null where GitHub knows one of them not, cannot compare them, or they have no common ancestor
 */
export async function compareCommits(client: Client, base: string, head: string): Promise<Comparison | null> {
  const found = await client.restOrNull(
    {
      purpose: `compare ${base.slice(0, 20)} with ${head.slice(0, 20)}`,
      permission: "contents: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/compare/{basehead}",
      parameters: { basehead: `${base}...${head}` },
      shape,
    },
    [404, 422],
  );
  if (found === null) return null;
  const files = found.files ?? [];
  return {
    status: found.status,
    aheadBy: found.ahead_by,
    head: (found.ahead_by === 0 ? found.merge_base_commit : found.commits.at(-1))?.sha ?? null,
    commits: found.commits.map(({ sha, commit, author }) => ({
      sha,
      message: commit.message.split("\n", 1)[0] ?? "",
      fullMessage: commit.message,
      author: author?.login ?? commit.author?.name ?? "unknown",
    })),
    files: files.flatMap((file) => [file.filename, file.previous_filename ?? []].flat()),
    url: found.html_url,
    isTruncated: found.total_commits > found.commits.length || files.length >= mostFiles,
  };
}
