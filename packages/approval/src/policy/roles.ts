import { findNearest } from "./nearest.ts";
import type { Policy, Role } from "./schema.ts";

type Named = { roles: Readonly<Record<string, Pick<Role, "id" | "title" | "aliases">>> };

/**
 * Finds the role that a word of a command means: its id, title or short form, whatever the case, with spaces, hyphens
 * and underscores alike (`QA`, `qa lead`, `tech`). An id wins over a title, a title over a short form.
 * @returns the role's id, or the id of the role whose name is nearest to a misspelt word, null where none is near
 */
export function findRole(policy: Named, word: string): { role: string } | { nearest: string | null } {
  const wanted = plainWord(word);
  const roles = Object.values(policy.roles);
  const found =
    roles.find((role) => plainWord(role.id) === wanted) ??
    roles.find((role) => plainWord(role.title) === wanted) ??
    roles.find((role) => role.aliases.some((alias) => plainWord(alias) === wanted));
  if (found !== undefined) return { role: found.id };
  const namesOf = ({ id, title, aliases }: (typeof roles)[number]) => [id, title, ...aliases];
  const nearest = findNearest(word.trim(), roles.flatMap(namesOf));
  return { nearest: roles.findLast((role) => namesOf(role).some((name) => name === nearest))?.id ?? null };
}

/** The role that has this id, alone in a list; an empty one where the policy names none. */
export function rolesNamed(policy: Pick<Policy, "roles">, id: string | null): Role[] {
  return Object.values(policy.roles).filter((role) => role.id === id);
}

/** How a role is called on screen; a role that the policy does not name is called by its id. */
export function titleOf(policy: Pick<Policy, "roles">, roleId: string): string {
  return rolesNamed(policy, roleId)[0]?.title ?? roleId;
}

/** A name as it is compared: lower case, one hyphen for spaces, hyphens and underscores. */
export function plainWord(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "-");
}

const acronyms: ReadonlyMap<string, string> = new Map([
  ["api", "API"],
  ["ceo", "CEO"],
  ["ciso", "CISO"],
  ["cto", "CTO"],
  ["dba", "DBA"],
  ["devops", "DevOps"],
  ["it", "IT"],
  ["qa", "QA"],
  ["sre", "SRE"],
  ["ui", "UI"],
  ["ux", "UX"],
]);

/** A title for a role that has none: `qa-lead` is "QA lead", `release-manager` "Release manager". */
export function titleFromId(roleId: string): string {
  const words = roleId
    .split("-")
    .filter((word) => word !== "")
    .map((word) => acronyms.get(word) ?? word);
  const title = words.join(" ");
  return title.charAt(0).toUpperCase() + title.slice(1);
}
