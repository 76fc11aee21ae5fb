import { maskKeys } from "./mask-keys.ts";
import { maskTokens } from "./mask-tokens.ts";
import { maskedValues } from "./workflow-commands.ts";

/*
 * What a command printed is about to become public: whatever is, or looks like, a secret is taken out before it leaves the
 * runner. GitHub masks secrets in logs alone. Rather too much is masked than too little.
 */

export type Secrets = {
  /** Values that are known to be secret. */
  values: readonly string[];
  /** Environment of the command: values whose names look secret are, and passwords within addresses. */
  variables: Readonly<Record<string, string>>;
};

const mask = "***";
/** Shorter ones would blank out common words, and protect nothing. */
const shortest = 4;
// Authorization, and no author.
const secretName =
  /TOKEN|SECRET|PASS|PWD|(?:^|_)PAT(?:_|\d|$)|DSN|KEY|CREDENTIAL|AUTH(?!OR(?!I))|PRIVATE|WEBHOOK|CONNECTION_?STRING/i;
const secretWord = /[a-z\d]Pat(?![a-z])/;
/** Folders, which every shell tells. */
const folders = new Set(["PWD", "OLDPWD"]);
/** Settings that stand under such names. */
const ordinary = new Set(["true", "false", "null", "none"]);

/**
 * The text with `***` in the place of every secret: as it is, in parts of lines, and encoded as base64, in hexadecimal
 * digits or in an address. What the text itself asks the runner to mask is secret, too. Pure.
 */
export function maskSecrets(text: string, secrets: Secrets): string {
  const values = [...valuesOf(secrets), ...maskedValues(text)].flatMap(partsOf);
  const known = [...new Set([...new Set(values)].flatMap(formsOf))]
    .filter((form) => form.length >= shortest)
    // The longest first, so that no tail of a secret stays where a shorter one is its beginning.
    .sort((a, b) => b.length - a.length);
  const masked = known.reduce((left, form) => left.replaceAll(form, mask), text);
  return maskTokens(maskKeys(masked, mask));
}

function valuesOf({ values, variables }: Secrets): string[] {
  const named = Object.entries(variables).filter(([name]) => isSecret(name));
  return [...values, ...named.map(([, value]) => value), ...Object.values(variables).flatMap(passwordsIn)];
}

function isSecret(name: string): boolean {
  return !folders.has(name) && (secretName.test(name) || secretWord.test(name));
}

// `scheme://user:password@host`, whatever the variable is called. Some write `@` and `/` into a password as they are:
// it ends at the first `@`, at the last one before a `/`, or at the last one of all.
const addresses = [
  /:\/\/[^\s/:@]{0,200}:([^\s@]{1,500})@/g,
  /:\/\/[^\s/:@]{0,200}:([^\s/]{1,500})@/g,
  /:\/\/[^\s/:@]{0,200}:(\S{1,500})@/g,
];

function passwordsIn(value: string): string[] {
  return addresses
    .flatMap((address) => [...value.matchAll(address)].map(([, password = ""]) => password))
    .flatMap((password) => [password, decoded(password)]);
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    return password;
  }
}

// A secret of several lines may be kept, and printed, with `\n` in the place of its line breaks.
function partsOf(secret: string): string[] {
  const value = secret.replace(/\r\n?/g, "\n");
  const unfolded = value.replaceAll("\\r", "").replaceAll("\\n", "\n");
  return [secret, value, unfolded, ...value.split("\n"), ...unfolded.split("\n")]
    .map((part) => part.trim())
    .filter((part) => part.length >= shortest && !ordinary.has(part.toLowerCase()));
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value);
  const encoded = base64Forms(bytes);
  return [
    value,
    value.replaceAll("\n", "\\n"),
    encodeURIComponent(value),
    // As forms and query strings are written.
    new URLSearchParams({ "": value }).toString().slice(1),
    JSON.stringify(value).slice(1, -1),
    bytes.toString("hex"),
    bytes.toString("hex").toUpperCase(),
    ...encoded,
    ...encoded.map((form) => form.replaceAll("+", "-").replaceAll("/", "_")),
  ];
}

/** Programs that write base64 break its lines after so many letters. */
const brokenAfter = /.{76}/g;

// Behind a name, as in `user:password`, the same letters become others: there are three ways, by where the value begins.
// Its first and last letters depend on what stands beside it, and are left out.
function base64Forms(bytes: Buffer): string[] {
  const whole = bytes.toString("base64").replace(/=+$/, "");
  const inside = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString("base64")
      .replace(/=+$/, "");
    const rest = (before + bytes.length) % 3;
    return text.slice(before === 0 ? 0 : before + 1, rest === 0 ? undefined : -1);
  });
  // Of a short value little is left, which common words may hold, too.
  return [whole, ...inside.filter((form) => form.length >= 8), ...(whole.match(brokenAfter) ?? [])];
}
