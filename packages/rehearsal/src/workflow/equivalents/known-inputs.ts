/** @throws Error that names an input which the local equivalent does not know, rather than leave it out in silence */
export function assertKnownInputs(
  action: string,
  given: Readonly<Record<string, string>>,
  known: readonly string[],
): void {
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new Error(`The rehearsal of ${action} does not support the input "${unknown.join('", "')}"`);
  }
}
