import { cut } from "../escape.ts";
import { safeUrl } from "../links.ts";
import { drawFitting } from "./fit.ts";
import type { Times } from "./mail-times.ts";
import type { Block, Message, Reader, Sentence, StatusRow } from "./message.ts";
import {
  calledIn,
  footerOf,
  isYours,
  leadFor,
  nameOf,
  onLine,
  plainWriter,
  quoted,
  typed,
  unlinkedCode,
  unlinkedMail,
  type Writer,
  write,
  writePlain,
} from "./plain.ts";

/*
 * The HTML of a mail: one file, no outside resource, tables for layout, styles inline, since mail programs take little
 * else. Colours are chosen so that programs which turn them round by themselves still show them well; those that
 * understand `prefers-color-scheme` get our own dark ones by the classes.
 */

/** Gmail cuts a mail off at 102 KB. */
const mostCharacters = 80_000;

const tones: Readonly<Record<Message["tone"], { bar: string; button: string }>> = {
  ask: { bar: "#2563eb", button: "#1d4ed8" },
  late: { bar: "#d97706", button: "#1d4ed8" },
  good: { bar: "#16a34a", button: "#15803d" },
  bad: { bar: "#dc2626", button: "#1d4ed8" },
  info: { bar: "#6b7280", button: "#1d4ed8" },
};

const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const mono = "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace";
const ink = "#1f2328";
const soft = "#59636e";

const darkStyle = `@media (prefers-color-scheme:dark){.page{background:#0d1117!important}.card{background:#161b22!important;border-color:#30363d!important}.ink{color:#e6edf3!important}.soft{color:#9198a1!important}.line{border-color:#30363d!important}.code{background:#262c36!important;color:#e6edf3!important}.link{color:#6cb6ff!important}.quote{background:#1c2128!important;border-color:#57606a!important}.second{border-color:#57606a!important;color:#e6edf3!important}}`;
const phoneStyle = `@media (max-width:480px){.pad{padding-left:20px!important;padding-right:20px!important}.wide{display:block!important;width:auto!important;text-align:center!important;margin-right:0!important}.outer{padding:0!important}.card{border-radius:0!important;border-left:0!important;border-right:0!important}}`;

export function mailHtml(message: Message, reader: Reader, times: Times): string {
  return drawFitting(
    message,
    (blocks) => page(message, reader, blocks, times),
    (html) => html.length <= mostCharacters,
  );
}

function page(message: Message, reader: Reader, blocks: readonly Block[], { time, zone }: Times): string {
  const writer = htmlWriter((instant) => time(instant), reader);
  const rowWriter = htmlWriter((instant) => time(instant, false), reader);
  const lead = leadFor(message, reader);
  const { bar } = tones[message.tone];
  const drawn = blocks.map((block) => blockHtml(block, { message, reader, writer, rowWriter }));
  return `<!doctype html>
<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no"><title>${inHtml(onLine(message.subject, 200))}</title><style>:root{color-scheme:light dark}${darkStyle}${phoneStyle}</style></head>
<body class="page" style="margin:0;padding:0;background:#f3f4f6">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${preview(lead, time)}</div>
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f4f6"><tr><td class="outer" align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #d8dee4;border-radius:12px;border-collapse:separate;overflow:hidden">
<tr><td style="height:5px;line-height:5px;font-size:0;background:${bar}">&nbsp;</td></tr>
<tr><td class="pad" style="padding:26px 32px 8px">
<p class="soft" style="${paragraph(13, soft)};margin:0 0 14px">${message.mark}&nbsp; ${kicker(message)}</p>
<p class="ink" style="${paragraph(16, ink)};margin:0 0 8px">Hi ${inHtml(nameOf(reader))},</p>
<p class="ink" style="${paragraph(19, ink)};margin:0 0 20px;line-height:1.45">${write(lead, writer)}</p>
${buttonsHtml(message)}
</td></tr>
<tr><td class="pad" style="padding:0 32px 12px">
${drawn.join("\n")}
${closingHtml(message, writer)}
</td></tr>
<tr><td class="pad line" style="padding:16px 32px 22px;border-top:1px solid #e5e7eb">
<p class="soft" style="${paragraph(12, soft)};margin:0">${inHtml(footerOf(message))}<br>Sent by Release Approval. Times are in ${inHtml(zone)}. Answers to this mail are not read.</p>
</td></tr>
</table></td></tr></table>
</body></html>
`;
}

/** What a list of mails shows beside the subject; filled up, so that nothing of the page follows it there. */
function preview(lead: Sentence, time: Times["time"]): string {
  const words = cut(write(lead, { ...plainWriter, time: (instant) => time(instant) }), 180);
  return `${inHtml(words)}${"&#847;&zwnj;&nbsp;".repeat(40)}`;
}

function kicker({ release }: Message): string {
  const { project, component, version, type } = release;
  const name = [project, component ?? "", version].filter((part) => part !== "").join(" ");
  return `<b>${inHtml(typed(name, 160))}</b> &middot; ${inHtml(onLine(type, 40))} release`;
}

function paragraph(size: number, color: string): string {
  return `font-family:${font};font-size:${size}px;line-height:1.55;color:${color};overflow-wrap:anywhere`;
}

