import type { ReleaseType } from "@release-approval/approval";
import { cleanText, cut } from "./escape.ts";

export type IssueName = { version: string; component?: string | null; type: ReleaseType };

/** `Release v1.2.0 (minor)`, `Release api v1.2.0 (minor)`: one line, at most 200 characters. Titles are no Markdown. */
export function issueTitle({ version, component, type }: IssueName): string {
  const name = cleanText(component ?? "")
    .replace(/\s+/gu, " ")
    .trim();
  const number = cut(cleanText(version).replace(/\s+/gu, " ").trim(), 80);
  return `Release ${name === "" ? "" : `${cut(name, 80)} `}v${number} (${type})`;
}

/** The hidden first line by which a release's issue is found: `<!-- release-approval: v1.2.0 -->`. */
export function issueMarker({ version, component }: Pick<IssueName, "version" | "component">): string {
  const part = component ?? "";
  return `<!-- release-approval: ${part === "" ? "" : `${encode(part)}/`}v${encode(version)} -->`;
}

// Neither `--`, which ends comments for some parsers, nor `>` is left.
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll("--", "-%2D").replace(/-$/u, "%2D");
}

/**
 * Whose issue a body is. A hint for finding it, never a fact: whoever edits the body can change it.
 * @returns null when the first line is no marker
 */
export function readMarker(body: string): { version: string; component: string | null } | null {
  const [, part, version] = /^<!-- release-approval: (?:([^\s/]+)\/)?v([^\s/]+) -->/u.exec(body) ?? [];
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
