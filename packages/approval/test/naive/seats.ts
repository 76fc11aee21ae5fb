import {
  askedRoles,
  dueOf,
  effectOf,
  type Given,
  isKeptOut,
  isPrimary,
  reviewFor,
  speaksFor,
  type World,
} from "./world.ts";

/* Who counts where, and what is missing. */

/** Approvals in force; of a member and who stands in for them, one. */
export function approvalsOf(reviews: readonly Given[]): Given[] {
  const approvals = reviews.filter((one) => one.verdict === "approved");
  const own = approvals.filter((one) => one.for === null);
  const lent = approvals.filter((one) => one.for !== null);
  const kept = [...own];
  for (const one of lent)
    if (!kept.some((other) => other.role === one.role && (other.for ?? other.by) === one.for)) kept.push(one);
  return approvals.filter((one) => kept.includes(one));
}

/** Whether all these roles can have somebody at once, each person in one of them. */
function canSeat(places: readonly string[], approvals: readonly Given[], taken: readonly string[]): boolean {
  const [first, ...rest] = places;
  if (first === undefined) return true;
  return approvals.some(
    (one) => one.role === first && !taken.includes(one.by) && canSeat(rest, approvals, [...taken, one.by]),
  );
}

// Promise: "one person fills one role". What the release waits for comes first, then what quorums count.
const importance = ["required", "if-available", "optional", "after-release"];

/** How many of the approvals that each role needs are there. */
function seatsOf(w: World, reviews: readonly Given[]): Map<string, number> {
  const approvals = approvalsOf(reviews);
  if (!w.story.settings.oneRole)
    return new Map(askedRoles(w).map((role) => [role, approvals.filter((one) => one.role === role).length]));
  const places = [...w.rules.reviews]
    .sort(
      (a, b) =>
        importance.indexOf(effectOf(a.need, w.story)) - importance.indexOf(effectOf(b.need, w.story)) ||
        Number(isPrimary(b.role)) - Number(isPrimary(a.role)),
    )
    .flatMap(({ role, approvals: places }) => Array.from({ length: places }, () => role));
  const filled: string[] = [];
  for (const place of places) if (canSeat([...filled, place], approvals, [])) filled.push(place);
  return new Map(askedRoles(w).map((role) => [role, filled.filter((one) => one === role).length]));
}

/** The state of every asked role at a moment. */
export function statesAt(w: World, reviews: readonly Given[], at: number): Map<string, string> {
  const seats = seatsOf(w, reviews);
  return new Map(askedRoles(w).map((role) => [role, stateOf(w, role, seats.get(role) ?? 0, reviews, at)]));
}

function stateOf(w: World, role: string, seated: number, reviews: readonly Given[], at: number): string {
  const review = reviewFor(w, role);
  if (review === undefined) return "not-asked";
  const rejections = reviews.filter((one) => one.role === role && one.verdict === "rejected");
  const lifted = rejections.filter((one) => one.lifted).length;
  if (rejections.length > lifted) return "rejected";
  if (seated >= review.approvals) return "approved";
  // Promise: a ruling "stands in for that review, in requirement and quorum".
  if (seated + lifted >= review.approvals) return "overruled";
  const effect = effectOf(review.need, w.story);
  // READING: "**if-available**: required until its time has passed or the role is declared unavailable; then it becomes an obligation after release."
  if (effect === "if-available" && (at > dueOf(w, review) || isDeclaredAway(w, role, reviews, at)))
    return "lapsed";
  // READING: "**optional**: silence never blocks"
  // READING: "**after-release** (\"post-deployment\" in the document): never blocks; becomes an obligation with its time when the release is recorded."
  return effect === "optional" || effect === "after-release" ? "not-needed" : "missing";
}

/** Everybody who could review in the role is away. */
function isDeclaredAway(w: World, role: string, reviews: readonly Given[], at: number): boolean {
  const people = new Set([...(w.members[role] ?? []), ...w.lent.map((one) => one.to)]);
  const able = [...people].filter(
    (who) =>
      speaksFor(w, who, role, at) &&
      !isKeptOut(w, who, role) &&
      !(w.story.settings.oneRole && countsElsewhere(who, role, reviews)),
  );
  return able.length > 0 && able.every((who) => isAway(w, who, role, at));
}

function countsElsewhere(who: string, role: string, reviews: readonly Given[]): boolean {
  return approvalsOf(reviews).some((one) => one.by === who && one.role !== role);
}

// Who reviews after saying that they are away is back.
function isAway(w: World, who: string, role: string, at: number): boolean {
  return w.away.some(
    (one) =>
      one.role === role &&
      one.who === who &&
      one.since <= at &&
      at <= one.until &&
      (w.spoke.get(who) ?? Number.NEGATIVE_INFINITY) <= one.since,
  );
}

/** Roles for which the release waits, and whether a quorum lacks. */
export function missingAt(w: World, at: number): { roles: string[]; quorum: boolean } {
  const states = statesAt(w, w.reviews, at);
  const roles = askedRoles(w).filter((role) => {
    const effect = effectOf(reviewFor(w, role)?.need ?? "optional", w.story);
    const state = states.get(role);
    return (
      state === "missing" || (state === "rejected" && (effect === "required" || effect === "if-available"))
    );
  });
  return { roles, quorum: lacksQuorum(w, states) };
}

// READING: "2 of the 3 primary"
export function lacksQuorum(w: World, states: ReadonlyMap<string, string>): boolean {
  const filled = [...states].filter(([, state]) => state === "approved" || state === "overruled");
  const primary = filled.filter(([role]) => isPrimary(role)).length;
  return primary < w.rules.primary || filled.length < w.rules.total;
}
