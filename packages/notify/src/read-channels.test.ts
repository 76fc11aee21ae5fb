import { ConfigurationError } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { type MailServer, parseMailServer } from "./mail-server.ts";
import { parseMailbox } from "./mailbox.ts";
import { type ChannelInputs, readChannels } from "./read-channels.ts";

const unset: ChannelInputs = {
  "slack-webhook-url": "",
  "discord-webhook-url": null,
  "teams-webhook-url": "",
  "webhook-url": "",
  "webhook-secret": "",
  "smtp-url": "",
  "mail-from": "",
};

const server = "smtps://user:pass@mail.example";

describe("channels", () => {
  it("are none unless an address is set", () => {
    expect(readChannels(unset)).toEqual({
      slack: null,
      discord: null,
      teams: null,
      webhook: null,
      email: null,
    });
  });

  it("are where the inputs say", () => {
    expect(
      readChannels({
        "slack-webhook-url": " https://hooks.slack.example/services/T/B/x\n",
        "discord-webhook-url": "https://discord.example/api/webhooks/1/x?thread_id=2",
        "teams-webhook-url": "http://localhost:8080/teams",
        "webhook-url": "http://127.0.0.2/hook",
        "webhook-secret": "key",
        "smtp-url": server,
        "mail-from": "Releases <releases@example.com>",
      }),
    ).toEqual({
      slack: "https://hooks.slack.example/services/T/B/x",
      discord: "https://discord.example/api/webhooks/1/x?thread_id=2",
      teams: "http://localhost:8080/teams",
      webhook: { url: "http://127.0.0.2/hook", secret: "key" },
      email: { url: server, from: "Releases <releases@example.com>" },
    });
  });

  it("need no secret for the webhook", () => {
    const { webhook } = readChannels({ ...unset, "webhook-url": "https://example.com/" });
    expect(webhook).toEqual({ url: "https://example.com/", secret: null });
  });
});

/** What is wrong with inputs, and that their values are not told. */
function findProblems(inputs: Partial<ChannelInputs>): string[] {
  try {
    readChannels({ ...unset, ...inputs });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const told = `${error.message} ${error.cure} ${JSON.stringify(error.details)}`;
    for (const value of Object.values(inputs)) expect(told).not.toContain(value);
    expect(told).not.toContain("s3cret");
    expect(error.reasonCode).toBe("invalid-input");
    return error.problems.map(({ where, found }) => `${where}: ${found}`);
  }
}

const webhooks = ["slack-webhook-url", "discord-webhook-url", "teams-webhook-url", "webhook-url"] as const;

describe.each(webhooks)("%s is refused", (name) => {
  it.each<[value: string, found: string | null]>([
    ["https://example.com/s3cret", null],
    ["http://localhost/s3cret", null],
    ["http://127.9.9.9:81/s3cret", null],
    ["http://[::1]/s3cret", null],
    ["s3cret", "what is no address"],
    ["https://s3 cret", "what is no address"],
    ["https://example.com:99999/s3cret", "what is no address"],
    ["https://example.com/s3\ncret", "what is no address"],
    ["http://example.com/s3cret", "an address without TLS"],
    ["http://10.0.0.1/s3cret", "an address without TLS"],
    ["http://localhost.example.com/s3cret", "an address without TLS"],
    ["http://127.0.0.1.example.com/s3cret", "an address without TLS"],
    ["ftp://example.com/s3cret", "an address of another protocol"],
    ["file:///etc/s3cret", "an address of another protocol"],
    ["javascript:s3cret", "an address of another protocol"],
    ["https://user:s3cret@example.com/", "an address with a user or a password"],
    ["https://s3cret@example.com/", "an address with a user or a password"],
  ])("%j: %s", (value, found) => {
    expect(findProblems({ [name]: value })).toEqual(found === null ? [] : [`input \`${name}\`: ${found}`]);
  });
});

