import { type ConfigurationProblem, configurationErrorOf } from "@release-approval/approval";
import { isLoopback } from "./addresses.ts";
import { parseMailServer } from "./mail-server.ts";
import { parseMailbox } from "./mailbox.ts";

/** Where messages go. null: nothing goes there. Each is a secret. */
export type ChannelSettings = {
  slack: string | null;
  discord: string | null;
  teams: string | null;
  webhook: { url: string; secret: string | null } | null;
  email: { url: string; from: string } | null;
};

type WebhookInput = "slack-webhook-url" | "discord-webhook-url" | "teams-webhook-url" | "webhook-url";
type ChannelInput = WebhookInput | "webhook-secret" | "smtp-url" | "mail-from";
/** The inputs of these names; empty is not set. */
export type ChannelInputs = Readonly<Record<ChannelInput, string | null>>;

/**
 * Reads and checks the addresses before anything is sent.
 * @throws ConfigurationError with every problem; the inputs are named, their values never
 */
export function readChannels(inputs: ChannelInputs): ChannelSettings {
  const given = (name: ChannelInput) => inputs[name]?.trim() || null;
  const problems: ConfigurationProblem[] = [];
  const webhook = (name: WebhookInput): string | null => {
    const text = given(name);
    const found = text === null ? null : findFaultOfWebhook(text);
    if (found !== null) problems.push({ where: `input \`${name}\``, found, ...rightWebhook });
    return text;
  };
  const urls = {
    slack: webhook("slack-webhook-url"),
    discord: webhook("discord-webhook-url"),
    teams: webhook("teams-webhook-url"),
  };
  const url = webhook("webhook-url");
  const secret = given("webhook-secret");
  if (secret !== null && url === null)
    problems.push({
      where: "input `webhook-secret`",
      found: "a secret without `webhook-url`",
      allowed: "a secret beside an address",
      cure: "Set `webhook-url` too, or leave `webhook-secret` out.",
    });
  const server = given("smtp-url");
  const from = given("mail-from");
  problems.push(...findFaultsOfMail(server, from));
  if (problems.length > 0) throw configurationErrorOf(problems, "invalid-input");
  return {
    ...urls,
    webhook: url === null ? null : { url, secret },
    email: server === null || from === null ? null : { url: server, from },
  };
}

const rightWebhook = {
  allowed: "an address as in `https://example.com/…`; `http` for `localhost` and loopback addresses only",
  cure: "Copy the whole address of the webhook from where it was made into the secret of the workflow.",
};

function findFaultOfWebhook(text: string): string | null {
  // White space inside is what URL would silently take out.
  const url = URL.canParse(text) && !/\s/.test(text) ? new URL(text) : null;
  if (url === null) return "what is no address";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "an address of another protocol";
  if (url.protocol === "http:" && !isLoopback(url.hostname)) return "an address without TLS";
  if (url.username !== "" || url.password !== "") return "an address with a user or a password";
  return null;
}

const rightServer = {
  allowed: "`smtps://user:password@host:port`, or `smtp://` for STARTTLS, and nothing after the port",
  cure: "Write user and password percent-encoded: `%40` for `@`, `%2F` for `/`, `%23` for `#`, `%3F` for `?`, `%25` for `%`.",
};
const rightSender = {
  allowed: "a mail address, as in `releases@example.com` or `Releases <releases@example.com>`",
  cure: "Write one mail address, with or without a name before it.",
};

function findFaultsOfMail(server: string | null, from: string | null): ConfigurationProblem[] {
  const together = {
    allowed: "both `smtp-url` and `mail-from`, or none",
    cure: "Mails need a server (`smtp-url`) and a sender (`mail-from`): set both, or leave both out.",
  };
  const parsed = server === null ? null : parseMailServer(server);
  return [
    ...(typeof parsed === "string" ? [{ where: "input `smtp-url`", found: parsed, ...rightServer }] : []),
    ...(from !== null && parseMailbox(from) === null
      ? [{ where: "input `mail-from`", found: "what is no mail address", ...rightSender }]
      : []),
    ...(server !== null && from === null
      ? [{ where: "input `mail-from`", found: "nothing", ...together }]
      : []),
    ...(server === null && from !== null
      ? [{ where: "input `smtp-url`", found: "nothing", ...together }]
      : []),
  ];
}
