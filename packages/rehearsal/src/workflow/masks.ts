/** Secrets, hidden in logs and kept out of a job's outputs. */

export type Masks = {
  add(value: string): void;
  hide(text: string): string;
};

export function keepMasks(secrets: readonly string[]): Masks {
  const hidden = new Set<string>();
  // As in GitHub's runner, every line of a secret is one of its own.
  const add = (value: string): void => {
    for (const part of [value, ...value.split(/\r?\n/)]) if (part.trim() !== "") hidden.add(part);
  };
  for (const secret of secrets) add(secret);
  return {
    add,
    hide: (text) => {
      // The longest first, so that no rest of it is left.
      const values = [...hidden].sort((a, b) => b.length - a.length);
      return values.reduce((shown, value) => shown.replaceAll(value, "***"), text);
    },
  };
}
