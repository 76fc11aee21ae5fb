/** People, bots, organisations and their rights. */

import type { Permission, Person, Team } from "../embedded.ts";
import type { Account, Repository, TeamRecord, World } from "./world.ts";

export const ACTIONS_BOT = { login: "github-actions[bot]", id: 41_898_282 } as const;
/** GitHub's account that stands for the deleted ones. */
export const GHOST = { login: "ghost", id: 10_137 } as const;

const RANK: Record<Permission, number> = { none: 0, read: 1, triage: 2, write: 3, maintain: 4, admin: 5 };

export function addAccount(
  world: World,
  account: { login: string; id?: number; type?: Account["type"]; name?: string; email?: string },
): Account {
  const known = world.accounts.find(({ login, deleted }) => !deleted && sameLogin(login, account.login));
  if (known) throw new Error(`There is already an account ${account.login}`);
  const added: Account = {
    id: account.id ?? world.nextId("account"),
    login: account.login,
    type: account.type ?? (account.login.endsWith("[bot]") ? "Bot" : "User"),
    name: account.name ?? null,
    email: account.email ?? null,
    createdAt: world.clock.now(),
    deleted: false,
  };
  world.accounts.push(added);
  world.accountsVersion += 1;
  return added;
}

export function addPerson(world: World, repository: Repository, person: Person): Account {
  const { permission, ...account } = person;
  const added = addAccount(world, account);
  if (permission !== undefined) repository.permissions.set(added.id, permission);
  return added;
}

export function deleteAccount(world: World, login: string): void {
  const account = requireAccount(world, login);
  account.deleted = true;
  for (const team of world.teams) team.members = team.members.filter((id) => id !== account.id);
  world.accountsVersion += 1;
}

export function setTeam(world: World, team: Team): TeamRecord {
  const members = team.members.map((login) => requireAccount(world, login).id);
  const known = world.teams.find(({ slug }) => slug === team.slug);
  const record = known ?? { id: world.nextId("team"), slug: team.slug, name: team.slug, members };
  Object.assign(record, { name: team.name ?? record.name, members });
  if (!known) world.teams.push(record);
  world.accountsVersion += 1;
  return record;
}

export function findAccount(world: World, login: string): Account | undefined {
  return world.accounts.find((account) => !account.deleted && sameLogin(account.login, login));
}

/** @throws Error when nobody has this login: a mistake of the test, not of the action */
export function requireAccount(world: World, login: string): Account {
  const account = findAccount(world, login);
  if (!account) throw new Error(`Nobody is called ${login} on the embedded GitHub`);
  return account;
}

/** Whoever wrote something, or `undefined` when the account is gone since. */
export function livingAccount(world: World, id: number | null): Account | undefined {
  return world.accounts.find((account) => account.id === id && !account.deleted);
}

/** An account by number, deleted or not. */
export function accountById(world: World, id: number): Account {
  const account = world.accounts.find((candidate) => candidate.id === id);
  if (!account) throw new Error(`No account has the id ${id}`);
  return account;
}

export function permissionOf(repository: Repository, account: Account): Permission {
  if (account.id === repository.owner.id) return "admin";
  return repository.permissions.get(account.id) ?? (repository.private ? "none" : "read");
}

/** Somebody with write access; nobody else can be assigned. */
export function findAssignable(world: World, repository: Repository, login: string): Account | undefined {
  const account = findAccount(world, login);
  if (account?.type !== "User") return undefined;
  return atLeast(permissionOf(repository, account), "write") ? account : undefined;
}

export function atLeast(permission: Permission, needed: Permission): boolean {
  return RANK[permission] >= RANK[needed];
}

export function sameLogin(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
