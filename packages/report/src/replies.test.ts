import { actCodes, type Problem } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import {
  act,
  answer,
  cleared,
  commit,
  conflict,
  decide,
  disputed,
  finding,
  hotfix,
  now,
  obligation,
  overriddenDecision,
  override,
  person,
  policy,
  postponedDecision,
  releasedDecision,
  request,
  requirement,
  review,
  ruling,
  schedule,
  shipped,
  show,
  smallHotfix,
  waiting,
} from "../test/samples.ts";
import { explanations } from "./explanations.ts";
import { longestBody } from "./issue-body.ts";
import { type News, tellFailedPublish } from "./news.ts";
import { renderEntry } from "./replies.ts";

const view = show(waiting());
const rules = `[The rules](${view.links.rules})`;
const missing = "Still missing: DevOps, Security, Product, QA, C1.";
const say = (...acts: Parameters<typeof answer>) =>
  renderEntry({ answers: [answer(...acts)], news: [], view });

describe("the reply", () => {
  it("to a review that did not count", () => {
    expect(
      say("mia", act("approve", "one-role", { role: "qa-lead", countedAs: "release-manager" }, "qa-lead")),
    ).toBe(
      `😕 @mia, your approval as **QA** was **not counted**.

**Why:** you already count as release manager, and one person fills one role.\\
**Who can:** @quinn.

${rules} · Nothing else changed. ${missing}`,
    );
  });

  it("to a review that counted: one line", () => {
    expect(say("tom", act("approve", "counted", {}, "technical-lead"))).toBe(
      `✅ @tom approved as **Technical lead**. ${missing}`,
    );
  });

  it("to two roles: which, both commands ready", () => {
    const roles = [{ role: "technical-lead" }, { role: "qa-lead" }];
    expect(
      say("tom", act("approve", "which-role", { roles })),
    ).toBe(`😕 @tom, your approval was **not counted**.

**Why:** you hold several of the roles that are asked, and one person fills one.\\
**What works:** Say which:
\`\`\`text
/approve technical-lead
\`\`\`
\`\`\`text
/approve qa-lead
\`\`\`

${rules} · Nothing else changed. ${missing}`);
  });

  it("to an edited comment: its own text, to paste", () => {
    const text = "/approve\nbefore release: fix ``` this";
    const reply = say("tom", act(null, "edited", { at: "2026-11-24T15:04:00Z", by: "tom", text }));
    expect(reply).toContain("**Why:** it was edited on 24 Nov 15:04 UTC, before it was read.");
    expect(reply).toContain(`\`\`\`\`text\n${text}\n\`\`\`\``);
  });

  it("never offers for pasting what somebody else may have put there", () => {
    const reply = say(
      "tom",
      act(null, "edited", { at: "2026-11-24T15:04:00Z", by: "olaf", text: "/approve" }),
    );
    expect(reply).toContain("it was edited by olaf on 24 Nov 15:04 UTC");
    expect(reply).not.toContain("```");
  });
});

