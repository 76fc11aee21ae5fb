/** Markdown of ours as plain lines, for the timeline. */

/** Characters that only keep GitHub from making a link of something. */
const breaks = /\u200B/gu;

/** One line of Markdown as people read it: no marks, no addresses. */
export function plainLine(markdown: string): string {
  return markdown
    .replace(/\[([^\]]*)\]\([^)\s]*\)/gu, "$1")
    .replace(/\*\*|`/gu, "")
    .replace(/\\([\\*_[\]|~$#+\-=.:)>])/gu, "$1")
    .replace(/&lt;/gu, "<")
    .replace(/&gt;/gu, ">")
    .replace(/&amp;/gu, "&")
    .replace(breaks, "")
    .replace(/\u00A0/gu, " ")
    .replace(/\\$/u, "")
    .trim();
}

/** The lines of a comment or a body that say something: without hidden blocks, table heads and fences. */
export function plainLines(markdown: string): string[] {
  return markdown
    .replace(/<!--[\s\S]*?-->/gu, "")
    .split("\n")
    .filter((line) => !/^\s*(\|[-|: ]+\||`{3,}.*|-{3,})\s*$/u.test(line))
    .map(plainLine)
    .filter((line) => line !== "");
}

/** The cells of the rows of the first table, without its head. */
function tableRows(markdown: string): string[][] {
  const [table = ""] = /^\|.*(?:\n\|.*)*/mu.exec(markdown) ?? [];
  return table
    .split("\n")
    .slice(2)
    .map((row) =>
      row
        .split(/(?<!\\)\|/u)
        .slice(1, -1)
        .map(plainLine),
    );
}

/** The bold sentence of the box on top of the issue, and how many of its reviews are in. */
export function readStatus(body: string): { headline: string; have: number; need: number } {
  const headline = /^> \*\*(.+?)\*\*\s*$/mu.exec(body)?.[1] ?? "";
  const rows = tableRows(body);
  const have = rows.filter(([review = ""]) => review.startsWith("✅")).length;
  return { headline: plainLine(headline), have, need: rows.length };
}
