import type { Case } from "./case.ts";
import { approvalsIn, type Fold } from "./fold.ts";
import { quorumOf } from "./quorum.ts";
import { assignSeats } from "./seats.ts";
import type { Instant } from "./snapshot.ts";

/** Roles for whose review the release waits, and whether a quorum lacks. */
export type Missing = { roles: readonly string[]; quorum: boolean };

/** What is missing as things stand at a moment: what is asked only if available has lapsed once its time has passed. */
export function missingIn(fold: Pick<Fold, "c" | "last">, at: Instant): Missing {
  const { c } = fold;
  const filled = filledRoles(fold);
  const roles = c.requirements
    .filter(
      ({ role, effect, due }) =>
        !filled.has(role) &&
        (effect === "required" || (effect === "if-available" && (due === null || due >= at))),
    )
    .map(({ role }) => role);
  return { roles, quorum: lacksQuorum(filled, c) };
}

// A ruling stands in for the review whose rejection it lifted.
function filledRoles({ c, last }: Pick<Fold, "c" | "last">): ReadonlySet<string> {
  const approvals = approvalsIn({ last });
  const countsIn = assignSeats(c, approvals);
  const given = new Map<string | null, number>();
  const add = (role: string | null) => given.set(role, (given.get(role) ?? 0) + 1);
  for (const { role, person } of approvals) if (countsIn.get(person.id)?.has(role) === true) add(role);
  for (const { review } of last.values()) if (review.overruledBy !== null) add(review.role);
  return new Set(
    c.requirements.filter((one) => (given.get(one.role) ?? 0) >= one.approvals).map((one) => one.role),
  );
}

function lacksQuorum(filled: ReadonlySet<string>, c: Case): boolean {
  const { primary = 0, total = 0 } = quorumOf(c);
  const lead = c.requirements.filter((one) => one.class === "primary" && filled.has(one.role)).length;
  return lead < primary || filled.size < total;
}
