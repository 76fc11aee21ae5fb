import { assertNever, type Decision } from "@release-approval/approval";
import { holdsRelease } from "./conditions.ts";
import { longDay } from "./dates.ts";
import { cut } from "./escape.ts";
import { blockers, describeFinding, textOf } from "./findings.ts";
import { list } from "./links.ts";
import type { Missing } from "./missing.ts";
import { isOverridden, isUnreviewed } from "./overrides.ts";
import { count, inSentence } from "./titles.ts";
import type { View } from "./view.ts";

type Shown = Pick<
  View,
  "decision" | "titles" | "conditions" | "conflicts" | "reviews" | "version" | "manager" | "followUps"
> &
  Pick<View, "override" | "schedule" | "rolledBack" | "policy"> & { missing: readonly Missing[] };

/** The state of a release in one plain sentence, without its full stop. Holds words that people typed. */
export function headline(shown: Shown): string {
  const { decision, version, schedule } = shown;
  switch (decision.status) {
    case "pending":
      return `Waiting: ${progress(shown)}`;
    case "approved":
      return `Waiting: all reviews are in, the ${inSentence(shown.manager?.title ?? "release manager")} authorizes`;
    case "authorized":
      return `${clearedWords(decision).replace(/^c/u, "C")}: ${version}`;
    case "released":
      return releasedWords(shown);
    case "rejected":
      return rejectedWords(shown);
    case "blocked":
      return `Blocked: ${firstReason(decision)}`;
    case "postponed":
      return schedule.postponed === null
        ? "Postponed"
        : `Postponed until ${longDay(schedule.postponed.until)}`;
    case "expired":
      return `Expired on ${longDay(schedule.deadline)}: ${progress(shown)}`;
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

/** In which unusual way it was cleared, plain: by override, or although nobody answered. Empty where reviews did it. */
export function clearedHow(decision: Decision): string {
  const { override } = decision;
  if (override !== null && isOverridden(decision))
    return override.by === null ? "by the automatic override" : `by ${override.by.login}'s override`;
  return isUnreviewed(decision) ? "without a review" : "";
}

/** `cleared to ship`, and how where it was not by the reviews: plain words. */
export function clearedWords(decision: Decision): string {
  return `cleared to ship ${clearedHow(decision)}`.trimEnd();
}

function releasedWords({ version, rolledBack, followUps }: Shown): string {
  const open = followUps.filter((one) => one.settled === null).length;
  const owed = open === 0 ? "" : `, ${count(open, "follow-up")} open`;
  return `${rolledBack === null ? "Released" : "Rolled back"}: ${version}${owed}`;
}

function progress(shown: Shown): string {
  const parts = [reviewsIn(shown), ...openParts(shown)];
  for (const one of shown.missing) if (one.kind === "quorum") parts.push(`${one.label} needed`);
  const others = shown.missing.filter((one) => one.kind === "other").length;
  if (others > 0) parts.push(`${count(others, "problem")} to solve`);
  const said = parts.filter((part) => part !== "");
  return said.length === 0 ? "nobody has answered" : said.join(", ");
}

// Where nobody is waited for, "0 of 0" says nothing.
function reviewsIn({ reviews }: Shown): string {
  if (reviews.need === 0) return "";
  const over = reviews.overruled === 0 ? "" : `, ${reviews.overruled} overruled`;
  return `${reviews.have} of ${count(reviews.need, "review")} in${over}`;
}

function openParts({ conditions, conflicts }: Shown): string[] {
  const holding = conditions.filter(holdsRelease);
  const open = holding.filter((one) => one.state === "open").length;
  const disputes = conflicts.filter((one) => one.state === "open").length;
  return [
    open === 0 ? "" : `${count(open, "condition")} open`,
    holding.length === open ? "" : `${count(holding.length - open, "condition")} to confirm`,
    disputes === 0 ? "" : `${count(disputes, "conflict")} to decide`,
  ].filter((part) => part !== "");
}

// A ruling says more than the rejection that it goes along with.
function rejectedWords(shown: Shown): string {
  const stop = stopOf(shown.decision);
  if (stop !== null) {
    const title = shown.titles.get(stop.role) ?? shown.policy.roles[stop.role]?.title ?? stop.role;
    return `Stopped by ${stop.login}${title === "" ? "" : ` as ${title}`}`;
  }
  return `Rejected${rejectedBy(shown)}`;
}

/** The ruling that stops the release, if one does. */
export function stopOf(
  decision: Decision,
): { login: string; role: string; reason: string; url: string | null } | null {
  const found = blockers(decision).find((one) => one.code === "ruled-stop");
  if (found === undefined) return null;
  const { facts } = found;
  const key = textOf(facts, "key");
  const ruling = decision.conflicts.find((one) => one.ruling?.key === key)?.ruling ?? null;
  return {
    login: textOf(facts, "login"),
    role: textOf(facts, "role"),
    reason: textOf(facts, "reason").trim(),
    url: ruling?.url ?? null,
  };
}

function rejectedBy({ decision, titles }: Shown): string {
  const names = decision.requirements
    .filter((one) => one.state === "rejected")
    .map((one) => {
      const people = list([...new Set(one.rejectedBy.map((review) => review.person.login))], 3);
      return `${people} as ${titles.get(one.role) ?? one.title}`;
    });
  return names.length === 0 ? "" : ` by ${list(names, 3)}`;
}

function firstReason(decision: Decision): string {
  const finding = blockers(decision).find((one) => one.code === decision.reasonCode) ?? blockers(decision)[0];
  if (finding === undefined) return decision.reasonCode;
  const { sentence } = describeFinding(finding);
  return cut(sentence.replace(/\.$/u, ""), 200);
}
