import { describe, expect, it } from "vitest";
import type { Channel, Policy } from "../policy/schema.ts";
import type { Person } from "../records.ts";
import { deliveriesOf } from "./deliveries.ts";
import type { Occasion } from "./occasion.ts";

const ids = { mia: 101, tom: 102, quinn: 104, sam: 105, lea: 108 } as const;
const person = (login: keyof typeof ids): Person => ({ id: ids[login], login });

const roles = { "release-manager": ["mia"], "qa-lead": ["quinn"], "project-leadership": ["lea"] } as const;
const holders = {
  people: new Map(Object.entries(roles).map(([role, logins]) => [role, logins.map(person)])),
};

function occasion(change: Partial<Occasion>): Occasion {
  return {
    event: "review-requested",
    role: "qa-lead",
    which: "",
    at: "2026-11-23T09:00:00Z",
    fact: "revision:1",
    to: [person("quinn")],
    alsoTo: [],
    about: { kind: "review-requested" },
    ...change,
  };
}

const asked = occasion({});
const late = occasion({ event: "overdue", which: "d", alsoTo: [person("mia")] });
const cleared = occasion({ event: "authorized", role: null, which: "1/1/authorized", to: [person("mia")] });
const lastDay = occasion({ event: "reminder", role: null, which: "last-day/d" });

type Row = {
  name: string;
  events?: NonNullable<Policy["notifications"]["events"]>;
  channels?: readonly Channel[];
  occasion: Occasion;
  /** Key: who is asked to act | who is told beside them. */
  goes: readonly string[];
};

const slack: readonly Channel[] = ["slack"];

const rows: readonly Row[] = [
  {
    name: "without a route: into every channel that is given, to whoever it concerns",
    channels: ["slack", "webhook"],
    occasion: late,
    goes: ["overdue/qa-lead/slack/d: quinn | mia", "overdue/qa-lead/webhook/d: quinn | mia"],
  },
  {
    name: "without a channel: nowhere",
    channels: [],
    occasion: asked,
    goes: [],
  },
  {
    name: "by e-mail: each person who has an address gets their own",
    channels: ["email"],
    occasion: occasion({ to: [person("quinn"), person("sam")], alsoTo: [person("mia"), person("tom")] }),
    goes: [
      "review-requested/qa-lead/email/user:104: quinn",
      "review-requested/qa-lead/email/user:101: | mia",
    ],
  },
  { name: "an empty route: nowhere", events: { overdue: [] }, occasion: late, goes: [] },
  {
    name: "a route into another channel: not into this one",
    events: { overdue: [{ channel: "discord" }] },
    occasion: late,
    goes: [],
  },
  {
    name: "a route of another event says nothing of this one",
    events: { released: [] },
    occasion: late,
    goes: ["overdue/qa-lead/slack/d: quinn | mia"],
  },
  {
    name: "a route with roles: they are told, and nobody else",
    events: { overdue: [{ channel: "slack", roles: ["release-manager", "project-leadership"] }] },
    occasion: late,
    goes: ["overdue/qa-lead/slack/d: | mia lea"],
  },
  {
    name: "and whose review it is, where they are among them",
    events: { overdue: [{ channel: "slack", roles: ["qa-lead", "release-manager"] }] },
    occasion: late,
    goes: ["overdue/qa-lead/slack/d: quinn | mia"],
  },
  {
    name: "with one to whoever it concerns: they are told beside them, once, in one message",
    events: {
      overdue: [{ channel: "slack" }, { channel: "slack", roles: ["qa-lead", "project-leadership"] }],
    },
    occasion: late,
    goes: ["overdue/qa-lead/slack/d: quinn | mia lea"],
  },
  {
    name: "a role that policy does not have is nobody",
    events: { authorized: [{ channel: "slack", roles: ["unknown"] }] },
    occasion: cleared,
    goes: ["authorized/release/slack/1/1/authorized:"],
  },
  {
    name: "of requests, a route's roles are those whose own go this way",
    events: { "review-requested": [{ channel: "slack", roles: ["qa-lead"] }] },
    occasion: asked,
    goes: ["review-requested/qa-lead/slack: quinn"],
  },
  {
    name: "and of no other role",
    events: { "review-requested": [{ channel: "slack", roles: ["security-lead"] }] },
    occasion: asked,
    goes: [],
  },
  {
    name: "but a second route may be for all",
    events: { "review-requested": [{ channel: "slack", roles: ["security-lead"] }, { channel: "slack" }] },
    occasion: asked,
    goes: ["review-requested/qa-lead/slack: quinn"],
  },
  {
    name: "a reminder of the whole release goes where any role's goes",
    events: { reminder: [{ channel: "slack", roles: ["security-lead"] }] },
    occasion: lastDay,
    goes: ["reminder/release/slack/last-day/d: quinn"],
  },
  {
    name: "or nowhere",
    events: { reminder: [] },
    occasion: lastDay,
    goes: [],
  },
];

describe("what goes where", () => {
  it.each(rows)("$name", ({ events, channels = slack, occasion: one, goes }) => {
    const found = deliveriesOf([one], {
      notifications: events === undefined ? {} : { events },
      channels,
      holders,
      hasAddress: (login) => login === "quinn" || login === "mia",
    });
    const names = (people: readonly Person[]) => people.map(({ login }) => login).join(" ");
    const printed = found.map(({ key, to, alsoTo }) =>
      `${key.slice("delivered:".length)}: ${names(to)}${alsoTo.length === 0 ? "" : ` | ${names(alsoTo)}`}`
        .replace(":  |", ": |")
        .trim(),
    );
    expect(printed).toEqual(goes);
  });
});
