/** What Octokit's plugins expect to find in an error of a request. */
type Request = { method: string; url: string; request?: object };
type Response = { status: number; headers: Readonly<Record<string, unknown>>; data: unknown };

/** The throttling plugin takes a limit for one that names its wait in `retry-after` only by these words. */
const words = "secondary rate limit";

/** GitHub says "at least a minute" for where it names no time. */
const leastWait = 60;

/**
 * GitHub answered that a rate limit is used up, in one of its five ways: 429; 403 with `retry-after`; 403 with nothing
 * remaining; 403 with the words alone; 200 with a GraphQL error. Here they become one, with the wait in `retry-after`,
 * counted by GitHub's clock: the machine's may be wrong.
 */
export class LimitedAnswer extends Error {
  readonly status = 429;
  readonly request: Request;
  readonly response: Response;
  /** GitHub's own words. */
  readonly said: string;

  constructor(request: Request, response: Response, said: string) {
    super(`${said} (${words})`);
    this.name = "LimitedAnswer";
    this.request = request;
    this.response = {
      ...response,
      headers: { ...response.headers, "retry-after": String(secondsToWait(response.headers)) },
    };
    this.said = said;
  }
}

/** Whether an answer says that a limit is used up. */
export function isLimit(status: number, headers: Response["headers"], message: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers["retry-after"] !== undefined ||
    headers["x-ratelimit-remaining"] === "0" ||
    /rate limit|abuse detection/i.test(message)
  );
}

/** What a GraphQL answer says of a limit; null: nothing. */
export function graphqlLimit(data: unknown): string | null {
  if (typeof data !== "object" || data === null || !("errors" in data) || !Array.isArray(data.errors))
    return null;
  const error: unknown = data.errors.find((it) => it?.type === "RATE_LIMITED");
  if (typeof error !== "object" || error === null) return null;
  return "message" in error ? String(error.message) : "rate limited";
}

function secondsToWait(headers: Response["headers"]): number {
  const asked = Number(headers["retry-after"] ?? Number.NaN);
  if (Number.isFinite(asked)) return Math.max(1, Math.ceil(asked));
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  const answered = Date.parse(String(headers["date"])) / 1000;
  const wait = headers["x-ratelimit-remaining"] === "0" ? reset - answered : Number.NaN;
  return Number.isFinite(wait) ? Math.max(1, Math.ceil(wait)) : leastWait;
}
