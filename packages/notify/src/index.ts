export type { Mail, Outgoing, Sent } from "./outgoing.ts";
export { type ChannelInputs, type ChannelSettings, readChannels } from "./read-channels.ts";
export { type SendOptions, sendAll } from "./send-all.ts";
