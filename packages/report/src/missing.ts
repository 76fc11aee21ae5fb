import type {
  Decision,
  Finding,
  Instant,
  Person,
  Policy,
  RequirementState,
} from "@release-approval/approval";
import { blockers, describeFinding, textOf, textsOf } from "./findings.ts";
import { list } from "./links.ts";
import type { Condition } from "./view.ts";

/** Something without which the release does not ship, and who can bring it. */
export type Missing = {
  kind: "review" | "rejection" | "quorum" | "condition" | "authorization" | "other";
  /** A few words, plain text: `DevOps`, `C1`. */
  label: string;
  /** More about it where there is room: a condition's text, as it was typed. */
  detail: string | null;
  who: readonly Person[];
  due: Instant | null;
  late: boolean;
  /** What unblocks it where that is not simply these people's review: our own words, `code` in backticks. */
  hint: string | null;
};

/** What is missing, late first, then by due time; conditions and the rest after the reviews. */
export function findMissing(
  decision: Decision,
  titles: ReadonlyMap<string, string>,
  conditions: readonly Condition[],
  policy: Policy,
): Missing[] {
  if (ended.has(decision.status)) return [];
  const reviews = decision.requirements.flatMap((one) => missingReview(one, titles, policy));
  const found = blockers(decision);
  return [
    ...reviews.sort(byUrgency),
    ...found.flatMap((finding) => missingQuorum(finding, decision, titles)),
    ...conditions.map((condition) => missingCondition(condition, decision)),
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
    return [{ kind: "rejection", label, detail: null, who, due: null, late: false, hint }];
  }
  if (one.state !== "waiting" && one.state !== "late") return [];
  const done = new Set(one.approvedBy.map((review) => review.person.id));
  const who = one.canReview.filter((person) => !done.has(person.id));
  const left = one.approvals - one.approvedBy.length;
  const hint =
    who.length < left ? `name more members under \`roles.${one.role}.members\` in the rules` : null;
  const more = one.approvals > 1 ? ` (${left} more)` : "";
  return [
    {
      kind: "review",
      label: label + more,
      detail: null,
      who,
      due: one.due,
      late: one.state === "late",
      hint,
    },
  ];
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
  const names = list(
    others.map((one) => titles.get(one.role) ?? one.title),
    6,
    " or ",
  );
  const who = others.flatMap((one) => one.canReview);
  return [
    {
      kind: "quorum",
      label: `${extra} more of ${names}`,
      detail: null,
      who,
      due: null,
      late: false,
      hint: null,
    },
  ];
}

function missingCondition(condition: Condition, decision: Decision): Missing {
  const setter = decision.reviews.find((review) => review.person.login === condition.login)?.person;
  const hint = "approve again once it is done";
  return {
    kind: "condition",
    label: condition.id,
    detail: condition.text,
    who: setter === undefined ? [] : [setter],
    due: null,
    late: false,
    hint,
  };
}

const saidElsewhere = new Set([
  "review-missing",
  "rejected",
  "condition-open",
  "quorum-missing",
  "window-expired",
  "role-without-reviewers",
]);

function missingOther(finding: Finding, decision: Decision, policy: Policy): Missing[] {
  if (saidElsewhere.has(finding.code)) return [];
  if (finding.code === "authorization-missing") {
    const manager = policy.roles["release-manager"] === undefined ? undefined : "release-manager";
    const who = decision.requirements.find((one) => one.role === manager)?.members ?? [];
    return [
      { kind: "authorization", label: "`/authorize`", detail: null, who, due: null, late: false, hint: null },
    ];
  }
  const { sentence, cure } = describeFinding(finding);
  return [
    {
      kind: "other",
      label: sentence.replace(/\.$/u, ""),
      detail: null,
      who: [],
      due: null,
      late: false,
      hint: cure,
    },
  ];
}
