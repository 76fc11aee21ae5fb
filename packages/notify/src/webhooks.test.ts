import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { type Certificate, makeCertificate } from "../test/certificate.ts";
import { nothingSet, samplePost, secretParts, secretPath, withoutWaiting } from "../test/samples.ts";
import { type Scripted, type ScriptedServer, startScripted } from "../test/scripted.ts";
import type { ChannelSettings } from "./index.ts";
import { sendAll } from "./index.ts";
import type { Post } from "./outgoing.ts";
import type { SendOptions } from "./send-all.ts";

let certificate: Certificate;
beforeAll(async () => {
  certificate = await makeCertificate();
});

function settingsFor(channel: Post["channel"], url: string, secret: string | null = null): ChannelSettings {
  return { ...nothingSet, [channel]: channel === "webhook" ? { url, secret } : url };
}

type Play = {
  channel?: Post["channel"];
  script: readonly Scripted[];
  path?: string;
  secret?: string;
  messages?: readonly Post[];
  options?: Partial<SendOptions>;
};

/** Sends to a server that plays a script, and tells what came of it. */
async function send({ channel = "slack", script, path = secretPath, secret, messages, options }: Play) {
  const server = await startScripted(script);
  try {
    const waiting = withoutWaiting(options);
    const settings = settingsFor(channel, `http://127.0.0.1:${server.port}${path}`, secret ?? null);
    const sent = await sendAll(messages ?? [samplePost(channel)], settings, waiting.options);
    const problems = sent.map(({ problem }) => hidePort(problem, server));
    for (const part of secretParts) expect(problems.join()).not.toContain(part);
    return { sent, problems, received: server.received, pauses: waiting.pauses };
  } finally {
    await server.close();
  }
}

function hidePort(problem: string | null, { port }: ScriptedServer): string | null {
  return problem?.replaceAll(String(port), "port") ?? null;
}

const ok: Scripted = { status: 200, body: "ok" };

describe("what arrives", () => {
  it.each<[channel: Post["channel"], path: string, answer: Scripted, arrives: string]>([
    ["slack", "/services/T/B/x", ok, "/services/T/B/x"],
    ["discord", "/api/webhooks/1/x", { status: 200, body: '{"id":"1"}' }, "/api/webhooks/1/x?wait=true"],
    ["discord", "/api/webhooks/1/x?thread_id=7", { status: 204 }, "/api/webhooks/1/x?thread_id=7&wait=true"],
    ["discord", "/api/webhooks/1/x?wait=false", { status: 204 }, "/api/webhooks/1/x?wait=true"],
    [
      "teams",
      "/workflows/w?api-version=1&sig=s%2Bt",
      { status: 202 },
      "/workflows/w?api-version=1&sig=s%2Bt",
    ],
    ["teams", "/workflows/w?sig=s", { status: 200 }, "/workflows/w?sig=s"],
    ["webhook", "/hook", { status: 201, body: "<html>thanks" }, "/hook"],
  ])("%s: its body as it is, at %s", async (channel, path, answer, arrives) => {
    const { problems, received } = await send({ channel, path, script: [answer] });
    expect(problems).toEqual([null]);
    expect(received).toMatchObject([
      {
        method: "POST",
        url: arrives,
        body: samplePost(channel).body,
        headers: { "content-type": "application/json", "user-agent": "release-approval" },
      },
    ]);
  });

  it("webhook: the same delivery id at each try, the event, and a signature of the very body", async () => {
    const { received } = await send({ channel: "webhook", secret: "key", script: [{ status: 500 }, ok] });
    const body = Buffer.from(samplePost("webhook").body, "utf8");
    const signature = `sha256=${createHmac("sha256", "key").update(body).digest("hex")}`;
    const headers = {
      "x-delivery-id": "acme/rocket#57/first",
      "x-event": "review-requested",
      "x-signature-256": signature,
    };
    expect(received).toMatchObject([{ headers }, { headers }]);
  });

  it("webhook: no signature without a secret", async () => {
    const { received } = await send({ channel: "webhook", script: [ok] });
    expect(received[0]?.headers).not.toHaveProperty("x-signature-256");
  });

  it.each(["slack", "discord", "teams"] as const)(
    "%s: nothing that is meant for webhooks",
    async (channel) => {
      const { received } = await send({ channel, script: [ok] });
      expect(Object.keys(received[0]?.headers ?? {}).filter((it) => it.startsWith("x-"))).toEqual([]);
    },
  );

  it("webhook: printable ASCII in headers, whatever is in an id", async () => {
    const message = { ...samplePost("webhook"), id: "a/ü🚀 b\r\nX-Evil: 1\ud800", event: "é" };
    const { problems, received } = await send({ channel: "webhook", script: [ok], messages: [message] });
    expect(problems).toEqual([null]);
    expect(received[0]?.headers).toMatchObject({
      "x-delivery-id": "a/%c3%bc%f0%9f%9a%80%20b%0d%0aX-Evil:%201%ef%bf%bd",
      "x-event": "%c3%a9",
    });
    expect(received[0]?.headers).not.toHaveProperty("x-evil");
  });
});

