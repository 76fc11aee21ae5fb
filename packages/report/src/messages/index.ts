export { type Told, tellDelivered } from "./deliveries.ts";
export { renderDiscord } from "./discord.ts";
export { type Mail, renderMail } from "./mail.ts";
export type { Block, Inline, Message, Reader, Sentence, StatusRow } from "./message.ts";
export { type Addressed, messageOf } from "./message-of.ts";
export { renderSlack } from "./slack.ts";
export { renderTeams } from "./teams.ts";
export { renderWebhook } from "./webhook.ts";
export { webhookSchema } from "./webhook-schema.ts";
