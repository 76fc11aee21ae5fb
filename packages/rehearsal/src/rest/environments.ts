/** Environments, their protection rules, and the branches that may use them. */

import { ADMINISTER, READ_ACTIONS } from "../access/needs.ts";
import { invalid, notFound, unprocessable } from "../access/refused.ts";
import { atLeast, livingAccount, permissionOf } from "../state/accounts.ts";
import {
  addBranchPolicy,
  environmentNamed,
  findEnvironment,
  type Rules,
  removeBranchPolicy,
  removeEnvironment,
  ruleBeyondPlan,
  setRules,
} from "../state/environments.ts";
import type { Environment, Reviewer } from "../state/world.ts";
import { type Fields, readBody } from "./body.ts";
import { page } from "./paging.ts";
import { presentBranchPolicy, presentEnvironment } from "./present/environment.ts";
import { type Answer, numberParam, onRepository, param, type RepositoryCall, type Route } from "./route.ts";

const ENVIRONMENT = "/environments/{environment_name}";
const POLICIES = `${ENVIRONMENT}/deployment-branch-policies`;
/** 30 days. */
const LONGEST_WAIT = 43_200;
const MOST_REVIEWERS = 6;

export const environmentRoutes: readonly Route[] = [
  onRepository("GET /environments", READ_ACTIONS, listEnvironments),
  onRepository(`GET ${ENVIRONMENT}`, READ_ACTIONS, (call) => answer(call, environmentOf(call))),
  onRepository(`PUT ${ENVIRONMENT}`, ADMINISTER, putEnvironment),
  onRepository(`DELETE ${ENVIRONMENT}`, ADMINISTER, deleteEnvironment),
  onRepository(`GET ${POLICIES}`, READ_ACTIONS, listPolicies),
  onRepository(`POST ${POLICIES}`, ADMINISTER, postPolicy),
  onRepository(`DELETE ${POLICIES}/{branch_policy_id}`, ADMINISTER, deletePolicy),
];

/** @throws Refused 404 */
export function environmentOf(call: RepositoryCall): Environment {
  const environment = findEnvironment(call.repository, param(call, "environment_name"));
  if (!environment) throw notFound();
  return environment;
}

function listEnvironments(call: RepositoryCall): Answer {
  const { world, repository } = call;
  return page(
    call,
    repository.environments,
    (environment) => presentEnvironment(world, repository, environment),
    (rows, total) => ({ total_count: total, environments: rows }),
  );
}

/** Creates or replaces: a rule that the request does not name is taken away. */
function putEnvironment(call: RepositoryCall): Answer {
  const { world, repository } = call;
  const rules = readRules(call);
  const missing = ruleBeyondPlan(world, repository, rules);
  if (missing !== undefined) {
    throw unprocessable(
      `Failed to create the environment protection rule. Please ensure the billing plan supports the ${missing} protection rule.`,
    );
  }
  const environment = environmentNamed(world, repository, param(call, "environment_name"));
  setRules(world, environment, rules);
  return answer(call, environment);
}

function readRules(call: RepositoryCall): Rules {
  const fields = readBody(call, "Environment");
  const waitMinutes = Number(fields.value("wait_timer") ?? 0);
  if (!Number.isInteger(waitMinutes) || waitMinutes < 0 || waitMinutes > LONGEST_WAIT) {
    throw invalid("Environment", "wait_timer", "invalid");
  }
  const listed = fields.value("reviewers") === null ? [] : (fields.list("reviewers") ?? []);
  if (listed.length > MOST_REVIEWERS) throw invalid("Environment", "reviewers", "invalid");
  return {
    waitMinutes,
    preventSelfReview: fields.value("prevent_self_review") === true,
    reviewers: listed.map((entry) => readReviewer(call, entry)),
    branches: readBranches(fields),
  };
}

/** "The reviewers must have at least read access to the repository." */
function readReviewer({ world, repository }: RepositoryCall, entry: unknown): Reviewer {
  const { type, id } = (entry ?? {}) as Record<string, unknown>;
  const account = type === "User" ? livingAccount(world, Number(id)) : undefined;
  if (account?.type === "User" && atLeast(permissionOf(repository, account), "read")) {
    return { type: "User", id: account.id };
  }
  const team = type === "Team" ? world.teams.find((candidate) => candidate.id === id) : undefined;
  if (team) return { type: "Team", id: team.id };
  throw invalid("Environment", "reviewers", "invalid");
}

function readBranches(fields: Fields): Environment["branches"] {
  const policy = fields.value("deployment_branch_policy") as Record<string, unknown> | null | undefined;
  if (policy === undefined || policy === null) return "all";
  const { protected_branches: isProtected, custom_branch_policies: isCustom } = policy;
  if (isProtected === isCustom) {
    throw unprocessable("protected_branches and custom_branch_policies cannot have the same value");
  }
  return isProtected === true ? "protected" : "custom";
}

function deleteEnvironment(call: RepositoryCall): Answer {
  removeEnvironment(call.world, call.repository, environmentOf(call));
  return { status: 204 };
}

function listPolicies(call: RepositoryCall): Answer {
  const policies = environmentOf(call).branchPolicies;
  return page(call, policies, presentBranchPolicy, (rows, total) => ({
    total_count: total,
    branch_policies: rows,
  }));
}

/** 303 for a pattern that is there already. */
function postPolicy(call: RepositoryCall): Answer {
  const environment = environmentOf(call);
  if (environment.branches !== "custom") throw notFound();
  const fields = readBody(call, "DeploymentBranchPolicy");
  const name = fields.requiredText("name");
  const type = fields.text("type") ?? "branch";
  if (type !== "branch" && type !== "tag") throw invalid("DeploymentBranchPolicy", "type", "invalid");
  const { policy, isNew } = addBranchPolicy(call.world, environment, { name, type });
  return isNew ? { status: 200, body: presentBranchPolicy(policy) } : { status: 303 };
}

function deletePolicy(call: RepositoryCall): Answer {
  const environment = environmentOf(call);
  const id = numberParam(call, "branch_policy_id");
  const policy = environment.branchPolicies.find((candidate) => candidate.id === id);
  if (!policy) throw notFound();
  removeBranchPolicy(environment, policy);
  return { status: 204 };
}

function answer({ world, repository }: RepositoryCall, environment: Environment): Answer {
  return { status: 200, body: presentEnvironment(world, repository, environment) };
}
