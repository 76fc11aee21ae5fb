import { describe, expect, it } from "vitest";
import {
  cleared,
  commit,
  decide,
  finding,
  policy,
  request,
  requirement,
  show,
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
| ⏳ C1 Update the API examples | @tom: approve again once it is done |  |

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

describe("the annotation is one plain line", () => {
  it("of UX.md", () => {
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
