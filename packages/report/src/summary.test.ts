import { describe, expect, it } from "vitest";
import {
  approved,
  cleared,
  commit,
  conflict,
  decide,
  disputed,
  finding,
  hotfix,
  overriddenDecision,
  policy,
  postponedDecision,
  releasedDecision,
  request,
  requirement,
  shipped,
  show,
  smallHotfix,
  waiting,
} from "../test/samples.ts";
import { renderStatusText } from "./status-text.ts";
import {
  annotation,
  renderAuditSummary,
  renderGateSummary,
  renderRequestSummary,
  renderTrackSummary,
} from "./summary.ts";

const plain = (markdown: string) => markdown.replaceAll("\u00A0", " ");
const at = `**v1.2.0** at [\`a41f9c2\`](https://github.com/acme/proxmox-mpc/commit/${commit})`;

describe("the gate", () => {
  it("shut: what is missing, who can do it", () => {
    expect(
      plain(renderGateSummary(show(waiting()), { authorized: false, reason: null, startsByItself: true })),
    ).toBe(`## 🔒 v1.2.0 was not published

${at}: 4 reviews and 1 condition are missing. Nothing left this repository.

| Missing | Who can do it | Due, UTC |
|---|---|---|
| 🔴 DevOps | @dana | **late**, Mon 23 Nov 17:00 |
| ⏳ Security | @sam or @sue | Tue 24 Nov 17:00 |
| ⏳ Product | @pia | Wed 25 Nov 17:00 |
| ⏳ QA | @quinn | Thu 26 Nov 17:00 |
| ⏳ C1 Update the API examples | anybody asked here: \`/resolve C1 <commit>\` |  |

### [Open the release →](https://github.com/acme/proxmox-mpc/issues/57)

**Nothing to do on this page.** Publishing starts by itself when the last one is in.
`);
  });

  it("shut: publishing does not promise to start by itself where nothing starts it", () => {
    expect(renderGateSummary(show(waiting()), { authorized: false, reason: null })).toContain(
      "Run this workflow again when the last one is in.",
    );
  });

  it("shut for another commit, whatever the reviews say", () => {
    const reason = "b0b0b0b is about to ship. Ship the gate's output `commit`.";
    const summary = renderGateSummary(show(cleared()), { authorized: false, reason });
    expect(summary).toContain("output `commit`. Nothing left this repository.");
    expect(annotation(show(cleared()), { authorized: false, reason })).toBe(
      `v1.2.0 was not published: ${reason} See #57.`,
    );
  });

  it("open: exactly this version and commit", () => {
    const summary = plain(
      renderGateSummary(show(cleared()), {
        authorized: true,
        reason: null,
        authorizationSha256: "f".repeat(64),
      }),
    );
    expect(summary).toContain(`## 🚀 v1.2.0 is cleared to ship\n\n${at}, and nothing else.`);
    expect(summary).toContain(`Authorization, SHA-256: \`${"f".repeat(64)}\``);
  });
});

