import type { PolicyFile } from "./schema.ts";

type Types = NonNullable<PolicyFile["release-types"]>;
type TypeRules = NonNullable<Types[keyof Types]>;

/** A policy with all its parts, empty ones where nothing was said. */
export type MergedFile = PolicyFile & { [K in Part]: NonNullable<PolicyFile[K]> } & {
  notifications: { events: NonNullable<NonNullable<PolicyFile["notifications"]>["events"]> };
};
type Part =
  | "people"
  | "roles"
  | "release-types"
  | "components"
  | "evidence"
  | "rules"
  | "calendar"
  | "notifications";

/**
 * Lays one policy over another: roles, components, people and release types key by key, a type's `reviews` whole;
 * evidence item by item; rules, calendar and security key by key; escalation whole.
 */
export function mergePolicies(below: PolicyFile, above: PolicyFile): MergedFile {
  const { extends: _, $schema: __, ...base } = below;
  return {
    ...base,
    ...above,
    people: mergeEach(below.people, above.people),
    roles: mergeEach(below.roles, above.roles),
    "release-types": mergeEach(below["release-types"], above["release-types"], mergeTypes),
    components: mergeEach(below.components, above.components),
    security: { ...below.security, ...above.security },
    evidence: { ...below.evidence, ...above.evidence },
    rules: { ...below.rules, ...above.rules },
    calendar: { ...below.calendar, ...above.calendar },
    notifications: {
      ...below.notifications,
      ...above.notifications,
      events: { ...below.notifications?.events, ...above.notifications?.events },
    },
  };
}

function mergeTypes(below: TypeRules, above: TypeRules): TypeRules {
  return { ...below, ...above, evidence: { ...below.evidence, ...above.evidence } };
}

function mergeEach<T extends object>(
  below: Readonly<Record<string, T>> = {},
  above: Readonly<Record<string, T>> = {},
  merge: (below: T, above: T) => T = (a, b) => ({ ...a, ...b }),
): Record<string, T> {
  const merged = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const under = merged.get(key);
    merged.set(key, under === undefined ? value : merge(under, value));
  }
  return Object.fromEntries(merged);
}
