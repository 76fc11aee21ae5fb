import { type Holders, membersIn, uniquePeople } from "../membership.ts";
import type { Channel, EventName, Policy } from "../policy/schema.ts";
import type { Person } from "../records.ts";
import type { Occasion } from "./occasion.ts";

/** One message in one channel; by e-mail, to one person. */
export type Delivery = {
  /** Key of the fact that it went out. */
  key: string;
  occasion: Occasion;
  channel: Channel;
  to: readonly Person[];
  alsoTo: readonly Person[];
};

export type Routing = {
  notifications: Policy["notifications"];
  /** Those that this run can send through. */
  channels: readonly Channel[];
  /** Whom policy names as members of its roles. */
  holders: Pick<Holders, "people">;
  hasAddress: (login: string) => boolean;
};

/** Of these the roles of a route choose whose go that way; of all others, who is told. */
const personal: ReadonlySet<EventName> = new Set(["review-requested", "reminder"]);

/**
 * What goes where, by the routes of the policy; without one, into every channel, to whoever it concerns. Pure.
 * Each event of a role is one message in a channel, however many routes lead there.
 */
export function deliveriesOf(occasions: readonly Occasion[], routing: Routing): Delivery[] {
  return occasions.flatMap((occasion) =>
    routing.channels.flatMap((channel) => {
      const people = addressees(occasion, channel, routing);
      if (people === null) return [];
      const key = deliveryKey(occasion, channel);
      const delivery = { key, occasion, channel, ...people };
      return channel === "email" ? mails(delivery, routing) : [delivery];
    }),
  );
}

/** `delivered:review-requested/qa-lead/slack`; what comes more than once names which. */
function deliveryKey({ event, role, which }: Occasion, channel: Channel): string {
  return [`delivered:${event}`, role ?? "release", channel, which].filter((part) => part !== "").join("/");
}

type People = Pick<Delivery, "to" | "alsoTo">;

function addressees(occasion: Occasion, channel: Channel, routing: Routing): People | null {
  const { event, role, to, alsoTo } = occasion;
  const routes = routing.notifications.events?.[event]?.filter((one) => one.channel === channel);
  if (routes === undefined) return { to, alsoTo };
  const named = routes.flatMap(({ roles }) => roles ?? []);
  const all = routes.some(({ roles }) => roles === undefined);
  if (personal.has(event)) {
    const goes = all || (role === null ? named.length > 0 : named.includes(role));
    return goes ? { to, alsoTo } : null;
  }
  if (!all && named.length === 0) return null;
  const told = uniquePeople(named.flatMap((one) => membersIn(routing.holders, one)));
  const has = (people: readonly Person[], { id }: Person) => people.some((one) => one.id === id);
  const others = told.filter((one) => !has(to, one));
  // What is asked of some is not asked of others, whoever is told.
  if (!all) return { to: to.filter((one) => has(told, one)), alsoTo: others };
  return { to, alsoTo: [...alsoTo, ...others.filter((one) => !has(alsoTo, one))] };
}

// Everybody gets their own, in their own time zone.
function mails(delivery: Delivery, { hasAddress }: Routing): Delivery[] {
  const { key, to, alsoTo } = delivery;
  const one = (person: Person, people: People) => ({
    ...delivery,
    ...people,
    key: `${key}/user:${person.id}`,
  });
  return [
    ...to.filter(({ login }) => hasAddress(login)).map((person) => one(person, { to: [person], alsoTo: [] })),
    ...alsoTo
      .filter(({ login }) => hasAddress(login))
      .map((person) => one(person, { to: [], alsoTo: [person] })),
  ];
}
