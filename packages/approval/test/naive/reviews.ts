import { forgetResolutions } from "./conditions.ts";
import { giveIn } from "./conflicts.ts";
import {
  askedRoles,
  type Given,
  type Heard,
  holdsRole,
  isKeptOut,
  loanOf,
  voicesOf,
  type World,
} from "./world.ts";

/* Approvals, rejections, withdrawals. */

type Spoken = Heard & { act: { does: "approve" | "reject" | "withdraw"; role: string | null } };

// Promise: "The role may be left out when it is clear"
function roleMeant(w: World, said: Spoken): string | null | "all" {
  const { by, at, act } = said;
  const voices = voicesOf(w, by, at, act.does === "reject");
  if (voices.length === 0) return null;
  const asked = voices.filter((role) => askedRoles(w).includes(role));
  // What is no role of the policy is a note.
  const named = act.role !== null && act.role in w.members ? act.role : null;
  if (named !== null && asked.includes(named)) return named;
  if (act.does === "withdraw") return "all";
  if (act.does === "reject") return asked[0] ?? null;
  if (named !== null) return null;
  if (asked.length === 1) return asked[0] ?? null;
  const open = asked.filter((role) => !isKeptOut(w, by, role));
  return open.length === 1 ? (open[0] ?? null) : null;
}

/** @returns whether it counted */
export function approve(w: World, said: Spoken & { act: { does: "approve" } }): boolean {
  const role = roleMeant(w, said);
  if (role === null || role === "all" || !mayApprove(w, said, role)) return false;
  const { by, at, act } = said;
  if (said.record === "changed later") {
    // Promise: "Edited or deleted after it counted: void". Promise: "A withdrawal never revives an older approval."
    drop(w, (one) => one.by === by && one.role === role && one.verdict === "approved");
    return false;
  }
  // READING: "Ties in time go to the stricter reading": of two approvals at one moment the conditions of both stand.
  const same = w.reviews.filter((one) => one.by === by && one.role === role && one.at === at);
  const before = [...new Set([...same.flatMap((one) => one.before), ...act.before])];
  const after = [...new Set([...same.flatMap((one) => one.after), ...act.after])];
  const loan = holdsRole(w, by, role) ? undefined : loanOf(w, by, role, at);
  drop(w, (one) => one.by === by && one.role === role);
  w.reviews.push({
    by,
    role,
    verdict: "approved",
    at,
    for: loan === undefined || loan.byManager ? null : loan.from,
    before,
    after,
    lifted: false,
  });
  w.spoke.set(by, at);
  forgetResolutions(w, by, [...before, ...after]);
  giveIn(w, said);
  return true;
}

function mayApprove(w: World, { by, at }: Spoken, role: string): boolean {
  if (isKeptOut(w, by, role)) return false;
  // READING: "the maintainer's own `/approve` comes an hour or more after the request"
  const asked = by === "mia" || w.story.asksToo.includes(by);
  if (w.story.settings.extends === "solo" && w.story.settings.own === null && asked && at < w.opened + 60)
    return false;
  if (w.story.settings.commitAuthors === "forbid" && w.story.authors.includes(by)) return false;
  // What is owed after the release has its own time.
  return at <= w.deadline || w.released !== null;
}

/** @returns whether it counted */
export function reject(w: World, said: Spoken): boolean {
  const role = roleMeant(w, said);
  if (role === null || role === "all") return false;
  const { by, at } = said;
  drop(w, (one) => one.by === by && one.role === role);
  w.reviews.push({ by, role, verdict: "rejected", at, for: null, before: [], after: [], lifted: false });
  w.spoke.set(by, at);
  return true;
}

// Taking back a no lets the release go, which only a pristine comment does.
/** @returns whether it counted */
export function withdraw(w: World, said: Spoken): boolean {
  const role = roleMeant(w, said);
  if (role === null) return false;
  const pristine = said.record === "pristine";
  const taken = drop(
    w,
    (one) =>
      one.by === said.by && (role === "all" || one.role === role) && (pristine || one.verdict === "approved"),
  );
  const gaveIn = pristine && giveIn(w, said);
  if (!taken && !gaveIn) return false;
  w.spoke.set(said.by, said.at);
  w.withdrew.push({ by: said.by, at: said.at });
  return true;
}

/** @returns whether there was one */
export function drop(w: World, which: (one: Given) => boolean): boolean {
  const kept = w.reviews.filter((one) => !which(one));
  const dropped = kept.length < w.reviews.length;
  w.reviews = kept;
  return dropped;
}
