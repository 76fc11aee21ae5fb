import { type Policy, parseMember, teamsNamed } from "@release-approval/approval";
import type { Directory, KnownPerson } from "@release-approval/approval/setup";
import type { GitHub } from "@release-approval/github";
import type { Settings } from "@release-approval/github/settings";

type Asked = { owner: string; isPrivate: boolean; teamToken: string | null };

/**
 * Whom GitHub shows of those whom the policy names. One request for all logins; one for each team; in a private
 * repository one for each person, since the reviewers of an environment have to be able to read it.
 */
export async function readDirectory(
  { github, settings }: { github: GitHub; settings: Settings },
  policy: Policy,
  asked: Asked,
): Promise<Directory> {
  const [people, teams] = await Promise.all([
    readPeople(github, settings, loginsOf(policy), asked.isPrivate),
    readTeams(settings, policy, asked),
  ]);
  return { people, teams };
}

/** Those with a pinned id, too: a login may belong to somebody else by now. */
function loginsOf(policy: Policy): string[] {
  const members = Object.values(policy.roles).flatMap((role) => role.members.map(parseMember));
  return [...new Set(members.flatMap((one) => (one.kind === "user" ? [one.login] : [])))];
}

async function readPeople(
  github: GitHub,
  settings: Settings,
  logins: readonly string[],
  isPrivate: boolean,
): Promise<Directory["people"]> {
  const found = logins.length === 0 ? new Map() : await github.readUsers(logins);
  const people = await Promise.all(
    [...found].map(async ([login, account]): Promise<[string, KnownPerson | null]> => {
      // A bot presses no button.
      if (account === null || account.kind !== "user") return [login, null];
      const canRead = isPrivate ? await settings.readAccess(account.login) : true;
      return [login, { id: account.id, login: account.login, canRead }];
    }),
  );
  return new Map(people);
}

async function readTeams(
  settings: Settings,
  policy: Policy,
  { owner, teamToken }: Asked,
): Promise<Directory["teams"]> {
  type Entry = [string, { id: number; slug: string } | "unreadable" | "elsewhere"];
  const teams = await Promise.all(
    teamsNamed(policy).map(async ({ org, slug }): Promise<Entry> => {
      const name = `${org}/${slug}`.toLowerCase();
      if (org.toLowerCase() !== owner.toLowerCase()) return [name, "elsewhere"];
      const team = await settings.readTeamId({ organisation: org, slug, token: teamToken });
      return [name, team ?? "unreadable"];
    }),
  );
  return new Map(teams);
}
