import type { ChannelInputs } from "@release-approval/action-kit";
import type { Stage } from "@release-approval/rehearsal";
import { type ParsedMail, simpleParser } from "mailparser";
import { type MailServerLog, startMailServer } from "../../../packages/notify/test/mail-server.ts";
import { openSample, sixRoles } from "../cast.ts";
import { type Inbox, openInbox } from "./inbox.ts";
import { openWorkspace, type Workspace } from "./workspace.ts";

/** Receivers of every kind on this machine, and the secrets of a workflow that sends to them. */
export type Receivers = {
  inbox: Inbox;
  slack: Workspace;
  post: MailServerLog;
  /** Mails, the oldest first. */
  mails(): Promise<ParsedMail[]>;
  secrets: Readonly<Record<keyof ChannelInputs, string>>;
  close(): Promise<void>;
};

export const login = { user: "releases", password: "p@ss/word" };
export const sharedKey = "a key that both sides know";

export async function openReceivers(): Promise<Receivers> {
  const [inbox, slack, post] = await Promise.all([
    openInbox(),
    openWorkspace(["mia", "sam"]),
    startMailServer({ login }),
  ]);
  return {
    inbox,
    slack,
    post,
    mails: () => Promise.all(post.sources.map((source) => simpleParser(source))),
    secrets: {
      "slack-webhook-url": slack.url,
      "discord-webhook-url": `${inbox.url}/discord`,
      "teams-webhook-url": `${inbox.url}/teams`,
      "webhook-url": `${inbox.url}/webhook`,
      "webhook-secret": sharedKey,
      "smtp-url": `smtp://${login.user}:${encodeURIComponent(login.password)}@127.0.0.1:${post.port}`,
      "mail-from": "Acme releases <releases@example.com>",
    },
    close: async () => {
      await Promise.all([inbox.close(), slack.close(), post.close()]);
    },
  };
}

/** Two of the six can be reached; Sam is in New York. */
export function policyWith({ members }: Workspace, more = ""): string {
  return `${sixRoles}people:
  mia: { name: Mia Sample, slack: ${members["mia"]}, email: mia@example.com, timezone: Europe/Berlin }
  sam: { name: Sam Sample, slack: ${members["sam"]}, email: sam@example.com, timezone: America/New_York }
${more}`;
}

/** Plays on a sample whose channels have the time that they have on GitHub: this machine may be busy. */
export async function onStage(policy: string, play: (stage: Stage) => Promise<void>): Promise<void> {
  const stage = await openSample({ policy, inProcess: { haste: 20, longest: 5000 } });
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}
