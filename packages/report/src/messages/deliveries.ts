import type { Channel, EventName } from "@release-approval/approval";
import { titleOfRole } from "../explanation-parts.ts";
import { list } from "../links.ts";
import type { View } from "../view.ts";

export type Told = { event: EventName; role: string | null; channel: Channel };

const ways: Readonly<Record<Channel, string>> = {
  slack: "in Slack",
  discord: "in Discord",
  teams: "in Teams",
  email: "by e-mail",
  webhook: "by webhook",
};

/**
 * What went out, in one line of Markdown: `📨 Told in Slack and by e-mail: review requested (QA, Security).`
 * @param refused what a channel will never take
 */
export function tellDelivered(
  deliveries: readonly Told[],
  view: View,
  refused: readonly Told[] = [],
): string {
  const lines = [sentence("📨 Told", deliveries, view), sentence("⚠️ Refused for good", refused, view)].filter(
    (line) => line !== "",
  );
  return lines.length === 0 ? "" : `${lines.join(" ")} Part of the history: please leave it.`;
}

function sentence(head: string, all: readonly Told[], view: View): string {
  const channelsOf = Map.groupBy(all, ({ event, role }) => JSON.stringify([event, role]));
  const messages = [...channelsOf.values()].flatMap((those) => {
    const [first] = those;
    const used = Object.keys(ways).filter((way) => those.some(({ channel }) => channel === way));
    return first === undefined ? [] : [{ ...first, used: used.join() }];
  });
  const told = [...Map.groupBy(messages, ({ used }) => used)].map(
    ([used, those]) => `${waysOf(used)}: ${eventsOf(those, view)}`,
  );
  return told.length === 0 ? "" : `${head} ${told.slice(0, 6).join("; ")}.`;
}

function waysOf(used: string): string {
  return list(
    Object.entries(ways).flatMap(([channel, way]) => (used.split(",").includes(channel) ? [way] : [])),
  );
}

function eventsOf(messages: readonly Told[], view: View): string {
  return [...Map.groupBy(messages, ({ event }) => event)]
    .map(([event, those]) => {
      const roles = those.flatMap(({ role }) => (role === null ? [] : [titleOfRole(view, role)]));
      return `${event.replaceAll("-", " ")}${roles.length === 0 ? "" : ` (${list(roles, 12, ", ")})`}`;
    })
    .join(", ");
}
