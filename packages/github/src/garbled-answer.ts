/** What Octokit's plugins expect to find in an error of a request. */
type Request = { method: string; url: string; request?: object };
type Response = { status: number; headers: Readonly<Record<string, unknown>>; data: unknown };

/**
 * GitHub, or something between it and us, answered with success but not with JSON: a proxy's page, or an answer cut
 * in the middle. `status` 502 makes the retry plugin take it as what it is, a fault of the way.
 */
export class GarbledAnswer extends Error {
  readonly status = 502;
  readonly request: Request;
  readonly response: Response;
  /** What was found instead, as words: `an HTML page`, `JSON that breaks off`. */
  readonly found: string;

  constructor(request: Request, response: Response) {
    const found = nameOf(response.data);
    super(`GitHub answered ${found}`);
    this.name = "GarbledAnswer";
    this.request = request;
    this.response = response;
    this.found = found;
  }
}

function nameOf(data: unknown): string {
  if (data instanceof ArrayBuffer) return "bytes instead of JSON";
  const text = typeof data === "string" ? data.trim() : JSON.stringify(data);
  if (text === "" || text === undefined) return "nothing, or an answer that broke off";
  if (text.startsWith("<")) return "an HTML page instead of JSON";
  if (text.startsWith("{") || text.startsWith("[")) return "JSON that breaks off";
  return `${JSON.stringify(text.slice(0, 60))} instead of JSON`;
}