it.each<[inputs: Partial<ChannelInputs>, problems: string[]]>([
  [{ "webhook-secret": "s3cret" }, ["input `webhook-secret`: a secret without `webhook-url`"]],
  [{ "smtp-url": "smtp://u:s3cret@mail.example" }, ["input `mail-from`: nothing"]],
  [{ "mail-from": "s3cret@example.com" }, ["input `smtp-url`: nothing"]],
  [{ "smtp-url": server, "mail-from": "s3cret" }, ["input `mail-from`: what is no mail address"]],
  [
    { "smtp-url": "https://mail.example/s3cret", "mail-from": "releases@example.com" },
    ["input `smtp-url`: an address of another protocol"],
  ],
  [
    {
      "slack-webhook-url": "s3cret-1",
      "webhook-secret": "s3cret-2",
      "smtp-url": "s3cret-3",
      "mail-from": "s3cret-4",
    },
    [
      "input `slack-webhook-url`: what is no address",
      "input `webhook-secret`: a secret without `webhook-url`",
      "input `smtp-url`: what is no address",
      "input `mail-from`: what is no mail address",
    ],
  ],
])("all that is wrong is told at once, without values: %j", (inputs, problems) => {
  expect(findProblems(inputs)).toEqual(problems);
});

const encoded = /percent-encoded/;

it.each<[url: string, expected: Partial<MailServer> | RegExp]>([
  ["smtps://mail.example", { host: "mail.example", port: 465, tls: "wrapped", login: null }],
  ["smtp://mail.example", { port: 587, tls: "upgraded" }],
  ["smtp://mail.example:25/", { port: 25, tls: "upgraded" }],
  ["smtps://MAIL.example:1465", { host: "mail.example", port: 1465, tls: "wrapped" }],
  ["smtp://localhost:1025", { host: "localhost", tls: "offered" }],
  ["smtp://127.0.0.1", { host: "127.0.0.1", tls: "offered" }],
  ["smtp://0x7f.1", { host: "127.0.0.1", tls: "offered" }],
  ["smtp://[::1]:25", { host: "::1", port: 25, tls: "offered" }],
  ["smtp://127.0.0.1.example", { tls: "upgraded" }],
  ["smtps://localhost", { tls: "wrapped" }],
  [
    "smtps://me%40example.com:p%2Fa%3As%23s@mail.example",
    { login: { user: "me@example.com", password: "p/a:s#s" } },
  ],
  ["smtps://user@mail.example", /a user without a password/],
  ["smtps://:s3cret@mail.example", /a password without a user/],
  ["smtps://user:%zz@mail.example", /`%`/],
  ["smtps://user:12/34@mail.example", encoded],
  ["smtps://user:pa#ss@mail.example", /no address/],
  ["smtps://mail.example/folder", encoded],
  ["smtps://mail.example?tls.rejectUnauthorized=false", encoded],
  ["smtps://mail.example/?requireTLS=false", encoded],
  ["smtp://mail.example#x", encoded],
  ["smtp:mail.example", /no address/],
  ["mail.example:25", /no address|another protocol/],
  ["smtps://", /no address/],
  ["smtps://ma il.example", /no address/],
  ["smtps://mail.example%0d%0aRSET", /no address/],
  ["https://mail.example", /another protocol/],
])("a mail server: %s", (url, expected) => {
  const parsed = parseMailServer(url);
  if (expected instanceof RegExp) expect(parsed).toMatch(expected);
  else expect(parsed).toMatchObject(expected);
});

it.each<[text: string, expected: { name: string | null; address: string } | null]>([
  ["a@example.com", { name: null, address: "a@example.com" }],
  ["<a@example.com>", { name: null, address: "a@example.com" }],
  ["Acme Releases <a@example.com>", { name: "Acme Releases", address: "a@example.com" }],
  ['"Acme, releases" <a@example.com>', { name: "Acme, releases", address: "a@example.com" }],
  ["Grüße 🚀 <a@build>", { name: "Grüße 🚀", address: "a@build" }],
  ["", null],
  ["releases", null],
  ["a@b@example.com", null],
  ["a@example.com, b@example.com", null],
  ["a@example.com b@example.com", null],
  ["Acme <a@example.com", null],
  ["Acme <a@example.com> <b@example.com>", null],
  ["Acme\r\nBcc: b@example.com <a@example.com>", null],
  ["a@example.com\r\nBcc: b@example.com", null],
  ["a@example.com\0", null],
])("a sender: %j", (text, expected) => expect(parseMailbox(text)).toEqual(expected));
