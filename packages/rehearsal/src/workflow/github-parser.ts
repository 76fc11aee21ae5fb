/**
 * GitHub's own parser of workflow files and its evaluator of expressions. The parser imports its schemas, JSON files,
 * without the attribute that Node asks for: a hook adds it while the parser is loaded.
 */

import { registerHooks } from "node:module";
import type { TemplateSchema } from "@actions/workflow-parser/templates/schema/template-schema";
import type { TemplateContext } from "@actions/workflow-parser/templates/template-context";

const hooks = registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const isSchema = /\/workflow-parser\/.*\.json$/.test(resolved.url);
    return isSchema ? { ...resolved, importAttributes: { type: "json" } } : resolved;
  },
});

export const { convertWorkflowTemplate, isBasicExpression, isMapping, isSequence, isString, parseWorkflow } =
  await import("@actions/workflow-parser");
export const { parseAction } = await import("@actions/workflow-parser/actions/action-parser");
export const { ErrorPolicy } = await import("@actions/workflow-parser/model/convert");
export const { convertToIfCondition } = await import("@actions/workflow-parser/model/converter/if-condition");
export const { BasicExpressionToken } = await import(
  "@actions/workflow-parser/templates/tokens/basic-expression-token"
);
export const { TemplateToken: Traversal } = await import(
  "@actions/workflow-parser/templates/tokens/template-token"
);
export const { readTemplate } = await import("@actions/workflow-parser/templates/template-reader");
const { TemplateContext: Context, TemplateValidationErrors } = await import(
  "@actions/workflow-parser/templates/template-context"
);
const { YamlObjectReader } = await import("@actions/workflow-parser/workflows/yaml-object-reader");
export const { data, Evaluator, Lexer, Parser } = await import("@actions/expressions");

hooks.deregister();

/** What the parser tells while it works is of no use here. */
export const SILENT = { error: () => {}, info: () => {}, verbose: () => {} };

export function newContext(schema: TemplateSchema): TemplateContext {
  return new Context(new TemplateValidationErrors(), schema, SILENT);
}

export function openYaml(fileId: number, content: string) {
  return new YamlObjectReader(fileId, content);
}

export type { data as ExpressionTypes } from "@actions/expressions";
export type { FunctionDefinition } from "@actions/expressions/funcs/info";
export type { EventsConfig } from "@actions/workflow-parser/model/workflow-template";
export type { TemplateSchema } from "@actions/workflow-parser/templates/schema/template-schema";
export type { TemplateContext } from "@actions/workflow-parser/templates/template-context";
export type { MappingToken } from "@actions/workflow-parser/templates/tokens/mapping-token";
/** A value of the file in which expressions may stand. */
export type { TemplateToken as Template } from "@actions/workflow-parser/templates/tokens/template-token";
export type { FileProvider } from "@actions/workflow-parser/workflows/file-provider";
