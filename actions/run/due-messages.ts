import {
  assertNever,
  type Channel,
  type Delivery,
  deliveriesOf,
  type Ledger,
  occasionsOf,
  type Person,
  type Policy,
  type Repository,
} from "@release-approval/approval";
import type { Outgoing } from "@release-approval/notify";
import type { Reader } from "@release-approval/report/messages";
import { viewOf } from "./describe-run.ts";
import type { Observed } from "./observe-release.ts";

/**
 * What has to be sent and was not. Pure.
 * @param recorded what counts as recorded
 */
export function dueDeliveries(
  { release, evaluation }: Observed,
  recorded: Ledger,
  channels: readonly Channel[],
): Delivery[] {
  const { policy } = release.today;
  const [, today] = evaluation.judgements;
  const occasions = occasionsOf(evaluation, recorded, release.snapshot.now);
  const all = deliveriesOf(occasions, {
    notifications: policy.notifications,
    channels,
    holders: today.case.holders,
    hasAddress: (login) => personOf(policy, login)?.email !== undefined,
  });
  return all.filter(({ key }) => !recorded.facts.has(key));
}

/** The words of messages, each in the form that its channel takes. What writes them is loaded only here. */
export async function writeMessages(
  { release, evaluation }: Observed,
  deliveries: readonly Delivery[],
): Promise<Outgoing[]> {
  const report = await import("@release-approval/report/messages");
  const { snapshot, today, recorded } = release;
  const { repository, issue } = snapshot;
  const view = viewOf(release, evaluation.decision, recorded.entries.length);
  const thread = `${repository.owner}/${repository.name}#${issue.number}`;
  const readers = (people: readonly Person[]) => people.map((person) => readerOf(today.policy, person));
  return deliveries.map(({ key, channel, occasion, to, alsoTo }): Outgoing => {
    const id = `${thread}/${key.slice("delivered:".length)}`;
    const people = { to: readers(to), alsoTo: readers(alsoTo) };
    const message = report.messageOf(occasion, view, { id, thread, ...people });
    const { event } = occasion;
    switch (channel) {
      case "slack":
        return { key, id, channel, event, body: report.renderSlack(message) };
      case "discord":
        return { key, id, channel, event, body: report.renderDiscord(message) };
      case "teams":
        return { key, id, channel, event, body: report.renderTeams(message) };
      case "webhook":
        return { key, id, channel, event, body: report.renderWebhook(message) };
      case "email": {
        const [reader] = [...people.to, ...people.alsoTo];
        if (reader === undefined || reader.email === null) throw new Error(`${key} goes to nobody.`);
        const mail = {
          ...report.renderMail(message, reader),
          to: { name: reader.name, address: reader.email },
          messageId: mailId(id, repository),
          references: [mailId(thread, repository)],
        };
        return { key, id, channel, mail };
      }
      default:
        return assertNever(channel);
    }
  });
}

// RFC 5322, 3.6.4: what stands on the left is a dot-atom.
function mailId(id: string, { serverUrl }: Repository): string {
  return `<${id.replace(/[^A-Za-z0-9/#_-]+/g, "-")}@${new URL(serverUrl).hostname}>`;
}

function personOf({ people }: Policy, login: string): Policy["people"][string] | undefined {
  const wanted = login.toLowerCase();
  return Object.entries(people).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function readerOf(policy: Policy, { id, login }: Person): Reader {
  const { name = null, slack = null, email = null, timezone = null } = personOf(policy, login) ?? {};
  return { id, login, name, slack, email, timezone };
}
