/** The acts, in the order in which they are played. */

import type { Act } from "../act.ts";
import { buttons } from "./buttons.ts";
import { comments } from "./comments.ts";
import { conflict } from "./conflict.ts";
import { hotfix } from "./hotfix.ts";
import { mixed } from "./mixed.ts";

/** By the name that is typed after `npm run demo --`, and that its folder in the output has. */
export const acts = { buttons, mixed, comments, hotfix, conflict } as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;

/** Played when none is named: the whole demo stays quick. */
export const quickActs = ["buttons", "mixed", "comments"] as const satisfies readonly ActName[];

export function isActName(name: string): name is ActName {
  return Object.hasOwn(acts, name);
}
