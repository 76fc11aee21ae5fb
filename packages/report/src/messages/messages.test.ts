import { describe, expect, it, test } from "vitest";
import { messageFor, policy, reader, sample, samples, showSample } from "../../test/message-samples.ts";
import { commit, overriddenDecision, person, schedule, waiting } from "../../test/samples.ts";
import { tellTimes } from "../time-news.ts";
import {
  renderDiscord,
  renderMail,
  renderSlack,
  renderTeams,
  renderWebhook,
  tellDelivered,
} from "./index.ts";

/* What people read, message by message; and what each channel makes of people, times and links. */

const body = (json: string) => JSON.parse(json) as Record<string, unknown>;
const textOf = (name: string) => String(body(renderWebhook(messageFor(sample(name))))["text"]);

/** Of each kind its subject, and sentences that it must not lack. */
const says: Readonly<Record<string, { subject: string; text: readonly string[] }>> = {
  "a review is asked for": {
    subject: "Release review required: Proxmox-MPC v1.2.0 (Security)",
    text: [
      "Sam Sample, Sue: your Security review of Proxmox-MPC v1.2.0 at a41f9c2 is needed by Tue 24 Nov 2026, 17:00 UTC.",
      "Focus: Security assessment. Look first at src/auth/** and package-lock.json. An approval needs: No high or critical vulnerability.",
      "Last day: Mon 7 Dec 2026, 09:00 UTC",
      "Release type: Minor",
      "Planned release: Wednesday 2 December, in the morning",
      "- Enhanced console commands\n- Improved VM templating",
      "- ✅ Test results success 96.2 %, total 1,204 (needed: 95 %)",
      "- ✅ Security scan critical 0, high 0",
      "- Changes (14 pull requests)",
      "Required approvals:",
      "⏳ Security (you): Sam Sample or Sue, due Tue 24 Nov 2026, 17:00 UTC",
      "Sure already? Comment /approve security-lead on #57, or /reject security-lead the reason.",
      "Questions, or no time? Ask Mia Sample, release manager.",
    ],
  },
  "a review is due soon": {
    subject: "Due soon: review of Proxmox-MPC v1.2.0 (Security)",
    text: [
      "your Security review of Proxmox-MPC v1.2.0 at a41f9c2 is due Tue 24 Nov 2026, 17:00 UTC.",
      "Away? Sam Sample or Sue can do it.",
    ],
  },
  "the last day comes near": {
    subject: "Last day near: Proxmox-MPC v1.2.0, 5 missing",
    text: [
      "Proxmox-MPC v1.2.0 at a41f9c2 expires on Mon 7 Dec 2026, 09:00 UTC, unless it is cleared or gets more time by then.",
      "What Mia Sample can do: /extend 24h the reason",
    ],
  },
  "somebody reminds": {
    subject: "Reminder: review of Proxmox-MPC v1.2.0 needed (Security)",
    text: [
      "Mia Sample reminds you: your Security review of Proxmox-MPC v1.2.0 at a41f9c2 is still needed, by Tue 24 Nov 2026, 17:00 UTC.",
      "✅ Technical lead, if C1: Tom Sample, Tue 24 Nov 2026, 08:15 UTC",
      "🔴 DevOps: dana, late: was due Mon 23 Nov 2026, 17:00 UTC",
      "📌 C1: Update the API examples",
    ],
  },
  "a review is late": {
    subject: "Overdue: review of Proxmox-MPC v1.2.0 (DevOps)",
    text: [
      "dana: your DevOps review of Proxmox-MPC v1.2.0 at a41f9c2 is late: it was due Mon 23 Nov 2026, 17:00 UTC.",
    ],
  },
  "the release manager authorizes": {
    subject: "Authorization required: Proxmox-MPC v1.2.0",
    text: ["waits for your authorization: 6 of 6 reviews are in.", "    /authorize"],
  },
  "critical items only": {
    subject: "Critical items only: Proxmox-MPC v1.2.0",
    text: [
      "Mia Sample asked for the critical items",
      "> The fair begins on Monday",
      "- Security: No high or critical vulnerability",
    ],
  },
  "a review is put off": {
    subject: "Conditional release: Proxmox-MPC v1.2.0",
    text: ["The rules put the QA review of Proxmox-MPC v1.2.0 at a41f9c2 off until after the release."],
  },
  "it is postponed": {
    subject: "Postponed: Proxmox-MPC v1.2.0",
    text: [
      "is postponed until Tue 1 Dec 2026, 00:00 UTC, by Mia Sample.",
      "> The data centre moves",
      "Last day then: Tue 15 Dec 2026",
    ],
  },
  "it has expired": {
    subject: "Expired: Proxmox-MPC v1.2.0",
    text: [
      "has expired, on Mon 7 Dec 2026, 09:00 UTC.",
      "Asking for the release again makes the next revision",
    ],
  },
  "it was cancelled": {
    subject: "Cancelled: Proxmox-MPC v1.2.0",
    text: ["was cancelled by mia.", "> Not wanted any more"],
  },
  "it is blocked": {
    subject: "Blocked: Proxmox-MPC v1.2.0",
    text: [
      "is blocked, and cannot ship.",
      "- Coverage: line 84 % (needed: line 90 %). Mend what the report shows",
    ],
  },
  "somebody rejects": {
    subject: "Rejected: Proxmox-MPC v1.2.0 (QA)",
    text: [
      "quinn rejected Proxmox-MPC v1.2.0 at a41f9c2 as QA.",
      "> Logging in fails after an upgrade from 1.1, with every browser.\n> Steps are in the test report, section 4.",
      "- Or quinn changes their mind with /approve qa-lead or /withdraw qa-lead on #57.",
      "- Or lea (Project leadership) decides with /decide proceed: the reason.",
    ],
  },
  "an optional reviewer rejects": {
    subject: "Rejected: Proxmox-MPC v1.2.0 (QA)",
    text: [
      "quinn rejected Proxmox-MPC v1.2.0 at a41f9c2 as QA.",
      "This review is optional: the rejection is shown, and does not hold the release.",
    ],
  },
  "a ruling stops it": {
    subject: "Stopped: Proxmox-MPC v1.2.0",
    text: [
      "lea stopped Proxmox-MPC v1.2.0 at a41f9c2 as Project leadership.",
      "- Or lea lifts it with /decide proceed: the reason.",
    ],
  },
  "somebody has to decide": {
    subject: "Decision required: conflict about Proxmox-MPC v1.2.0",
    text: [
      "lea: your decision on Proxmox-MPC v1.2.0 at a41f9c2 is needed",
      "✅ tom as Technical lead: approved",
      "❌ quinn as QA: rejected\n> Login *fails*, ask @mia",
      "Decides: lea (Project leadership), with one of these comments on #57. Nobody else can: it is about QA's rejection.",
      "    /decide proceed: the reason\n    /decide stop: the reason",
    ],
  },
  "conditions are open": {
    subject: "2 conditions open: Proxmox-MPC v1.2.0",
    text: [
      "2 conditions of Tom Sample as Technical lead must be met before Proxmox-MPC v1.2.0 at a41f9c2 ships.",
      "- C1 Update the API examples\n- C2 Announce the window",
      "    /resolve C1 <commit>\n    /resolve C2 <commit>",
    ],
  },
  "a condition is open again": {
    subject: "Condition open: Proxmox-MPC v1.2.0",
    text: [
      "Tom Sample as Technical lead opened C1 of Proxmox-MPC v1.2.0 at a41f9c2 again.",
      "> Half of it is missing",
    ],
  },
  "it is cleared": {
    subject: "Cleared to ship: Proxmox-MPC v1.2.0",
    text: [
      "is cleared to ship: 6 of 6 reviews are in.",
      "Now the gate lets this version through at this commit, and nothing else. Where publishing starts by itself there is nothing to do; else start your release workflow. #57 shows when it is out.",
    ],
  },
  "it is cleared by an override": {
    subject: "Cleared to ship by tom's override: Proxmox-MPC v1.2.0",
    text: [
      "⚠️ The override of Tom Sample (Technical lead) stands in for QA and DevOps. Lea signs it off".replace(
        "Lea",
        "lea",
      ),
      "> The certificate expires tonight",
      "⚠️ Coverage waived by lea: “Generated code, no risk”",
      "- DevOps review: dana · /approve devops-lead",
    ],
  },
  "it is released": {
    subject: "Released: Proxmox-MPC v1.2.0, 3 follow-ups open",
    text: [
      "Proxmox-MPC v1.2.0 at a41f9c2 is released, Tue 24 Nov 2026, 14:45 UTC.",
      "From request to cleared: 1 day 5 h",
      "Reminders: 3",
      "- C3 Watch the new templates: Tom Sample, by Tue 1 Dec 2026, 14:45 UTC · /resolve C3 <commit>",
    ],
  },
  "it is rolled back": {
    subject: "Rolled back: Proxmox-MPC v1.2.0",
    text: ["was rolled back by Mia Sample, Tue 24 Nov 2026, 14:55 UTC.", "> Guests cannot log in"],
  },
  "publishing failed": {
    subject: "Publishing failed: Proxmox-MPC v1.2.0",
    text: ["Publishing Proxmox-MPC v1.2.0 at a41f9c2 failed with exit code 2.", "The reviews still count"],
  },
  "follow-ups are overdue": {
    subject: "Still overdue after the release: Proxmox-MPC v1.2.0, 3 follow-ups",
    text: [
      "is released, and 3 follow-ups are overdue for more than a working day.",
      "- Sign-off of the override: lea",
    ],
  },
  "somebody reminds of follow-ups": {
    subject: "Reminder: 3 follow-ups owed for Proxmox-MPC v1.2.0",
    text: ["Mia Sample reminds: 3 follow-ups of Proxmox-MPC v1.2.0 at a41f9c2 are still owed."],
  },
  "an override is used": {
    subject: "Override used: Proxmox-MPC v1.2.0",
    text: [
      "lea: your sign-off is needed. Tom Sample as Technical lead used an override for Proxmox-MPC v1.2.0 at a41f9c2. It stands in for QA and DevOps.",
      "> The certificate expires tonight",
      "    /ratify the reason",
    ],
  },
};

