/** The world at the beginning: people, teams, one repository with its first commit. */

import { startClock } from "../clock.ts";
import type { GitHubOptions } from "../embedded.ts";
import { ACTIONS_BOT, addAccount, addPerson, findAccount, setTeam } from "./accounts.ts";
import { identityOf } from "./authors.ts";
import { describeEnvironment } from "./environments.ts";
import { commitFiles, createGit } from "./git.ts";
import { countIds } from "./ids.ts";
import { stir } from "./news.ts";
import type { Account, Repository, World } from "./world.ts";

const START = "2026-11-23T09:00:00Z";
const WORKFLOWS = ".github/workflows/";

export function createWorld(options: GitHubOptions, apiUrl: string): { world: World; home: Repository } {
  const world: World = {
    clock: startClock(options.now ?? START, options.clockRuns, () => stir(world)),
    apiUrl,
    serverUrl: options.serverUrl ?? "https://github.com",
    accounts: [],
    teams: [],
    repositories: [],
    nextId: countIds(),
    accountsVersion: 0,
    plan: options.plan ?? "enterprise",
    bypassShows: options.bypassShows ?? "nothing",
    news: [],
    stirred: false,
  };
  addAccount(world, ACTIONS_BOT);
  const ownerLogin = options.owner ?? "acme";
  const people = options.people ?? [];
  const ownerPerson = people.find(({ login }) => login === ownerLogin);
  const type = options.ownerType ?? (ownerPerson ? "User" : "Organization");
  const owner = addAccount(world, {
    login: ownerLogin,
    type,
    ...(ownerPerson?.id === undefined ? {} : { id: ownerPerson.id }),
  });
  const home = addRepository(world, owner, {
    name: options.repository ?? "rocket",
    isPrivate: options.private ?? false,
    defaultBranch: options.defaultBranch ?? "main",
    files: { ...options.files, ...workflowFiles(options) },
    home: true,
  });
  for (const person of people.filter(({ login }) => login !== ownerLogin)) addPerson(world, home, person);
  for (const team of options.teams ?? []) setTeam(world, team);
  for (const [name, rules] of Object.entries(options.environments ?? {})) {
    describeEnvironment(world, home, name, rules);
  }
  return { world, home };
}

export function addRepository(
  world: World,
  owner: Account,
  draft: {
    name: string;
    isPrivate: boolean;
    defaultBranch: string;
    files: Readonly<Record<string, string>>;
    home: boolean;
  },
): Repository {
  const { name, isPrivate, defaultBranch, files, home } = draft;
  const repository: Repository = {
    id: world.nextId("repository"),
    owner,
    name,
    home,
    private: isPrivate,
    archived: false,
    hasIssues: true,
    defaultBranch,
    createdAt: world.clock.now(),
    permissions: new Map(),
    git: createGit(),
    labels: [],
    issues: new Map(),
    departures: new Map(),
    pulls: new Map(),
    workflows: [],
    runs: new Map(),
    releases: [],
    dispatches: [],
    environments: [],
    gates: [],
    deployments: [],
    protections: new Map(),
    secrets: [],
    actionsPolicy: {
      enabled: true,
      allowedActions: "all",
      tokenPermissions: "read",
      mayApprovePulls: false,
    },
  };
  world.repositories.push(repository);
  commitFiles(repository.git, {
    branch: defaultBranch,
    base: undefined,
    message: "Initial commit",
    author: identityOf(world, owner.login),
    files: { "README.md": `# ${name}\n`, ...files },
  });
  return repository;
}

/** The owner of a further repository, who may be new. */
export function ownerNamed(world: World, login: string): Account {
  return findAccount(world, login) ?? addAccount(world, { login, type: "Organization" });
}

function workflowFiles(options: GitHubOptions): Record<string, string> {
  const entries = Object.entries(options.workflows ?? {});
  return Object.fromEntries(
    entries.map(([path, text]) => [path.includes("/") ? path : `${WORKFLOWS}${path}`, text]),
  );
}
