import { actCodes } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import {
  act,
  answer,
  cleared,
  commit,
  decide,
  finding,
  policy,
  request,
  requirement,
  review,
  show,
  waiting,
} from "../test/samples.ts";
import { explanations } from "./explanations.ts";
import { longestBody } from "./issue-body.ts";
import { renderEntry } from "./replies.ts";

const view = show(waiting());
const rules = `[The rules](${view.links.rules})`;
const missing = "Still missing: DevOps, Security, Product, QA, C1.";
const say = (...acts: Parameters<typeof answer>) =>
  renderEntry({ answers: [answer(...acts)], news: [], view });

describe("the reply of UX.md", () => {
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
    problem: "A rejection needs a reason.",
    example: "/reject the reason",
    after: "2026-11-24T16:00:00Z",
    revision: 2,
    commit,
    status: "expired",
    limit: 16000,
    at: "2026-11-24T15:04:00Z",
    by: "tom",
    text: "/approve",
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
    ["malformed", "A rejection needs a reason.", "/reject the reason"],
    ["not-supported", "`/cancel` does not work in this version yet", "`/help` lists what does"],
    ["nothing-to-withdraw", "no review of yours stands", "`/status`"],
    ["not-your-command", "`/approve` is for QA", "**Who can:** @quinn."],
    ["authorization-automatic", "nobody has to authorize", ""],
    ["too-early", "counts from **Tue 24 Nov 2026, 16:00 UTC** on", "/approve"],
    ["earlier-revision", "it came before revision 2", "/approve"],
    ["ended", "the release is expired", "Ask for the release again"],
    ["left-policy", "today's rules no longer name you as QA", "**Who can:** @quinn."],
    ["nudge", "only a command counts", "/approve qa-lead"],
    ["too-long", "up to 16,000 characters", "a shorter comment"],
    ["superseded", "the latest answer counts", ""],
    ["note-only", "there is no command in it", ""],
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
| ⏳ C1 Update the API examples | @tom: approve again once it is done |  |

Last day: **Mon 7 Dec 2026, 09:00 UTC**. It is cleared to ship when the last one is in.`);
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
    ["rae", ["/status", "/help"], ["/approve", "/cancel"]],
  ] as const)("/help of %s", (login, has, hasNot) => {
    const reply = say(login, act("help", "help"));
    for (const command of has) expect(reply).toContain(`| \`${command}`);
    for (const command of hasNot) expect(reply).not.toContain(`| \`${command}`);
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
        act("approve", "malformed", { problem: long, example: "/approve" }),
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
