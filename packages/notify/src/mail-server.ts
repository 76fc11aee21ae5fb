import { isLoopback, withoutBrackets } from "./addresses.ts";

/** What an `smtp-url` says. Nothing else of it reaches the mail library. */
export type MailServer = {
  /** Without brackets. */
  host: string;
  port: number;
  /** `wrapped`: TLS from the first byte. `upgraded`: STARTTLS, or nothing. `offered`: STARTTLS where there is some. */
  tls: "wrapped" | "upgraded" | "offered";
  login: { user: string; password: string } | null;
};

/** @returns what is wrong with it, in words that repeat nothing of it, or the server */
export function parseMailServer(text: string): MailServer | string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.hostname === "") return "what is no address";
  if (url.protocol !== "smtp:" && url.protocol !== "smtps:") return "an address of another protocol";
  // Mail libraries take options here, such as one that turns off the check of certificates.
  if (url.search !== "" || url.hash !== "" || !/^\/?$/.test(url.pathname))
    return "more than a host after the `@`, or a `/`, `?` or `#` in the password that is not percent-encoded";
  const user = decode(url.username);
  const password = decode(url.password);
  if (user === null || password === null) return "a `%` that begins no percent-encoded character";
  if ((user === "") !== (password === ""))
    return user === "" ? "a password without a user" : "a user without a password";
  const host = normalHost(url.hostname);
  if (host === null) return "what is no address";
  const wrapped = url.protocol === "smtps:";
  return {
    host,
    port: Number(url.port) || (wrapped ? 465 : 587),
    tls: wrapped ? "wrapped" : isLoopback(host) ? "offered" : "upgraded",
    login: user === "" ? null : { user, password },
  };
}

/** URL leaves hosts as they are written where it does not know the protocol; `http:` it knows. */
function normalHost(hostname: string): string | null {
  const address = `http://${hostname}`;
  return URL.canParse(address) ? withoutBrackets(new URL(address).hostname) : null;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
