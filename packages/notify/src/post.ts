import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { type Address, type AddressRules, findAddresses, lookupOf } from "./addresses.ts";
import { hopeless } from "./failure.ts";

export type PostOptions = AddressRules & {
  /** Trusted instead of the usual certificates, as PEM. */
  certificate?: string;
};

export type Answer = {
  status: number;
  headers: IncomingMessage["headers"];
  /** Its beginning. */
  body: string;
};

/** What is read of an answer. Nobody says more than a few words. */
const longestAnswer = 64 * 1024;
/** The status is what counts; so long may the words take that go with it. */
const patience = 1000;
const mostRedirects = 3;

/**
 * Posts to an address that is allowed, and follows the redirects that change neither the host nor the method.
 * @param url https, or http to this machine
 * @throws SendError when the address or a redirect is not allowed; errors of Node when there is no answer
 */
export async function post(
  url: URL,
  request: { headers: Readonly<Record<string, string>>; body: Buffer },
  options: PostOptions,
  signal: AbortSignal,
): Promise<Answer> {
  const addresses = await findAddresses(url.hostname, options);
  let target = url;
  for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
    const answer = await exchange(target, request, { ...options, addresses }, signal);
    if (![301, 302, 303, 307, 308].includes(answer.status)) return answer;
    target = followRedirect(target, answer);
  }
  throw hopeless(`it redirects more than ${mostRedirects} times`);
}

/** https://www.rfc-editor.org/rfc/rfc9110.html#name-redirection-3xx */
function followRedirect(from: URL, { status, headers }: Answer): URL {
  const location = headers.location ?? "";
  // After these a client asks again with GET, and without the message.
  if (status < 307) throw hopeless(`it answered ${status}, a redirect that does not take messages`);
  if (location === "" || !URL.canParse(location, from.href))
    throw hopeless(`it answered ${status}, a redirect to nowhere`);
  const to = new URL(location, from);
  if (to.origin !== from.origin) throw hopeless("it redirects to another host, port or protocol");
  return to;
}

function exchange(
  url: URL,
  { headers, body }: { headers: Readonly<Record<string, string>>; body: Buffer },
  options: PostOptions & { addresses: readonly Address[] },
  signal: AbortSignal,
): Promise<Answer> {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: "POST",
      headers: { ...headers, "Content-Length": String(body.length) },
      lookup: lookupOf(options.addresses),
      // A connection of its own: none that was opened before the address was checked.
      agent: false,
      // The environment of a runner can turn this off for everybody.
      rejectUnauthorized: true,
      ...(options.certificate === undefined ? {} : { ca: options.certificate }),
      signal,
    });
    outgoing.on("error", reject);
    outgoing.on("response", (response) => {
      const { statusCode: status = 0 } = response;
      readBeginning(response).then((text) => resolve({ status, headers: response.headers, body: text }));
    });
    outgoing.end(body);
  });
}

/** Reads what comes soon. Never fails: what is missing is only words. */
function readBeginning(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const end = () => {
      clearTimeout(timer);
      response.destroy();
      resolve(Buffer.concat(chunks).subarray(0, longestAnswer).toString("utf8"));
    };
    const timer = setTimeout(end, patience);
    response.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= longestAnswer) end();
    });
    response.on("end", end);
    response.on("error", end);
    response.on("close", end);
  });
}
