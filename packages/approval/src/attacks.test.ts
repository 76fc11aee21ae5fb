import { describe, expect, it } from "vitest";
import {
  account,
  asksAgain,
  bot,
  type Event,
  given,
  looks,
  minutesAfter,
  people,
  policyAt,
  presses,
  readFor,
  requestFor,
  requestRun,
  says,
  sixRoles,
} from "../test/given.ts";
import { allBut, hour, matrix } from "../test/scenarios/scenario.ts";
import { parseCommands } from "./commands.ts";
import { evaluate } from "./evaluate.ts";
import { printEntry, readLedger } from "./ledger.ts";
import { parsePolicy } from "./policy/parse.ts";
import type { Fact, RequestFact } from "./records.ts";
import type { Comment } from "./snapshot.ts";

/*
 * Attacks on the decision alone: what whoever may push a branch can make `github-actions[bot]` post, and what people can
 * do to names. Each has its line in docs/threat-model.md.
 */

const olaf = people["olaf"] ?? 0;
const elsewhere = "b".repeat(40);

/** An entry that a writer's workflow posts. It names the trusted run of the request, unless told otherwise. */
function posts(after: number, facts: Fact[], more: { revision?: number; run?: number } = {}): Event {
  return { after, entry: ({ seen }) => ({ seen, facts, ...more }) };
}

/** A request as an attacker would like it: the honest one of its time, changed. */
function asks(after: number, change: Partial<RequestFact>, policy = sixRoles, revision = 2): Event {
  const honest = requestFor(policyAt(policy), { revision, openedAt: minutesAfter(after) });
  return posts(after, [{ ...honest, ...change }], { revision });
}

