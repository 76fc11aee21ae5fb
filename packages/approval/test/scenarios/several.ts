import { printEntry } from "../../src/ledger.ts";
import { type Fact, type ShippedFact, shippedKey } from "../../src/records.ts";
import { commit, type Event, minutesAfter, says, tracks } from "../given.ts";
import { allBut, approve, hotfix, hour, matrix, type Scenario } from "./scenario.ts";

/* Several releases at once: what one knows of the others, and what not. */

const coordinates = "SPEC: - Orchestrate release workflow execution";
const communicates = "SPEC: - Communicate release status to all stakeholders";
const any = "READING: ours serves any project";

const shipped: ShippedFact = {
  key: shippedKey({ tag: "v1.1.5", lacking: commit }),
  kind: "shipped",
  version: "1.1.5",
  tag: "v1.1.5",
  releaseType: "hotfix",
  commit: "d74a2f3".padEnd(40, "0"),
  lacking: commit,
  issue: 58,
  at: minutesAfter(70),
  commits: 2,
  examples: [{ sha: "d74a2f3".padEnd(40, "0"), message: "Close the hole in the login" }],
  url: "https://github.com/acme/proxmox-mpc/issues/58",
};
const tells = (facts: Fact[], after: number): Event => ({ after, entry: ({ seen }) => ({ facts, seen }) });

/** An entry of another release's issue, in this one. */
const foreign = (facts: Fact[], after: number, change: { repository?: string } = {}): Event => ({
  by: "github-actions[bot]",
  kind: "bot",
  after,
  says: printEntry({
    schema: 1,
    repository: "acme/proxmox-mpc",
    issue: 58,
    revision: 1,
    run: { id: 9, attempt: 1 },
    facts,
    seen: [],
    ...change,
  }),
});
const outcome: Fact = {
  key: "outcome:run:12/1/success",
  kind: "outcome",
  outcome: "success",
  run: { id: 12, attempt: 1 },
  revision: 1,
  at: minutesAfter(80),
};

export const several: readonly Scenario[] = [
  {
    name: "a hotfix that shipped meanwhile is shown, with how much this one lacks, and holds nothing",
    quote: communicates,
    events: [...allBut(), tells([shipped], 80)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      findings: { "lacks-shipped": { version: "1.1.5", type: "hotfix", issue: 58, commits: 2 } },
    },
  },
  {
    name: "of two, both are shown",
    quote: communicates,
    events: [
      ...allBut(),
      tells(
        [
          shipped,
          {
            ...shipped,
            key: shippedKey({ tag: "v1.1.6", lacking: commit }),
            version: "1.1.6",
            tag: "v1.1.6",
          },
        ],
        80,
      ),
    ],
    at: 2 * hour,
    expect: { status: "authorized", findings: { "lacks-shipped": { version: "1.1.6", issue: 58 } } },
  },
  {
    name: "a release that says nothing of others lacks nothing",
    quote: communicates,
    events: allBut(),
    at: 2 * hour,
    expect: { status: "authorized", no: ["lacks-shipped"], news: [] },
  },
  {
    name: "a key that names another tag than its own is no such fact",
    quote: communicates,
    events: [...allBut(), tells([{ ...shipped, tag: "v9.9.9" }], 80)],
    at: 2 * hour,
    expect: { status: "authorized", no: ["lacks-shipped"] },
  },
  {
    name: "what another issue records as released is not released here",
    quote: coordinates,
    events: [...allBut(), foreign([outcome], 80)],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "what another repository records is nothing here",
    quote: coordinates,
    events: [...allBut(), foreign([outcome], 80, { repository: "acme/other" })],
    at: 2 * hour,
    expect: { status: "authorized" },
  },
  {
    name: "a part of a monorepo is released apart, by its own tag",
    quote: any,
    policy: matrix("components: { api: { paths: [api/**] } }"),
    request: { component: "api", version: "2.0.0", tag: "api-v2.0.0" },
    events: allBut(),
    at: 2 * hour,
    expect: {
      status: "authorized",
      release: { component: "api", version: "2.0.0", tag: "api-v2.0.0", commit },
    },
  },
  {
    name: "overrides of earlier releases that nobody ratified are shown, each",
    quote: "READING: the next release's request shows it",
    request: {
      unratified: [
        { version: "1.1.4", issue: 41 },
        { version: "1.1.5", issue: 44 },
      ],
    },
    events: allBut(),
    at: 2 * hour,
    expect: { status: "authorized", findings: { "override-unratified": { version: "1.1.5", issue: 44 } } },
  },
  {
    name: "nobody's review of one is a review of the other",
    quote: coordinates,
    events: [
      ...allBut("tom"),
      foreign(
        [
          {
            key: "comment:5000",
            kind: "comment",
            comment: 5000,
            person: { id: 102, login: "tom" },
            at: minutesAfter(70),
            digest: "0".repeat(64),
            text: "/approve",
          },
        ],
        80,
      ),
    ],
    at: 2 * hour,
    expect: { status: "pending", reason: "review-missing" },
  },
  {
    name: "a release whose hotfix ships by itself tells nobody twice",
    quote: communicates,
    request: hotfix,
    events: [...approve(["mia"], 5), tracks(hour)],
    at: hour,
    expect: { status: "authorized", news: [] },
  },
  {
    name: "another release's number of a condition is none of this one's",
    quote: "SPEC: - Conditional requirements and resolution",
    events: [...allBut(), says("mia")("/resolve C1 the other one", 70)],
    at: 2 * hour,
    expect: {
      status: "authorized",
      acts: { mia: ["counted", "no-such-condition"] },
      facts: { mia: { condition: "C1", open: [] } },
    },
  },
];
