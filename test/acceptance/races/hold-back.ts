import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A way to GitHub on which one request is held back. */
export type HeldBack = {
  /** Address that an action takes for GitHub's. */
  url: string;
  /** Fulfilled when the request has come; GitHub does not know of it yet. */
  reached: Promise<void>;
  /** Lets it and everything behind it through. */
  letGo: () => void;
  close: () => Promise<void>;
};

/**
 * Opens a way to `target` on which the k-th request (from 1), and all that come after it, wait.
 * So a run can be stopped between any two of its requests while another one plays from beginning to end.
 */
export async function holdBack(target: string, k: number): Promise<HeldBack> {
  const reached = Promise.withResolvers<void>();
  const free = Promise.withResolvers<void>();
  let seen = 0;
  const server = createServer((request, response) => {
    seen += 1;
    const waits = seen >= k;
    if (waits) reached.resolve();
    Promise.resolve(waits ? free.promise : undefined)
      .then(() => passOn(target, request, response))
      .catch(() => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reached: reached.promise,
    letGo: free.resolve,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

const passed = ["authorization", "accept", "content-type", "user-agent"];

async function passOn(target: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = passed.flatMap((name) => {
    const value = request.headers[name];
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  const answer = await fetch(`${target}${request.url ?? "/"}`, {
    method: request.method ?? "GET",
    headers: Object.fromEntries(headers),
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  const text = await answer.text();
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(text);
}
