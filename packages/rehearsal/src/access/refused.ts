/** Answers of GitHub that say no, thrown where the reason is found. */

const DOCUMENTATION = "https://docs.github.com/rest";

export type ErrorBody = {
  message: string;
  documentation_url: string;
  status: string;
  /** Some routes have a mere sentence here. */
  errors?:
    | readonly { resource: string; field: string; code: string; message?: string; value?: string }[]
    | string;
  /** Where it is now. */
  url?: string;
};

export class Refused extends Error {
  override readonly name = "Refused";
  readonly status: number;
  readonly body: ErrorBody;
  /** True when it is not GitHub that says no: the embedded one does not know how. */
  readonly notImplemented: boolean;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    extra: { errors?: ErrorBody["errors"]; notImplemented?: true; location?: string } = {},
  ) {
    super(`${status} ${message}`);
    const { location } = extra;
    const errors = extra.errors ? { errors: extra.errors } : {};
    const url = location === undefined ? {} : { url: location };
    this.status = status;
    this.body = { message, ...url, ...errors, documentation_url: DOCUMENTATION, status: String(status) };
    this.headers = location === undefined ? {} : { location };
    this.notImplemented = extra.notImplemented ?? false;
  }
}

export function notFound(): Refused {
  return new Refused(404, "Not Found");
}

export function gone(message: string): Refused {
  return new Refused(410, message);
}

/** "API v3 uses HTTP redirection where appropriate. Clients should assume that any request may result in a redirection." */
export function moved(location: string): Refused {
  return new Refused(301, "Moved Permanently", { location });
}

export function badCredentials(): Refused {
  return new Refused(401, "Bad credentials");
}

export function notForIntegration(): Refused {
  return new Refused(403, "Resource not accessible by integration");
}

export function forbidden(message: string): Refused {
  return new Refused(403, message);
}

export function invalid(resource: string, field: string, code: string, message?: string): Refused {
  const error = { resource, field, code, ...(message === undefined ? {} : { message }) };
  return new Refused(422, "Validation Failed", { errors: [error] });
}

export function unprocessable(message: string): Refused {
  return new Refused(422, message);
}

/** What GitHub has and the embedded one has not, refused by name and never silently ignored. */
export function notImplemented(what: string): Refused {
  return new Refused(501, `${what} is not implemented by the embedded GitHub`, { notImplemented: true });
}
