/** Which events start a workflow. */

import type { GitHubEvent } from "../embedded.ts";
import { passes } from "./filters.ts";
import type { Workflow } from "./workflow.ts";

/** The activity types that start a workflow which names none; every type where nothing is said here. */
const DEFAULT_TYPES: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["opened", "synchronize", "reopened"],
  pull_request_target: ["opened", "synchronize", "reopened"],
};

type Filter = Readonly<Record<string, readonly string[] | undefined>>;

/**
 * Whether the event starts the workflow.
 * @param changedPaths paths that a push changed; asked for only where the workflow filters by them
 */
export function isTriggered(
  workflow: Workflow,
  event: Pick<GitHubEvent, "name" | "action" | "ref" | "byWorkflow">,
  changedPaths: () => readonly string[],
): boolean {
  if (!Object.hasOwn(workflow.on, event.name)) return false;
  // What GITHUB_TOKEN writes starts nothing, except the two dispatches.
  if (event.byWorkflow && !event.name.endsWith("_dispatch")) return false;
  const filter = (workflow.on[event.name] ?? {}) as Filter;
  return (
    passesTypes(event, filter.types ?? DEFAULT_TYPES[event.name]) &&
    (event.name !== "push" || passesRef(event.ref, filter)) &&
    passesPaths(event, filter, changedPaths)
  );
}

function passesTypes({ action }: { action?: string }, types: readonly string[] | undefined): boolean {
  return types === undefined || (action !== undefined && types.includes(action));
}

/** With filters for branches alone no tag starts it, and the other way round. */
function passesRef(ref: string, filter: Filter): boolean {
  const isTag = ref.startsWith("refs/tags/");
  const name = ref.replace(/^refs\/(heads|tags)\//, "");
  const [only, ignored] = isTag
    ? [filter.tags, filter["tags-ignore"]]
    : [filter.branches, filter["branches-ignore"]];
  const others = isTag ? [filter.branches, filter["branches-ignore"]] : [filter.tags, filter["tags-ignore"]];
  if (only !== undefined) return passes(name, only);
  if (ignored !== undefined) return !passes(name, ignored);
  return others.every((patterns) => patterns === undefined);
}

function passesPaths(
  event: { name: string; ref: string },
  filter: Filter,
  changed: () => readonly string[],
): boolean {
  const { paths, "paths-ignore": ignored } = filter;
  // GitHub does not look at paths when a tag is pushed.
  if (event.name !== "push" || event.ref.startsWith("refs/tags/")) return true;
  if (paths !== undefined) return changed().some((path) => passes(path, paths));
  if (ignored !== undefined) return changed().some((path) => !passes(path, ignored));
  return true;
}
