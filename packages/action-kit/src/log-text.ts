/**
 * A text for the log in which the runner finds no command: `::name::text` at the beginning of a line, `##[name]text`
 * anywhere in one. https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function logText(text: string): string {
  return text.replace(/^((?:[^\S\n]|\u0085)*:)(?=:)/gm, "$1 ").replace(/##(?=\[)/g, "# #");
}