describe("every code has its sentence and its cure", () => {
  const facts = {
    role: "qa-lead",
    title: "QA lead",
    roleTitle: "QA lead",
    members: ["quinn"],
    countedAs: "release-manager",
    asked: [{ role: "qa-lead", title: "QA lead", members: ["quinn"] }],
    roles: [{ role: "qa-lead", title: "QA lead" }],
    word: "qaa",
    nearest: "qa-lead",
    type: "minor",
    command: "cancel",
    problem: "reason-missing",
    example: "/reject the reason",
    after: "2026-11-24T16:00:00Z",
    revision: 2,
    commit,
    status: "expired",
    limit: 16000,
    at: "2026-11-24T15:04:00Z",
    by: "tom",
    text: "/approve",
    items: ["Tests pass", "No *regression*"],
    condition: "C9",
    delegator: "sam",
  };
  it.each([
    ["edited-later", "it was edited by tom on 24 Nov 15:04 UTC, after it counted", "/approve qa-lead"],
    ["deleted", "the comment was deleted", "/approve qa-lead"],
    ["not-a-member", "the rules do not name you as QA", "**Who can:** @quinn."],
    ["no-role", "the rules name you in none of the roles", "QA (quinn)"],
    ["which-role", "you hold several of the roles", "/approve qa-lead"],
    ["unknown-role", "there is no role `qaa`", "/approve qa-lead"],
    ["not-asked", "a minor release does not ask QA", "add `qa-lead` under `release-types.minor.reviews`"],
    ["self-review", "you asked for this release", "**Who can:** @quinn."],
    ["commit-author", "you wrote some of the commits", "**Who can:** @quinn."],
    ["one-role", "you already count as release manager", "**Who can:** @quinn."],
    ["bot", "bots do not review", ""],
    ["unknown-command", "there is no command `/qaa`", "/qa-lead"],
    ["malformed", "it gives no reason", "/reject the reason"],
    ["nothing-to-withdraw", "no review of yours stands", "`/status`"],
    ["not-your-command", "`/approve` is for QA", "**Who can:** @quinn."],
    ["authorization-automatic", "nobody has to authorize", ""],
    ["too-early", "counts from **Tue 24 Nov 2026, 16:00 UTC** on", "/approve"],
    ["earlier-revision", "it came before revision 2", "/approve"],
    ["ended", "the release is expired", "Ask for the release again"],
    ["self-review", "you asked for this release, and who asks does not review", "**Who can:** @quinn."],
    ["left-policy", "today's rules no longer name you as QA", "**Who can:** @quinn."],
    ["nudge", "only a command counts", "/approve qa-lead"],
    ["too-long", "up to 16,000 characters and 20 commands", "in a shorter comment:"],
    ["superseded", "the latest answer counts", ""],
    ["note-only", "there is no command in it", ""],
    [
      "critical-unticked",
      "the rules call these items critical, and they are not ticked",
      "/approve qa-lead\n- [x] Tests pass\n- [x] No *regression*",
    ],
    ["no-such-condition", "there is no condition `C9` here", "no condition is open"],
    ["condition-done", "**C9** is met already", "/reopen C9 the reason"],
    ["delegator-answered", "sam answered as QA already", "/approve qa-lead"],
    ["some-code-of-tomorrow", "of the rule `some-code-of-tomorrow`", ""],
  ])("%s", (code, why, cure) => {
    const reply = say("dana", act("approve", code, facts, "qa-lead"));
    expect(reply).toMatch(
      /^😕 @dana, your approval as \*\*QA\*\* was \*\*not counted\*\*\.\n\n\*\*Why:\*\* /u,
    );
    expect(reply).toContain(why);
    expect(reply).toContain(cure);
    expect(reply).toContain("Nothing else changed.");
    expect(reply).not.toMatch(/undefined|null|[^.]\.\.(?!\.)/u);
  });

  type Command = [code: string, command: string, facts: Parameters<typeof act>[2], words: string[]];
  const told: Command[] = [
    [
      "no-such-condition",
      "resolve",
      { condition: "C9", open: ["C1", "C2"] },
      ["`C9`", "Open: C1 and C2.", "/resolve C2 <commit>"],
    ],
    ["no-such-condition", "resolve", { condition: "C9", open: [] }, ["no condition is open"]],
    [
      "commit-unknown",
      "resolve",
      { condition: "C1", commit: "c0ffee1" },
      ["no commit `c0ffee1` in this repository", "/resolve C1 <commit>"],
    ],
    [
      "commit-not-shipped",
      "resolve",
      {
        condition: "C1",
        commit: "c0ffee1",
        keeps: "dismiss",
        voids: [
          { role: "qa-lead", login: "quinn" },
          { role: "technical-lead", login: "tom" },
        ],
      },
      [
        "`c0ffee1` is not in what ships, [`a41f9c2`](",
        "Shipping it takes revision 2, and that **voids these 2 reviews**: QA (quinn) and Technical lead (tom).",
        "with the same version, at a commit that has it. **C1** goes with its review",
      ],
    ],
    [
      "commit-not-shipped",
      "resolve",
      {
        condition: "C1",
        commit: "c0ffee1",
        keeps: "affected-roles",
        voids: [{ role: "qa-lead", login: "quinn" }],
      },
      ["**voids this review**: QA (quinn); the others stay.", "This `/resolve` counts by itself then."],
    ],
    [
      "commit-not-shipped",
      "resolve",
      { condition: "C1", commit: "c0ffee1", keeps: "keep", voids: [] },
      ["voids no review."],
    ],
    [
      "resolution-needs-commit",
      "resolve",
      { condition: "C1" },
      ["(`rules.resolve: commit`)", "/resolve C1 <commit>"],
    ],
    ["resolution-empty", "resolve", { condition: "C1" }, ["/resolve C1 <commit, link or words>"]],
    [
      "not-the-setter",
      "confirm",
      { condition: "C1", setter: "tom" },
      ["only who set **C1**", "**Who can:** @tom."],
    ],
    [
      "nothing-to-confirm",
      "confirm",
      { condition: "C1" },
      ["nobody has resolved **C1** yet", "/resolve C1 <commit>"],
    ],
    ["nothing-to-reopen", "reopen", { condition: "C1" }, ["**C1** is open already"]],
    ["which-role", "delegate", { roles: [{ role: "qa-lead" }] }, ["/delegate qa-lead @login"]],
    ["unknown-person", "delegate", { login: "nobdy" }, ["nobody called `nobdy`"]],
    [
      "not-a-backup",
      "delegate",
      { role: "qa-lead", login: "olaf", backups: ["rae", "team:acme/qa"] },
      ["**Who can:** rae or team:acme/qa.", "/delegate qa-lead @rae"],
    ],
    [
      "not-a-backup",
      "unavailable",
      { role: "qa-lead", members: ["quinn"], backups: [] },
      ["**Who can:** @quinn.", "`roles.qa-lead.backup`"],
    ],
    ["already-a-member", "delegate", { role: "security-lead", login: "sue" }, ["sue holds Security anyway"]],
    [
      "fills-a-role",
      "delegate",
      { role: "qa-lead", login: "tom", as: "technical-lead" },
      ["tom fills technical lead in this release"],
    ],
    [
      "delegated-role",
      "delegate",
      { role: "qa-lead", from: "quinn" },
      ["QA was lent to you", "**Who can:** @quinn."],
    ],
    ["no-conflict", "decide", {}, ["there is no conflict", "/conflict technical: what you disagree on"]],
    [
      "not-your-ruling",
      "decide",
      { deciders: ["Project leadership"] },
      ["**Who can:** @lea (Project leadership)."],
    ],
    [
      "no-override",
      "override",
      { type: "minor", kind: "none" },
      ["the rules let nobody override a minor release", "/extend 24h the reason"],
    ],
    [
      "nothing-to-override",
      "override",
      {},
      ["An override does not lift what is missing here: DevOps, Security"],
    ],
    ["nothing-to-ratify", "ratify", {}, ["no override waits for a sign-off"]],
    ["own-override", "ratify", {}, ["the override is your own"]],
    [
      "no-such-item",
      "waive",
      { item: "coverige", items: ["coverage"] },
      ["`coverige` is no item", "/waive coverage the reason"],
    ],
    ["item-met", "waive", { item: "security-scan" }, ["Security scan meets its threshold"]],
    [
      "date-past",
      "postpone",
      { date: "2026-11-20" },
      ["`2026-11-20` is not after today", "/postpone YYYY-MM-DD the reason"],
    ],
    ["date-past", "delegate", { date: "2026-11-20" }, ["/delegate role @login until YYYY-MM-DD"]],
    ["date-far", "extend", { days: 366 }, ["more than 366 days ahead", "/extend 24h the reason"]],
    [
      "not-at-risk",
      "conditional-release",
      { from: "2026-12-06T09:00:00Z" },
      ["there is still time", "From **Sun 6 Dec 2026, 09:00 UTC** on it works."],
    ],
    [
      "no-deferrable-role",
      "conditional-release",
      {},
      ["`escalation: [{ step: conditional-release, roles: [devops-lead] }]`"],
    ],
    [
      "not-cleared",
      "released",
      { run: null },
      ["Now: **Waiting: 2 of 6", "Post it again once nothing is missing."],
    ],
    [
      "not-cleared",
      "released",
      { run: 12 },
      [
        "[run 12](https://github.com/acme/proxmox-mpc/actions/runs/12) is publishing it already; that run tells how it ended (`outcome` of `track-approvals`).",
      ],
    ],
    [
      "ended",
      "released",
      { status: "released" },
      ["it is recorded as released already.", "**What works:** Nothing."],
    ],
    ["ended", "override", { status: "expired" }, ["the release is expired", "Ask for the release again"]],
    [
      "too-long",
      "waive",
      { limit: 16000 },
      ["what was not read could take it back", "/waive item the reason"],
    ],
    [
      "self-review",
      "delegate",
      { role: "qa-lead", members: ["rae"] },
      ["you asked for this release, and who asks names nobody to review it in their place"],
    ],
    [
      "self-review",
      "delegate",
      { role: "qa-lead", login: "mia" },
      ["mia asked for this release, and who asks does not review.", "/delegate qa-lead @login"],
    ],
    [
      "self-review",
      "decide",
      { role: "project-leadership", title: "Project leadership" },
      ["you asked for this release, and who asks does not decide on it."],
    ],
    ["date-far", "postpone", { days: 366 }, ["probably a typing error"]],
    ["not-released", "rolled-back", {}, ["v1.2.0 is not recorded as released", "/released"]],
    ["edited-later", "override", { at: "2026-11-24T15:04:00Z", by: "tom" }, ["/override the reason"]],
  ];
  it.each(told)("%s, for /%s", (code, command, facts, words) => {
    const reply = renderEntry({
      answers: [answer("dana", act(command, code, facts))],
      news: [],
      view: show({ ...waiting(), conflicts: [conflict()] }),
    });
    expect(reply).toContain(`😕 @dana, \`/${command}\` was **not counted**.\n\n**Why:** `);
    for (const one of words) expect(reply).toContain(one);
    expect(reply).not.toMatch(/undefined|null|NaN/u);
  });

  it("/released of a rejected release says what holds it, and nothing that is nobody's", () => {
    const decision = disputed();
    const reply = renderEntry({
      answers: [answer("mia", act("released", "not-cleared", { run: null }))],
      news: [],
      view: show({
        ...decision,
        finding: {
          ...decision.finding,
          children: [
            ...decision.finding.children,
            finding("quorum-missing", { of: "primary", need: 3, have: 2, roles: [] }),
          ],
        },
      }),
    });
    expect(reply).toContain(
      "**Why:** only what is cleared to ship can be recorded as released. Now: **Rejected by quinn as QA**.",
    );
    expect(reply).toContain("QA (rejected)");
    expect(reply).not.toContain("nobody");
  });

  it("/released that came too early for a release that is cleared by now: once more", () => {
    const reply = renderEntry({
      answers: [answer("mia", act("released", "not-cleared", { run: null }))],
      news: [],
      view: show(cleared()),
    });
    expect(reply).toContain("it was not cleared to ship yet when you posted this");
    expect(reply).toContain("/released");
  });

  it("also without any facts", () => {
    for (const code of actCodes) {
      const shown = explanations[code]({ act: act("approve", code), answer: answer("dana"), view });
      expect(JSON.stringify(shown)).not.toMatch(/undefined|NaN/u);
      expect(shown.why).toMatch(/\.$/u);
    }
  });

  it("an approval in a role of others: the person's own role, while it is awaited", () => {
    const facts = { role: "qa-lead", members: ["quinn"] };
    expect(say("dana", act("approve", "not-a-member", facts))).toContain(
      "**What works:** You can answer as DevOps.",
    );
    expect(say("mia", act("approve", "not-a-member", facts))).not.toContain("What works");
  });

  it("a role that nobody else holds: where to name somebody", () => {
    const alone = show(decide([requirement("qa-lead", { canReview: [] })]));
    const reply = renderEntry({
      answers: [answer("quinn", act("approve", "self-review", { role: "qa-lead" }, "qa-lead"))],
      news: [],
      view: alone,
    });
    expect(reply).toContain("**Who can:** nobody else holds this role.");
    expect(reply).toContain("`roles.qa-lead.members`");
  });
});