describe("what goes wrong", () => {
  const at = "(127.0.0.1:port) did not get the message";

  it.each<[what: string, script: Scripted[], problem: string | null, tries: number, pauses: number[]]>([
    ["500 once", [{ status: 500 }, ok], null, 2, [500]],
    ["500 for ever", [{ status: 500 }], "it answered 500, 3 times", 3, [500, 1000]],
    ["502, a page", [{ status: 502, body: "<html>Bad gateway" }], "it answered 502, 3 times", 3, [500, 1000]],
    ["503, later", [{ status: 503, headers: { "retry-after": "4" } }, ok], null, 2, [4000]],
    ["408 once", [{ status: 408 }, ok], null, 2, [500]],
    ["425 once", [{ status: 425 }, ok], null, 2, [500]],
    ["429, later", [{ status: 429, headers: { "retry-after": "7" } }, ok], null, 2, [7000]],
    ["429, sooner than we would", [{ status: 429, headers: { "retry-after": "0" } }, ok], null, 2, [500]],
    ["429, at a date", [{ status: 429, headers: atDate(9) }, ok], null, 2, [9000]],
    ["429, at a date that is over", [{ status: 429, headers: atDate(-9) }, ok], null, 2, [500]],
    ["429, at no date", [{ status: 429, headers: { "retry-after": "soon" } }, ok], null, 2, [500]],
    [
      "429 for ever",
      [{ status: 429, headers: { "retry-after": "5" }, body: "rate_limited" }],
      "it answered 429, rate_limited, 3 times",
      3,
      [5000, 5000],
    ],
    [
      "429, longer than there is time",
      [{ status: 429, headers: { "retry-after": "30" } }],
      "it answered 429, and there is no time for another try",
      1,
      [],
    ],
    [
      "429, twice longer than there is time",
      [{ status: 429, headers: { "retry-after": "20" } }],
      "it answered 429, and there is no time for another try",
      2,
      [20_000],
    ],
    ["400", [{ status: 400, body: "invalid_payload" }], "it answered 400, invalid_payload", 1, []],
    ["404", [{ status: 404, body: "no_service" }], "it answered 404, no_service", 1, []],
    ["410", [{ status: 410, body: "channel_is_archived\n" }], "it answered 410, channel_is_archived", 1, []],
    ["304", [{ status: 304 }], "it answered 304", 1, []],
    ["a reset once", ["reset", ok], null, 2, [500]],
    ["resets for ever", ["reset"], "it closed the connection, 3 times", 3, [500, 1000]],
    ["no HTTP", ["no http", ok], "it does not speak HTTP (HPE_INVALID_CONSTANT)", 1, []],
  ])("%s", async (_, script, problem, tries, pauses) => {
    const result = await send({ script });
    expect(result.problems).toEqual([problem === null ? null : `Slack ${at}: ${problem}.`]);
    expect(result.received).toHaveLength(tries);
    expect(result.pauses).toEqual(pauses);
  });

  it.each<[what: string, step: Scripted, perTry: number, problem: string]>([
    ["no answer", "stall", 200, "it did not answer within 0.2 s, 3 times"],
    ["an answer that drips", "drip", 200, "it did not answer within 0.2 s, 3 times"],
  ])("%s", async (_, step, perTry, problem) => {
    const { problems, received } = await send({ script: [step], options: { perTry } });
    expect(problems).toEqual([`Slack ${at}: ${problem}.`]);
    expect(received).toHaveLength(3);
  });

  it("an answer whose words drip counts by its status", async () => {
    const started = performance.now();
    const { problems } = await send({ script: ["dripping body", { status: 404 }] });
    expect(problems).toEqual([`Slack ${at}: it answered 404.`]);
    expect(performance.now() - started).toBeLessThan(3000);
  });

  it("an answer without end is cut", async () => {
    const { problems } = await send({ script: ["huge"] });
    const words = "never ends ".repeat(20).slice(0, 119);
    expect(problems).toEqual([`Slack ${at}: it answered 400, ${words}….`]);
  });

  it("nobody listens", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const { options, pauses } = withoutWaiting();
    const settings = settingsFor("teams", `http://localhost:${port}${secretPath}`);
    const problem = `Microsoft Teams (localhost:${port}) did not get the message: it refused the connection, 3 times.`;
    expect(await sendAll([samplePost("teams")], settings, options)).toEqual([
      { key: "first", problem, down: true, final: false },
    ]);
    expect(pauses).toEqual([500, 1000]);
  });

  const deaf = '{"error":{"code":"WorkflowTriggerIsNotEnabled","message":"The trigger is not enabled."}}';
  const slow = { "retry-after": "60" };

  it.each<[what: string, channel: Post["channel"], steps: Scripted[], down: boolean, final: boolean]>([
    ["that took it after all", "slack", [{ status: 503 }, ok], false, false],
    ["that failed three times", "slack", [{ status: 500 }], true, false],
    ["that is asked too often", "slack", [{ status: 429 }], true, false],
    ["that wants a longer pause than there is time", "slack", [{ status: 429, headers: slow }], true, false],
    ["that closes connections", "slack", ["reset"], true, false],
    ["that wants to know who is there", "webhook", [{ status: 401 }], true, false],
    ["that wants nobody", "webhook", [{ status: 403 }], true, false],
    ["that is not there", "discord", [{ status: 404 }], true, false],
    ["that takes no posts", "webhook", [{ status: 405 }], true, false],
    ["that is gone", "slack", [{ status: 410 }], true, false],
    ["that moved", "slack", [{ status: 302 }], true, false],
    ["that was turned off", "teams", [{ status: 400, body: deaf }], true, false],
    ["that does not understand the message", "teams", [{ status: 400 }], false, true],
    ["that finds the message too long", "teams", [{ status: 413 }], false, true],
    ["that does not like the message", "webhook", [{ status: 422 }], false, true],
  ])("tells whether the channel is down, and the message refused for good: one %s", async (...row) => {
    const [, channel, script, down, final] = row;
    const { sent } = await send({ channel, script });
    expect(sent).toMatchObject([{ down, final }]);
  });

  it("no such name", async () => {
    const { options } = withoutWaiting();
    const settings = settingsFor("slack", `https://hooks.invalid${secretPath}`);
    const [sent] = await sendAll([samplePost("slack")], settings, options);
    expect(sent?.problem).toBe(
      "Slack (hooks.invalid) did not get the message: its name cannot be resolved (ENOTFOUND), 3 times.",
    );
  });

  it("a channel that is not set up", async () => {
    const [sent] = await sendAll([samplePost("discord")], nothingSet, withoutWaiting().options);
    expect(sent?.problem).toBe(
      "Discord did not get the message: the input `discord-webhook-url` is not set.",
    );
  });
});

