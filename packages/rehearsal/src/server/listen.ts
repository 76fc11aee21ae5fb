/** The HTTP side: reads requests, lets faults strike, writes answers with GitHub's headers. */

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Quota } from "../access/quota.ts";
import type { Clock } from "../clock.ts";
import type { Engine, EngineRequest } from "../engine.ts";
import type { IncomingRequest } from "../faults.ts";
import { nameOperation, readGraphqlRequest } from "../graphql/request.ts";
import type { LoggedRequest } from "../request-log.ts";
import type { Answer } from "../rest/route.ts";
import { faultAnswer, type WireAnswer } from "./fault-answers.ts";
import type { WritableLog } from "./keep-log.ts";
import type { FaultQueue } from "./put-faults.ts";

type Parts = { engine: Engine; clock: Clock; quota: Quota; faults: FaultQueue; log: WritableLog };

const GRAPHQL = "/graphql";
/** The one place that takes bytes, whatever they are. */
const UPLOAD = /^POST .+\/releases\/[^/]+\/assets$/;

/** @returns the server, and the address that it listens on */
export async function listen(
  port: number,
  connect: (url: string) => Parts,
): Promise<{ server: Server; url: string }> {
  let parts: Parts | undefined;
  const server = createServer((request, response) => {
    if (!parts) response.destroy();
    // Whoever went away in the middle of a request gets no answer.
    else serve(parts, request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const actual = typeof address === "object" && address ? address.port : port;
  const url = `http://127.0.0.1:${actual}`;
  parts = connect(url);
  return { server, url };
}

export async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}

async function serve(parts: Parts, message: IncomingMessage, response: ServerResponse): Promise<void> {
  const read = await readRequest(message);
  const entry = startEntry(parts, read.request);
  parts.log.add(entry);
  const incoming = describe(entry);
  const fault = parts.faults.strike(incoming);
  if (fault?.kind === "stall") return;
  if (fault?.kind === "before") {
    message.socket.resetAndDestroy();
    return;
  }
  const now = Math.floor(Date.parse(parts.clock.now()) / 1_000);
  const instead = fault && faultAnswer(fault, now, incoming.path === GRAPHQL);
  const answer = instead ?? toWire(read.isJson ? await parts.engine.perform(read.request) : UNREADABLE);
  if (fault?.kind === "after") {
    message.socket.resetAndDestroy();
    return;
  }
  entry.status = answer.status;
  send(parts, read.request, response, fault?.kind === "cut" ? cutInHalf(answer) : answer);
}

const UNREADABLE: Answer = {
  status: 400,
  body: {
    message: "Problems parsing JSON",
    documentation_url: "https://docs.github.com/rest",
    status: "400",
  },
};

async function readRequest(message: IncomingMessage): Promise<{ request: EngineRequest; isJson: boolean }> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const url = new URL(message.url ?? "/", "http://localhost");
  const parsed = UPLOAD.test(`${message.method} ${url.pathname}`)
    ? { json: bytes, isJson: true }
    : parseJson(bytes.toString("utf8"));
  const { authorization } = message.headers;
  const request = {
    method: message.method ?? "GET",
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body: parsed.json,
    token: authorization === undefined ? undefined : authorization.replace(/^(bearer|token)\s+/i, ""),
    userAgent: message.headers["user-agent"],
    accept: message.headers.accept,
    contentType: message.headers["content-type"],
  };
  return { request, isJson: parsed.isJson };
}

function parseJson(text: string): { json: unknown; isJson: boolean } {
  if (text === "") return { json: undefined, isJson: true };
  try {
    return { json: JSON.parse(text), isJson: true };
  } catch {
    return { json: undefined, isJson: false };
  }
}

function startEntry({ engine }: Parts, request: EngineRequest): LoggedRequest {
  const graphql = request.path === GRAPHQL ? readGraphqlRequest(request.body) : undefined;
  return {
    method: request.method,
    path: request.path,
    query: { ...request.query },
    graphqlOperation: graphql ? nameOperation(graphql) : null,
    graphqlQuery: graphql?.query ?? null,
    actor: engine.identify(request.token)?.account.login ?? null,
    status: null,
    body: request.body,
  };
}

function describe({ method, path, query, graphqlOperation }: LoggedRequest): IncomingRequest {
  return { method, path, query, graphqlOperation };
}

function toWire(answer: Answer): WireAnswer {
  const headers = { "content-type": "application/json; charset=utf-8", ...answer.headers };
  if (answer.body === undefined) return { status: answer.status, headers: answer.headers ?? {}, text: "" };
  if (Buffer.isBuffer(answer.body)) return { status: answer.status, headers, text: answer.body };
  return { status: answer.status, headers, text: JSON.stringify(answer.body) };
}

function cutInHalf(answer: WireAnswer): WireAnswer {
  return { ...answer, text: answer.text.slice(0, Math.floor(answer.text.length / 2)) };
}

let requestCount = 0;

function send(parts: Parts, request: EngineRequest, response: ServerResponse, answer: WireAnswer): void {
  requestCount += 1;
  const actor = parts.engine.identify(request.token);
  const resource = request.path === GRAPHQL ? "graphql" : "core";
  const quota = actor && parts.quota.of(actor, resource);
  const limits = quota
    ? {
        "x-ratelimit-limit": String(quota.limit),
        "x-ratelimit-remaining": String(Math.max(0, quota.limit - quota.used)),
        "x-ratelimit-used": String(quota.used),
        "x-ratelimit-reset": String(quota.reset),
        "x-ratelimit-resource": resource,
      }
    : {};
  response.writeHead(answer.status, {
    ...limits,
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": `REHEARSAL:${requestCount.toString(16).padStart(4, "0").toUpperCase()}`,
    ...answer.headers,
    date: new Date(parts.clock.now()).toUTCString(),
  });
  response.end(answer.text);
}
