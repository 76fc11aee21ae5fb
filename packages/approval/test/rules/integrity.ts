import { entryDigest } from "../../src/ledger.ts";
import type { Fact } from "../../src/records.ts";
import {
  account,
  bot,
  commit,
  type Event,
  given,
  minutesAfter,
  policyAt,
  requestFor,
  requestRun,
  says,
  sixRoles,
  tracks,
} from "../given.ts";
import { hotfix } from "../scenarios/scenario.ts";
import { blocks, type Sample, shows } from "./sample.ts";

const minor = given(sixRoles);
const withRule = (line: string) => `${sixRoles}${line}\n`;
const asksToConfirmNothing = withRule("rules: { confirm: none }");
const second = 1 / 60;

/** An entry of another run, which vouches for the request before it. */
const vouch: Event = { after: 1, entry: (draft) => ({ ...draft, run: 12 }) };
const otherRun = { ...requestRun, id: 12 };

const untrusted = { run: 9, branch: "main", path: ".github/workflows/release-approval.yml" };

const run: readonly Sample[] = [
  {
    code: "request-run-untrusted",
    name: "somebody else started it",
    in: minor.runs({ ...requestRun, actor: account("olaf") }),
    finds: [blocks({ ...untrusted, actor: "olaf" })],
  },
  {
    code: "request-run-untrusted",
    name: "it is on a branch that policy does not trust, and its actor's account was deleted",
    in: minor.runs({ ...requestRun, branch: "evil", actor: null }, otherRun).and(vouch),
    finds: [blocks({ ...untrusted, branch: "evil", actor: null })],
  },
  ...[
    ["a bot started it, for the people whom it names", { actor: bot }],
    ["its actor's account was deleted since", { actor: null }],
    ["it ended a minute before, by another clock", { from: minutesAfter(-5), to: minutesAfter(-1) }],
  ].map(
    ([name, change]): Sample => ({
      code: "request-run-untrusted",
      name: String(name),
      in: minor.runs({ ...requestRun, ...Object(change) }),
      finds: [],
    }),
  ),
  {
    code: "request-run-untrusted",
    name: "it ended more than a minute before",
    in: minor.runs({ ...requestRun, from: minutesAfter(-5), to: minutesAfter(-1 - second) }),
    finds: [blocks({ ...untrusted, actor: "mia" })],
  },
  {
    code: "request-run-untrusted",
    name: "it was deleted",
    in: minor.runs({ state: "gone", id: 9 }),
    finds: [],
  },
  {
    code: "request-run-gone",
    name: "it was deleted",
    in: minor.runs({ state: "gone", id: 9 }),
    finds: [blocks({ run: 9 })],
  },
  {
    code: "request-run-gone",
    name: "it was deleted, and other runs are there",
    in: minor.runs(otherRun, { state: "gone", id: 9 }).and(vouch),
    finds: [blocks({ run: 9 })],
  },
  {
    code: "request-run-gone",
    name: "GitHub was not asked about it, as in a quiet run",
    in: minor.runs(otherRun).and(vouch),
    finds: [],
  },
  {
    code: "request-run-gone",
    name: "another run was deleted",
    in: minor.runs({ state: "gone", id: 12 }, requestRun).and(vouch),
    finds: [],
  },
];

const wrongTimes = { told: minutesAfter(0), openedAt: minutesAfter(0), deadline: minutesAfter(14 * 24 * 60) };