/** A date so many seconds after the server's. */
function atDate(seconds: number): Record<string, string> {
  const date = Date.parse("2030-01-01T00:00:00Z");
  return { date: new Date(date).toUTCString(), "retry-after": new Date(date + seconds * 1000).toUTCString() };
}

describe("what the services say", () => {
  const long = `${"🚀".repeat(118)}12`;

  it.each<[channel: Post["channel"], status: number, body: string, reason: string]>([
    ["slack", 403, "action_prohibited", "it answered 403, action_prohibited"],
    ["slack", 400, "no\r\n::error::text", "it answered 400, no ::error::text"],
    ["slack", 400, long, `it answered 400, ${long}`],
    ["slack", 400, `${long}3`, `it answered 400, ${"🚀".repeat(118)}1…`],
    ["slack", 404, "Cannot POST /services/T0SECRET/B0SECRET/path-s3cret", "it answered 404, Cannot POST ***"],
    ["slack", 400, `${"x".repeat(110)} query-s3cret`, `it answered 400, ${"x".repeat(110)} ***`],
    ["slack", 400, "token xoxb-other", "it answered 400, token ###"],
    ["discord", 404, '{"message":"Unknown Webhook","code":10015}', "it answered 404, Unknown Webhook"],
    ["discord", 400, '{"message":', "it answered 400"],
    ["discord", 400, '{"message":{"a":1}}', "it answered 400"],
    ["discord", 400, "null", "it answered 400"],
    ["teams", 400, '{"error":{"code":"InvalidTemplate","message":"No card."}}', "it answered 400, No card"],
    ["teams", 401, '{"error":{"code":"Expired"}}', "it answered 401, Expired"],
    ["webhook", 400, "whatever stands behind it", "it answered 400"],
  ])("%s %i %j", async (channel, status, body, reason) => {
    const redact = (text: string) => text.replaceAll("xoxb-other", "###");
    const { problems } = await send({ channel, script: [{ status, body }], options: { redact } });
    expect(problems[0]?.endsWith(` did not get the message: ${reason}.`)).toBe(true);
  });

  it("Discord asks to wait for a part of a second", async () => {
    const limited: Scripted = {
      status: 429,
      body: '{"message":"You are being rate limited.","retry_after":1.337,"global":false}',
      headers: { "retry-after": "2" },
    };
    const { problems, pauses } = await send({ channel: "discord", script: [limited, { status: 204 }] });
    expect(problems).toEqual([null]);
    expect(pauses).toEqual([1337]);
  });

  it("the secret of a webhook never", async () => {
    const { problems } = await send({
      channel: "webhook",
      secret: "s3cret-key",
      script: [{ status: 400, body: "s3cret-key" }],
    });
    expect(problems.join()).not.toContain("s3cret-key");
  });
});

