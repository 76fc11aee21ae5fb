/** A small client for the tests: says who asks, and gives back the bare answer. */

import type { EmbeddedGitHub } from "../src/index.ts";

export type Json = Record<string, unknown>;
/** Answers as tests read them. */
export type Reply = { status: number; headers: Headers; body: never };

export type Client = {
  (method: string, path: string, body?: unknown): Promise<Reply>;
  graphql(query: string, variables?: Json): Promise<{ data: never; errors?: Json[] }>;
};

/** @param token a token, or the login of a person */
export function connect(github: EmbeddedGitHub, token: string): Client {
  const headers = {
    authorization: `Bearer ${token.startsWith("gh") ? token : github.tokens.of(token)}`,
    "user-agent": "test",
    "content-type": "application/json",
  };
  const ask = async (method: string, path: string, body?: unknown): Promise<Reply> => {
    const place = path.startsWith("//") ? `/repos/${github.fullName}/${path.slice(2)}` : path;
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${github.url}${place}`, { method, headers, ...json });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text === "" ? undefined : JSON.parse(text)) as never,
    };
  };
  return Object.assign(ask, {
    graphql: async (query: string, variables: Json = {}) =>
      (await ask("POST", "/graphql", { query, variables })).body,
  });
}

export const PEOPLE = [
  { login: "ada", id: 1, permission: "admin", name: "Ada" },
  { login: "will", id: 2, permission: "write" },
  { login: "rea", id: 3, permission: "read" },
  { login: "tri", id: 4, permission: "triage" },
  { login: "zoe", id: 5 },
] as const;

export const ALL = {
  contents: "write",
  issues: "write",
  actions: "write",
  "pull-requests": "read",
} as const;
