/** Evaluates expressions, and templates that contain them, with GitHub's evaluator. */

import {
  data,
  Evaluator,
  type ExpressionTypes,
  type FunctionDefinition,
  isBasicExpression,
  isMapping,
  isSequence,
  Lexer,
  Parser,
  type Template,
} from "./github-parser.ts";
import { invalid, WorkflowProblem } from "./problem.ts";

type Data = ExpressionTypes.ExpressionData;

/** What the four functions of an `if` answer at a place. */
export type StatusFunctions = { success: boolean; failure: boolean; cancelled: boolean };

/** What an expression can see: contexts by name, as plain JSON, and for conditions the status. */
export type Sight = { contexts: Readonly<Record<string, unknown>>; status?: StatusFunctions };

/**
 * The value of a template with every expression resolved: plain JSON.
 * @throws WorkflowProblem when an expression fails, as the step or job would on GitHub
 */
export function evaluate(template: Template | undefined, sight: Sight): unknown {
  if (template === undefined) return undefined;
  if (isBasicExpression(template))
    return toPlain(evaluateExpression(template.expression, sight, template.line));
  if (isSequence(template)) return Array.from(template, (item) => evaluate(item, sight));
  if (isMapping(template)) {
    const entries = Array.from(template, ({ key, value }) => [
      toText(evaluate(key, sight)),
      evaluate(value, sight),
    ]);
    return Object.fromEntries(entries);
  }
  return template.toJSON() ?? null;
}

/** As in `evaluate`, and as a string, as for an input or a variable. */
export function evaluateText(template: Template | undefined, sight: Sight): string {
  return toText(evaluate(template, sight));
}

/** As in `evaluate`, for a mapping of names to texts, such as `env` and `with`. */
export function evaluateTexts(template: Template | undefined, sight: Sight): Record<string, string> {
  const value = evaluate(template, sight);
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toText(part)]));
}

/** As in `evaluate`, for a condition or a switch: what GitHub takes for true. */
export function evaluateFlag(template: Template | undefined, sight: Sight): boolean {
  const value = evaluate(template, sight);
  return !(
    value === undefined ||
    value === null ||
    value === false ||
    value === "" ||
    value === 0 ||
    Number.isNaN(value)
  );
}

/** Names of the functions that an expression calls, in small letters. */
export function functionsOf(expression: string): string[] {
  const { tokens } = new Lexer(expression).lex();
  return tokens.flatMap((token, index) =>
    tokens[index + 1]?.lexeme === "(" && /^[a-z_]\w*$/i.test(token.lexeme)
      ? [token.lexeme.toLowerCase()]
      : [],
  );
}

function evaluateExpression(expression: string, sight: Sight, line: number | undefined): Data {
  const contexts = toData(sight.contexts) as ExpressionTypes.Dictionary;
  const functions = statusFunctions(sight.status);
  try {
    const tokens = readTokens(expression);
    const tree = new Parser(tokens, Object.keys(sight.contexts), [...functions.values()]).parse();
    return new Evaluator(tree, contexts, functions).evaluate();
  } catch (error) {
    if (error instanceof WorkflowProblem) throw error;
    const at = line === undefined ? "" : ` (line ${line})`;
    throw invalid(`The expression "${expression}"${at} failed: ${explain(error)}`);
  }
}

/** GitHub's lexer for editors takes away the first of the doubled quotes in a string; here all of them are. */
function readTokens(expression: string) {
  const { tokens } = new Lexer(expression).lex();
  return tokens.map((token) =>
    token.lexeme.startsWith("'")
      ? { ...token, value: token.lexeme.slice(1, -1).replaceAll("''", "'") }
      : token,
  );
}

/** GitHub's evaluator wraps the reason that helps. */
function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : "";
  return `${error.message}${cause}`;
}

function statusFunctions(status: StatusFunctions | undefined): Map<string, FunctionDefinition> {
  if (status === undefined) return new Map();
  const answers = { ...status, always: true };
  return new Map(
    Object.entries(answers).map(([name, answer]) => [
      name,
      { name, minArgs: 0, maxArgs: 255, call: () => new data.BooleanData(answer) },
    ]),
  );
}

function toData(value: unknown): Data {
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(toData));
  if (typeof value !== "object" || value === null) return new data.Null();
  return new data.Dictionary(...Object.entries(value).map(([key, part]) => ({ key, value: toData(part) })));
}

function toPlain(value: Data): unknown {
  if (value instanceof data.Array) return value.values().map(toPlain);
  if (value instanceof data.Dictionary) {
    return Object.fromEntries(value.pairs().map(({ key, value: part }) => [key, toPlain(part)]));
  }
  if (value instanceof data.Null) return null;
  return value.value;
}

/** As GitHub turns a value into text. */
function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return toData(value).coerceString();
}
