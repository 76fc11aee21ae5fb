import {
  type Contract,
  commonInputs,
  commonOutputs,
  type InputDeclaration,
  type InputDeclarations,
  type OutputDeclarations,
} from "@release-approval/action-kit";
import { describeInput } from "./describe-input.ts";

/**
 * The blocks that a README may show, by the name in its marker: `actions` with a section for each, and one for each
 * action by its name.
 */
export function printBlocks(contracts: readonly Contract[]): Map<string, string> {
  const sections = contracts.map((it) => {
    const own = printTables(without(it.inputs, commonInputs), without(it.outputs, commonOutputs));
    return `### ${it.name}\n\n${it.description}\n\n${own}`;
  });
  const common = `### What all of them take and give, but setup and doctor\n\n${printTables(commonInputs, commonOutputs)}`;
  const blocks = new Map([["actions", [...sections, common].join("\n")]]);
  for (const { name, inputs, outputs } of contracts) blocks.set(name, printTables(inputs, outputs));
  return blocks;
}

/**
 * Fills the blocks of a Markdown file: what stands between `<!-- generated:NAME -->` and `<!-- /generated:NAME -->`.
 * @throws when a marker names no block, or is not closed
 */
export function fillBlocks(markdown: string, blocks: ReadonlyMap<string, string>): string {
  let filled = 0;
  const result = markdown.replace(
    /<!-- generated:(\S+) -->[\s\S]*?<!-- \/generated:\1 -->/g,
    (_, name: string) => {
      const block = blocks.get(name);
      if (block === undefined)
        throw new Error(`There is no block \`${name}\`, only ${[...blocks.keys()].join(", ")}.`);
      filled += 1;
      return `<!-- generated:${name} -->\n\n${block}\n<!-- /generated:${name} -->`;
    },
  );
  if (markdown.match(/<!-- \/?generated:/g)?.length !== filled * 2)
    throw new Error("A block is absent or not closed.");
  return result;
}

function printTables(inputs: InputDeclarations, outputs: OutputDeclarations): string {
  const works = Object.entries(inputs).filter(([, input]) => input.notYet === undefined);
  const inputRows = works.map(([name, input]) => [code(name), describeInput(input), printDefault(input)]);
  const outputRows = Object.entries(outputs).map(([name, { description }]) => [code(name), description]);
  return [
    printTable(["Input", "What it is", "Default"], inputRows),
    printNotYet(inputs),
    printTable(["Output", "What it is"], outputRows),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

/** One line: rows for what nobody can use would hide the others. */
function printNotYet(inputs: InputDeclarations): string {
  const names = Object.entries(inputs).flatMap(([name, input]) =>
    input.notYet === undefined ? [] : [code(name)],
  );
  return names.length === 0
    ? ""
    : `Not supported yet, and refused with a clear error: ${names.join(", ")}.\n`;
}

function printDefault(input: InputDeclaration): string {
  if (input.required) return "**required**";
  return input.default === undefined ? "" : code(input.default);
}

function printTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const lines = [head, head.map(() => "---"), ...rows];
  return `${lines.map((cells) => `| ${cells.map((it) => it.replaceAll("|", "\\|")).join(" | ")} |`).join("\n")}\n`;
}

function code(text: string): string {
  return `\`${text}\``;
}

function without<T>(all: Readonly<Record<string, T>>, some: object): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !Object.hasOwn(some, name)));
}