describe("a command that lacks a part says which, with an example that works", () => {
  const problems: Record<Problem, [said: string, example: string, why: string, paste: string][]> = {
    "condition-missing": [
      [
        "/resolve the login",
        "/resolve C1 a41f9c2",
        "`the` is no condition; each has its number, such as `C1`.",
        "/resolve C1 <commit>",
      ],
      [
        "/confirm",
        "/confirm C1",
        "it does not say which condition; each has its number, such as `C1`.",
        "/confirm C1",
      ],
    ],
    "one-condition": [
      ["/confirm C1 C2", "/confirm C1", "`/confirm` takes one condition at a time", "/confirm C1"],
    ],
    "login-missing": [
      [
        "/delegate qa-lead rae",
        "/delegate qa-lead @octocat until 2026-12-07",
        "it does not say to whom; a login begins with `@`",
        "/delegate qa-lead @login",
      ],
    ],
    "login-invalid": [
      [
        "/delegate qa-lead @acme/qa",
        "/delegate qa-lead @octocat until 2026-12-07",
        "a role is lent to one person, by one login; a team or two people cannot take it",
        "/delegate qa-lead @login",
      ],
    ],
    "date-missing": [
      [
        "/postpone",
        "/postpone 2026-12-07 the reason",
        "it does not say until which day",
        "/postpone 2026-12-01 the reason",
      ],
    ],
    "date-invalid": [
      [
        "/postpone 2026-02-30 audit",
        "/postpone 2026-12-07 the reason",
        "`2026-02-30` is no day; a day is written year-month-day, such as `2026-12-01`",
        "/postpone 2026-12-01 the reason",
      ],
      [
        "/unavailable until friday",
        "/unavailable until 2026-12-07",
        "`friday` is no day",
        "/unavailable until 2026-12-01",
      ],
      [
        "/delegate qa-lead @rae until 2026-12-07 or so",
        "/delegate qa-lead @octocat until 2026-12-07",
        "after the person, only `until` and a day can stand; a day is written year-month-day",
        "/delegate qa-lead @login until 2026-12-01",
      ],
      [
        "/unavailable 2026-12-07 maybe",
        "/unavailable until 2026-12-07",
        "`until` and a day stand last, and nothing after them",
        "/unavailable until 2026-12-01",
      ],
      [
        "/delegate qa-lead @rae please until 2026-12-07",
        "/delegate qa-lead @octocat until 2026-12-07",
        "after the person, only `until` and a day",
        "/delegate qa-lead @login until 2026-12-01",
      ],
      [
        "/unavailable until 2026-02-30",
        "/unavailable until 2026-12-07",
        "`2026-02-30` is no day",
        "/unavailable until 2026-12-01",
      ],
      [
        "/postpone until later",
        "/postpone 2026-12-07 the reason",
        "`later` is no day",
        "/postpone 2026-12-01 the reason",
      ],
    ],
    "duration-invalid": [
      [
        "/extend 0h",
        "/extend 24h the reason",
        "`0h` is no length of time; `15m`, `4h`, `2d`, `1w` are",
        "/extend 24h the reason",
      ],
      [
        "/extend",
        "/extend 24h the reason",
        "it does not say how much longer; `15m`, `4h`, `2d`, `1w` are lengths of time",
        "/extend 24h the reason",
      ],
    ],
    "conflict-kind": [
      [
        "/conflict auth: unsafe",
        "/conflict technical: what you disagree on",
        "`auth` is no kind of conflict; `technical`, `product`, `other` are",
        "/conflict technical: what you disagree on",
      ],
    ],
    "ruling-kind": [
      [
        "/decide yes",
        "/decide proceed: the reason",
        "`yes` is no ruling; `proceed` and `stop` are",
        "/decide proceed: the reason",
      ],
    ],
    "item-missing": [
      [
        "/waive",
        "/waive coverage the reason",
        "it does not say what is waived: the item first, then the reason",
        "/waive coverage the reason",
      ],
    ],
    "reason-missing": [
      [
        "/override",
        "/override the reason",
        "it gives no reason, and whoever looks back later needs one",
        "/override the reason",
      ],
    ],
    "too-many": [
      [
        "/approve qa-lead",
        "/approve qa-lead",
        "a comment is read up to 20 commands, and this one holds more: from this line on nothing was read",
        "/approve qa-lead",
      ],
    ],
  };
  const cases = Object.entries(problems).flatMap(([problem, all]) =>
    all.map((one) => [problem, ...one] as const),
  );
  it.each(cases)("%s: %s", (problem, said, example, why, paste) => {
    const command = said.slice(1).split(" ")[0] ?? "";
    const entry = renderEntry({
      answers: [answer("quinn", act(command, "malformed", { command, problem, example, said }))],
      news: [],
      view,
    });
    expect(entry).toContain(`**Why:** ${why}`);
    expect(entry).toContain(`\n\`\`\`text\n${paste}\n\`\`\``);
    expect(entry).not.toContain(problem);
  });

  it("what was typed stays data", () => {
    const entry = say(
      "quinn",
      act("extend", "malformed", {
        command: "extend",
        problem: "duration-invalid",
        example: "/extend 24h the reason",
        said: "/extend `@mia`|<b>",
      }),
    );
    expect(entry).toContain("`` `@mia`|<b> `` is no length of time");
  });

  it("an unread command of a comment that is too long is “your comment”, and no approval is offered for it", () => {
    const entry = say("quinn", act("malformed", "too-long", { limit: 16000 }));
    expect(entry).toContain("😕 @quinn, your comment was **not counted**");
    expect(entry).not.toContain("```");
  });
});

