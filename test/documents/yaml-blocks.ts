/** A fenced block of YAML in a Markdown file. */
export type Block = {
  /** `docs/adopt.md:42`, the line of its first line. */
  place: string;
  text: string;
};

/** Every fenced block of YAML, also one that is indented in a list. */
export function yamlBlocks(path: string, markdown: string): Block[] {
  return [...markdown.matchAll(/^( *)```ya?ml\n([\s\S]*?)^\1```$/gm)].map(
    ({ 1: indent = "", 2: text = "", index }) => ({
      place: `${path}:${markdown.slice(0, index).split("\n").length + 1}`,
      text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

/** Whether a block is a workflow, one of its jobs, or steps. */
export function isPartOfWorkflow({ text }: Block): boolean {
  return /^(jobs:|steps:|- )/m.test(text);
}

/** Whether a block is a script of a rehearsal: a list of acts. */
export function isScript({ text }: Block): boolean {
  return /^- (dispatch|tag|commit|comment|review|advance|expect|together):/.test(text);
}

const started = "on: { workflow_dispatch: { inputs: { version: { type: string } } } }\n";

/** A block as a whole workflow: what it leaves out of one, because the reader has it, is put around it. */
export function wholeWorkflow(text: string): string {
  if (/^- /.test(text)) return wholeWorkflow(`steps:\n${indent(text, 2)}`);
  if (/^steps:/m.test(text))
    return wholeWorkflow(`jobs:\n  job:\n    runs-on: ubuntu-latest\n${indent(text, 4)}`);
  return /^on:/m.test(text) ? text : started + text;
}

function indent(text: string, spaces: number): string {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(spaces));
}
