/** Which release an issue is for, as its first, hidden line says: a hint for finding it, never a fact. */
export type Marker = {
  /** Without `v`. */
  version: string;
  component: string | null;
};

/** `<!-- release-approval: v1.2.0 -->`, with a component `<!-- release-approval: api/v1.2.0 -->`. */
export function printMarker({ version, component }: Marker): string {
  const part = component === null || component === "" ? "" : `${encode(component)}/`;
  return `<!-- release-approval: ${part}v${encode(version)} -->`;
}

// Neither `--`, which ends comments for some parsers, nor `>` is left.
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("--", "-%2D").replace(/-$/u, "%2D");
}

/** @returns null when the first line is no marker */
export function readMarker(body: string): Marker | null {
  const [, part, version] =
    /^<!-- release-approval: (?:([^\s/]+)\/)?v([^\s/]+) -->/u.exec(body.trimStart()) ?? [];
  if (version === undefined) return null;
  try {
    return {
      version: decodeURIComponent(version),
      component: part === undefined ? null : decodeURIComponent(part),
    };
  } catch {
    return null;
  }
}