describe("redirects", () => {
  const to = (status: number, location?: string): Scripted => ({
    status,
    headers: location === undefined ? {} : { location },
  });

  it.each<[what: string, script: Scripted[], problem: string | null, tries: number]>([
    ["307 to another path", [to(307, "/moved"), ok], null, 2],
    ["308 to another path", [to(308, "/moved?a=b"), ok], null, 2],
    ["three", [to(307, "/1"), to(307, "2"), to(308, "3"), ok], null, 4],
    ["for ever", [to(307, "/again")], "it redirects more than 3 times", 4],
    ["301", [to(301, "/moved"), ok], "it answered 301, a redirect that does not take messages", 1],
    ["302", [to(302, "/moved"), ok], "it answered 302, a redirect that does not take messages", 1],
    ["303", [to(303, "/moved"), ok], "it answered 303, a redirect that does not take messages", 1],
    ["to nowhere", [to(307), ok], "it answered 307, a redirect to nowhere", 1],
    ["to no address", [to(308, "http://"), ok], "it answered 308, a redirect to nowhere", 1],
    ["to another host", [to(307, "http://localhost/x"), ok], other(), 1],
    ["to another port", [to(307, "http://127.0.0.1:1/x"), ok], other(), 1],
    ["to another protocol", [to(307, "https://127.0.0.1/x"), ok], other(), 1],
    ["to metadata", [to(308, "http://169.254.169.254/latest"), ok], other(), 1],
    ["to a file", [to(307, "file:///etc/passwd"), ok], other(), 1],
  ])("%s", async (_, script, problem, tries) => {
    const { problems, received } = await send({ channel: "webhook", secret: "key", script });
    const at = "The webhook did not get the message";
    expect(problems).toEqual([problem === null ? null : `${at}: ${problem}.`]);
    expect(received).toHaveLength(tries);
    // Method, body and signature go along.
    const [{ headers, ...first } = {}] = received;
    for (const it of received) {
      expect({ ...first, url: it.url }).toMatchObject({ method: it.method, body: it.body });
      expect(it.headers["x-signature-256"]).toBe(headers?.["x-signature-256"]);
    }
  });

  function other(): string {
    return "it redirects to another host, port or protocol";
  }
});

