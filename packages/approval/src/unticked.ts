import type { ChecklistItem } from "./commands.ts";

/**
 * Critical items of a role's checklist that an approval does not tick (READING: "never required unless policy calls an
 * item critical"). What is not there is not ticked. Compared by words: markup, case and what follows aside.
 */
export function untickedCritical(
  wanted: readonly { item: string; critical: boolean }[],
  filledIn: readonly ChecklistItem[],
): string[] {
  const critical = wanted.filter((one) => one.critical);
  if (critical.length === 0) return [];
  // What is struck through is not meant.
  const ticked = filledIn
    .filter((one) => one.ticked && !one.text.includes("~~"))
    .map((one) => plainWords(one.text));
  const unticked = filledIn.filter((one) => !one.ticked).map((one) => plainWords(one.text));
  return critical
    .map((one) => one.item)
    .filter((item) => {
      const words = plainWords(item);
      return !ticked.some((text) => isItem(text, words)) || unticked.some((text) => isItem(text, words));
    });
}

// The item's words, and at most a remark behind them.
function isItem(text: string, words: string): boolean {
  return text === words || (text.startsWith(words) && /^\s?[:,;(–—-]/.test(text.slice(words.length)));
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[*_`~[\]<>\\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/[\s.:;,!]+$/, "")
    .trim();
}
