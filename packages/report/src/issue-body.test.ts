import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  approved,
  cleared,
  condition,
  conflict,
  decide,
  disputed,
  finding,
  hotfix,
  obligation,
  overriddenDecision,
  override,
  person,
  policy,
  postponedDecision,
  releasedDecision,
  request,
  requirement,
  resolution,
  review,
  ruling,
  schedule,
  shipped,
  show,
  smallHotfix,
  waiting,
  waiver,
} from "../test/samples.ts";
import { longestBody, renderIssue } from "./issue-body.ts";
import { issueTitle } from "./issue-title.ts";

/** No-break spaces keep table cells together on a phone; the expected texts are easier to read without. */
const plain = (markdown: string) => markdown.replaceAll("\u00A0", " ");
const rejectedDecision = () =>
  decide(
    [
      approved("tom", "technical-lead", "2026-11-24T08:15:00Z"),
      requirement("qa-lead", {
        state: "rejected",
        rejectedBy: [
          review("quinn", "qa-lead", "2026-11-24T14:00:00Z", {
            verdict: "rejected",
            notes: "Login *fails*, ask @mia",
          }),
        ],
      }),
    ],
    {
      status: "rejected",
      reasonCode: "rejected",
      findings: [finding("rejected", { role: "qa-lead", title: "QA lead" }, "block")],
    },
  );

