import type { Instant } from "@release-approval/approval";
import { day } from "./dates.ts";

/* On a phone a cell breaks between its parts, never inside a date or after a mark. */

function keepTogether(words: string): string {
  return words.replaceAll(" ", "\u00A0");
}

/** `Tue 24 Nov 08:15` that breaks before the time alone. */
export function cellDay(at: Instant): string {
  const words = day(at);
  const last = words.lastIndexOf(" ");
  return `${keepTogether(words.slice(0, last))} ${words.slice(last + 1)}`;
}

/** A button tells no moment: it was pressed between these. */
export function cellSpan(from: Instant, to: Instant): string {
  const [start, end] = [day(from), day(to)];
  if (start === end) return cellDay(to);
  const at = end.lastIndexOf(" ");
  const sameDay = start.startsWith(end.slice(0, at + 1));
  return `${cellDay(from)} – ${sameDay ? keepTogether(end.slice(at + 1)) : cellDay(to)}`;
}
