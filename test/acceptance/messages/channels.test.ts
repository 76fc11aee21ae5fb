import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Played, Stage } from "@release-approval/rehearsal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startMailServer } from "../../../packages/notify/test/mail-server.ts";
import { dist, openSample, sixRoles } from "../cast.ts";
import { approve, ask, entriesOf } from "../ready.ts";
import { type Inbox, openInbox } from "./inbox.ts";
import { login, onStage } from "./story.ts";

/*
 * Which message goes through which channel, what becomes of it when a channel fails, and what a run loads for it.
 */

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

const people = `people:
  mia: { email: mia@example.com }
  sam: { email: sam@example.com }
  quinn: { email: quinn@example.com }
`;

const bodiesAt = (path: string): string[] =>
  inbox.posts.filter((post) => post.path.split("?")[0] === path).map(({ body }) => body);

/** What went out, as the issue's history tells it. */
const marksIn = ({ github }: Stage, issue: number): string[] =>
  entriesOf(github, issue).flatMap(({ block }) =>
    block.facts.flatMap(({ kind, key }) => (kind === "delivery" ? [key.slice("delivered:".length)] : [])),
  );

const track = async (stage: Stage, issue: number, secrets: Readonly<Record<string, string>>) => {
  const played = await stage.play("track-approvals", { "issue-number": String(issue), ...secrets });
  expect(played.exitCode, played.stdout).toBe(0);
  return played;
};

describe("the routes of the policy", () => {
  const routes = `notifications:
  events:
    review-requested: [{ channel: slack }, { channel: email, roles: [security-lead] }]
    rejection: [{ channel: webhook, roles: [qa-lead] }, { channel: email, roles: [qa-lead, release-manager] }]
    authorized: []
`;

  it("say who hears what where; an empty list, that nobody does", { timeout: 30_000 }, async () => {
    const post = await startMailServer();
    const secrets = {
      "slack-webhook-url": `${inbox.url}/routed-slack`,
      "webhook-url": `${inbox.url}/routed-webhook`,
      "smtp-url": `smtp://127.0.0.1:${post.port}`,
      "mail-from": "releases@example.com",
    };
    await onStage(`${sixRoles}${people}${routes}`, async (stage) => {
      const issue = await ask(stage, secrets);
      const roles = [
        "release-manager",
        "technical-lead",
        "product-owner",
        "qa-lead",
        "security-lead",
        "devops-lead",
      ];
      // Quinn has an address, but only those of Security hear by mail that they are asked.
      expect(marksIn(stage, issue).toSorted()).toEqual(
        [
          ...roles.map((role) => `review-requested/${role}/slack`),
          "review-requested/security-lead/email/user:105",
        ].toSorted(),
      );

      await stage.github.as("sam").comment(issue, "/reject There is a hole.");
      await track(stage, issue, secrets);
      const comment = "comment:2000000003";
      expect(
        marksIn(stage, issue)
          .slice(roles.length + 1)
          .toSorted(),
      ).toEqual([
        `rejection/security-lead/email/${comment}/user:101`,
        `rejection/security-lead/email/${comment}/user:104`,
        `rejection/security-lead/webhook/${comment}`,
      ]);
      const [rejection = "", ...others] = bodiesAt("/routed-webhook");
      expect(others).toEqual([]);
      expect(JSON.parse(rejection)).toMatchObject({
        event: "rejection",
        asked: [],
        told: [{ login: "quinn" }],
      });

      const before = [marksIn(stage, issue), inbox.posts.length, post.sources.length];
      await approve(stage.github, issue);
      const tracked = await track(stage, issue, secrets);
      expect(tracked.outputs["decision"]).toBe("authorized");
      expect([marksIn(stage, issue), inbox.posts.length, post.sources.length]).toEqual(before);
    });
    await post.close();
  });
});

/** Takes connections, and never says a word. */
async function openSilence(): Promise<{ host: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => sockets.add(socket.on("error", () => {})));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