describe("the issue of a minor release", () => {
  it("waits for four reviews and a condition", () => {
    expect(plain(renderIssue(show(waiting())))).toBe(`<!-- release-approval: v1.2.0 -->
> [!IMPORTANT]
> **Waiting: 2 of 6 reviews in, 1 condition open.**
> Late: DevOps (@dana). Last day: **Mon 7 Dec 2026, 09:00 UTC**.

| Review | Who | Done or due, UTC |
|---|---|---|
| ✅ Release manager | @mia | Mon 23 Nov 09:40 |
| ✅ Technical lead, **if C1** | @tom | Tue 24 Nov 08:15 |
| 🔴 DevOps | @dana | **late**, Mon 23 Nov 17:00 |
| ⏳ Security | @sam, @sue | Tue 24 Nov 17:00 |
| ⏳ Product | @pia | Wed 25 Nov 17:00 |
| ⏳ QA | @quinn | Thu 26 Nov 17:00 |

**Must be done before release**

- **C1** Update the API examples. Asked by @tom, close it with \`/resolve C1 <commit>\`

### Your answer
One comment here:
\`\`\`text
/approve
\`\`\`
\`\`\`text
/approve
before release: what must be done first
\`\`\`
\`\`\`text
/reject the reason
\`\`\`
**Security**: tick the critical items of your checklist, below, in the same comment.

👍 counted. 😕 not counted, and a reply says why. Takes about a minute. To change your mind, post a new comment; an edited one no longer counts.

### What ships
[v1.1.4 → v1.2.0](https://github.com/acme/proxmox-mpc/compare/v1.1.4...a41f9c2) at [\`a41f9c2\`](https://github.com/acme/proxmox-mpc/commit/a41f9c2000000000000000000000000000000000): 14 pull requests by 5 people, requested by @mia

<details><summary><b>Security</b>: Security assessment</summary>

Look first at \`src/auth/**\`, \`package-lock.json\`

Contact: on call, +00 000

Copy this, and tick what you have looked at. **An approval needs**: No high or critical vulnerability
\`\`\`markdown
/approve security-lead
- [ ] No high or critical vulnerability
- [ ] Secrets stay out of logs
\`\`\`

</details>
<details><summary>What the other reviews look at</summary>

- **DevOps**: Deployment readiness · \`/approve devops-lead\`
- **Product**: Feature validation · \`/approve product-owner\`
- **QA**: Testing completeness · \`/approve qa-lead\`

</details>

---
[Rules for minor releases](https://github.com/acme/proxmox-mpc/blob/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/.github/release-approval.yml) · [History: 5 entries, intact](https://github.com/acme/proxmox-mpc/issues/57) · \`/help\` · as of 24 Nov 08:15 UTC, edits here are overwritten
`);
  });

  it("is cleared to ship: nothing left to answer", () => {
    const body = plain(renderIssue(show(cleared())));
    expect(body).toContain(`> [!TIP]
> **Cleared to ship: v1.2.0.**
> **v1.2.0** at [\`a41f9c2\`](https://github.com/acme/proxmox-mpc/commit/a41f9c2000000000000000000000000000000000), and nothing else. \`/reject the reason\` stops it until it is published.
`);
    expect(body).not.toContain("Your answer");
    expect(body).not.toContain("<details>");
  });

  it("is rejected: the words, and how to go on", () => {
    expect(plain(renderIssue(show(rejectedDecision())))).toContain(`> [!CAUTION]
> **Rejected by quinn as QA.**
> @quinn: “Login \\*fails\\*, ask @\u200Bmia” ([comment](https://github.com/acme/proxmox-mpc/issues/57#issuecomment-`);
  });

  it("is blocked: what misses its threshold, the cure once", () => {
    const evidence = [
      {
        item: "tests",
        verdict: "unmet" as const,
        figures: { success: 93.1, total: 1204 },
        threshold: "success 95",
      },
      {
        item: "coverage",
        verdict: "met" as const,
        figures: { line: 94 },
        source: "https://ci.example/coverage",
      },
      { item: "security-scan", verdict: "missing" as const, figures: {}, threshold: "fail on high" },
    ];
    const findings = evidence
      .filter(({ verdict }) => verdict !== "met")
      .map((one) => finding("evidence-unmet", one, "block"));
    const decision = decide(waiting().requirements, {
      status: "blocked",
      reasonCode: "evidence-unmet",
      request: { ...request, evidence },
      findings,
    });
    const body = plain(renderIssue(show(decision)));
    expect(body).toContain(`> [!CAUTION]
> **Blocked: Tests: success 93.1, total 1,204 (needed: success 95).**
> - Tests: success 93.1, total 1,204 (needed: success 95).
> - Security scan: the policy asks for a report, and the request names none (needed: fail on high).
>
> Mend what the report shows and ask again at the new commit.
`);
    expect(body).toContain(
      "❌ Tests success 93.1, total 1,204 (needed: success 95) · ✅ [Coverage](https://ci.example/coverage) 94 % · ❓ Security scan missing (needed: fail on high)",
    );
    expect(body).not.toContain("Your answer");
  });

  it("shows optional, lapsed and after-release reviews apart", () => {
    const body = plain(
      renderIssue(
        show(
          decide(
            [
              requirement("release-manager"),
              requirement("technical-lead", { effect: "if-available", state: "lapsed" }),
              requirement("product-owner", { effect: "after-release", state: "not-needed", due: null }),
              requirement("devops-lead", { effect: "optional", state: "not-needed" }),
              approved("quinn", "qa-lead", "2026-11-24T11:00:00Z"),
            ].map((one) => (one.role === "qa-lead" ? { ...one, effect: "optional" as const } : one)),
          ),
        ),
      ),
    );
    expect(body).toContain("**Waiting: 0 of 1 review in.**");
    expect(body).toContain(`**Not waited for**

| Review | Who | Done or due, UTC |
|---|---|---|
| ✅ QA | @quinn | Tue 24 Nov 11:00 |
| 🕓 Technical lead | @tom | after the release |
| 🕓 Product | @pia | after the release |
| ⚪ DevOps | @dana | optional, Mon 23 Nov 17:00 |
`);
  });

  it("links the button only when the run has one", () => {
    expect(
      renderIssue(show(waiting(), { reviewUrl: "https://github.com/acme/proxmox-mpc/actions/runs/9" })),
    ).toContain(
      "[**Open the run and press “Review deployments”**](https://github.com/acme/proxmox-mpc/actions/runs/9)",
    );
  });

  it.each([
    ["expired", "window-expired", {}, "Expired on Mon 7 Dec 2026, 09:00 UTC: 0 of 1 review in"],
    [
      "cancelled",
      "cancelled",
      { login: "mia", reason: "not *yet*", at: "2026-11-24T10:00:00Z" },
      "Cancelled by mia: not \\*yet\\*",
    ],
    ["released", "released", { at: "2026-11-24T10:00:00Z", run: 12 }, "Released: v1.2.0"],
  ] as const)("ends as %s", (status, code, facts, headline) => {
    const decision = decide([requirement("qa-lead")], {
      status,
      reasonCode: code,
      findings: [finding(code, facts, "block")],
    });
    const body = renderIssue(show(decision));
    expect(body).toContain(`**${headline}.**`);
    expect(body).not.toContain("Your answer");
  });
});

