import { confirm, nameOf, reopen, resolve } from "./conditions.ts";
import { decide, openDispute } from "./conflicts.ts";
import { conditionalRelease, override, ratify, waive } from "./exceptions.ts";
import { outcomeOf } from "./outcome.ts";
import { declareAway, delegate, extend } from "./people.ts";
import { approve, reject, withdraw } from "./reviews.ts";
import type { Happening, Outcome, Said, Story } from "./story.ts";
import {
  begin,
  type Heard,
  isHolding,
  isKeptOut,
  isOver,
  managerRole,
  type Record,
  speaksFor,
  voicesOf,
  type World,
} from "./world.ts";

/*
 * The naive evaluator: written from the specification (`Spec`) and READING.md, line by line, and where both are silent from
 * the product's promises (`Promise`); from none of its code. Slow and plain: it tells the story from the beginning, and
 * looks at what stands at the end.
 */

// Promise: "A decision must hold under the pinned policy **and** under today's, so a leaver's approval does not count and a relaxed policy does not help."
export function reckon(story: Story): Outcome {
  const { members, left } = story.settings;
  const today = Object.fromEntries(
    Object.entries(members).map(([role, people]) => [role, people.filter((who) => !left.includes(who))]),
  );
  const pinned = outcomeOf(play(story, members));
  const now = outcomeOf(play(story, today));
  const stricter = strictness.indexOf(now.status) < strictness.indexOf(pinned.status) ? now : pinned;
  return { ...stricter, obligations: owedUnderEither(pinned.obligations, now.obligations) };
}

/** Strictest first; what is over comes before all. */
const strictness = [
  "released",
  "cancelled",
  "blocked",
  "rejected",
  "expired",
  "postponed",
  "pending",
  "approved",
  "authorized",
];

// Owed under either policy, settled where it is settled under both.
function owedUnderEither(pinned: readonly string[], today: readonly string[]): string[] {
  const idOf = (one: string) => one.split(" ")[0] ?? "";
  const isOpen = (one: string) => one.endsWith(" open");
  const mine = pinned.map((one) => {
    const other = today.find((it) => idOf(it) === idOf(one));
    return other === undefined || isOpen(one) ? one : other;
  });
  return [...mine, ...today.filter((one) => !pinned.some((it) => idOf(it) === idOf(one)))].sort();
}

/** Tells the story under one policy: who holds which role differs. */
export function play(story: Story, members: World["members"]): World {
  const w = begin(story, members);
  const told = [...story.happenings].sort((a, b) => a.at - b.at).filter((one) => one.at <= story.now);
  const heard = new Map(told.map((one, index) => [one, "act" in one ? hear(one, index, told, story) : null]));
  numberConditions(w, [...heard.values()]);
  for (const one of told) {
    const said = heard.get(one) ?? null;
    const before = told.slice(0, told.indexOf(one)).flatMap((other) => heard.get(other) ?? []);
    w.now = one.at;
    if (said !== null) judge(w, said);
    else if ("asksAgain" in one) askAgain(w, one.at, one.asksAgain === "same commit", before);
    else if ("publishes" in one)
      w.released ??= {
        at: one.at,
        reviews: w.reviews.map((review) => ({ ...review })),
        overrides: [...w.overrides],
      };
  }
  w.now = story.now;
  return w;
}

// Promise: "A comment counts when `lastEditedAt` is null, or its text is the one observed before"
function hear(said: Said, id: number, told: readonly Happening[], story: Story): Heard | null {
  const { fate, act } = said;
  const kept = { ...said, id, record: "pristine" as Record };
  if (fate.is === "kept" || fate.after > story.now) return act.does === "chatter" ? null : kept;
  const looks = told.filter((one) => "looks" in one && one.at > said.at).map((one) => one.at);
  // No run keeps what holds no command.
  const read = act.does === "chatter" ? Number.POSITIVE_INFINITY : (looks[0] ?? story.now);
  if (fate.after > read) return { ...kept, record: "changed later" };
  if (fate.is === "deleted") return { ...kept, record: "unseen" };
  if (fate.by !== said.by) return { ...kept, record: "garbled" };
  return fate.empties || act.does === "chatter" ? null : { ...kept, record: "changed by its author at once" };
}

// Promise: "Ids `C1…` count over the whole issue in the order in which they were told; the same words by the same person in the same role keep their id."
function numberConditions(w: World, heard: readonly (Heard | null)[]): void {
  for (const said of heard)
    if (said?.act.does === "approve" && (said.record === "pristine" || said.record === "changed later"))
      for (const words of [...said.act.before, ...said.act.after]) {
        const name = nameOf(said.by, words);
        if (!w.numbers.has(name)) w.numbers.set(name, w.numbers.size + 1);
      }
}

