/** People, organisations and teams: emulate's, once it is clear that the token may ask. */

import { notFound } from "../access/refused.ts";
import type { Needs } from "../access/rights.ts";
import type { Permission } from "../embedded.ts";
import { atLeast, findAccount, permissionOf, sameLogin } from "../state/accounts.ts";
import type { Account, Repository, World } from "../state/world.ts";
import { type Base, isMember } from "./base.ts";
import { page } from "./paging.ts";
import { presentUser } from "./present/account.ts";
import { presentRepository } from "./present/repository.ts";
import { type Answer, type Call, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

const ANYBODY: Needs = { scope: "metadata", level: "read", person: "none" };
const READERS: Needs = { scope: "metadata", level: "read", person: "read" };
/** No workflow's token may read members of teams and organisations. */
const MEMBERS: Needs = { scope: "members", level: "read", person: "none", workflowToken: false };
/** A bot has no account page of its own. */
const PEOPLE_ONLY: Needs = { scope: "account", level: "read", person: "none", workflowToken: false };

const ORGANIZATION_PATHS = [
  "/orgs/{org}/members",
  "/orgs/{org}/teams",
  "/orgs/{org}/teams/{team_slug}/members",
  "/orgs/{org}/teams/{team_slug}/memberships/{username}",
];

const TEAM_PATH = "/orgs/{org}/teams/{team_slug}";

export function accountRoutes(base: Base, home: Repository): readonly Route[] {
  return [
    { operation: "GET /meta", needs: ANYBODY, answer: (call) => base.ask(call, "/meta") },
    { operation: "GET /user", needs: PEOPLE_ONLY, answer: (call) => base.ask(call, "/user") },
    { operation: "GET /users/{username}", needs: ANYBODY, answer: (call) => getUser(base, call) },
    {
      operation: "GET /orgs/{org}",
      needs: ANYBODY,
      answer: (call) => base.ask(call, `/orgs/${organizationOf(call, home).login}`),
    },
    ...ORGANIZATION_PATHS.map(
      (path): Route => ({
        operation: `GET ${path}`,
        needs: MEMBERS,
        answer: (call) => askOrganization(base, home, call, path),
      }),
    ),
    {
      operation: `GET ${TEAM_PATH}`,
      needs: MEMBERS,
      answer: (call) => getTeam(base, home, call),
    },
    onRepository("GET ", READERS, getRepository),
    onRepository("GET /collaborators", { ...READERS, person: "write" }, listCollaborators),
    onRepository("GET /collaborators/{username}/permission", READERS, getPermission),
  ];
}

function getUser(base: Base, call: Call): Answer | Promise<Answer> {
  const account = findAccount(call.world, param(call, "username"));
  if (!account) throw notFound();
  return base.ask(call, `/${account.type === "Organization" ? "orgs" : "users"}/${encode(account.login)}`);
}

/** Teams are there only for members of the organisation. */
function askOrganization(base: Base, home: Repository, call: Call, path: string): Answer | Promise<Answer> {
  const { login } = organizationOf(call, home);
  const { account, kind } = call.actor;
  if (kind !== "app" && !isMember(call.world, home, account.id)) throw notFound();
  const slug = call.params["team_slug"];
  if (slug !== undefined && !call.world.teams.some((team) => team.slug === slug)) throw notFound();
  const username = call.params["username"];
  const member = username === undefined ? undefined : findAccount(call.world, username);
  const spelled: Record<string, string> = { ...call.params, org: login };
  if (username !== undefined) spelled["username"] = member?.login ?? username;
  return base.ask(
    call,
    path.replace(/\{(\w+)\}/g, (_, name: string) => encode(spelled[name] ?? "")),
  );
}

/** GitHub puts the organisation into the answer; emulate does not. */
async function getTeam(base: Base, home: Repository, call: Call): Promise<Answer> {
  const team = await askOrganization(base, home, call, TEAM_PATH);
  const organization = await base.ask(call, `/orgs/${home.owner.login}`);
  return { status: 200, body: { ...(team.body as object), organization: organization.body } };
}

function organizationOf(call: Call, home: Repository): Account {
  const { owner } = home;
  if (owner.type !== "Organization" || !sameLogin(owner.login, param(call, "org"))) throw notFound();
  return owner;
}

/** What a workflow's or App's token may do is not told here: it is told by its own permissions. */
function getRepository({ world, repository, actor }: RepositoryCall): Answer {
  const rights =
    actor.kind === "person" ? { permissions: presentRights(permissionOf(repository, actor.account)) } : {};
  return { status: 200, body: { ...presentRepository(world, repository), ...rights } };
}

/** Rights are ours, as every write is checked against them. */
function getPermission(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const account = findAccount(world, param(call, "username"));
  if (!account) throw notFound();
  const role = permissionOf(repository, account);
  const permission = { maintain: "write", triage: "read" }[role as string] ?? role;
  const user = presentCollaborator(world, repository, account);
  return { status: 200, body: { permission, role_name: role, user } };
}

function listCollaborators(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const collaborators = world.accounts.filter(
    ({ id, deleted }) => !deleted && (repository.permissions.get(id) ?? "none") !== "none",
  );
  return page(call, collaborators, (account) => presentCollaborator(world, repository, account));
}

function presentCollaborator(world: World, repository: Repository, account: Account): unknown {
  const role = permissionOf(repository, account);
  return { ...presentUser(world, account), permissions: presentRights(role), role_name: role };
}

function presentRights(role: Permission): Record<string, boolean> {
  return {
    admin: atLeast(role, "admin"),
    maintain: atLeast(role, "maintain"),
    push: atLeast(role, "write"),
    triage: atLeast(role, "triage"),
    pull: atLeast(role, "read"),
  };
}

function encode(text: string): string {
  return encodeURIComponent(text);
}
