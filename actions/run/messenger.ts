import { type ChannelInputs, channelInputs } from "@release-approval/action-kit";
import type { Channel } from "@release-approval/approval";
import type { ChannelSettings, Outgoing, Sent } from "@release-approval/notify";

/** The channels of this run. */
export type Messenger = {
  channels: readonly Channel[];
  /** Never throws for what a channel does: each message that did not go out says why. */
  send(outgoing: readonly Outgoing[], options: { allowPrivate: boolean }): Promise<readonly Sent[]>;
};

/** How long all messages together may hold a run, in milliseconds: what is not out by then is left to the next one. */
const patience = 30_000;

/**
 * Opens the channels whose secrets are given. What sends is loaded only then.
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
  let left = patience;
  return {
    channels: openChannels(settings),
    async send(outgoing, { allowPrivate }) {
      const begun = performance.now();
      const sent = await sendAll(outgoing, settings, {
        allowPrivate,
        redact,
        pause,
        budget: Math.max(0, left),
      });
      left -= performance.now() - begun;
      return sent;
    },
  };
}

/** Every channel that there is. */
export const allChannels: readonly Channel[] = ["slack", "discord", "teams", "email", "webhook"];

function openChannels(settings: ChannelSettings): Channel[] {
  return allChannels.filter((channel) => settings[channel] !== null);
}