describe("what each message says", () => {
  it("is written down here for every kind", () => {
    expect(Object.keys(says)).toEqual(samples.map((one) => one.name));
  });

  test.each(Object.entries(says))("%s", (name, { subject, text }) => {
    expect(messageFor(sample(name)).subject).toBe(subject);
    const written = textOf(name);
    for (const sentence of text) expect(written).toContain(sentence);
  });

  test.each(samples.map((one) => [one.name, one] as const))("version and commit: %s", (_, one) => {
    const message = messageFor(one);
    const shown = [
      renderSlack(message),
      renderDiscord(message),
      renderTeams(message),
      renderMail(message, reader("sam")).html,
    ];
    for (const form of shown) {
      expect(form).toContain("v1.2.0");
      expect(form).toContain(commit.slice(0, 7));
    }
  });
});

describe("who is meant", () => {
  const late = messageFor(sample("a review is late"));

  it("says “your” to who is asked, and the role to who is only told", () => {
    expect(renderMail(late, reader("dana")).text).toContain("Your DevOps review of Proxmox-MPC v1.2.0");
    const told = renderMail(late, reader("mia")).text;
    expect(told).toContain("Hi Mia Sample,");
    expect(told).toContain("The DevOps review of Proxmox-MPC v1.2.0 at a41f9c2 is late: it was due");
    expect(told.replaceAll("\n", " ")).toContain("It is asked of dana.");
  });

  it("asks nobody to answer who is only told", () => {
    const one = sample("a review is late");
    const occasion = { ...one.occasion, to: [], alsoTo: [person("mia")] };
    const { text } = renderMail(messageFor({ ...one, occasion }), reader("mia"));
    expect(text).not.toContain("/approve");
    expect(text).not.toContain("Review v1.2.0");
    expect(text.replaceAll("\n", " ")).toContain("What you can do: /extend 24h the reason");
  });

  it.each([
    ["a room that tells her", ["dana"], ["mia"], "What Mia Sample can do: /extend"],
    ["a room that asks her and others", ["dana", "mia"], [], "What Mia Sample can do: /extend"],
    ["a room that asks her alone", ["mia"], [], "What you can do: /extend"],
    ["a room that asks her and tells her", ["mia"], ["mia"], "What you can do: /extend"],
    ["a room that asks others alone", ["dana"], [], null],
  ] as const)("says what the release manager can do, in %s", (_, to, alsoTo, words) => {
    const one = sample("a review is late");
    const occasion = { ...one.occasion, to: to.map(person), alsoTo: alsoTo.map(person) };
    const written = String(body(renderWebhook(messageFor({ ...one, occasion })))["text"]);
    expect(/What [^:\n]* can do: \/extend/u.exec(written)?.[0] ?? null).toBe(words);
  });

  it("says “you” to the release manager in a mail of her own, and her name to others", () => {
    const late = messageFor(sample("a review is late"));
    expect(renderMail(late, reader("mia")).html).toContain("What <b>you</b> can do: ");
    expect(renderMail(late, reader("dana")).html).toContain("What <b>Mia Sample</b> can do: ");
  });

  it("marks the reader's own row", () => {
    const reminder = messageFor(sample("somebody reminds"));
    expect(renderMail(reminder, reader("sue")).text).toContain("⏳ Security (you): Sam Sample or Sue");
    expect(renderMail(reminder, reader("tom")).text).toContain("⏳ Security: Sam Sample or Sue");
    expect(renderDiscord(reminder)).toContain("⏳ You, Product, QA");
  });

  it("rings in Slack whoever is asked and whose member id is one, and names the others", () => {
    const slack = renderSlack(messageFor(sample("a review is asked for")));
    expect(slack.match(/"user_id":"\w+"/gu)).toEqual(['"user_id":"U0SAM0001"']);
    expect(slack).not.toContain("not an id");
    expect(renderDiscord(late)).toContain('"allowed_mentions":{"parse":[]}');
  });

  it("counts a large team", () => {
    const team = Array.from({ length: 50 }, (_, id) => reader("sue", { id, name: `Sue ${id}` }));
    expect(renderDiscord({ ...late, to: team })).toContain("Sue 19 and 30 more: your");
  });
});

