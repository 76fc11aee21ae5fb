import type { Instant, Person } from "@release-approval/approval";
import { approvalRecord, nameOf, openConditions, type RecordInput } from "./approval-record.ts";
import { authorizationChecklist, type ChecklistInput } from "./checklist.ts";

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

/** Who authorized. Without `rules.authorization: manual` nobody does: the rules clear the release by themselves. */
export function finalAuthorization({ decision, policy, authorizedBy }: AuthorizationInput) {
  const manager = policy.roles["release-manager"]?.title ?? "Release Manager";
  const manual = policy.rules.authorization === "manual";
  const allConditionsMet = openConditions(decision).length === 0;
  const { person, at, url } = authorizedBy ?? { person: null, at: null, url: null };
  return {
    authorizer: manual ? manager : "The rules, when all reviews were in",
    mode: policy.rules.authorization,
    by:
      person === null
        ? null
        : { name: nameOf(person.login, policy), login: person.login, id: person.id, url },
    timestamp: at ?? decision.at,
    allConditionsMet,
  };
}
