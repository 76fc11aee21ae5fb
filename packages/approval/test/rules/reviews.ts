import type { Finding } from "../../src/decision.ts";
import type { Policy, Review } from "../../src/policy/schema.ts";
import { account, given, minutesAfter, requestRun, says, sixRoles } from "../given.ts";
import { hotfix, patch } from "../scenarios/scenario.ts";
import { blocks, but, everybody, type Sample, shows, waits } from "./sample.ts";

const minor = given(sixRoles);
const mia = says("mia");

const tomsRole = {
  role: "technical-lead",
  title: "Technical lead",
  need: "required",
  reason: "policy",
  approvals: 0,
  needed: 1,
  due: "2026-11-24T17:00:00Z",
  late: false,
  canReview: ["tom"],
};
const samsRole = { ...tomsRole, role: "security-lead", title: "Security lead", canReview: ["sam", "sue"] };
const quinnsRole = { ...tomsRole, role: "qa-lead", title: "QA lead", canReview: ["quinn"] };
const danasRole = { ...tomsRole, role: "devops-lead", title: "DevOps lead", canReview: ["dana"] };

function rejection(login: string, id: number): Finding {
  const facts = { key: "comment:1001", login, id, at: minutesAfter(60), notes: "no" };
  return { code: "rejected", severity: "block", facts, children: [] };
}

/** Policies as no file could be: the check of policies refuses a type that asks nobody. */
function asking(reviews: Record<string, Review>, quorum: { total?: number }) {
  return minor.withPolicyOf((policy: Policy) => {
    const { minor: own } = policy.releaseTypes;
    if (own !== undefined) policy.releaseTypes.minor = { ...own, reviews, quorum };
  });
}

const optional: Record<string, Review> = { "technical-lead": { need: "optional", approvals: 1, focus: "" } };

