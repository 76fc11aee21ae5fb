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
  const ticked = filledIn.filter((one) => one.ticked).map((one) => plainWords(one.text));
  const unticked = filledIn.filter((one) => !one.ticked).map((one) => plainWords(one.text));
  return critical
    .map((one) => one.item)
    .filter((item) => {
      const words = plainWords(item);
      return !ticked.some((text) => text.startsWith(words)) || unticked.some((text) => text === words);
    });
}

function plainWords(text: string): string {
  return text
    .toLowerCase()
    .replace(/[*_`~[\]()<>\\]/g, " ")
    .replace(/\s+/g, " ")
    .replace(/[\s.:;,!]+$/, "")
    .trim();
}