type Shown = [title: string, decision: ReturnType<typeof decide>, has: string[], lacks?: string[]];

describe("what was decided on the way stands in the issue", () => {
  const dispute = disputed();
  const [open] = dispute.conflicts;
  const shown: Shown[] = [
    [
      "a conflict: both sides, who decides, what to paste; no bell for those who only spoke",
      dispute,
      [
        "or who rejected approves or withdraws; or a ruling overrules it (below).",
        "**To decide**\n\n- ✅ tom as **Technical lead**\n- ❌ quinn as **QA**: “Login \\*fails\\*, ask @\u200Bmia”",
        "Decides: @lea (Project leadership), and nobody else: it is about QA's rejection.",
        "```text\n/decide proceed: the reason\n```\n```text\n/decide stop: the reason\n```",
      ],
    ],
    [
      "a conflict that somebody opened: what is asked",
      {
        ...waiting(),
        conflicts: [
          conflict({
            opened: "command",
            about: "technical",
            summary: "Is the cache safe?",
            leadershipOnly: false,
          }),
        ],
      },
      [
        "**Waiting: 2 of 6 reviews in, 1 condition open, 1 conflict to decide.**",
        "**To decide, a technical conflict**\n\n@quinn [asks](",
        "“Is the cache safe?”",
      ],
      ["nobody else may overrule"],
    ],
    [
      "a ruling that goes on: what it overruled is kept, and marked",
      decide(
        [
          approved("tom", "technical-lead", "2026-11-24T08:15:00Z"),
          requirement("qa-lead", {
            state: "overruled",
            overruled: [
              review("quinn", "qa-lead", "2026-11-24T14:00:00Z", {
                verdict: "rejected",
                overruledBy: ruling.key,
              }),
            ],
          }),
        ],
        { conflicts: open === undefined ? [] : [{ ...open, state: "proceed", ruling }] },
      ),
      [
        "| ⚖️ QA | @quinn | **overruled**, Tue 24 Nov 14:00 |",
        "**Decided**\n\n- @lea as **Project leadership** [decided to go on](",
        "“Known since 1.1, and mended next week”. Overruled, and kept on record: QA (quinn).",
      ],
      ["**To decide"],
    ],
    [
      "a ruling that stops: by whom, and what lifts it",
      decide([approved("tom", "technical-lead", "2026-11-24T08:15:00Z")], {
        status: "rejected",
        reasonCode: "ruled-stop",
        conflicts: [conflict({ state: "stop", ruling: { ...ruling, ruling: "stop", overrules: [] } })],
        findings: [
          finding("ruled-stop", { login: "lea", role: "project-leadership", key: ruling.key }, "block"),
        ],
      }),
      [
        "**Stopped by lea as Project leadership.**",
        "or lea (Project leadership) posts `/decide proceed: the reason`.",
      ],
    ],
    [
      "conditions: open, resolved, reopened, met; what comes after the release apart",
      {
        ...dispute,
        conditions: [
          ...dispute.conditions,
          condition("C4", { reopened: { at: "2026-11-24T14:00:00Z", reason: "Half of it is missing" } }),
          condition("C5", {
            text: "Ask legal",
            state: "confirmed",
            resolution: { ...resolution, target: "", notes: "Mail of Monday" },
          }),
        ],
      },
      [
        "| ✅ Technical lead, **if C1, C2, C4** |",
        "- **C1** Update the API examples. Resolved by @dana with [`c0ffee1`](https://github.com/acme/proxmox-mpc/commit/c0ffee1",
        "waits for @tom's `/confirm C1`",
        "- **C2** Announce the window. Asked by @tom, close it with `/resolve C2 <commit>`",
        "Reopened by @tom (“Half of it is missing”), close it with `/resolve C4 <commit>`",
        "- ✅ **C5** Ask legal. Done by @dana: “Mail of Monday”",
        "**Follow-ups after the release**\n\n- **C3** Watch the new templates. Asked by @tom",
      ],
    ],
    [
      "what reviewers said beside yes: risk, and what they left unticked",
      dispute,
      ["- Technical lead (@tom): risk Medium; not ticked: “Breaking changes properly documented”"],
    ],
    [
      "who is away, and who stands in",
      dispute,
      ["| ⏳ Security | @sam (away until Fri 27 Nov), @sue, @rae (for sam) |"],
    ],
    [
      "an author of the commits who reviews",
      decide([approved("tom", "technical-lead", "2026-11-24T08:15:00Z")], {
        request: { ...request, changes: { pullRequests: 1, commits: 1, authors: ["Tom"], url: "" } },
      }),
      ["| ✅ Technical lead | @tom (author of commits) |"],
    ],
    [
      "an override and a waiver, in the box",
      overriddenDecision(),
      [
        "> [!WARNING]\n> **Cleared to ship by tom's override: v1.2.0.**",
        "by @tom as **Technical lead**: “The certificate expires tonight”. It stands in for QA and DevOps; 2 reviews are owed after the release.",
        "> @lea signs it off with `/ratify the reason`.",
        "> ⚠️ **Coverage** [waived](",
        "| 🕓 QA | @quinn | **overridden**, after the release |",
        "⚠️ Coverage 84 % (needed: line 90), waived",
      ],
    ],
    [
      "an override by the rules",
      decide([requirement("qa-lead", { effect: "if-available", state: "lapsed" })], {
        override: override({ by: null, role: null, reason: "", url: null, standsInFor: ["quorum"] }),
      }),
      [
        "**Cleared to ship by the automatic override: v1.2.0.**",
        "[Automatic override](",
        " by the rules, since time has run out. It stands in for the quorum.",
      ],
    ],
    [
      "a postponed one: until when, why, how it opens",
      postponedDecision(),
      [
        "> [!NOTE]\n> **Postponed until Tue 1 Dec 2026, 00:00 UTC.**\n> Postponed by @mia: “The data centre moves”",
        "Sooner: @mia posts `/postpone` with today's date. Last day then: **Tue 15 Dec 2026, 00:00 UTC**.",
        "### Your answer",
      ],
    ],
    [
      "more time, a lesser look, a review put off",
      {
        ...decide([requirement("security-lead"), requirement("devops-lead", { state: "deferred" })]),
        schedule: schedule({
          extensions: [
            { by: person("mia"), at: "2026-11-24T12:00:00Z", duration: "24h", reason: "x", url: null },
          ],
          criticalOnly: { by: null, at: "2026-11-24T12:00:00Z", reason: "" },
          conditionalRelease: {
            by: person("mia"),
            at: "2026-11-24T12:00:00Z",
            reason: "On a plane",
            roles: ["devops-lead"],
          },
        }),
      },
      [
        "Last day: **Mon 7 Dec 2026, 09:00 UTC**, moved by 24h (@mia).",
        "✂️ **Critical items only**, by the rules since 24 Nov 12:00 UTC",
        "⏭️ **Conditional release**, by @mia: DevOps may review after the release: “On a plane”",
        "| 🕓 DevOps | @dana | **put off**, after the release |",
        "- [ ] No high or critical vulnerability\n```",
      ],
      ["Secrets stay out of logs"],
    ],
    [
      "how it can open: the smallest sets where they say more than the table, and by itself",
      {
        ...waiting(),
        opening: {
          smallestSets: [["qa-lead", "devops-lead"], ["technical-lead"]],
          opensAt: "2026-11-25T09:00:00Z",
          later: null,
        },
      },
      [
        "> These reviews are enough: QA and DevOps, or Technical lead.",
        "> It opens by itself on **Wed 25 Nov 2026, 09:00 UTC**; a review that is missing then is owed after the release.",
      ],
    ],
    [
      "one set that the table shows already says nothing",
      {
        ...waiting(),
        opening: {
          smallestSets: [["devops-lead", "security-lead", "product-owner", "qa-lead"]],
          opensAt: null,
          later: null,
        },
      },
      ["Waiting: 2 of 6"],
      ["are enough", "opens by itself"],
    ],
    [
      "when fewer reviews are enough",
      hotfix("waiting"),
      ["> From **Tue 24 Nov 2026, 17:00 UTC** on, the release manager's review alone is enough."],
      ["opens by itself"],
    ],
    [
      "which of them are enough then",
      {
        ...hotfix("waiting"),
        opening: {
          smallestSets: [],
          opensAt: null,
          later: {
            from: "2026-11-24T17:00:00Z",
            smallestSets: [["release-manager", "security-lead"], ["product-owner"]],
          },
        },
      },
      [
        "> From **Tue 24 Nov 2026, 17:00 UTC** on, these reviews are enough: Release manager and Security, or Product.",
      ],
    ],
    [
      "nothing of that once it opens by itself",
      hotfix("approved"),
      ["> It opens by itself on **Tue 24 Nov 2026, 17:00 UTC**"],
      ["alone is enough"],
    ],
    [
      "one commit that shipped meanwhile",
      { ...waiting(), lacks: [{ ...shipped, commits: 1, examples: [] }] },
      ["with [1 commit](", "> Merge it, then ask for this release again"],
      ["Merge them"],
    ],
    [
      "a release that shipped meanwhile, and an override that nobody signed off",
      { ...waiting(), lacks: [shipped], unratified: [{ version: "1.1.4", issue: 50 }] },
      [
        "> **v1.1.5** (hotfix, #60) shipped on 24 Nov 03:00 UTC with [3 commits](https://github.com/acme/proxmox-mpc/compare/a41f9c2...v1.1.5) that this release lacks: `abc1234` Fix the login of guests, `def1234` Raise the time-out and 1 more.",
        "> Merge them, then ask for this release again: it becomes the next revision.",
        "> Nobody has signed off the override of **v1.1.4** (#50) yet",
      ],
    ],
    [
      "follow-ups of a released one: who, until when, what settles them",
      releasedDecision(),
      [
        "**Released: v1.2.0, 3 follow-ups open.**",
        "`/ratify the reason`.\n> ⚠️ **Coverage** [waived](",
        "\n\n### Follow-ups\n\n| Owed after the release | Who | Done or due, UTC |\n|---|---|---|\n| 🔴 DevOps review | @dana | **late**, Tue 24 Nov 15:00 |",
        "The issue closes when all are settled.\n\n### Reviews\n\n| Review | Who |",
        "| 🕓 Sign-off of the override | @lea | Wed 25 Nov 14:45 |",
        "| 🕓 **C3** Watch the new templates | @tom | Tue 1 Dec 14:45 |",
        "| ✅ QA review | @quinn | Tue 24 Nov 15:00 |",
        "`/approve devops-lead` · `/ratify the reason` · `/resolve C3 <commit>`. The issue closes when all are settled.",
      ],
      ["Your answer"],
    ],
    [
      "a released one of which nothing is owed any more: the reviews first",
      {
        ...releasedDecision(),
        obligations: releasedDecision().obligations.filter((one) => one.settled !== null),
      },
      ["**Released: v1.2.0.**", "| Review | Who |", "### Follow-ups", "All settled."],
      ["### Reviews"],
    ],
    [
      "one that was rolled back",
      {
        ...releasedDecision(),
        obligations: [],
        rolledBack: {
          at: "2026-11-24T14:55:00Z",
          by: person("mia"),
          reason: "Guests cannot log in",
          url: null,
        },
      },
      [
        "> [!WARNING]\n> **Rolled back: v1.2.0.**",
        "Rolled back by @mia on Tue 24 Nov 2026, 14:55 UTC: “Guests cannot log in”",
      ],
    ],
    [
      "a small team's hotfix that waits: it opens by itself",
      smallHotfix("waiting"),
      ["**Waiting: 0 of 1 review in.**", "It opens by itself on **Tue 24 Nov 2026, 16:00 UTC**"],
    ],
    [
      "a small team's hotfix after an hour of silence: no empty table, nothing hidden",
      smallHotfix("lapsed"),
      [
        "> [!WARNING]\n> **Cleared to ship without a review: v1.2.1.**",
        "⚠️ Maintainer did not answer in time, and the rules let it go then. The review is owed after the release.\n\n**Not waited for**",
      ],
      ["0 of 0"],
    ],
  ];
  it.each(shown)("%s", (_, decision, has, lacks = []) => {
    const body = plain(renderIssue(show(decision)));
    for (const words of has) expect(body).toContain(words);
    for (const words of lacks) expect(body).not.toContain(words);
  });
});

