import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  approved,
  cleared,
  decide,
  finding,
  policy,
  request,
  requirement,
  review,
  show,
  waiting,
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

describe("the issue of UX.md", () => {
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

- **C1** Update the API examples. Asked by @tom, who approves again once it is done.

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
👍 counted. 😕 not counted, and a reply says why. Takes about a minute. To change your mind, post a new comment; an edited one no longer counts.

### What ships
[v1.1.4 → v1.2.0](https://github.com/acme/proxmox-mpc/compare/v1.1.4...a41f9c2) at [\`a41f9c2\`](https://github.com/acme/proxmox-mpc/commit/a41f9c2000000000000000000000000000000000): 14 pull requests by 5 people, requested by @mia

<details><summary><b>Security</b>: Security assessment</summary>

Look first at \`src/auth/**\`, \`package-lock.json\`

Contact: on call, +00 000

To copy, if you like (to be ticked: No high or critical vulnerability):
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
      "❌ Tests success 93.1, total 1,204 (needed: success 95) · ✅ [Coverage](https://ci.example/coverage) line 94 · ❓ Security scan missing",
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
      findings: [finding("condition-open", { role: "qa-lead", login: "quinn", text: nasty })],
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
    const outside = body.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gmu, "").replace(/`[^`\n]+`/gu, "");
    expect(outside.match(/<[^>]+>/gu)).toEqual([
      "<!-- release-approval: v1.2.0 -->",
      ...["<details>", "<summary>", "<b>", "</b>", "</summary>", "</details>"],
      ...["<details>", "<summary>", "<b>", "</b>", "</summary>", "</details>"],
    ]);
  });

  it("mentions nobody but the people whom the policy asks", () => {
    const outside = body.replace(/^(`{3,})\w*\n[\s\S]*?\n\1$/gmu, "").replace(/(`+)[^`\n]+\1/gu, "");
    expect([...new Set(outside.match(/@\w+/gu))].sort()).toEqual(["@mia", "@quinn", "@sam", "@sue"]);
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
      findings: Array.from({ length: 300 }, () =>
        finding("condition-open", { role: "role-1", login: "quinn", text: long(size) }),
      ),
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
