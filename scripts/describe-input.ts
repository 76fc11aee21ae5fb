import { describeAllowed, type InputDeclaration } from "@release-approval/action-kit";

/** Kinds of which the description says enough. */
const plain: readonly string[] = ["text", "secret", "number"];

/** One input in Markdown: what it is, and what it takes. */
export function describeInput(input: InputDeclaration): string {
  if (input.notYet !== undefined) return `Not supported yet. ${input.description}`;
  return plain.includes(input.kind)
    ? input.description
    : `${input.description} Takes ${describeAllowed(input)}.`;
}
