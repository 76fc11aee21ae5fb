/** Holds requests and answers against GitHub's OpenAPI description. */

import { Ajv, type ValidateFunction } from "ajv";
import formats from "ajv-formats";
import { type MatchedOperation, matchOperation } from "../rest/operation-path.ts";
import { type Description, type Operation, readDescription, type Schema } from "./description.ts";
import type { Violation } from "./violation.ts";

export type RestExchange = {
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  body: unknown;
  status: number;
  answer: unknown;
};

/** GitHub answers so anywhere, whether or not the description says it of an operation. */
const ANYWHERE = [301, 401, 403, 404, 410, 422, 429, 500, 502, 503];

type RestCheck = (exchange: RestExchange) => Violation[];

let check: RestCheck | undefined;

/** Schemas compiled for one embedded GitHub serve all others of the process. */
export function checkRest(exchange: RestExchange): Violation[] {
  check ??= createRestCheck();
  return check(exchange);
}

function createRestCheck(): RestCheck {
  const description = readDescription();
  const names = Object.keys(description.operations);
  const compile = createCompiler(description);
  return (exchange) => {
    const { method, path } = exchange;
    const matched = matchOperation(names, method, path);
    const operation = matched && description.operations[matched.operation];
    if (!matched || !operation) {
      return [
        { side: "request", operation: `${method} ${path}`, problem: "is not among the operations in use" },
      ];
    }
    const violation =
      (side: Violation["side"]) =>
      (problem: string): Violation => ({
        side,
        operation: matched.operation,
        problem,
      });
    return [
      ...[
        ...checkParameters(compile, operation, matched, exchange.query),
        ...checkBody(compile, operation, exchange.body),
      ].map(violation("request")),
      ...checkAnswer(compile, operation, exchange).map(violation("response")),
    ];
  };
}

type Compile = (schema: Schema) => ValidateFunction;

/** Schemas are compiled when first met: all of them would take longer than most tests. */
function createCompiler({ schemas }: Description): Compile {
  const ajv = new Ajv({ strict: false, logger: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: "github", schemas });
  const compiled = new Map<Schema, ValidateFunction>();
  return (schema) => {
    const known = compiled.get(schema);
    if (known) return known;
    const text = JSON.stringify(schema).replaceAll('"#/schemas/', '"github#/schemas/');
    const validate = ajv.compile(JSON.parse(text));
    compiled.set(schema, validate);
    return validate;
  };
}

function checkParameters(
  compile: Compile,
  { parameters }: Operation,
  { params }: MatchedOperation,
  query: Readonly<Record<string, string>>,
): string[] {
  const known = new Set(parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name));
  const unknown = Object.keys(query).filter((name) => !known.has(name));
  const problems = unknown.map((name) => `has no query parameter ${name}`);
  for (const { name, in: place, required, schema } of parameters) {
    if (place === "header") continue;
    const value = place === "path" ? params[name] : query[name];
    if (value === undefined) {
      if (required) problems.push(`needs the ${place} parameter ${name}`);
      continue;
    }
    const check = compile(schema);
    if (!readings(value).some((reading) => check(reading))) {
      problems.push(`${place} parameter ${name} is invalid: ${value}`);
    }
  }
  return problems;
}

/** An address has only text; it may mean a number or a truth. */
function readings(text: string): unknown[] {
  const numbers = /^-?\d+(\.\d+)?$/.test(text) ? [Number(text)] : [];
  const truths = text === "true" || text === "false" ? [text === "true"] : [];
  return [text, ...numbers, ...truths];
}

function checkBody(compile: Compile, { body }: Operation, json: unknown): string[] {
  if (json === undefined) return body?.required ? ["needs a body"] : [];
  if (!body) return Object.keys(json ?? {}).length > 0 ? ["takes no body"] : [];
  if (body.schema === null) return Buffer.isBuffer(json) ? [] : ["takes a body of bytes"];
  return [...validate(compile(body.schema), json, "body"), ...checkNames(body.schema, json)];
}

/** GitHub ignores what it does not know, so a misspelled name would go unnoticed. */
function checkNames(schema: Schema, json: unknown): string[] {
  const properties = schema["properties"];
  if (typeof properties !== "object" || properties === null || schema["additionalProperties"]) return [];
  const unknown = Object.keys(json ?? {}).filter((name) => !(name in properties));
  return unknown.map((name) => `body has no property ${name}`);
}

function checkAnswer(compile: Compile, { responses }: Operation, { status, answer }: RestExchange): string[] {
  const schema = responses[String(status)];
  if (schema === undefined) {
    if (!ANYWHERE.includes(status)) return [`status ${status} is not described`];
    return validate(compile(BASIC_ERROR), answer, `${status} body`);
  }
  // Where the description leaves out the body of an error, GitHub sends one all the same.
  if (schema === null && status >= 400) return validate(compile(BASIC_ERROR), answer, `${status} body`);
  if (schema === null) return answer === undefined ? [] : [`status ${status} has no body`];
  if (Buffer.isBuffer(answer)) return [];
  if (answer === undefined) return [`status ${status} needs a body`];
  return validate(compile(schema), answer, `${status} body`);
}

const BASIC_ERROR: Schema = { $ref: "#/schemas/basic-error" };

function validate(check: ValidateFunction, value: unknown, what: string): string[] {
  if (check(value)) return [];
  const errors = (check.errors ?? []).slice(0, 3);
  return errors.map(({ instancePath, message }) => `${what}${instancePath} ${message}`);
}