describe("TLS", () => {
  async function sendSecurely(host: string, options: Partial<SendOptions>) {
    const server = await startScripted([ok], certificate);
    try {
      const settings = settingsFor("slack", `https://${host}:${server.port}${secretPath}`);
      const [sent] = await sendAll([samplePost("slack")], settings, withoutWaiting(options).options);
      return { problem: hidePort(sent?.problem ?? null, server), received: server.received.length };
    } finally {
      await server.close();
    }
  }

  const here = async () => [{ address: "127.0.0.1", family: 4 as const }];
  const untrusted = (host: string, code: string) =>
    `Slack (${host}:port) did not get the message: its certificate is not trusted (${code}).`;

  it.each<[what: string, host: string, trusted: boolean, problem: string | null]>([
    ["a certificate that is trusted", "localhost", true, null],
    ["one that nobody signed", "localhost", false, untrusted("localhost", "DEPTH_ZERO_SELF_SIGNED_CERT")],
    [
      "one for another name",
      "hooks.example",
      true,
      untrusted("hooks.example", "ERR_TLS_CERT_ALTNAME_INVALID"),
    ],
    ["one for this name, at the address that was looked at", "mail.example", true, null],
  ])("%s", async (_, host, trusted, problem) => {
    const options = {
      resolve: here,
      allowPrivate: true,
      ...(trusted ? { certificate: certificate.cert } : {}),
    };
    expect(await sendSecurely(host, options)).toEqual({ problem, received: problem === null ? 1 : 0 });
  });

  it("the environment cannot turn the check off", async () => {
    process.env["NODE_TLS_REJECT_UNAUTHORIZED"] = "0";
    try {
      const { problem } = await sendSecurely("localhost", {});
      expect(problem).toBe(untrusted("localhost", "DEPTH_ZERO_SELF_SIGNED_CERT"));
    } finally {
      delete process.env["NODE_TLS_REJECT_UNAUTHORIZED"];
    }
  });

  it("a server without it", async () => {
    const server = await startScripted([ok]);
    const settings = settingsFor("slack", `https://localhost:${server.port}/`);
    const [sent] = await sendAll([samplePost("slack")], settings, withoutWaiting().options);
    await server.close();
    expect(sent?.problem).toMatch(/there is no TLS with it \(\w+\)\.$/);
  });

  it("a name that comes out at this machine is not even connected to", async () => {
    const { problem, received } = await sendSecurely("mail.example", {
      resolve: here,
      certificate: certificate.cert,
    });
    expect(problem).toContain("`private-addresses: true`");
    expect(received).toBe(0);
  });
});

it("a name is looked up once for each try, so that what was looked at is what is connected to", async () => {
  const server = await startScripted(["reset", { status: 307, headers: { location: "/moved" } }, ok]);
  const asked: string[] = [];
  const resolve = async (host: string) => {
    asked.push(host);
    return [{ address: "127.0.0.1", family: 4 as const }];
  };
  const settings = settingsFor("slack", `http://hooks.example:${server.port}/`);
  const { options } = withoutWaiting({ allowPrivate: true, resolve });
  expect(await sendAll([samplePost("slack")], settings, options)).toEqual([
    { key: "first", problem: null, down: false, final: false },
  ]);
  expect(asked).toEqual(["hooks.example", "hooks.example"]);
  expect(server.received.map(({ headers }) => headers.host)).toEqual(
    Array(3).fill(`hooks.example:${server.port}`),
  );
  await server.close();
});
