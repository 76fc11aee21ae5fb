import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type ConnectOptions, connect, type GitHub } from "../src/index.ts";

/** What the server does with a request: an answer, `reset` (breaks the connection), or `cut` (breaks off its body). */
export type Scripted =
  | { status: number; body: unknown; headers?: Record<string, string> }
  | "reset"
  | "cut"
  | "stall";

export type Received = { method: string; url: string; body: string };

export type ScriptedGitHub = {
  github: GitHub;
  url: string;
  received: Received[];
  close: () => Promise<void>;
};

/** What the tests call the token: it must never come back in any message. */
export const secret = "ghs_s3cretToken0123456789";
export const date = "Tue, 24 Nov 2026 15:02:00 GMT";

/** A server on loopback that plays its script, the last answer again and again, and a `GitHub` that speaks to it. */
export async function startScripted(
  script: readonly Scripted[],
  options: Partial<ConnectOptions> = {},
): Promise<ScriptedGitHub> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      received.push({ method: request.method ?? "", url: request.url ?? "", body });
      const step = script[Math.min(received.length, script.length) - 1];
      play(step ?? "reset", response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    github: connectTo(url, options),
    url,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A `GitHub` whose seconds last a millisecond. */
export function connectTo(url: string, options: Partial<ConnectOptions> = {}): GitHub {
  return connect({
    owner: "acme",
    repo: "shop",
    token: secret,
    apiUrl: url,
    graphqlUrl: `${url}/graphql`,
    userAgent: "release-approval-test",
    secondLasts: 1,
    ...options,
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += String(chunk);
  return body;
}

function play(step: Scripted, response: ServerResponse): void {
  if (step === "stall") return;
  if (step === "reset") {
    response.destroy();
    return;
  }
  if (step === "cut") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "400", date });
    response.write('{"data": {"repository": {"databa');
    setTimeout(() => response.destroy(), 20);
    return;
  }
  const isText = typeof step.body === "string";
  const type = isText ? "text/html" : "application/json";
  response.writeHead(step.status, { "content-type": type, date, ...step.headers });
  response.end(isText ? step.body : JSON.stringify(step.body));
}
