import { type Fact, findRole, type Obligation, type Policy, parseCommands } from "@release-approval/approval";

/* What nobody owes any more, since somebody who may said so after the release: `/waive qa-lead reason`. */

/** The follow-up that the item of a `/waive` names: a role, or a condition. null: none of that name can be. */
export function followUpId(item: string, policy: Pick<Policy, "roles">): string | null {
  if (/^c\d+$/iu.test(item)) return `condition/${item.toUpperCase()}`;
  const found = findRole(policy, item);
  return "role" in found ? `review/${found.role}` : null;
}

/** Why a follow-up was excused, in the words of the comment; `""` where the history has lost it. */
export function reasonOfExcuse(
  { id, settled }: Pick<Obligation, "id" | "settled">,
  facts: readonly Fact[],
  policy: Pick<Policy, "roles">,
): string {
  const said = facts.find((fact) => fact.key === settled?.key);
  if (said?.kind !== "comment") return "";
  const waived = parseCommands(said.text).findLast(
    (command) => command.name === "waive" && followUpId(command.item, policy) === id,
  );
  return waived?.name === "waive" ? waived.reason.trim() : "";
}