describe("rulings: who may", () => {
  const rejected = {
    ...disputed(),
    conflicts: [
      conflict({
        deciders: [
          { role: "qa-lead", title: "QA lead", members: [person("quinn")] },
          { role: "project-leadership", title: "Project leadership", members: [person("lea")] },
        ],
      }),
    ],
  };
  const refused = (login: "quinn" | "dana", deciders: string[], decision: ReturnType<typeof waiting>) =>
    renderEntry({
      answers: [answer(login, act("decide", "not-your-ruling", { deciders }))],
      news: [],
      view: show(decision),
    });

  it("nobody rules on their own rejection, but may take it back", () => {
    const reply = refused("quinn", ["QA lead", "Project leadership"], rejected);
    expect(reply).toContain("**Why:** the rejection is your own, and nobody rules on their own.");
    expect(reply).toContain("**Who can:** @lea (Project leadership).");
    expect(reply).toContain("```text\n/withdraw qa-lead\n```");
  });

  it("who rejected is not named among those who decide on it", () => {
    const entry = renderEntry({
      answers: [],
      news: [{ kind: "conflict", conflict: rejected.conflicts[0] ?? conflict() }],
      view: show(rejected),
    });
    expect(entry).toContain("@lea (Project leadership) decides");
    expect(entry).not.toContain("@quinn");
  });

  it("a stop is lifted by the role that decided it, or by leadership", () => {
    const stop = {
      ...ruling,
      ruling: "stop" as const,
      overrules: [],
      by: person("tom"),
      role: "technical-lead",
    };
    const deciders = [
      { role: "technical-lead", title: "Technical lead", members: [person("tom")] },
      { role: "product-owner", title: "Product owner", members: [person("pia")] },
      { role: "project-leadership", title: "Project leadership", members: [person("lea")] },
    ];
    const stopped = decide(waiting().requirements, {
      status: "rejected",
      conflicts: [conflict({ state: "stop", opened: "command", ruling: stop, deciders })],
      findings: [
        finding("ruled-stop", { login: "tom", role: "technical-lead", key: stop.key, reason: "No" }, "block"),
      ],
    });
    expect(refused("dana", [], stopped)).toContain(
      "**Why:** a ruling stops this release, and who lifts it is not you.\\\n**Who can:** @tom (Technical lead) or @lea (Project leadership).",
    );
    const news = renderEntry({
      answers: [],
      news: [{ kind: "status", status: "rejected", reasonCode: "ruled-stop" }],
      view: show(stopped),
    });
    expect(news).toContain(
      "or tom (Technical lead) or lea (Project leadership) posts `/decide proceed: the reason`",
    );
  });
});

describe("questions", () => {
  it("/status says who can unblock it, and by when", () => {
    const reply = say("tom", act("status", "status")).replaceAll("\u00A0", " ");
    expect(
      reply,
    ).toBe(`ℹ️ @tom, **v1.2.0** at [\`a41f9c2\`](https://github.com/acme/proxmox-mpc/commit/${commit}): **Waiting: 2 of 6 reviews in, 1 condition open.**

| Missing | Who can do it | Due, UTC |
|---|---|---|
| 🔴 DevOps | @dana | **late**, Mon 23 Nov 17:00 |
| ⏳ Security | @sam or @sue | Tue 24 Nov 17:00 |
| ⏳ Product | @pia | Wed 25 Nov 17:00 |
| ⏳ QA | @quinn | Thu 26 Nov 17:00 |
| ⏳ C1 Update the API examples | anybody asked here: \`/resolve C1 <commit>\` |  |

Last day: **Mon 7 Dec 2026, 09:00 UTC**. It is cleared to ship when the last one is in.`);
  });

  it("/status says from when on fewer are enough, and not that all have to answer", () => {
    const reply = renderEntry({
      answers: [answer("tom", act("status", "status"))],
      news: [],
      view: show(hotfix("waiting")),
    });
    expect(reply).toContain(
      "From **Tue 24 Nov 2026, 17:00 UTC** on, the release manager's review alone is enough.",
    );
    expect(reply).not.toContain("when the last one is in");
  });

  it.each<[string, News]>([
    ["a warning", { kind: "warning", role: "qa-lead", due: "2026-11-26T17:00:00Z", who: [], alsoTo: [] }],
    ["a reminder", { kind: "reminder", by: null }],
    ["the request", { kind: "request" }],
  ])("/status together with %s says the last day, and when it opens, once", (_, news) => {
    const entry = renderEntry({
      answers: [answer("tom", act("status", "status"))],
      news: [news],
      view: show({
        ...waiting(),
        opening: { smallestSets: [], opensAt: "2026-11-25T09:00:00Z", later: null },
      }),
    });
    expect(entry).toContain("| Missing |");
    expect(entry.match(/Mon 7 Dec 2026/gu)).toHaveLength(1);
    expect(entry.match(/It opens by itself/gu)).toHaveLength(1);
  });

  it("/status together with the postponement says once how it opens again", () => {
    const entry = renderEntry({
      answers: [answer("tom", act("status", "status"))],
      news: [{ kind: "status", status: "postponed", reasonCode: "postponed" }],
      view: show(postponedDecision()),
    });
    expect(entry.match(/It opens again by itself/gu)).toHaveLength(1);
  });

  it("/status of a rejected release promises nothing", () => {
    const reply = renderEntry({
      answers: [answer("tom", act("status", "status"))],
      news: [],
      view: show({ ...waiting(), status: "rejected" }),
    });
    expect(reply).not.toContain("It is cleared to ship when");
  });

  it.each([
    ["mia", ["/approve", "/reject", "/withdraw", "/cancel", "/status", "/help"], ["/authorize"]],
    ["tom", ["/approve", "/reject", "/withdraw", "/status", "/help"], ["/cancel", "/authorize"]],
    ["rae", ["/status", "/help"], ["/approve", "/cancel", "/extend"]],
    ["mia", ["/extend 24h", "/postpone date", "/critical-only", "/remind"], ["/override", "/released"]],
    ["quinn", ["/resolve C1 <commit>", "/delegate", "/unavailable", "/conflict"], ["/confirm", "/decide"]],
  ] as const)("/help of %s", (login, has, hasNot) => {
    const reply = say(login, act("help", "help"));
    for (const command of has) expect(reply).toContain(`| \`${command}`);
    for (const command of hasNot) expect(reply).not.toContain(`| \`${command}`);
  });

  it.each<[Parameters<typeof answer>[0], ReturnType<typeof waiting>, string[]]>([
    ["lea", disputed(), ["| **To decide** | |\n| `/decide proceed: reason`"]],
    ["tom", disputed(), ["| `/confirm C1` |", "| `/reopen C1 reason` |"]],
    ["lea", overriddenDecision(), ["| **Sign-off** | |\n| `/ratify reason`"]],
    ["mia", overriddenDecision(), ["| **Release manager** | |", "| `/released` |"]],
    ["mia", { ...overriddenDecision(), waivers: [] }, ["| `/waive item reason` |"]],
    [
      "mia",
      releasedDecision(),
      ["| `/rolled-back reason` |", "| `/waive devops-lead reason` | Excuses a follow-up"],
    ],
    ["rae", disputed(), ["You are asked as Security (`security-lead`).", "| `/approve [role] [notes]` |"]],
  ])("/help of %s, by role", (login, decision, has) => {
    const reply = renderEntry({
      answers: [answer(login, act("help", "help"))],
      news: [],
      view: show(decision),
    });
    for (const words of has) expect(reply).toContain(words);
  });

  it("/status of a released one says what is owed", () => {
    const reply = renderEntry({
      answers: [answer("tom", act("status", "status"))],
      news: [],
      view: show(releasedDecision()),
    });
    expect(reply).toContain(
      "Owed now:\n- DevOps review: @dana, **late** since 24 Nov 15:00 UTC · `/approve devops-lead`",
    );
  });

  it("/status says when it opens by itself", () => {
    const reply = renderEntry({
      answers: [answer("tom", act("status", "status"))],
      news: [],
      view: show(smallHotfix("waiting")),
    });
    expect(reply).toContain("It opens by itself on **Tue 24 Nov 2026, 16:00 UTC**");
  });

  it("/help names /authorize where policy asks for it", () => {
    const manual = { ...policy, rules: { ...policy.rules, authorization: "manual" as const } };
    const reply = renderEntry({
      answers: [answer("mia", act("help", "help"))],
      news: [],
      view: show(waiting(), { policy: manual }),
    });
    expect(reply).toContain("`/authorize`");
  });
});

