import { shippedKey } from "../../src/records.ts";
import { commit, given, minutesAfter, says, sixRoles } from "../given.ts";
import { hotfix } from "../scenarios/scenario.ts";
import { blocks, but, everybody, published, type Sample, shows, waits } from "./sample.ts";

const minor = given(sixRoles);
const mia = says("mia");
const shipped = {
  key: shippedKey({ tag: "v1.1.5", lacking: commit }),
  kind: "shipped" as const,
  version: "1.1.5",
  tag: "v1.1.5",
  releaseType: "hotfix" as const,
  commit: "b".repeat(40),
  lacking: commit,
  issue: 52,
  at: minutesAfter(70),
  commits: 1,
  examples: [],
  url: "https://github.com/acme/proxmox-mpc/compare/a...b",
};
const unmet = { item: "tests", verdict: "unmet", figures: { passed: 9 } } as const;

/** On where the release stands in its life, and on the evidence. */
export const lifecycleSamples: readonly Sample[] = [
  {
    code: "released",
    name: "a run published it",
    in: minor.and(...everybody, { after: 90, entry: ({ seen }) => ({ facts: [published], seen }) }),
    finds: [blocks({ at: minutesAfter(90), run: 12 })],
  },
  {
    code: "cancelled",
    name: "with its reason",
    in: minor.and(...everybody, mia("/cancel not now", 90)),
    finds: [blocks({ reason: "not now", login: "mia", at: minutesAfter(90) })],
  },
  {
    code: "window-expired",
    name: "reviews are missing",
    in: given(sixRoles, { deadline: minutesAfter(60) }),
    finds: [waits({ deadline: minutesAfter(60) })],
  },
  {
    code: "window-expired",
    name: "only the quorum is not met",
    in: given(`${sixRoles}release-types: { hotfix: { override: false } }\n`, {
      ...hotfix,
      deadline: minutesAfter(60),
    }).and(mia("/approve", 5)),
    finds: [waits({ deadline: minutesAfter(60) })],
  },
  {
    code: "postponed",
    name: "with its day",
    in: minor.and(mia("/postpone 2026-12-07 the trade fair", 70)),
    finds: [
      waits({
        until: "2026-12-07T00:00:00Z",
        reason: "the trade fair",
        login: "mia",
        at: minutesAfter(70),
      }),
    ],
  },
  {
    code: "rolled-back",
    name: "after it was published",
    in: minor.and(
      ...everybody,
      { after: 90, entry: ({ seen }) => ({ facts: [published], seen }) },
      mia("/rolled-back it burns", 95),
    ),
    finds: [shows({ login: "mia", at: minutesAfter(95), reason: "it burns" })],
  },
  {
    code: "lacks-shipped",
    name: "a hotfix shipped meanwhile",
    in: minor.and({ after: 70, entry: ({ seen }) => ({ facts: [shipped], seen }) }),
    finds: [shows({ version: "1.1.5", type: "hotfix", issue: 52, commits: 1, at: minutesAfter(70) })],
  },
  {
    code: "override-unratified",
    name: "of an earlier release",
    in: given(sixRoles, { unratified: [{ version: "1.1.5", issue: 52 }] }),
    finds: [shows({ version: "1.1.5", issue: 52 })],
  },
  {
    code: "evidence-unmet",
    name: "a report without a threshold",
    in: given(sixRoles, { evidence: [unmet] }),
    finds: [blocks({ ...unmet, threshold: null })],
  },
  {
    code: "evidence-unmet",
    name: "with the threshold that it misses, beside one that it meets",
    in: given(sixRoles, {
      evidence: [
        { item: "coverage", verdict: "met", figures: { lines: 91 }, threshold: "80" },
        { ...unmet, threshold: "10" },
      ],
    }),
    finds: [blocks({ ...unmet, threshold: "10" })],
  },
  {
    code: "evidence-waived",
    name: "with who waived it",
    in: given(sixRoles, { evidence: [unmet] }).and(says("lea")("/waive tests the failing ones are new", 70)),
    finds: [
      shows({
        item: "tests",
        by: "lea",
        role: "project-leadership",
        reason: "the failing ones are new",
        at: minutesAfter(70),
      }),
    ],
  },
  {
    code: "authorization-missing",
    name: "by hand, all reviews are in",
    in: given(`${sixRoles}rules: { authorization: manual }\n`).and(...everybody),
    finds: [waits({})],
  },
  {
    code: "authorization-missing",
    name: "by itself, a review is missing",
    in: minor.and(...but("tom")),
    finds: [],
  },
];