describe("a forged request", () => {
  const keep = matrix("rules: { on-new-commits: keep }");

  it.each([
    ["patch", sixRoles],
    ["hotfix", sixRoles],
    ["patch", keep],
    ["hotfix", keep],
  ] as const)("as %s makes no fewer reviews of those that are in", (releaseType, policy) => {
    const deadline = minutesAfter(70 + 4 * hour);
    given(policy)
      .and(...allBut("sam", "dana", "pia"), asks(70, { releaseType, deadline }, policy))
      .at(70 + 2 * hour)
      .expect("pending");
  });

  it.each([
    ["a tag with a shell's words", { tag: "v1.2.0$(id)" }],
    ["a tag with a template's", { tag: "v1.2.0${{github.token}}" }],
    ["a version with a line break", { version: "1.2.0\n::set-output name=authorized::true", tag: "v1.2.0" }],
    ["a version of words", { version: "latest", tag: "vlatest" }],
  ])("with %s is no entry: nothing of it is handed out", (_, change) => {
    const { decision } = given(sixRoles)
      .and(...allBut(), looks(65), asks(70, change))
      .at(2 * hour)
      .expect("blocked", "history-lost");
    expect(decision.release).toMatchObject({ revision: 1, version: "1.2.0", tag: "v1.2.0" });
  });

  it.each<[string, Partial<RequestFact>]>([
    ["another version's tag", { tag: "v9.9.9" }],
    ["a tag that exists nowhere, so that nobody sees where the right one points", { tag: "v1.2.0-x" }],
    ["a component that the policy does not have", { component: "api", tag: "api-v1.2.0" }],
    ["a component of JavaScript's own names", { component: "constructor", tag: "constructor-v1.2.0" }],
  ])("with %s ships nothing, whoever approves it", (_, change) => {
    given(sixRoles)
      .and(asks(2, change), ...allBut())
      .at(2 * hour)
      .expect("blocked", "request-tag-unknown");
  });

  it.each<[string, Partial<RequestFact>]>([
    ["is older than its entry, so that reviews lapse at once", { openedAt: minutesAfter(0) }],
    [
      "is dated after its entry, so that it never expires",
      { openedAt: minutesAfter(1000 * hour), deadline: minutesAfter(1004 * hour) },
    ],
    ["names a target that has passed, so that the rules override at once", { target: minutesAfter(61) }],
    ["names a deadline beyond the policy's", { deadline: minutesAfter(1000 * hour) }],
  ])("that %s ships nothing", (_, change) => {
    const deadline = minutesAfter(60 + 4 * hour);
    const hotfix = asks(60, { releaseType: "hotfix", deadline, ...change });
    given(sixRoles).and(hotfix, says("mia")("/approve", 65)).at(70).expect("blocked", "request-times-wrong");
  });

  it("that gives somebody's role to whoever may press its button fills no role", () => {
    const { members } = requestFor(policyAt(sixRoles));
    const stolen = { ...members, "qa-lead": [{ id: olaf, login: "quinn" }] };
    given(sixRoles)
      .and(
        asks(2, { members: stolen }),
        ...allBut("quinn"),
        presses("olaf")("approved", "approve-qa-lead", 61),
      )
      .at(2 * hour)
      .expect("pending", "role-without-reviewers");
  });

  it("that hands a role to a backup whom the policy does not name hands out nothing", () => {
    const backups = { "qa-lead": [{ id: olaf, login: "olaf" }] };
    given(sixRoles)
      .users("olaf")
      .and(
        asks(2, { backups }),
        ...allBut("quinn"),
        says("mia")("/delegate qa @olaf", 62),
        says("olaf")("/approve qa", 63),
      )
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("of another commit takes the approvals of this one along only where GitHub shows a run at it", () => {
    const forged = (id: number) => asks(70, { commit: elsewhere, run: { id, attempt: 1 } }, keep);
    const at = (headSha: string) =>
      given(keep)
        .runs(requestRun, { ...requestRun, id: 8, headSha })
        .and(...allBut(), forged(8))
        .at(2 * hour);
    at(requestRun.headSha).expect("pending", "review-missing");
    // What remains: a trusted run that is at work there at that moment, started by whom the request names.
    at(elsewhere).expect("authorized");
  });

  it("in the name of a run that somebody else started ships nothing", () => {
    given(sixRoles)
      .runs(requestRun, { ...requestRun, id: 8, actor: account("tom"), triggeringActors: [account("tom")] })
      .and(asks(2, { run: { id: 8, attempt: 1 } }), ...allBut())
      .at(2 * hour)
      .expect("blocked", "request-run-untrusted");
  });

  it.each<[string, Partial<typeof requestRun>]>([
    ["was over by then", { to: minutesAfter(60) }],
    ["began only afterwards", { from: minutesAfter(90) }],
  ])("in the name of a run that %s ships nothing", (_, change) => {
    given(sixRoles)
      .runs(requestRun, { ...requestRun, id: 8, ...change })
      .and(asks(70, { run: { id: 8, attempt: 1 } }), ...allBut().map((event) => ({ ...event, after: 80 })))
      .at(2 * hour)
      .expect("blocked", "request-run-untrusted");
  });

  it("of an earlier commit, replayed, brings no approval of it back", () => {
    given(sixRoles)
      .and(...allBut(), asksAgain(70, { commit: elsewhere }), asks(80, {}, sixRoles, 3))
      .at(2 * hour)
      .expect("pending", "review-missing");
  });
});

describe("forged facts", () => {
  const claim: Fact = {
    key: "claim:1/run:12/1",
    kind: "claim",
    revision: 1,
    run: { id: 12, attempt: 1 },
    commit: requestRun.headSha,
    at: minutesAfter(70),
  };
  const outcome = (of: "success" | "failure"): Fact => ({
    key: `outcome:run:12/1/${of}`,
    kind: "outcome",
    outcome: of,
    run: { id: 12, attempt: 1 },
    revision: 1,
    at: minutesAfter(75),
  });
  const step = (name: string): Fact => ({
    key: `step:${name}/1`,
    kind: "step",
    step: name,
    at: minutesAfter(75),
  });

  it.each<[string, Fact[]]>([
    ["a claim", [claim]],
    ["a failure", [claim, outcome("failure")]],
    ["a conditional release", [step("conditional-release")]],
    ["an override", [step("override")]],
    [
      "an authorization",
      [{ ...claim, key: "authorization:1", kind: "authorization", digest: "0".repeat(64) } as Fact],
    ],
  ])("%s: a missing review stays missing", (_, facts) => {
    given(sixRoles)
      .and(...allBut("dana"), posts(75, facts))
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("a success ends the release without publishing it: a nuisance, and no grant", () => {
    given(sixRoles)
      .and(...allBut("dana"), posts(75, [outcome("success")]))
      .at(2 * hour)
      .expect("released");
  });

  it("a failure frees another run's claim: what may then ship is what was authorized", () => {
    const { decision } = given(sixRoles)
      .and(...allBut(), posts(70, [claim]), posts(75, [outcome("failure")]))
      .at(2 * hour)
      .expect("authorized");
    expect(decision.claim).toBeNull();
    expect(decision.release?.commit).toBe(requestRun.headSha);
  });

  it("of a run on another branch are named, and count for nothing", () => {
    const { decision } = given(sixRoles)
      .runs(requestRun, { ...requestRun, id: 66, branch: "evil" })
      .and(...allBut(), posts(75, [outcome("success")], { run: 66 }))
      .at(2 * hour)
      .expect("authorized");
    expect(decision.finding.children.map(({ code }) => code)).toContain("entry-forged");
  });

  it("a hundred of them change nothing either", () => {
    const flood = Array.from({ length: 100 }, (_, n): Event => posts(75, [], { run: 66, revision: n + 1 }));
    given(sixRoles)
      .runs(requestRun, { ...requestRun, id: 66, branch: "evil" })
      .and(...allBut("dana"), ...flood, says("dana")("/approve", 90))
      .at(2 * hour)
      .expect("authorized");
  });
});

describe("the newest entry, which nobody has named yet", () => {
  it("holds the release when the bot itself takes the block out of it", () => {
    const played = given(sixRoles)
      .and(...allBut(), looks(65), asksAgain(70, { commit: elsewhere }))
      .at(2 * hour)
      .expect("pending");
    const { issue } = played.snapshot;
    const last = issue.comments.at(-1)?.id;
    const comments = issue.comments.map((one) =>
      one.id === last
        ? { ...one, body: "All fine.", lastEditedAt: minutesAfter(110), editor: one.author }
        : one,
    );
    const snapshot = { ...played.snapshot, issue: { ...issue, comments } };
    expect(evaluate(snapshot, readFor(snapshot))?.decision).toMatchObject({
      status: "blocked",
      reasonCode: "history-lost",
      release: { revision: 1 },
    });
  });

  it.each(["edited", "deleted"] as const)(
    "holds the release when it is %s and held another request",
    (damage) => {
      const request = requestFor(policyAt(sixRoles), {
        revision: 2,
        commit: elsewhere,
        openedAt: minutesAfter(70),
      });
      given(sixRoles)
        .and(...allBut(), looks(65), {
          after: 70,
          entry: ({ seen }) => ({ seen, facts: [request], revision: 2, damage }),
        })
        .at(2 * hour)
        .expect("blocked", "history-lost");
    },
  );
});

describe("a request whose entry was edited", () => {
  it("is made good by asking again, as its cure says: the next revision counts", () => {
    const edited: Event = {
      after: 2,
      entry: ({ seen }) => ({
        seen,
        facts: [requestFor(policyAt(sixRoles), { revision: 2, openedAt: minutesAfter(2) })],
        revision: 2,
        damage: "edited",
      }),
    };
    const { decision } = given(sixRoles)
      .and(edited, asks(5, {}, sixRoles, 3), ...allBut())
      .at(2 * hour)
      .expect("authorized");
    expect(decision.release?.revision).toBe(3);
  });
});

describe("a damage that an entry calls recovered", () => {
  const other = requestFor(policyAt(sixRoles), {
    revision: 2,
    commit: elsewhere,
    openedAt: minutesAfter(70),
  });
  // The request's entry is number 1000, then six approvals, then the entry that recorded them.
  const lost: Event = {
    after: 70,
    entry: ({ seen }) => ({ seen, facts: [other], revision: 2, damage: "edited" }),
  };
  const excuse: Fact = {
    key: "damage:comment/1008",
    kind: "damage",
    comment: 1008,
    what: "edited",
    recovered: true,
    at: minutesAfter(75),
  };

  it("is not, where that entry read nothing again", () => {
    given(sixRoles)
      .and(...allBut(), looks(65), lost, posts(80, [excuse]))
      .at(2 * hour)
      .expect("blocked", "history-lost");
  });

  it("nor where it tells once more what was recorded before", () => {
    const { ledger } = given(sixRoles)
      .and(...allBut(), looks(65))
      .at(66);
    const known = [...ledger.facts.values()].map(({ fact }) => fact).filter(({ kind }) => kind === "comment");
    expect(known).toHaveLength(6);
    given(sixRoles)
      .and(...allBut(), looks(65), lost, posts(80, [excuse, ...known]))
      .at(2 * hour)
      .expect("blocked", "history-lost");
  });

  it("nor where another run read something only afterwards", () => {
    const later: Fact = { ...excuse, key: "damage:comment/1009", comment: 1009 };
    given(sixRoles)
      .and(...allBut(), looks(65), says("dana")("/status", 68), lost, posts(80, [later]), looks(90))
      .at(2 * hour)
      .expect("blocked", "history-lost");
  });
});

describe("an entry that moved", () => {
  const block = {
    schema: 1 as const,
    repository: "acme/proxmox-mpc",
    issue: 57,
    revision: 1,
    run: { id: 9, attempt: 1 },
    facts: [requestFor(policyAt(sixRoles))],
    seen: [],
  };
  const comment: Comment = {
    id: 1000,
    url: "",
    author: bot,
    body: printEntry(block),
    createdAt: minutesAfter(0),
    lastEditedAt: null,
    editor: null,
    reacted: { counted: false, notCounted: false },
  };
  const readIn = (name: string, issue: number) =>
    readLedger({
      repository: name,
      issue,
      comments: [comment],
      deletions: [],
      isTrustedAuthor: () => true,
      runs: [requestRun],
      isTrustedRun: () => true,
    }).facts.size;

  it.each([
    ["where it was written", "acme/proxmox-mpc", 57, 1],
    ["written in other letters", "Acme/Proxmox-MPC", 57, 1],
    ["to another release's issue", "acme/proxmox-mpc", 58, 0],
    ["to another repository", "acme/other", 57, 0],
    ["with a repository that was transferred or renamed", "acme/moved", 57, 0],
  ])("counts only where it was written: %s", (_, repository, issue, facts) => {
    expect(readIn(repository, issue)).toBe(facts);
  });
});

describe("names", () => {
  const quinnAs = (id: number, login: string) => ({
    members: { ...requestFor(policyAt(sixRoles)).members, "qa-lead": [{ id, login }] },
  });

  it("a login that somebody else took over since the request carries no role along", () => {
    given(sixRoles, quinnAs(777, "quinn"))
      .and(...allBut())
      .at(2 * hour)
      .expect("pending", "review-missing");
  });

  it("a login that was renamed is not believed, unless the policy pins its number", () => {
    const named = (member: string) => matrix("", { "qa-lead": `members: ["${member}"]` });
    const renamed = quinnAs(people["quinn"] ?? 0, "quentin");
    given(named("quentin"), renamed)
      .and(...allBut())
      .at(2 * hour)
      .expect("pending");
    given(named(`quentin#${people["quinn"]}`), renamed)
      .and(...allBut())
      .at(2 * hour)
      .expect("authorized");
  });

  it("an account that was deleted since has approved nothing any more", () => {
    const played = given(sixRoles)
      .and(...allBut(), looks(65))
      .at(2 * hour)
      .expect("authorized");
    const { issue } = played.snapshot;
    const comments = issue.comments.map((one) =>
      one.author?.login === "quinn" ? { ...one, author: null } : one,
    );
    const snapshot = { ...played.snapshot, issue: { ...issue, comments } };
    expect(evaluate(snapshot, readFor(snapshot))?.decision.status).toBe("pending");
  });

  it.each([
    ["a letter of another script", "qu\u0456nn"],
    ["a zero-width space", "qui\u200Bnn"],
    ["a mark that turns the direction", "\u202Ennuiq"],
    ["a full-width letter", "\uFF51uinn"],
    ["a combining mark", "quinn\u0301"],
  ])("a login with %s is none: neither in the policy nor in a command", (_, login) => {
    const policy = parsePolicy(sixRoles.replace("[quinn]", `["${login}"]`));
    expect(policy.ok ? [] : policy.problems.map(({ path }) => path)).toEqual(["roles.qa-lead.members[0]"]);
    const delegated = parseCommands(`/delegate qa @${login}`).map((one) =>
      one.name === "delegate" ? one.to : one.name,
    );
    expect(delegated).toEqual(["malformed"]);
  });

  it.each(["\u2215approve", "\uFF0Fapprove", "/\u0430pprove", "\u202E/approve", "/approve\u200B"])(
    "what only looks like a command approves nothing: %j",
    (text) => {
      expect(parseCommands(text).map(({ name }) => name)).not.toContain("approve");
    },
  );
});