describe("when", () => {
  const request = messageFor(sample("a review is asked for"));

  it.each([
    ["their own zone, named", "Europe/Berlin", "Tue 24 Nov, 18:00 (Berlin)"],
    ["a zone of two words", "America/New_York", "Tue 24 Nov, 12:00 (New York)"],
    ["UTC where no zone is known", null, "Tue 24 Nov, 17:00 UTC"],
    ["UTC where the zone is none", "Europe/Berln", "Tue 24 Nov, 17:00 UTC"],
  ])("mails tell times in %s", (_, timezone, time) => {
    const { text, html } = renderMail(request, reader("sam", { timezone }));
    expect(text.replaceAll("\n", " ")).toContain(`is needed by ${time}.`);
    expect(html).toContain(time);
  });

  it("says the year where it is another one", () => {
    expect(renderMail({ ...request, at: "2027-01-04T09:00:00Z" }, reader("sue")).text).toContain(
      "24 Nov 2026, 17:00",
    );
  });

  it("rooms tell everybody their own time", () => {
    const seconds = Date.parse("2026-11-24T17:00:00Z") / 1000;
    expect(renderSlack(request)).toContain(
      `{"type":"date","timestamp":${seconds},"format":"{date_short_pretty} at {time}","fallback":"Tue 24 Nov 2026, 17:00 UTC"}`,
    );
    expect(renderDiscord(request)).toContain(`<t:${seconds}:f>`);
    expect(renderTeams(request)).toContain(
      "{{DATE(2026-11-24T17:00:00Z, SHORT)}} {{TIME(2026-11-24T17:00:00Z)}}",
    );
  });
});

