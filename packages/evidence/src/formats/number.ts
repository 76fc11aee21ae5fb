/** A count as reports write it: digits alone. */
export function readCount(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Seconds as reports write them: `0.5`, `1,204.5` (Surefire), `1e-3`; anything else is no time. */
export function readSeconds(text: string | undefined): number {
  if (text === undefined || text.length > 40) return 0;
  const seconds = Number(text.replaceAll(",", ""));
  return Number.isFinite(seconds) && seconds > 0 && seconds < 1e9 ? seconds : 0;
}

/** A part in percent, cut to one decimal: 94.99 is never shown as 95. Of nothing there is no part. */
export function percentOf(part: number, whole: number): number | null {
  return whole > 0 ? Math.floor((part * 1000) / whole) / 10 : null;
}
