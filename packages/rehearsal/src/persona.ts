/** People at work on the embedded GitHub. */

import { forbidden, notFound, Refused } from "./access/refused.ts";
import type { Persona } from "./embedded.ts";
import type { Engine } from "./engine.ts";
import { fullName } from "./rest/present/repository.ts";
import { atLeast, permissionOf, requireAccount } from "./state/accounts.ts";
import { deleteIssue, mayDelete, mayTransfer, transferIssue } from "./state/departures.ts";
import { findEnvironment } from "./state/environments.ts";
import { bypass } from "./state/gates.ts";
import { nodeId } from "./state/ids.ts";
import type { Issue, Repository, Run, World } from "./state/world.ts";
import type { Announcer } from "./webhooks/announce.ts";

type Scene = { engine: Engine; world: World; repository: Repository; announcer: Announcer };

type Ask = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

const ADMINISTRATORS_ONLY = "Must have admin rights to Repository.";
const MINIMIZE = `mutation($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: OFF_TOPIC }) { minimizedComment { isMinimized } }
}`;

export function createPersona(scene: Scene, login: string, token: string): Persona {
  const { engine, repository, announcer } = scene;
  const ask: Ask = async (method, path, body) => {
    const answer = await engine.perform({
      method,
      path,
      query: {},
      body,
      token,
      userAgent: "Mozilla/5.0",
      accept: undefined,
      contentType: undefined,
      isOnPage: true,
    });
    if (answer.status < 400) return (answer.body ?? {}) as Record<string, unknown>;
    throw new Refused(answer.status, (answer.body as { message: string }).message);
  };
  const base = `/repos/${fullName(repository)}`;
  const issues = `${base}/issues`;
  return {
    ...issueActs(ask, issues),
    ...commentActs(ask, issues),
    ...runActs(ask, repository, `${base}/actions`),
    ...announcer.after(pageActs(scene, login)),
    release: async ({ tag, target, ...release }) => {
      const targeted = target === undefined ? {} : { target_commitish: target };
      const body = { tag_name: tag, ...targeted, ...release };
      return Number((await ask("POST", `${base}/releases`, body))["id"]);
    },
  };
}

type RunActs = "review" | "dispatch" | "rerun" | "cancel";

function runActs(ask: Ask, repository: Repository, actions: string): Pick<Persona, RunActs> {
  return {
    review: async (run, environments, verdict, comment = "") => {
      await ask("POST", `${actions}/runs/${run}/pending_deployments`, {
        environment_ids: idsOf(repository, environments),
        state: verdict,
        comment,
      });
    },
    dispatch: async (workflow, { ref = repository.defaultBranch, inputs } = {}) => {
      const body = { ref, ...(inputs && { inputs }), return_run_details: true };
      const answer = await ask("POST", `${actions}/workflows/${workflow}/dispatches`, body);
      return Number(answer["workflow_run_id"]);
    },
    rerun: async (run, jobs = "all") => {
      await ask("POST", `${actions}/runs/${run}/${jobs === "all" ? "rerun" : "rerun-failed-jobs"}`);
    },
    cancel: async (run) => {
      await ask("POST", `${actions}/runs/${run}/cancel`);
    },
  };
}

type PageActs = "bypass" | "transferIssue" | "deleteIssue";

/** What people do on GitHub's pages and no REST route does. The rights are checked here. */
function pageActs({ world, repository }: Scene, login: string): Pick<Persona, PageActs> {
  const account = requireAccount(world, login);
  const scene = { world, repository, actorId: account.id };
  return {
    bypass: async (run, environments) => {
      if (!atLeast(permissionOf(repository, account), "admin")) throw forbidden(ADMINISTRATORS_ONLY);
      const ids = idsOf(repository, environments);
      const opened = bypass(world, repository, requireRun(repository, run), account, ids);
      if (opened.length === 0) throw forbidden("No environment that waits lets administrators bypass it.");
    },
    transferIssue: async (number, to) => {
      const issue = requireIssue(repository, number);
      if (!mayTransfer(repository, account)) throw forbidden(ADMINISTRATORS_ONLY);
      return transferIssue(scene, issue, repositoryNamed(world, repository, to)).number;
    },
    deleteIssue: async (number) => {
      const issue = requireIssue(repository, number);
      if (!mayDelete(repository, account)) throw forbidden(ADMINISTRATORS_ONLY);
      deleteIssue(scene, issue);
    },
  };
}

/** "You can only transfer issues between repositories owned by the same user or organization account." */
function repositoryNamed(world: World, from: Repository, name: string): Repository {
  const to = world.repositories.find((candidate) => fullName(candidate).toLowerCase() === name.toLowerCase());
  if (!to) throw notFound();
  if (to.owner.id !== from.owner.id) throw forbidden("Issues are transferred within one owner only.");
  if (from.private && !to.private)
    throw forbidden("A private issue is not transferred to a public repository.");
  return to;
}

function idsOf(repository: Repository, names: readonly string[]): number[] {
  return names.map((name) => {
    const environment = findEnvironment(repository, name);
    if (!environment) throw new Error(`There is no environment ${name}`);
    return environment.id;
  });
}

function requireRun({ runs }: Repository, id: number): Run {
  const run = runs.get(id);
  if (!run) throw notFound();
  return run;
}

function requireIssue({ issues }: Repository, number: number): Issue {
  const issue = issues.get(number);
  if (!issue) throw notFound();
  return issue;
}

type IssueActs = "createIssue" | "editIssue" | "lock" | "unlock" | "label";

function issueActs(ask: Ask, issues: string): Pick<Persona, IssueActs> {
  return {
    createIssue: async (issue) => Number((await ask("POST", issues, issue))["number"]),
    editIssue: async (number, { stateReason, ...changes }) => {
      const reason = stateReason === undefined ? {} : { state_reason: stateReason };
      await ask("PATCH", `${issues}/${number}`, { ...changes, ...reason });
    },
    lock: async (number) => {
      await ask("PUT", `${issues}/${number}/lock`);
    },
    unlock: async (number) => {
      await ask("DELETE", `${issues}/${number}/lock`);
    },
    label: async (number, ...labels) => {
      await ask("POST", `${issues}/${number}/labels`, { labels });
    },
  };
}

function commentActs(
  ask: Ask,
  issues: string,
): Pick<Persona, "comment" | "editComment" | "deleteComment" | "minimizeComment" | "react"> {
  return {
    comment: async (number, body) =>
      Number((await ask("POST", `${issues}/${number}/comments`, { body }))["id"]),
    editComment: async (id, body) => {
      await ask("PATCH", `${issues}/comments/${id}`, { body });
    },
    deleteComment: async (id) => {
      await ask("DELETE", `${issues}/comments/${id}`);
    },
    minimizeComment: async (id) => {
      const variables = { id: nodeId("IssueComment", id) };
      const { errors } = await ask("POST", "/graphql", { query: MINIMIZE, variables });
      if (Array.isArray(errors)) throw new Refused(403, String(errors[0]?.message));
    },
    react: async (id, content) => {
      await ask("POST", `${issues}/comments/${id}/reactions`, { content });
    },
  };
}