describe("what counted", () => {
  it("a rejection, a withdrawal, a cancellation", () => {
    const entry = say(
      "quinn",
      act("reject", "counted", {}, "qa-lead"),
      act("withdraw", "counted", {}, null),
      act("cancel", "counted", {}, "release-manager"),
    );
    expect(entry).toBe(
      `❌ @quinn rejected as **QA**.\n\n↩️ @quinn withdrew their review.\n\n🛑 @quinn cancelled this release.\n\n${missing}`,
    );
  });

  it("an approval with conditions names them", () => {
    const decision = waiting();
    const given = decision.reviews.find((one) => one.role === "technical-lead");
    const shown = show(decision);
    const entry = renderEntry({
      answers: [{ ...answer("tom", act("approve", "counted", {}, "technical-lead")), key: given?.key ?? "" }],
      news: [],
      view: shown,
    });
    expect(entry).toBe(`✅ @tom approved as **Technical lead**, if C1. ${missing}`);
  });

  type Counted = [
    command: string,
    login: Parameters<typeof answer>[0],
    facts: Parameters<typeof act>[2],
    role: string | null,
    words: string,
  ];
  const counted: Counted[] = [
    [
      "resolve",
      "dana",
      { condition: "C2", setter: "tom", waits: true },
      null,
      "🔧 @dana resolved **C2**. @tom looks at it, and posts one of these:\n```text\n/confirm C2\n```\n```text\n/reopen C2 the reason\n```\n\nStill missing",
    ],
    [
      "resolve",
      "tom",
      { condition: "C2", setter: "tom", waits: false },
      null,
      "✅ @tom resolved **C2**: it is met.",
    ],
    ["confirm", "tom", { condition: "C1" }, null, "✅ @tom confirmed that **C1** is met."],
    [
      "reopen",
      "tom",
      { condition: "C1" },
      null,
      "↩️ @tom opened **C1** again. Whoever mends it posts `/resolve C1 <commit>`.",
    ],
    [
      "delegate",
      "sam",
      { to: "rae", until: "2026-11-27T23:59:59Z" },
      "security-lead",
      "🤝 @sam handed **Security** to @rae, until Fri 27 Nov 2026, 23:59 UTC. @rae can answer now with `/approve security-lead`; both together count as one.",
    ],
    [
      "unavailable",
      "sam",
      { roles: ["security-lead"], until: "2026-11-27T23:59:59Z" },
      null,
      "🏖️ @sam is away as **Security** until Fri 27 Nov 2026, 23:59 UTC. Security: @sue or @rae can answer.",
    ],
    [
      "unavailable",
      "mia",
      { roles: ["devops-lead"], until: null },
      "devops-lead",
      "🏖️ @mia recorded that **DevOps** is away.",
    ],
    [
      "conflict",
      "dana",
      { about: "other" },
      "devops-lead",
      "⚖️ @dana opened a conflict. It holds the release until it is decided.",
    ],
    [
      "decide",
      "lea",
      { ruling: "proceed", overrules: [{ role: "qa-lead", login: "quinn" }], conflicts: 2 },
      "project-leadership",
      "⚖️ @lea decided as **Project leadership**: **go on**. That ends 2 conflicts. Overruled: QA (quinn).",
    ],
    [
      "decide",
      "lea",
      { ruling: "stop", overrules: [], conflicts: 1 },
      "project-leadership",
      "**stop**. It does not ship until the same role, or who has the last word, posts `/decide proceed: the reason`; or until a new revision.",
    ],
    [
      "override",
      "tom",
      { reason: "x" },
      "technical-lead",
      "⚠️ @tom used the **override** as **Technical lead**.",
    ],
    ["ratify", "lea", {}, "project-leadership", "✅ @lea signed off the override as **Project leadership**."],
    [
      "waive",
      "lea",
      { item: "coverage" },
      "project-leadership",
      "⚠️ @lea waived **Coverage** as **Project leadership**.",
    ],
    [
      "extend",
      "mia",
      { duration: "24h", deadline: "2026-12-08T09:00:00Z" },
      "release-manager",
      "⏱️ @mia gave 24h more: the last day is **Tue 8 Dec 2026, 09:00 UTC** now.",
    ],
    [
      "postpone",
      "mia",
      { until: "2026-12-01T00:00:00Z" },
      "release-manager",
      "⏸️ @mia postponed this release until **Tue 1 Dec 2026, 00:00 UTC**.",
    ],
    ["critical-only", "mia", {}, "release-manager", "✂️ @mia asks for the critical items"],
    [
      "conditional-release",
      "mia",
      { roles: ["devops-lead"] },
      "release-manager",
      "⏭️ @mia put off **DevOps** until after the release.",
    ],
    ["remind", "mia", {}, "release-manager", "🔔 @mia reminds everybody"],
    ["released", "mia", {}, "release-manager", "📦 @mia recorded that v1.2.0 is released."],
    [
      "rolled-back",
      "mia",
      {},
      "release-manager",
      "⏪ @mia recorded that v1.2.0 was **rolled back**. 1 follow-up stays open.",
    ],
  ];
  it.each(counted)("/%s of %s", (command, login, facts, role, words) => {
    const entry = renderEntry({
      answers: [answer(login, act(command, "counted", facts, role))],
      news: [],
      view: show(disputed()),
    });
    expect(entry).toContain(words);
    expect(entry).not.toMatch(/undefined|null|NaN/u);
  });

  it("an approval of a delegate, with items left unticked; after the release it settles", () => {
    const given = review("rae", "security-lead", "2026-11-24T15:00:00Z", {
      onBehalfOf: person("sam"),
      checklist: [{ text: "Secrets stay out of logs", ticked: false }],
    });
    const decision = { ...releasedDecision(), reviews: [given] };
    const settled = { at: given.to, by: person("rae"), key: given.key, verdict: "approved" as const };
    const entry = renderEntry({
      answers: [{ ...answer("rae", act("approve", "counted", {}, "security-lead")), key: given.key }],
      news: [],
      view: show({
        ...decision,
        obligations: [obligation("review/security-lead", { settled }), obligation("ratify")],
      }),
    });
    expect(entry).toBe(
      "✅ @rae approved as **Security** for sam, with 1 item left unticked. That settles the follow-up. Still owed: Sign-off of the override.",
    );
  });

  it.each([
    ["qa-lead", "review/qa-lead", "**QA review**"],
    ["c3", "condition/C3", "**C3** Watch the new templates"],
  ])("/waive %s after the release excuses a follow-up", (item, id, label) => {
    const settled = { at: now, by: person("mia"), key: "comment:2001", verdict: "excused" as const };
    const decision = releasedDecision();
    const entry = renderEntry({
      answers: [answer("mia", act("waive", "counted", { item }, "release-manager"))],
      news: [{ kind: "settled", obligations: [obligation(id, { settled })] }],
      view: show({
        ...decision,
        obligations: decision.obligations.map((one) => (one.id === id ? { ...one, settled } : one)),
      }),
    });
    expect(entry).toContain(
      `⚠️ @mia excused ${label} as **Release manager**: nobody owes it any more. It is shown in the issue and in the audit.`,
    );
    expect(entry).toContain("**excused** by mia");
    expect(entry).not.toContain("waived");
  });

  it("/waive of no follow-up, after the release: what is owed", () => {
    const entry = renderEntry({
      answers: [
        answer("mia", act("waive", "no-such-item", { item: "qaa", items: ["qa-lead", "devops-lead", "C3"] })),
      ],
      news: [],
      view: show(releasedDecision()),
    });
    expect(entry).toContain("`qaa` is no follow-up of this release.");
    expect(entry).toContain("Owed: `devops-lead` and `C3`.");
    expect(entry).toContain("/waive devops-lead the reason");
  });

  it("what everybody is told in the same entry is not said twice", () => {
    const opened = conflict({
      id: "comment:2001/1",
      opened: "command",
      summary: "Is it safe?",
      by: person("tom"),
    });
    const entry = renderEntry({
      answers: [answer("tom", act("conflict", "counted", { about: "other" }, "technical-lead"))],
      news: [{ kind: "conflict", conflict: opened }],
      view: show({ ...disputed(), conflicts: [opened] }),
    });
    expect(entry.startsWith("⚖️ **Conflict** about **v1.2.0**")).toBe(true);
    expect(entry).toContain("by @tom: “Is it safe?”");
    expect(entry).not.toContain("opened a conflict");
  });

  it("the last review: cleared, with version and commit", () => {
    const entry = renderEntry({
      answers: [answer("dana", act("approve", "counted", {}, "devops-lead"))],
      news: [{ kind: "status", status: "authorized", reasonCode: "all-reviews-in" }],
      view: show(cleared()),
    });
    expect(entry).toBe(
      `✅ @dana approved as **DevOps**.\n\n🚀 **v1.2.0** at [\`a41f9c2\`](https://github.com/acme/proxmox-mpc/commit/${commit}) is **cleared to ship**. 6 of 6 reviews are in.`,
    );
  });

  it("one comment for several people, the rest said once", () => {
    const entry = renderEntry({
      answers: [
        answer("tom", act("approve", "counted", {}, "technical-lead")),
        answer("stranger", act("approve", "no-role", { asked: [{ role: "qa-lead", members: ["quinn"] }] })),
      ],
      news: [],
      view,
    });
    expect(entry.match(/Still missing/gu)).toHaveLength(1);
    expect(entry).not.toContain("Nothing else changed");
    expect(entry.startsWith("✅ @tom approved")).toBe(true);
  });
});