function judge(w: World, said: Heard): void {
  const { record, by, at, act } = said;
  if (record === "unseen") {
    // What its author deleted they have taken back; what somebody else deleted may have been a rejection.
    if (said.fate.is === "deleted" && said.fate.by !== by)
      w.lost.push({ who: by, at: said.fate.after, deleted: true });
    return;
  }
  if (record === "garbled") {
    // Promise: "Fail closed, and say why. Unknown, unreadable, unreachable, edited, ambiguous: not approved"
    w.lost.push({ who: by, at, deleted: false });
    w.reviews = w.reviews.filter((one) => one.by !== by || one.verdict === "rejected");
    return;
  }
  if (record === "changed by its author at once" && !isHolding(act)) return;
  obey(w, said);
}

function obey(w: World, said: Heard): void {
  const { act } = said;
  switch (act.does) {
    case "approve":
      if (approve(w, { ...said, act })) w.authorized = false;
      return;
    case "reject":
      if (reject(w, { ...said, act: { ...act, does: "reject" } })) w.authorized = false;
      return;
    case "withdraw":
      withdraw(w, { ...said, act: { ...act, does: "withdraw" } });
      // READING says nothing of one that finds nothing to take back: the stricter reading asks for the last word again.
      if (voicesOf(w, said.by, said.at).length > 0) w.authorized = false;
      return;
    case "resolve":
      resolve(w, said, act);
      return;
    case "confirm":
      confirm(w, said, act.condition);
      return;
    case "reopen":
      reopen(w, said, act.condition);
      return;
    case "delegate":
      delegate(w, said, act);
      return;
    case "unavailable":
      declareAway(w, said, act);
      return;
    case "extend":
      extend(w, said, act.hours);
      return;
    case "conflict":
      openDispute(w, said, act.about);
      return;
    case "decide":
      if (decide(w, said, act)) w.authorized = false;
      return;
    case "override":
      if (override(w, said)) w.authorized = false;
      return;
    case "waive":
      if (waive(w, said)) w.authorized = false;
      return;
    case "conditional-release":
      if (conditionalRelease(w, said)) w.authorized = false;
      return;
    case "ratify":
      ratify(w, said);
      return;
    case "cancel":
      w.cancelled ||= speaksFor(w, said.by, managerRole(w), said.at);
      return;
    case "authorize":
      w.authorized ||= mayAuthorize(w, said);
      return;
    case "chatter":
      return;
  }
}

function mayAuthorize(w: World, said: Heard): boolean {
  const role = managerRole(w);
  return (
    w.story.settings.authorization === "manual" &&
    speaksFor(w, said.by, role, said.at) &&
    !isKeptOut(w, said.by, role) &&
    !isOver(w, said.at) &&
    said.record === "pristine"
  );
}

// READING: "`rules.on-new-commits` is `dismiss`, `keep` or `affected-roles`. Asking again for the version at another commit makes the next revision."
function askAgain(w: World, at: number, sameCommit: boolean, before: readonly Heard[]): void {
  const rejections = w.reviews.filter((one) => one.verdict === "rejected");
  // Promise: "Overrides, waivers, rulings, extensions never carry over."
  const fresh = begin(w.story, w.members);
  const { lent, away, spoke, numbers, lost, withdrew } = w;
  // Promise: "The person's own later review ends it", whatever becomes of that review.
  for (const { by, at: when, act, record } of before)
    if (["approve", "reject", "withdraw"].includes(act.does) && /pristine|later/.test(record))
      spoke.set(by, when);
  Object.assign(w, fresh, { lent, away, spoke, numbers, lost, withdrew, opened: at });
  // A no is still a no at the same commit. What was approved is approved anew.
  if (sameCommit) w.reviews = rejections.map((one) => ({ ...one, lifted: false }));
  else if (w.story.settings.onNewCommits === "keep") {
    // Promise: "`keep`: reviews, conditions, resolutions stay."
    for (const said of before) if (isKept(said)) judge(w, said);
  }
  // Where a no would have stayed, words that may have been one stay, too; else only what was deleted since: nobody can
  // tell of which revision it was.
  else w.lost = w.lost.filter((one) => one.deleted && one.at >= at);
  w.deadline = at + w.rules.deadline;
}

function isKept({ act, record }: Heard): boolean {
  // Nobody knows what it said.
  if (record === "garbled") return true;
  return ["approve", "reject", "withdraw", "resolve", "confirm", "reopen", "conflict"].includes(act.does);
}
