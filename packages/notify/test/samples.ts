import type { ChannelSettings } from "../src/index.ts";
import type { Letter, Mail, Post } from "../src/outgoing.ts";
import type { SendOptions } from "../src/send-all.ts";

export const nothingSet: ChannelSettings = {
  slack: null,
  discord: null,
  teams: null,
  webhook: null,
  email: null,
};

/** As secret as the real ones; none of their parts may come back in any problem. */
export const secretPath = "/services/T0SECRET/B0SECRET/path-s3cret?sig=query-s3cret";
export const secretParts = ["T0SECRET", "B0SECRET", "path-s3cret", "query-s3cret"];

export function samplePost(
  channel: Post["channel"],
  key = "first",
  body = '{"text":"Please review 1.2.0 🚀"}',
): Post {
  return { key, id: `acme/rocket#57/${key}`, channel, event: "review-requested", body };
}

export function sampleLetter(key = "first", mail: Partial<Mail> = {}): Letter {
  return {
    key,
    id: `acme/rocket#57/${key}`,
    channel: "email",
    mail: {
      to: { name: "Mia Sample", address: "mia@example.com" },
      subject: "Please review 1.2.0",
      text: "Hello Mia,\n\nplease review 1.2.0.",
      html: "<p>Hello Mia, please review <b>1.2.0</b>.</p>",
      messageId: `<${key}.57@rocket.example>`,
      references: [],
      ...mail,
    },
  };
}

export type Pauses = { options: SendOptions; pauses: number[] };

/** Time that only pauses take, and none of it is real. */
export function withoutWaiting(more: Partial<SendOptions> = {}): Pauses {
  const pauses: number[] = [];
  let now = 0;
  const options: SendOptions = {
    allowPrivate: false,
    redact: (text) => text,
    random: () => 0,
    now: () => now,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
      now += milliseconds;
    },
    resolve: async (host) => {
      throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" });
    },
    ...more,
  };
  return { options, pauses };
}
