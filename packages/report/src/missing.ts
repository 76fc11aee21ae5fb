import type {
  Condition,
  Decision,
  Finding,
  Instant,
  Person,
  Policy,
  RequirementState,
} from "@release-approval/approval";
import { commandForm } from "./command-forms.ts";
import { holdsRelease, resolveForm } from "./conditions.ts";
import { decidingPeople, kindOf, mayLift } from "./conflicts.ts";
import { blockers, describeFinding, textOf, textsOf } from "./findings.ts";
import { list } from "./links.ts";

/** Something without which the release does not ship, and who can bring it. */
export type Missing = {
  kind: "review" | "rejection" | "quorum" | "condition" | "ruling" | "authorization" | "other";
  /** A few words, plain text: `DevOps`, `C1`. */
  label: string;
  /** More about it where there is room: a condition's text, as it was typed. */
  detail: string | null;
  who: readonly Person[];
  due: Instant | null;
  late: boolean;
  /** What unblocks it where that is not simply these people's review: our own words, `code` in backticks. */
  hint: string | null;
  /** The role whose review it is. */
  role: string | null;
};

const nothingMore = { detail: null, due: null, late: false, hint: null, role: null } as const;

/** What is missing, late first, then by due time; conditions and the rest after the reviews. */
export function findMissing(
  decision: Decision,
  titles: ReadonlyMap<string, string>,
  policy: Policy,
): Missing[] {
  if (ended.has(decision.status)) return [];
  const reviews = decision.requirements.flatMap((one) => missingReview(one, titles, policy));
  const found = blockers(decision);
  return [
    ...reviews.sort(byUrgency),
    ...found.flatMap((finding) => missingQuorum(finding, decision, titles)),
    ...decision.conditions.filter(holdsRelease).map((one) => missingCondition(one, policy)),
    ...missingRulings(decision),
    ...found.flatMap((finding) => missingOther(finding, decision, policy)),
  ];
}

const ended = new Set<Decision["status"]>(["authorized", "released", "cancelled"]);

function byUrgency(a: Missing, b: Missing): number {
  if (a.late !== b.late) return a.late ? -1 : 1;
  return (a.due ?? "9") < (b.due ?? "9") ? -1 : (a.due ?? "9") > (b.due ?? "9") ? 1 : 0;
}

function missingReview(
  one: RequirementState,
  titles: ReadonlyMap<string, string>,
  policy: Policy,
): Missing[] {
  const label = titles.get(one.role) ?? one.title;
  if (one.state === "rejected") {
    if (one.effect === "optional" && policy.rules["optional-rejection"] === "show") return [];
    const who = one.rejectedBy.map((review) => review.person);
    const hint = "approve or withdraw; or mend it and ask again at the new commit";
    return [{ ...nothingMore, kind: "rejection", label, who, hint, role: one.role }];
  }
  if (one.state !== "waiting" && one.state !== "late") return [];
  const done = new Set(one.approvedBy.map((review) => review.person.id));
  const who = one.canReview.filter((person) => !done.has(person.id));
  const left = one.approvals - one.approvedBy.length;
  const more = one.approvals > 1 ? ` (${left} more)` : "";
  return [
    {
      kind: "review",
      label: label + more,
      detail: null,
      who,
      due: one.due,
      late: one.state === "late",
      hint: whatHelps(one, who, left),
      role: one.role,
    },
  ];
}

// Where nobody is left, the rules have to name somebody; where everybody is away, somebody can stand in.
function whatHelps(one: RequirementState, who: readonly Person[], left: number): string | null {
  if (who.length < left) return `name more members under \`roles.${one.role}.members\` in the rules`;
  const away = new Set(one.away.map((absence) => absence.person.id));
  const here = who.filter((person) => !away.has(person.id));
  return here.length < left ? `away; \`${commandForm("delegate", { role: one.role })}\` hands it over` : null;
}

// Only what the missing reviews do not bring by themselves.
function missingQuorum(finding: Finding, decision: Decision, titles: ReadonlyMap<string, string>): Missing[] {
  if (finding.code !== "quorum-missing") return [];
  const roles = new Set(textsOf(finding.facts, "roles"));
  const candidates = decision.requirements.filter((one) => roles.has(one.role));
  const awaited = candidates.filter((one) => one.state === "waiting" || one.state === "late");
  const lacking = Number(textOf(finding.facts, "need")) - Number(textOf(finding.facts, "have"));
  const extra = lacking - awaited.length;
  if (extra <= 0) return [];
  const others = candidates.filter((one) => !awaited.includes(one));
  // Only who rejected is left: that stands in the list already.
  if (others.length === 0 && decision.requirements.some((one) => one.state === "rejected")) return [];
  const names = list(
    others.map((one) => titles.get(one.role) ?? one.title),
    6,
    " or ",
  );
  const who = others.flatMap((one) => one.canReview);
  return [{ ...nothingMore, kind: "quorum", label: `${extra} more of ${names}`, who }];
}

function missingCondition({ id, text, state, setter }: Condition, policy: Policy): Missing {
  const own = { ...nothingMore, kind: "condition" as const, label: id, detail: text };
  return state === "resolved"
    ? { ...own, who: [setter], hint: `\`${commandForm("confirm", { condition: id })}\`` }
    : { ...own, who: [], hint: `anybody asked here: \`${resolveForm(id, policy)}\`` };
}

function missingRulings({ conflicts }: Decision): Missing[] {
  return conflicts
    .filter((one) => one.state === "open")
    .map((one) => ({
      ...nothingMore,
      kind: "ruling",
      label: `a ${kindOf(one)}ruling`,
      detail: one.opened === "command" ? one.summary : null,
      who: decidingPeople(one),
      hint: `\`${commandForm("decide")}\``,
    }));
}

const saidElsewhere = new Set([
  "review-missing",
  "rejected",
  "condition-open",
  "conflict-open",
  "quorum-missing",
  "window-expired",
  "postponed",
  "role-without-reviewers",
]);

function missingOther(finding: Finding, decision: Decision, policy: Policy): Missing[] {
  if (saidElsewhere.has(finding.code)) return [];
  if (finding.code === "ruled-stop") {
    const stop = decision.conflicts.find((one) => one.ruling?.key === textOf(finding.facts, "key"));
    const role = textOf(finding.facts, "role");
    const able = stop?.deciders.filter((one) => mayLift(one.role, { role }, policy)) ?? [];
    const who = [...new Map(able.flatMap((one) => one.members).map((one) => [one.id, one])).values()];
    const hint = `\`${commandForm("decide")}\`, or mend it and ask again at the new commit`;
    return [{ ...nothingMore, kind: "ruling", label: "a ruling to go on", who, hint }];
  }
  if (finding.code === "authorization-missing") {
    const manager = policy.roles["release-manager"] === undefined ? undefined : "release-manager";
    const who = decision.requirements.find((one) => one.role === manager)?.members ?? [];
    return [{ ...nothingMore, kind: "authorization", label: "`/authorize`", who }];
  }
  const { sentence, cure } = describeFinding(finding);
  return [{ ...nothingMore, kind: "other", label: sentence.replace(/\.$/u, ""), who: [], hint: cure }];
}
