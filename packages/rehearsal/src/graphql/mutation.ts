/** The one thing that only a mutation can do: hide a comment. */

import { mayWrite } from "../access/rights.ts";
import { findComment } from "../state/comments.ts";
import { readNodeId } from "../state/ids.ts";
import { assertOnlyKeys, forbidden, notFound, takes } from "./fields.ts";
import { presentComment } from "./present/issue.ts";
import { repositoryOfComment } from "./query.ts";
import { assertGranted, type View } from "./view.ts";

type Input = { subjectId: string; classifier?: string; clientMutationId?: string };

export function mutationFields(view: View): Record<string, unknown> {
  return {
    minimizeComment: takes(["input"], ({ input }) => {
      const { classifier = "OUTDATED", ...rest } = input as Input;
      return setMinimized(view, rest, classifier.toLowerCase().replaceAll("_", "-"));
    }),
    unminimizeComment: takes(["input"], ({ input }) => setMinimized(view, input as Input, null)),
  };
}

function setMinimized(view: View, input: Input, reason: string | null): Record<string, unknown> {
  assertOnlyKeys("MinimizeCommentInput", input, ["subjectId", "clientMutationId"]);
  const id = Number(readNodeId(input.subjectId)?.parts[0]);
  const repository = repositoryOfComment(view, id);
  const found = repository && findComment(repository, id);
  if (!found) throw notFound(`Could not resolve to a node with the global id of '${input.subjectId}'.`);
  const inRepository = { ...view, repository };
  assertGranted(inRepository, "issues", "write");
  if (!mayWrite(view.actor, repository)) {
    throw forbidden(
      `${view.actor.account.login} does not have the correct permissions to minimize this comment.`,
    );
  }
  found.comment.minimized = reason;
  const key = reason === null ? "unminimizedComment" : "minimizedComment";
  return {
    clientMutationId: input.clientMutationId ?? null,
    [key]: presentComment(inRepository, found.issue, found.comment),
  };
}
