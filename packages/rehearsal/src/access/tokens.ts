/** Who a token speaks for, and what it may do. */

import type { TokenPermissions } from "../embedded.ts";
import { ACTIONS_BOT, addAccount, findAccount, requireAccount } from "../state/accounts.ts";
import type { Account, World } from "../state/world.ts";

export type Actor = {
  account: Account;
  token: string;
  /** A `team-reader` is a person's token with nothing but `read:org`. */
  kind: "person" | "team-reader" | "workflow" | "app";
  permissions: AppPermissions;
  /** The run that a workflow's token was made for. */
  run: number | null;
};

/** An App may be granted what a workflow's token never has. */
export type AppPermissions = TokenPermissions &
  Readonly<
    Partial<Record<"members" | "administration" | "environments" | "secrets", "read" | "write" | "none">>
  >;

export type Tokens = {
  person(login: string): string;
  team(login: string): string;
  workflow(run: number | null, permissions: TokenPermissions): string;
  app(slug: string, permissions: AppPermissions): string;
  /** `undefined` for a token that nobody gave out, or whose owner is gone. */
  find(token: string): Actor | undefined;
};

export function keepTokens(world: World): Tokens {
  const minted = new Map<string, Omit<Actor, "account" | "token"> & { login: string }>();
  const mint = (token: string, actor: Omit<Actor, "account" | "token"> & { login: string }): string => {
    minted.set(token, actor);
    return token;
  };
  return {
    person: (login) => {
      const account = requireAccount(world, login);
      const actor = { login: account.login, kind: "person", permissions: {}, run: null } as const;
      return mint(`ghp_${account.login.toLowerCase()}`, actor);
    },
    team: (login) => {
      const account = requireAccount(world, login);
      const actor = { login: account.login, kind: "team-reader", permissions: {}, run: null } as const;
      return mint(`ghp_read_org_${account.login.toLowerCase()}`, actor);
    },
    workflow: (run, permissions) =>
      mint(`ghs_workflow_${minted.size + 1}`, {
        login: ACTIONS_BOT.login,
        kind: "workflow",
        permissions,
        run,
      }),
    app: (slug, permissions) => {
      const login = `${slug}[bot]`;
      if (!findAccount(world, login)) addAccount(world, { login, type: "Bot" });
      return mint(`ghs_app_${slug}_${minted.size + 1}`, { login, kind: "app", permissions, run: null });
    },
    find: (token) => {
      const found = minted.get(token);
      const account = found && findAccount(world, found.login);
      return found && account ? { ...found, account, token } : undefined;
    },
  };
}