/** Text as HTML, in which no mail program finds an address. */
function inHtml(text: string): string {
  return escapeRaw(unlinkedMail(text));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeRaw(text: string): string {
  return text.replace(/[&<>"']/gu, (c) => entities[c] ?? c);
}

function htmlWriter(time: Writer["time"], reader: Reader): Writer {
  return {
    text: inHtml,
    bold: (text) => `<b>${inHtml(text)}</b>`,
    code: (text) =>
      `<code class="code" style="${text.length > 30 ? "" : "white-space:nowrap;"}font-family:${mono};font-size:.88em;background:#eef1f4;color:${ink};padding:2px 6px;border-radius:5px">${escapeRaw(text)}</code>`,
    link: (label, url) =>
      `<a class="link" href="${escapeRaw(url)}" style="color:#0b5cd5;text-decoration:underline">${inHtml(label)}</a>`,
    person: (person, ping) => `<b>${inHtml(calledIn(reader, person, ping))}</b>`,
    time: (instant) => `<span style="white-space:nowrap">${inHtml(time(instant))}</span>`,
  };
}

type Drawing = { message: Message; reader: Reader; writer: Writer; rowWriter: Writer };

function blockHtml(block: Block, drawing: Drawing): string {
  const { writer } = drawing;
  switch (block.kind) {
    case "text":
      return `<p class="ink" style="${paragraph(15, ink)};margin:0 0 14px">${write(block.text, writer)}</p>`;
    case "heading":
      return `<p class="soft" style="${paragraph(12, soft)};font-weight:700;letter-spacing:.05em;text-transform:uppercase;margin:22px 0 6px">${inHtml(onLine(block.text))}</p>`;
    case "list":
      return `<ul class="ink" style="${paragraph(15, ink)};margin:0 0 14px;padding:0 0 0 20px">${block.items
        .map((item) => `<li style="margin:0 0 5px">${write(item, writer)}</li>`)
        .join("")}</ul>`;
    case "facts":
      return factsHtml(block, writer);
    case "figures":
      return figuresHtml(block, writer);
    case "status":
      return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 14px">${block.rows
        .map((row) => rowHtml(row, drawing))
        .join("")}</table>`;
    case "quote":
      return `<blockquote class="quote ink" style="${paragraph(15, ink)};margin:0 0 16px;padding:10px 16px;background:#f6f8fa;border-left:4px solid #c6cdd5;border-radius:0 6px 6px 0">${quoted(
        block.text,
        3000,
      )
        .split("\n")
        .map(inHtml)
        .join("<br>")}</blockquote>`;
    case "command":
      return `<p class="code" style="font-family:${mono};font-size:14px;line-height:1.5;background:#eef1f4;color:${ink};margin:0 0 8px;padding:9px 14px;border-radius:6px;overflow-wrap:anywhere">${escapeRaw(unlinkedCode(onLine(block.text, 300)))}</p>`;
  }
}

/** So many characters of short facts stand in a row. */
const shortRow = 70;

function factsHtml({ facts }: Block & { kind: "facts" }, writer: Writer): string {
  const line = (html: string, last: boolean) =>
    `<p class="ink" style="${paragraph(15, ink)};margin:0 0 ${last ? 14 : 4}px">${html}</p>`;
  const drawn = facts.map((fact) => write(fact, writer));
  if (facts.map(writePlain).join("").length <= shortRow) return line(drawn.join(" &middot; "), true);
  return drawn.map((html, index) => line(html, index === drawn.length - 1)).join("");
}

function figuresHtml({ figures }: Block & { kind: "figures" }, writer: Writer): string {
  const rows = figures.map(
    ({ label, value }) =>
      `<tr><td class="soft" valign="top" style="${paragraph(15, soft)};padding:3px 12px 3px 0;width:35%">${inHtml(onLine(label))}</td><td class="ink" valign="top" style="${paragraph(15, ink)};padding:3px 0">${write(value, writer)}</td></tr>`,
  );
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 14px">${rows.join("")}</table>`;
}

function rowHtml(row: StatusRow, { message, reader, rowWriter }: Drawing): string {
  const you = isYours(row, message, reader) ? " (you)" : "";
  const note =
    row.note === "" ? "" : `<span class="soft" style="color:${soft}"> ${inHtml(onLine(row.note))}</span>`;
  const detail = write(row.detail, rowWriter);
  return `<tr><td valign="top" style="${paragraph(15, ink)};width:28px;padding:4px 0">${inHtml(row.mark)}</td><td class="ink" valign="top" style="${paragraph(15, ink)};width:30%;padding:4px 12px 4px 0"><b>${inHtml(onLine(row.label))}${you}</b>${note}</td><td class="soft" valign="top" style="${paragraph(15, soft)};padding:4px 0">${detail}</td></tr>`;
}

// Outlook shows padding on links as nothing, and cells as they are: the colour is on the cell.
function buttonsHtml({ buttons, tone }: Message): string {
  const { button } = tones[tone];
  const shown = buttons.flatMap(({ label, url }) => {
    const safe = safeUrl(url);
    return safe === null ? [] : [{ label: cut(onLine(label).trim(), 60), url: safe }];
  });
  const links = shown.map(({ label, url }, index) => {
    const style =
      index === 0
        ? `background:${button};color:#ffffff;border:1px solid ${button}`
        : `background:transparent;color:${ink};border:1px solid #afb8c1`;
    return `<a class="wide${index === 0 ? "" : " second"}" href="${escapeRaw(url)}" style="display:inline-block;${style};font-family:${font};font-size:15px;font-weight:600;line-height:20px;text-decoration:none;padding:11px 20px;border-radius:8px;margin:0 10px 10px 0">${inHtml(label)}</a>`;
  });
  return links.length === 0 ? "" : `<div style="margin:0 0 12px">${links.join("")}</div>`;
}

function closingHtml({ closing }: Message, writer: Writer): string {
  return closing
    .map(
      (sentence) =>
        `<p class="ink" style="${paragraph(15, ink)};margin:16px 0 14px">${write(sentence, writer)}</p>`,
    )
    .join("");
}
