/*
 * What a program tells the runner in its log, one command a line: `::name key=value::text`, and the older `##[name]text`.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */

const masking = /^[ \t]*::add-mask(?: [^\n]*?)?::(.*)$|##\[add-mask\](.*)$/gim;
const command = /^[ \t]*(?:::[\w-]+(?: [^\n]*?)?::|##\[)[^\n]*\n?/gm;

/** Values that the program asked to mask: as they are written, and with their line breaks. */
export function maskedValues(text: string): string[] {
  return [...text.matchAll(masking)].flatMap(([, value, older]) => {
    const written = value ?? older ?? "";
    return [written, decoded(written)];
  });
}

/** The text without the lines that are meant for the runner. */
export function withoutCommands(text: string): string {
  return text.replace(command, "");
}

function decoded(value: string): string {
  return value.replaceAll("%0D", "\r").replaceAll("%0A", "\n").replaceAll("%25", "%");
}
