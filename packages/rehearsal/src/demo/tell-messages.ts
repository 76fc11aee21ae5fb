/** What each person received, besides what GitHub itself tells. */

import { addressOf, CAST, slackIdOf } from "./cast.ts";
import type { Document } from "./close-act.ts";
import type { Received } from "./receivers.ts";
import type { Timeline } from "./timeline.ts";

/** Who has no name in it got it as one of many. */
const EVERYBODY = "all";

type Message = { who: string; channel: Received["channel"]; subject: string; document: Document };

/** A line for each message of a person, with every channel in which it came. */
export function tellMessages(timeline: Timeline, messages: readonly Message[]): void {
  timeline.answer("", "Messages beside those of GitHub, by who got them:", "quiet");
  const people = [...CAST.map(({ login }) => login), EVERYBODY];
  for (const who of people) {
    const own = messages.filter((one) => one.who === who);
    for (const [subject, same] of Map.groupBy(own, (one) => one.subject)) {
      const channels = [...new Set(same.map(({ channel }) => channel))].join(", ");
      timeline.deed("📨   ", who, `${channels} · ${subject}`);
    }
  }
}

/** Messages by person, each with the document that shows it: `sam-02-e-mail.html`. */
export function readMessages(received: readonly Received[]): Message[] {
  const counts = new Map<string, number>();
  const documentFor = (who: string, { channel }: Received, text: string): Document => {
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    const ending = channel === "e-mail" ? "html" : "json";
    return { name: `${who}-${String(count).padStart(2, "0")}-${channel.toLowerCase()}.${ending}`, text };
  };
  return received.flatMap((one): Message[] => {
    const { channel } = one;
    if (one.channel === "e-mail") {
      const who = CAST.find(({ login }) => addressOf(login) === one.to)?.login ?? one.to;
      return [{ who, channel, subject: one.subject, document: documentFor(who, one, one.html) }];
    }
    const text = `${JSON.stringify(JSON.parse(one.body), null, 2)}\n`;
    const rung = CAST.filter(({ login }) => one.body.includes(`"user_id":"${slackIdOf(login)}"`));
    const logins = rung.length === 0 ? [EVERYBODY] : rung.map(({ login }) => login);
    const subject = withoutMark(one.channel === "Slack" ? slackSubject(one.body) : discordSubject(one.body));
    return logins.map((who) => ({ who, channel, subject, document: documentFor(who, one, text) }));
  });
}

/** What a notification of Slack shows. */
function slackSubject(body: string): string {
  const { text } = JSON.parse(body) as { text: string };
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function discordSubject(body: string): string {
  const { embeds } = JSON.parse(body) as { embeds: readonly { title: string }[] };
  return embeds[0]?.title ?? "";
}

function withoutMark(subject: string): string {
  return subject.replace(/^(?:\p{Extended_Pictographic}|\uFE0F)+\s*/u, "");
}
