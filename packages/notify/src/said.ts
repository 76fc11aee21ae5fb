import { oneLine } from "./mailbox.ts";

/*
 * What the other side said about a failure is worth showing: `channel_is_archived` tells more than 410. It may repeat
 * what we sent, though, an address or a password.
 */

const longest = 120;
/** As short as a word of the language, it would blank out that word, and protect nothing. */
const shortest = 4;

/**
 * A function that makes what was said fit for a warning: one line without its full stop, no secrets, short.
 * @param secrets what must not be shown
 * @param redact of the run, for the secrets of others
 * @returns empty for nothing, and for pages of HTML, which say nothing to a reader
 */
export function quoteWithout(secrets: readonly string[], redact: (text: string) => string) {
  const forms = secrets.flatMap((it) => [it, encodeURIComponent(it), base64(it)]);
  const hidden = [...new Set(forms)].filter((it) => it.length >= shortest);
  hidden.sort((a, b) => b.length - a.length);
  return (text: string): string => {
    if (/^\s*</.test(text)) return "";
    const clear = hidden.reduce(
      (left, it) => left.replaceAll(it, "***"),
      redact(oneLine(text).replace(/\.+$/, "")),
    );
    const characters = Array.from(clear);
    // Only after the secrets are gone: what is cut off in the middle of one is not recognized.
    return characters.length <= longest ? clear : `${characters.slice(0, longest - 1).join("")}…`;
  };
}

/** Whatever of a webhook's address is not its host. */
export function secretsOf(url: URL): string[] {
  const whole = [url.href, url.pathname + url.search, url.pathname, url.search];
  const parts = [...whole, ...url.pathname.split("/"), ...url.search.split(/[?&=]/)];
  return [...parts, ...parts.map(decoded)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function base64(text: string): string {
  return Buffer.from(text, "utf8").toString("base64");
}