describe("channels that fail", { concurrent: true }, () => {
  const warningsOf = ({ annotations }: Played): string[] =>
    annotations.flatMap(({ level, message, properties }) =>
      properties["title"] === "Message" ? [`${level}: ${message}`] : [],
    );
  const ownWords = ({ stdout, outputs, summary }: Played, { github }: Stage): string =>
    [
      stdout.replaceAll(/^::add-mask::.*$/gm, ""),
      JSON.stringify(outputs),
      summary,
      ...github.comments(1).map(({ body }) => body),
    ].join("\n");

  it("hold no decision, warn once each without their secrets, and are tried again by the next run", {
    timeout: 30_000,
  }, async () => {
    const [nobody, broken, post] = await Promise.all([
      openSilence(),
      openInbox(),
      startMailServer({ login }),
    ]);
    await nobody.close();
    broken.refuse(3, 500);
    const mailTo = (password: string) => `smtp://${login.user}:${password}@127.0.0.1:${post.port}`;
    const secrets = {
      "slack-webhook-url": `${broken.url}/services/T0SAMPLE/B0SAMPLE/secret-of-slack`,
      "discord-webhook-url": `http://${nobody.host}/api/webhooks/1/secret-of-discord`,
      "webhook-url": `${inbox.url}/well`,
      "webhook-secret": "signing-key",
      "smtp-url": mailTo("wrong-password"),
      "mail-from": "releases@example.com",
    };
    await onStage(`${sixRoles}${people}`, async (stage) => {
      const asked = await stage.play("request-approvals", { version: "1.2.0", ...secrets });
      expect([asked.exitCode, asked.outputs["decision"]], asked.stdout).toEqual([0, "pending"]);
      const [slack, discord] = [broken.url, nobody.host].map((host) => host.replace("http://", ""));
      expect(warningsOf(asked).toSorted()).toEqual([
        `warning: Discord (${discord}) did not get the message: it refused the connection, 3 times.`,
        `warning: Slack (${slack}) did not get the message: it answered 500, no, 3 times.`,
        expect.stringMatching(/^warning: The mail server \(127\.0\.0\.1\) .*`smtp-url`: 535/),
      ]);
      for (const secret of ["secret-of-", "signing-key", "wrong-password"])
        expect(ownWords(asked, stage)).not.toContain(secret);
      expect(marksIn(stage, 1).filter((mark) => !mark.endsWith("/webhook"))).toEqual([]);
      expect(bodiesAt("/well")).toHaveLength(6);

      const tracked = await track(stage, 1, {
        ...secrets,
        "discord-webhook-url": `${inbox.url}/discord`,
        "smtp-url": mailTo(encodeURIComponent(login.password)),
      });
      expect(warningsOf(tracked)).toEqual([]);
      const arrived = [broken.posts, bodiesAt("/discord"), post.sources, bodiesAt("/well")];
      expect(arrived.map(({ length }) => length)).toEqual([6, 6, 3, 6]);
    });
    await Promise.all([broken.close(), post.close()]);
  });

  it("are given up after half a minute when they say nothing", { timeout: 30_000 }, async () => {
    const silence = await openSilence();
    const stage = await openSample({ inProcess: { haste: 20, limits: 20 } });
    const address = `http://${silence.host}/services/T0SAMPLE/B0SAMPLE/secret-of-slack`;
    const asked = await stage.play("request-approvals", { version: "1.2.0", "slack-webhook-url": address });
    expect([asked.exitCode, asked.outputs["decision"]], asked.stdout).toEqual([0, "pending"]);
    expect(warningsOf(asked)).toEqual([
      `warning: Slack (${silence.host}) did not get the message: the time that messages may take was over.`,
    ]);
    expect(ownWords(asked, stage)).not.toContain("secret-of-");
    expect(marksIn(stage, 1)).toEqual([]);
    await stage.close();
    await silence.close();
  });
});

describe("what a run loads", { concurrent: true }, () => {
  /** A word of each part, by which its file is found: their names change with their content. */
  const parts = {
    sending: "X-Delivery-Id",
    words: "Answers to this mail are not read",
    "mail library": "Greeting never received",
  };
  const fileOf = new Map(
    Object.entries(parts).map(([part, word]) => [
      part,
      readdirSync(dist)
        .filter((name) => name.endsWith(".js") && readFileSync(join(dist, name), "utf8").includes(word))
        .join(", "),
    ]),
  );
  const folder = mkdtempSync(join(tmpdir(), "loaded-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each<{ run: string; secrets: () => Record<string, string>; loads: readonly (keyof typeof parts)[] }>([
    { run: "without a channel", secrets: () => ({}), loads: [] },
    {
      run: "that sends to Slack",
      secrets: () => ({ "slack-webhook-url": `${inbox.url}/loading` }),
      loads: ["sending", "words"],
    },
    {
      run: "that could mail, and has nobody to mail to",
      secrets: () => ({ "smtp-url": "smtp://127.0.0.1:9", "mail-from": "releases@example.com" }),
      loads: ["sending"],
    },
  ])("$run: $loads", async ({ run, secrets, loads }) => {
    expect([...fileOf.values()]).toEqual(
      Object.keys(parts).map(() => expect.stringMatching(/^\d+\.index\.js$/)),
    );
    const noted = join(folder, `${run.replaceAll(" ", "-")}.json`);
    const watcher = pathToFileURL(join(import.meta.dirname, "note-loaded.ts")).href;
    const stage = await openSample({ env: { NODE_OPTIONS: `--import=${watcher}`, LOADED_FILES: noted } });
    await ask(stage, secrets(), { ownProcess: true });
    await stage.close();
    const loaded = JSON.parse(readFileSync(noted, "utf8")) as string[];
    expect(loaded).toContain(pathToFileURL(join(dist, "index.js")).href);
    const found = Object.keys(parts).filter((part) =>
      loaded.includes(pathToFileURL(join(dist, fileOf.get(part) ?? "")).href),
    );
    expect(found).toEqual(loads);
  });
});
