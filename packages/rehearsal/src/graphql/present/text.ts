/** What issues and comments have in common: text with edits, an author, reactions. */

import { associationOf } from "../../rest/present/issue.ts";
import { livingAccount } from "../../state/accounts.ts";
import { nodeId } from "../../state/ids.ts";
import type { Edit, Reaction, Text } from "../../state/world.ts";
import { connection } from "../connection.ts";
import { lazily } from "../fields.ts";
import type { RepositoryView } from "../view.ts";
import { presentAccount, presentActor } from "./actor.ts";

type Authored = Text & {
  authorId: number;
  createdAt: string;
  updatedAt: string;
  reactions: readonly Reaction[];
};

/** GraphQL's names, in the order in which GitHub lists them. */
const CONTENTS = {
  "+1": "THUMBS_UP",
  "-1": "THUMBS_DOWN",
  laugh: "LAUGH",
  hooray: "HOORAY",
  confused: "CONFUSED",
  heart: "HEART",
  rocket: "ROCKET",
  eyes: "EYES",
} as const;

export function textFields(view: RepositoryView, text: Authored): Record<string, unknown> {
  const { world, repository, actor } = view;
  return {
    body: text.body,
    createdAt: text.createdAt,
    updatedAt: text.updatedAt,
    lastEditedAt: text.lastEditedAt,
    editor: lazily(() => presentActor(world, text.editorId)),
    author: lazily(() => presentActor(world, text.authorId)),
    authorAssociation: lazily(() => associationOf(world, repository, text.authorId)),
    includesCreatedEdit: text.edits.length > 0,
    viewerDidAuthor: text.authorId === actor.account.id,
    userContentEdits: connection(
      [],
      () => [...text.edits].reverse(),
      ({ id }) => id,
      (edit) => presentEdit(view, edit),
    ),
    reactionGroups: lazily(() => reactionGroups(view, text.reactions)),
    reactions: connection(
      ["content"],
      ({ content }) => text.reactions.filter((r) => !content || CONTENTS[r.content] === content),
      ({ id }) => id,
      (reaction) => presentReaction(view, reaction),
    ),
  };
}

/** `diff` is the whole text of that revision; the oldest one is the text as it was first written. */
function presentEdit({ world }: RepositoryView, edit: Edit): unknown {
  return {
    __typename: "UserContentEdit",
    id: nodeId("UserContentEdit", edit.id),
    createdAt: edit.editedAt,
    updatedAt: edit.editedAt,
    editedAt: edit.editedAt,
    editor: presentActor(world, edit.editorId),
    diff: edit.text,
    deletedAt: null,
    deletedBy: null,
  };
}

function reactionGroups(view: RepositoryView, reactions: readonly Reaction[]): unknown[] {
  return Object.entries(CONTENTS).map(([content, name]) => {
    const group = reactions.filter((reaction) => reaction.content === content);
    const reactors = connection(
      [],
      () => group,
      ({ id }) => id,
      ({ userId }) => presentActor(view.world, userId),
    );
    return {
      content: name,
      createdAt: group[0]?.createdAt ?? null,
      viewerHasReacted: group.some(({ userId }) => userId === view.actor.account.id),
      reactors,
    };
  });
}

/** `user` is a `User`, so a bot's reaction has none; `reactors` and `viewerHasReacted` tell of bots. */
function presentReaction({ world }: RepositoryView, reaction: Reaction): unknown {
  const account = livingAccount(world, reaction.userId);
  return {
    __typename: "Reaction",
    id: nodeId("Reaction", reaction.id),
    databaseId: reaction.id,
    content: CONTENTS[reaction.content],
    createdAt: reaction.createdAt,
    user: account?.type === "User" ? presentAccount(world, account) : null,
  };
}
