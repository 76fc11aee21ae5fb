/** What GitHub, or something on the way to it, says when things go wrong. */

import type { Fault } from "../faults.ts";

/** A whole answer as it goes over the wire. */
export type WireAnswer = { status: number; headers: Readonly<Record<string, string>>; text: string | Buffer };

const SECONDARY = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
const PAGE =
  "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n";

/**
 * The answer that a fault puts in the place of the real one; `undefined` for faults of the connection.
 * @param now seconds since 1970
 */
export function faultAnswer(fault: Fault, now: number, isGraphql: boolean): WireAnswer | undefined {
  const seconds = fault.retryAfter ?? 1;
  const retryAfter = { "retry-after": String(seconds) };
  const exhausted = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now + seconds) };
  switch (fault.kind) {
    case "429":
      return json(429, "Too many requests. Please wait before you try again.", retryAfter);
    case "secondary":
      return json(403, SECONDARY, retryAfter);
    case "primary":
      return isGraphql ? rateLimited(exhausted) : json(403, "API rate limit exceeded", exhausted);
    case "502":
      return { status: 502, headers: { "content-type": "text/html" }, text: PAGE };
    case "html":
      return {
        status: 200,
        headers: { "content-type": "text/html" },
        text: "<!DOCTYPE html><title>GitHub</title>",
      };
    case "500":
      return json(500, "Server Error");
    case "401":
      return json(401, "Bad credentials");
    case "404":
      return json(404, "Not Found");
    case "422":
      return json(422, "Validation Failed");
    case "before":
    case "after":
    case "cut":
    case "stall":
      return undefined;
  }
}

function json(status: number, message: string, headers: Record<string, string> = {}): WireAnswer {
  const body = { message, documentation_url: "https://docs.github.com/rest", status: String(status) };
  return { status, headers: { "content-type": "application/json", ...headers }, text: JSON.stringify(body) };
}

/** GraphQL says it with 200. */
function rateLimited(headers: Record<string, string>): WireAnswer {
  const errors = [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }];
  return {
    status: 200,
    headers: { "content-type": "application/json", ...headers },
    text: JSON.stringify({ errors }),
  };
}
