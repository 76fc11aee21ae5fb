/** Every request over HTTP since the last reset, so that a test can count and inspect them. */

export type LoggedRequest = {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Name of the GraphQL operation, or `null`. */
  graphqlOperation: string | null;
  graphqlQuery: string | null;
  /** Login in REST's form (`github-actions[bot]`), or `null` for an unknown token. */
  actor: string | null;
  /** `null` when no answer was given. */
  status: number | null;
  body: unknown;
};

export type RequestLog = {
  all(): readonly LoggedRequest[];
  count(): number;
  /** Requests that are no GET and no GraphQL query. */
  writes(): readonly LoggedRequest[];
  reset(): void;
};
