/** The body of a GraphQL request. */

export type GraphqlRequest = {
  query: string;
  variables: Record<string, unknown>;
  operationName: string | null;
};

/** @returns `undefined` for a body that is no GraphQL request */
export function readGraphqlRequest(body: unknown): GraphqlRequest | undefined {
  if (typeof body !== "object" || body === null || !("query" in body)) return undefined;
  const { query, variables, operationName } = body as Record<string, unknown>;
  if (typeof query !== "string") return undefined;
  return {
    query,
    variables: (variables ?? {}) as Record<string, unknown>,
    operationName: typeof operationName === "string" ? operationName : null,
  };
}

/** The name of the operation, for the log: its own, or that of its first field. */
export function nameOperation({ query, operationName }: GraphqlRequest): string | null {
  const named = /\b(?:query|mutation)\s+(\w+)/.exec(query)?.[1];
  return operationName ?? named ?? /\{\s*(\w+)/.exec(query)?.[1] ?? null;
}