const request: readonly Sample[] = [
  {
    code: "request-damaged",
    name: "a later entry is of a later revision",
    in: minor.and({ after: 70, entry: ({ seen }) => ({ facts: [], seen, revision: 2 }) }),
    finds: [blocks({ revision: 2, readable: 1 })],
  },
  {
    code: "request-tag-unknown",
    name: "another version's",
    in: given(sixRoles, { tag: "v9.9.9" }),
    finds: [blocks({ tag: "v9.9.9", wanted: "v1.2.0" })],
  },
  {
    code: "request-times-wrong",
    name: "older than its entry by more than a run takes",
    in: given(sixRoles, { openedAt: minutesAfter(-10 - second) }),
    finds: [
      blocks({
        ...wrongTimes,
        openedAt: minutesAfter(-10 - second),
        target: null,
        deadline: minutesAfter(14 * 24 * 60 - 10 - second),
      }),
    ],
  },
  {
    code: "request-times-wrong",
    name: "older than its entry by what a run takes",
    in: given(sixRoles, { openedAt: minutesAfter(-10) }),
    finds: [],
  },
  {
    code: "request-times-wrong",
    name: "dated after its entry by more than clocks differ",
    in: minor.and({ after: 60, asks: { openedAt: minutesAfter(61 + second) } }),
    finds: [
      blocks({
        told: minutesAfter(60),
        openedAt: minutesAfter(61 + second),
        target: null,
        deadline: minutesAfter(14 * 24 * 60 + 61 + second),
      }),
    ],
  },
  {
    code: "request-times-wrong",
    name: "dated after its entry by what clocks differ",
    in: minor.and({ after: 60, asks: { openedAt: minutesAfter(61) } }),
    finds: [],
  },
  {
    code: "request-times-wrong",
    name: "a target before the policy's",
    in: given(sixRoles, { target: minutesAfter(1) }),
    finds: [blocks({ ...wrongTimes, target: minutesAfter(1) })],
  },
  {
    code: "request-times-wrong",
    name: "today's policy gives less time than the pinned one",
    in: minor.today(withRule("release-types: { minor: { window: { target: 1d, deadline: 2d } } }")),
    finds: [],
  },
  {
    code: "request-times-wrong",
    name: "today's policy has a later target",
    in: given(sixRoles, { ...hotfix, target: minutesAfter(4 * 60) }).today(
      withRule("release-types: { hotfix: { window: { target: 8h, deadline: 8h } } }"),
    ),
    finds: [],
  },
  {
    code: "request-times-wrong",
    name: "a type of release that the policy does not have",
    in: minor.withPolicyOf((policy) => {
      delete policy.releaseTypes.minor;
    }),
    finds: [],
  },
  {
    code: "pinned-policy-unreachable",
    name: "and today's is another",
    in: minor.today(asksToConfirmNothing).withoutPinned(),
    finds: [blocks({ commit, path: ".github/release-approval.yml" })],
  },
  {
    code: "pinned-policy-unreachable",
    name: "and today's is the same",
    in: minor.withoutPinned(),
    finds: [],
  },
  {
    code: "policy-changed",
    name: "since the request",
    in: minor.today(asksToConfirmNothing),
    finds: [shows({ pinned: policyAt(sixRoles).digest, today: policyAt(asksToConfirmNothing).digest })],
  },
];

const first = {
  schema: 1 as const,
  repository: "acme/proxmox-mpc",
  issue: 57,
  revision: 1,
  run: { id: 9, attempt: 1 },
};
const opening = entryDigest({ ...first, facts: [requestFor(policyAt(sixRoles))], seen: [] });
const deleted = {
  what: "missing",
  digest: entryDigest({ ...first, facts: [], seen: [opening] }),
  comment: null,
  at: minutesAfter(70),
  by: "olaf",
};
const edited = { what: "edited", digest: null, comment: 1001, at: minutesAfter(70), by: "olaf" };
const remembered: Fact = {
  key: "damage:comment/77",
  kind: "damage",
  comment: 77,
  what: "edited",
  recovered: true,
  at: minutesAfter(10),
  by: { id: 201, login: "olaf" },
};

const entries: readonly Sample[] = [
  {
    code: "history-damaged",
    name: "deleted, and others name it",
    in: minor.and(
      { after: 70, entry: (draft) => ({ ...draft, damage: "deleted" }) },
      { after: 71, entry: (draft) => draft },
    ),
    finds: [shows(deleted)],
  },
  {
    code: "history-damaged",
    name: "edited: told once, before a run has recorded it and afterwards",
    in: minor.and({ after: 70, entry: (draft) => ({ ...draft, damage: "edited" }) }, tracks(80)),
    finds: [shows(edited)],
  },
  {
    code: "history-damaged",
    name: "deleted, and nobody names it: told once, too",
    in: minor.and(
      says("mia")("/approve", 60),
      { after: 70, entry: ({ facts }) => ({ facts, seen: [opening], damage: "deleted" }) },
      tracks(80),
    ),
    finds: [shows({ ...deleted, digest: null })],
  },
  {
    code: "history-damaged",
    name: "remembered, and nothing can be seen of it today",
    in: minor.and({ after: 70, entry: ({ seen }) => ({ seen, facts: [remembered] }) }),
    finds: [shows({ what: "edited", digest: null, comment: 77, at: minutesAfter(10), by: "olaf" })],
  },
  {
    code: "history-lost",
    name: "edited",
    in: minor.and({ after: 70, entry: (draft) => ({ ...draft, damage: "edited" }) }),
    finds: [blocks({ what: "edited", comment: 1001, at: minutesAfter(70), by: "olaf" })],
  },
  {
    code: "entry-forged",
    name: "of a run on another branch",
    in: minor.runs(requestRun, { ...requestRun, id: 66, branch: "evil" }).and({
      after: 70,
      entry: (draft) => ({ ...draft, run: 66 }),
    }),
    finds: [shows({ comment: 1001, run: 66 })],
  },
];

/** On whether the records can be believed. */
export const integritySamples: readonly Sample[] = [...run, ...request, ...entries];
