import type { Outgoing } from "./outgoing.ts";

/** What people call a channel, and the input that says where it is. */
export const channelNames: Readonly<Record<Outgoing["channel"], { title: string; input: string }>> = {
  slack: { title: "Slack", input: "slack-webhook-url" },
  discord: { title: "Discord", input: "discord-webhook-url" },
  teams: { title: "Microsoft Teams", input: "teams-webhook-url" },
  webhook: { title: "The webhook", input: "webhook-url" },
  email: { title: "The mail server", input: "smtp-url" },
};
