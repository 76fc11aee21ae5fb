import { ConfigurationError, type Policy } from "@release-approval/approval";
import {
  type DoctorFacts,
  type EnvironmentSettings,
  type Known,
  readWorkflow,
  type WorkflowFile,
} from "@release-approval/approval/setup";
import { type GitHub, loadPolicy, type Overview, requestLabels } from "@release-approval/github";
import { type Settings, unlessForbidden } from "@release-approval/github/settings";
import { comparePolicy } from "./compare-policy.ts";
import { gatherPeople } from "./gather-people.ts";

type Asked = { policyPath: string; teamToken: string | null; workspace: string };

/**
 * Reads everything that the doctor looks at. What this token may not see is told as not known; nothing is written.
 * @throws every error but those: a wrong token, an unreachable GitHub, a repository that is not there
 */
export async function gatherFacts(github: GitHub, settings: Settings, asked: Asked): Promise<DoctorFacts> {
  const { policyPath } = asked;
  const overview = await github.readOverview({ policyPath });
  const { owner, name, defaultBranch, hasIssues } = overview.repository;
  const [repository, policy, files, states, environments, branch, secrets, actions] = await Promise.all([
    settings.readRepository(),
    readPolicy(github, overview, policyPath),
    settings.readFiles(),
    settings.readWorkflowStates(),
    readEnvironments(settings),
    settings.readBranchProtection(defaultBranch),
    settings.readSecretNames(),
    settings.readActionsSettings(),
  ]);
  const { isPrivate, isArchived } = repository;
  return {
    repository: { owner, name, defaultBranch, isPrivate, isArchived, hasIssues },
    policyPath,
    policy,
    checkout: comparePolicy(asked.workspace, policyPath, overview.policy),
    people: policy.ok
      ? await gatherPeople(github, settings, policy.policy, { isPrivate, teamToken: asked.teamToken })
      : null,
    environments,
    workflows: { known: true, value: presentWorkflows(files.workflows, states) },
    codeowners: files.codeowners,
    codeownersErrors:
      files.codeowners === null ? { known: true, value: [] } : await settings.readCodeownersErrors(),
    branch,
    secrets,
    actions,
    requestLabels,
  };
}

async function readPolicy(
  github: GitHub,
  { head, policy: text }: Overview,
  path: string,
): Promise<DoctorFacts["policy"]> {
  try {
    const { policy }: { policy: Policy } = await loadPolicy(github, { commit: head, path, text });
    return { ok: true, policy };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { ok: false, message: error.message, cure: error.cure };
  }
}

function readEnvironments(settings: Settings): Promise<Known<readonly EnvironmentSettings[]>> {
  return unlessForbidden(
    () => settings.readEnvironments(),
    "The token may not read environments: it lacks `actions: read`.",
  );
}

function presentWorkflows(
  texts: ReadonlyMap<string, string | null>,
  states: Known<ReadonlyMap<string, string>>,
): WorkflowFile[] {
  return [...texts].map(([path, text]) => ({
    path,
    workflow: text === null ? null : readWorkflow(path, text),
    state: states.known ? (states.value.get(path) ?? null) : null,
  }));
}
