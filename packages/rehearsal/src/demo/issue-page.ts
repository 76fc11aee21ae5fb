/** The release's issue as a page that looks as on GitHub and needs nothing from anywhere. */

import { createHash } from "node:crypto";
import type { CommentView, IssueView } from "../embedded.ts";
import { issuePageStyle } from "./issue-page-style.ts";
import { escapeText, renderMarkdown } from "./render-markdown.ts";

export type PageOptions = {
  /** Logins of the sample people. */
  people: readonly string[];
  /** `owner/name`. */
  repository: string;
  /** Where the repository's pages would be. */
  url: string;
  /** How the issue looked on the way, oldest first. */
  moments: readonly { caption: string; body: string }[];
};

const BOT = "github-actions[bot]";
const REACTIONS: Readonly<Record<string, string>> = { "+1": "👍", "-1": "👎", confused: "😕" };

/** @param comments oldest first */
export function renderIssuePage(
  issue: IssueView,
  comments: readonly CommentView[],
  options: PageOptions,
): string {
  const title = `${issue.title} · #${issue.number}`;
  const hash = createHash("sha256").update(issuePageStyle).digest("base64");
  const boxes = [
    renderBox({ ...issue, id: null, reactions: [] }, issue, options),
    ...comments.map((comment) => renderBox(comment, issue, options)),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${escapeText(title)}</title>
<style>${issuePageStyle}</style>
</head>
<body>
<main>
<p class="notice">Written by the demo of Release Approval. The people are samples on an embedded GitHub; links lead nowhere outside of this page.</p>
${renderHead(issue, options)}
${boxes[0]}
${renderMoments(issue, options)}
${boxes.slice(1).join("\n")}
</main>
</body>
</html>
`;
}

function renderHead(issue: IssueView, { repository }: PageOptions): string {
  const labels = issue.labels.map((name) => `<span class="label">${escapeText(name)}</span>`).join(" ");
  return `<header>
<p class="repository">${escapeText(repository)}</p>
<h1>${escapeText(issue.title)} <span class="number">#${issue.number}</span></h1>
<p><span class="state ${issue.state}">${issue.state === "open" ? "Open" : "Closed"}</span> ${labels}</p>
</header>`;
}

type Box = Pick<CommentView, "author" | "body" | "createdAt" | "lastEditedAt" | "reactions"> & {
  /** Null for the issue itself. */
  id: number | null;
};

function renderBox(box: Box, issue: IssueView, options: PageOptions): string {
  const { author, body, createdAt, lastEditedAt, id } = box;
  const trusted = author === BOT;
  const name = author ?? "ghost";
  const anchor = id === null ? "" : ` id="issuecomment-${id}"`;
  const edited = lastEditedAt === null ? "" : " · edited";
  const html = renderText(body, trusted, issue, options);
  const look = 1 + (Math.max(0, options.people.indexOf(name)) % 7);
  return `<article${anchor} class="${trusted ? "bot" : "person"}">
<span class="avatar look-${trusted ? "bot" : look}" aria-hidden="true">${trusted ? "⚙" : escapeText(name.charAt(0).toUpperCase())}</span>
<div class="box">
<h2><strong>${escapeText(trusted ? "github-actions" : name)}</strong>${trusted ? ' <span class="tag">bot</span>' : ""} <time datetime="${escapeText(createdAt)}">${showTime(createdAt)}</time>${edited}</h2>
<div class="body">${html}</div>
${renderReactions(box.reactions)}</div>
</article>`;
}

function renderText(
  text: string,
  trusted: boolean,
  { number }: IssueView,
  options: Pick<PageOptions, "people" | "url">,
): string {
  const linkTo = (url: string): string | null => findTarget(url, number, options.url);
  return renderMarkdown(text, { people: options.people, trusted, linkTo });
}

function renderMoments(issue: IssueView, options: PageOptions): string {
  // The last one is the issue as it stands.
  const earlier = options.moments.slice(0, -1);
  if (earlier.length === 0) return "";
  const folds = earlier.map(
    ({ caption, body }) => `<details><summary>${escapeText(caption)}</summary>
<div class="box"><div class="body">${renderText(body, true, issue, options)}</div></div></details>`,
  );
  return `<details class="moments"><summary>How this box looked on the way (${earlier.length})</summary>
${folds.join("\n")}
</details>`;
}

// GitHub counts the same reaction of several people in one pill.
function renderReactions(reactions: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reaction of reactions) {
    const [content = ""] = reaction.split(" ");
    counts.set(content, (counts.get(content) ?? 0) + 1);
  }
  if (counts.size === 0) return "";
  const pills = [...counts].map(
    ([content, count]) => `<span class="pill">${REACTIONS[content] ?? escapeText(content)} ${count}</span>`,
  );
  return `<p class="reactions">${pills.join(" ")}</p>\n`;
}

// Comments of this issue are on this page; the rest of the repository exists in the demo alone.
function findTarget(url: string, issue: number, repository: string): string | null {
  const [page, fragment = ""] = url.split("#");
  if (page !== `${repository}/issues/${issue}`) return null;
  return /^issuecomment-\d+$/u.test(fragment) ? `#${fragment}` : "#";
}

const format = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

function showTime(instant: string): string {
  return `${format.format(new Date(instant))} UTC`;
}
