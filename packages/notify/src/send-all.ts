import { lookup } from "node:dns/promises";
import type { Resolve } from "./addresses.ts";
import { channelNames } from "./channel-names.ts";
import { openMails } from "./mails.ts";
import type { Letter, Outgoing, Post, Sent } from "./outgoing.ts";
import type { ChannelSettings } from "./read-channels.ts";
import { type Limits, sendInOrder } from "./send-in-order.ts";
import { startBudget } from "./time-limit.ts";
import { openWebhook } from "./webhooks.ts";

export type SendOptions = {
  /** Whether webhooks may go into private networks: `notifications.private-addresses` of the policy. */
  allowPrivate: boolean;
  /** Removes the secrets of this run from a text. */
  redact: (text: string) => string;
  pause: (milliseconds: number) => Promise<void>;
  /** Milliseconds for everything. None left: nothing is tried. */
  budget?: number;
  /** Milliseconds for one try. */
  perTry?: number;
  /** From 0 to below 1. */
  random?: () => number;
  /** Milliseconds since some moment. */
  now?: () => number;
  /** Looks up the addresses of a name. */
  resolve?: Resolve;
  /** Trusted instead of the usual certificates, as PEM. */
  certificate?: string;
};

/**
 * Sends messages, all channels at once, each channel's in their order. Ends within the budget, and never fails for what
 * the other sides do.
 * @returns what became of each message, in the order of `outgoing`
 */
export async function sendAll(
  outgoing: readonly Outgoing[],
  settings: ChannelSettings,
  options: SendOptions,
): Promise<Sent[]> {
  const { budget = 30_000, perTry = 10_000, random = Math.random, now = () => performance.now() } = options;
  const started = now();
  const { signal, stop } = startBudget(budget);
  const limits: Limits = {
    signal,
    left: () => budget - (now() - started),
    perTry,
    random,
    pause: options.pause,
  };
  try {
    const channels = [...new Set(outgoing.map((it) => it.channel))];
    const sent = await Promise.all(
      channels.map((channel) =>
        sendThrough(
          channel,
          outgoing,
          settings,
          { ...options, resolve: options.resolve ?? lookUp, perTry },
          limits,
        ),
      ),
    );
    const results = new Map(channels.map((channel, index) => [channel, sent[index]?.values()]));
    const inOrder = outgoing.flatMap(({ channel }) => results.get(channel)?.next().value ?? []);
    return inOrder.map((it) => ({ ...it, problem: it.problem && options.redact(it.problem) }));
  } finally {
    stop();
  }
}

const lookUp: Resolve = async (host) => {
  const found = await lookup(host, { all: true });
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

type Resolved = SendOptions & { resolve: Resolve; perTry: number };

async function sendThrough(
  channel: Outgoing["channel"],
  outgoing: readonly Outgoing[],
  { email, webhook, ...settings }: ChannelSettings,
  options: Resolved,
  limits: Limits,
): Promise<Sent[]> {
  if (channel === "email") {
    const letters = outgoing.filter((it): it is Letter => it.channel === "email");
    if (email === null) return refuseAll(letters, channel);
    return sendInOrder(letters, openMails(email, options), limits);
  }
  const posts = outgoing.filter((it): it is Post => it.channel === channel);
  const { url, secret } =
    channel === "webhook" ? (webhook ?? nowhere) : { url: settings[channel], secret: null };
  if (url === null) return refuseAll(posts, channel);
  return sendInOrder(posts, openWebhook(channel, url, secret, options), limits);
}

const nowhere = { url: null, secret: null };

function refuseAll(messages: readonly Outgoing[], channel: Outgoing["channel"]): Sent[] {
  const { title, input } = channelNames[channel];
  return messages.map(({ key }) => ({
    key,
    problem: `${title} did not get the message: the input \`${input}\` is not set.`,
    down: true,
    final: false,
  }));
}
