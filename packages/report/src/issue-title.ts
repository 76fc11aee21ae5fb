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
