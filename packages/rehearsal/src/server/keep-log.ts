/** Keeps the log of requests. */

import type { LoggedRequest, RequestLog } from "../request-log.ts";

export type WritableLog = RequestLog & { add(request: LoggedRequest): void };

export function keepLog(): WritableLog {
  let requests: LoggedRequest[] = [];
  return {
    add: (request) => {
      requests.push(request);
    },
    all: () => [...requests],
    count: () => requests.length,
    writes: () => requests.filter(isWrite),
    reset: () => {
      requests = [];
    },
  };
}

function isWrite({ method, graphqlQuery }: LoggedRequest): boolean {
  return graphqlQuery === null ? method !== "GET" : /^\s*mutation\b/m.test(graphqlQuery);
}
