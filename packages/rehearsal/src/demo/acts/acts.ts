/** The acts, in the order in which they are played. */

import type { Act } from "../act.ts";
import { buttons } from "./buttons.ts";
import { comments } from "./comments.ts";
import { mixed } from "./mixed.ts";

/** By the name that is typed after `npm run demo --`, and that its folder in the output has. */
export const acts = { buttons, mixed, comments } as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;

export function isActName(name: string): name is ActName {
  return Object.hasOwn(acts, name);
}
