import { createHmac } from "node:crypto";
import type { ParsedMail } from "mailparser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  discordProblems,
  mailProblems,
  slackProblems,
  teamsProblems,
  webhookProblems,
} from "../../../packages/report/test/channel-checks.ts";
import { ask } from "../ready.ts";
import { login, onStage, openReceivers, policyWith, type Receivers, sharedKey } from "./story.ts";
import type { SlackMessage } from "./workspace.ts";

/*
 * The built actions send for real, and each receiver tells what it got: a release is asked for, Sam rejects it, and both
 * are told in every channel.
 */

let receivers: Receivers;
let slack: readonly SlackMessage[];
let mails: readonly ParsedMail[];
let commit: string;
let annotations: string[];

const words = "The scan finds @everyone, <!channel> and a [*hole*](https://evil.example)";
const issueUrl = "https://github.com/acme/proxmox-mpc/issues/1";

beforeAll(async () => {
  receivers = await openReceivers();
  await onStage(policyWith(receivers.slack), async (stage) => {
    const issue = await ask(stage, receivers.secrets);
    await stage.github.as("sam").comment(issue, `/reject ${words}`);
    const tracked = await stage.play("track-approvals", {
      "issue-number": String(issue),
      ...receivers.secrets,
    });
    expect(tracked.exitCode, tracked.stdout).toBe(0);
    annotations = tracked.annotations.map(({ message }) => message);
    commit = stage.github.head();
  });
  slack = await receivers.slack.messages();
  mails = await receivers.mails();
}, 60_000);
afterAll(() => receivers.close());

const postsAt = (path: string) => receivers.inbox.posts.filter((post) => post.path.split("?")[0] === path);

it("every channel takes what it is sent: nothing is warned of", () => {
  expect(annotations).toEqual([]);
});

describe("Slack", () => {
  const shown = (about: string) =>
    slack.filter(({ text }) => text.includes(about)).map((message) => receivers.slack.show(message));

  it("shows one message for each review, and rings the one who is asked", () => {
    expect(slack.map(({ text }) => text)).toEqual([
      ...["Release manager", "Technical lead", "Product", "QA", "Security", "DevOps"].map(
        (role) => `🔔 Release review required: Proxmox-MPC v1.2.0 (${role})`,
      ),
      "❌ Rejected: Proxmox-MPC v1.2.0 (Security)",
    ]);
    const [message = ""] = shown("required: Proxmox-MPC v1.2.0 (Security)");
    const by = "<Wed 25 Nov 2026, 10:00 UTC>";
    expect(message).toContain(
      `🔔 @sam: your Security review of Proxmox-MPC v1.2.0 at ${commit.slice(0, 7)} is needed by ${by}.\n`,
    );
    expect(message).toMatch(/\n.*focus: Security assessment\.\n/i);
    expect(message).toContain(`\n[Review v1.2.0 → ${issueUrl}] [See the changes → https://github.com/`);
    expect(message).toContain("/approve security-lead on #1");
  });

  it("names whoever policy gives no id, and rings nobody in their place", () => {
    const [message = ""] = shown("(QA)");
    expect(message).toMatch(/^🔔 quinn: your QA review/);
    expect(message).not.toContain("@");
  });

  it("tells of the rejection, in words that ring and link nobody", () => {
    const [message = ""] = shown("Rejected");
    expect(message).toMatch(/^❌ @mia: Sam Sample rejected Proxmox-MPC v1\.2\.0/);
    expect(message).toMatch(/\n> The scan finds .*everyone, <!channel> and a \[\*hole\*\]\(/);
    expect(message).not.toContain("@everyone");
  });

  it("takes them all", () => {
    const members = Object.values(receivers.slack.members);
    expect(slack.flatMap((message) => slackProblems(JSON.stringify(message), members))).toEqual([]);
  });
});

describe("e-mail", () => {
  const to = ({ to: given }: ParsedMail) =>
    [given ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address));
  const mailTo = (address: string, subject: RegExp) => {
    const [only, ...others] = mails.filter(
      (one) => to(one)[0] === address && subject.test(one.subject ?? ""),
    );
    expect(others).toEqual([]);
    if (only === undefined) throw new Error(`${address} got no mail ${subject}.`);
    return only;
  };

  it("goes to those who have an address, one mail each, after logging in", () => {
    expect(mails.map((mail) => [...to(mail), mail.subject].join(": "))).toEqual([
      "mia@example.com: Release review required: Proxmox-MPC v1.2.0 (Release manager)",
      "sam@example.com: Release review required: Proxmox-MPC v1.2.0 (Security)",
      "mia@example.com: Rejected: Proxmox-MPC v1.2.0 (Security)",
    ]);
    // Once for each run.
    expect(receivers.post.logins).toEqual(Array(2).fill(`${login.user}:${login.password}, open`));
  });

  it("greets the reader, and tells times where they live", () => {
    const mail = mailTo("sam@example.com", /required/);
    expect(mail.from?.text).toBe('"Acme releases" <releases@example.com>');
    expect(mail.to).toMatchObject({ text: '"Sam Sample" <sam@example.com>' });
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    const text = mail.text?.replace(/\s+/g, " ") ?? "";
    expect(text).toMatch(/^Hi Sam Sample, Your Security review of Proxmox-MPC v1\.2\.0 at /);
    expect(text).toContain("is needed by Wed 25 Nov, 05:00 (New York).");
    expect(text).toContain(`Review v1.2.0: ${issueUrl} `);
    expect(mail.html).toContain("Wed 25 Nov, 05:00 (New York)");
    expect(mail.html).toContain(`href="${issueUrl}"`);
    expect(mailTo("mia@example.com", /required/).text).toContain("Tue 24 Nov, 11:00 (Berlin)");
  });

  it("keeps the mails of a release together, each with an id of its own", () => {
    expect(
      mails.map(({ messageId, inReplyTo, references }) => ({ messageId, inReplyTo, references })),
    ).toEqual(
      [
        "review-requested/release-manager/email/user-101",
        "review-requested/security-lead/email/user-105",
        "rejection/security-lead/email/comment-2000000003/user-101",
      ].map((which) => ({
        messageId: `<acme/proxmox-mpc#1/${which}@github.com>`,
        inReplyTo: "<acme/proxmox-mpc#1@github.com>",
        references: "<acme/proxmox-mpc#1@github.com>",
      })),
    );
  });

  it("is one that mail programs show as it is meant", () => {
    const parts = mails.map(({ subject = "", text = "", html }) => ({ subject, text, html: html || "" }));
    expect(parts.flatMap((mail) => mailProblems(mail))).toEqual([]);
    const rejection = mailTo("mia@example.com", /Rejected/);
    expect(rejection.html).toContain("&lt;!channel&gt;");
    expect(rejection.html).not.toContain('href="https://evil');
  });
});

