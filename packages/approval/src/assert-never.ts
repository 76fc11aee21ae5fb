/** Ends a `switch` over a union: a member that nobody handles does not compile, and throws if it comes from outside. */
export function assertNever(value: never): never {
  throw new TypeError(`This case is not handled: ${JSON.stringify(value)}`);
}
