import { assertNever, type EventName, type Status } from "@release-approval/approval";
import { list, mention } from "./links.ts";
import type { News } from "./news.ts";
import type { View } from "./view.ts";

/*
 * Who is mentioned in the issue: whoever news concerns, unless the policy's routes of that event leave `github` out. A
 * route may name roles that are mentioned beside them.
 */

/** The text of these news, as the policy wants them to ring. */
export function ring(text: string, news: readonly News[], view: View): string {
  const routes = news.map((one) => routesOf(one, view));
  if (routes.every((some) => some !== null && some.length === 0)) return withoutBells(text);
  const rung = new Set([...text.matchAll(codeOrBell)].map(([found]) => found.toLowerCase()));
  const roles = routes.flatMap((some) => (some ?? []).flatMap((route) => route.roles ?? []));
  const others = membersOf(roles, view)
    .map(mention)
    .filter((one) => !rung.has(one.toLowerCase()));
  return others.length === 0 ? text : `${text}\n\nAlso told: ${list(others, 12)}.`;
}

type Route = { roles?: string[] | undefined };

// null: the policy says nothing of it.
function routesOf(news: News, { policy }: View): readonly Route[] | null {
  const event = eventOf(news);
  const routes = event === null ? undefined : policy.notifications.events?.[event];
  return routes?.filter(({ channel }) => channel === "github") ?? null;
}

function membersOf(roles: readonly string[], { decision, request }: View): string[] {
  const people = roles.flatMap(
    (role) => decision.requirements.find((one) => one.role === role)?.members ?? request.members[role] ?? [],
  );
  return [...new Set(people.map(({ login }) => login))];
}

// What answers one person is no message: it always rings.
function eventOf(news: News): EventName | null {
  switch (news.kind) {
    case "request":
      return "review-requested";
    case "warning":
    case "reminder":
      return "reminder";
    case "overdue":
      return "overdue";
    case "conflict":
      return "conflict";
    case "step":
      return "escalation";
    case "owed":
      return "follow-up-due";
    case "status":
      return eventOfStatus(news.status);
    case "void":
    case "void-act":
    case "damage":
    case "reopened":
    case "unreviewed":
    case "settled":
    case "shipped":
      return null;
    default:
      return assertNever(news);
  }
}

function eventOfStatus(status: Status): EventName {
  switch (status) {
    case "rejected":
      return "rejection";
    case "authorized":
      return "authorized";
    case "released":
      return "released";
    case "pending":
    case "approved":
      return "reminder";
    case "blocked":
    case "postponed":
    case "expired":
    case "cancelled":
      return "escalation";
    default:
      return assertNever(status);
  }
}

// In code nothing rings, and commands are to be copied as they stand.
const codeOrBell = /(?<![`\\])(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)|@[A-Za-z0-9][A-Za-z0-9_-]*/g;

function withoutBells(markdown: string): string {
  return markdown.replace(codeOrBell, (found) => (found.startsWith("@") ? found.slice(1) : found));
}