/** What is used of Discord's own description of its interface; it comes without types that TypeScript can read. */
type DiscordSchemas = {
  IncomingWebhookRequestPartialSchema: { safeParse(body: unknown): { error?: { message: string } } };
};

describe("Discord", () => {
  it("takes every message, by its own schema", async () => {
    const path: string = "discord-api-spec/zod";
    const { IncomingWebhookRequestPartialSchema: schema } = (await import(path)) as DiscordSchemas;
    const posts = postsAt("/discord");
    expect(posts).toHaveLength(7);
    expect(posts.map(({ path: address }) => address)).toEqual(Array(7).fill("/discord?wait=true"));
    for (const { body } of posts) {
      expect(schema.safeParse(JSON.parse(body)).error?.message).toBeUndefined();
      expect(discordProblems(body)).toEqual([]);
    }
  });

  it("says who is asked until when, and rings nobody", () => {
    const [message] = postsAt("/discord")
      .map(({ body }) => JSON.parse(body))
      .filter((one) => one.embeds[0].title.endsWith("(Security)"));
    const seconds = Date.parse("2026-11-25T10:00:00Z") / 1000;
    expect(message.embeds[0]).toMatchObject({ url: issueUrl });
    expect(message.embeds[0].description).toMatch(/^Sam Sample: your \*\*Security\*\* review/);
    expect(message.embeds[0].description).toContain(`is needed by <t:${seconds}:f>.`);
    expect(message.allowed_mentions).toEqual({ parse: [] });
  });
});

describe("Teams", () => {
  it("takes every message, as Microsoft's own library reads it", () => {
    const posts = postsAt("/teams");
    expect(posts).toHaveLength(7);
    expect(posts.flatMap(({ body }) => teamsProblems(body))).toEqual([]);
  });

  it("says who is asked, and links to the issue", () => {
    const [message] = postsAt("/teams")
      .map(({ body }) => JSON.parse(body))
      .filter(({ attachments }) => JSON.stringify(attachments).includes('"Security","weight":"Bolder"'));
    const { body, actions } = message.attachments[0].content;
    const lead = body[0].inlines.map(({ text }: { text: string }) => text).join("");
    expect(lead).toMatch(
      /^🔔 Sam Sample: your Security review of Proxmox-MPC v1\.2\.0 at [0-9a-f]{7} is needed/,
    );
    expect(actions[0]).toMatchObject({ type: "Action.OpenUrl", title: "Review v1.2.0", url: issueUrl });
  });
});

describe("the webhook", () => {
  it("is signed over the very bytes, and every delivery has the id of its message", () => {
    const posts = postsAt("/webhook");
    expect(posts).toHaveLength(7);
    for (const { headers, body } of posts) {
      const digest = createHmac("sha256", sharedKey).update(body).digest("hex");
      expect(headers["x-signature-256"]).toBe(`sha256=${digest}`);
      expect(headers["content-type"]).toBe("application/json");
      const { id, event } = JSON.parse(body) as { id: string; event: string };
      expect(headers).toMatchObject({ "x-delivery-id": id, "x-event": event });
    }
    expect(new Set(posts.map(({ headers }) => headers["x-delivery-id"])).size).toBe(7);
  });

  it("has what its schema says, and what happened", () => {
    const bodies = postsAt("/webhook").map(({ body }) => body);
    expect(bodies.flatMap((body) => webhookProblems(body))).toEqual([]);
    expect(JSON.parse(bodies.at(-1) ?? "")).toMatchObject({
      event: "rejection",
      role: "security-lead",
      text: expect.stringContaining(words),
      asked: [{ id: 101, login: "mia" }],
      release: { version: "v1.2.0", commit, status: "rejected", issue: { number: 1, url: issueUrl } },
    });
  });
});
