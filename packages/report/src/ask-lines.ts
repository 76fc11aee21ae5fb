import type { Person } from "@release-approval/approval";
import { shortDay } from "./dates.ts";
import { cut, escapeMarkdown } from "./escape.ts";
import type { Row } from "./rows.ts";
import type { Name } from "./time-news.ts";
import { count } from "./titles.ts";
import type { View } from "./view.ts";

/** Asks at most so many people by name (GitHub notifies only the first 50 of a comment). */
export const mostMentions = 50;

/** A line for each open review: who is asked, by when, and what to look at. */
export function askLines({ rows, titles, decision, requesters }: View, name: Name): string {
  const open = rows
    .filter((row) => row.mark === "rejected" || row.mark === "late" || row.mark === "waiting")
    .slice(0, mostMentions);
  // Every role gets its share of the mentions, so that a large team does not silence the others.
  let left = mostMentions - Math.min(requesters.length, 3);
  const share = Math.max(1, Math.floor(left / Math.max(1, open.length)));
  const lines = open.map((row) => {
    const people = row.who.slice(0, Math.min(share, left));
    left -= people.length;
    return askLine(row, titles.get(row.role) ?? row.title, people, name);
  });
  const optional = decision.requirements.filter((one) => one.effect === "optional").length;
  if (optional > 0) lines.push(`- Welcome, not waited for: ${count(optional, "optional review")}`);
  return lines.join("\n");
}

function askLine(row: Row, title: string, people: readonly Person[], name: Name): string {
  const more = row.who.length - people.length;
  const names = people.map((person) => name(person.login)).join(", ");
  const others = names === "" ? count(more, "person", "people") : `${names} and ${more} more`;
  const who = row.who.length === 0 ? "nobody" : more === 0 ? names : others;
  const due = row.when === null ? "" : `, by ${shortDay(row.when)}`;
  const focus = row.focus === "" ? "" : ` · ${escapeMarkdown(cut(row.focus, 200))}`;
  return `- **${escapeMarkdown(cut(title, 60))}**: ${who}${due}${focus}`;
}
