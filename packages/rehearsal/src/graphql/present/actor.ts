import { livingAccount } from "../../state/accounts.ts";
import { nodeId } from "../../state/ids.ts";
import type { Account, World } from "../../state/world.ts";
import type { Node } from "../fields.ts";

/** GraphQL leaves out the `[bot]` that REST writes, and has nobody where the account is gone. */
export function presentActor(world: World, id: number | null): Node | null {
  const account = livingAccount(world, id);
  return account ? presentAccount(world, account) : null;
}

export function presentAccount(world: World, { id, type, login, name, createdAt }: Account): Node {
  const plain = login.replace(/\[bot\]$/, "");
  const common = {
    __typename: type,
    id: nodeId(type, id),
    databaseId: id,
    login: plain,
    url: `${world.serverUrl}/${type === "Bot" ? `apps/${plain}` : login}`,
    createdAt,
  };
  return type === "Bot" ? common : { ...common, name };
}
