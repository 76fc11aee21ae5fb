/**
 * How objects answer queries. An object is a record of values and of functions with the arguments they
 * understand; whatever is asked beyond that is refused by name, never answered with a silent `null`.
 */

import { GraphQLError, type GraphQLFieldResolver, type GraphQLResolveInfo } from "graphql";

export type Arguments = Readonly<Record<string, unknown>>;
export type Node = { readonly __typename: string; readonly [field: string]: unknown };

type Field = { (args: Arguments, info: GraphQLResolveInfo): unknown; takes: readonly string[] };

/** A field with arguments: `takes(["number"], ({ number }) => …)`. */
export function takes(
  names: readonly string[],
  resolve: (args: Arguments, info: GraphQLResolveInfo) => unknown,
): Field {
  return Object.assign((args: Arguments, info: GraphQLResolveInfo) => resolve(args, info), { takes: names });
}

/** A field that is worked out only when somebody asks. */
export function lazily(resolve: () => unknown): Field {
  return takes([], resolve);
}

export const resolveField: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) => {
  const name = `${info.parentType.name}.${info.fieldName}`;
  const fields = source as Readonly<Record<string, unknown>>;
  if (!(info.fieldName in fields)) throw notImplemented(name);
  const value = fields[info.fieldName];
  const field = isField(value) ? value : undefined;
  const asked = info.fieldNodes.flatMap((node) => (node.arguments ?? []).map((arg) => arg.name.value));
  const unknown = asked.find((argument) => !field?.takes.includes(argument));
  if (unknown !== undefined) throw notImplemented(`${name}(${unknown}:)`);
  return field ? field(args as Arguments, info) : value;
};

/**
 * A key that is `false` or `null` asks for nothing; some have that as their default.
 * @throws GraphQLError for a key of an input object that is not understood
 */
export function assertOnlyKeys(name: string, input: unknown, known: readonly string[]): void {
  if (typeof input !== "object" || input === null) return;
  const asked = Object.entries(input).filter(([, value]) => value !== null && value !== false);
  const unknown = asked.find(([key]) => !known.includes(key));
  if (unknown !== undefined) throw notImplemented(`${name}.${unknown[0]}`);
}

export function notImplemented(name: string): GraphQLError {
  return refusal("NOT_IMPLEMENTED", `${name} is not implemented by the embedded GitHub`);
}

export function notFound(message: string): GraphQLError {
  return refusal("NOT_FOUND", message);
}

export function forbidden(message = "Resource not accessible by integration"): GraphQLError {
  return refusal("FORBIDDEN", message);
}

export function unprocessable(message: string): GraphQLError {
  return refusal("UNPROCESSABLE", message);
}

/** GitHub says what kind of error it is in `type`, beside the message. */
export function refusal(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

function isField(value: unknown): value is Field {
  return typeof value === "function" && "takes" in value;
}
