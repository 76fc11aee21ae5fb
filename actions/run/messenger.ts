import { type ChannelInputs, channelInputs } from "@release-approval/action-kit";
import type { Channel } from "@release-approval/approval";
import type { Outgoing, Sent } from "@release-approval/notify";

/** The channels of this run. */
export type Messenger = {
  channels: readonly Channel[];
  /** Never throws for what a channel does: each message that did not go out says why. */
  send(outgoing: readonly Outgoing[], options: { allowPrivate: boolean }): Promise<readonly Sent[]>;
  /**
   * Milliseconds to wait for what another run may be sending; null: no time is left for that.
   */
  nextWait(): number | null;
};

/**
 * How long messages may hold a run, in milliseconds: what a channel has not taken by then is left to the next one. Channels
 * are sent through side by side, and each has this time for itself.
 */
const patience = 25_000;
/** After so long a run looks whether another one has sent what that one recorded; the rest of the time is for sending it. */
const aWhile = 5_000;
const longestWait = 15_000;

/**
 * Opens the channels whose secrets are given. What sends is loaded only then. A channel that is down is not tried again
 * in this run, so that it takes nobody else's time.
 * @param redact clears a text of this run's secrets
 * @returns null where no channel is given
 * @throws ConfigurationError when a secret cannot be what it should be; it is never shown
 */
export async function openMessenger(
  inputs: ChannelInputs,
  { redact, pause }: { redact: (text: string) => string; pause: (milliseconds: number) => Promise<void> },
): Promise<Messenger | null> {
  const names = Object.keys(channelInputs) as (keyof ChannelInputs)[];
  if (names.every((name) => inputs[name] === null)) return null;
  const { readChannels, sendAll } = await import("@release-approval/notify");
  const settings = readChannels(inputs);
  const channels = allChannels.filter((channel) => settings[channel] !== null);
  const left = new Map(channels.map((channel) => [channel, patience]));
  const down = new Map<Channel, string>();
  let held = 0;
  const sendThrough = async (channel: Channel, messages: readonly Outgoing[], allowPrivate: boolean) => {
    const problem = down.get(channel);
    if (problem !== undefined) return messages.map(({ key }) => ({ key, problem, down: true, final: false }));
    const begun = performance.now();
    const budget = Math.max(0, Math.min(left.get(channel) ?? 0, patience - held));
    const sent = await sendAll(messages, settings, { allowPrivate, redact, pause, budget });
    left.set(channel, (left.get(channel) ?? 0) - (performance.now() - begun));
    const failed = sent.find((one) => one.down && one.problem !== null);
    if (failed?.problem !== undefined && failed.problem !== null) down.set(channel, failed.problem);
    return sent;
  };
  return {
    channels,
    async send(outgoing, { allowPrivate }) {
      const through = channels.map((channel) =>
        sendThrough(
          channel,
          outgoing.filter((one) => one.channel === channel),
          allowPrivate,
        ),
      );
      return (await Promise.all(through)).flat();
    },
    nextWait() {
      const sending = patience - Math.min(...left.values());
      if (held + aWhile > longestWait || sending + held + aWhile > patience) return null;
      held += aWhile;
      return aWhile;
    },
  };
}

/** Every channel that there is. */
export const allChannels: readonly Channel[] = ["slack", "discord", "teams", "email", "webhook"];
