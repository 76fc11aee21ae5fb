import { safeUrl } from "../links.ts";
import type { Block, Message, Sentence } from "./message.ts";
import { addressed, isYours, onLine, quoted, writePlain } from "./plain.ts";
import { capital } from "./sentences.ts";

/* Webhook: for programs. Its fields are documented in `webhookSchema`; new ones may come, none changes its meaning. */

/** The JSON to post. Names, addresses and ids of other services stay at home: people are told by login and id. */
export function renderWebhook(message: Message): string {
  const { release, to, alsoTo } = message;
  const { reasonCode, repository, project, component, version, type, commit, revision, status } = release;
  const people = (those: Message["to"]) => those.map(({ id, login }) => ({ id, login }));
  return JSON.stringify({
    schema_version: 1,
    id: message.id,
    thread: message.thread,
    event: message.event,
    role: message.role,
    tone: message.tone,
    at: message.at,
    subject: onLine(message.subject, 300).trim(),
    text: plainText(message),
    asked: people(to),
    told: people(alsoTo),
    urls: message.buttons.flatMap(({ label, url }) => {
      const safe = safeUrl(url);
      return safe === null ? [] : [{ label: onLine(label, 120).trim(), url: safe }];
    }),
    release: {
      repository,
      project,
      component,
      version,
      type,
      commit,
      revision,
      status,
      reason_code: reasonCode,
      headline: release.headline,
      deadline: release.deadline,
      issue: release.issue,
    },
  });
}

function plainText(message: Message): string {
  const parts = [
    writePlain(capital(addressed(message))),
    ...message.blocks.map((block) => plainBlock(block, message)),
    ...message.closing.map(writePlain),
  ];
  return parts.filter((part) => part !== "").join("\n");
}

function plainBlock(block: Block, message: Message): string {
  const bullet = (sentence: Sentence) => `- ${writePlain(sentence)}`;
  switch (block.kind) {
    case "text":
      return writePlain(block.text);
    case "heading":
      return `${onLine(block.text)}:`;
    case "list":
      return block.items.map(bullet).join("\n");
    case "facts":
      return block.facts.map(bullet).join("\n");
    case "figures":
      return block.figures.map(({ label, value }) => `${label}: ${writePlain(value)}`).join("\n");
    case "status":
      return block.rows
        .map((row) => {
          const label = isYours(row, message, null) ? `${row.label} (you)` : row.label;
          const detail = writePlain(row.detail);
          return `${row.mark} ${label}${row.note && `, ${row.note}`}${detail && `: ${detail}`}`;
        })
        .join("\n");
    case "quote":
      return quoted(block.text, 3000)
        .split("\n")
        .map((line) => `> ${line}`)
        .join("\n");
    case "command":
      return `    ${onLine(block.text)}`;
  }
}
