import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Channel, withFacts } from "@release-approval/approval";
import type { Outgoing } from "@release-approval/notify";
import { dueDeliveries, writeMessages } from "./due-messages.ts";
import { allChannels } from "./messenger.ts";
import type { Observed } from "./observe-release.ts";

/**
 * Writes the messages that a run would send as files, for a dry run: one folder, made anew, a file for each message.
 * @param channels those whose secrets are given; none: every channel, so that all of them can be looked at
 * @param temporaryFolder where the runner keeps what later steps may read
 * @returns their paths
 */
export async function writeMessageFiles(
  { release, evaluation, plan }: Observed,
  channels: readonly Channel[],
  temporaryFolder: string,
): Promise<string[]> {
  const planned = withFacts(release.recorded, plan.facts, release.snapshot.now);
  const observed = { release, evaluation, plan };
  const due = dueDeliveries(observed, planned, channels.length === 0 ? allChannels : channels);
  const { number } = release.snapshot.issue;
  const folder = join(
    temporaryFolder,
    "release-approval",
    "messages",
    number === 0 ? "new" : `issue-${number}`,
  );
  await rm(folder, { recursive: true, force: true });
  if (due.length === 0) return [];
  await mkdir(folder, { recursive: true });
  const written = (await writeMessages(observed, due)).flatMap((message, index) =>
    filesOf(message).map(({ ending, text }) => ({
      path: join(folder, `${String(index + 1).padStart(2, "0")}-${nameOf(message)}.${ending}`),
      text,
    })),
  );
  for (const { path, text } of written) await writeFile(path, text);
  return written.map(({ path }) => path);
}

// `review-requested-qa-lead-slack`: what tells it from another one of the same release is the number before it.
function nameOf({ key }: Outgoing): string {
  const [event = "", role = "", channel = ""] = key.slice("delivered:".length).split("/");
  return [event, role, channel].map(fileName).join("-");
}

function fileName(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]+/g, "-").slice(0, 100);
}

function filesOf(message: Outgoing): { ending: string; text: string }[] {
  if (message.channel !== "email")
    return [{ ending: "json", text: `${JSON.stringify(JSON.parse(message.body), null, 2)}\n` }];
  const { to, subject, text, html } = message.mail;
  const head = `To: ${to.name === null ? to.address : `${to.name} <${to.address}>`}\nSubject: ${subject}\n\n`;
  return [
    { ending: "txt", text: head + text },
    { ending: "html", text: html },
  ];
}