describe("the gate says why not yet, who can unblock it, and when it opens by itself", () => {
  const shut = (decision: ReturnType<typeof waiting>) =>
    plain(renderGateSummary(show(decision), { authorized: false, reason: null, startsByItself: true }));

  it.each<[string, ReturnType<typeof waiting>, string[]]>([
    [
      "conditions and a conflict, each with its command",
      { ...disputed(), status: "pending" },
      [
        "3 reviews, 2 conditions and 1 ruling are missing.",
        "| ⏳ C1 Update the API examples | @tom: `/confirm C1` |  |",
        "| ⏳ C2 Announce the window | anybody asked here: `/resolve C2 <commit>` |  |",
        "| ⚖️ A ruling | @lea: `/decide proceed: the reason` |  |",
      ],
    ],
    [
      "a question that somebody asked",
      {
        ...decide([approved("tom", "technical-lead", "2026-11-24T08:15:00Z")], { status: "pending" }),
        conflicts: [conflict({ opened: "command", about: "technical", summary: "Is the cache safe?" })],
      },
      ["1 ruling is missing.", "| ⚖️ A technical ruling: Is the cache safe? | @lea:"],
    ],
    [
      "the smallest sets of reviews, and the moment",
      {
        ...waiting(),
        opening: {
          smallestSets: [["qa-lead"], ["devops-lead"]],
          opensAt: "2026-11-25T09:00:00Z",
          later: null,
        },
      },
      [
        "These reviews are enough: QA, or DevOps. It opens by itself on **Wed 25 Nov 2026, 09:00 UTC**",
        "Publishing starts by itself when enough of them are in, or when its time has come.",
      ],
    ],
    [
      "when fewer reviews are enough",
      hotfix("waiting"),
      [
        "From **Tue 24 Nov 2026, 17:00 UTC** on, the release manager's review alone is enough.",
        "Publishing starts by itself when enough of them are in.",
      ],
    ],
    [
      "somebody who is away, with nobody else",
      decide([requirement("qa-lead", { away: [{ person: { id: 104, login: "quinn" }, until: null }] })]),
      ["| ⏳ QA | @quinn: away; `/delegate qa-lead @login` hands it over | Thu 26 Nov 17:00 |"],
    ],
    [
      "a postponement",
      postponedDecision(),
      ["Postponed until Tue 1 Dec 2026, 00:00 UTC.", "“The data centre moves”", "once it is open again"],
    ],
  ])("%s", (_, decision, has) => {
    const summary = shut(decision);
    for (const words of has) expect(summary).toContain(words);
  });

  it("open by override: said in the title, with what was waived", () => {
    const summary = plain(renderGateSummary(show(overriddenDecision()), { authorized: true, reason: null }));
    expect(summary).toContain("## 🚀 v1.2.0 is cleared to ship by tom's override\n");
    expect(summary).toContain("It stands in for QA and DevOps");
    expect(summary).toContain("⚠️ **Coverage** [waived](");
  });
});

describe("the annotation is one plain line", () => {
  it.each([
    [
      smallHotfix("waiting"),
      "v1.2.1 was not published: waiting for Maintainer; it opens by itself on Tue 24 Nov 2026, 16:00 UTC. See #57.",
    ],
    [
      hotfix("waiting"),
      "v1.2.1 was not published: waiting for Release manager, Technical lead, Product and Security; from Tue 24 Nov 2026, 17:00 UTC on, the release manager's review alone is enough. See #57.",
    ],
    [
      { ...disputed(), status: "pending" as const },
      "v1.2.0 was not published: waiting for DevOps, Security, Product, QA, C1, C2 and a ruling. See #57.",
    ],
    [postponedDecision(), "v1.2.0 was not published: postponed until Tue 1 Dec 2026, 00:00 UTC. See #57."],
    [overriddenDecision(), "v1.2.0 at a41f9c2 is cleared to ship by tom's override. See #57."],
  ])("%#", (decision, words) => {
    expect(annotation(show(decision))).toBe(words);
  });

  it("of a minor release that waits", () => {
    expect(annotation(show(waiting()))).toBe(
      "v1.2.0 was not published: waiting for DevOps, Security, Product, QA and C1. See #57.",
    );
  });

  it("for a cleared, a rejected and a hostile release", () => {
    expect(annotation(show(cleared()))).toBe("v1.2.0 at a41f9c2 is cleared to ship. See #57.");
    const hostile = decide([requirement("qa-lead", { title: "QA\n::error::x\u001B[31m" })], {
      request: { ...request, component: "a\nb" },
    });
    const words = annotation(show(hostile));
    expect([words.includes("\n"), words.includes("\u001B")]).toEqual([false, false]);
  });

  it("for a status without reviews", () => {
    const decision = decide([requirement("qa-lead")], {
      status: "cancelled",
      reasonCode: "cancelled",
      findings: [finding("cancelled", { login: "mia", reason: "no" }, "block")],
    });
    expect(annotation(show(decision))).toBe("v1.2.0 was not published: cancelled by mia: no. See #57.");
  });
});