/** On who must have approved. */
export const reviewSamples: readonly Sample[] = [
  {
    code: "nothing-required",
    name: "no review, no quorum",
    in: asking({}, {}),
    finds: [blocks({ type: "minor" })],
  },
  {
    code: "nothing-required",
    name: "nothing but optional reviews",
    in: asking(optional, {}),
    finds: [blocks({ type: "minor" })],
  },
  {
    code: "nothing-required",
    name: "a quorum of none",
    in: asking(optional, { total: 0 }),
    finds: [blocks({ type: "minor" })],
  },
  {
    code: "nothing-required",
    name: "optional reviews, of which a quorum takes one",
    in: asking(optional, { total: 1 }),
    finds: [],
  },
  {
    code: "role-without-reviewers",
    name: "its only member asked for the release",
    in: given(sixRoles, { requesters: [{ id: 102, login: "tom" }] }).runs({
      ...requestRun,
      actor: account("tom"),
      triggeringActors: [account("tom")],
    }),
    finds: [
      waits({
        role: "technical-lead",
        title: "Technical lead",
        team: null,
        needed: 1,
        canReview: [],
        members: ["tom"],
      }),
    ],
  },
  {
    code: "role-without-reviewers",
    name: "two must approve, and one of the two asked",
    in: given(
      sixRoles.replace("[tom]", "[tom, rob]").replace("[sam, sue]", "[sam]") +
        "release-types: { minor: { quorum: {}, reviews: { technical-lead: { need: required, approvals: 2 } } } }\n",
      { requesters: [{ id: 102, login: "tom" }] },
    ).runs({ ...requestRun, actor: account("tom"), triggeringActors: [account("tom")] }),
    finds: [
      waits({
        role: "technical-lead",
        title: "Technical lead",
        team: null,
        needed: 2,
        canReview: ["rob"],
        members: ["tom", "rob"],
      }),
    ],
  },
  {
    code: "rejected",
    name: "with whose words",
    in: minor.and(says("sam")("/reject no")),
    finds: [blocks(samsRole, [rejection("sam", 105)])],
  },
  {
    code: "optional-rejected",
    name: "a patch, of which nobody waits for it",
    in: given(sixRoles, patch).and(says("dana")("/reject no")),
    finds: [shows({ ...danasRole, need: "optional", due: "2026-11-23T11:00:00Z" }, [rejection("dana", 107)])],
  },
  { code: "review-missing", name: "one of six", in: minor.and(...but("tom")), finds: [waits(tomsRole)] },
  {
    code: "review-missing",
    name: "one of the two that the role needs is in, and its time is over",
    in: given(
      sixRoles +
        "release-types: { minor: { quorum: {}, reviews: { security-lead: { need: required, approvals: 2, within: 30m } } } }\n",
    ).and(says("sue")("/approve\nno findings")),
    finds: [
      waits({ ...samsRole, approvals: 1, needed: 2, due: minutesAfter(30), late: true }, [
        {
          code: "approved",
          severity: "pass",
          facts: {
            key: "comment:1001",
            login: "sue",
            id: 106,
            at: minutesAfter(60),
            notes: "no findings",
          },
          children: [],
        },
      ]),
    ],
  },
  {
    code: "quorum-missing",
    name: "of the primary roles",
    in: given(`${sixRoles}release-types: { hotfix: { override: false } }\n`, hotfix).and(mia("/approve", 5)),
    finds: [waits({ of: "primary", have: 1, need: 2, roles: ["technical-lead", "product-owner"] })],
  },
  {
    code: "quorum-missing",
    name: "an override stands in for it",
    in: minor.and(...but("pia"), says("tom")("/override pia is at sea", 70)),
    finds: [],
  },
  {
    code: "condition-open",
    name: "of an approval",
    in: minor.and(...but("tom"), says("tom")("/approve\nbefore release: update the API examples")),
    finds: [
      waits({
        id: "C1",
        role: "technical-lead",
        login: "tom",
        text: "update the API examples",
        state: "open",
        by: null,
      }),
    ],
  },
  {
    code: "review-lapsed",
    name: "a hotfix, after an hour and a half",
    in: given(sixRoles, hotfix),
    finds: [
      shows({ ...tomsRole, need: "if-available", due: minutesAfter(30) }),
      shows({ ...quinnsRole, need: "if-available", due: minutesAfter(30) }),
      shows({ ...danasRole, need: "if-available", due: minutesAfter(15) }),
    ],
  },
  {
    code: "conflict-open",
    name: "with who can decide",
    in: minor.and(...everybody, says("dana")("/conflict other: the database is not ready", 70)),
    finds: [
      waits({
        id: "comment:1007/1",
        about: "other",
        by: "dana",
        summary: "the database is not ready",
        deciders: ["Project leadership"],
        at: minutesAfter(70),
      }),
    ],
  },
  {
    code: "ruled-stop",
    name: "with its reason",
    in: minor.and(
      ...everybody,
      says("dana")("/conflict technical: the database is not ready", 70),
      says("tom")("/decide stop: it is not", 80),
    ),
    finds: [
      blocks({
        login: "tom",
        role: "technical-lead",
        reason: "it is not",
        at: minutesAfter(80),
        key: "comment:1008",
      }),
    ],
  },
  {
    code: "overruled",
    name: "whose rejection, and by whom",
    in: minor.and(
      ...but("dana"),
      says("dana")("/reject the database is not ready", 70),
      says("lea")("/decide proceed: it is", 80),
    ),
    finds: [
      shows({
        role: "devops-lead",
        login: "dana",
        by: "lea",
        as: "project-leadership",
        reason: "it is",
        at: minutesAfter(80),
      }),
    ],
  },
  {
    code: "review-deferred",
    name: "one, the others are in",
    in: given(sixRoles, { deadline: minutesAfter(120) }).and(
      ...but("dana"),
      mia("/conditional-release dana is at sea", 90),
    ),
    finds: [
      shows({
        ...danasRole,
        due: "2026-11-23T17:00:00Z",
        by: "mia",
        deferredBecause: "dana is at sea",
      }),
    ],
  },
  {
    code: "overridden",
    name: "nobody has ratified it",
    in: minor.and(...but("pia"), says("tom")("/override pia is at sea", 70)),
    finds: [
      shows({
        by: "tom",
        role: "technical-lead",
        reason: "pia is at sea",
        roles: ["product-owner"],
        quorum: true,
        automatic: false,
        at: minutesAfter(70),
        ratified: null,
      }),
    ],
  },
  {
    code: "overridden",
    name: "and ratified",
    in: minor.and(
      ...but("pia"),
      says("tom")("/override pia is at sea", 70),
      says("lea")("/ratify it was urgent", 80),
    ),
    finds: [
      shows({
        by: "tom",
        role: "technical-lead",
        reason: "pia is at sea",
        roles: ["product-owner"],
        quorum: true,
        automatic: false,
        at: minutesAfter(70),
        ratified: "lea",
      }),
    ],
  },
  {
    code: "delegated",
    name: "to a backup",
    in: given(sixRoles.replace("[quinn]", "[quinn], backup: [rae]"), {
      backups: { "qa-lead": [{ id: 109, login: "rae" }] },
    }).and(says("quinn")("/delegate qa-lead @rae", 70)),
    finds: [shows({ role: "qa-lead", to: "rae", from: "quinn", until: null })],
  },
  {
    code: "away",
    name: "until a day",
    in: minor.and(says("quinn")("/unavailable until 2026-12-07", 70)),
    finds: [shows({ role: "qa-lead", login: "quinn", until: "2026-12-07T23:59:59Z" })],
  },
];