describe("who is rung", () => {
  it("nobody, by an outsider's comment", () => {
    const asked = [{ role: "security-lead", members: ["sam", "sue"] }];
    const reply = say("stranger", act("approve", "no-role", { asked }));
    expect(reply.match(/@\w+/gu)).toEqual(["@stranger"]);
    expect(reply).toContain("**Who can:** Security (sam or sue).");
  });

  it("at most 50 people, by a request", () => {
    const crowd = Array.from({ length: 200 }, (_, i) => ({ id: i + 1, login: `p${i}` }));
    const decision = decide([
      requirement("qa-lead", { canReview: crowd.slice(0, 30) }),
      requirement("security-lead", { canReview: crowd.slice(30) }),
      requirement("devops-lead", { canReview: crowd.slice(10, 20) }),
    ]);
    const entry = renderEntry({ answers: [], news: [{ kind: "request" }], view: show(decision) });
    for (const title of ["DevOps", "QA", "Security"])
      expect(entry).toMatch(new RegExp(`\\*\\*${title}\\*\\*: @p`, "u"));
    expect(entry.match(/@\w+/gu)?.length).toBeLessThanOrEqual(50);
    expect(new Set(entry.match(/@p\d+/gu)).size).toBeLessThanOrEqual(50);
    expect(entry).toContain("and 154 more");
  });
});

