import { cut } from "../formats/cut.ts";

/** `either`: nothing tells whether more is better, so any change may be for the worse. */
export type Better = "smaller" | "bigger" | "either";

/** One figure of one benchmark. */
export type Measurement = { name: string; value: number; unit: string; better: Better };

/** Names are shown, recorded and compared: no longer than this. */
export const longestName = 120;
export const longestUnit = 20;

/** A name on one line, cut so that two long names stay two. */
export function nameOf(parts: readonly (string | null)[]): string {
  const whole = cut(parts.filter((one) => one !== null && one.trim() !== "").join(" > "), 100_000);
  if (whole.length <= longestName) return whole === "" ? "unnamed" : whole;
  return `${cut(whole, longestName - 10)} ${checksum(whole)}`;
}

/** Nine characters that differ where long names differ: FNV-1a. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return `#${hash.toString(16).padStart(8, "0")}`;
}
