import { connect, type Socket } from "node:net";
import type { Transporter } from "nodemailer";
import { lookupOf, type Resolve, resolveHost } from "./addresses.ts";
import { channelNames } from "./channel-names.ts";
import { type Failure, failureOf, hopeless } from "./failure.ts";
import { type MailServer, parseMailServer } from "./mail-server.ts";
import { isMailAddress, oneLine, parseMailbox } from "./mailbox.ts";
import type { Letter, Mail } from "./outgoing.ts";
import { quoteWithout } from "./said.ts";
import type { Sender } from "./sender.ts";

export type MailOptions = {
  resolve: Resolve;
  redact: (text: string) => string;
  /** Milliseconds for one mail. */
  perTry: number;
  /** Trusted instead of the usual certificates, as PEM. */
  certificate?: string;
};

/**
 * Sends mails over one connection, which is opened for the first one. The library is loaded then, too: most runs send
 * no mail.
 * @param settings as `readChannels` gives them
 */
export function openMails(settings: { url: string; from: string }, options: MailOptions): Sender<Letter> {
  const server = parseMailServer(settings.url);
  const from = parseMailbox(settings.from);
  if (typeof server === "string" || from === null)
    throw new Error("Mail settings that readChannels refuses were used.");
  const quote = quoteWithout(server.login === null ? [] : secretsOf(server.login), options.redact);
  const closing = new AbortController();
  let opened: Promise<Transporter> | null = null;
  return {
    name: `${channelNames.email.title} (${server.host})`,
    send: async ({ mail }, signal) => {
      if (!isMailAddress(mail.to.address)) return refusedMail("the address of the reader is no mail address");
      opened ??= openTransport(server, options, closing.signal);
      const transport = await opened;
      try {
        await transport.sendMail({
          ...partsOf(mail),
          from: { ...from, name: shownAs(from.name ?? "") },
          signal,
        });
        return null;
      } catch (thrown) {
        return readRefusal(thrown, server, quote);
      }
    },
    close: () => {
      closing.abort();
      opened?.then((transport) => transport.close({ force: true }));
    },
  };
}

/** What goes into the mail, as the library takes it. Headers are one line each, whoever typed what is in them. */
function partsOf({ to, subject, text, html, messageId, references }: Mail) {
  const thread = references.map(oneLine);
  const parent = thread.at(-1);
  return {
    to: { name: shownAs(to.name ?? ""), address: to.address },
    subject: shownAs(subject),
    text,
    html,
    messageId: oneLine(messageId),
    ...(parent === undefined ? {} : { inReplyTo: parent, references: thread }),
    // Asks out-of-office replies to stay away: https://www.rfc-editor.org/rfc/rfc3834#section-5
    headers: { "Auto-Submitted": "auto-generated" },
  };
}

/** Text of a header. What looks encoded (RFC 2047) would be decoded; a space without width keeps it as it was typed. */
function shownAs(text: string): string {
  return oneLine(text).replaceAll("=?", "=\u200b?");
}

type TakeSocket = (error: Error | null, socket?: { connection: Socket }) => void;

/** Of the address, only what `MailServer` has: the library would take dangerous options from its query. */
async function openTransport(
  { host, port, tls, login }: MailServer,
  { resolve, perTry, certificate }: MailOptions,
  closed: AbortSignal,
): Promise<Transporter> {
  const { createTransport } = await import("nodemailer");
  return createTransport({
    pool: true,
    maxConnections: 1,
    maxMessages: Number.POSITIVE_INFINITY,
    // Whether to try again is decided by who calls.
    maxRequeues: 0,
    host,
    port,
    secure: tls === "wrapped",
    requireTLS: tls === "upgraded",
    tls: {
      // The environment of a runner can turn this off for everybody.
      rejectUnauthorized: true,
      minVersion: "TLSv1.2",
      ...(certificate === undefined ? {} : { ca: certificate }),
    },
    // A server that asks for no password although one was given is not the one that was meant.
    ...(login === null ? {} : { auth: { user: login.user, pass: login.password }, forceAuth: true }),
    greetingTimeout: perTry,
    socketTimeout: perTry,
    socketCloseTimeout: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_: unknown, callback: TakeSocket) => {
      openSocket(host, port, resolve, closed).then((connection) => callback(null, { connection }), callback);
    },
  });
}

/** Our own look-up in place of the library's, which keeps answers for minutes and cannot be given up. */
async function openSocket(
  host: string,
  port: number,
  resolve: Resolve,
  closed: AbortSignal,
): Promise<Socket> {
  const addresses = await resolveHost(host, resolve);
  closed.throwIfAborted();
  return new Promise((opened, failed) => {
    const socket = connect({ host, port, lookup: lookupOf(addresses), autoSelectFamily: true });
    closed.addEventListener("abort", () => socket.destroy(), { once: true });
    socket.once("error", failed);
    socket.once("connect", () => {
      socket.off("error", failed);
      opened(socket);
    });
  });
}

type Refusal = { code?: unknown; responseCode?: unknown; response?: unknown; command?: unknown };

/** @throws the same where the server did not answer; `failureOf` knows what it means */
function readRefusal(thrown: unknown, server: MailServer, quote: (text: string) => string): Failure {
  const { code, responseCode, response, command } = (thrown instanceof Error ? thrown : {}) as Refusal;
  if (command === "STARTTLS" && server.tls === "upgraded" && response)
    throw hopeless("it offers no STARTTLS, and nothing is sent without TLS");
  const ownFault = code === "EMESSAGE" || (code === "EENVELOPE" && command !== "MAIL FROM");
  if (typeof responseCode !== "number" || responseCode < 400)
    return ownFault ? refusedMail("it does not take mails like this one") : failureOf(thrown);
  const said = quote(typeof response === "string" ? response : String(responseCode));
  return {
    reason:
      code === "EAUTH"
        ? `it does not take user and password of \`smtp-url\`: ${said}`
        : `it answered ${said}`,
    again: responseCode < 500,
    after: null,
    // 421: it closes the connection. https://www.rfc-editor.org/rfc/rfc5321#section-3.8
    scope: ownFault && responseCode !== 421 ? "message" : "channel",
  };
}

function refusedMail(reason: string): Failure {
  return { reason, again: false, after: null, scope: "message" };
}

/** The last one is what `AUTH PLAIN` sends, and some servers repeat. */
function secretsOf({ user, password }: { user: string; password: string }): string[] {
  return [user, password, `\0${user}\0${password}`];
}