describe("drawing again", () => {
  it("changes nothing when only the clock has moved", () => {
    const drawn = renderIssue(show(waiting()));
    expect(
      renderIssue(
        show({ ...waiting(), at: "2026-11-24T16:59:00Z" }, { now: "2026-11-24T16:59:00Z" }),
      ).replace(/#issuecomment-\d+/gu, ""),
    ).toBe(drawn.replace(/#issuecomment-\d+/gu, ""));
  });

  it("tells the time of the newest fact, a passed deadline included", () => {
    const decision = decide([requirement("qa-lead", { due: "2026-11-24T14:00:00Z", state: "late" })]);
    expect(renderIssue(show(decision))).toContain("as of 24 Nov 14:00 UTC");
    expect(renderIssue(show(decide([requirement("qa-lead")])))).toContain("as of 23 Nov 09:00 UTC");
  });

  it.each([
    ["a resolution", disputed(), "24 Nov 14:00"],
    ["an override", overriddenDecision(), "24 Nov 14:40"],
    ["a settled follow-up", releasedDecision(), "24 Nov 15:00"],
    ["a postponement", postponedDecision(), "24 Nov 14:50"],
    ["another release", { ...decide([requirement("qa-lead")]), lacks: [shipped] }, "24 Nov 03:00"],
  ])("tells the time of %s", (_, decision, at) => {
    expect(renderIssue(show(decision))).toContain(`as of ${at} UTC`);
  });
});

describe("what people typed stays text", () => {
  const nasty = "</details><!-- x --> @olaf #1 | **b** ![x](https://evil.example)\n# h\n```\n";
  const decision = decide(
    [
      requirement("qa-lead", { title: nasty.slice(0, 60), focus: nasty }),
      requirement("security-lead", { focus: nasty }),
    ],
    {
      request: {
        ...request,
        title: nasty,
        keyFeatures: [nasty],
        plannedRelease: nasty,
        securityRelated: true,
        securityReasons: [nasty],
        previous: { version: "1", tag: "v1](x) @olaf" },
      },
      conditions: [condition("C1", { setter: person("quinn"), role: "qa-lead", text: nasty })],
      conflicts: [
        conflict({
          opened: "command",
          by: person("quinn"),
          summary: nasty,
          positions: [{ login: "tom", role: "qa-lead", verdict: "approved", words: nasty }],
        }),
        conflict({ state: "proceed", ruling: { ...ruling, reason: nasty } }),
      ],
      override: override({ reason: nasty, by: person("mia"), standsInFor: [nasty] }),
      waivers: [waiver({ item: nasty, reason: nasty })],
      schedule: schedule({ criticalOnly: { by: null, at: "2026-11-24T10:00:00Z", reason: nasty } }),
      lacks: [{ ...shipped, version: nasty, examples: [{ sha: nasty, message: nasty }], url: nasty }],
      unratified: [{ version: nasty, issue: 50 }],
    },
  );
  const hostilePolicy = {
    ...policy,
    roles: {
      ...policy.roles,
      "qa-lead": {
        ...(policy.roles["qa-lead"] ?? {
          id: "qa-lead",
          title: "",
          class: "secondary" as const,
          members: [],
          environment: "",
          aliases: [],
          authority: [],
          backup: [],
          paths: [],
          checklist: [],
        }),
        contact: nasty,
        paths: [nasty],
        checklist: [{ item: nasty, critical: true }],
      },
    },
  };
  const body = renderIssue(show(decision, { policy: hostilePolicy }));

  it("opens and closes only our own elements", () => {
    const outside = body
      .replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gmu, "")
      .replaceAll("\\`", "")
      .replace(/(`+)[^`\n]+\1/gu, "");
    expect(outside.match(/<[^>]+>/gu)).toEqual([
      "<!-- release-approval: v1.2.0 -->",
      ...["<details>", "<summary>", "<b>", "</b>", "</summary>", "</details>"],
      ...["<details>", "<summary>", "<b>", "</b>", "</summary>", "</details>"],
    ]);
  });

  it("mentions nobody but the people whom the policy asks", () => {
    const outside = body.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gmu, "").replace(/(`+)[^`\n]+\1/gu, "");
    expect([...new Set(outside.match(/@\w+/gu))].sort()).toEqual(["@lea", "@mia", "@quinn", "@sam", "@sue"]);
  });
});

describe("the body fits, whatever there is", () => {
  const long = (n: number, base = "Käse & <b> @x 👩‍👩‍👧 ") =>
    base.repeat(Math.ceil(n / base.length)).slice(0, n);
  const roles = (n: number, people: number) =>
    Array.from({ length: n }, (_, i) => ({
      ...requirement("qa-lead"),
      role: `role-${i}`,
      title: long(60),
      focus: long(200),
      canReview: Array.from({ length: people }, (_, k) => ({
        id: k + 1,
        login: `person-with-a-rather-long-name-${k}`,
      })),
    }));

  it.each([
    [200, 100, 60_000],
    [1000, 3, 60_000],
    [1, 1, 60_000],
    [30, 10, 300],
  ])("%i roles, %i people each, texts of %i characters", (n, peopleEach, size) => {
    const requirements = roles(n, peopleEach);
    const checklist = Array.from({ length: 30 }, () => ({ item: long(300), critical: true }));
    const decision = decide(requirements, {
      request: {
        ...request,
        title: long(size),
        keyFeatures: Array.from({ length: 20 }, () => long(size)),
        plannedRelease: long(size),
        version: long(300),
        component: long(300),
      },
      conditions: Array.from({ length: 300 }, (_, i) => condition(`C${i}`, { text: long(size) })),
      conflicts: Array.from({ length: 50 }, () => conflict({ summary: long(size), opened: "command" })),
      waivers: Array.from({ length: 50 }, () => waiver({ reason: long(size) })),
      override: override({ reason: long(size), standsInFor: requirements.map((one) => one.role) }),
      obligations: Array.from({ length: 300 }, (_, i) => obligation(`condition/C${i}`)),
    });
    const big = {
      ...policy,
      roles: Object.fromEntries(
        requirements.map(({ role, title }) => [
          role,
          {
            id: role,
            title,
            class: "secondary" as const,
            members: [],
            environment: role,
            aliases: [],
            authority: [],
            backup: [],
            paths: [long(300)],
            checklist,
          },
        ]),
      ),
    };
    const body = renderIssue(show(decision, { policy: big }));
    expect(body.length).toBeLessThanOrEqual(longestBody);
    expect(body).toContain("### What ships");
    expect(body).toContain("edits here are overwritten");
  });

  it("at any number of roles", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 0, max: 20 }), (n, peopleEach) => {
        expect(renderIssue(show(decide(roles(n, peopleEach)))).length).toBeLessThanOrEqual(longestBody);
      }),
      { numRuns: 20 },
    );
  });
});

describe("the title", () => {
  it.each([
    [{ version: "1.2.0", type: "minor" }, "Release v1.2.0 (minor)"],
    [{ version: "1.2.0", component: "api", type: "patch" }, "Release api v1.2.0 (patch)"],
    [{ version: "1\n2", component: null, type: "major" }, "Release v1 2 (major)"],
  ] as const)("%j: %s", (name, title) => {
    expect(issueTitle(name)).toBe(title);
  });
});
