import type { Act } from "./story.ts";
import {
  authorityOf,
  type Dispute,
  effectOf,
  type Given,
  type Heard,
  isKeptOut,
  reviewFor,
  type Stop,
  speaksFor,
  voicesOf,
  type World,
} from "./world.ts";

/*
 * READING: "technical lead for technical, product owner for feature and UX, release manager escalates the rest to project leadership"
 */

export function openDispute(w: World, said: Heard, about: string): void {
  const [role] = voicesOf(w, said.by, said.at);
  if (role !== undefined)
    w.disputes.push({ id: `command ${about} ${said.by}`, about, by: said.by, comment: said.id });
}

// READING: "`/decide` or the withdrawal of one side closes it"
/** @returns whether one ended by that */
export function giveIn(w: World, said: Heard): boolean {
  const ended = w.disputes.filter((one) => one.by === said.by && one.comment !== said.id);
  w.disputes = w.disputes.filter((one) => !ended.includes(one));
  for (const one of ended) w.ruled.push({ dispute: one.id, state: "given-in", stop: null });
  return ended.length > 0;
}

// READING: "a rejection is recorded and shown, and blocks only under `rules.optional-rejection: block`"
export function blocks(w: World, role: string): boolean {
  const review = reviewFor(w, role);
  if (review === undefined) return false;
  return effectOf(review.need, w.story) !== "optional" || w.story.settings.optionalRejection === "block";
}

function standingRejections(w: World): Given[] {
  return w.reviews.filter((one) => one.verdict === "rejected" && !one.lifted && blocks(w, one.role));
}

function kindOf(role: string): string {
  const own = authorityOf(role);
  return own.includes("technical") ? "technical" : own.includes("product") ? "product" : "other";
}

// READING: "a security or QA rejection can be overruled by project leadership only"
function isLeadershipOnly(role: string): boolean {
  return role === "security-lead" || role === "qa-lead" || authorityOf(role).includes("other");
}

/** A rejection beside an approval of somebody else is a conflict by itself. */
function rejectionsInConflict(w: World): Given[] {
  return standingRejections(w).filter(
    (one) =>
      !w.kept.includes(one) && w.reviews.some((other) => other.verdict === "approved" && other.by !== one.by),
  );
}

function nameOfRejection(one: Given): string {
  return `rejection ${kindOf(one.role)} ${one.by}`;
}

export function openConflicts(w: World): string[] {
  return [...w.disputes.map((one) => one.id), ...rejectionsInConflict(w).map(nameOfRejection)];
}

export function decide(w: World, said: Heard, act: Act & { does: "decide" }): boolean {
  const roles = Object.keys(w.members).filter(
    (role) =>
      authorityOf(role).length > 0 && speaksFor(w, said.by, role, said.at) && !isKeptOut(w, said.by, role),
  );
  const leads = roles.some((role) => authorityOf(role).includes("other"));
  const mayRuleOn = (about: string) => leads || roles.some((role) => authorityOf(role).includes(about));
  const inConflict = rejectionsInConflict(w);
  if (w.disputes.length + inConflict.length + w.stops.length === 0) return false;
  const disputes = w.disputes.filter((one) => mayRuleOn(one.about));
  // Nobody rules on their own rejection: they may take it back.
  const conflicts = inConflict.filter(
    (one) => one.by !== said.by && (isLeadershipOnly(one.role) ? leads : mayRuleOn(kindOf(one.role))),
  );
  const lifted = standingRejections(w).filter(
    (one) => one.by !== said.by && (leads || mayLift(w, one, said.by, mayRuleOn)),
  );
  const stops = w.stops.filter((one) => leads || roles.includes(one.role));
  if (disputes.length + conflicts.length + lifted.length + stops.length === 0) return false;
  if (act.ruling === "proceed" && said.record !== "pristine") return false;
  rule(w, act.ruling, roleThatRules(w, roles, disputes, conflicts), { disputes, conflicts, lifted, stops });
  return true;
}

// Promise: "Technical may lift a rejection by a role without own authority when a `/conflict technical` is open about it; never the product owner's, security's or QA's. Analogous for product."
function mayLift(w: World, one: Given, decider: string, mayRuleOn: (about: string) => boolean): boolean {
  if (isLeadershipOnly(one.role)) return false;
  const own = authorityOf(one.role);
  if (own.length > 0) return own.some(mayRuleOn);
  return ["technical", "product"].some(
    (about) => mayRuleOn(about) && w.disputes.some((it) => it.about === about && it.by !== decider),
  );
}

// A stop may be lifted by the role that ruled.
function roleThatRules(w: World, roles: string[], disputes: Dispute[], conflicts: Given[]): string {
  const [first] = [
    ...disputes.map((one) => decidersOf(w, one.about, false)),
    ...conflicts.map((one) => decidersOf(w, kindOf(one.role), isLeadershipOnly(one.role))),
  ];
  return first?.find((role) => roles.includes(role)) ?? roles[0] ?? "";
}

function decidersOf(w: World, about: string, leadershipOnly: boolean): string[] {
  const all = Object.keys(w.members);
  const leading = all.filter((role) => authorityOf(role).includes("other"));
  return leadershipOnly ? leading : [...all.filter((role) => authorityOf(role).includes(about)), ...leading];
}

type Decided = { disputes: Dispute[]; conflicts: Given[]; lifted: Given[]; stops: Stop[] };

function rule(
  w: World,
  ruling: "proceed" | "stop",
  role: string,
  { disputes, conflicts, lifted, stops }: Decided,
): void {
  const stop = ruling === "stop" ? { role } : null;
  // Named before anything is lifted: a ruling names what it overrules.
  const names = [...disputes.map((one) => one.id), ...conflicts.map(nameOfRejection)];
  w.disputes = w.disputes.filter((one) => !disputes.includes(one));
  if (stop !== null) {
    w.stops.push(stop);
    w.kept.push(...conflicts);
  } else {
    w.stops = w.stops.filter((one) => !stops.includes(one));
    for (const one of w.ruled) if (one.stop !== null && stops.includes(one.stop)) one.state = "proceed";
    for (const one of lifted) one.lifted = true;
  }
  for (const dispute of names) w.ruled.push({ dispute, state: ruling, stop });
}
