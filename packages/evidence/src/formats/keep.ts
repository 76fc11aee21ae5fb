import { Buffer } from "node:buffer";

/**
 * A copy of some characters of a report, for what is kept. Without it V8 would keep the whole piece of the report that they
 * stand in, 64 KB for a name.
 */
export function keep(text: string): string {
  return Buffer.from(text, "utf16le").toString("utf16le");
}
