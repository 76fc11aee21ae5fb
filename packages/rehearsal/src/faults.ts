/** Faults put on coming requests, so that what must survive a bad network is seen to survive it. */

export type FaultKind =
  /** The connection breaks before the request has any effect. */
  | "before"
  /** The request has its effect, then the connection breaks before the answer. */
  | "after"
  /** 429 with `retry-after`. */
  | "429"
  /** 403 of the secondary rate limit, with `retry-after`. */
  | "secondary"
  /** 403 of the primary rate limit: nothing remaining until `x-ratelimit-reset`. */
  | "primary"
  /** A proxy's HTML page. */
  | "502"
  /** 200, but HTML instead of JSON. */
  | "html"
  /** The request has its effect, then the JSON of the answer is cut in the middle. */
  | "cut"
  | "500"
  | "401"
  | "404"
  | "422"
  /** Never answers; the client has to give up. */
  | "stall";

/** What a predicate sees of a request. */
export type IncomingRequest = {
  method: string;
  path: string;
  query: Record<string, string>;
  graphqlOperation: string | null;
};

export type Fault = {
  /** The k-th request from now, counted from 1, or a test of the request. */
  on: number | ((request: IncomingRequest) => boolean);
  kind: FaultKind;
  /** How often it strikes: 1 when left out. A fault on the k-th request strikes from there on. */
  times?: number;
  /** What `retry-after` says, in seconds; 1 when left out. */
  retryAfter?: number;
};

export type Faults = {
  add(fault: Fault): void;
  clear(): void;
};
