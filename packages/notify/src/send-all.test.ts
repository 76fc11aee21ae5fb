import { describe, expect, it } from "vitest";
import { startMailServer } from "../test/mail-server.ts";
import { nothingSet, sampleLetter, samplePost, withoutWaiting } from "../test/samples.ts";
import { type Scripted, startScripted } from "../test/scripted.ts";
import { type Outgoing, sendAll } from "./index.ts";
import type { SendOptions } from "./send-all.ts";

const ok: Scripted = { status: 200 };

/** Sends three messages through one channel. */
async function sendThree(script: readonly Scripted[], options: Partial<SendOptions> = {}) {
  const server = await startScripted(script);
  try {
    const settings = { ...nothingSet, slack: `http://127.0.0.1:${server.port}/` };
    const messages = ["one", "two", "three"].map((key) => samplePost("slack", key, `{"text":"${key}"}`));
    const sent = await sendAll(messages, settings, withoutWaiting(options).options);
    const reasons = sent.map(({ key, problem }) => [key, problem?.replace(/^.*?: (.*)\.$/, "$1") ?? null]);
    return { sent, reasons, received: server.received.map(({ body }) => JSON.parse(body).text as string) };
  } finally {
    await server.close();
  }
}

describe("messages of one channel", () => {
  it("go out in order", async () => {
    const { reasons, received } = await sendThree([ok]);
    expect(reasons.map(([, reason]) => reason)).toEqual([null, null, null]);
    expect(received).toEqual(["one", "two", "three"]);
  });

  it("wait for the one before, however often it is tried", async () => {
    const { received } = await sendThree([{ status: 500 }, "reset", ok]);
    expect(received).toEqual(["one", "one", "one", "two", "three"]);
  });

  it.each<[script: Scripted[], reasons: (string | null)[], received: string[]]>([
    [
      [{ status: 400 }, ok],
      ["it answered 400", null, null],
      ["one", "two", "three"],
    ],
    [
      [{ status: 413 }, ok],
      ["it answered 413", null, null],
      ["one", "two", "three"],
    ],
    [
      [ok, { status: 422 }, ok],
      [null, "it answered 422", null],
      ["one", "two", "three"],
    ],
  ])("are tried although another was not taken: %j", async (script, reasons, received) => {
    const result = await sendThree(script);
    expect(result.reasons.map(([, reason]) => reason)).toEqual(reasons);
    expect(result.received).toEqual(received);
  });

  it.each<[script: Scripted[], reason: string, tries: number]>([
    [[{ status: 401 }], "it answered 401", 1],
    [[{ status: 403 }], "it answered 403", 1],
    [[{ status: 404 }], "it answered 404", 1],
    [[{ status: 410 }], "it answered 410", 1],
    [[{ status: 302 }], "it answered 302, a redirect that does not take messages", 1],
    [[{ status: 429 }], "it answered 429, 3 times", 3],
    [[{ status: 500 }], "it answered 500, 3 times", 3],
    [["reset"], "it closed the connection, 3 times", 3],
  ])("are not tried when the channel is down: %j", async (script, reason, tries) => {
    const { reasons, received } = await sendThree(script);
    expect(reasons).toEqual([
      ["one", reason],
      ["two", reason],
      ["three", reason],
    ]);
    expect(received).toEqual(Array(tries).fill("one"));
  });

  it("were sent, and stay so when the channel goes down", async () => {
    const { reasons } = await sendThree([ok, { status: 404 }]);
    expect(reasons.map(([, reason]) => reason)).toEqual([null, "it answered 404", "it answered 404"]);
  });
});

