import { describe, expect, it } from "vitest";
import { account, given, minutesAfter, requestRun, says, sixRoles } from "../test/given.ts";
import { evaluate } from "./evaluate.ts";

const mia = says("mia");
const tom = says("tom");
const pia = says("pia");
const quinn = says("quinn");
const sam = says("sam");
const sue = says("sue");
const dana = says("dana");
const olaf = says("olaf");

const everybody = [
  mia("/approve"),
  tom("/approve"),
  pia("/approve"),
  quinn("/approve"),
  sam("/approve"),
  dana("/approve"),
];
const but = (...logins: string[]) =>
  everybody.filter((event) => !("by" in event && logins.includes(event.by)));
const hour = 60;
const day = 24 * hour;

describe("the main job (READING: minor, all six roles)", () => {
  it("authorizes when all six roles have approved", () => {
    given(sixRoles)
      .and(...everybody)
      .at(2 * hour)
      .expect("authorized", "all-reviews-in");
  });

  it.each(["mia", "tom", "pia", "quinn", "sam", "dana"])("waits without %s", (login) => {
    given(sixRoles)
      .and(...but(login))
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("waits when nobody has said anything", () => {
    given(sixRoles).at(hour).expect("pending", "review-missing");
  });

  it("takes either member of a role", () => {
    given(sixRoles)
      .and(...but("sam"), sue("/approve"))
      .at(2 * hour)
      .expect("authorized");
  });
});

describe("release types (READING, the matrix)", () => {
  const patch = { releaseType: "patch" } as const;
  const hotfix = { releaseType: "hotfix" } as const;
  it.each([
    [
      "patch: release manager, technical lead, QA",
      patch,
      [mia("/approve"), tom("/approve"), quinn("/approve")],
      2 * hour,
      "authorized",
      "all-reviews-in",
    ],
    [
      "patch: optional roles are not waited for",
      patch,
      [mia("/approve"), tom("/approve")],
      2 * hour,
      "pending",
      "review-missing",
    ],
    [
      "patch, security-related: the security lead is required",
      { ...patch, securityRelated: true },
      [mia("/approve"), tom("/approve"), quinn("/approve")],
      2 * hour,
      "pending",
      "review-missing",
    ],
    [
      "patch, security-related, with the security lead",
      { ...patch, securityRelated: true },
      [mia("/approve"), tom("/approve"), quinn("/approve"), sam("/approve")],
      2 * hour,
      "authorized",
      "all-reviews-in",
    ],
    [
      "patch: an optional rejection is shown and blocks nothing",
      patch,
      [mia("/approve"), tom("/approve"), quinn("/approve"), dana("/reject no")],
      2 * hour,
      "authorized",
      "all-reviews-in",
    ],
    ["patch: after 48 h it expires", patch, [mia("/approve")], 2 * day + 1, "expired", "window-expired"],
    ["minor: after 14 days it expires", {}, but("dana"), 14 * day + 1, "expired", "window-expired"],
    [
      "minor: at the deadline itself it has not expired",
      {},
      but("dana"),
      14 * day,
      "pending",
      "review-missing",
    ],
    [
      "minor: reviews that were in by the deadline count for ever",
      {},
      everybody,
      30 * day,
      "authorized",
      "all-reviews-in",
    ],
    [
      "minor: an approval after the deadline is too late",
      {},
      [...but("dana"), dana("/approve", 14 * day + 5)],
      15 * day,
      "expired",
      "window-expired",
    ],
    [
      "major: all six",
      { releaseType: "major" as const },
      everybody,
      2 * hour,
      "authorized",
      "all-reviews-in",
    ],
    [
      "hotfix: waits for those who may be available",
      hotfix,
      [mia("/approve", 5), pia("/approve", 6)],
      10,
      "pending",
      "review-missing",
    ],
    [
      "hotfix: once their time has passed, the quorum of two primary roles is enough",
      hotfix,
      [mia("/approve", 5), pia("/approve", 6)],
      40,
      "authorized",
      "all-reviews-in",
    ],
    [
      "hotfix: the release manager alone is no quorum",
      hotfix,
      [mia("/approve", 5)],
      40,
      "pending",
      "quorum-missing",
    ],
    [
      "hotfix: nothing goes without the release manager",
      hotfix,
      [tom("/approve", 5), pia("/approve", 6)],
      40,
      "pending",
      "review-missing",
    ],
    [
      "hotfix with a security issue: the security lead is required",
      { ...hotfix, securityRelated: true },
      [mia("/approve", 5), pia("/approve", 6)],
      40,
      "pending",
      "review-missing",
    ],
  ] as const)("%s", (_, request, events, at, status, code) => {
    given(sixRoles, request)
      .and(...events)
      .at(at)
      .expect(status, code);
  });

  it("a hotfix that ships owes the reviews that lapsed, and the product owner's", () => {
    const { decision } = given(sixRoles, hotfix).and(mia("/approve", 5), tom("/approve", 6)).at(40);
    expect(decision.status).toBe("authorized");
    expect(decision.obligations.map((one) => one.role)).toEqual(["product-owner", "qa-lead", "devops-lead"]);
  });
});

describe("rejection and withdrawal", () => {
  it.each([
    ["a rejection holds the release", [...but("sam"), sam("/reject CVE open")], "rejected", "rejected"],
    [
      "a rejection stands beside another member's approval",
      [...everybody, sue("/reject no", 70)],
      "rejected",
      "rejected",
    ],
    [
      "without a role it stands in the person's first role",
      [...everybody, tom("/reject", 90)],
      "rejected",
      "rejected",
    ],
    [
      "the reviewer's own approval lifts it",
      [...but("sam"), sam("/reject no"), sam("/approve", 70)],
      "authorized",
      "all-reviews-in",
    ],
    [
      "the reviewer's withdrawal lifts it, and their review is missing",
      [...but("sam"), sam("/reject no"), sam("/withdraw", 70)],
      "pending",
      "review-missing",
    ],
    [
      "another person's withdrawal does not lift it",
      [...everybody, sam("/reject no", 70), sue("/withdraw", 80)],
      "rejected",
      "rejected",
    ],
    [
      "a withdrawal takes an approval back",
      [...everybody, tom("/withdraw", 90)],
      "pending",
      "review-missing",
    ],
    [
      "a withdrawal never revives an older approval",
      [...everybody, tom("/approve again", 80), tom("/withdraw", 90)],
      "pending",
      "review-missing",
    ],
  ] as const)("%s", (_, events, status, code) => {
    given(sixRoles)
      .and(...events)
      .at(2 * hour)
      .expect(status, code);
  });

  it("a rejection stands when its comment is deleted after it was recorded", () => {
    const rejected = { by: "sam", says: "/reject no", after: 61, deletedBy: "sam" } as const;
    const fact = {
      key: "comment:1007",
      kind: "comment" as const,
      comment: 1007,
      person: { id: 105, login: "sam" },
      at: minutesAfter(61),
      digest: "0".repeat(64),
      text: "/reject no",
    };
    given(sixRoles)
      .and(...everybody, rejected, { after: 62, entry: ({ seen }) => ({ facts: [fact], seen }) })
      .at(2 * hour)
      .expect("rejected");
  });
});

describe("who may review", () => {
  it.each([
    ["an outsider", [olaf("/approve qa")], "olaf", "no-role"],
    ["an outsider without a role word", [olaf("/approve")], "olaf", "no-role"],
    ["a member in another's role", [tom("/approve qa")], "tom", "not-a-member"],
    ["a misspelt role", [tom("/approve techh")], "tom", "unknown-role"],
    ["the right role by its short form", [tom("/approve tech")], "tom", "counted"],
    ["the right role by its title", [tom("/approve Technical Lead: fine")], "tom", "counted"],
    ["no role, when it is clear", [tom("/approve looks good")], "tom", "counted"],
    ["a role that nobody asks", [says("lea")("/approve")], "lea", "not-asked"],
    ["a bare LGTM of somebody awaited", [tom("LGTM")], "tom", "nudge"],
    ["a misspelt command", [tom("/aprove")], "tom", "unknown-command"],
    ["an override by the role that may", [tom("/override it is urgent")], "tom", "counted"],
    ["a cancel by somebody who may not", [tom("/cancel no")], "tom", "not-your-command"],
    ["a withdrawal of nothing", [tom("/withdraw")], "tom", "nothing-to-withdraw"],
    ["a question", [tom("/status")], "tom", "status"],
  ] as const)("%s", (_, events, login, code) => {
    expect(
      given(sixRoles)
        .and(...events)
        .at(2 * hour)
        .act(login)
        .map((act) => act.code),
    ).toEqual([code]);
  });

  it("a bot is no person", () => {
    const bot = { by: "tom", says: "/approve", after: 60, kind: "bot" } as const;
    expect(given(sixRoles).and(bot).at(hour).act("tom")).toEqual([]);
  });

  it("who asked reviews as release manager only", () => {
    const policy = sixRoles.replace(
      "technical-lead: { members: [tom] }",
      "technical-lead: { members: [tom, mia] }",
    );
    const asked = given(policy)
      .and(mia("/approve tech"), mia("/approve manager", 61))
      .at(2 * hour);
    expect(asked.act("mia").map((act) => act.code)).toEqual(["self-review", "counted"]);
  });

  it("whoever re-ran the request's run asked, too", () => {
    const rerun = { ...requestRun, attempt: 2, triggeringActors: [account("mia"), account("tom")] };
    given(sixRoles)
      .runs(rerun)
      .and(...everybody)
      .at(2 * hour)
      .expect("pending");
    expect(
      given(sixRoles)
        .runs(rerun)
        .and(...everybody)
        .at(2 * hour)
        .act("tom")
        .map((act) => act.code),
    ).toEqual(["self-review"]);
  });

  it("one person fills one role, the one where that helps most", () => {
    const policy = sixRoles.replace("qa-lead: { members: [quinn] }", "qa-lead: { members: [quinn, sam] }");
    const both = given(policy).and(...but("quinn", "sam"), sam("/approve qa"), sam("/approve security", 61));
    both.at(2 * hour).expect("pending");
    expect(
      both
        .at(2 * hour)
        .act("sam")
        .map((act) => act.code)
        .sort(),
    ).toEqual(["counted", "one-role"]);
    both
      .and(sue("/approve", 70))
      .at(2 * hour)
      .expect("authorized");
    both
      .and(quinn("/approve", 70))
      .at(2 * hour)
      .expect("authorized");
  });

  it("asks which role when a person holds two", () => {
    const policy = sixRoles.replace("qa-lead: { members: [quinn] }", "qa-lead: { members: [quinn, dana] }");
    expect(
      given(policy)
        .and(dana("/approve"))
        .at(hour * 2)
        .act("dana")
        .map((act) => act.code),
    ).toEqual(["which-role"]);
  });

  it("a role that needs two approvals has two different people", () => {
    const policy = `${sixRoles}
release-types:
  minor:
    quorum: {}
    reviews:
      security-lead: { need: required, approvals: 2 }
`;
    const scenario = given(policy);
    scenario
      .and(sam("/approve"), sam("/approve", 61))
      .at(2 * hour)
      .expect("pending", "review-missing");
    scenario
      .and(sam("/approve"), sue("/approve", 61))
      .at(2 * hour)
      .expect("authorized");
  });
});

describe("edited and deleted comments", () => {
  it.each([
    [
      "edited before it was read",
      [...but("tom"), { by: "tom", says: "hm", after: 60, edited: { after: 61, by: "tom", to: "/approve" } }],
      "edited",
    ],
    [
      "edited by somebody else before it was read",
      [
        ...but("tom"),
        { by: "tom", says: "/reject", after: 60, edited: { after: 61, by: "olaf", to: "/approve" } },
      ],
      "edited",
    ],
  ] as const)("%s: not counted", (_, events, code) => {
    const scenario = given(sixRoles)
      .and(...events)
      .at(2 * hour);
    scenario.expect("pending");
    expect(scenario.act("tom").map((act) => act.code)).toEqual([code]);
  });

  it("an earlier approval does not survive a later comment that somebody else edited", () => {
    given(sixRoles)
      .and(...everybody, {
        by: "tom",
        says: "/reject",
        after: 80,
        edited: { after: 81, by: "olaf", to: "fine" },
      })
      .at(2 * hour)
      .expect("pending", "review-lost");
  });

  it("a reviewer's comment that somebody else deleted unread may have been a rejection", () => {
    given(sixRoles)
      .and(...everybody, { by: "sam", says: "/reject", after: 80, deletedBy: "olaf" })
      .at(2 * hour)
      .expect("pending", "review-lost");
  });

  it("a deleted approval does not count", () => {
    given(sixRoles)
      .and(...but("tom"), { by: "tom", says: "/approve", after: 60, deletedBy: "tom" })
      .at(2 * hour)
      .expect("pending");
  });
});

describe("both policies", () => {
  it("a leaver's approval does not count", () => {
    const left = sixRoles.replace("[tom]", "[rob]");
    const scenario = given(sixRoles)
      .and(...everybody)
      .today(left)
      .at(2 * hour);
    scenario.expect("pending");
    expect(scenario.act("tom").map((act) => act.code)).toEqual(["left-policy"]);
  });

  it("a leaver's rejection stands", () => {
    const left = sixRoles.replace("[tom]", "[rob]");
    given(sixRoles)
      .and(...but("tom"), tom("/reject no"))
      .today(left)
      .at(2 * hour)
      .expect("rejected");
  });

  it("a policy relaxed after the request does not help", () => {
    const relaxed = `${sixRoles}
release-types:
  minor:
    reviews: { release-manager: { need: required } }
    quorum: { primary: 1 }
`;
    given(sixRoles)
      .and(mia("/approve"))
      .today(relaxed)
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("somebody added to a role after the request does not count", () => {
    const added = sixRoles.replace("[tom]", "[tom, rob]");
    given(sixRoles)
      .and(...but("tom"), says("rob")("/approve tech"))
      .today(added)
      .at(2 * hour)
      .expect("pending");
  });
});

describe("integrity", () => {
  it.each([
    ["the request's run is on another branch", { ...requestRun, branch: "evil" }],
    ["it is, and nobody can tell who started it", { ...requestRun, branch: "evil", actor: null }],
    ["the request names another actor than the run", { ...requestRun, actor: account("olaf") }],
  ] as const)("%s: blocked", (_, run) => {
    const scenario = given(sixRoles, { run: { id: 11, attempt: 1 } }).runs(requestRun, {
      ...run,
      id: 11,
    });
    scenario
      .and(...everybody)
      .at(2 * hour)
      .expect("blocked", "request-run-untrusted");
  });

  it("the request's run is gone: blocked", () => {
    given(sixRoles)
      .runs({ state: "gone", id: 9 })
      .and(...everybody)
      .at(2 * hour)
      .expect("blocked", "request-run-gone");
  });

  it("an edited entry is void, shown, and read again from the comments", () => {
    const { decision } = given(sixRoles)
      .and(
        ...everybody,
        { after: 90, entry: (draft) => ({ ...draft, damage: "edited" }) },
        { after: 91, entry: (draft) => draft },
      )
      .at(2 * hour)
      .expect("authorized");
    expect(decision.finding.children.map((finding) => finding.code)).toContain("history-damaged");
  });

  it("cancelled by the release manager", () => {
    given(sixRoles)
      .and(...everybody, mia("/cancel not now", 90))
      .at(2 * hour)
      .expect("cancelled", "cancelled");
  });

  it("an issue without a request is no release", () => {
    const { snapshot, ledger } = given(sixRoles).at(1);
    expect(evaluate(snapshot, { ...ledger, facts: new Map() })).toBeNull();
  });

  it("does not depend on the place or the order of comments", () => {
    const a = given(sixRoles)
      .and(...everybody)
      .at(2 * hour);
    const b = given(sixRoles)
      .and(...[...everybody].reverse())
      .at(2 * hour);
    expect(b.decision.status).toBe(a.decision.status);
  });
});
