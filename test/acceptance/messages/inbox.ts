import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** What arrived at an address, and how the server answers. */
export type Post = { path: string; headers: IncomingHttpHeaders; body: string };
export type Inbox = {
  /** `http://127.0.0.1:…`; every path is an address. */
  url: string;
  posts: Post[];
  /** How many of the next ones are answered otherwise, and with which status. */
  refuse(times: number, status: number): void;
  /** Called when a message has arrived and was not answered yet. */
  onPost(listen: (post: Post) => void): void;
  close(): Promise<void>;
};

/** A server that takes webhooks. */
export async function openInbox(): Promise<Inbox> {
  const posts: Post[] = [];
  let refused = { times: 0, status: 500 };
  let listen: (post: Post) => void = () => {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (refused.times > 0) {
      refused = { ...refused, times: refused.times - 1 };
      response.writeHead(refused.status).end("no");
      return;
    }
    const post = {
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    posts.push(post);
    listen(post);
    response.writeHead(200).end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    posts,
    refuse: (times, status) => {
      refused = { times, status };
    },
    onPost: (listener) => {
      listen = listener;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Ids of the messages that arrived at a path, as the webhook's bodies name them. */
export function idsAt({ posts }: Inbox, path: string): string[] {
  return posts
    .filter((post) => post.path === path)
    .map(({ body }) => String((JSON.parse(body) as { id: unknown }).id));
}
