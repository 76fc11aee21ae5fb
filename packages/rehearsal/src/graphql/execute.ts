/** Executes queries on GitHub's own schema, and words errors as GitHub does. */

import { type DocumentNode, execute, type GraphQLError, Kind, parse, validate } from "graphql";
import type { Answer } from "../rest/route.ts";
import { costOf } from "./cost.ts";
import { resolveField } from "./fields.ts";
import { mutationFields } from "./mutation.ts";
import { queryFields } from "./query.ts";
import type { GraphqlRequest } from "./request.ts";
import { githubSchema } from "./schema.ts";
import type { View } from "./view.ts";

export type GraphqlOutcome = {
  answer: Answer;
  /** What the query asks against GitHub's schema, or beyond what is implemented. */
  problems: string[];
  isMutation: boolean;
};

/** Errors that GitHub finds before it answers anything. */
const BEFOREHAND = ["MISSING_PAGINATION_BOUNDARIES", "EXCESSIVE_PAGINATION", "ARGUMENT_LIMIT"];

/** What a valid query costs is spent; what GitHub refuses to read costs nothing. */
export async function executeGraphql(
  { world, actor, quota }: Omit<View, "cost">,
  request: GraphqlRequest,
): Promise<GraphqlOutcome> {
  const document = parseQuery(request.query);
  if (!("kind" in document)) return refused([document]);
  const schema = githubSchema();
  const mistakes = validate(schema, document);
  if (mistakes.length > 0) return refused(mistakes);
  const cost = costOf(document, request.operationName, request.variables);
  quota.spend(actor, "graphql", cost);
  const view: View = { world, actor, quota, cost };
  const isMutation = document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && definition.operation === "mutation",
  );
  const result = await execute({
    schema,
    document,
    rootValue: isMutation ? mutationFields(view) : queryFields(view),
    variableValues: request.variables,
    operationName: request.operationName,
    fieldResolver: resolveField,
  });
  const errors = result.errors ?? [];
  const early = errors.some((error) => BEFOREHAND.includes(String(error.extensions["type"])));
  const data = early || result.data === undefined ? {} : { data: result.data };
  const body = errors.length === 0 ? data : { ...data, errors: errors.map(presentError) };
  return { answer: { status: 200, body }, problems: problemsOf(errors), isMutation };
}

function parseQuery(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    return error as GraphQLError;
  }
}

function refused(errors: readonly GraphQLError[]): GraphqlOutcome {
  const problems = errors.map(({ message }) => message);
  return { answer: { status: 200, body: { errors: errors.map(presentError) } }, problems, isMutation: false };
}

function presentError(error: GraphQLError): Record<string, unknown> {
  const type = error.extensions["type"];
  return {
    ...(type === undefined ? {} : { type }),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    message: error.message,
  };
}

/** What a client did wrong, or the embedded GitHub; a plain "not found" is neither. */
function problemsOf(errors: readonly GraphQLError[]): string[] {
  const answers = ["NOT_FOUND", "FORBIDDEN", "UNPROCESSABLE"];
  return errors
    .filter(({ extensions }) => !answers.includes(String(extensions["type"])))
    .map(({ message, path }) => `${path?.join(".") ?? ""}: ${message}`);
}
