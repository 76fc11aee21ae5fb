import { createServer, type Socket } from "node:net";
import { simpleParser } from "mailparser";
import { beforeAll, describe, expect, it } from "vitest";
import { type Certificate, makeCertificate } from "../test/certificate.ts";
import { type MailServerScript, startMailServer } from "../test/mail-server.ts";
import { nothingSet, sampleLetter, withoutWaiting } from "../test/samples.ts";
import { sendAll } from "./index.ts";
import type { Letter } from "./outgoing.ts";
import type { SendOptions } from "./send-all.ts";

let certificate: Certificate;
beforeAll(async () => {
  certificate = await makeCertificate();
});

const from = "Acme Releases <releases@example.com>";
const here = async () => [{ address: "127.0.0.1", family: 4 as const }];

type Play = {
  script?: MailServerScript;
  /** `smtp://localhost`; the port of the server is added. */
  url?: string;
  letters?: readonly Letter[];
  options?: Partial<SendOptions>;
};

/** Sends mails to a server that plays a script, and tells what came of them. */
async function send({ script, url = "smtp://127.0.0.1", letters = [sampleLetter()], options }: Play) {
  const server = await startMailServer(script);
  try {
    const waiting = withoutWaiting(options);
    const settings = { ...nothingSet, email: { url: `${url}:${server.port}`, from } };
    const sent = await sendAll(letters, settings, waiting.options);
    const problems = sent.map(
      ({ problem }) => problem?.replace(/^.*? did not get the message: /, "") ?? null,
    );
    expect(problems.join()).not.toMatch(/s3cret|czNjcmV0/);
    const mails = await Promise.all(server.sources.map((it) => simpleParser(it)));
    return { ...server, mails, sent, problems, pauses: waiting.pauses, connected: server.connections() };
  } finally {
    await server.close();
  }
}

// The server greets a tenth of a second late, as servers do to find out who does not wait.
describe.concurrent("a mail", () => {
  it("has sender, reader, both texts, and says that nobody typed it", async () => {
    const { problems, mails } = await send({});
    expect(problems).toEqual([null]);
    expect(mails).toMatchObject([
      {
        from: { value: [{ name: "Acme Releases", address: "releases@example.com" }] },
        to: { value: [{ name: "Mia Sample", address: "mia@example.com" }] },
        subject: "Please review 1.2.0",
        messageId: "<first.57@rocket.example>",
        html: "<p>Hello Mia, please review <b>1.2.0</b>.</p>",
      },
    ]);
    expect(mails[0]?.text?.trim()).toBe("Hello Mia,\n\nplease review 1.2.0.");
    expect(mails[0]?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mails[0]?.headerLines.map(({ key }) => key)).not.toContain("references");
  });

  it("stands in its thread", async () => {
    const references = ["<57@rocket.example>", "<review.57@rocket.example>"];
    const { mails } = await send({ letters: [sampleLetter("late", { references })] });
    expect(mails).toMatchObject([
      { messageId: "<late.57@rocket.example>", references, inReplyTo: references[1] },
    ]);
  });

  it.each([
    ["an emoji", "🚀 Please review 1.2.0"],
    ["letters of many languages", "Größe, 版本, إصدار, релиз"],
    ["more than fits into a line", `Please review ${"1.2.0 ".repeat(60).trim()}`],
  ])("has a subject with %s", async (_, subject) => {
    const { mails } = await send({ letters: [sampleLetter("first", { subject })] });
    expect(mails[0]?.subject).toBe(subject);
  });

  it("has a subject and a reader as they were typed, though they look encoded", async () => {
    const typed = "=?utf-8?B?ZXZpbA==?=";
    const to = { name: typed, address: "mia@example.com" };
    const { mails } = await send({ letters: [sampleLetter("first", { subject: typed, to })] });
    const shown = [mails[0]?.subject, [mails[0]?.to].flat()[0]?.value[0]?.name];
    expect(shown.map((it) => it?.replaceAll("\u200b", ""))).toEqual([typed, typed]);
  });

  it.each([
    ["lines that begin with a dot", ".\n..\n.hidden"],
    ["letters of many languages", "Größe 版本 🚀"],
    ["a long line", "word ".repeat(500).trim()],
    ["what looks like a header", "Bcc: eve@example.com\n\nFrom eve"],
  ])("has a text with %s", async (_, text) => {
    const { mails } = await send({ letters: [sampleLetter("first", { text })] });
    expect(mails[0]?.text?.trim()).toBe(text);
  });

  const injected = "\r\nBcc: eve@example.com\r\n\r\nA text of mine";

  it.each<[what: string, mail: Parameters<typeof sampleLetter>[1]]>([
    ["the subject", { subject: `Review${injected}` }],
    ["the name of the reader", { to: { name: `Mia${injected}`, address: "mia@example.com" } }],
    ["a name with an address", { to: { name: '"<eve@example.com>, "', address: "mia@example.com" } }],
    ["the message id", { messageId: `<a@b>${injected}` }],
    ["the thread", { references: [`<a@b>${injected}`] }],
  ])("has no header and no reader but ours, whatever is in %s", async (_, mail) => {
    const { problems, mails, sources } = await send({ letters: [sampleLetter("first", mail)] });
    expect(problems).toEqual([null]);
    expect(mails[0]?.to).toMatchObject({ value: [{ address: "mia@example.com" }] });
    expect(sources[0]).not.toMatch(/^(bcc|a text of mine)/im);
    expect(mails[0]?.text?.trim()).toBe("Hello Mia,\n\nplease review 1.2.0.");
  });

  it.each([
    "mia@example.com\r\nRCPT TO:<eve@example.com>",
    "mia@example.com, eve@example.com",
    "mia@example.com> SIZE=1",
    "mia",
    "",
  ])("goes to nobody when the address is %j", async (address) => {
    const letters = [sampleLetter("first", { to: { name: null, address } }), sampleLetter("second")];
    const { sent, problems, mails } = await send({ letters });
    expect(problems).toEqual(["the address of the reader is no mail address.", null]);
    expect(sent.map(({ down, final }) => [down, final])).toEqual([
      [false, true],
      [false, false],
    ]);
    expect(mails.map(({ messageId }) => messageId)).toEqual(["<second.57@rocket.example>"]);
  });
});

