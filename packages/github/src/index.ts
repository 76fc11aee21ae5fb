export { attachFiles } from "./attach-files.ts";
export type { Allowance, Budget } from "./budget.ts";
export type { Repo } from "./client.ts";
export type { Comparison } from "./compare-commits.ts";
export { type OnceOptions, writeAgain, writeOnce } from "./confirm-write.ts";
export { type ConnectOptions, connect, type GitHub } from "./connect.ts";
export type { Dispatch } from "./dispatch-workflow.ts";
export {
  type FoundIssue,
  findEndedReleases,
  findOpenReleases,
  findReleaseIssues,
  findReleases,
  type Listing,
  listOurIssues,
} from "./find-release.ts";
export type { GitHubRelease, NewFile } from "./github-release.ts";
export type { ListedIssue } from "./list-issues.ts";
export { loadChanges } from "./load-changes.ts";
export { loadNamed } from "./load-named.ts";
export { type LoadedPolicy, loadPolicy } from "./load-policy.ts";
export { type Loaded, type LoadedRelease, type LoadRequest, loadRelease } from "./load-release.ts";
export { LostAnswerError } from "./lost-answer-error.ts";
export { type NewEntry, type PostedEntry, postEntry } from "./post-entry.ts";
export {
  drawIssue,
  type Publication,
  type Published,
  publishRelease,
  redraw,
  requestLabels,
} from "./publish-release.ts";
export { readAhead } from "./read-ahead.ts";
export type { FirstComments } from "./read-first-comments.ts";
export type { ExistingTag, Overview, OverviewRequest, TagName } from "./read-overview.ts";
export type { Pinned } from "./read-pinned.ts";
export type { ReleaseRequest, ReleaseView } from "./read-release.ts";
export {
  type CreatedComment,
  type CreatedIssue,
  type IssueChange,
  longestBody,
  longestTitle,
  type NewIssue,
} from "./write-issue.ts";
