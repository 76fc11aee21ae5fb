/** Bodies and their edits, as GitHub's "edited" menu shows them. */

import type { Text, World } from "./world.ts";

/** Longest body of an issue or comment, in characters. */
export const LONGEST_BODY = 65_536;

export function writeText(body: string): Text {
  return { body, lastEditedAt: null, editorId: null, edits: [] };
}

/** Saving an unchanged text is no edit. Tells whether it was one. */
export function editText(
  world: World,
  text: Text & { authorId: number; createdAt: string },
  body: string,
  editorId: number,
): boolean {
  if (body === text.body) return false;
  const now = world.clock.now();
  if (text.edits.length === 0) {
    const { authorId, createdAt } = text;
    text.edits.push({ id: world.nextId("edit"), editedAt: createdAt, editorId: authorId, text: text.body });
  }
  text.edits.push({ id: world.nextId("edit"), editedAt: now, editorId, text: body });
  Object.assign(text, { body, lastEditedAt: now, editorId });
  return true;
}
