import type { Act } from "./story.ts";
import {
  askedRoles,
  type Heard,
  holdsRole,
  isKeptOut,
  isOver,
  managerRole,
  speaksFor,
  voicesOf,
  type World,
} from "./world.ts";

/* Who stands in for whom, who is away, and until when there is time. */

const day = 24 * 60;

/** The last second of a day, counted from the day of the first request, which was made at nine. */
function endOfDay(index: number | null): number {
  return index === null ? Number.POSITIVE_INFINITY : (index + 1) * day - 9 * 60 - 1 / 60;
}

// Promise: "delegation by the role's member, or by the release manager to the policy's `backup`, for a time, never to one who fills a role in this release, never in circles"
export function delegate(w: World, said: Heard, act: Act & { does: "delegate" }): void {
  const { by, at } = said;
  const { role, to } = act;
  if (!(role in w.members)) return;
  const until = endOfDay(act.untilDay);
  const byManager = !holdsRole(w, by, role);
  if (byManager && !speaksFor(w, by, managerRole(w), at)) return;
  if (byManager && !(w.story.settings.backup[role] ?? []).includes(to)) return;
  // Whom they lend it to would review in their place.
  if (isKeptOut(w, byManager ? to : by, role) || isKeptOut(w, to, role)) return;
  if (!isKnown(w, to) || holdsRole(w, to, role) || fillsAnother(w, to, role, at)) return;
  if (until <= at || said.record === "changed by its author at once") return;
  const isVoid = said.record !== "pristine";
  if (!isVoid)
    for (const one of w.lent)
      if (one.role === role && one.from === by && !one.void && one.until > at) one.until = at;
  w.lent.push({ role, from: by, to, since: at, until, void: isVoid, byManager });
}

/** Of those who hold nothing GitHub knows rob alone. */
function isKnown(w: World, who: string): boolean {
  return who === "rob" || Object.values(w.story.settings.members).flat().includes(who);
}

function fillsAnother(w: World, who: string, role: string, at: number): boolean {
  if (askedRoles(w).some((one) => holdsRole(w, who, one))) return true;
  return w.lent.some((one) => !one.void && one.to === who && one.role !== role && one.until > at);
}

// Promise: "self, or release-manager where policy names a backup"
export function declareAway(w: World, said: Heard, act: Act & { does: "unavailable" }): void {
  const until = endOfDay(act.untilDay);
  if (until <= said.at || said.record !== "pristine") return;
  const voices = voicesOf(w, said.by, said.at);
  if (act.role === null || voices.includes(act.role)) {
    for (const role of act.role === null ? voices : [act.role])
      w.away.push({ role, who: said.by, since: said.at, until });
    return;
  }
  if (!(act.role in w.members)) return;
  const backups = w.story.settings.backup[act.role] ?? [];
  if (!speaksFor(w, said.by, managerRole(w), said.at) || backups.length === 0) return;
  for (const who of w.members[act.role] ?? []) w.away.push({ role: act.role, who, since: said.at, until });
}

export function extend(w: World, said: Heard, hours: number): void {
  const role = managerRole(w);
  if (!speaksFor(w, said.by, role, said.at) || isKeptOut(w, said.by, role)) return;
  if (isOver(w, said.at) || said.record !== "pristine") return;
  w.deadline += hours * 60;
  w.extended += hours * 60;
}