describe("other summaries", () => {
  it("of a request", () => {
    const summary = plain(renderRequestSummary(show(waiting())));
    expect(summary).toContain("## 🔔 v1.2.0 is up for review");
    expect(summary).toContain(`${at}. Last day: **Mon 7 Dec 2026, 09:00 UTC**.`);
    expect(renderRequestSummary(show(waiting()), { found: true })).toContain("was already up for review");
  });

  it("of tracking", () => {
    const summary = renderTrackSummary(show(waiting()), { recorded: 1, answered: 2 });
    expect(summary).toContain("1 fact recorded, 2 comments answered.");
    expect(renderTrackSummary(show(waiting()), { recorded: 0, answered: 0 })).toContain(
      "nothing was written",
    );
  });

  it("of tracking: what is owed, and what shipped meanwhile", () => {
    expect(renderTrackSummary(show(releasedDecision()))).toContain(
      "**Owed now**\n\n- DevOps review: @dana, **late** since 24 Nov 15:00 UTC · `/approve devops-lead`",
    );
    expect(renderTrackSummary(show({ ...waiting(), lacks: [shipped] }))).toContain(
      "> [!WARNING]\n> **v1.1.5**",
    );
  });

  it("of an audit", () => {
    const view = show(cleared(), {
      ledger: {
        entries: 9,
        intact: false,
        damage: [{ what: "edited", digest: null, comment: 5, at: null, by: null }],
      },
    });
    const summary = renderAuditSummary(view, { files: ["audit/v1.2.0.json"], intact: false });
    expect(summary).toContain("⚠️ The history is damaged: 9 entries, 1 damaged.");
    expect(summary).toContain("- audit/v1.2.0.json");
    expect(summary).not.toContain("Attached");
    const attachedTo = "https://github.com/acme/shop/releases/tag/v1.2.0";
    expect(renderAuditSummary(view, { files: [], intact: true, attachedTo })).toContain(
      `Attached to the [GitHub Release](${attachedTo}).`,
    );
  });
});

describe("the tracker's text, in the specification's form", () => {
  it("waiting", () => {
    expect(renderStatusText(show(waiting()))).toBe(`Release Approval Status: v1.2.0 (Minor Release)
Required Approvals: 2 of 6

✅ Release manager: APPROVED (2026-11-23 09:40)
✅ Technical lead: APPROVED WITH CONDITIONS (2026-11-24 08:15)
⏳ Product owner: PENDING (due 2026-11-25 17:00)
⏳ QA lead: PENDING (due 2026-11-26 17:00)
⏳ Security lead: PENDING (due 2026-11-24 17:00)
🔴 DevOps lead: LATE (due 2026-11-23 17:00)

📌 C1: Update the API examples (tom)
⏳ Waiting: 2 of 6 reviews in, 1 condition open
`);
  });

  it.each([
    [
      disputed(),
      [
        "📌 C1: Update the API examples (tom, resolved by dana, to be confirmed)",
        "⚖️ To decide: the conflict",
        "⛔ Rejected by quinn as QA",
      ],
    ],
    [
      overriddenDecision(),
      ["🕓 QA lead: OVERRIDDEN", "⚠️ Authorized by override of tom: The certificate expires tonight"],
    ],
    [releasedDecision(), ["📦 Released", "🕓 DevOps review (due Tue 24 Nov 15:00)"]],
    [postponedDecision(), ["⏳ Postponed until Tue 1 Dec 2026, 00:00 UTC"]],
    [smallHotfix("lapsed"), ["🕓 Maintainer: AFTER RELEASE", "⚠️ Nobody answered in time"]],
    [
      decide([
        requirement("devops-lead", { state: "deferred" }),
        requirement("qa-lead", { state: "overruled" }),
      ]),
      ["🕓 DevOps lead: AFTER RELEASE", "⚖️ QA lead: OVERRULED"],
    ],
  ])("%#", (decision, has) => {
    const text = renderStatusText(show(decision));
    for (const words of has) expect(text).toContain(words);
  });

  it("authorized", () => {
    expect(renderStatusText(show(cleared()))).toContain(`✅ DevOps lead: APPROVED (2026-11-24 13:00)

🎉 All required approvals obtained
🚀 Release authorized for deployment
`);
  });

  it("approved, where the release manager authorizes by hand", () => {
    const manual = { ...policy, rules: { ...policy.rules, authorization: "manual" as const } };
    const view = show(
      {
        ...cleared(),
        status: "approved",
        finding: { code: "", severity: "wait", facts: {}, children: [finding("authorization-missing")] },
      },
      { policy: manual },
    );
    expect(renderStatusText(view)).toContain("⏳ Waiting for the release manager's authorization");
    expect(annotation(view)).toBe("v1.2.0 was not published: waiting for /authorize. See #57.");
  });
});
