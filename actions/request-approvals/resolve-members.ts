import { ConfigurationError, type Policy, type Requirement } from "@release-approval/approval";
import type { GitHub } from "@release-approval/github";
import { type FoundMembers, type LostMember, readMembers } from "../run/read-members.ts";

export type ResolvedMembers = Pick<FoundMembers, "members" | "backups"> & {
  /** Logins and teams that GitHub does not show, in roles that others can fill. */
  warnings: string[];
};

/**
 * Resolves every role's members and backups to numeric ids, which are what counts from now on. One request for all logins, and
 * one for each team.
 * @throws ConfigurationError when a role that the release needs has a team that cannot be read, or too few members
 */
export async function resolveMembers(
  github: GitHub,
  policy: Policy,
  asked: readonly Requirement[],
  teamToken: string | null,
): Promise<ResolvedMembers> {
  const found = await readMembers(github, policy, teamToken);
  refuseUnfillable(found, asked);
  const { members, backups, lost, lostBackups } = found;
  const warnings = [
    ...lost.map((one) => describeLost(one)),
    ...lostBackups.map((one) => describeLost(one, ".backup")),
  ];
  return { members, backups, warnings };
}

function describeLost(lost: LostMember, place = ""): string {
  const what =
    lost.code === "team-unreadable"
      ? `the team ${lost.team} cannot be read; give \`team-token\` a token with \`read:org\`, and check the name`
      : `GitHub knows no user ${lost.login}`;
  return `roles.${lost.role}${place}: ${what}`;
}

function refuseUnfillable({ members, lost }: FoundMembers, asked: readonly Requirement[]): void {
  const broken = asked
    .filter((one) => one.effect !== "optional")
    .filter(
      ({ role, approvals }) =>
        (members[role] ?? []).length < approvals ||
        lost.some((one) => one.role === role && one.code === "team-unreadable"),
    );
  if (broken.length === 0) return;
  const named = broken.map(
    (one) =>
      `${one.role} needs ${one.approvals} and has ${(members[one.role] ?? []).length} whom GitHub shows`,
  );
  throw new ConfigurationError({
    reasonCode: "role-without-members",
    message: [
      `Nobody could fill these roles: ${named.join("; ")}.`,
      ...lost.map((one) => describeLost(one)),
    ].join("\n"),
    cure: "Correct `members` of these roles in the policy on the default branch, then ask again.",
    details: { roles: broken.map((one) => one.role) },
  });
}
