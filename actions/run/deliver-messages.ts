import type { Annotation, RunEnvironment } from "@release-approval/action-kit";
import type { Delivery, Fact } from "@release-approval/approval";
import { type GitHub, type LoadedRelease, type PostedEntry, postEntry } from "@release-approval/github";
import { checkRun } from "./check-run.ts";
import { viewOf } from "./describe-run.ts";
import { dueDeliveries, writeMessages } from "./due-messages.ts";
import type { Messenger } from "./messenger.ts";
import { type Observed, observeRelease } from "./observe-release.ts";

export type Delivering = {
  messenger: Messenger;
  /** The release before this run wrote of it. */
  observed: Observed;
  /** What this run has written. */
  posted: readonly PostedEntry[];
  environment: RunEnvironment;
  /** Reads the release again. */
  reload: () => Promise<LoadedRelease | null>;
  warn: (annotation: Annotation) => void;
};

/** A run that recorded something a moment ago sends it now, in milliseconds. */
const moment = 60_000;
const aWhile = 5_000;

/**
 * Sends what is recorded and was not sent, and records that it went out. A run that is killed in between sends it once
 * more, with the same id. Of several runs that recorded the same at once, the first one sends.
 * @returns the entries that this added
 */
export async function deliverMessages(github: GitHub, delivering: Delivering): Promise<PostedEntry[]> {
  const { messenger, observed, posted, reload } = delivering;
  if (posted.length === 0 && dueOf(observed, messenger).length === 0) return [];
  const now = posted.length === 0 ? observed : await observeAgain(reload);
  if (now === null) return [];
  if (!isOthers(dueOf(now, messenger), now, posted)) return deliver(github, now, delivering);
  await github.pause(aWhile);
  const later = await observeAgain(reload);
  return later === null ? [] : deliver(github, later, delivering);
}

function dueOf(observed: Observed, { channels }: Messenger): Delivery[] {
  return dueDeliveries(observed, observed.release.recorded, channels);
}

async function observeAgain(reload: Delivering["reload"]): Promise<Observed | null> {
  const release = await reload();
  return release === null ? null : observeRelease(release);
}

// Whether another run has just recorded one of these, and may be sending it.
function isOthers(
  due: readonly Delivery[],
  { release: { recorded, snapshot } }: Observed,
  posted: readonly PostedEntry[],
): boolean {
  const own = new Set(posted.map(({ comment }) => comment.id));
  return due.some(({ occasion }) => {
    const kept = recorded.facts.get(occasion.fact);
    return (
      kept !== undefined && !own.has(kept.comment) && Date.parse(snapshot.now) - Date.parse(kept.at) < moment
    );
  });
}

async function deliver(
  github: GitHub,
  observed: Observed,
  { messenger, environment, warn }: Delivering,
): Promise<PostedEntry[]> {
  const due = dueOf(observed, messenger);
  if (due.length === 0) return [];
  const { release, evaluation } = observed;
  const { policy, path } = release.today;
  const { snapshot, recorded } = release;
  checkRun(environment, { policy, repository: snapshot.repository });
  const outgoing = await writeMessages(observed, due);
  const allowPrivate = policy.notifications["private-addresses"] === true;
  const sent = await messenger.send(outgoing, { allowPrivate });
  for (const problem of new Set(sent.flatMap((one) => one.problem ?? [])))
    warn({ level: "warning", title: "Message", message: problem });
  const out = new Set(sent.filter((one) => one.problem === null).map((one) => one.key));
  const delivered = due.filter(({ key }) => out.has(key));
  if (delivered.length === 0) return [];
  const { tellDelivered } = await import("@release-approval/report/messages");
  const ids = new Map(outgoing.map(({ key, id }) => [key, id]));
  const { id, attempt } = environment.run;
  return postEntry(github, {
    repository: snapshot.repository,
    issue: snapshot.issue.number,
    revision: evaluation.decision.release?.revision ?? 0,
    run: { id, attempt },
    facts: delivered.map(
      ({ key }): Fact => ({
        key,
        kind: "delivery",
        id: (ids.get(key) ?? key).slice(0, 300),
        at: snapshot.now,
      }),
    ),
    seen: recorded.heads,
    words: tellDelivered(
      delivered.map(({ occasion: { event, role }, channel }) => ({ event, role, channel })),
      viewOf(release, evaluation.decision, recorded.entries.length + 1),
    ),
    policy,
    policyPath: path,
  });
}
