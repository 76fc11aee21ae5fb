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

/** As long as another run may take to send what it has recorded, in milliseconds: then it is sent in its place. */
const othersTime = 60_000;
const aWhile = 5_000;
const mostLooks = 6;

/**
 * Sends what is recorded and was not sent, and records that it went out. A run that is killed in between sends it once
 * more, with the same id. Of several runs that recorded the same at once, the first one sends; the others look whether
 * it did.
 * @returns the entries that this added
 */
export async function deliverMessages(github: GitHub, delivering: Delivering): Promise<PostedEntry[]> {
  const { messenger, observed, posted, environment, reload } = delivering;
  if (posted.length === 0 && dueOf(observed, messenger).length === 0) return [];
  const now = posted.length === 0 ? observed : await observeAgain(reload);
  if (now === null) return [];
  const isOthers = recordedByOthers(now, environment.run.id);
  const due = dueOf(now, messenger);
  const others = new Set(due.filter(isOthers).map(({ key }) => key));
  const sent = await deliver(
    github,
    now,
    due.filter(({ key }) => !others.has(key)),
    delivering,
  );
  if (others.size === 0) return sent;
  const { left, at } = await waitForOthers(github, others, delivering);
  return at === null ? sent : [...sent, ...(await deliver(github, at, left, delivering))];
}

function dueOf(observed: Observed, { channels }: Messenger): Delivery[] {
  return dueDeliveries(observed, observed.release.recorded, channels);
}

async function observeAgain(reload: Delivering["reload"]): Promise<Observed | null> {
  const release = await reload();
  return release === null ? null : observeRelease(release);
}

// What another run has just recorded, and may be sending. An earlier attempt of this one is over.
function recordedByOthers({ release: { recorded, snapshot } }: Observed, run: number) {
  const theirs = new Set(
    recorded.entries
      .filter(
        ({ block, at }) => block.run.id !== run && Date.parse(snapshot.now) - Date.parse(at) < othersTime,
      )
      .map(({ comment }) => comment),
  );
  return ({ occasion }: Delivery) => theirs.has(recorded.facts.get(occasion.fact)?.comment ?? 0);
}

// What is not sent after that time is left to us.
async function waitForOthers(
  github: GitHub,
  others: ReadonlySet<string>,
  { messenger, reload }: Delivering,
): Promise<{ left: Delivery[]; at: Observed | null }> {
  let left: Delivery[] = [];
  let at: Observed | null = null;
  for (let look = 0; look < mostLooks; look += 1) {
    await github.pause(aWhile);
    at = await observeAgain(reload);
    left = at === null ? [] : dueOf(at, messenger).filter(({ key }) => others.has(key));
    if (left.length === 0) break;
  }
  return { left, at };
}

async function deliver(
  github: GitHub,
  observed: Observed,
  due: readonly Delivery[],
  { messenger, environment, warn }: Delivering,
): Promise<PostedEntry[]> {
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
