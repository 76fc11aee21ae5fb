/** A word of a shell command, quoted where it has to be. */
export function shellWord(text: string): string {
  return /^[\w./@:=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A file's, a branch's or a person's name inside a sentence. A backtick would end the code. */
export function code(text: string): string {
  return `\`${text.replaceAll("`", "'")}\``;
}

/** `a, b and c`. */
export function listed(words: readonly string[], last = "and"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** A value of YAML that stands on one line, quoted where it has to be. */
export function yamlWord(text: string): string {
  return /^[A-Za-z.][\w./-]*$/.test(text) || /^\$\{\{[^"']*\}\}$/.test(text) ? text : JSON.stringify(text);
}
