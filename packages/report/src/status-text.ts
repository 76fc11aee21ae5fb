import { assertNever, type RequirementState } from "@release-approval/approval";
import { holdsRelease } from "./conditions.ts";
import { nameConflict } from "./conflicts.ts";
import { minute } from "./dates.ts";
import { cleanText, cut } from "./escape.ts";
import { nameFollowUp } from "./follow-ups.ts";
import { isOverridden, isUnreviewed } from "./overrides.ts";
import type { View } from "./view.ts";

/**
 * The tracker's text in the form that the specification gives ("Approval Tracking", output example). Times are UTC.
 * Plain text for a log; what people typed is on one line and without control characters.
 */
export function renderStatusText(view: View): string {
  const asked = view.decision.requirements;
  const type = view.type.charAt(0).toUpperCase() + view.type.slice(1);
  const part = view.component === null ? "" : `${plain(view.component)} `;
  const lines = [
    `Release Approval Status: ${part}${plain(view.version)} (${type} Release)`,
    `Required Approvals: ${view.reviews.have} of ${view.reviews.need}`,
    "",
    ...asked.map((one) => requirementLine(one, view)),
    "",
    ...closing(view),
  ];
  return `${lines.join("\n")}\n`;
}

function requirementLine(one: RequirementState, view: View): string {
  const title = plain(one.title);
  const last = (reviews: RequirementState["approvedBy"]) =>
    reviews
      .map((review) => review.to)
      .sort()
      .at(-1);
  const due = one.due === null ? "" : ` (due ${minute(one.due)})`;
  switch (one.state) {
    case "approved": {
      const conditional = view.conditions.some(
        (condition) => condition.role === one.role && holdsRelease(condition),
      );
      return `✅ ${title}: APPROVED${conditional ? " WITH CONDITIONS" : ""}${at(last(one.approvedBy))}`;
    }
    case "rejected":
      return `❌ ${title}: REJECTED${at(last(one.rejectedBy))}`;
    case "late":
      return `🔴 ${title}: LATE${due}`;
    case "waiting":
      return `⏳ ${title}: PENDING${due}`;
    case "overruled":
      return `⚖️ ${title}: OVERRULED${at(last(one.overruled))}`;
    case "overridden":
      return `🕓 ${title}: OVERRIDDEN`;
    case "lapsed":
    case "deferred":
      return `🕓 ${title}: AFTER RELEASE`;
    case "not-needed":
      if (one.approvedBy.length > 0) return `✅ ${title}: APPROVED${at(last(one.approvedBy))}`;
      return one.effect === "after-release" ? `🕓 ${title}: AFTER RELEASE` : `⚪ ${title}: OPTIONAL${due}`;
    default:
      return assertNever(one.state);
  }
}

function at(instant: string | undefined): string {
  return instant === undefined ? "" : ` (${minute(instant)})`;
}

function closing(view: View): string[] {
  switch (view.status) {
    case "authorized":
      return [clearedBy(view), "🚀 Release authorized for deployment"];
    case "approved":
      return ["🎉 All required approvals obtained", "⏳ Waiting for the release manager's authorization"];
    case "released":
      return [
        view.rolledBack === null ? "📦 Released" : `⏪ Rolled back: ${plain(view.rolledBack.reason)}`,
        ...view.followUps
          .filter((one) => one.settled === null)
          .map((one) => `🕓 ${plain(nameFollowUp(one))}`),
      ];
    default:
      return [
        ...view.conditions.filter(holdsRelease).map(conditionLine),
        ...view.conflicts
          .filter((one) => one.state === "open")
          .map((one) => `⚖️ To decide: ${plain(one.summary) || nameConflict(one)}`),
        `⏳ ${plain(view.headline)}`.replace(/^⏳ (?!Waiting|Postponed)/u, "⛔ "),
      ];
  }
}

function conditionLine({ id, text, setter, state, resolution }: View["conditions"][number]): string {
  const done =
    state === "resolved" ? `, resolved by ${plain(resolution?.by.login ?? "")}, to be confirmed` : "";
  return `📌 ${plain(id)}: ${plain(text)} (${plain(setter.login)}${done})`;
}

function clearedBy({ override, decision }: View): string {
  if (override !== null && isOverridden({ override }))
    return override.by === null
      ? "⚠️ Authorized by the rules' automatic override"
      : `⚠️ Authorized by override of ${plain(override.by.login)}: ${plain(override.reason)}`;
  return isUnreviewed(decision)
    ? "⚠️ Nobody answered in time; the reviews are owed after the release"
    : "🎉 All required approvals obtained";
}

function plain(text: string): string {
  return cut(cleanText(text).replace(/\s+/gu, " ").trim(), 300);
}
