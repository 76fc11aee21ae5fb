/** Secrets of this run, and how texts are cleared of them. */
export type Secrets = {
  /** Remembers a secret. Returns all texts to mask: itself, its lines, and the password when it is an address. */
  add(value: string): readonly string[];
  /** The text with every secret replaced by `***`. */
  redact(text: string): string;
};

/** Shorter ones would blank out common words, and protect nothing. */
const shortest = 4;

export function makeSecrets(): Secrets {
  const known = new Set<string>();
  return {
    add(value) {
      const parts = [value, ...value.split(/\r?\n/), passwordOf(value)].map((it) => it.trim());
      const masked = [...new Set(parts)].filter((it) => it.length >= shortest);
      for (const part of masked) known.add(part).add(encodeURIComponent(part));
      return masked;
    },
    redact(text) {
      // The longest first, so that no tail of a secret stays where a shorter one is its beginning.
      const byLength = [...known].sort((a, b) => b.length - a.length);
      return byLength.reduce((left, secret) => left.replaceAll(secret, "***"), text);
    },
  };
}

function passwordOf(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : null;
  try {
    return decodeURIComponent(url?.password ?? "");
  } catch {
    return url?.password ?? "";
  }
}