describe.concurrent("a connection", () => {
  it("is one for all mails, and keeps their order", async () => {
    const { mails, connected } = await send({ letters: ["a", "b", "c"].map((it) => sampleLetter(it)) });
    expect(mails.map(({ messageId }) => messageId?.slice(1, 2))).toEqual(["a", "b", "c"]);
    expect(connected).toBe(1);
  });

  const login = { user: "me@example.com", password: "p/a:s#s3cret" };
  const credentials = "me%40example.com:p%2Fa%3As%23s3cret";
  const secure = [`${login.user}:${login.password}, secure`];
  const open = [`${login.user}:${login.password}, open`];
  const untrusted = "its certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT).";
  const foreign = "its certificate is not trusted (ERR_TLS_CERT_ALTNAME_INVALID).";
  const none = "it offers no STARTTLS, and nothing is sent without TLS.";

  type Row = {
    url: string;
    server: "plain" | "starttls" | "tls";
    trusted?: boolean;
    problem: string | null;
    logins: string[];
  };

  it.each<Row>([
    { url: "smtp://<>127.0.0.1", server: "plain", problem: null, logins: open },
    { url: "smtp://<>localhost", server: "plain", problem: null, logins: open },
    { url: "smtp://<>localhost", server: "starttls", trusted: true, problem: null, logins: secure },
    { url: "smtp://<>127.0.0.1", server: "starttls", trusted: true, problem: null, logins: secure },
    { url: "smtp://<>localhost", server: "starttls", problem: untrusted, logins: [] },
    { url: "smtp://<>mail.example", server: "starttls", trusted: true, problem: null, logins: secure },
    { url: "smtp://<>mail.example", server: "starttls", problem: untrusted, logins: [] },
    { url: "smtp://<>mx.example", server: "starttls", trusted: true, problem: foreign, logins: [] },
    { url: "smtp://<>mail.example", server: "plain", problem: none, logins: [] },
    { url: "smtps://<>localhost", server: "tls", trusted: true, problem: null, logins: secure },
    { url: "smtps://<>127.0.0.1", server: "tls", trusted: true, problem: null, logins: secure },
    { url: "smtps://<>mail.example", server: "tls", trusted: true, problem: null, logins: secure },
    { url: "smtps://<>localhost", server: "tls", problem: untrusted, logins: [] },
    { url: "smtps://<>mx.example", server: "tls", trusted: true, problem: foreign, logins: [] },
  ])("$url to a server that speaks $server, trusted: $trusted", async (row) => {
    const tls = row.server !== "plain";
    const { problems, logins, mails } = await send({
      url: row.url.replace("<>", `${credentials}@`),
      script: { login, certificate: tls ? certificate : null, wrapped: row.server === "tls" },
      options: { resolve: here, ...(row.trusted ? { certificate: certificate.cert } : {}) },
    });
    expect(problems).toEqual([row.problem]);
    expect(logins).toEqual(row.logins);
    expect(mails).toHaveLength(row.problem === null ? 1 : 0);
  });

  it.each<[refusal: string, reason: string]>([
    ["535 5.7.8 Authentication failed", "535 5.7.8 Authentication failed"],
    ["535 no login me@example.com / s3cret-pass", "535 no login *** / ***"],
    ["535 AG1lQGV4YW1wbGUuY29tAHMzY3JldC1wYXNz czNjcmV0LXBhc3M=", "535 *** ***"],
  ])("is given up after a wrong password, for all mails: %s", async (refusal, reason) => {
    const { problems, connected, mails } = await send({
      url: "smtp://me%40example.com:s3cret-pass@localhost",
      script: { login, refusal },
      letters: [sampleLetter("first"), sampleLetter("second")],
    });
    const problem = `it does not take user and password of \`smtp-url\`: ${reason}.`;
    expect(problems).toEqual([problem, problem]);
    expect(connected).toBe(1);
    expect(mails).toEqual([]);
  });

  it("is given up when the server has no use for a password", async () => {
    const { problems, mails } = await send({ url: `smtp://${credentials}@localhost` });
    expect(problems).toEqual([
      "it does not take user and password of `smtp-url`: 500 Error: command not recognized.",
    ]);
    expect(mails).toEqual([]);
  });

  it("that is asked for a password, without one", async () => {
    const { problems } = await send({ script: { login } });
    expect(problems).toEqual(["it answered 530 Error: authentication Required."]);
  });
});

