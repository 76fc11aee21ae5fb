/** People at work on the embedded GitHub. */

import { Refused } from "./access/refused.ts";
import type { Persona } from "./embedded.ts";
import type { Engine } from "./engine.ts";
import { fullName } from "./rest/present/repository.ts";
import { nodeId } from "./state/ids.ts";
import type { Repository } from "./state/world.ts";

type Ask = (method: string, path: string, body?: unknown) => Promise<Record<string, unknown>>;

const MINIMIZE = `mutation($id: ID!) {
  minimizeComment(input: { subjectId: $id, classifier: OFF_TOPIC }) { minimizedComment { isMinimized } }
}`;

export function createPersona(engine: Engine, repository: Repository, token: string): Persona {
  const ask: Ask = async (method, path, body) => {
    const answer = await engine.perform({
      method,
      path,
      query: {},
      body,
      token,
      userAgent: "Mozilla/5.0",
      accept: undefined,
    });
    if (answer.status < 400) return (answer.body ?? {}) as Record<string, unknown>;
    throw new Refused(answer.status, (answer.body as { message: string }).message);
  };
  const issues = `/repos/${fullName(repository)}/issues`;
  return {
    ...issueActs(ask, issues),
    ...commentActs(ask, issues),
    release: async ({ tag, target, ...release }) => {
      const targeted = target === undefined ? {} : { target_commitish: target };
      const body = { tag_name: tag, ...targeted, ...release };
      return Number((await ask("POST", `/repos/${fullName(repository)}/releases`, body))["id"]);
    },
  };
}

type IssueActs = "createIssue" | "editIssue" | "lock" | "label";

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