describe("what the last day brings", () => {
  const due = "2026-12-07T09:00:00Z";
  const expires = `expires on Mon 7 Dec 2026, 09:00 UTC, unless it is cleared or gets more time by then.`;
  const postponed = "is postponed by the rules on Mon 7 Dec 2026, 09:00 UTC, if a review is missing then.";
  const earlier = "is postponed by the rules on Sun 6 Dec 2026, 09:00 UTC, if a review is missing then.";
  const otherwise = " If only something else is missing, it expires on Mon 7 Dec 2026, 09:00 UTC.";
  const noCondition = { conditions: [], finding: { ...waiting().finding, children: onlyReviews() } };

  function onlyReviews() {
    return waiting().finding.children.filter(({ code }) => code !== "condition-open");
  }

  it.each([
    ["its end, where the rules leave it to people", false, undefined, {}, expires],
    ["a postponement, where the rules take one", true, undefined, noCondition, postponed],
    ["or its end, where more than reviews is missing", true, undefined, {}, postponed + otherwise],
    ["a postponement, at its own time", true, "24h", noCondition, earlier],
    [
      "its end, where times began anew already",
      true,
      undefined,
      { schedule: schedule({ start: "2026-11-24T00:00:00Z" }) },
      expires,
    ],
  ] as const)("%s", (_, automatic, before, change, sentence) => {
    const escalation = [{ step: "postpone" as const, automatic, ...(before !== undefined && { before }) }];
    const one = sample("the last day comes near");
    const view = showSample({ ...one.decision, ...change }, { ...policy, escalation });
    expect(String(body(renderWebhook(messageFor({ ...one, view })))["text"])).toContain(
      `a41f9c2 ${sentence}`,
    );
    const news = [{ kind: "warning" as const, role: null, due, who: [], alsoTo: [] }];
    const issue = tellTimes(news, view, (login) => login);
    expect(issue.includes("**The release expires on Mon 7 Dec 2026, 09:00 UTC**")).toBe(sentence === expires);
    expect(issue.includes("**The rules postpone the release on ")).toBe(sentence !== expires);
    expect(issue.includes(otherwise)).toBe(sentence.endsWith(otherwise));
  });
});

