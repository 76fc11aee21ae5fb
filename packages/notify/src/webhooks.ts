import { createHmac } from "node:crypto";
import { channelNames } from "./channel-names.ts";
import type { Failure } from "./failure.ts";
import type { Post } from "./outgoing.ts";
import { type Answer, type PostOptions, post } from "./post.ts";
import { quoteWithout, secretsOf } from "./said.ts";
import type { Sender } from "./sender.ts";

/** The words in the body of a refusal, where each service has them; empty: none. */
const readWords: Readonly<Record<Post["channel"], (body: string) => string>> = {
  // One word: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
  slack: (body) => body,
  // https://discord.com/developers/docs/reference#error-messages
  discord: (body) => textAt(body, ["message"]),
  teams: (body) => textAt(body, ["error", "message"]) || textAt(body, ["error", "code"]),
  // Anything may stand behind it, and say anything.
  webhook: () => "",
};

export type WebhookOptions = PostOptions & { redact: (text: string) => string };

/**
 * Posts messages to one address.
 * @param address as `readChannels` gives it
 * @param secret signs the body; null: nothing is signed
 */
export function openWebhook(
  channel: Post["channel"],
  address: string,
  secret: string | null,
  options: WebhookOptions,
): Sender<Post> {
  const url = addressFor(channel, address);
  const quote = quoteWithout([...secretsOf(url), ...(secret === null ? [] : [secret])], options.redact);
  const { title } = channelNames[channel];
  return {
    // The host of somebody's own webhook may itself be the secret.
    name: channel === "webhook" ? title : `${title} (${url.host})`,
    close: () => {},
    send: async (message, signal) => {
      const body = Buffer.from(message.body, "utf8");
      const own = channel === "webhook" ? ownHeaders(message, body, secret) : {};
      const headers = { "Content-Type": "application/json", "User-Agent": "release-approval", ...own };
      const answer = await post(url, { headers, body }, options, signal);
      const said = answer.status < 300 ? "" : quote(readWords[channel](answer.body));
      return readAnswer(answer, {
        said,
        asked: channel === "discord" ? secondsOfDiscord(answer.body) : null,
        off: channel === "teams" && isTurnedOff(answer.body),
      });
    },
  };
}

/** Discord says only with `wait` whether it kept the message: https://discord.com/developers/docs/resources/webhook */
function addressFor(channel: Post["channel"], address: string): URL {
  const url = new URL(address);
  if (channel === "discord") url.searchParams.set("wait", "true");
  return url;
}

/** The names of GitHub's own webhooks, so that what checks those checks these. */
function ownHeaders(message: Post, body: Buffer, secret: string | null): Record<string, string> {
  return {
    "X-Delivery-Id": inHeader(message.id),
    "X-Event": inHeader(message.event),
    ...(secret === null
      ? {}
      : { "X-Signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}` }),
  };
}

/** Headers hold printable ASCII; whatever is not is percent-encoded, so that different ones stay different. */
function inHeader(text: string): string {
  return text.replace(
    /[^\x21-\x7e]/gu,
    (it) => `%${Buffer.from(it).toString("hex").match(/../g)?.join("%")}`,
  );
}

type Words = {
  /** What to show of them. */
  said: string;
  /** Seconds to wait; null: nothing is asked. */
  asked: number | null;
  /** The channel takes no message now. */
  off: boolean;
};

/** These are about the message; any other refusal is about the address, its owner, or every message alike. */
const ofMessage: readonly number[] = [400, 413, 422];

function readAnswer(answer: Answer, { said, asked, off }: Words): Failure | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const busy = status === 429 || status === 503;
  const after = asked === null ? readRetryAfter(answer) : asked * 1000;
  return {
    reason: said === "" ? `it answered ${status}` : `it answered ${status}, ${said}`,
    again: [408, 425, 429].includes(status) || status >= 500,
    after: busy ? after : null,
    scope: ofMessage.includes(status) && !off ? "message" : "channel",
  };
}

/** A workflow that was turned off or deleted answers 400, as to a message that it does not understand. */
function isTurnedOff(body: string): boolean {
  return textAt(body, ["error", "code"]) === "WorkflowTriggerIsNotEnabled";
}

/** https://www.rfc-editor.org/rfc/rfc9110.html#name-retry-after: seconds, or a date. In milliseconds. */
function readRetryAfter({ headers }: Answer): number | null {
  const text = headers["retry-after"] ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  // By the clock that the date is of.
  const wait = Date.parse(text) - (Date.parse(headers.date ?? "") || Date.now());
  return Number.isNaN(wait) ? null : Math.max(wait, 0);
}

/** More exact than its header: https://discord.com/developers/docs/topics/rate-limits */
function secondsOfDiscord(body: string): number | null {
  const seconds = valueAt(body, ["retry_after"]);
  return typeof seconds === "number" && seconds >= 0 ? seconds : null;
}

function textAt(body: string, path: readonly string[]): string {
  const value = valueAt(body, path);
  return typeof value === "string" ? value : "";
}

function valueAt(body: string, path: readonly string[]): unknown {
  try {
    return path.reduce<unknown>(
      (value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined),
      JSON.parse(body),
    );
  } catch {
    return undefined;
  }
}
