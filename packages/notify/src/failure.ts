/** Why a try did not get a message across, and what that means for the next one. */
export type Failure = {
  /** Goes after a colon: "it answered 500". Never a secret. */
  reason: string;
  /** Whether another try may do better. */
  again: boolean;
  /** Milliseconds that the other side asks to wait. */
  after: number | null;
  /**
   * `message`: the channel may take the next one all the same. `channel`: no message gets across. `time`: there is none
   * left, and of the channel nothing is known.
   */
  scope: "message" | "channel" | "time";
};

/** Thrown where a try ends early. */
export class SendError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.reason);
    this.name = "SendError";
    this.failure = failure;
  }
}

/** No further try, and no further message, would go another way. */
export function hopeless(reason: string): SendError {
  return new SendError({ reason, again: false, after: null, scope: "channel" });
}

/** What Node's network said, as a failure. Its messages are not shown, since they may name addresses. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof SendError) return thrown.failure;
  const code = codeOf(thrown);
  const known = words.find(({ codes }) => codes.test(code));
  const reason = known?.reason ?? "the connection failed";
  return {
    reason: known?.bare || code === "" ? reason : `${reason} (${code})`,
    again: known?.again ?? true,
    after: null,
    scope: "channel",
  };
}

type Words = { codes: RegExp; reason: string; again: boolean; bare?: boolean };

const words: readonly Words[] = [
  { codes: /^ECONNREFUSED$/, reason: "it refused the connection", again: true, bare: true },
  { codes: /^(ECONNRESET|EPIPE|ECONNECTION)$/, reason: "it closed the connection", again: true, bare: true },
  { codes: /^(ENOTFOUND|EAI_\w+|ENODATA|EDNS)$/, reason: "its name cannot be resolved", again: true },
  { codes: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, reason: "it cannot be reached", again: true },
  // https://nodejs.org/api/tls.html#x509-certificate-error-codes
  {
    codes:
      /^(CERT_|CRL_|UNABLE_TO_|ERROR_IN_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_|ERR_TLS_CERT_)/,
    reason: "its certificate is not trusted",
    again: false,
  },
  { codes: /^(EPROTO|ETLS|ERR_SSL_\w+|ERR_TLS_\w+)$/, reason: "there is no TLS with it", again: false },
  { codes: /^(EAUTH|ENOAUTH)$/, reason: "it offers no way to log in", again: false },
  { codes: /^EPROTOCOL$/, reason: "it does not speak SMTP", again: false },
  { codes: /^HPE_\w+$/, reason: "it does not speak HTTP", again: false },
];

/** The code of the error, or of what it wraps: nodemailer keeps Node's own one apart. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "";
  const { originalCode, code } = thrown as Error & { originalCode?: unknown; code?: unknown };
  return (
    ([originalCode, code].find((it) => typeof it === "string" && /^[A-Z][A-Z0-9_]{2,50}$/.test(it)) as
      | string
      | undefined) ?? ""
  );
}