describe("news", () => {
  const tell = (news: Parameters<typeof renderEntry>[0]["news"][number], shown = view) =>
    renderEntry({ answers: [], news: [news], view: shown });

  it("a request: who is asked, until when", () => {
    expect(
      tell({ kind: "request" }, show(decide([requirement("qa-lead"), requirement("security-lead")]))),
    ).toBe(
      `🔔 **v1.2.0** at [\`a41f9c2\`](https://github.com/acme/proxmox-mpc/commit/${commit}), a minor release, is up for review, requested by @mia.

- **Security**: @sam, @sue, by 24 Nov 17:00 UTC · Security assessment
- **QA**: @quinn, by 26 Nov 17:00 UTC · Testing completeness

Answer with \`/approve\` or \`/reject the reason\` by **Mon 7 Dec 2026, 09:00 UTC**.`,
    );
  });

  it("a further revision: what changed, which reviews are void", () => {
    const second = show(decide([requirement("qa-lead")], { request: { ...request, revision: 2 } }));
    const entry = tell(
      {
        kind: "request",
        previous: {
          revision: 1,
          commit: "1".repeat(40),
          url: "https://github.com/acme/proxmox-mpc/compare/1...a",
          void: [{ role: "qa-lead", login: "quinn" }],
        },
      },
      second,
    );
    expect(entry).toContain("**revision 2**");
    expect(entry).toContain(
      "Since revision 1: [`1111111` → `a41f9c2`](https://github.com/acme/proxmox-mpc/compare/1...a).",
    );
    expect(entry).toContain("these are needed again: QA (quinn).");
  });

  it("an approval that was edited, and one that was deleted", () => {
    const edited = review("tom", "technical-lead", "2026-11-24T08:15:00Z", {
      code: "edited-later",
      counted: false,
      facts: { at: "2026-11-24T15:04:00Z", by: "olaf" },
    });
    expect(tell({ kind: "void", review: edited })).toBe(
      "⚠️ @tom, your approval as **Technical lead** **no longer counts**: the comment was edited by olaf on 24 Nov 15:04 UTC. If you still mean it, post:\n```text\n/approve technical-lead\n```",
    );
    expect(tell({ kind: "void", review: { ...edited, code: "deleted", facts: {} } })).toContain(
      "the comment was deleted.",
    );
  });

  it("damage of the history", () => {
    const damage = {
      what: "edited",
      digest: null,
      comment: 5,
      at: "2026-11-24T15:04:00Z",
      by: { id: 201, login: "olaf", kind: "user" },
    } as const;
    expect(tell({ kind: "damage", damage })).toContain(
      "an entry was edited by olaf on 24 Nov 15:04 UTC. It counts for nothing",
    );
    expect(tell({ kind: "damage", damage: { ...damage, what: "unreadable", at: null, by: null } })).toContain(
      "an entry cannot be read. It",
    );
  });

  const at = "**v1.2.0** at [`a41f9c2`]";
  const told: [
    string,
    Parameters<typeof renderEntry>[0]["news"],
    ReturnType<typeof waiting>,
    string[],
    string[]?,
  ][] = [
    [
      "warnings and overdue reviews: one message, each once, with contact and ways out",
      [
        { kind: "warning", role: "qa-lead", due: "2026-11-26T17:00:00Z", who: [person("quinn")], alsoTo: [] },
        {
          kind: "overdue",
          role: "security-lead",
          due: "2026-11-24T14:00:00Z",
          who: [person("sam"), person("sue")],
          alsoTo: [person("mia"), person("sue")],
        },
        {
          kind: "overdue",
          role: "devops-lead",
          due: "2026-11-23T17:00:00Z",
          who: [person("dana"), person("sue")],
          alsoTo: [person("mia")],
        },
        { kind: "warning", role: null, due: "2026-12-07T09:00:00Z", who: [person("quinn")], alsoTo: [] },
      ],
      waiting(),
      [
        `🔴 ${at}`,
        ": 2 reviews are **late**.",
        "- **DevOps**: @dana or @sue, **late** since 23 Nov 17:00 UTC\n- **Security**: @sam or sue, **late** since 24 Nov 14:00 UTC · contact: on call, +00 000\n- **QA**: @quinn, due 26 Nov 17:00 UTC",
        "**The release expires on Mon 7 Dec 2026, 09:00 UTC** unless it is cleared or gets more time by then. Also missing: C1.",
        "@mia, what you can do: `/extend 24h the reason`",
      ],
    ],
    [
      "a warning alone",
      [{ kind: "warning", role: "qa-lead", due: "2026-11-26T17:00:00Z", who: [person("quinn")], alsoTo: [] }],
      waiting(),
      [
        "⏰ ",
        ": 1 review is due soon.",
        "- **QA**: @quinn, due 26 Nov 17:00 UTC",
        "The last day is **Mon 7 Dec",
      ],
      ["what you can do"],
    ],
    [
      "a reminder: everything that is missing, and from whom",
      [{ kind: "reminder", by: person("mia") }],
      disputed(),
      [
        "🔔 @mia reminds: still missing for",
        "- **C1**: @tom · `/confirm C1`",
        "- **A ruling**: @lea · `/decide proceed: the reason`",
      ],
    ],
    [
      "a reminder after the release: what is owed",
      [{ kind: "reminder", by: null }],
      releasedDecision(),
      ["🔔 Still owed for", "- DevOps review: @dana"],
    ],
    [
      "a conflict",
      [{ kind: "conflict", conflict: conflict() }],
      disputed(),
      [
        "⚖️ **Conflict** about",
        "@lea (Project leadership) decides, and nobody else",
        "/decide stop: the reason",
      ],
    ],
    [
      "critical items only, by the rules",
      [{ kind: "step", step: "critical-only", roles: [] }],
      waiting(),
      ["✂️ Time runs out.", "critical items"],
    ],
    [
      "a conditional release, by the rules",
      [{ kind: "step", step: "conditional-release", roles: ["devops-lead"] }],
      waiting(),
      ["put **DevOps** off until after the release"],
    ],
    [
      "a postponement, by the rules",
      [{ kind: "step", step: "postpone", roles: [] }],
      postponedDecision(),
      ["⏸️ Time has run out."],
    ],
    [
      "an overdue follow-up",
      releasedDecision()
        .obligations.filter((one) => one.id === "review/devops-lead")
        .map((one) => ({ kind: "owed" as const, obligation: one, escalated: false, alsoTo: [] })),
      releasedDecision(),
      [
        "🕓 ",
        "is released, and this is **overdue**:",
        "- DevOps review: @dana, **late** since 24 Nov 15:00 UTC · `/approve devops-lead`",
      ],
      ["working day"],
    ],
    [
      "an overdue follow-up, escalated",
      releasedDecision()
        .obligations.filter((one) => one.id === "review/devops-lead")
        .map((one) => ({
          kind: "owed" as const,
          obligation: one,
          escalated: true,
          alsoTo: [person("mia"), person("dana")],
        })),
      releasedDecision(),
      ["🔴 ", "@mia: this has been overdue for more than a working day."],
    ],
    [
      "everything settled",
      [
        {
          kind: "settled",
          obligations: releasedDecision().obligations.map((one) => ({
            ...one,
            settled: {
              at: "2026-11-24T15:00:00Z",
              by: person("lea"),
              key: "k",
              verdict: "rejected" as const,
            },
          })),
        },
      ],
      releasedDecision(),
      ["🏁 Nothing is owed for", "- ❌ QA review: **rejected** by lea, 24 Nov 15:00 UTC"],
    ],
    [
      "a release that shipped meanwhile",
      [{ kind: "shipped", shipped }],
      waiting(),
      ["⚠️ **v1.1.5** (hotfix, #60) shipped", "@mia: merge them, then ask for"],
    ],
    [
      "one commit that shipped meanwhile",
      [{ kind: "shipped", shipped: { ...shipped, commits: 1, examples: [] } }],
      waiting(),
      ["with [1 commit](", "@mia: merge it, then ask for"],
      ["merge them"],
    ],
    [
      "cleared by the automatic override",
      [{ kind: "status", status: "authorized", reasonCode: "override" }],
      {
        ...overriddenDecision(),
        override: override({ by: null, role: null, reason: "", url: null, standsInFor: ["quorum"] }),
      },
      [
        "is **cleared to ship by the automatic override**, which stands in for the quorum. 4 of 6 reviews are in.",
      ],
      ["of the rules"],
    ],
    [
      "a command that counts no more",
      [
        {
          kind: "void-act",
          act: act(
            "waive",
            "edited-later",
            { at: "2026-11-24T15:04:00Z", by: "olaf", item: "coverage" },
            "project-leadership",
          ),
          person: person("lea"),
          url: null,
        },
      ],
      waiting(),
      [
        "⚠️ @lea, your `/waive` as **Project leadership** **no longer counts**: the comment was edited by olaf on 24 Nov 15:04 UTC.",
        "/waive coverage the reason",
      ],
    ],
    [
      "cleared by override",
      [{ kind: "status", status: "authorized", reasonCode: "override" }],
      overriddenDecision(),
      [
        "is **cleared to ship by @tom's override**, which stands in for QA and DevOps. 4 of 6 reviews are in. Afterwards @lea signs it off with `/ratify the reason`.",
      ],
    ],
    [
      "cleared in silence",
      [{ kind: "status", status: "authorized", reasonCode: "all-reviews-in" }],
      smallHotfix("lapsed"),
      [
        "is **cleared to ship**, and **nobody reviewed it**: Maintainer did not answer in time. The review is owed after the release.",
      ],
      ["0 of 0"],
    ],
    [
      "released, with what is owed",
      [{ kind: "status", status: "released", reasonCode: "released" }],
      releasedDecision(),
      [
        "is **released**. Owed now:",
        "- **C3** Watch the new templates: @tom, by 1 Dec 14:45 UTC · `/resolve C3 <commit>`",
      ],
    ],
    [
      "open again",
      [{ kind: "status", status: "pending", reasonCode: "review-missing" }],
      { ...decide([requirement("qa-lead")]), schedule: schedule({ start: "2026-11-24T15:00:00Z" }) },
      ["▶️ ", "is **open again**: it was postponed until now.", "- **QA**: @quinn, by 26 Nov 17:00 UTC"],
    ],
  ];
  it.each(told)("%s", (_, news, decision, has, lacks = []) => {
    const entry = renderEntry({ answers: [], news, view: show(decision) });
    for (const words of has) expect(entry).toContain(words);
    for (const words of lacks) expect(entry).not.toContain(words);
    expect(entry).not.toMatch(/undefined|null|NaN/u);
    const rung = entry.match(/@\w+/gu) ?? [];
    if (news.some((one) => one.kind === "overdue" || one.kind === "owed"))
      expect(new Set(rung).size).toBe(rung.length);
  });

  it("at most 50 are rung by what is late, however many are", () => {
    const crowd = Array.from({ length: 120 }, (_, i) => ({ id: i + 1, login: `p${i}` }));
    const news = Array.from({ length: 12 }, (_, i) => ({
      kind: "overdue" as const,
      role: "qa-lead",
      due: "2026-11-23T17:00:00Z",
      who: crowd.slice(i * 10, i * 10 + 10),
      alsoTo: crowd,
    }));
    const entry = renderEntry({ answers: [], news, view });
    expect(entry.match(/@p\d+/gu)?.length).toBe(50);
  });

  it("a publishing run that failed: exit code, last lines as data, how to go on", () => {
    const words = tellFailedPublish({ exitCode: 3, tail: "npm error 403\n``` @mia" }, show(cleared()));
    expect(words).toContain(`❌ Publishing ${at}`);
    expect(words).toContain(
      "**failed** with exit code 3.\n\nThe last lines:\n````text\nnpm error 403\n``` @mia\n````",
    );
    expect(words).toContain("no run holds this release");
    const killed = tellFailedPublish({}, show(cleared()));
    expect(killed).toContain("**failed**: a signal ended its command.");
    expect(killed).not.toContain("last lines");
  });

  it.each([
    ["rejected", "cannot ship"],
    ["blocked", "cannot ship"],
    ["expired", "next revision"],
    ["cancelled", "will not ship"],
    ["released", "is **released**"],
    ["approved", "/authorize"],
    ["pending", "waits again. Still missing: DevOps, Security"],
    ["postponed", "Postponed"],
  ] as const)("%s, with version and commit", (status, words) => {
    const entry = tell({ kind: "status", status, reasonCode: "x" }, show({ ...waiting(), status }));
    expect(entry).toContain(words);
    expect(entry).toContain("**v1.2.0** at [`a41f9c2`]");
  });
});

