import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Certificate } from "./certificate.ts";

/**
 * What the server does with a request: an answer, `reset` (breaks the connection), `stall` (never answers), `drip`
 * (answers a byte at a time), `dripping body` (500 at once, its words a byte at a time), `huge` (400, and words without end),
 * `no http`.
 */
export type Scripted =
  | { status: number; body?: string; headers?: Record<string, string> }
  | "reset"
  | "stall"
  | "drip"
  | "dripping body"
  | "huge"
  | "no http";

export type Received = { method: string; url: string; headers: IncomingMessage["headers"]; body: string };

export type ScriptedServer = { port: number; received: Received[]; close: () => Promise<void> };

/** A server on loopback that plays its script, the last step again and again. */
export async function startScripted(
  script: readonly Scripted[],
  certificate: Certificate | null = null,
): Promise<ScriptedServer> {
  const received: Received[] = [];
  const listener: RequestListener = (request, response) => {
    void readBody(request).then((body) => {
      const { method = "", url = "", headers } = request;
      received.push({ method, url, headers, body });
      play(script[Math.min(received.length, script.length) - 1] ?? "reset", response);
    });
  };
  const server = certificate === null ? createServer(listener) : createTlsServer(certificate, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function play(step: Scripted, response: ServerResponse): void {
  const { socket } = response;
  switch (step) {
    case "reset":
      socket?.resetAndDestroy();
      return;
    case "stall":
      return;
    case "drip":
      drip(`HTTP/1.1 200 OK\r\nX-Slow: ${"x".repeat(1000)}`, (character) => socket?.write(character));
      return;
    case "dripping body":
      response.writeHead(500);
      drip("x".repeat(1000), (character) => response.write(character));
      return;
    case "huge":
      response.writeHead(400);
      pour(response);
      return;
    case "no http":
      socket?.end("220 mail.example ESMTP\r\n");
      return;
    default:
      response.writeHead(step.status, step.headers).end(step.body);
  }
}

function drip(text: string, write: (character: string) => void): void {
  const characters = [...text];
  const timer = setInterval(() => write(characters.shift() ?? " "), 10);
  // The one who waits for it gives up first.
  timer.unref();
}

function pour(response: ServerResponse): void {
  const more = "never ends ".repeat(1000);
  const write = () => {
    while (!response.destroyed && response.write(more));
  };
  response.on("drain", write);
  write();
}
