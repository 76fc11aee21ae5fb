/** Ties the authors of commits to accounts, by their address as GitHub does. */

import { findAccount, sameLogin } from "./accounts.ts";
import type { Identity } from "./git.ts";
import type { Account, World } from "./world.ts";

const NO_REPLY = "users.noreply.github.com";

export function findAuthor(world: World, { email }: Pick<Identity, "email">): Account | undefined {
  return world.accounts.find(
    (account) => !account.deleted && addressesOf(account).some((address) => sameLogin(address, email)),
  );
}

/** The author line of a login, or of somebody whom GitHub does not know. */
export function identityOf(world: World, author: string | { name: string; email: string }): Identity {
  const date = world.clock.now();
  if (typeof author !== "string") return { ...author, date };
  const account = findAccount(world, author);
  if (!account) return { name: author, email: `${author}@localhost`, date };
  return {
    name: account.name ?? account.login,
    email: account.email ?? `${account.id}+${account.login}@${NO_REPLY}`,
    date,
  };
}

function addressesOf({ id, login, email }: Account): string[] {
  const noReply = [`${id}+${login}@${NO_REPLY}`, `${login}@${NO_REPLY}`];
  return email === null ? noReply : [email, ...noReply];
}
