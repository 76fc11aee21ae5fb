/** Reactions to issues and comments. */

import { READ_ISSUES, WRITE_ISSUES } from "../access/needs.ts";
import { forbidden, invalid, notFound } from "../access/refused.ts";
import type { Reaction as Content } from "../embedded.ts";
import { react } from "../state/comments.ts";
import type { Reaction } from "../state/world.ts";
import { readBody } from "./body.ts";
import { assertOpenFor, commentOf } from "./comments.ts";
import { issueOf } from "./issues.ts";
import { page } from "./paging.ts";
import { presentReaction } from "./present/issue.ts";
import { assertOnlyFilters } from "./query.ts";
import { type Answer, numberParam, onRepository, type RepositoryCall, type Route, sceneOf } from "./route.ts";

type Subject = { reactions: Reaction[] };
type Find = (call: RepositoryCall) => Subject;

const CONTENTS: readonly string[] = ["+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes"];

export const reactionRoutes: readonly Route[] = [
  ...reactionsBelow("/issues/comments/{comment_id}", (call) => commentOf(call).comment),
  ...reactionsBelow("/issues/{issue_number}", issueOf),
];

function reactionsBelow(path: string, find: Find): Route[] {
  return [
    onRepository(`GET ${path}/reactions`, READ_ISSUES, (call) => listReactions(call, find(call))),
    onRepository(`POST ${path}/reactions`, WRITE_ISSUES, (call) => postReaction(call, find(call))),
    onRepository(`DELETE ${path}/reactions/{reaction_id}`, WRITE_ISSUES, (call) =>
      deleteReaction(call, find(call)),
    ),
  ];
}

function listReactions(call: RepositoryCall, subject: Subject): Answer {
  assertOnlyFilters(call, ["content"]);
  const content = call.query["content"];
  const reactions = subject.reactions.filter((r) => content === undefined || r.content === content);
  return page(call, reactions, (reaction) => presentReaction(call.world, reaction));
}

/** 201 for a new one, 200 when it was there already. */
function postReaction(call: RepositoryCall, subject: Subject): Answer {
  const content = readBody(call, "Reaction").requiredText("content");
  if (!CONTENTS.includes(content)) throw invalid("Reaction", "content", "invalid");
  const issue = "comments" in subject ? issueOf(call) : commentOf(call).issue;
  assertOpenFor(call, issue);
  const { reaction, isNew } = react(sceneOf(call), subject, content as Content);
  return { status: isNew ? 201 : 200, body: presentReaction(call.world, reaction) };
}

function deleteReaction(call: RepositoryCall, subject: Subject): Answer {
  const id = numberParam(call, "reaction_id");
  const reaction = subject.reactions.find((candidate) => candidate.id === id);
  if (!reaction) throw notFound();
  if (reaction.userId !== call.actor.account.id) throw forbidden("Must have admin rights to Repository.");
  subject.reactions = subject.reactions.filter((candidate) => candidate !== reaction);
  return { status: 204 };
}
