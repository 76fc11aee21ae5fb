import { ghost, looks } from "../given.ts";
import { allBut, hour, type Scenario } from "./scenario.ts";

/* Accounts that are deleted, entries that are damaged, presses that GitHub does not show as they were told. */

const audit = "SPEC: All approvals are documented and maintained for audit purposes";

const accounts: readonly Scenario[] = [
  {
    name: "an approval of an account that was deleted since does not count: nobody can tell who wrote it",
    quote: audit,
    events: [...allBut("dana"), { by: "dana", says: "/approve", after: 60, goneAfter: 80 }, looks(70)],
    at: 2 * hour,
    expect: { status: "pending", reviews: { dana: { counted: false, code: "deleted" } } },
  },
  {
    name: "a rejection of an account that was deleted since stands",
    quote: audit,
    events: [...allBut("dana"), { by: "dana", says: "/reject not yet", after: 60, goneAfter: 80 }, looks(70)],
    at: 2 * hour,
    expect: { status: "rejected", states: { "devops-lead": "rejected" } },
  },
  {
    name: "an approval that an account edited which was deleted since names nobody",
    quote: audit,
    events: [
      ...allBut("dana"),
      { by: "dana", says: "/approve", after: 60, edited: { after: 80, by: ghost, to: "/approve!" } },
      looks(70),
    ],
    at: 2 * hour,
    expect: {
      status: "pending",
      reviews: {
        dana: { counted: false, code: "edited-later", facts: { at: "2026-11-23T10:20:00Z", by: null } },
      },
    },
  },
];

const unknownEntry = "f".repeat(64);

const entries: readonly Scenario[] = [
  {
    name: "an entry that others name and that is nowhere may have held anything: who took it away is not known",
    quote: audit,
    events: [{ after: 20, entry: ({ seen }) => ({ seen: [...seen, unknownEntry], facts: [] }) }],
    at: 2 * hour,
    expect: {
      status: "blocked",
      findings: {
        "history-lost": { what: "missing", by: null },
        "history-damaged": { what: "missing", digest: unknownEntry, by: null },
      },
      news: ["damage"],
    },
  },
  {
    name: "what was damaged once stays told, also when nothing can be seen of it any more",
    quote: audit,
    events: [
      {
        after: 20,
        entry: ({ seen }) => ({
          seen,
          facts: [
            {
              key: `damage:${unknownEntry}`,
              kind: "damage",
              digest: unknownEntry,
              what: "missing",
              recovered: true,
              at: "2026-11-23T09:10:00Z",
            },
          ],
        }),
      },
      ...allBut(),
    ],
    at: 2 * hour,
    expect: {
      status: "authorized",
      findings: { "history-damaged": { what: "missing", digest: unknownEntry } },
    },
  },
  {
    name: "also of an entry of which only the comment was known",
    quote: audit,
    events: [
      {
        after: 20,
        entry: ({ seen }) => ({
          seen,
          facts: [
            {
              key: "damage:comment/77",
              kind: "damage",
              comment: 77,
              what: "edited",
              recovered: true,
              at: "2026-11-23T09:10:00Z",
            },
          ],
        }),
      },
      ...allBut(),
    ],
    at: 2 * hour,
    expect: { status: "authorized", findings: { "history-damaged": { what: "edited", digest: null } } },
  },
];

const early = (...logins: string[]) =>
  logins.map((by, index) => ({ by, says: "/approve", after: 12 + index }));

const readAgain: readonly Scenario[] = [
  {
    name: "an entry that was deleted is made good by reading again what stood before it, and stays made good",
    quote: audit,
    events: [
      { by: "tom", says: "/approve", after: 5 },
      looks(10),
      ...early("mia", "pia", "quinn", "sam", "dana"),
      { after: 20, entry: ({ seen }) => ({ seen, facts: [], damage: "deleted" }) },
      { after: 80, tracks: true },
      { after: 90, tracks: true },
    ],
    at: 2 * hour,
    expect: { status: "authorized", findings: { "history-damaged": { what: "missing" } } },
  },
  {
    name: "also one of which nobody knows when it went",
    quote: audit,
    events: [
      ...early("mia", "tom", "pia", "quinn", "sam", "dana"),
      { after: 20, entry: ({ seen }) => ({ seen: [...seen, unknownEntry], facts: [] }) },
      { after: 80, tracks: true },
      { after: 90, tracks: true },
    ],
    at: 2 * hour,
    expect: { status: "authorized", findings: { "history-damaged": { what: "missing", by: null } } },
  },
];

export const lost: readonly Scenario[] = [...accounts, ...entries, ...readAgain];
