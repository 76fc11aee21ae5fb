/** Where messages go in the demo: a Slack and a Discord channel and a mail server, all of them on this machine. */

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";

export type Received =
  /** What was posted to the channel's webhook. */
  | { channel: "Slack" | "Discord"; body: string }
  | { channel: "e-mail"; to: string; subject: string; html: string };

export type Receivers = {
  /** Of the repository, by which its workflows find them. */
  secrets: Readonly<Record<string, string>>;
  /** What has arrived since it was asked the last time, in order. */
  take(): Received[];
  close(): Promise<void>;
};

const USER = "releases";
const PASSWORD = "only-on-this-machine";

export async function openReceivers(): Promise<Receivers> {
  let arrived: Received[] = [];
  const keep = (message: Received): void => {
    arrived.push(message);
  };
  const webhooks = await openWebhooks(keep);
  const post = await openMailServer(keep);
  return {
    secrets: {
      RELEASE_APPROVAL_SLACK_WEBHOOK_URL: `${webhooks.url}/Slack`,
      RELEASE_APPROVAL_DISCORD_WEBHOOK_URL: `${webhooks.url}/Discord`,
      RELEASE_APPROVAL_SMTP_URL: `smtp://${USER}:${PASSWORD}@127.0.0.1:${post.port}`,
      RELEASE_APPROVAL_MAIL_FROM: "Releases <releases@example.com>",
    },
    take: () => {
      const taken = arrived;
      arrived = [];
      return taken;
    },
    close: async () => {
      await Promise.all([webhooks.close(), post.close()]);
    },
  };
}

type Keep = (message: Received) => void;
type Closable = { close(): Promise<void> };

async function openWebhooks(keep: Keep): Promise<Closable & { url: string }> {
  const server = createServer((request, response) => {
    void readAll(request).then((body) => {
      const channel = request.url?.startsWith("/Slack") ? "Slack" : "Discord";
      keep({ channel, body });
      response.end("ok");
    });
  });
  await new Promise<void>((fulfil) => server.listen(0, "127.0.0.1", fulfil));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((fulfil) => {
        server.close(() => fulfil());
      }),
  };
}

async function openMailServer(keep: Keep): Promise<Closable & { port: number }> {
  const server = new SMTPServer({
    // On loopback there is nobody to hide it from.
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    onAuth: ({ username, password }, _, answer) => {
      const known = username === USER && password === PASSWORD;
      answer(known ? null : new Error("Wrong user or password"), { user: USER });
    },
    onData: (stream, { envelope }, answer) => {
      void readAll(stream).then(async (source) => {
        const { subject = "", html } = await simpleParser(source);
        for (const { address } of envelope.rcptTo)
          keep({ channel: "e-mail", to: address, subject, html: html || "" });
        answer();
      });
    },
  });
  // What a client breaks off is for the client to tell.
  server.on("error", () => {});
  await new Promise<void>((fulfil) => server.listen(0, "127.0.0.1", fulfil));
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () =>
      new Promise((fulfil) => {
        server.close(() => fulfil());
      }),
  };
}

async function readAll(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
