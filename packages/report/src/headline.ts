import { assertNever, type Decision } from "@release-approval/approval";
import { longDay } from "./dates.ts";
import { cut } from "./escape.ts";
import { blockers, describeFinding, textOf } from "./findings.ts";
import { list } from "./links.ts";
import type { Missing } from "./missing.ts";
import { count, inSentence } from "./titles.ts";
import type { Condition, View } from "./view.ts";

type Shown = Pick<View, "decision" | "titles" | "conditions" | "reviews" | "version" | "manager"> & {
  missing: readonly Missing[];
};

/** The state of a release in one plain sentence, without its full stop. Holds words that people typed. */
export function headline(shown: Shown): string {
  const { decision, version } = shown;
  switch (decision.status) {
    case "pending":
      return `Waiting: ${progress(shown)}`;
    case "approved":
      return `Waiting: all reviews are in, the ${inSentence(shown.manager?.title ?? "release manager")} authorizes`;
    case "authorized":
      return `Cleared to ship: ${version}`;
    case "released":
      return `Released: ${version}`;
    case "rejected":
      return `Rejected by ${rejectedBy(shown)}`;
    case "blocked":
      return `Blocked: ${firstReason(decision)}`;
    case "postponed":
      return "Postponed";
    case "expired":
      return `Expired on ${longDay(decision.deadline ?? decision.at)}: ${progress(shown)}`;
    case "cancelled": {
      const { facts } = blockers(decision).find((one) => one.code === "cancelled") ?? { facts: {} };
      const by = textOf(facts, "login");
      const reason = textOf(facts, "reason").trim();
      return `Cancelled${by && ` by ${by}`}${reason && `: ${cut(reason, 200)}`}`;
    }
    default:
      return assertNever(decision.status);
  }
}

function progress({ reviews, conditions, missing }: Shown): string {
  const parts = [`${reviews.have} of ${count(reviews.need, "review")} in`];
  if (conditions.length > 0) parts.push(openConditions(conditions));
  for (const one of missing) if (one.kind === "quorum") parts.push(`${one.label} needed`);
  const others = missing.filter((one) => one.kind === "other").length;
  if (others > 0) parts.push(`${count(others, "problem")} to solve`);
  return parts.join(", ");
}

function openConditions(conditions: readonly Condition[]): string {
  return `${count(conditions.length, "condition")} open`;
}

function rejectedBy({ decision, titles }: Shown): string {
  const names = decision.requirements
    .filter((one) => one.state === "rejected")
    .map((one) => {
      const people = list([...new Set(one.rejectedBy.map((review) => review.person.login))], 3);
      return `${people} as ${titles.get(one.role) ?? one.title}`;
    });
  return list(names, 3);
}

function firstReason(decision: Decision): string {
  const finding = blockers(decision).find((one) => one.code === decision.reasonCode) ?? blockers(decision)[0];
  if (finding === undefined) return decision.reasonCode;
  const { sentence } = describeFinding(finding);
  return cut(sentence.replace(/\.$/u, ""), 200);
}
