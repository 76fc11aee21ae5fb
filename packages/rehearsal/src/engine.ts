/** Answers requests: who asks, may they, what happens, and whether all of it is as GitHub describes it. */

import type { Quota } from "./access/quota.ts";
import { badCredentials, notImplemented, Refused } from "./access/refused.ts";
import type { Actor, Tokens } from "./access/tokens.ts";
import type { RestExchange } from "./contract/check-rest.ts";
import type { Violation } from "./contract/violation.ts";
import { readGraphqlRequest } from "./graphql/request.ts";
import type { Answer } from "./rest/route.ts";
import type { Router } from "./rest/router.ts";
import type { World } from "./state/world.ts";

export type EngineRequest = {
  method: string;
  path: string;
  query: Readonly<Record<string, string>>;
  /** `undefined` for none. */
  body: unknown;
  token: string | undefined;
  userAgent: string | undefined;
  accept: string | undefined;
  contentType: string | undefined;
  /** On GitHub's pages, where the limits of the API do not hold. */
  isOnPage?: boolean;
};

export type Engine = {
  perform(request: EngineRequest): Promise<Answer>;
  identify(token: string | undefined): Actor | undefined;
};

type Parts = {
  world: World;
  tokens: Tokens;
  quota: Quota;
  router: Router;
  check(exchange: RestExchange): Promise<readonly Violation[]>;
  violations: Violation[];
  /** Called after each request that wrote something. */
  onWrite(): void;
};

const GRAPHQL = "/graphql";
/** Forms of an answer other than plain JSON. */
const OTHER_MEDIA = /application\/vnd\.github\.(?:[\w-]+\.)?(raw|html|text|full|diff|patch|sha)\b/;
const EXHAUSTED = "API rate limit exceeded";
const NO_USER_AGENT =
  "Request forbidden by administrative rules. Please make sure your request has a User-Agent header";

export function createEngine(parts: Parts): Engine {
  const identify = (token: string | undefined): Actor | undefined =>
    token === undefined ? undefined : parts.tokens.find(token);
  return {
    identify,
    perform: async (request) => {
      const actor = identify(request.token);
      const refusal = refuseEarly(parts, request, actor);
      if (refusal || !actor) return refusal ?? toAnswer(badCredentials());
      try {
        const perform = request.path === GRAPHQL ? performGraphql : performRest;
        return await perform(parts, actor, request);
      } catch (error) {
        return confess(parts, request, error);
      }
    },
  };
}

function refuseEarly(parts: Parts, request: EngineRequest, actor: Actor | undefined): Answer | undefined {
  const operation = `${request.method} ${request.path}`;
  if (!request.userAgent) {
    parts.violations.push({ side: "request", operation, problem: "has no User-Agent header" });
    return toAnswer(new Refused(403, NO_USER_AGENT));
  }
  if (!actor) {
    const isMissing = request.token === undefined;
    return toAnswer(isMissing ? new Refused(401, "Requires authentication") : badCredentials());
  }
  const isGraphql = request.path === GRAPHQL;
  if (request.path === "/rate_limit" || request.isOnPage === true) return undefined;
  if (!parts.quota.isUsedUp(actor, isGraphql ? "graphql" : "core")) {
    // What a query costs is known once it has been read.
    if (!isGraphql) parts.quota.spend(actor, "core", 1);
    return undefined;
  }
  return isGraphql
    ? { status: 200, body: { errors: [{ type: "RATE_LIMITED", message: EXHAUSTED }] } }
    : toAnswer(new Refused(403, EXHAUSTED));
}

/** A fault of the stand-in itself must not pass for one of GitHub's. */
function confess(parts: Parts, { method, path }: EngineRequest, error: unknown): Answer {
  const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
  parts.violations.push({ side: "response", operation: `${method} ${path}`, problem });
  return { status: 500, body: { message: `The embedded GitHub broke: ${problem}` } };
}

async function performGraphql(parts: Parts, actor: Actor, request: EngineRequest): Promise<Answer> {
  const { violations, world, quota } = parts;
  const asked = request.method === "POST" ? readGraphqlRequest(request.body) : undefined;
  if (!asked) {
    violations.push({ side: "request", operation: "POST /graphql", problem: "is no GraphQL request" });
    return toAnswer(new Refused(400, "A query attribute must be specified and must be a string."));
  }
  // GitHub's schema is large: only those who ask wait for it.
  const { executeGraphql } = await import("./graphql/execute.ts");
  const { answer, problems, isMutation } = await executeGraphql({ world, actor, quota }, asked);
  for (const problem of problems) violations.push({ side: "request", operation: "POST /graphql", problem });
  if (isMutation) parts.onWrite();
  return answer;
}

async function performRest(parts: Parts, actor: Actor, request: EngineRequest): Promise<Answer> {
  const { method, path, query, body } = request;
  const media = OTHER_MEDIA.exec(request.accept ?? "")?.[1];
  const answer =
    media === undefined
      ? await parts.router(actor, request)
      : { ...toAnswer(notImplemented(`Media type ${media}`)), notImplemented: true };
  if (answer.notImplemented) {
    const problem = media === undefined ? "is not implemented" : `media type ${media} is not implemented`;
    parts.violations.push({ side: "request", operation: `${method} ${path}`, problem });
  } else {
    const exchange = { method, path, query, body, status: answer.status, answer: answer.body };
    parts.violations.push(...(await parts.check(exchange)));
  }
  if (method !== "GET" && answer.status < 400) parts.onWrite();
  return answer;
}

function toAnswer({ status, body }: Refused): Answer {
  return { status, body };
}
