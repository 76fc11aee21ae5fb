import { isTimezone } from "../calendar.ts";
import type { Checked } from "./check.ts";
import { type Draft, listOf, type Path, quote } from "./problem.ts";
import { findRole, plainWord } from "./roles.ts";
import type { Policy, Role } from "./schema.ts";

/** Reviews of roles that do not exist. */
export function checkReviewers({ policy }: Checked): Draft[] {
  return Object.entries(policy.releaseTypes).flatMap(([type, rules]) =>
    Object.keys(rules.reviews).flatMap((role) =>
      checkRole(policy, role, ["release-types", type, "reviews", role], "key"),
    ),
  );
}

/** Roles that overrides, rules, escalation and notifications name. */
export function checkRolesNamed({ file, policy }: Checked): Draft[] {
  const named: [Path, string | undefined][] = [[["rules", "waive"], file.rules?.waive]];
  for (const [type, { override }] of Object.entries(file["release-types"])) {
    if (typeof override !== "object") continue;
    const path = ["release-types", type, "override"];
    named.push([[...path, "by"], override.by === "automatic" ? undefined : override.by]);
    named.push([[...path, "ratify"], override.ratify]);
  }
  file.escalation?.forEach((step, index) => {
    const path = ["escalation", index];
    named.push(...namedIn([...path, "to"], step.to), ...namedIn([...path, "roles"], step.roles));
  });
  for (const [event, routes] of Object.entries(file.notifications.events))
    routes.forEach((route, index) => {
      named.push(...namedIn(["notifications", "events", event, index, "roles"], route.roles));
    });
  return named.flatMap(([path, role]) => (role === undefined ? [] : checkRole(policy, role, path, "value")));
}

function namedIn(path: Path, roles: readonly string[] = []): [Path, string][] {
  return roles.map((role, index) => [[...path, index], role]);
}

function checkRole(policy: Policy, role: string, path: Path, at: Draft["at"]): Draft[] {
  if (Object.hasOwn(policy.roles, role)) return [];
  const found = findRole(policy, role);
  const nearest = "role" in found ? found.role : found.nearest;
  const ids = Object.keys(policy.roles);
  return [
    {
      path,
      at,
      what: `no role has the id ${quote(role)}`,
      found: quote(role),
      allowed: ids.length === 0 ? "the id of a role under `roles`" : listOf(ids),
      ...(nearest === null ? { cure: `Add it under \`roles\`, with members.` } : { nearest }),
      depends: [["roles", role]],
    },
  ];
}

type Naming = { key: "title" | "aliases" | "environment"; namesOf: (role: Role) => string[]; why: string };

const namings: readonly Naming[] = [
  { key: "title", namesOf: ({ title }) => [plainWord(title)], why: "a command must mean one role" },
  { key: "aliases", namesOf: ({ aliases }) => aliases, why: "a command must mean one role" },
  // Environments are alike for GitHub whatever their case.
  {
    key: "environment",
    namesOf: ({ environment }) => [environment.toLowerCase()],
    why: "its Approve button must mean one role",
  },
];

/** Titles, short forms and environments that two roles share. */
export function checkNames({ policy }: Checked): Draft[] {
  return namings.flatMap(({ key, namesOf, why }) => {
    const holders = new Map<string, Role>();
    const drafts: Draft[] = [];
    for (const role of Object.values(policy.roles))
      for (const name of namesOf(role)) {
        const holder = holders.get(name);
        if (holder === undefined) holders.set(name, role);
        else
          drafts.push({
            path: ["roles", role.id, key],
            at: "value",
            what: `${quote(name)} belongs to the role ${holder.id} already, and ${why}`,
            found: quote(name),
            allowed: "a name that no other role has",
            cure: "Choose another one for one of them.",
            depends: [["roles", holder.id, key]],
          });
      }
    return drafts;
  });
}

/** Time zones of people. */
export function checkPeople({ file }: Checked): Draft[] {
  return Object.entries(file.people).flatMap(([login, { timezone }]) =>
    timezone === undefined ? [] : checkTimezone(timezone, ["people", login, "timezone"]),
  );
}

export function checkTimezone(timezone: string, path: Path): Draft[] {
  if (isTimezone(timezone)) return [];
  return [
    {
      path,
      at: "value",
      what: `${quote(timezone)} is no time zone`,
      found: quote(timezone),
      allowed: "an IANA time zone such as UTC or Europe/Berlin",
      cure: "Look it up in the IANA time zone database.",
    },
  ];
}