describe("the entry fits into a comment, whatever there is", () => {
  it("counts the answers that it leaves out", () => {
    const long = "x`@mia".repeat(10_000);
    const answers = Array.from({ length: 400 }, () =>
      answer(
        "tom",
        act(null, "edited", { at: "2026-11-24T15:04:00Z", by: "tom", text: long }),
        act("approve", "malformed", { problem: long, example: "/approve", said: long }),
      ),
    );
    const entry = renderEntry({ answers, news: [], view });
    expect(entry.length).toBeLessThanOrEqual(30_000);
    expect(entry).toMatch(/… and [\d,]+ more answers: 👍 counted, 😕 not counted\./u);
    expect(renderEntry({ answers, news: [], view }, { max: 1000 }).length).toBeLessThanOrEqual(1000);
  });

  it("of a request with a thousand roles", () => {
    const many = Array.from({ length: 1000 }, (_, i) => ({
      ...requirement("qa-lead"),
      role: `r${i}`,
      focus: "f".repeat(200),
    }));
    const decision = decide(many, { findings: many.map(() => finding("review-lost", { login: "tom" })) });
    for (const news of [{ kind: "request" }, { kind: "status", status: "blocked", reasonCode: "x" }] as const)
      expect(
        renderEntry({ answers: [answer("tom", act("status", "status"))], news: [news], view: show(decision) })
          .length,
      ).toBeLessThan(longestBody);
  });
});
