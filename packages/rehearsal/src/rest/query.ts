/** Query parameters: the ones a route understands, and no others. */

import { notImplemented } from "../access/refused.ts";
import type { Call } from "./route.ts";

const PAGING = ["per_page", "page"];

/** A filter that is ignored gives a wrong answer, so an unknown one is refused. */
export function assertOnlyFilters(call: Call, names: readonly string[]): void {
  const unknown = Object.keys(call.query).find((name) => !PAGING.includes(name) && !names.includes(name));
  if (unknown !== undefined) throw notImplemented(`Query parameter ${unknown} of ${call.path}`);
}
