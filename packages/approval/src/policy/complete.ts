import { parseMember } from "./members.ts";
import type { MergedFile } from "./merge.ts";
import { plainWord, titleFromId } from "./roles.ts";
import {
  type EvidenceThresholds,
  type Override,
  type Policy,
  type PolicyFile,
  type ReleaseRules,
  type Review,
  type Role,
  releaseTypes,
} from "./schema.ts";

type FileRole = NonNullable<PolicyFile["roles"]>[string];
type FileTypes = NonNullable<PolicyFile["release-types"]>;
type FileType = NonNullable<FileTypes[keyof FileTypes]>;

const standardRules: Policy["rules"] = {
  "one-role-per-person": true,
  "self-review": "forbid",
  "on-new-commits": "dismiss",
  authorization: "automatic",
  "trusted-author": "github-actions[bot]",
  "trusted-workflows": [],
  "trusted-branches": [],
  "optional-rejection": "show",
  "unratified-override": "show",
  confirm: "setter",
  resolve: "any",
  "commit-authors": "allow",
  waive: "project-leadership",
};

const standardCalendar: Policy["calendar"] = {
  timezone: "UTC",
  workdays: ["mon", "tue", "wed", "thu", "fri"],
  hours: "09:00-17:00",
  holidays: [],
};

/**
 * Fills in every default of a merged policy. A release type without window or reviews is left out: `checkPolicy`
 * says that they are missing.
 */
export function completePolicy(file: MergedFile): Policy {
  const roles = recordOf(Object.entries(file.roles).map(([id, role]) => [id, completeRole(id, role)]));
  const types = releaseTypes.flatMap((type) => {
    const rules = completeType(file["release-types"][type], file.evidence);
    return rules === null ? [] : [[type, rules] as const];
  });
  const components = Object.entries(file.components).map(
    ([id, component]) =>
      [id, { paths: component.paths ?? [], tagPrefix: component["tag-prefix"] ?? `${id}-v` }] as const,
  );
  return {
    version: 1,
    project: file.project ?? null,
    people: recordOf(Object.entries(file.people)),
    roles,
    releaseTypes: recordOf(types),
    components: recordOf(components),
    manifest: file.manifest ?? "package.json",
    security: { paths: file.security?.paths ?? [], labels: file.security?.labels ?? ["security"] },
    rules: overlay(standardRules, file.rules),
    calendar: overlay(standardCalendar, file.calendar),
    escalation: file.escalation ?? [],
    notifications: file.notifications,
  };
}

// Without a prototype: whoever looks up a login or role that a comment names finds an entry of the policy or nothing.
function recordOf<T>(entries: Iterable<readonly [string, T]>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}

function completeRole(id: string, role: FileRole): Role {
  return {
    id,
    title: role.title ?? titleFromId(id),
    class: role.class ?? "secondary",
    members: eachMemberOnce(role.members ?? []),
    environment: role.environment ?? `approve-${id}`,
    aliases: [...new Set((role.aliases ?? []).map(plainWord))],
    authority: role.authority ?? [],
    backup: eachMemberOnce(role.backup ?? []),
    paths: role.paths ?? [],
    checklist: (role.checklist ?? []).map((item) =>
      typeof item === "string" ? { item, critical: false } : item,
    ),
    ...(role.contact === undefined ? {} : { contact: role.contact }),
  };
}

// `@Octocat` and `octocat` are one person; of several spellings the one that pins an id says most.
function eachMemberOnce(members: readonly string[]): string[] {
  const once = new Map<string, string>();
  for (const written of members) {
    const member = parseMember(written);
    const name = (member.kind === "team" ? written : member.login).toLowerCase();
    if (!once.has(name) || written.includes("#")) once.set(name, written.replace(/^@/, ""));
  }
  return [...once.values()];
}

function completeType(type: FileType | undefined, evidence: EvidenceThresholds): ReleaseRules | null {
  if (type?.window === undefined || type.reviews === undefined) return null;
  const { deadline, target = deadline } = type.window;
  const { primary, total } = type.quorum ?? {};
  const ownAfter = type["self-approval-after"];
  return {
    ...(type.description === undefined ? {} : { description: type.description }),
    window: { target, deadline },
    clock: type.clock ?? "always",
    quorum: { ...(primary === undefined ? {} : { primary }), ...(total === undefined ? {} : { total }) },
    reviews: recordOf(Object.entries(type.reviews).map(([id, review]) => [id, completeReview(review)])),
    override: completeOverride(type.override, target),
    evidence: activeItems({ ...evidence, ...type.evidence }),
    ...(ownAfter === undefined ? {} : { selfApprovalAfter: ownAfter }),
  };
}

function completeReview(review: NonNullable<FileType["reviews"]>[string]): Review {
  const { need, approvals, within, focus = "Review" } = review;
  return { need, approvals, ...(within === undefined ? {} : { within }), focus };
}

// `false` switched the item off; nobody has to ask whether an item that is there is one.
function activeItems(evidence: EvidenceThresholds): EvidenceThresholds {
  return Object.fromEntries(
    Object.entries(evidence).filter(([, item]) => item !== false && item !== undefined),
  );
}

function completeOverride(override: FileType["override"], target: string): Override {
  if (override === undefined || override === false) return { kind: "none" };
  const rule = override === "automatic" ? { by: override } : override;
  const ratified = rule.ratify === undefined ? {} : { ratify: rule.ratify };
  if (rule.by !== "automatic") return { kind: "role", by: rule.by, ...ratified };
  return { kind: "automatic", after: rule.after ?? target, ...ratified };
}

function overlay<T extends object>(standard: T, own: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const said = Object.entries(own).filter(([, value]) => value !== undefined);
  return { ...standard, ...Object.fromEntries(said) };
}
