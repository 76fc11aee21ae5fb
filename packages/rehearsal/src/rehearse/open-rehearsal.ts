/** The repository of a rehearsal: an embedded GitHub with the author's files, people and environments, and a runner. */

import { resolve } from "node:path";
import { type Policy, parseMember } from "@release-approval/approval";
import { wantedEnvironments } from "@release-approval/approval/setup";
import type { EmbeddedGitHub, EnvironmentOptions, Person, Team } from "../embedded.ts";
import { startGitHub } from "../start-github.ts";
import { type Runner, startRunner } from "../workflow/index.ts";
import type { Asked } from "./command-line.ts";
import type { Folder } from "./read-folder.ts";
import { RehearseError } from "./rehearse-error.ts";

export type Rehearsal = {
  github: EmbeddedGitHub;
  runner: Runner;
  people: readonly Person[];
  teams: readonly Team[];
  /** Who acts where nobody is named: the first administrator. */
  host: string;
  close(): Promise<void>;
};

/** GitHub's limit for the reviewers of an environment. */
const MOST_REVIEWERS = 6;

/**
 * @param product folder of this project, whose built actions are played
 * @param base folder that the paths of the command line are relative to
 */
export async function openRehearsal(
  asked: Asked,
  folder: Folder,
  product: string,
  base: string,
): Promise<Rehearsal> {
  const [owner = "", repository = ""] = asked.name.split("/");
  const people = choosePeople(asked, folder.policy);
  const host = people.find(({ permission }) => permission === "admin")?.login ?? people[0]?.login;
  if (host === undefined)
    throw new RehearseError(
      folder.policy === undefined
        ? "There is no policy .github/release-approval.yml beside the workflow. Write one (docs/adopt.md, 1), or give --policy FILE or --people mia:admin,tom:write."
        : "Nobody is there. Name them: --people mia:admin,tom:write",
    );
  const teams = chooseTeams(asked, folder.policy);
  const github = await startGitHub({
    owner,
    repository,
    people,
    teams,
    ...(asked.private && { private: true, plan: "free" as const }),
    ...(asked.history ? {} : repositoryFiles(folder)),
  });
  if (asked.history) await takeOverHistory(github, folder);
  const runner = startRunner({
    github,
    root: folder.root,
    repositories: { ...namesOfProduct(folder, product), ...resolveFolders(asked.repositories, base) },
    secrets: resolveSecrets(github, asked.secrets, host),
    cron: true,
  });
  if (folder.policy && asked.environments && !asked.private) setEnvironments(github, folder.policy, people);
  return {
    github,
    runner,
    people,
    teams,
    host,
    close: async () => {
      await runner.close();
      await github.close();
    },
  };
}

/** Everybody whom the policy names may write, and the first of them administers. */
function choosePeople({ people }: Asked, policy: Policy | undefined): readonly Person[] {
  if (people !== undefined) return people;
  const members = Object.values(policy?.roles ?? {}).flatMap((role) => role.members.map(parseMember));
  const named = new Map(
    members.flatMap((member) =>
      member.kind === "user" ? [[member.login.toLowerCase(), member] as const] : [],
    ),
  );
  return [...named.values()].map(({ login, id }, index) => ({
    login,
    ...(id !== undefined && { id }),
    permission: index === 0 ? "admin" : "write",
  }));
}

/** Teams that the policy names are there, with nobody in them unless somebody is named. */
function chooseTeams({ teams }: Asked, policy: Policy | undefined): Team[] {
  const members = Object.values(policy?.roles ?? {}).flatMap((role) => role.members.map(parseMember));
  const named = members.flatMap((member) => (member.kind === "team" ? [member.slug] : []));
  const missing = [...new Set(named)].filter((slug) => !teams.some((team) => team.slug === slug));
  return [...teams, ...missing.map((slug) => ({ slug, members: [] }))];
}

function repositoryFiles({ files, workflows }: Folder) {
  return { files, workflows };
}

/** Workflows and policy as they are on this machine come on top of the history, committed or not. */
async function takeOverHistory(github: EmbeddedGitHub, { root, files, workflows }: Folder): Promise<void> {
  await github.importHistory(root);
  const named = Object.entries(workflows).map(([name, text]) => [`.github/workflows/${name}`, text]);
  github.commit({ message: "Rehearse", files: { ...files, ...Object.fromEntries(named) } });
}

/** Whoever publishes this project, workflows name it `OWNER/release-approval`. */
function namesOfProduct({ workflows }: Folder, product: string): Record<string, string> {
  const texts = Object.values(workflows).join("\n");
  const names = [...texts.matchAll(/uses:\s*["']?([\w.-]+\/release-approval)[/@]/g)].map(
    ([, name = ""]) => name,
  );
  return Object.fromEntries(names.map((name) => [name, product]));
}

function resolveFolders(folders: Readonly<Record<string, string>>, base: string): Record<string, string> {
  return Object.fromEntries(Object.entries(folders).map(([name, folder]) => [name, resolve(base, folder)]));
}

function resolveSecrets(
  github: EmbeddedGitHub,
  secrets: Readonly<Record<string, string>>,
  host: string,
): Record<string, string> {
  const entries = Object.entries(secrets).map(([name, value]) => {
    if (value === "@team") return [name, github.tokens.team(host)];
    return [name, value === "@admin" ? github.tokens.of(host) : value];
  });
  return Object.fromEntries(entries);
}

/** What `command: setup` would create: who is not there cannot be asked. */
function setEnvironments(github: EmbeddedGitHub, policy: Policy, people: readonly Person[]): void {
  const known = new Set(people.map(({ login }) => login.toLowerCase()));
  for (const wanted of wantedEnvironments(policy, github.defaultBranch)) {
    const members = wanted.members.map(parseMember);
    const reviewers = members
      .filter((member) => member.kind === "team" || known.has(member.login.toLowerCase()))
      .map(nameReviewer);
    const options: EnvironmentOptions = {
      reviewers: reviewers.slice(0, MOST_REVIEWERS),
      waitMinutes: wanted.waitMinutes,
      preventSelfReview: wanted.preventsSelfReview,
      branches: wanted.branches,
    };
    github.setEnvironment(wanted.name, options);
  }
}

function nameReviewer(member: ReturnType<typeof parseMember>): string {
  return member.kind === "team" ? `team:${member.slug}` : member.login;
}
