import type { Annotation, RunEnvironment } from "@release-approval/action-kit";
import { type Delivery, type Fact, ReleaseApprovalError } from "@release-approval/approval";
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
  /** Every open release is looked at: what another run may be sending is left to it, and to the next sweep. */
  sweeps: boolean;
};

/** What was written, and the release as it was read last, if it was: `added` entries of these came after that. */
export type Delivered = { posted: PostedEntry[]; read: { observed: Observed; added: number } | null };

/** As long as another run may take to send what it has recorded, in milliseconds: then it is sent in its place. */
const othersTime = 60_000;
/** In which runs that found the same left over do not come at the same moment, in milliseconds. */
const spreadTime = 2_000;

/**
 * Sends what is recorded and was not sent, and records that it went out. A run that is killed in between sends it once
 * more, with the same ids. Of several runs that recorded the same at once, the one whose entry is the first sends; the
 * others look whether it did. Whatever goes wrong with it is a warning: it holds no decision.
 */
export async function deliverMessages(github: GitHub, delivering: Delivering): Promise<Delivered> {
  try {
    return await deliverDue(github, delivering);
  } catch (error) {
    if (!(error instanceof ReleaseApprovalError)) throw error;
    delivering.warn(warning(`Messages are left to the next run: ${error.message} ${error.cure}`));
    return { posted: [], read: null };
  }
}

async function deliverDue(github: GitHub, delivering: Delivering): Promise<Delivered> {
  const { messenger, observed, posted, environment, reload } = delivering;
  if (posted.length === 0) {
    if (dueOf(observed, messenger).length === 0) return { posted: [], read: null };
    // Nothing has shown yet that this run may write: what it could not record it would send again and again.
    const { snapshot, today } = observed.release;
    checkRun(environment, { policy: today.policy, repository: snapshot.repository });
    await github.updateIssue(snapshot.issue.number, { state: snapshot.issue.state });
    // Others may have found the same left over.
    await github.pause(Math.random() * spreadTime);
  }
  const now = await observeAgain(reload);
  if (now === null) return { posted: [], read: null };
  const isOthers = recordedByOthers(now, delivering);
  const due = dueOf(now, messenger);
  const others = new Set(due.filter(isOthers).map(({ key }) => key));
  const sent = await deliver(
    github,
    now,
    due.filter(({ key }) => !others.has(key)),
    delivering,
  );
  const read = { observed: now, added: sent.length };
  if (others.size === 0 || delivering.sweeps) return { posted: sent, read };
  const { left, at } = await waitForOthers(github, others, delivering);
  if (at === null) return { posted: sent, read };
  const more = await deliver(github, at, left, delivering);
  return { posted: [...sent, ...more], read: { observed: at, added: more.length } };
}

function dueOf(observed: Observed, { channels }: Messenger): Delivery[] {
  return dueDeliveries(observed, observed.release.recorded, channels);
}

async function observeAgain(reload: Delivering["reload"]): Promise<Observed | null> {
  const release = await reload();
  return release === null ? null : observeRelease(release);
}

// What another run, or another job of this one, has just recorded, and may be sending. An earlier attempt is over.
function recordedByOthers(
  { release: { recorded, snapshot } }: Observed,
  { posted, environment: { run } }: Delivering,
) {
  const own = new Set(posted.map(({ comment }) => comment.id));
  const isOver = ({ id, attempt }: { id: number; attempt: number }) => id === run.id && attempt < run.attempt;
  const theirs = new Set(
    recorded.entries
      .filter(
        ({ comment, block, at }) =>
          !own.has(comment) && !isOver(block.run) && Date.parse(snapshot.now) - Date.parse(at) < othersTime,
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
  for (let wait = messenger.nextWait(); wait !== null; wait = messenger.nextWait()) {
    await github.pause(wait);
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
  for (const problem of new Set(sent.flatMap((one) => one.problem ?? []))) warn(warning(problem));
  const gone = sent.filter((one) => one.problem === null || one.final);
  if (gone.length === 0) return [];
  const { tellDelivered } = await import("@release-approval/report/messages");
  const ids = new Map(outgoing.map(({ key, id }) => [key, id]));
  const toldOf = (refused: boolean) => {
    const keys = new Set(gone.filter((one) => one.final === refused).map(({ key }) => key));
    return due
      .filter(({ key }) => keys.has(key))
      .map(({ occasion: { event, role }, channel }) => ({ event, role, channel }));
  };
  const { id, attempt } = environment.run;
  return postEntry(github, {
    repository: snapshot.repository,
    issue: snapshot.issue.number,
    revision: evaluation.decision.release?.revision ?? 0,
    run: { id, attempt },
    facts: gone.map(
      ({ key, final }): Fact => ({
        key,
        kind: "delivery",
        id: (ids.get(key) ?? key).slice(0, 300),
        at: snapshot.now,
        ...(final && { refused: true }),
      }),
    ),
    seen: recorded.heads,
    words: tellDelivered(
      toldOf(false),
      viewOf(release, evaluation.decision, recorded.entries.length + 1),
      toldOf(true),
    ),
    policy,
    policyPath: path,
  });
}

function warning(message: string): Annotation {
  return { level: "warning", title: "Message", message };
}
