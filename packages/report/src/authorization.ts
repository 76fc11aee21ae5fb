import type { Decision, Instant, Person, Policy } from "@release-approval/approval";
import { approvalRecord, nameOf, openConditions, type RecordInput } from "./approval-record.ts";
import { authorizationChecklist, type ChecklistInput } from "./checklist.ts";
import { isOverridden } from "./overrides.ts";

export type AuthorizationInput = RecordInput &
  Omit<ChecklistInput, "decision"> & {
    /** Who posted the `/authorize` that counts, under `rules.authorization: manual`. */
    authorizedBy?: { person: Person; at: Instant; url: string };
    /** Digest of the authorization before this one, so that they form a chain. */
    previous?: string;
  };

export type Authorization = ReturnType<typeof authorizationDocument>;

/**
 * The document that a positive gate produces: the specification's approval record, its authorization checklist, and
 * what makes both checkable. Print it with `printJson`; the ledger keeps the SHA-256 of those bytes.
 * @throws Error unless the decision is `authorized`: nothing else may produce one
 */
export function authorizationDocument(input: AuthorizationInput) {
  const { decision } = input;
  if (decision.status !== "authorized")
    throw new Error(`A decision that is ${decision.status} authorizes nothing.`);
  const { schema_version, release, releaseType, approvalTimestamp, approvals, ...rest } =
    approvalRecord(input);
  return {
    schema_version,
    kind: "authorization" as const,
    release,
    releaseType,
    approvalTimestamp: approvalTimestamp ?? decision.at,
    approvals,
    finalAuthorization: finalAuthorization(input),
    authorizationChecklist: authorizationChecklist(input),
    ...rest,
    previousAuthorization: input.previous ?? null,
  };
}

/**
 * Who authorized. Without `rules.authorization: manual` nobody does: the rules clear the release by themselves. Where an
 * override stands in for reviews, it is what authorized.
 */
export function finalAuthorization({ decision, policy, authorizedBy }: AuthorizationInput) {
  const override = overrideInForce(decision);
  const { person, at, url } = authorizedBy ?? override ?? { person: null, at: null, url: null };
  return {
    authorizer: authorizerOf(decision, policy),
    mode: override === null ? policy.rules.authorization : ("override" as const),
    by:
      person === null
        ? null
        : { name: nameOf(person.login, policy), login: person.login, id: person.id, url },
    timestamp: at ?? decision.at,
    allConditionsMet: openConditions(decision).length === 0,
    override:
      override === null
        ? null
        : {
            automatic: override.person === null,
            by: override.person,
            reason: override.reason,
            standsInFor: override.standsInFor,
          },
  };
}

/** The override that stands in for reviews; null where none does. */
export function overrideInForce({ override }: Decision) {
  if (override === null || !isOverridden({ override })) return null;
  const { by: person, at, url, reason, standsInFor } = override;
  return { person, at, url, reason, standsInFor };
}

/** Whose word let it go: a role, the rules, or either by override. */
export function authorizerOf(decision: Decision, policy: Policy): string {
  const { override } = decision;
  if (override !== null && isOverridden(decision)) {
    const title = override.role === null ? null : (policy.roles[override.role]?.title ?? override.role);
    return override.by === null
      ? "The rules, by automatic override: time had run out and the quorum was missing"
      : `${title ?? override.by.login}, by override of missing reviews`;
  }
  if (policy.rules.authorization === "manual")
    return policy.roles["release-manager"]?.title ?? "Release Manager";
  const approved = decision.requirements.some((one) => one.approvedBy.length > 0);
  return approved
    ? "The rules, when all reviews were in"
    : "The rules, when nobody had answered in time: the reviews are owed after the release";
}