it("a connection is not trusted either when the environment turns the check off", async () => {
  process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
  try {
    const { problems } = await send({ url: "smtp://localhost", script: { certificate } });
    expect(problems).toEqual([expect.stringContaining("DEPTH_ZERO_SELF_SIGNED_CERT")]);
  } finally {
    delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
  }
});

describe.concurrent("a server that refuses", () => {
  const letters = ["a", "b", "c"].map((it) => sampleLetter(it));

  it.each<[what: string, script: MailServerScript, problems: (string | null)[], pauses: number[]]>([
    [
      "a reader",
      { recipient: ["ok", "550 no such user"] },
      [null, "it answered 550 no such user.", null],
      [],
    ],
    ["a text", { data: ["554 looks like spam"] }, ["it answered 554 looks like spam.", null, null], []],
    ["a reader for now", { recipient: ["451 greylisted"] }, [null, null, null], [500]],
    [
      "a reader again and again",
      { recipient: ["451 greylisted", "451 greylisted", "451 greylisted"] },
      ["it answered 451 greylisted, 3 times.", null, null],
      [500, 1000],
    ],
    ["the sender", { sender: ["550 not you"] }, Array(3).fill("it answered 550 not you."), []],
    [
      "everything, after the first",
      { sender: ["ok", "421 bye", "421 bye", "421 bye"] },
      [null, ...Array(2).fill("it answered 421 bye, 3 times.")],
      [500, 1000],
    ],
    ["a connection in the middle of a mail", { data: ["ok", "drop"] }, [null, null, null], [500]],
    [
      "connections for ever",
      { data: ["drop", "drop", "drop"] },
      Array(3).fill("it closed the connection, 3 times."),
      [500, 1000],
    ],
  ])("%s", async (_, script, problems, pauses) => {
    const result = await send({ script, letters });
    expect(result.problems).toEqual(problems);
    expect(result.pauses).toEqual(pauses);
    expect(result.mails).toHaveLength(problems.filter((it) => it === null).length);
  });

  it.each<[what: string, script: MailServerScript, down: boolean, final: boolean]>([
    ["a reader", { recipient: ["550 no such user"] }, false, true],
    ["a text", { data: ["554 looks like spam"] }, false, true],
    ["a reader again and again", { recipient: Array(3).fill("451 greylisted") }, false, false],
    ["a reader, and leaves", { recipient: Array(3).fill("421 bye") }, true, false],
    ["the sender", { sender: ["550 not you"] }, true, false],
    ["to go on", { data: Array(3).fill("drop") }, true, false],
  ])("%s, tells whether it is down, and the mail refused for good", async (_, script, down, final) => {
    const { sent } = await send({ script });
    expect(sent).toMatchObject([{ down, final }]);
  });

  it("nothing is sent twice", async () => {
    const { mails } = await send({
      script: { recipient: ["ok", "451 later"], data: ["ok", "452 later"] },
      letters,
    });
    expect(mails.map(({ messageId }) => messageId?.slice(1, 2))).toEqual(["a", "b", "c"]);
  });
});

