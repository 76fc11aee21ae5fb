/**
 * Parses workflow and action files twice with GitHub's parser: once as it is, for its errors and their places, and
 * once for the values. The parser takes a text of several lines that holds an expression as it stands in the file,
 * with its indentation, which helps an editor; GitHub itself runs what YAML makes of it.
 */

import {
  isMapping,
  isString,
  type MappingToken,
  newContext,
  openYaml,
  parseAction,
  parseWorkflow,
  readTemplate,
  SILENT,
  type TemplateContext,
  type TemplateSchema,
} from "./github-parser.ts";
import { invalid } from "./problem.ts";

export type ParsedFile = {
  /** Keeps the errors; those of later steps are added. */
  context: TemplateContext;
  /** As GitHub's converter wants it. */
  official: MappingToken;
  /** With the values that run. */
  root: MappingToken;
};

/**
 * @param kind which of GitHub's schemas holds
 * @throws WorkflowProblem for what is no YAML, or no mapping
 */
export function parseFile(kind: "workflow" | "action", name: string, content: string): ParsedFile {
  const parse = kind === "workflow" ? parseWorkflow : parseAction;
  const { context, value: official } = parse({ name, content }, SILENT);
  const root = readValues(context.schema, `${kind}-root-strict`, name, content);
  if (!official || !isMapping(official) || !root || !isMapping(root)) {
    throw invalid(
      context.errors
        .getErrors()
        .map(({ message }) => message)
        .join("\n"),
    );
  }
  return { context, official, root };
}

function readValues(schema: TemplateSchema, definition: string, name: string, content: string) {
  const context = newContext(schema);
  const fileId = context.getFileId(name);
  const reader = openYaml(fileId, content);
  if (reader.errors.length > 0) return undefined;
  const allowLiteral = reader.allowLiteral.bind(reader);
  reader.allowLiteral = () => {
    const literal = allowLiteral();
    // Without the source the parser takes the value.
    return literal && isString(literal) ? Object.assign(literal, { source: undefined }) : literal;
  };
  return readTemplate(context, definition, reader, fileId);
}