describe("channels", () => {
  it("do not wait for one another, and what became of each message is told in their order", async () => {
    const [slack, teams] = await Promise.all([startScripted(["stall"]), startScripted([ok])]);
    const settings = {
      ...nothingSet,
      slack: `http://127.0.0.1:${slack.port}/`,
      teams: `http://127.0.0.1:${teams.port}/`,
    };
    const messages: Outgoing[] = [
      samplePost("slack", "1"),
      samplePost("teams", "2"),
      sampleLetter("3"),
      samplePost("slack", "4"),
    ];
    const sent = await sendAll(messages, settings, withoutWaiting({ budget: 200 }).options);
    expect(sent.map(({ key, problem }) => [key, problem === null])).toEqual([
      ["1", false],
      ["2", true],
      ["3", false],
      ["4", false],
    ]);
    await Promise.all([slack.close(), teams.close()]);
  });

  it("take nothing from one another when each is sent through by itself, with the settings of all", async () => {
    const [slack, teams, post] = await Promise.all([
      startScripted(["stall"]),
      startScripted([{ status: 500 }, ok]),
      startMailServer(),
    ]);
    const settings = {
      ...nothingSet,
      slack: `http://127.0.0.1:${slack.port}/`,
      teams: `http://127.0.0.1:${teams.port}/`,
      email: { url: `smtp://127.0.0.1:${post.port}`, from: "a@example.com" },
    };
    const parts: [messages: Outgoing[], budget: number][] = [
      [[samplePost("slack", "1"), samplePost("slack", "2")], 200],
      [[samplePost("teams", "1"), samplePost("teams", "2")], 5000],
      [[sampleLetter("1"), sampleLetter("2")], 5000],
      [[sampleLetter("3")], 5000],
    ];
    const sent = await Promise.all(
      parts.map(([messages, budget]) => sendAll(messages, settings, withoutWaiting({ budget }).options)),
    );
    const over = expect.stringContaining("the time that messages may take was over");
    expect(sent.map((part) => part.map(({ key, problem }) => [key, problem]))).toEqual([
      [
        ["1", over],
        ["2", over],
      ],
      [
        ["1", null],
        ["2", null],
      ],
      [
        ["1", null],
        ["2", null],
      ],
      [["3", null]],
    ]);
    expect([slack.received, teams.received, post.sources].map(({ length }) => length)).toEqual([1, 3, 3]);
    await Promise.all([slack.close(), teams.close(), post.close()]);
  });

  it("have nothing to do without messages", async () => {
    expect(await sendAll([], nothingSet, withoutWaiting().options)).toEqual([]);
  });

  it("give problems without the secrets of the run", async () => {
    const redact = (text: string) => text.replaceAll("hooks", "***");
    const settings = { ...nothingSet, slack: "https://hooks.example/" };
    const [sent] = await sendAll([samplePost("slack")], settings, withoutWaiting({ redact }).options);
    expect(sent?.problem).toMatch(/^Slack \(\*\*\*\.example\)/);
  });
});

describe("the budget ends", () => {
  const over = "the time that messages may take was over";
  const never = () => new Promise<never>(() => {});

  it.each<[what: string, script: Scripted[], options: Partial<SendOptions>]>([
    ["a server that never answers", ["stall"], {}],
    ["a server that drips", ["drip"], {}],
    ["a pause", [{ status: 500 }], { pause: never, random: () => -1 }],
  ])("%s", async (_, script, options) => {
    const started = performance.now();
    const { sent, reasons } = await sendThree(script, {
      now: () => performance.now(),
      budget: 200,
      ...options,
    });
    expect(reasons).toEqual([
      ["one", over],
      ["two", over],
      ["three", over],
    ]);
    expect(sent.map(({ down, final }) => down || final)).toEqual([false, false, false]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it("between two tries, and does not say that the channel is down", async () => {
    const { sent, reasons, received } = await sendThree([{ status: 500 }], { budget: 600 });
    const reason = "it answered 500, and there is no time for another try";
    expect(reasons.map(([, it]) => it)).toEqual(Array(3).fill(reason));
    expect(sent.map(({ down, final }) => down || final)).toEqual([false, false, false]);
    expect(received).toEqual(["one", "one"]);
  });

  it("before anything is tried, when there is none left", async () => {
    const { sent, reasons, received } = await sendThree([ok], { budget: 0 });
    expect(reasons.map(([, reason]) => reason)).toEqual([over, over, over]);
    expect(sent.map(({ down, final }) => down || final)).toEqual([false, false, false]);
    expect(received).toEqual([]);
  });

  it("a look-up that hangs", async () => {
    const settings = {
      ...nothingSet,
      slack: "https://hooks.example/",
      email: { url: "smtp://mail.example", from: "a@example.com" },
    };
    const messages = [samplePost("slack", "1"), sampleLetter("2")];
    const sent = await sendAll(messages, settings, withoutWaiting({ budget: 200, resolve: never }).options);
    expect(sent.map(({ problem }) => problem)).toEqual([
      `Slack (hooks.example) did not get the message: ${over}.`,
      `The mail server (mail.example) did not get the message: ${over}.`,
    ]);
  });
});
