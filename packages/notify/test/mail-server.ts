import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import type { Certificate } from "./certificate.ts";

export type MailServerScript = {
  /** Of a server with TLS: for STARTTLS, or from the first byte when `wrapped`. null: it has none. */
  certificate?: Certificate | null;
  wrapped?: boolean;
  /** Who may log in; null: nobody can. */
  login?: { user: string; password: string } | null;
  /** What it answers to a wrong password. */
  refusal?: string;
  /**
   * What it does with the steps of a mail, as many times as it is listed: `550 no such user`, `drop` (breaks the
   * connection), `ok`; then `ok` for ever.
   */
  sender?: string[];
  recipient?: string[];
  data?: string[];
};

export type MailServerLog = {
  port: number;
  /** As they came. */
  sources: string[];
  connections: () => number;
  /** `user:password, secure`. */
  logins: string[];
  close: () => Promise<void>;
};

/** A mail server on loopback that keeps what it gets. */
export async function startMailServer(script: MailServerScript = {}): Promise<MailServerLog> {
  const { certificate = null, wrapped = false, login = null } = script;
  const log = { sources: [] as string[], logins: [] as string[] };
  let connections = 0;
  const server = new SMTPServer({
    ...(certificate ?? {}),
    secure: wrapped,
    disabledCommands: [...(certificate === null ? ["STARTTLS"] : []), ...(login === null ? ["AUTH"] : [])],
    authOptional: login === null,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1,
    onConnect: (_, answer) => {
      connections += 1;
      answer();
    },
    onAuth: ({ username, password }, { secure }, answer) => {
      log.logins.push(`${username}:${password}, ${secure ? "secure" : "open"}`);
      if (username === login?.user && password === login?.password) answer(null, { user: username });
      else answer(refusalOf(script.refusal ?? "535 5.7.8 Authentication failed"));
    },
    onMailFrom: (_, session, answer) => play(script.sender, server, session, answer),
    onRcptTo: (_, session, answer) => play(script.recipient, server, session, answer),
    onData: (stream, session, answer) => {
      void read(stream).then((source) => {
        play(script.data, server, session, (refused) => {
          if (!refused) log.sources.push(source);
          answer(refused);
        });
      });
    },
  } satisfies SMTPServerOptions);
  // What a client breaks off is for the client to tell.
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    ...log,
    port: (server.server.address() as AddressInfo).port,
    connections: () => connections,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Answer = (refused?: Error | null) => void;

function play(steps: string[] | undefined, server: SMTPServer, { id }: { id: string }, answer: Answer): void {
  const step = steps?.shift() ?? "ok";
  if (step === "drop") {
    for (const connection of server.connections) if (connection.id === id) connection._socket.destroy();
  } else answer(step === "ok" ? null : refusalOf(step));
}

function refusalOf(text: string): Error {
  const [code, ...words] = text.split(" ");
  return Object.assign(new Error(words.join(" ")), { responseCode: Number(code) });
}

async function read(stream: NodeJS.ReadableStream): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
