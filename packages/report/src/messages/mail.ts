import { mailHtml } from "./mail-html.ts";
import { mailText } from "./mail-text.ts";
import { timesFor } from "./mail-times.ts";
import type { Message, Reader } from "./message.ts";
import { onLine } from "./plain.ts";

export type Mail = { subject: string; text: string; html: string };

/**
 * The message as a mail to one person: greeted by name, times in their own zone.
 * @param reader one of `to`, who is asked to act, or somebody else, who is only told
 */
export function renderMail(message: Message, reader: Reader): Mail {
  const times = timesFor(reader, message.at);
  return {
    subject: onLine(message.subject, 200).trim(),
    text: mailText(message, reader, times),
    html: mailHtml(message, reader, times),
  };
}