it("links evidence on the repository's own host alone", () => {
  const { html } = renderMail(messageFor(sample("a review is asked for")), reader("sam"));
  expect(html).toContain('href="https://github.com/acme/proxmox-mpc/actions/runs/9/tests"');
  expect(html).toContain("Coverage");
  expect(html).not.toContain("ci.example");
});

it("lists each condition once", () => {
  const written = textOf("conditions are open");
  for (const id of ["C1", "C2"])
    expect(written.match(new RegExp(`^- ${id} |📌 ${id}`, "gmu"))).toHaveLength(1);
  expect(textOf("a condition is open again")).not.toContain("📌 C1");
});

describe("long words", () => {
  it("are cut between characters as people see them", () => {
    const family = "👩‍👩‍👧‍👦";
    const view = showSample({
      ...waiting(),
      request: { ...sample("somebody rejects").view.request, title: family.repeat(60) },
    });
    const { blocks } = messageFor({ ...sample("a review is asked for"), view });
    const [title] = blocks
      .flatMap((block) =>
        block.kind === "text"
          ? block.text.flatMap((one) => (typeof one === "object" && "bold" in one ? [one.bold] : []))
          : [],
      )
      .filter((bold) => bold.includes(family));
    expect(title?.endsWith("…")).toBe(true);
    expect(title?.replaceAll(family, "")).toBe("…");
  });
});

it("tells programs ids and logins, and nothing else of people", () => {
  const { asked, told, urls, schema_version } = body(renderWebhook(messageFor(sample("a review is late"))));
  expect({ asked, told, urls, schema_version }).toEqual({
    schema_version: 1,
    asked: [{ id: 107, login: "dana" }],
    told: [{ id: 101, login: "mia" }],
    urls: [
      { label: "Review v1.2.0", url: "https://github.com/acme/proxmox-mpc/actions/runs/9" },
      { label: "See the changes", url: "https://github.com/acme/proxmox-mpc/compare/v1.1.4...a41f9c2" },
    ],
  });
});

describe("what was sent, in a line", () => {
  const view = showSample(overriddenDecision(), policy);

  it.each([
    [
      [
        { event: "review-requested", role: "qa-lead", channel: "slack" },
        { event: "review-requested", role: "security-lead", channel: "slack" },
        { event: "review-requested", role: "qa-lead", channel: "email" },
        { event: "review-requested", role: "qa-lead", channel: "email" },
        { event: "review-requested", role: "security-lead", channel: "email" },
      ],
      [],
      "📨 Told in Slack and by e-mail: review requested (QA, Security). Part of the history: please leave it.",
    ],
    [
      [
        { event: "released", role: null, channel: "teams" },
        { event: "overdue", role: "devops-lead", channel: "webhook" },
      ],
      [],
      "📨 Told in Teams: released; by webhook: overdue (DevOps). Part of the history: please leave it.",
    ],
    [
      [{ event: "released", role: null, channel: "slack" }],
      [{ event: "released", role: null, channel: "email" }],
      "📨 Told in Slack: released. ⚠️ Refused for good by e-mail: released. Part of the history: please leave it.",
    ],
    [
      [],
      [{ event: "overdue", role: "qa-lead", channel: "email" }],
      "⚠️ Refused for good by e-mail: overdue (QA). Part of the history: please leave it.",
    ],
    [[], [], ""],
  ] as const)("%#", (deliveries, refused, line) => {
    expect(tellDelivered(deliveries, view, refused)).toBe(line);
  });
});
