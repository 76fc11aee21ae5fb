import { escapeMarkdown } from "./escape.ts";
import { list } from "./links.ts";
import { labelOf } from "./table.ts";
import type { View } from "./view.ts";

/** `DevOps, Security, Product, QA, C1`, as Markdown. */
export function compactList({ missing }: Pick<View, "missing">): string {
  return list(
    missing.map((one) => (one.kind === "rejection" ? `${labelOf(one, 60)} (rejected)` : labelOf(one, 120))),
    12,
    ", ",
  );
}

/** The state in one short sentence, with its full stop, to end a reply with. */
export function stillMissing(view: View): string {
  switch (view.status) {
    case "authorized":
      return `Nothing is missing: **${view.version}** at \`${view.shortCommit}\` is cleared to ship.`;
    case "released": {
      const owed = view.followUps
        .filter((one) => one.settled === null)
        .map((one) => escapeMarkdown(one.label));
      return owed.length === 0
        ? `**${view.version}** is released, and nothing is owed.`
        : `Still owed: ${list(owed, 12, ", ")}.`;
    }
    case "postponed":
      return `${escapeMarkdown(view.headline)}.`;
    case "cancelled":
    case "expired":
      return `This release is ${view.status}.`;
    default:
      return view.missing.length === 0 ? "Nothing is missing." : `Still missing: ${compactList(view)}.`;
  }
}
