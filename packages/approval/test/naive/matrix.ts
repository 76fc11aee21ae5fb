import type { ReleaseType } from "../../src/policy/schema.ts";
import type { Need, Review, Settings, TypeRules } from "./story.ts";

/* The tables of READING.md and the specification, copied by hand. */

const hour = 60;
const day = 24 * hour;

const roles = [
  "release-manager",
  "technical-lead",
  "product-owner",
  "qa-lead",
  "security-lead",
  "devops-lead",
];

export const primaryRoles = ["release-manager", "technical-lead", "product-owner", "maintainer"];

/** Spec: "Decision Authority", and READING: "technical lead for technical, product owner for feature and UX". */
export const authority: Readonly<Record<string, readonly string[]>> = {
  "technical-lead": ["technical"],
  "product-owner": ["product"],
  "project-leadership": ["other"],
  maintainer: ["technical", "product", "other"],
};

const all = (needs: readonly Need[], times: readonly string[]): Review[] =>
  roles.map((role, index) => ({
    role,
    need: needs[index] ?? "required",
    approvals: 1,
    within: times[index] ?? "1h",
  }));

// READING: "| patch | release-manager, technical-lead, qa-lead; security-lead when security-related; product-owner, devops-lead optional | 2 of the 3 primary | target 24 h, deadline 48 h | always | release-manager |"
const patch: TypeRules = {
  reviews: all(
    ["required", "required", "optional", "required", "security", "optional"],
    ["2h", "4h", "4h", "8h", "4h", "2h"],
  ),
  primary: 2,
  total: 0,
  target: 24 * hour,
  deadline: 48 * hour,
  clock: "always",
  override: { by: "release-manager" },
};

// READING: "| minor | all six roles | all 3 primary | target 7 d, deadline 14 d | working hours for the roles' times | technical-lead |"
const minor: TypeRules = {
  reviews: all([], ["8h", "16h", "24h", "32h", "16h", "8h"]),
  primary: 3,
  total: 0,
  target: 7 * day,
  deadline: 14 * day,
  clock: "working",
  override: { by: "technical-lead" },
};

// READING: "| major | all six roles | all 3 primary | target 14 d, deadline 28 d | working hours for the roles' times | project-leadership |"
const major: TypeRules = {
  ...minor,
  reviews: all([], ["24h", "40h", "32h", "64h", "32h", "24h"]),
  target: 14 * day,
  deadline: 28 * day,
  override: { by: "project-leadership" },
};

// READING: "| hotfix | release-manager; security-lead when security-related; technical-lead, qa-lead, devops-lead if available; product-owner after release | release-manager + 1 other primary | target 1 h, deadline 4 h | always | automatic |"
const hotfix: TypeRules = {
  reviews: all(
    ["required", "if-available", "after-release", "if-available", "security", "if-available"],
    ["15m", "30m", "1h", "30m", "30m", "15m"],
  ),
  primary: 2,
  total: 0,
  target: hour,
  deadline: 4 * hour,
  clock: "always",
  override: "automatic",
};

const matrix: Readonly<Record<ReleaseType, TypeRules>> = { patch, minor, major, hotfix };

// READING: "`small-team`: one role, `maintainer`; patch and minor need 1 of those who did not ask, major 2, hotfix lapses after 1 h into a sign-off afterwards."
function ofSmallTeam(type: ReleaseType): TypeRules {
  const need = type === "hotfix" ? "if-available" : "required";
  const within = type === "hotfix" ? "1h" : `${matrix[type].target / hour}h`;
  const reviews: Review[] = [{ role: "maintainer", need, approvals: type === "major" ? 2 : 1, within }];
  return { ...matrix[type], reviews, primary: 0, clock: "always", override: "none" };
}

// READING: "`solo`: the evidence holds, and the maintainer's own `/approve` comes an hour or more after the request"
function ofSolo(type: ReleaseType): TypeRules {
  const reviews: Review[] = [{ role: "maintainer", need: "required", approvals: 1, within: "4h" }];
  return { ...matrix[type], reviews, primary: 0, clock: "always", override: "none" };
}

export function rulesFor(type: ReleaseType, settings: Settings): TypeRules {
  if (settings.own !== null) return settings.own;
  if (settings.extends === "small-team") return ofSmallTeam(type);
  if (settings.extends === "solo") return ofSolo(type);
  return matrix[type];
}

export function minutesIn(duration: string): number {
  return Number.parseInt(duration, 10) * (duration.endsWith("m") ? 1 : hour);
}

/** The first request was on a Monday at nine, UTC. */
const opensAt = 9 * hour;

// READING: "For minor and major they are working hours"
export function dueAfter(start: number, within: string, clock: TypeRules["clock"]): number {
  if (clock === "always") return start + minutesIn(within);
  let at = start;
  for (let left = minutesIn(within); left > 0; at += 1) if (isWorking(at)) left -= 1;
  return at;
}

function isWorking(minute: number): boolean {
  const sinceMonday = Math.floor(minute) + opensAt;
  const weekday = Math.floor(sinceMonday / day) % 7;
  const time = sinceMonday % day;
  return weekday < 5 && time >= 9 * hour && time < 17 * hour;
}
