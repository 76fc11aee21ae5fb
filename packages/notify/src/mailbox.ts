/** A sender or reader of mail. */
export type Mailbox = { name: string | null; address: string };

// No white space, list, comment or quote: nothing that a mail server could read as more than one address.
const addressForm = /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]{1,255}$/u;
const namedForm = /^([^<>\r\n]*)<([^<>]*)>$/;

export function isMailAddress(text: string): boolean {
  return addressForm.test(text);
}

/** `a@example.com`, or with a name: `Releases <a@example.com>`, `"Acme, releases" <a@example.com>`. */
export function parseMailbox(text: string): Mailbox | null {
  const [, name = "", address = text] = namedForm.exec(text.trim()) ?? [];
  if (!isMailAddress(address.trim())) return null;
  const bare = oneLine(name)
    .replace(/^"(.*)"$/, "$1")
    .trim();
  return { name: bare === "" ? null : bare, address: address.trim() };
}

/** Of what becomes a header: whatever would end its line becomes a space. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}