describe.concurrent("a server that is none", () => {
  async function sendTo(greet: (socket: Socket) => void, options: Partial<SendOptions> = {}) {
    const sockets: Socket[] = [];
    const server = createServer((socket) => {
      sockets.push(socket);
      socket.on("error", () => {});
      greet(socket);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const settings = { ...nothingSet, email: { url: `smtp://127.0.0.1:${port}`, from } };
    const [sent] = await sendAll([sampleLetter()], settings, withoutWaiting(options).options);
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
    return { problem: sent?.problem?.replace(/^.*?message: /, ""), connected: sockets.length };
  }

  const drip = (socket: Socket) => {
    const timer = setInterval(() => socket.write("2"), 10);
    socket.once("close", () => clearInterval(timer));
  };

  it.each<
    [what: string, greet: (socket: Socket) => void, problem: RegExp, connected: number, perTry?: number]
  >([
    ["never greets", () => {}, /^it did not answer within 0\.3 s, 3 times\.$/, 3, 300],
    ["greets a byte at a time", drip, /^it did not answer within 0\.3 s, 3 times\.$/, 3, 300],
    ["speaks HTTP", (it) => it.end("HTTP/1.1 400 Bad Request\r\n\r\n"), /^it does not speak SMTP/, 1],
    ["has no time", (it) => it.end("421 too busy\r\n"), /^it answered 421 too busy, 3 times\.$/, 3],
    ["has no service", (it) => it.end("554 no service\r\n"), /^it answered 554 no service\.$/, 1],
    ["breaks off", (it) => it.resetAndDestroy(), /^it closed the connection, 3 times\.$/, 3],
  ])("%s", async (_, greet, problem, connected, perTry) => {
    const result = await sendTo(greet, perTry === undefined ? {} : { perTry });
    expect(result.problem).toMatch(problem);
    expect(result.connected).toBe(connected);
  });

  it.each<[what: string, url: string, resolve: SendOptions["resolve"], problem: string]>([
    ["has no name", "smtp://mail.invalid", undefined, "its name cannot be resolved (ENOTFOUND), 3 times."],
    ["has no address", "smtp://mail.invalid", async () => [], "its name has no address, 3 times."],
    ["does not listen", "smtp://127.0.0.1:1", undefined, "it refused the connection, 3 times."],
  ])("%s", async (_, url, resolve, problem) => {
    const settings = { ...nothingSet, email: { url, from } };
    const { options } = withoutWaiting(resolve === undefined ? {} : { resolve });
    const [sent] = await sendAll([sampleLetter()], settings, options);
    expect(sent?.problem).toBe(
      `The mail server (${new URL(url).hostname}) did not get the message: ${problem}`,
    );
  });
});
