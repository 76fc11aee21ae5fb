/** GitHub's Markdown as HTML that is inert: whatever people type stays text. */

import { Marked, type Tokens } from "marked";

export type MarkdownOptions = {
  /** Logins that are shown as mentions. */
  people: readonly string[];
  /** Whether folds and hidden blocks are ours: `<details>`, `<summary>`, `<b>`, comments. In other texts they are text. */
  trusted: boolean;
  /** Address of a link inside this page, or null for a page that does not exist outside of the demo. */
  linkTo: (url: string) => string | null;
};

const ALERTS = {
  NOTE: "Note",
  TIP: "Tip",
  IMPORTANT: "Important",
  WARNING: "Warning",
  CAUTION: "Caution",
} as const;
const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/u;
const OUR_TAGS = /(<\/?(?:details|summary|b)>)/u;

export function renderMarkdown(text: string, options: MarkdownOptions): string {
  const marked = new Marked({ gfm: true, breaks: true });
  marked.use({
    renderer: {
      html: ({ text: html }) => (options.trusted ? keepOurTags(html) : escapeText(html)),
      image: ({ text: alternative }) => escapeText(alternative),
      link({ href, tokens }) {
        return link(options.linkTo(href), href, this.parser.parseInline(tokens));
      },
      blockquote({ text: quoted, tokens }) {
        const kind = ALERT.exec(quoted)?.[1] as keyof typeof ALERTS | undefined;
        if (kind === undefined) return `<blockquote>\n${this.parser.parse(tokens)}</blockquote>\n`;
        const inner = this.parser.parse(marked.lexer(quoted.replace(ALERT, "")));
        return `<div class="alert ${kind.toLowerCase()}"><p class="alert-title">${ALERTS[kind]}</p>\n${inner}</div>\n`;
      },
      table(token) {
        return `<div class="table">${renderTable(token, (cell) => this.parser.parseInline(cell.tokens))}</div>\n`;
      },
    },
    extensions: [mentions(options.people)],
  });
  const html = marked.parse(text, { async: false });
  return html;
}

// A table that is wider than a phone scrolls in a box of its own.
function renderTable({ header, rows }: Tokens.Table, show: (cell: Tokens.TableCell) => string): string {
  const row = (cells: readonly Tokens.TableCell[], tag: "td" | "th"): string =>
    `<tr>${cells.map((cell) => `<${tag}>${show(cell)}</${tag}>`).join("")}</tr>`;
  const body = rows.map((cells) => row(cells, "td")).join("\n");
  return `<table><thead>${row(header, "th")}</thead><tbody>\n${body}</tbody></table>`;
}

function link(target: string | null, href: string, label: string): string {
  if (target === null) return `<a class="elsewhere" title="${escapeText(href)}">${label}</a>`;
  return `<a href="${escapeText(target)}" rel="noreferrer">${label}</a>`;
}

function mentions(people: readonly string[]) {
  const names = new Set(people);
  return {
    name: "mention",
    level: "inline" as const,
    start: (source: string) => source.search(/(?<![\w`])@\w/u),
    tokenizer(source: string) {
      const [raw = "", name = ""] = /^@([a-z\d]+(?:-[a-z\d]+)*)(?![\w-])/iu.exec(source) ?? [];
      return names.has(name) ? { type: "mention", raw } : undefined;
    },
    renderer: ({ raw }: Tokens.Generic) => `<span class="mention">${escapeText(raw)}</span>`,
  };
}

// What stands between our tags was escaped by who wrote it: entities stay as they are.
function keepOurTags(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/gu, "")
    .split(OUR_TAGS)
    .map((part, index) =>
      index % 2 === 1 ? part : part.replace(/[<>"']/gu, escapeText).replace(/&(?!#?\w+;)/gu, "&amp;"),
    )
    .join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for an element or a quoted attribute. */
export function escapeText(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? "");
}
