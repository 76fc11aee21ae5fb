import { type Person, type Policy, parseMember } from "@release-approval/approval";
import type { PeopleFacts } from "@release-approval/approval/setup";
import type { GitHub } from "@release-approval/github";
import type { Settings } from "@release-approval/github/settings";
import { readMembers } from "../run/read-members.ts";

/** Each of them costs a request, of 1,000 an hour for the whole repository. */
const mostLookedUp = 60;

type Asked = { isPrivate: boolean; teamToken: string | null };

/** Who can review in which role, and who cannot, and why. */
export async function gatherPeople(
  github: GitHub,
  settings: Settings,
  policy: Policy,
  { isPrivate, teamToken }: Asked,
): Promise<PeopleFacts> {
  const [{ members, lost }, renamed] = await Promise.all([
    readMembers(github, policy, teamToken),
    findRenamed(github, policy),
  ]);
  const access = await readAccess(settings, Object.values(members).flat(), isPrivate);
  const isOut = ({ id }: Person) => access.cannotRead.has(id);
  const unreadTeams = lost.flatMap((one) =>
    one.code === "team-unreadable" && teamToken === null ? [{ role: one.role, team: one.team }] : [],
  );
  return {
    holders: Object.fromEntries(
      Object.entries(members).map(([role, people]) => [role, people.filter((person) => !isOut(person))]),
    ),
    lost: [
      ...lost.filter((one) => one.code !== "team-unreadable" || teamToken !== null),
      ...renamed,
      ...Object.entries(members).flatMap(([role, people]) =>
        people.filter(isOut).map(({ login }) => ({ role, code: "cannot-read" as const, login })),
      ),
    ],
    unreadTeams,
    accessUnknown: access.unknown,
  };
}

/** Logins with a pinned id that belong to another account now. The id still counts; the login misleads. */
async function findRenamed(github: GitHub, policy: Policy): Promise<PeopleFacts["lost"]> {
  const pinned = Object.values(policy.roles).flatMap((role) =>
    role.members.flatMap((text) => {
      const member = parseMember(text);
      return member.kind === "user" && member.id !== undefined
        ? [{ role: role.id, login: member.login, pinned: member.id }]
        : [];
    }),
  );
  if (pinned.length === 0) return [];
  const found = await github.readUsers(pinned.map(({ login }) => login));
  return pinned.flatMap((one): PeopleFacts["lost"] => {
    const account = found.get(one.login.toLowerCase()) ?? null;
    if (account === null) return [{ role: one.role, code: "unknown-user", login: one.login }];
    return account.id === one.pinned ? [] : [{ code: "other-account", ...one, found: account.id }];
  });
}

/** Everybody can read a public repository. */
async function readAccess(
  settings: Settings,
  people: readonly Person[],
  isPrivate: boolean,
): Promise<{ cannotRead: ReadonlySet<number>; unknown: string | null }> {
  const everybody = [...new Map(people.map((person) => [person.id, person])).values()];
  if (!isPrivate) return { cannotRead: new Set(), unknown: null };
  const looked = everybody.slice(0, mostLookedUp);
  const answers = await Promise.all(
    looked.map(async ({ id, login }) => ({ id, canRead: await settings.readAccess(login) })),
  );
  const isUnknown = answers.some(({ canRead }) => canRead === null) || looked.length < everybody.length;
  return {
    cannotRead: new Set(answers.filter(({ canRead }) => canRead === false).map(({ id }) => id)),
    unknown: isUnknown ? "Whether all of them can read this private repository." : null,
  };
}
