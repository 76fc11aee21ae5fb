/**
 * npm `emulate`, the base for everything about accounts, organisations and teams. It keeps a store of its
 * own, so it is seeded from our state when first asked, and anew when people, teams or rights changed since.
 */

import type { Emulator } from "emulate";
import { livingAccount } from "../state/accounts.ts";
import type { Repository, World } from "../state/world.ts";
import type { Answer, Call } from "./route.ts";
import { settle } from "./settle.ts";

export type Base = {
  /** @param path the address with logins spelled as their owners do */
  ask(call: Call, path: string): Promise<Answer>;
  close(): Promise<void>;
};

/** Its built-in administrator, whom nobody sees. */
const ADMINISTRATOR = "admin";
const TOKEN = "base";

export function prepareBase(world: World, home: Repository): Base {
  let running: { emulator: Emulator; version: number } | undefined;
  const current = async (): Promise<Emulator> => {
    if (running?.version === world.accountsVersion) return running.emulator;
    const { accountsVersion: version } = world;
    await running?.emulator.close();
    running = { emulator: await seed(world, home), version };
    return running.emulator;
  };
  return {
    ask: async (call, path) => {
      const emulator = await current();
      const query = new URLSearchParams(call.query);
      const response = await fetch(`${emulator.url}${path}?${query}`, {
        headers: { authorization: `token ${askAs(call)}` },
      });
      const text = (await response.text()).replaceAll(emulator.url, world.apiUrl);
      const link = response.headers.get("link")?.replaceAll(emulator.url, world.apiUrl);
      return {
        status: response.status,
        body: text === "" ? undefined : settle(world, home, JSON.parse(text)),
        headers: link ? { link } : {},
      };
    },
    close: async () => {
      await running?.emulator.close();
    },
  };
}

async function seed(world: World, home: Repository): Promise<Emulator> {
  // Most tests never ask about accounts, so it is loaded for those that do.
  const { createEmulator } = await import("emulate");
  const people = world.accounts.filter(({ deleted, type }) => !deleted && type !== "Organization");
  const isOrganization = home.owner.type === "Organization";
  const members = people
    .filter(({ id, type }) => type === "User" && isMember(world, home, id))
    .map(({ login }) => ({ login }));
  const organization = {
    login: home.owner.login,
    name: home.owner.login,
    members: [{ login: ADMINISTRATOR, role: "admin" }, ...members],
  };
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      tokens: {
        [TOKEN]: { login: ADMINISTRATOR, scopes: ["admin:org"] },
        ...Object.fromEntries(people.map(({ id, login }) => [tokenOf(id), { login, scopes: ["read:org"] }])),
      },
      github: {
        users: people.map(({ login, name, email }) => ({ login, name, email })),
        orgs: isOrganization ? [organization] : [],
      },
    },
  });
  if (isOrganization) await createTeams(emulator, world, home);
  return emulator;
}

/** Members of the owning organisation: those with a right of their own, or in a team. */
export function isMember(world: World, home: Repository, accountId: number): boolean {
  const permission = home.permissions.get(accountId) ?? "none";
  return permission !== "none" || world.teams.some(({ members }) => members.includes(accountId));
}

async function createTeams(emulator: Emulator, world: World, home: Repository): Promise<void> {
  const url = `${emulator.url}/orgs/${home.owner.login}/teams`;
  const headers = { authorization: `token ${TOKEN}`, "content-type": "application/json" };
  for (const team of world.teams) {
    const body = JSON.stringify({ name: team.slug, privacy: "closed" });
    const created = await fetch(url, { method: "POST", headers, body });
    if (!created.ok) throw new Error(`emulate refused the team ${team.slug}: ${await created.text()}`);
    for (const id of team.members) {
      const login = livingAccount(world, id)?.login;
      if (login === undefined) continue;
      await fetch(`${url}/${team.slug}/memberships/${login}`, { method: "PUT", headers, body: "{}" });
    }
  }
}

function askAs(call: Call): string {
  return call.params["org"] === undefined ? tokenOf(call.actor.account.id) : TOKEN;
}

function tokenOf(accountId: number): string {
  return `account-${accountId}`;
}
