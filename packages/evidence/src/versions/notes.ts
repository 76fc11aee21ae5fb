import { type Commit, type ParsedCommit, parseCommit, withoutReverted } from "./conventional.ts";

export type NotesGroup = {
  title: string;
  /** The newest last, as commits come. */
  entries: readonly { sha: string; scope: string | null; text: string }[];
};

const groups: readonly { title: string; holds: (commit: ParsedCommit) => boolean }[] = [
  { title: "Breaking changes", holds: (one) => one.isBreaking },
  { title: "Security", holds: ({ type }) => type === "security" || type === "sec" },
  { title: "Added", holds: ({ type }) => type === "feat" || type === "feature" },
  { title: "Fixed", holds: ({ type }) => type === "fix" || type === "bugfix" },
  { title: "Performance", holds: ({ type }) => type === "perf" },
  { title: "Reverted", holds: ({ type }) => type === "revert" },
  { title: "Dependencies", holds: ({ scope }) => scope === "deps" || scope === "deps-dev" },
];

/**
 * Release notes from Conventional Commits: what users notice, in groups; each commit once. Chores, tests and the like are
 * left out, and so is what was reverted.
 * @param commits the oldest first
 * @returns texts as people typed them: escape them for where they are shown
 */
export function notesFromCommits(commits: readonly Commit[]): NotesGroup[] {
  const parsed = withoutReverted(commits)
    .map(parseCommit)
    .filter(({ type }) => type !== null);
  const home = new Map(parsed.map((one) => [one, groups.find(({ holds }) => holds(one))?.title]));
  return groups.flatMap(({ title }) => {
    const entries = parsed
      .filter((one) => home.get(one) === title)
      .map(({ sha, scope, description, breaking }) => ({
        sha,
        scope,
        text: title === "Breaking changes" && breaking !== null && breaking !== "" ? breaking : description,
      }));
    return entries.length === 0 ? [] : [{ title, entries }];
  });
}
