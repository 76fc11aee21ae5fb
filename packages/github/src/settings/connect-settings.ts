import type {
  ActionsSettings,
  BranchProtection,
  EnvironmentSettings,
  Known,
} from "@release-approval/approval/setup";
import type { Client } from "../client.ts";
import { type ConnectOptions, type GitHub, openRepository } from "../connect.ts";
import { unlessForbidden } from "./as-administrator.ts";
import { createLabel, readLabels } from "./labels.ts";
import { readAccess } from "./read-access.ts";
import { readActionsSettings, readSecretNames } from "./read-actions-settings.ts";
import { readBranchProtection } from "./read-branch-protection.ts";
import { readEnvironmentSettings } from "./read-environment-settings.ts";
import { type RepositorySettings, readRepository } from "./read-repository.ts";
import { readTeamId } from "./read-team-id.ts";
import {
  type DefaultBranchFiles,
  readCodeownersErrors,
  readDefaultBranchFiles,
  readWorkflowStates,
} from "./read-workflow-files.ts";
import { addBranchPattern, putEnvironment } from "./write-environment.ts";
import type { Written } from "./written.ts";

/** The settings of one repository. What a token may not see is told as not known, with the reason. */
export type Settings = {
  readRepository: () => Promise<RepositorySettings>;
  readEnvironments: (interesting?: (name: string) => boolean) => Promise<EnvironmentSettings[]>;
  readLabels: () => Promise<string[]>;
  readAccess: (login: string) => Promise<boolean | null>;
  readTeamId: (team: {
    organisation: string;
    slug: string;
    token: string | null;
  }) => Promise<{ id: number; slug: string } | null>;
  readFiles: () => Promise<DefaultBranchFiles>;
  readWorkflowStates: () => Promise<Known<ReadonlyMap<string, string>>>;
  readCodeownersErrors: () => Promise<Known<readonly string[]>>;
  readBranchProtection: (branch: string) => Promise<Known<BranchProtection>>;
  readActionsSettings: () => Promise<Known<ActionsSettings>>;
  readSecretNames: () => Promise<Known<readonly string[]>>;

  putEnvironment: (environment: EnvironmentSettings, repository: { isPrivate: boolean }) => Promise<Written>;
  addBranchPattern: (added: { environment: string; pattern: string }) => Promise<Written>;
  createLabel: (label: { name: string; color: string; description: string }) => Promise<Written>;
};

/**
 * Opens one repository with its settings. Nothing is asked yet.
 * @throws ConfigurationError when there is no token, or an address is none
 */
export function connectSettings(options: ConnectOptions): { github: GitHub; settings: Settings } {
  const { github, client } = openRepository(options);
  return { github, settings: settingsOf(client) };
}

const administrators = "Only an administrator's token can see";

function settingsOf(client: Client): Settings {
  return {
    readRepository: () => readRepository(client),
    readEnvironments: (interesting = () => true) => readEnvironmentSettings(client, interesting),
    readLabels: () => readLabels(client),
    readAccess: (login) => readAccess(client, login),
    readTeamId: (team) => readTeamId(client, team),
    readFiles: () => readDefaultBranchFiles(client),
    readWorkflowStates: () =>
      unlessForbidden(
        () => readWorkflowStates(client),
        "Which workflows are enabled: the token lacks `actions: read`.",
      ),
    readCodeownersErrors: () =>
      unlessForbidden(() => readCodeownersErrors(client), "The token may not ask for errors in CODEOWNERS."),
    readBranchProtection: (branch) =>
      unlessForbidden(
        () => readBranchProtection(client, branch),
        `How \`${branch}\` is protected: the token may not see it, or the plan has no protection here.`,
      ),
    readActionsSettings: () =>
      unlessForbidden(() => readActionsSettings(client), `${administrators} the settings of Actions.`),
    readSecretNames: () =>
      unlessForbidden(
        () => readSecretNames(client),
        `${administrators} the names of the repository's secrets.`,
      ),
    putEnvironment: (environment, repository) => putEnvironment(client, environment, repository),
    addBranchPattern: (added) => addBranchPattern(client, added),
    createLabel: (label) => createLabel(client, label),
  };
}
