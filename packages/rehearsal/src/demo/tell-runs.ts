/** Runs of workflows as the Actions tab shows them: a line for each, with what is new of its jobs. */

import type { JobRecord, RunRecord } from "../workflow/index.ts";
import type { Scene } from "./act.ts";

type Stand = keyof typeof marks;

/** In the order in which they are told. */
const marks = {
  success: "✅",
  failure: "❌",
  in_progress: "🔄",
  queued: "🔄",
  waiting: "⏳",
  completed: "🔄",
  cancelled: "cancelled:",
  skipped: "skipped:",
} as const;

const BOT = "github-actions[bot]";
/** GitHub's own words where an action has said more. */
const NO_REASON = /^Process completed with exit code/u;

/** What track-approvals dispatched. */
export function isStartedByTracking({ event, actor }: RunRecord): boolean {
  return event === "workflow_dispatch" && actor === BOT;
}

/** Tells each run of which a job stands otherwise than it was told. Runs that look alike share a line. */
export function tellRuns(
  { timeline, told }: Pick<Scene, "timeline" | "told">,
  runs: readonly RunRecord[],
): void {
  const moved = runs
    .map((run) => ({ run, news: takeNews(told, run) }))
    .filter(({ news }) => news.length > 0)
    .sort((one, other) => rank(one.run) - rank(other.run));
  const alike = Map.groupBy(moved, ({ run, news }) => `${run.title}\n${describeJobs(news)}`);
  for (const members of alike.values()) {
    const [first] = members;
    if (first === undefined) continue;
    const { run, news } = first;
    const count = members.length === 1 ? "" : ` (${members.length} runs)`;
    timeline.answer(
      isStartedByTracking(run) ? "🚀" : "▶",
      `${run.title}${count}: ${describeJobs(news)}`,
      null,
    );
    for (const reason of new Set(news.flatMap(reasonsOf))) timeline.answer("", reason, "bad");
  }
}

/** What went well is told first. */
function rank({ conclusion }: RunRecord): number {
  return conclusion === "failure" ? 1 : 0;
}

function takeNews(told: Map<string, string>, { id, attempt, jobs }: RunRecord): JobRecord[] {
  return jobs.filter((job) => {
    const key = `${id}/${attempt}/${job.name}`;
    const stand = standOf(job);
    if (told.get(key) === stand) return false;
    told.set(key, stand);
    return true;
  });
}

function standOf({ status, conclusion }: JobRecord): Stand {
  return conclusion ?? status;
}

/** `✅ Request · ⏳ Review: QA lead, Security lead` */
function describeJobs(jobs: readonly JobRecord[]): string {
  const byMark = Map.groupBy(jobs, (job) => marks[standOf(job)]);
  const order = [...new Set(Object.values(marks))];
  return order
    .flatMap((mark) => {
      const some = byMark.get(mark);
      return some === undefined ? [] : [`${mark} ${joinNames(some.map(({ name }) => name))}`];
    })
    .join(" · ");
}

/** The jobs of a matrix are told together. */
function joinNames(names: readonly string[]): string {
  const families = Map.groupBy(names.map(shortName), (name) => name.split(": ")[0] ?? "");
  return [...families]
    .map(([family, members]) => {
      const ends = members.map((name) => name.slice(family.length + 2)).filter(Boolean);
      if (ends.length === 0) return family;
      return ends.length > 3 ? `${family} × ${ends.length}` : `${family}: ${ends.join(", ")}`;
    })
    .join(", ");
}

/** Without the job that calls its workflow, and without what GitHub leaves unevaluated in a skipped matrix's name. */
function shortName(name: string): string {
  return name.replace(/^.* \/ /u, "").replace(/:?\s*\$\{\{.*$/u, "");
}

function reasonsOf({ conclusion, annotations }: JobRecord): string[] {
  if (conclusion !== "failure") return [];
  const errors = annotations.filter(({ level, message }) => level === "error" && !NO_REASON.test(message));
  // What to do about it comes after, and belongs to who has the problem.
  return errors.slice(0, 1).map(({ message }) => /^.*?[.!](?= [A-Z]|$)/su.exec(message)?.[0] ?? message);
}
