export const id = 904;
export const ids = [904];
export const modules = {

/***/ 7904:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  messageOf: () => (/* reexport */ messageOf),
  renderDiscord: () => (/* reexport */ renderDiscord),
  renderMail: () => (/* reexport */ renderMail),
  renderSlack: () => (/* reexport */ renderSlack),
  renderTeams: () => (/* reexport */ renderTeams),
  renderWebhook: () => (/* reexport */ renderWebhook),
  tellDelivered: () => (/* reexport */ tellDelivered),
  webhookSchema: () => (/* reexport */ webhookSchema)
});

// EXTERNAL MODULE: ./build/packages/report/src/explanation-parts.js
var explanation_parts = __webpack_require__(5846);
// EXTERNAL MODULE: ./build/packages/report/src/links.js
var src_links = __webpack_require__(6743);
;// CONCATENATED MODULE: ./build/packages/report/src/messages/deliveries.js


const ways = {
    slack: "in Slack",
    discord: "in Discord",
    teams: "in Teams",
    email: "by e-mail",
    webhook: "by webhook",
};
/**
 * What went out, in one line of Markdown: `📨 Told in Slack and by e-mail: review requested (QA, Security).`
 * @param refused what a channel will never take
 */
function tellDelivered(deliveries, view, refused = []) {
    const lines = [sentence("📨 Told", deliveries, view), sentence("⚠️ Refused for good", refused, view)].filter((line) => line !== "");
    return lines.length === 0 ? "" : `${lines.join(" ")} Part of the history: please leave it.`;
}
function sentence(head, all, view) {
    const channelsOf = Map.groupBy(all, ({ event, role }) => JSON.stringify([event, role]));
    const messages = [...channelsOf.values()].flatMap((those) => {
        const [first] = those;
        const used = Object.keys(ways).filter((way) => those.some(({ channel }) => channel === way));
        return first === undefined ? [] : [{ ...first, used: used.join() }];
    });
    const told = [...Map.groupBy(messages, ({ used }) => used)].map(([used, those]) => `${waysOf(used)}: ${eventsOf(those, view)}`);
    return told.length === 0 ? "" : `${head} ${told.slice(0, 6).join("; ")}.`;
}
function waysOf(used) {
    return (0,src_links/* list */.p_)(Object.entries(ways).flatMap(([channel, way]) => (used.split(",").includes(channel) ? [way] : [])));
}
function eventsOf(messages, view) {
    return [...Map.groupBy(messages, ({ event }) => event)]
        .map(([event, those]) => {
        const roles = those.flatMap(({ role }) => (role === null ? [] : [(0,explanation_parts/* titleOfRole */.s$)(view, role)]));
        return `${event.replaceAll("-", " ")}${roles.length === 0 ? "" : ` (${(0,src_links/* list */.p_)(roles, 12, ", ")})`}`;
    })
        .join(", ");
}

// EXTERNAL MODULE: ./build/packages/report/src/escape.js
var src_escape = __webpack_require__(7631);
;// CONCATENATED MODULE: ./build/packages/report/src/messages/fit.js
/*
 * Channels take so much and no more. What does not fit is dropped block by block from the end, and the issue has it all.
 */
/**
 * A message in the form of a channel, with as many of its blocks as fit.
 * @param draw the form with these blocks
 * @param fits whether the channel takes it
 */
function drawFitting(message, draw, fits) {
    let drawn = draw(message.blocks);
    for (let left = message.blocks.length - 1; left >= 0 && !fits(drawn); left -= 1)
        drawn = draw([...withoutLastHeading(message.blocks.slice(0, left)), moreOf(message)]);
    return drawn;
}
// A heading alone says nothing.
function withoutLastHeading(blocks) {
    return blocks.at(-1)?.kind === "heading" ? blocks.slice(0, -1) : blocks;
}
function moreOf({ release: { issue } }) {
    return {
        kind: "text",
        text: issue === null ? ["… more in the issue."] : ["… ", { link: "more in the issue", url: issue.url }],
    };
}

// EXTERNAL MODULE: ./build/packages/report/src/dates.js
var dates = __webpack_require__(679);
;// CONCATENATED MODULE: ./build/packages/report/src/messages/sentences.js
/* Sentences are put together from pieces; what people typed stays a piece of its own. */
/** A sentence with what stands in it: `say\`Due ${{ time }}.\``. */
function say(words, ...pieces) {
    return words
        .flatMap((text, index) => [text, ...inlines(pieces[index] ?? "")])
        .filter((piece) => piece !== "");
}
function inlines(piece) {
    if (typeof piece === "number")
        return [String(piece)];
    return isSentence(piece) ? piece : [piece];
}
function isSentence(piece) {
    return Array.isArray(piece);
}
/** One sentence after the other, empty ones left out. */
function joined(parts, between) {
    return parts
        .filter((part) => part.length > 0)
        .flatMap((part, index) => (index === 0 ? part : [between, ...part]));
}
/** `a, b and c`; after `most` of them `and 3 more`. */
function listed(parts, last = " and ", most = 12) {
    if (parts.length <= 1)
        return parts[0] ?? [];
    const rest = parts.length - most;
    if (rest > 0)
        return [...joined(parts.slice(0, most), ", "), ` and ${rest} more`];
    return [...joined(parts.slice(0, -1), ", "), last, ...(parts.at(-1) ?? [])];
}
/** Its first letter as a capital one, where it begins with words. */
function capital(sentence) {
    const [first, ...rest] = sentence;
    return typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : sentence;
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/plain.js




/* What all channels have in common: text on one line, without anything that is not seen or that links by itself. */
const zeroWidthSpace = "\u200B";
/** So long a piece of a sentence can be in any channel. */
const longestPiece = 1000;
/** One line: nothing unseen, and at most so many characters. Spaces at its ends stay, since a piece follows. */
function onLine(text, max = longestPiece) {
    return (0,src_escape/* cut */.Jj)((0,src_escape/* cleanText */.X5)(text).replace(/\s+/gu, " "), max);
}
/** What somebody typed, as a piece of a sentence. */
function typed(text, max) {
    return (0,src_escape/* cut */.Jj)((0,src_escape/* cleanText */.X5)(text).replace(/\s+/gu, " ").trim(), max);
}
/**
 * Text in which no program finds an address to link, or a name to ring. A zero-width space does not show, and stops
 * them all; a backslash or an entity is gone before they look.
 */
function unlinked(text) {
    return text
        .replace(/:(?=\/\/)/gu, `:${zeroWidthSpace}`)
        .replace(/\bwww(?=\.)/giu, `$&${zeroWidthSpace}`)
        .replace(/@(?=[\p{L}\p{N}_.[-])/gu, `@${zeroWidthSpace}`);
}
/** The same for what is pasted: `/delegate qa-lead @rae` has to stay as it is. */
function unlinkedCode(text) {
    return text
        .replace(/:(?=\/\/)/gu, `:${zeroWidthSpace}`)
        .replace(/\bwww(?=\.)/giu, `$&${zeroWidthSpace}`)
        .replace(/(?<=[\p{L}\p{N}_.+-])@/gu, `${zeroWidthSpace}@`);
}
/** The same for mail programs, which link a bare `evil.example` as well. */
function unlinkedMail(text) {
    return unlinked(text).replace(/(?<=[\p{L}\p{N}_-])\.(?=\p{L}{2})/gu, `.${zeroWidthSpace}`);
}
/** How somebody is called. */
function nameOf({ name, login }) {
    return typed(name ?? login, 60) || "somebody";
}
/** How somebody is called in a mail: who is spoken to and reads it is "you". */
function calledIn(reader, person, ping) {
    return ping && person.id === reader.id ? "you" : nameOf(person);
}
/** A sentence in the form of a channel. A link whose address is none is text. */
function write(sentence, writer) {
    return sentence.map((piece) => writePiece(piece, writer)).join("");
}
function writePiece(piece, writer) {
    if (typeof piece === "string")
        return writer.text(onLine(piece));
    if ("bold" in piece)
        return writer.bold(onLine(piece.bold));
    if ("code" in piece)
        return writer.code(unlinkedCode(onLine(piece.code).trim()));
    if ("person" in piece)
        return writer.person(piece.person, piece.ping);
    if ("time" in piece)
        return writer.time(piece.time);
    const url = (0,src_links/* safeUrl */.Pl)(piece.url);
    const label = onLine(piece.link).trim();
    return url === null || label === "" ? writer.text(label) : writer.link(label, url);
}
/** Plain text for logs, lists and documents; times in UTC. */
const plainWriter = {
    text: (text) => text,
    bold: (text) => text,
    code: (text) => text,
    link: (label) => label,
    person: (person) => nameOf(person),
    time: dates/* longDay */.tV,
};
function writePlain(sentence) {
    return write(sentence, plainWriter);
}
/** `acme/rocket · v1.2.0 at a41f9c2 · #57 · Waiting: 2 of 6 reviews in`: below every message. */
function footerOf({ release }) {
    const { repository, version, commit, revision, issue, headline } = release;
    return [
        typed(repository, 140),
        `${typed(version, 80)} at ${typed(commit.slice(0, 7), 7)}${revision > 1 ? `, revision ${revision}` : ""}`,
        issue === null ? "" : `#${issue.number}`,
        typed(headline, 150),
    ]
        .filter((part) => part !== "")
        .join(" · ");
}
/** A room rings so many people at most; a larger team is counted. */
const mostRung = 20;
/** Its first sentence in a room: rings who is asked to act, and tells everybody else. */
function addressed({ to, lead, leadForOthers }) {
    if (to.length === 0)
        return capital(leadForOthers);
    const people = to.slice(0, mostRung).map((person) => [{ person, ping: true }]);
    const more = to.length - people.length;
    return [...joined(people, ", "), `${more > 0 ? ` and ${more} more` : ""}: `, ...lead];
}
/** The first sentence as this person should read it: asked to act, or only told. */
function leadFor({ to, lead, leadForOthers }, reader) {
    return capital(to.some(({ id }) => id === reader.id) ? lead : leadForOthers);
}
/** Whether a row waits for this reader; in a room, whether it is the one that the message is about. */
function isYours({ awaited, role }, message, reader) {
    if (reader !== null)
        return awaited.includes(reader.id);
    return role !== null && role === message.role && message.to.some(({ id }) => awaited.includes(id));
}
/** What somebody typed, line by line. */
function quoted(text, max) {
    return (0,src_escape/* cut */.Jj)((0,src_escape/* cleanText */.X5)(text).trim(), max) || "…";
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/discord.js




/*
 * Discord, webhook: one embed, in which Discord's Markdown works. What people typed is escaped, and nobody is rung,
 * whatever stands there. https://discord.com/developers/docs/resources/message#embed-object
 */
const longestTitle = 256;
const longestDescription = 4096;
const longestFooter = 2048;
/** Of all texts of the embed together. */
const mostCharacters = 6000;
const colours = {
    ask: 0x2563eb,
    late: 0xd97706,
    good: 0x16a34a,
    bad: 0xdc2626,
    info: 0x6b7280,
};
/** The body to post to a webhook. */
function renderDiscord(message) {
    const embed = drawFitting(message, (blocks) => draw(message, blocks), fits);
    const body = { embeds: [embed], allowed_mentions: { parse: [] } };
    return JSON.stringify(body);
}
function fits({ title = "", description = "", footer, fields = [] }) {
    const texts = [
        title,
        description,
        footer?.text ?? "",
        ...fields.flatMap(({ name, value }) => [name, value]),
    ];
    return (description.length <= longestDescription &&
        texts.reduce((sum, text) => sum + text.length, 0) <= mostCharacters);
}
function draw(message, blocks) {
    const { buttons, closing, mark, subject, tone, at } = message;
    const parts = [
        discord_say(addressed(message)),
        ...blocks.map((block) => blockMarkdown(block, message)),
        buttons
            .map(buttonLink)
            .filter((link) => link !== "")
            .join("  ·  "),
        closing.map(discord_say).join("\n"),
    ];
    const url = (0,src_links/* safeUrl */.Pl)(buttons[0]?.url ?? "");
    return {
        title: (0,src_escape/* cut */.Jj)(`${mark} ${inDiscord(onLine(subject, 110).trim())}`, longestTitle),
        ...(url !== null && { url }),
        // What follows a heading belongs to it.
        description: parts
            .filter((part) => part !== "")
            .join("\n\n")
            .replaceAll(`${headingEnd}\n\n`, "\n")
            .replaceAll(headingEnd, ""),
        color: colours[tone],
        footer: { text: (0,src_escape/* cut */.Jj)(unlinked(footerOf(message)), longestFooter) },
        ...(!Number.isNaN(Date.parse(at)) && { timestamp: at }),
    };
}
const headingEnd = "\u0000";
/** Text in which nothing is Markdown, a mention, an emoji, a time or a link. */
function inDiscord(text) {
    return unlinked(text)
        .replace(/[\\`*_~|<>[\]]/gu, "\\$&")
        .replace(/:(?=[\w+-]+:)/gu, "\\:")
        .replace(/^(\s*)(#|-|\+)/u, "$1\\$2")
        .replace(/^(\s*\d+)\./u, "$1\\.");
}
const writer = {
    text: inDiscord,
    bold: (text) => `**${inDiscord(text)}**`,
    code: (text) => `\`${text.replaceAll("`", "'")}\``,
    link: (label, url) => `[${inDiscord(label)}](${url})`,
    person: (person) => inDiscord(nameOf(person)),
    // Everybody sees their own time.
    time: (instant) => {
        const seconds = Math.floor(Date.parse(instant) / 1000);
        return Number.isFinite(seconds) ? `<t:${seconds}:f>` : inDiscord(onLine(instant, 40));
    },
};
function discord_say(sentence) {
    return write(sentence, writer);
}
function blockMarkdown(block, message) {
    switch (block.kind) {
        case "text":
            return discord_say(block.text);
        case "heading":
            return `**${inDiscord(onLine(block.text))}**${headingEnd}`;
        case "list":
            return block.items.map((item) => `- ${discord_say(item)}`).join("\n");
        case "facts":
            return block.facts.map(discord_say).join(" · ");
        case "figures":
            return block.figures
                .map(({ label, value }) => `**${inDiscord(onLine(label))}:** ${discord_say(value)}`)
                .join("\n");
        case "status":
            return [...Map.groupBy(block.rows, ({ mark }) => mark)]
                .map(([mark, rows]) => {
                const names = rows.map((row) => {
                    const label = isYours(row, message, null) ? "You" : inDiscord(onLine(row.label));
                    return row.note === "" ? label : `${label} (${inDiscord(onLine(row.note))})`;
                });
                return `${mark} ${names.join(", ")}`;
            })
                .join("\n");
        case "quote":
            return quoted(block.text, 1500)
                .split("\n")
                .map((line) => `> ${inDiscord(line)}`)
                .join("\n");
        case "command":
            return `\`\`\`\n${unlinkedCode(onLine(block.text, 300)).replaceAll("`", "'")}\n\`\`\``;
    }
}
function buttonLink({ label, url }) {
    const safe = (0,src_links/* safeUrl */.Pl)(url);
    return safe === null ? "" : `**[${inDiscord((0,src_escape/* cut */.Jj)(onLine(label).trim(), 80))}](${safe})**`;
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/mail-html.js




/*
 * The HTML of a mail: one file, no outside resource, tables for layout, styles inline, since mail programs take little
 * else. Colours are chosen so that programs which turn them round by themselves still show them well; those that
 * understand `prefers-color-scheme` get our own dark ones by the classes.
 */
/** Gmail cuts a mail off at 102 KB. */
const mail_html_mostCharacters = 80_000;
const tones = {
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
function mailHtml(message, reader, times) {
    return drawFitting(message, (blocks) => page(message, reader, blocks, times), (html) => html.length <= mail_html_mostCharacters);
}
function page(message, reader, blocks, { time, zone }) {
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
function preview(lead, time) {
    const words = (0,src_escape/* cut */.Jj)(write(lead, { ...plainWriter, time: (instant) => time(instant) }), 180);
    return `${inHtml(words)}${"&#847;&zwnj;&nbsp;".repeat(40)}`;
}
function kicker({ release }) {
    const { project, component, version, type } = release;
    const name = [project, component ?? "", version].filter((part) => part !== "").join(" ");
    return `<b>${inHtml(typed(name, 160))}</b> &middot; ${inHtml(onLine(type, 40))} release`;
}
function paragraph(size, color) {
    return `font-family:${font};font-size:${size}px;line-height:1.55;color:${color};overflow-wrap:anywhere`;
}
/** Text as HTML, in which no mail program finds an address. */
function inHtml(text) {
    return escapeRaw(unlinkedMail(text));
}
const entities = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
};
function escapeRaw(text) {
    return text.replace(/[&<>"']/gu, (c) => entities[c] ?? c);
}
function htmlWriter(time, reader) {
    return {
        text: inHtml,
        bold: (text) => `<b>${inHtml(text)}</b>`,
        code: (text) => `<code class="code" style="${text.length > 30 ? "" : "white-space:nowrap;"}font-family:${mono};font-size:.88em;background:#eef1f4;color:${ink};padding:2px 6px;border-radius:5px">${escapeRaw(text)}</code>`,
        link: (label, url) => `<a class="link" href="${escapeRaw(url)}" style="color:#0b5cd5;text-decoration:underline">${inHtml(label)}</a>`,
        person: (person, ping) => `<b>${inHtml(calledIn(reader, person, ping))}</b>`,
        time: (instant) => `<span style="white-space:nowrap">${inHtml(time(instant))}</span>`,
    };
}
function blockHtml(block, drawing) {
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
            return `<blockquote class="quote ink" style="${paragraph(15, ink)};margin:0 0 16px;padding:10px 16px;background:#f6f8fa;border-left:4px solid #c6cdd5;border-radius:0 6px 6px 0">${quoted(block.text, 3000)
                .split("\n")
                .map(inHtml)
                .join("<br>")}</blockquote>`;
        case "command":
            return `<p class="code" style="font-family:${mono};font-size:14px;line-height:1.5;background:#eef1f4;color:${ink};margin:0 0 8px;padding:9px 14px;border-radius:6px;overflow-wrap:anywhere">${escapeRaw(unlinkedCode(onLine(block.text, 300)))}</p>`;
    }
}
/** So many characters of short facts stand in a row. */
const shortRow = 70;
function factsHtml({ facts }, writer) {
    const line = (html, last) => `<p class="ink" style="${paragraph(15, ink)};margin:0 0 ${last ? 14 : 4}px">${html}</p>`;
    const drawn = facts.map((fact) => write(fact, writer));
    if (facts.map(writePlain).join("").length <= shortRow)
        return line(drawn.join(" &middot; "), true);
    return drawn.map((html, index) => line(html, index === drawn.length - 1)).join("");
}
function figuresHtml({ figures }, writer) {
    const rows = figures.map(({ label, value }) => `<tr><td class="soft" valign="top" style="${paragraph(15, soft)};padding:3px 12px 3px 0;width:35%">${inHtml(onLine(label))}</td><td class="ink" valign="top" style="${paragraph(15, ink)};padding:3px 0">${write(value, writer)}</td></tr>`);
    return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="margin:0 0 14px">${rows.join("")}</table>`;
}
function rowHtml(row, { message, reader, rowWriter }) {
    const you = isYours(row, message, reader) ? " (you)" : "";
    const note = row.note === "" ? "" : `<span class="soft" style="color:${soft}"> ${inHtml(onLine(row.note))}</span>`;
    const detail = write(row.detail, rowWriter);
    return `<tr><td valign="top" style="${paragraph(15, ink)};width:28px;padding:4px 0">${inHtml(row.mark)}</td><td class="ink" valign="top" style="${paragraph(15, ink)};width:30%;padding:4px 12px 4px 0"><b>${inHtml(onLine(row.label))}${you}</b>${note}</td><td class="soft" valign="top" style="${paragraph(15, soft)};padding:4px 0">${detail}</td></tr>`;
}
// Outlook shows padding on links as nothing, and cells as they are: the colour is on the cell.
function buttonsHtml({ buttons, tone }) {
    const { button } = tones[tone];
    const shown = buttons.flatMap(({ label, url }) => {
        const safe = (0,src_links/* safeUrl */.Pl)(url);
        return safe === null ? [] : [{ label: (0,src_escape/* cut */.Jj)(onLine(label).trim(), 60), url: safe }];
    });
    const links = shown.map(({ label, url }, index) => {
        const style = index === 0
            ? `background:${button};color:#ffffff;border:1px solid ${button}`
            : `background:transparent;color:${ink};border:1px solid #afb8c1`;
        return `<a class="wide${index === 0 ? "" : " second"}" href="${escapeRaw(url)}" style="display:inline-block;${style};font-family:${font};font-size:15px;font-weight:600;line-height:20px;text-decoration:none;padding:11px 20px;border-radius:8px;margin:0 10px 10px 0">${inHtml(label)}</a>`;
    });
    return links.length === 0 ? "" : `<div style="margin:0 0 12px">${links.join("")}</div>`;
}
function closingHtml({ closing }, writer) {
    return closing
        .map((sentence) => `<p class="ink" style="${paragraph(15, ink)};margin:16px 0 14px">${write(sentence, writer)}</p>`)
        .join("");
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/mail-text.js


/* The text of a mail: what its HTML says, for who reads mail as text. Lines are short enough for every screen. */
const width = 76;
function mailText(message, reader, { time, zone }) {
    const writer = textWriter((instant) => time(instant), reader);
    const say = (sentence) => wrap(write(sentence, writer));
    const parts = [
        `Hi ${unlinkedMail(nameOf(reader))},`,
        say(leadFor(message, reader)),
        links(message),
        ...message.blocks.map((block) => blockText(block, { message, reader, say, writer, time })),
        ...message.closing.map(say),
        `-- \n${wrap(unlinkedMail(footerOf(message)))}\nSent by Release Approval. Times are in ${zone}. Answers to this mail are not read.`,
    ];
    return `${parts
        .filter((part) => part !== "")
        .join("\n\n")
        // What follows a heading belongs to it.
        .replaceAll(`:${mail_text_headingEnd}\n\n`, ":\n")
        .replaceAll(mail_text_headingEnd, "")}\n`;
}
/** Marks the end of a heading until all is joined; people's words cannot hold it. */
const mail_text_headingEnd = "\u0000";
function textWriter(time, reader) {
    return {
        text: unlinkedMail,
        bold: unlinkedMail,
        code: (text) => text,
        // The addresses that matter stand below one another, and not in the middle of sentences.
        link: (label) => unlinkedMail(label),
        person: (person, ping) => unlinkedMail(calledIn(reader, person, ping)),
        time,
    };
}
function linkWithUrl(label, url) {
    return `${unlinkedMail(label)} <${url}>`;
}
function blockText(block, { message, reader, say, writer, time }) {
    switch (block.kind) {
        case "text":
            return say(block.text);
        case "heading":
            return `${unlinkedMail(onLine(block.text))}:${mail_text_headingEnd}`;
        case "list":
            return block.items.map((item) => indent(wrap(write(item, writer), width - 2), "- ", "  ")).join("\n");
        case "facts":
            return block.facts
                .map((fact) => indent(wrap(write(fact, { ...writer, link: linkWithUrl }), width - 3), "", "   "))
                .join("\n");
        case "figures":
            return block.figures
                .map(({ label, value }) => indent(wrap(`${onLine(label)}: ${write(value, writer)}`, width - 2), "", "  "))
                .join("\n");
        case "status":
            return block.rows
                .map((row) => {
                const you = isYours(row, message, reader) ? " (you)" : "";
                const note = row.note === "" ? "" : `, ${onLine(row.note)}`;
                const detail = write(row.detail, { ...writer, time: (instant) => time(instant, false) });
                const line = `${row.mark} ${unlinkedMail(`${onLine(row.label)}${you}${note}`)}${detail === "" ? "" : `: ${detail}`}`;
                return indent(wrap(line, width - 3), "", "   ");
            })
                .join("\n");
        case "quote":
            return quoted(block.text, 3000)
                .split("\n")
                .map((line) => indent(wrap(unlinkedMail(line), width - 2), "> ", "> "))
                .join("\n");
        case "command":
            return `    ${unlinkedCode(onLine(block.text, 300))}`;
    }
}
function links({ buttons, release: { issue } }) {
    const own = issue === null || buttons.some(({ url }) => url === issue.url) ? [] : [issue];
    return [...buttons, ...own.map(({ number, url }) => ({ label: `Issue #${number}`, url }))]
        .flatMap(({ label, url }) => {
        const safe = (0,src_links/* safeUrl */.Pl)(url);
        return safe === null ? [] : [`${unlinkedMail(onLine(label).trim())}:\n${safe}`];
    })
        .join("\n");
}
/** Lines of at most so many characters, broken at spaces; an address stays whole. */
function wrap(text, most = width) {
    const lines = [];
    let line = "";
    for (const word of text.split(" ").flatMap(shortEnough)) {
        if (line !== "" && line.length + 1 + word.length > most) {
            lines.push(line);
            line = word;
        }
        else
            line = line === "" ? word : `${line} ${word}`;
    }
    return [...lines, line].join("\n");
}
/** A word that no line of a mail could hold (RFC 5322: 998 bytes) is broken; addresses of ours stay whole. */
function shortEnough(word) {
    return word.length <= longestWord || word.includes("://") ? [word] : (word.match(/.{1,200}/gu) ?? []);
}
const longestWord = 240;
function indent(text, first, rest) {
    return text
        .split("\n")
        .map((line, index) => `${index === 0 ? first : rest}${line}`)
        .join("\n");
}

// EXTERNAL MODULE: ./node_modules/luxon/build/es6/luxon.mjs
var luxon = __webpack_require__(8714);
;// CONCATENATED MODULE: ./build/packages/report/src/messages/mail-times.js



/**
 * Times as one person reads them: in their zone, or in UTC where that is not known.
 * @param at when the message is written: years are said where they differ from its year
 */
function timesFor({ timezone }, at) {
    const name = timezone !== null && luxon/* IANAZone */.oh.isValidZone(timezone) ? timezone : "UTC";
    const zone = luxon/* IANAZone */.oh.create(name);
    const place = name === "UTC" ? "UTC" : `(${(name.split("/").at(-1) ?? name).replaceAll("_", " ")})`;
    const year = wallClock(at, zone)?.slice(0, 4);
    const time = (instant, named = true) => {
        const wall = wallClock(instant, zone);
        if (wall === null)
            return onLine(instant, 40);
        const words = wall.slice(0, 4) === year
            ? (0,dates/* day */.vd)(wall).replace(/ (?=\d\d:\d\d$)/u, ", ")
            : (0,dates/* longDay */.tV)(wall).replace(/ UTC$/u, "");
        return named ? `${words} ${place}` : words;
    };
    return { time, zone: name };
}
/** What clocks there show, written as if it were UTC; null where it is no instant. */
function wallClock(instant, zone) {
    const moment = Date.parse(instant);
    return Number.isNaN(moment) ? null : new Date(moment + zone.offset(moment) * 60_000).toISOString();
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/mail.js




/**
 * The message as a mail to one person: greeted by name, times in their own zone.
 * @param reader one of `to`, who is asked to act, or somebody else, who is only told
 */
function renderMail(message, reader) {
    const times = timesFor(reader, message.at);
    return {
        subject: onLine(message.subject, 200).trim(),
        text: mailText(message, reader, times),
        html: mailHtml(message, reader, times),
    };
}

// EXTERNAL MODULE: ./build/packages/approval/src/index.js + 97 modules
var src = __webpack_require__(7364);
// EXTERNAL MODULE: ./build/packages/report/src/follow-ups.js
var follow_ups = __webpack_require__(3210);
// EXTERNAL MODULE: ./build/packages/report/src/command-forms.js
var command_forms = __webpack_require__(1297);
// EXTERNAL MODULE: ./build/packages/report/src/findings.js
var findings = __webpack_require__(7246);
// EXTERNAL MODULE: ./build/packages/report/src/headline.js
var headline = __webpack_require__(5052);
// EXTERNAL MODULE: ./build/packages/report/src/overrides.js
var overrides = __webpack_require__(2683);
// EXTERNAL MODULE: ./build/packages/report/src/titles.js
var titles = __webpack_require__(4291);
// EXTERNAL MODULE: ./build/packages/report/src/evidence-words.js
var evidence_words = __webpack_require__(9149);
// EXTERNAL MODULE: ./build/packages/report/src/rows.js
var rows = __webpack_require__(8733);
// EXTERNAL MODULE: ./build/packages/report/src/schedule-words.js
var schedule_words = __webpack_require__(1633);
;// CONCATENATED MODULE: ./build/packages/report/src/messages/release-parts.js








/* What messages say of a release, whatever they are about: its name, its people, its evidence, where it stands. */
/** `Proxmox-MPC v1.2.0`, for subjects. */
function plainName({ project, component, version }) {
    return [project, component ?? "", version]
        .map((part) => typed(part, 80))
        .filter((part) => part !== "")
        .join(" ");
}
/** Version and commit: every message that can lead to a release names both. */
function nameOfRelease(view) {
    return [{ bold: plainName(view) }, " at ", { link: view.shortCommit, url: view.links.commit }];
}
/** Short title of a role. */
function titleOf(view, role) {
    if (role === null)
        return "";
    return typed(view.titles.get(role) ?? view.policy.roles[role]?.title ?? role, 60);
}
/** What policy knows of somebody. */
function readerOf({ id, login }, { policy }) {
    const known = Object.entries(policy.people).find(([key]) => key.toLowerCase() === login.toLowerCase())?.[1];
    return {
        id,
        login,
        name: known?.name ?? null,
        slack: known?.slack ?? null,
        email: known?.email ?? null,
        timezone: known?.timezone ?? null,
    };
}
/** Somebody named, without a bell: those whom a message is for are rung where it begins. */
function named(person, view) {
    return [{ person: readerOf(person, view), ping: false }];
}
function namedAll(people, view, last = " or ", most = 6) {
    if (people.length === 0)
        return ["nobody"];
    return listed(people.map((person) => named(person, view)), last, most);
}
/** Words of ours that name `code` in backticks: cures and hints. */
function prose(text) {
    return text
        .split(/(`[^`|]+`)/u)
        .map((part, index) => (index % 2 === 1 ? { code: part.slice(1, -1) } : part))
        .filter((part) => part !== "");
}
function release_parts_text(sentence) {
    return sentence.length === 0 ? [] : [{ kind: "text", text: sentence }];
}
/** A list of what somebody typed or of ours, with its heading; nothing where it is empty. */
function section(heading, items, most = 8) {
    if (items.length === 0)
        return [];
    const rest = items.length - most;
    const shown = rest > 0 ? [...items.slice(0, most), [`… and ${rest} more`]] : items;
    return [
        { kind: "heading", text: heading },
        { kind: "list", items: shown },
    ];
}
/** Words of somebody, word for word, so far as a screen has room. */
function quote(words, most = 1200) {
    const lines = (0,src_escape/* cleanText */.X5)(words)
        .trim()
        .replace(/\n\s*\n\s*/gu, "\n\n")
        .split("\n");
    const said = (0,src_escape/* cut */.Jj)(lines.slice(0, 25).join("\n"), most);
    if (said === "")
        return [];
    return [{ kind: "quote", text: lines.length > 25 && !said.endsWith("…") ? `${said}\n…` : said }];
}
const verdicts = {
    met: "✅",
    unmet: "❌",
    missing: "❓",
    unreadable: "❓",
};
/** `✅ Tests 96.2 % of 1,204 (needed: success 95 %)`, `❓ Coverage missing`: each with a link to its report. */
function evidenceBlocks({ evidence, waivers, repository, }) {
    const waived = new Set(waivers.map((one) => one.item));
    const items = evidence.slice(0, 12).map((one) => {
        const { item, verdict, threshold, source } = one;
        const passes = verdict !== "met" && waived.has(item);
        const name = typed((0,evidence_words/* nameEvidence */.HM)(item), 60);
        const unread = verdict === "missing" || verdict === "unreadable";
        const words = unread ? verdict : typed((0,evidence_words/* showEvidence */.FU)(one), 100);
        const target = threshold === undefined ? "" : ` (needed: ${typed(threshold, 60)})`;
        return [
            `${passes ? "⚠️" : verdicts[verdict]} `,
            source === undefined || !isOwn(source, repository) ? name : { link: name, url: source },
            `${words === "" ? "" : ` ${words}`}${target}${passes ? ", waived" : ""}`,
        ];
    });
    return facts(items);
}
// A request may name any address: who reads a message trusts it more than that.
function isOwn(url, { serverUrl }) {
    return URL.canParse(url) && new URL(url).origin === new URL(serverUrl).origin;
}
/** Where the rest is that a reviewer wants to look at: what changed, the rules, the issue. */
function materialBlocks({ links, issue, request }) {
    const size = request.changes;
    const changes = size === undefined ? "Changes" : `Changes (${sizeOf(size)})`;
    const parts = [
        links.changes === null ? [] : [{ link: changes, url: links.changes }],
        [{ link: "Rules", url: links.rules }],
        issue === null ? [] : [{ link: `Issue #${issue.number}`, url: issue.url }],
    ];
    return facts(parts.filter((part) => part.length > 0));
}
function facts(those) {
    return those.length === 0 ? [] : [{ kind: "facts", facts: those }];
}
function sizeOf({ pullRequests, commits }) {
    return pullRequests > 0 ? (0,titles/* count */.U9)(pullRequests, "pull request") : (0,titles/* count */.U9)(commits, "commit");
}
/** Type, plan, last day, and who asked; then this review's own time. */
function detailFigures(view, due) {
    const { request, type, revision, lastDay, requesters } = view;
    const kind = `${type.charAt(0).toUpperCase()}${type.slice(1)}${revision > 1 ? `, revision ${revision}` : ""}`;
    const planned = request.plannedRelease;
    const reasons = request.securityReasons.slice(0, 3).map((reason) => typed(reason, 100));
    const own = due === null || due === lastDay ? [] : [{ label: "Review by", value: [{ time: due }] }];
    return {
        kind: "figures",
        figures: [
            ...own,
            { label: "Last day", value: [{ time: lastDay }] },
            { label: "Release type", value: [kind] },
            ...(planned === undefined ? [] : [{ label: "Planned release", value: [typed(planned, 100)] }]),
            { label: "Requested by", value: namedAll(requesters, view, " and ", 3) },
            ...(request.securityRelated
                ? [{ label: "Security-related", value: [reasons.join("; ") || "yes"] }]
                : []),
        ],
    };
}
/** Everybody's status: the reviews as in the issue's table, then what else is missing. */
function statusBlock(view, heading = "Where it stands") {
    const rows = [...view.rows.map((row) => reviewRow(row, view)), ...otherRows(view)];
    if (rows.length === 0)
        return [];
    return [
        { kind: "heading", text: heading },
        { kind: "status", rows: rows.slice(0, 20) },
        ...release_parts_text(rows.length > 20 ? [`… and ${rows.length - 20} more.`] : []),
    ];
}
// What blocks it is told for itself, with its cure.
function otherRows({ missing, status }) {
    return missing
        .filter((one) => one.role === null && (one.kind !== "other" || status !== "blocked"))
        .map(({ kind, label, detail, hint, who }) => ({
        mark: kind === "ruling" ? rows/* marks */.Z.overruled : "📌",
        label: kind === "ruling" ? "Ruling needed" : typed(label.replaceAll("`", ""), 80),
        note: "",
        detail: detail === null || detail.trim() === "" ? prose(hint ?? "") : [typed(detail, 100)],
        role: null,
        awaited: who.map((person) => person.id),
    }));
}
function reviewRow(row, view) {
    const { mark, role, short, approvals, conditions, note, who } = row;
    const open = mark === "late" || mark === "waiting";
    const notes = [
        conditions.length === 0 ? "" : `if ${conditions.slice(0, 6).join(", ")}`,
        approvals.need > 1 ? `${approvals.have} of ${approvals.need}` : "",
        mark === "overruled" ? mark : "",
        note ?? "",
    ];
    return {
        mark: rows/* marks */.Z[mark],
        label: typed(short, 60),
        note: notes.filter((one) => one !== "").join(", "),
        detail: detailOf(row, view),
        role,
        awaited: open ? who.map(({ id }) => id) : [],
    };
}
function detailOf({ mark, who, when }, view) {
    if (mark === "follow-up")
        return ["after the release"];
    const people = who.length === 0 ? ["nobody can"] : whoOf(who, view, mark);
    if (when === null)
        return people;
    switch (mark) {
        case "late":
            return say `${people}, ${{ bold: "late" }}: was due ${{ time: when }}`;
        case "waiting":
        case "optional":
            return say `${people}, due ${{ time: when }}`;
        default:
            return say `${people}, ${{ time: when }}`;
    }
}
function whoOf(who, view, mark) {
    const done = mark === "approved" || mark === "rejected" || mark === "overruled";
    return listed(who.map(({ away, ...person }) => [...named(person, view), away === null || done ? "" : " (away)"]), done ? " and " : " or ", 4);
}
/** How it opens without everybody: which reviews are enough, from when on fewer are, and when it opens by itself. */
function openingSentences(view) {
    const sets = (0,schedule_words/* smallestSets */.hy)(view).map((set) => listed(set.map((title) => [typed(title, 60)])));
    const enough = sets.length === 0 ? [] : say `These reviews are enough: ${listed(sets, ", or ", 5)}.`;
    const later = (0,schedule_words/* laterWords */.Ye)(view);
    const fewer = later === null ? [] : say `From ${{ time: later.from }} on, ${later.words}.`;
    const { opensAt } = view.opening;
    const opens = opensAt === null ? [] : say `It opens by itself on ${{ time: opensAt }}.`;
    return joined([enough, fewer, opens], " ");
}
/** Where a review is given: with the button where the run has one, else in the issue. */
function reviewButton({ links, issue, version }) {
    const url = links.review ?? issue?.url;
    return url === undefined ? [] : [{ label: `Review ${typed(version, 40)}`, url }];
}
function changesButton({ links }) {
    return links.changes === null ? [] : [{ label: "See the changes", url: links.changes }];
}
function issueButton({ issue }, label) {
    return issue === null ? [] : [{ label: label ?? `Open #${issue.number}`, url: issue.url }];
}
/** `#57`, or "the issue" where its number is not known. */
function issueLink({ issue }) {
    return issue === null ? ["the issue"] : [{ link: `#${issue.number}`, url: issue.url }];
}
/** How to answer in words, as a role or as whichever is clear. */
function howToAnswer(view, role) {
    const approve = { code: (0,command_forms/* commandForm */.k)("approve", { role }) };
    const reject = { code: (0,command_forms/* commandForm */.k)("reject", { role }) };
    return say `Sure already? Comment ${approve} on ${issueLink(view)}, or ${reject}.`;
}
/** Who helps with questions and can give more time: the release manager, and how to reach them. */
function whomToAsk(view) {
    const { manager } = view;
    if (manager === null || manager.members.length === 0)
        return [];
    const contact = view.policy.roles[manager.role]?.contact;
    return say `Questions, or no time? Ask ${namedAll(manager.members, view, " or ", 3)}, ${titleInSentence(manager.title)}${contact === undefined ? "" : ` (${typed(contact, 120)})`}.`;
}
function titleInSentence(title) {
    return typed(title, 60).replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/outcome-words.js









/* How it ended, and what is owed for it. */
/** It may ship: by what, what happens now, and what will be owed. */
function authorizedWords(view) {
    const { have, need, overruled } = view.reviews;
    const how = (0,headline/* clearedHow */.JB)(view.decision);
    const over = overruled === 0 ? "" : `, ${overruled} overruled`;
    const lead = say `${nameOfRelease(view)} is ${{ bold: "cleared to ship" }}${how === "" ? "" : ` ${typed(how, 120)}`}: ${have} of ${(0,titles/* count */.U9)(need, "review")} ${need === 1 ? "is" : "are"} in${over}.`;
    return {
        mark: "🚀",
        tone: how === "" ? "good" : "late",
        subject: `Cleared to ship${how === "" ? "" : ` ${typed(how, 80)}`}: ${plainName(view)}`,
        lead,
        leadForOthers: lead,
        blocks: [
            ...exceptionBlocks(view),
            ...release_parts_text(say `${{ bold: "Now" }} the gate lets this version through at this commit, and nothing else. Where publishing starts by itself there is nothing to do; else start your release workflow. ${issueLink(view)} shows when it is out.`),
            ...statusBlock(view, "Reviews"),
            ...followUpBlocks(openFollowUps(view), view, "Owed after the release"),
        ],
        buttons: [...issueButton(view), ...changesButton(view)],
        closing: [say `${{ code: (0,command_forms/* commandForm */.k)("reject") }} on ${issueLink(view)} stops it until it is published.`],
    };
}
// Nobody should take it for an ordinary release.
function exceptionBlocks(view) {
    const { override, waivers, otherRows } = view;
    const forced = override === null || !(0,overrides/* isOverridden */.X3)(view)
        ? []
        : [
            ...release_parts_text(say `⚠️ ${overrideBy(override, view)} stands in for ${standIns(override, view)}. ${ratifies(view)}`),
            ...quote(override.reason, 600),
        ];
    const owed = otherRows.filter((row) => row.mark === "follow-up" && row.note === null);
    const unreviewed = override === null && (0,overrides/* isUnreviewed */.FF)(view.decision) && owed.length > 0
        ? release_parts_text(say `⚠️ ${{ bold: "Nobody reviewed it:" }} ${listed(owed.map((row) => [typed(row.short, 60)]), " and ", 6)} did not answer in time, and the rules let it go then.`)
        : [];
    const waived = waivers
        .slice(0, 5)
        .flatMap(({ item, by, reason }) => release_parts_text(say `⚠️ ${{ bold: typed((0,findings/* nameEvidence */.HM)(item), 60) }} waived by ${named(by, view)}: “${typed(reason, 200)}”`));
    return [...forced, ...unreviewed, ...waived];
}
function overrideBy({ by, role }, view) {
    if (by === null)
        return ["The automatic override of the rules"];
    return say `The override of ${named(by, view)}${role === null ? [] : say ` (${titleOf(view, role)})`}`;
}
function standIns({ standsInFor }, view) {
    if (standsInFor.length === 0)
        return ["nothing"];
    return listed(standsInFor.map((one) => [{ bold: one === "quorum" ? "the quorum" : titleOf(view, one) }]), " and ", 8);
}
function ratifies(view) {
    return capital(say `${ratifiers(view)} signs it off with ${{ code: (0,command_forms/* commandForm */.k)("ratify") }}.`);
}
function ratifiers(view) {
    const who = (0,overrides/* whoRatifies */.oJ)(view);
    return who.length === 0 ? ["somebody else"] : namedAll(who, view, " or ", 4);
}
/** It is out: how long it took, and what is owed until when. */
function releasedWords(view) {
    const { released } = view.decision;
    const when = released === null ? [] : say `, ${{ time: released.at }}`;
    const by = released === null || released.by === null ? [] : say `, as ${named(released.by, view)} recorded`;
    const lead = say `${nameOfRelease(view)} is ${{ bold: "released" }}${when}${by}.`;
    const open = openFollowUps(view);
    const run = released === null || released.run === null ? [] : [(0,src_links/* runUrl */.Vp)(view.repository, released.run)];
    return {
        mark: "📦",
        tone: "good",
        subject: `Released: ${plainName(view)}${open.length === 0 ? "" : `, ${(0,titles/* count */.U9)(open.length, "follow-up")} open`}`,
        lead,
        leadForOthers: lead,
        blocks: [
            figuresBlock(view),
            ...exceptionBlocks(view),
            ...(open.length === 0 ? release_parts_text(["Nothing is owed any more."]) : followUpBlocks(open, view, "Owed now")),
        ],
        buttons: [
            ...issueButton(view),
            ...changesButton(view),
            ...run.map((url) => ({ label: "Open the run", url })),
        ],
        closing: open.length === 0 ? [] : [["The issue closes when all of it is settled."]],
    };
}
function figuresBlock(view) {
    const { reviews, decision, request, type, revision } = view;
    const { minutesWaited, reminders } = decision.figures;
    const size = request.changes;
    const kind = `${type.charAt(0).toUpperCase()}${type.slice(1)}`;
    const shipped = size === undefined
        ? []
        : [
            {
                label: "What ships",
                value: [
                    `${size.pullRequests > 0 ? (0,titles/* count */.U9)(size.pullRequests, "pull request") : (0,titles/* count */.U9)(size.commits, "commit")} by ${(0,titles/* count */.U9)(size.authors.length, "person", "people")}`,
                ],
            },
        ];
    return {
        kind: "figures",
        figures: [
            { label: "Reviews", value: [`${reviews.have} of ${reviews.need}`] },
            { label: "From request to cleared", value: [durationWords(minutesWaited)] },
            { label: "Reminders", value: [String(reminders)] },
            { label: "Release type", value: [`${kind}${revision > 1 ? `, revision ${revision}` : ""}`] },
            ...shipped,
        ],
    };
}
/** `2 days 4 h`, `3 h 20 min`, `45 min`. */
function durationWords(minutes) {
    const whole = Math.max(0, Math.round(minutes));
    const [days, hours, rest] = [Math.floor(whole / 1440), Math.floor((whole % 1440) / 60), whole % 60];
    if (days > 0)
        return `${(0,titles/* count */.U9)(days, "day")}${hours === 0 ? "" : ` ${hours} h`}`;
    if (hours > 0)
        return `${hours} h${rest === 0 ? "" : ` ${rest} min`}`;
    return `${rest} min`;
}
/** It was taken back. */
function rolledBackWords(view) {
    const { rolledBack } = view;
    const by = rolledBack === null ? [] : say ` by ${named(rolledBack.by, view)}, ${{ time: rolledBack.at }}`;
    const lead = say `${nameOfRelease(view)} was ${{ bold: "rolled back" }}${by}.`;
    const url = rolledBack?.url ?? null;
    return {
        mark: "⏪",
        tone: "bad",
        subject: `Rolled back: ${plainName(view)}`,
        lead,
        leadForOthers: lead,
        blocks: [...quote(rolledBack?.reason ?? ""), ...followUpBlocks(openFollowUps(view), view, "Still owed")],
        buttons: url === null ? issueButton(view) : [{ label: "Read why", url }, ...issueButton(view)],
        closing: [],
    };
}
/** The publishing run failed; the reviews still count. */
function publishFailedWords({ run, exitCode }, view) {
    const code = exitCode === null ? "" : ` with exit code ${exitCode}`;
    const lead = say `Publishing ${nameOfRelease(view)} ${{ bold: "failed" }}${code}.`;
    return {
        mark: "❌",
        tone: "bad",
        subject: `Publishing failed: ${plainName(view)}`,
        lead,
        leadForOthers: lead,
        blocks: section("What now", [
            ["The reviews still count, and no run holds this release. To try again, run the same workflow again."],
            ["A fix in the code is a new commit, and takes a new revision."],
        ]),
        buttons: [{ label: "Open the run", url: (0,src_links/* runUrl */.Vp)(view.repository, run) }, ...issueButton(view)],
        closing: [],
    };
}
/** What is overdue after the release; escalated, others hear of it too. */
function followUpWords({ obligations, escalated }, view) {
    const ids = new Set(obligations.map((one) => one.id));
    const due = view.followUps.filter((one) => ids.has(one.id));
    const what = (0,titles/* count */.U9)(obligations.length, "follow-up");
    const is = obligations.length === 1 ? "is" : "are";
    const lead = say `${nameOfRelease(view)} is released, and ${what} ${is} ${{ bold: "overdue" }}${escalated ? " for more than a working day" : ""}.`;
    return {
        mark: escalated ? "🔴" : "🕓",
        tone: "late",
        subject: `${escalated ? "Still overdue" : "Overdue"} after the release: ${plainName(view)}, ${what}`,
        lead,
        leadForOthers: lead,
        blocks: [...followUpBlocks(due, view, "Owed"), ...contactBlocks(obligations, view)],
        buttons: issueButton(view, `Settle it on #${view.issue?.number ?? ""}`),
        closing: [say `Each is settled with one comment on ${issueLink(view)}.`],
    };
}
/** Somebody reminds of what is owed after the release. */
function owedReminderWords(by, view) {
    const open = openFollowUps(view);
    const who = by === null ? [] : say `${named(by, view)} reminds: `;
    const lead = say `${who}${(0,titles/* count */.U9)(open.length, "follow-up")} of ${nameOfRelease(view)} ${open.length === 1 ? "is" : "are"} still owed.`;
    return {
        mark: "🔔",
        tone: "ask",
        subject: `Reminder: ${(0,titles/* count */.U9)(open.length, "follow-up")} owed for ${plainName(view)}`,
        lead,
        leadForOthers: lead,
        blocks: followUpBlocks(open, view, "Owed"),
        buttons: issueButton(view, `Settle it on #${view.issue?.number ?? ""}`),
        closing: [say `Each is settled with one comment on ${issueLink(view)}.`],
    };
}
function openFollowUps({ followUps }) {
    return followUps.filter((one) => one.settled === null);
}
function followUpBlocks(followUps, view, heading) {
    const items = followUps.map((one) => {
        const detail = one.detail === null ? "" : ` ${typed(one.detail, 160)}`;
        const due = one.due === null
            ? []
            : say `, ${one.late ? say `${{ bold: "late" }}: was due` : "by"} ${{ time: one.due }}`;
        return say `${{ bold: typed(one.label, 80) }}${detail}: ${owes(one, view)}${due} · ${{ code: one.command }}`;
    });
    return section(heading, items, 10);
}
// Where anybody may settle a condition, who asked for it is named.
function owes({ kind, who, setter }, view) {
    if (who.length === 0)
        return ["nobody can"];
    if (kind === "condition" && setter !== null && who.length > 3)
        return say `anybody asked here, for ${named(setter, view)}`;
    return namedAll(who, view);
}
function contactBlocks(obligations, view) {
    const contacts = obligations.flatMap(({ role }) => {
        const contact = role === null ? undefined : view.policy.roles[role]?.contact;
        return contact === undefined ? [] : [`${titleOf(view, role)}: ${typed(contact, 200)}`];
    });
    return contacts.length === 0 ? [] : release_parts_text([`Contact: ${[...new Set(contacts)].slice(0, 6).join(", ")}`]);
}
/** Somebody let it go without all reviews: why, instead of what, and who signs it off. */
function overrideWords(override, view) {
    const { by, role, url } = override;
    const who = by === null ? ["The rules"] : named(by, view);
    const as = role === null || by === null ? [] : say ` as ${{ bold: titleOf(view, role) }}`;
    const used = say `${who}${as} used an ${{ bold: "override" }} for ${nameOfRelease(view)}. It stands in for ${standIns(override, view)}.`;
    const due = view.followUps.find((one) => one.kind === "ratify")?.due ?? null;
    const sign = due === null ? [] : say ` by ${{ time: due }}`;
    return {
        mark: "⚠️",
        tone: "late",
        subject: `Override used: ${plainName(view)}`,
        lead: say `your sign-off is needed${sign}. ${used}`,
        leadForOthers: used,
        blocks: [
            ...(by === null
                ? release_parts_text(["Time ran out, and the rules let it go."])
                : override.reason.trim() === ""
                    ? release_parts_text(["No reason was given."])
                    : quote(override.reason)),
            ...release_parts_text(say `Signed off with one comment on ${issueLink(view)}, by ${ratifiers(view)}:`),
            { kind: "command", text: (0,command_forms/* commandForm */.k)("ratify") },
            ...statusBlock(view),
        ],
        buttons: [
            ...(url === null ? issueButton(view) : [{ label: "Read the override", url }]),
            ...changesButton(view),
        ],
        closing: [],
    };
}

// EXTERNAL MODULE: ./build/packages/report/src/time-news.js
var time_news = __webpack_require__(850);
;// CONCATENATED MODULE: ./build/packages/report/src/messages/review-words.js







/* What reviewers are asked for, and reminded of. */
/** The initial request: what ships, this role's focus, the materials, and how to answer. */
function requestWords(occasion, view) {
    const { role } = occasion;
    const due = dueOf(view, role);
    const by = say `by ${{ time: due ?? view.lastDay }}`;
    return {
        mark: "🔔",
        tone: "ask",
        subject: `Release review required: ${plainName(view)}${inBrackets(titleOf(view, role))}`,
        lead: role === null
            ? say `your review of ${nameOfRelease(view)} is needed ${by}.`
            : say `your ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is needed ${by}.`,
        leadForOthers: role === null
            ? say `${nameOfRelease(view)} is up for review.`
            : say `The ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is asked of ${whoCan(view, role)}, ${by}.`,
        blocks: [
            ...focusBlocks(view, role),
            detailFigures(view, due),
            ...featureBlocks(view),
            ...lookBlocks(view),
            ...requiredBlocks(view),
        ],
        ...answering(occasion, view),
    };
}
/** A reminder by somebody, or by the input: with everybody's status. */
function reminderWords(occasion, view, by) {
    const { role } = occasion;
    const due = dueOf(view, role);
    const late = due !== null && due < view.now;
    const who = by === null ? [] : say `${named(by, view)} reminds you: `;
    const others = by === null ? [] : say `${named(by, view)} reminds: `;
    const open = view.missing.filter((one) => one.kind === "review").length;
    return {
        mark: late ? "🔴" : "⏳",
        tone: late ? "late" : "ask",
        subject: `Reminder: review of ${plainName(view)} needed${inBrackets(titleOf(view, role))}`,
        lead: role === null
            ? say `${who}${(0,titles/* count */.U9)(open, "review")} of ${nameOfRelease(view)} ${open === 1 ? "is" : "are"} still missing.`
            : say `${who}your ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} ${stillNeeded(due, late, view)}.`,
        leadForOthers: role === null
            ? say `${others}${(0,titles/* count */.U9)(open, "review")} of ${nameOfRelease(view)} ${open === 1 ? "is" : "are"} still missing.`
            : say `${others}the ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} ${stillNeeded(due, late, view)}. It is asked of ${whoCan(view, role)}.`,
        ...reminding(occasion, view),
    };
}
/** A role's time, or the release's last day, comes near. */
function warningWords(occasion, view, due) {
    const { role } = occasion;
    if (role === null)
        return lastDayWords(occasion, view, due);
    return {
        mark: "⏳",
        tone: "ask",
        subject: `Due soon: review of ${plainName(view)}${inBrackets(titleOf(view, role))}`,
        lead: say `your ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is due ${{ time: due }}.`,
        leadForOthers: say `The ${{ bold: titleOf(view, role) }} review of ${nameOfRelease(view)} is due ${{ time: due }}. It is asked of ${whoCan(view, role)}.`,
        ...reminding(occasion, view),
    };
}
function lastDayWords(occasion, view, due) {
    const { missing } = view;
    const lead = lastDayLead(view, due);
    const { blocks, buttons, closing } = reminding(occasion, view);
    return {
        mark: "⏰",
        tone: "late",
        subject: `Last day near: ${plainName(view)}${missing.length === 0 ? "" : `, ${missing.length} missing`}`,
        lead,
        leadForOthers: lead,
        blocks: [...blocks, ...helpBlocks(occasion, view)],
        buttons,
        closing,
    };
}
function lastDayLead(view, due) {
    const postponed = (0,schedule_words/* postponesAt */.Vw)(view);
    if (postponed === null)
        return say `${nameOfRelease(view)} expires on ${{ time: due }}, unless it is cleared or gets more time by then.`;
    const ends = (0,schedule_words/* lacksMoreThanReviews */.y8)(view)
        ? say ` If only something else is missing, it expires on ${{ time: due }}.`
        : [];
    return say `${nameOfRelease(view)} is postponed by the rules on ${{ time: postponed }}, if a review is missing then.${ends}`;
}
/** A role's time has passed: who is asked, how to reach them, and what the release manager can do. */
function overdueWords(occasion, view, due) {
    const { role } = occasion;
    const { blocks, ...rest } = reminding(occasion, view);
    const contact = role === null ? undefined : view.policy.roles[role]?.contact;
    const title = { bold: titleOf(view, role) };
    return {
        mark: "🔴",
        tone: "late",
        subject: `Overdue: review of ${plainName(view)}${inBrackets(titleOf(view, role))}`,
        lead: say `your ${title} review of ${nameOfRelease(view)} is ${{ bold: "late" }}: it was due ${{ time: due }}.`,
        leadForOthers: say `The ${title} review of ${nameOfRelease(view)} is ${{ bold: "late" }}: it was due ${{ time: due }}. It is asked of ${whoCan(view, role)}.`,
        blocks: [
            ...blocks,
            ...release_parts_text(contact === undefined ? [] : say `Contact of ${title}: ${typed(contact, 200)}`),
            ...helpBlocks(occasion, view),
        ],
        ...rest,
    };
}
/** All reviews are in, and the rules ask the release manager for a last word. */
function authorizationWords(view) {
    const { have, need } = view.reviews;
    const reviews = `${have} of ${(0,titles/* count */.U9)(need, "review")} ${need === 1 ? "is" : "are"} in`;
    return {
        mark: "✅",
        tone: "ask",
        subject: `Authorization required: ${plainName(view)}`,
        lead: say `${nameOfRelease(view)} waits for your authorization: ${reviews}.`,
        leadForOthers: say `${nameOfRelease(view)} waits for the authorization: ${reviews}.`,
        blocks: [
            { kind: "heading", text: "Authorize it with this comment" },
            { kind: "command", text: (0,command_forms/* commandForm */.k)("authorize") },
            ...statusBlock(view),
            ...lookBlocks(view),
            detailFigures(view, null),
        ],
        buttons: [...issueButton(view, `Authorize on #${view.issue?.number ?? ""}`), ...changesButton(view)],
        closing: [],
    };
}
function reminding(occasion, view) {
    const { role } = occasion;
    return {
        blocks: [
            ...focusBlocks(view, role),
            ...evidenceBlocks(view),
            ...statusBlock(view),
            ...release_parts_text(joined([role === null ? [] : say `Last day: ${{ time: view.lastDay }}.`, openingSentences(view)], " ")),
        ],
        ...answering(occasion, view),
    };
}
// Who is only told has nothing to answer.
function answering({ role, to }, view) {
    if (to.length === 0)
        return { buttons: [...issueButton(view), ...changesButton(view)], closing: [] };
    return {
        buttons: [...reviewButton(view), ...changesButton(view)],
        closing: [joined([howToAnswer(view, role), othersWhoCan(view, role)], " "), whomToAsk(view)],
    };
}
function stillNeeded(due, late, view) {
    if (late && due !== null)
        return say `is ${{ bold: "late" }}: it was due ${{ time: due }}`;
    return say `is still needed, by ${{ time: due ?? view.lastDay }}`;
}
function dueOf(view, role) {
    return view.decision.requirements.find((one) => one.role === role)?.due ?? null;
}
function whoCan(view, role) {
    return namedAll(rowOf(view, role)?.who ?? [], view);
}
function rowOf({ rows, otherRows }, role) {
    return [...rows, ...otherRows].find((row) => row.role === role);
}
function inBrackets(title) {
    return title === "" ? "" : ` (${title})`;
}
// What this role looks at first, and what its approval cannot do without.
function focusBlocks(view, role) {
    if (role === null)
        return [];
    const focus = view.decision.requirements.find((one) => one.role === role)?.focus ?? "";
    const known = view.policy.roles[role];
    const paths = (known?.paths ?? []).slice(0, 6).map((path) => [{ code: typed(path, 100) }]);
    const critical = (known?.checklist ?? []).filter((item) => item.critical);
    const items = critical.slice(0, 6).map(({ item }) => [typed(item, 150)]);
    const own = typed(focus, 200).replace(/\.$/u, "");
    return release_parts_text(joined([
        own === "" ? [] : say `${{ bold: "Focus:" }} ${own}.`,
        paths.length === 0 ? [] : say `Look first at ${listed(paths)}.`,
        view.schedule.criticalOnly === null ? [] : ["Only the critical items are asked for now."],
        items.length === 0 ? [] : say `An approval needs: ${joined(items, "; ")}.`,
    ], " "));
}
function featureBlocks({ request }) {
    const title = request.title === undefined ? "" : typed(request.title, 200);
    const features = request.keyFeatures.map((feature) => [typed(feature, 160)]);
    return [...release_parts_text(title === "" ? [] : [{ bold: title }]), ...section("Key features", features, 6)];
}
function lookBlocks(view) {
    return [{ kind: "heading", text: "Materials" }, ...evidenceBlocks(view), ...materialBlocks(view)];
}
// At first everybody is awaited; at a later revision, or after a pause, some have answered.
function requiredBlocks(view) {
    const open = view.rows.filter((row) => row.mark === "waiting" || row.mark === "late");
    if (open.length < view.rows.length)
        return statusBlock(view, "Required approvals");
    const titles = view.rows.map((row) => [typed(row.short, 60)]);
    return release_parts_text(titles.length === 0 ? [] : say `${{ bold: "Required approvals:" }} ${listed(titles)}.`);
}
// Of a role that several people hold, any of them.
function othersWhoCan(view, role) {
    const row = rowOf(view, role);
    if (row === undefined || row.who.length < 2 || row.approvals.need > 1)
        return [];
    return say `Away? ${namedAll(row.who, view)} can do it.`;
}
// Whoever is told beside the reviewers can give more time, or go on without them; so can a release manager who is late.
function helpBlocks({ role, to, alsoTo }, view) {
    const managers = new Set(view.manager?.members.map(({ id }) => id));
    const asked = to.filter(({ id }) => managers.has(id));
    const told = alsoTo.filter(({ id }) => to.every((one) => one.id !== id));
    const able = [...asked, ...told];
    if (able.length === 0)
        return [];
    const alone = told.length === 0 && asked.length === to.length;
    const people = able
        .slice(0, 6)
        .map((person) => [{ person: readerOf(person, view), ping: told.includes(person) }]);
    const ways = (0,time_news/* waysOut */.ZN)([{ role }], view).map((code) => [{ code }]);
    return release_parts_text(say `What ${alone ? ["you"] : listed(people)} can do: ${joined(ways, " · ")}`);
}

// EXTERNAL MODULE: ./build/packages/report/src/conditions.js
var src_conditions = __webpack_require__(3786);
// EXTERNAL MODULE: ./build/packages/report/src/conflicts.js
var conflicts = __webpack_require__(1197);
;// CONCATENATED MODULE: ./build/packages/report/src/messages/trouble-words.js









/* What holds a release, and how it goes on. */
/**
 * Somebody rejected it: who, as what, why, and what now.
 * @param holds false: the reviewer is optional, and policy only shows it
 */
function rejectionWords({ review, holds }, view) {
    const { person, role, notes, url } = review;
    const title = titleOf(view, role);
    const lead = say `${named(person, view)} ${{ bold: "rejected" }} ${nameOfRelease(view)}${title === "" ? [] : say ` as ${{ bold: title }}`}.`;
    const open = view.conflicts.find((one) => one.state === "open");
    const said = (0,conflicts/* ownWords */.I1)(notes);
    return {
        mark: "❌",
        tone: "bad",
        subject: `Rejected: ${plainName(view)}${title === "" ? "" : ` (${title})`}`,
        lead,
        leadForOthers: lead,
        blocks: [
            ...(said === "" ? release_parts_text(["No reason was given."]) : quote(said)),
            ...section(holds ? "What now" : "If it is right", [
                ["Mend it, and ask for the release again at the new commit: it becomes the next revision."],
                say `Or ${named(person, view)} changes their mind with ${{ code: (0,command_forms/* commandForm */.k)("approve", { role }) }} or ${{ code: (0,command_forms/* commandForm */.k)("withdraw", { role }) }} on ${issueLink(view)}.`,
                ...(open === undefined
                    ? []
                    : [say `Or ${deciders(open, view)} decides with ${{ code: (0,command_forms/* commandForm */.k)("decide") }}.`]),
            ]),
            ...statusBlock(view),
        ],
        buttons: [...openButton(url, "Read the rejection", view), ...changesButton(view)],
        closing: [
            [
                holds
                    ? "It does not ship as it is."
                    : "This review is optional: the rejection is shown, and does not hold the release.",
            ],
        ],
    };
}
/** A ruling stopped it: whose, why, and who can lift it. */
function stoppedWords({ ruling, deciders: all }, view) {
    const stopped = { bold: "stopped" };
    const lead = ruling === null
        ? say `${nameOfRelease(view)} is ${stopped}.`
        : say `${named(ruling.by, view)} ${stopped} ${nameOfRelease(view)} as ${{ bold: titleOf(view, ruling.role) }}.`;
    const able = ruling === null ? [] : all.filter((one) => (0,conflicts/* mayLift */.zQ)(one.role, ruling, view.policy));
    const who = able.flatMap((one) => one.members);
    return {
        mark: "🛑",
        tone: "bad",
        subject: `Stopped: ${plainName(view)}`,
        lead,
        leadForOthers: lead,
        blocks: [
            ...quote(ruling?.reason ?? ""),
            ...section("What now", [
                ["Mend it, and ask for the release again at the new commit: it becomes the next revision."],
                ...(who.length === 0
                    ? []
                    : [say `Or ${namedAll(who, view)} lifts it with ${{ code: (0,command_forms/* commandForm */.k)("decide") }}.`]),
            ]),
            ...statusBlock(view),
        ],
        buttons: [...openButton(ruling?.url ?? null, "Read the ruling", view), ...changesButton(view)],
        closing: [],
    };
}
/** Two sides, word for word; who decides, and with which commands. */
function conflictWords(conflict, view) {
    const { opened, by, summary, url } = conflict;
    const kind = (0,conflicts/* kindOf */.I)(conflict);
    const what = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}${kind === "" ? "Conflict" : "conflict"}`;
    const role = (0,conflicts/* rejectedAs */.XC)(conflict);
    const only = !conflict.leadershipOnly
        ? []
        : say ` Nobody else can: it is about ${role === null ? "a rejection by security or QA" : `${titleOf(view, role)}'s rejection`}.`;
    return {
        mark: "⚖️",
        tone: "ask",
        subject: `Decision required: ${what.toLowerCase()} about ${plainName(view)}`,
        lead: say `your decision on ${nameOfRelease(view)} is needed: ${kind === "" ? "an approval stands against a rejection" : `there is a ${kind}conflict`}.`,
        leadForOthers: say `There is a ${{ bold: what.toLowerCase() }} about ${nameOfRelease(view)}.`,
        blocks: [
            ...(opened === "command"
                ? [...release_parts_text(say `${named(by, view)} asks:`), ...quote(summary.trim() || "no words", 600)]
                : []),
            ...positions(conflict, view),
            ...release_parts_text(say `${{ bold: "Decides:" }} ${deciders(conflict, view)}, with one of these comments on ${issueLink(view)}.${only}`),
            { kind: "command", text: "/decide proceed: the reason" },
            { kind: "command", text: "/decide stop: the reason" },
        ],
        buttons: [...openButton(url, "Read the discussion", view), ...changesButton(view)],
        closing: [["Until then it does not ship. It also ends when one side gives in."]],
    };
}
function positions({ positions }, view) {
    return positions.slice(0, 6).flatMap(({ login, role, verdict, words }) => {
        const title = titleOf(view, role);
        const as = title === "" ? [] : say ` as ${{ bold: title }}`;
        const said = (0,conflicts/* ownWords */.I1)(words);
        return [...release_parts_text(say `${rows/* marks */.Z[verdict]} ${typed(login, 60)}${as}: ${verdict}`), ...quote(said, 600)];
    });
}
function deciders(conflict, view) {
    const able = (0,conflicts/* decidingPeople */.Lf)(conflict);
    const titles = conflict.deciders.map(({ title }) => [typed(title, 60)]);
    return say `${namedAll(able, view, " or ", 4)} (${listed(titles, " or ", 4)})`;
}
const mostConditions = 10;
/** Conditions that must be met before it ships, each once and with the command that closes it. */
function conditionWords(conditions, view) {
    const [first] = conditions;
    const again = first?.reopened ?? null;
    const ids = conditions.slice(0, 6).map((one) => [one.id]);
    const shown = new Set(conditions.slice(0, mostConditions).map((one) => one.id));
    const others = view.missing.filter((one) => one.kind !== "condition" || !shown.has(one.label));
    const subject = `${conditions.length === 1 ? "Condition" : `${conditions.length} conditions`} open: ${plainName(view)}`;
    const many = conditions.length === 1 ? "A condition" : `${conditions.length} conditions`;
    const by = first === undefined ? [] : say `${named(first.setter, view)} as ${{ bold: titleOf(view, first.role) }}`;
    const lead = again === null
        ? say `${many} of ${by} must be met before ${nameOfRelease(view)} ships.`
        : say `${by} opened ${listed(ids)} of ${nameOfRelease(view)} again.`;
    return {
        mark: "📌",
        tone: "ask",
        subject,
        lead,
        leadForOthers: lead,
        blocks: [
            ...(again === null ? [] : quote(again.reason)),
            ...section("Must be done before release", conditions.map((one) => say `${{ bold: one.id }} ${typed(one.text, 240)}`), mostConditions),
            { kind: "heading", text: "Close each with a comment" },
            ...conditions
                .slice(0, 4)
                .map((one) => ({ kind: "command", text: (0,src_conditions/* resolveForm */.lC)(one.id, view.policy) })),
            ...statusBlock({ ...view, missing: others }),
        ],
        buttons: [...openButton(first?.url ?? null, "Open the approval", view), ...changesButton(view)],
        closing: [],
    };
}
/** Time runs out, and less is asked for than before. */
function stepWords({ step, by, roles }, view) {
    const { criticalOnly, conditionalRelease } = view.schedule;
    const reason = (step === "critical-only" ? criticalOnly : conditionalRelease)?.reason ?? "";
    const who = by === null ? ["The rules"] : named(by, view);
    const names = roles.slice(0, 8).map((role) => [{ bold: titleOf(view, role) }]);
    const lead = step === "critical-only"
        ? say `${who} asked for the critical items of the checklists only, in every review of ${nameOfRelease(view)} that is missing.`
        : say `${who} put ${names.length === 0 ? "a" : say `the ${listed(names)}`} review of ${nameOfRelease(view)} off until after the release. A rejection still holds it.`;
    const critical = Object.values(view.policy.roles)
        .filter((role) => view.rows.some((row) => row.role === role.id && row.mark !== "approved"))
        .flatMap((role) => role.checklist
        .filter((item) => item.critical)
        .map(({ item }) => say `${{ bold: titleOf(view, role.id) }}: ${typed(item, 150)}`));
    return {
        mark: step === "critical-only" ? "✂️" : "⏭️",
        tone: "info",
        subject: `${step === "critical-only" ? "Critical items only" : "Conditional release"}: ${plainName(view)}`,
        lead,
        leadForOthers: lead,
        blocks: [
            ...quote(reason),
            ...(step === "critical-only" ? section("What an approval needs", critical, 10) : []),
            ...statusBlock(view),
        ],
        buttons: [...issueButton(view), ...changesButton(view)],
        closing: [],
    };
}
/** It waits, ended without shipping, or something is wrong with its records. */
function heldWords({ status }, view) {
    const subject = `${status.charAt(0).toUpperCase()}${status.slice(1)}: ${plainName(view)}`;
    const { facts } = (0,findings/* blockers */.mN)(view.decision).find((one) => one.code === "cancelled") ?? { facts: {} };
    const by = (0,findings/* textOf */.b6)(facts, "login");
    const base = { subject, buttons: [...issueButton(view), ...changesButton(view)], closing: [] };
    switch (status) {
        case "postponed":
            return { ...base, mark: "⏸️", tone: "info", ...postponedWords(view) };
        case "expired":
        case "cancelled": {
            const lead = status === "expired"
                ? say `${nameOfRelease(view)} has ${{ bold: "expired" }}, on ${{ time: view.lastDay }}.`
                : say `${nameOfRelease(view)} was ${{ bold: "cancelled" }}${by === "" ? "" : ` by ${typed(by, 60)}`}.`;
            return {
                ...base,
                mark: status === "expired" ? "⌛" : "🛑",
                tone: "bad",
                lead,
                leadForOthers: lead,
                blocks: [
                    ...(status === "cancelled" ? quote((0,findings/* textOf */.b6)(facts, "reason")) : []),
                    ...release_parts_text(["Asking for the release again makes the next revision, with a new deadline."]),
                    ...statusBlock(view),
                ],
            };
        }
        case "blocked": {
            const lead = say `${nameOfRelease(view)} is ${{ bold: "blocked" }}, and cannot ship.`;
            const reasons = view.reasons.map(({ sentence, cure }) => say `${typed(sentence, 500)} ${prose(cure)}`);
            return {
                ...base,
                mark: "⛔",
                tone: "bad",
                lead,
                leadForOthers: lead,
                blocks: [...section("What to mend", reasons, 6), ...statusBlock(view)],
            };
        }
        default:
            return (0,src/* assertNever */.xb)(status);
    }
}
function postponedWords(view) {
    const { postponed } = view.schedule;
    const until = postponed === null ? [] : say ` until ${{ time: postponed.until }}`;
    const by = postponed === null ? null : postponed.by;
    const lead = say `${nameOfRelease(view)} is ${{ bold: "postponed" }}${until}, by ${by === null ? ["the rules"] : named(by, view)}.`;
    return {
        lead,
        leadForOthers: lead,
        blocks: [
            ...quote(postponed?.reason ?? ""),
            ...release_parts_text(say `It opens again by itself then, and all times begin anew. Reviews stay, and count meanwhile. Last day then: ${{ time: view.lastDay }}.`),
            ...statusBlock(view),
        ],
    };
}
/** The comment itself where it is known; and the issue. */
function openButton(url, label, view) {
    return url === null ? issueButton(view) : [{ label, url }];
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/message-of.js






/** The message of an occasion, before it has a channel. Pure. */
function messageOf(occasion, view, { id, thread, to, alsoTo }) {
    const { event, role, at } = occasion;
    const { repository, issue } = view;
    const words = wordsOf({ ...occasion, to, alsoTo }, view);
    return {
        ...words,
        closing: words.closing.filter((sentence) => sentence.length > 0),
        id,
        thread,
        event,
        role,
        at,
        to,
        alsoTo,
        release: {
            repository: `${repository.owner}/${repository.name}`,
            project: typed(view.project, 80),
            component: view.component === null ? null : typed(view.component, 80),
            version: typed(view.version, 80),
            type: view.type,
            commit: view.commit,
            revision: view.revision,
            status: view.status,
            reasonCode: view.decision.reasonCode,
            headline: typed(view.headline, 250),
            deadline: view.lastDay,
            issue: issue === null ? null : { number: issue.number, url: issue.url },
        },
    };
}
function wordsOf(occasion, view) {
    const { about } = occasion;
    switch (about.kind) {
        case "review-requested":
            return requestWords(occasion, view);
        case "warning":
            return warningWords(occasion, view, about.due);
        case "reminder":
            return (0,follow_ups/* isReleased */.OZ)(view) ? owedReminderWords(about.by, view) : reminderWords(occasion, view, about.by);
        case "overdue":
            return overdueWords(occasion, view, about.due);
        case "authorization-due":
            return authorizationWords(view);
        case "step":
            return stepWords(about, view);
        case "held":
            return heldWords(about, view);
        case "rejection":
            return rejectionWords(about, view);
        case "stopped":
            return stoppedWords(about.conflict, view);
        case "conflict":
            return conflictWords(about.conflict, view);
        case "conditions-open":
            return conditionWords(about.conditions, view);
        case "authorized":
            return authorizedWords(view);
        case "released":
            return releasedWords(view);
        case "rolled-back":
            return rolledBackWords(view);
        case "publish-failed":
            return publishFailedWords(about, view);
        case "follow-up-due":
            return followUpWords(about, view);
        case "override-used":
            return overrideWords(about.override, view);
        default:
            return (0,src/* assertNever */.xb)(about);
    }
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/slack.js






/*
 * Slack, incoming webhook. What people typed stands in `rich_text` and `plain_text` alone: Slack reads no markup there, so
 * there is nothing to escape and nothing that could be forgotten. https://docs.slack.dev/reference/block-kit
 */
/** Blocks of a message. */
const mostBlocks = 50;
/** Slack takes some 13,200 characters of all blocks together, and says so nowhere but in its answer. */
const slack_mostCharacters = 12_000;
const longestButton = 75;
const longestUrl = 3000;
const longestText = 3000;
/** The body to post to an incoming webhook. */
function renderSlack(message) {
    const blocks = drawFitting(message, (shown) => slack_draw(message, shown), (drawn) => drawn.length <= mostBlocks && JSON.stringify(drawn).length <= slack_mostCharacters);
    // The text is what notifications show, and read as markup: so its markup is switched off, and escaped all the same.
    return JSON.stringify({
        text: notification(message),
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
        blocks,
    });
}
function notification({ mark, subject }) {
    const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };
    return unlinked(`${mark} ${onLine(subject, 300)}`).replace(/[&<>]/gu, (c) => entities[c] ?? c);
}
function slack_draw(message, blocks) {
    const { closing } = message;
    return [
        richText([slack_section([`${message.mark} `, ...addressed(message)])]),
        ...together(blocks).map((those) => richText(those.flatMap((block) => elementsOf(block, message)))),
        ...actions(message),
        ...(closing.length === 0 ? [] : [richText(closing.map(slack_section))]),
        { type: "context", elements: [{ type: "plain_text", text: unlinked(footerOf(message)), emoji: false }] },
    ];
}
/** A heading goes with what follows it, and commands with one another. */
function together(blocks) {
    const groups = [];
    for (const block of blocks) {
        const last = groups.at(-1)?.at(-1);
        const joins = last?.kind === "heading" || (last?.kind === "command" && block.kind === "command");
        if (joins)
            groups.at(-1)?.push(block);
        else
            groups.push([block]);
    }
    return groups;
}
function richText(elements) {
    return { type: "rich_text", elements };
}
function slack_section(sentence) {
    return { type: "rich_text_section", elements: elementsIn(sentence) };
}
function elementsOf(block, message) {
    switch (block.kind) {
        case "text":
            return [slack_section(block.text)];
        case "heading":
            return [slack_section([{ bold: block.text }])];
        case "list":
            return [{ type: "rich_text_list", style: "bullet", elements: block.items.map(slack_section) }];
        case "facts":
            return [slack_section(joined(block.facts, " · "))];
        case "figures":
            return [
                slack_section(block.figures.flatMap(({ label, value }, index) => [
                    `${index === 0 ? "" : "\n"}`,
                    { bold: `${label}:` },
                    " ",
                    ...value,
                ])),
            ];
        case "status":
            return [slack_section(statusLine(block, message))];
        case "quote":
            return [{ type: "rich_text_quote", elements: [plain(quoted(block.text, longestText))] }];
        case "command":
            return [{ type: "rich_text_preformatted", elements: [code(block.text)] }];
    }
}
/** Wider than a space, so that groups stay apart. */
const gap = "   ";
// All in one line, as a room has many messages: `✅ Release manager  🔴 DevOps  ⏳ You, Product, QA`.
function statusLine({ rows }, message) {
    const groups = Map.groupBy(rows, (row) => row.mark);
    return [...groups].flatMap(([mark, those], index) => {
        const names = those.map((row) => {
            const label = isYours(row, message, null) ? "You" : row.label;
            return row.note === "" ? label : `${label} (${row.note})`;
        });
        return [index === 0 ? "" : gap, `${mark} ${names.join(", ")}`];
    });
}
function elementsIn(sentence) {
    const elements = sentence.map(elementOf).filter((one) => one.type !== "text" || one.text !== "");
    // Slack takes no empty section.
    return elements.length === 0 ? [plain(" ")] : elements;
}
function plain(text) {
    return { type: "text", text: unlinked(text) };
}
function code(text) {
    return { type: "text", text: unlinkedCode(onLine(text, 300).trim()) };
}
function elementOf(piece) {
    if (typeof piece === "string")
        return plain(piece === "\n" || piece === gap ? piece : onLine(piece));
    if ("bold" in piece)
        return { ...plain(onLine(piece.bold)), style: { bold: true } };
    if ("code" in piece)
        return { ...code(piece.code), style: { code: true } };
    if ("person" in piece)
        return personOf(piece.person, piece.ping);
    if ("time" in piece)
        return dateOf(piece.time);
    const url = (0,src_links/* safeUrl */.Pl)(piece.url);
    const label = onLine(piece.link).trim();
    if (url === null || label === "" || url.length > longestUrl)
        return plain(label);
    return { type: "link", url, text: unlinked(label) };
}
// Everybody sees their own time.
function dateOf(instant) {
    const seconds = Math.floor(Date.parse(instant) / 1000);
    if (!Number.isFinite(seconds))
        return plain(onLine(instant, 40));
    return {
        type: "date",
        timestamp: seconds,
        format: "{date_short_pretty} at {time}",
        fallback: (0,dates/* longDay */.tV)(instant),
    };
}
function personOf(person, ping) {
    const { slack } = person;
    return ping && slack !== null && /^[UW][A-Z0-9]{5,20}$/u.test(slack)
        ? { type: "user", user_id: slack }
        : plain(nameOf(person));
}
function actions({ buttons }) {
    const usable = buttons.flatMap(({ label, url }) => {
        const safe = (0,src_links/* safeUrl */.Pl)(url);
        const text = (0,src_escape/* cut */.Jj)(onLine(label).trim(), longestButton);
        return safe === null || safe.length > longestUrl || text === "" ? [] : [{ text, url: safe }];
    });
    if (usable.length === 0)
        return [];
    return [
        {
            type: "actions",
            elements: usable.slice(0, 5).map(({ text, url }, index) => ({
                type: "button",
                text: { type: "plain_text", text: unlinked(text), emoji: false },
                url,
                action_id: `open-${index + 1}`,
                ...(index === 0 && { style: "primary" }),
            })),
        },
    ];
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/teams.js






/*
 * Microsoft Teams, workflow webhook: an Adaptive Card. What people typed stands in `TextRun`s alone, which know no
 * Markdown. https://adaptivecards.io/explorer
 */
/** Teams takes 28 KB, and counts what a workflow adds; so some room is left. */
const mostBytes = 24_000;
const teams_longestTitle = 75;
/** The body to post to a workflow's webhook. */
function renderTeams(message) {
    return drawFitting(message, (blocks) => JSON.stringify({
        type: "message",
        attachments: [
            {
                contentType: "application/vnd.microsoft.card.adaptive",
                contentUrl: null,
                content: teams_draw(message, blocks),
            },
        ],
    }), (body) => utf8.encode(body).length <= mostBytes);
}
const utf8 = new TextEncoder();
function teams_draw(message, blocks) {
    const { closing, buttons } = message;
    return {
        type: "AdaptiveCard",
        $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
        version: "1.4",
        msteams: { width: "Full" },
        body: [
            styled(rich([`${message.mark} `, ...addressed(message)]), { size: "Medium" }),
            ...blocks.flatMap((block, index) => teams_elementsOf(block, message, spacingAfter(blocks[index - 1]))),
            ...closing.map((sentence) => rich(sentence)),
            styled(rich([footerOf(message)], "Medium"), { size: "Small", isSubtle: true }),
        ],
        actions: buttons.flatMap(({ label, url }) => {
            const safe = (0,src_links/* safeUrl */.Pl)(url);
            const title = inert((0,src_escape/* cut */.Jj)(onLine(label).trim(), teams_longestTitle));
            return safe === null || title === "" ? [] : [{ type: "Action.OpenUrl", title, url: safe }];
        }),
    };
}
// What follows a heading belongs to it, and so do commands to one another.
function spacingAfter(before) {
    return before?.kind === "heading" || before?.kind === "command" ? "Small" : "Medium";
}
function teams_elementsOf(block, message, spacing) {
    switch (block.kind) {
        case "text":
            return [rich(block.text, spacing)];
        case "heading":
            return [rich([{ bold: block.text }], "Medium")];
        case "list":
            return block.items.map((item, index) => rich(["• ", ...item], index === 0 ? spacing : "None"));
        case "facts":
            return [rich(joined(block.facts, " · "), spacing)];
        case "figures":
            return block.figures.map(({ label, value }, index) => figure(label, value, index === 0 ? spacing : "None"));
        case "status":
            return [...Map.groupBy(block.rows, ({ mark }) => mark)].map(([mark, rows], index) => {
                const names = rows.map((row) => {
                    const label = isYours(row, message, null) ? "You" : row.label;
                    return row.note === "" ? label : `${label} (${row.note})`;
                });
                return rich([`${mark} ${names.join(", ")}`], index === 0 ? spacing : "None");
            });
        case "quote": {
            const lines = quoted(block.text, 1500).split("\n");
            const items = lines.map((line) => rich([line], "None"));
            return [{ type: "Container", style: "emphasis", spacing, items }];
        }
        case "command":
            return [rich([{ code: block.text }], spacing)];
    }
}
// A time for itself stands in a `TextBlock`, where every reader sees their own.
function figure(label, value, spacing) {
    const [only] = value;
    const time = value.length === 1 && typeof only === "object" && "time" in only ? only.time : null;
    const shown = time !== null && isInstant(time)
        ? { type: "TextBlock", text: `{{DATE(${time}, SHORT)}} {{TIME(${time})}}`, wrap: true }
        : rich(value);
    return {
        type: "ColumnSet",
        spacing,
        columns: [
            { type: "Column", width: "150px", items: [rich([{ bold: label }])] },
            { type: "Column", width: "stretch", items: [shown] },
        ],
    };
}
function isInstant(time) {
    return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(time) && !Number.isNaN(Date.parse(time));
}
function rich(sentence, spacing) {
    const inlines = sentence.map(runOf).filter(({ text }) => text !== "");
    return {
        type: "RichTextBlock",
        inlines: inlines.length === 0 ? [{ type: "TextRun", text: " " }] : inlines,
        ...(spacing !== undefined && { spacing }),
    };
}
function styled(block, style) {
    return { ...block, inlines: block.inlines.map((one) => ({ ...one, ...style })) };
}
function runOf(piece) {
    if (typeof piece === "string")
        return run(onLine(piece));
    if ("bold" in piece)
        return { ...run(onLine(piece.bold)), weight: "Bolder" };
    if ("code" in piece)
        return { ...teams_code(piece.code), fontType: "Monospace" };
    if ("person" in piece)
        return run(nameOf(piece.person));
    if ("time" in piece)
        return run((0,dates/* longDay */.tV)(piece.time));
    const url = (0,src_links/* safeUrl */.Pl)(piece.url);
    const label = onLine(piece.link).trim();
    return url === null ? run(label) : { ...run(label), selectAction: { type: "Action.OpenUrl", url } };
}
function run(text) {
    return { type: "TextRun", text: inert(text) };
}
function teams_code(text) {
    return { type: "TextRun", text: noFunction(unlinkedCode(onLine(text, 300).trim())) };
}
/** Text in which Teams finds no time to format, no person to mention and no address to link. */
function inert(text) {
    return noFunction(unlinked(text));
}
function noFunction(text) {
    return text.replace(/\{(?=\{)/gu, "{\u200B").replace(/<(?=\/?at\b)/giu, "<\u200B");
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/webhook.js



/* Webhook: for programs. Its fields are documented in `webhookSchema`; new ones may come, none changes its meaning. */
/** The JSON to post. Names, addresses and ids of other services stay at home: people are told by login and id. */
function renderWebhook(message) {
    const { release, to, alsoTo } = message;
    const { reasonCode, repository, project, component, version, type, commit, revision, status } = release;
    const people = (those) => those.map(({ id, login }) => ({ id, login }));
    return JSON.stringify({
        schema_version: 1,
        id: message.id,
        thread: message.thread,
        event: message.event,
        role: message.role,
        tone: message.tone,
        at: message.at,
        subject: onLine(message.subject, 300).trim(),
        text: plainText(message),
        asked: people(to),
        told: people(alsoTo),
        urls: message.buttons.flatMap(({ label, url }) => {
            const safe = (0,src_links/* safeUrl */.Pl)(url);
            return safe === null ? [] : [{ label: onLine(label, 120).trim(), url: safe }];
        }),
        release: {
            repository,
            project,
            component,
            version,
            type,
            commit,
            revision,
            status,
            reason_code: reasonCode,
            headline: release.headline,
            deadline: release.deadline,
            issue: release.issue,
        },
    });
}
function plainText(message) {
    const parts = [
        writePlain(capital(addressed(message))),
        ...message.blocks.map((block) => plainBlock(block, message)),
        ...message.closing.map(writePlain),
    ];
    return parts.filter((part) => part !== "").join("\n");
}
function plainBlock(block, message) {
    const bullet = (sentence) => `- ${writePlain(sentence)}`;
    switch (block.kind) {
        case "text":
            return writePlain(block.text);
        case "heading":
            return `${onLine(block.text)}:`;
        case "list":
            return block.items.map(bullet).join("\n");
        case "facts":
            return block.facts.map(bullet).join("\n");
        case "figures":
            return block.figures.map(({ label, value }) => `${label}: ${writePlain(value)}`).join("\n");
        case "status":
            return block.rows
                .map((row) => {
                const label = isYours(row, message, null) ? `${row.label} (you)` : row.label;
                const detail = writePlain(row.detail);
                return `${row.mark} ${label}${row.note && `, ${row.note}`}${detail && `: ${detail}`}`;
            })
                .join("\n");
        case "quote":
            return quoted(block.text, 3000)
                .split("\n")
                .map((line) => `> ${line}`)
                .join("\n");
        case "command":
            return `    ${onLine(block.text)}`;
    }
}

;// CONCATENATED MODULE: ./build/packages/report/src/messages/webhook-schema.js
/*
 * JSON Schema (draft 2020-12) of what a webhook gets. `schema_version` 1: fields may be added, none is taken away or changes
 * its meaning.
 */
const webhook_schema_text = (description) => ({ type: "string", description });
const people = (description) => ({
    type: "array",
    description,
    items: {
        type: "object",
        required: ["id", "login"],
        additionalProperties: false,
        properties: {
            id: { type: "integer", description: "GitHub's numeric id of the person." },
            login: webhook_schema_text("The person's login."),
        },
    },
});
const nullable = (description) => ({ type: ["string", "null"], description });
const instant = (description) => ({ type: "string", format: "date-time", description });
const release = {
    type: "object",
    description: "The release as it stands.",
    additionalProperties: false,
    required: [
        "repository",
        "project",
        "component",
        "version",
        "type",
        "commit",
        "revision",
        "status",
        "reason_code",
        "headline",
        "deadline",
        "issue",
    ],
    properties: {
        repository: webhook_schema_text("`owner/name`."),
        project: webhook_schema_text("How policy calls the project."),
        component: nullable("The part that is released apart; null: the whole repository."),
        version: webhook_schema_text("With its `v`: `v1.2.0`."),
        type: webhook_schema_text("`patch`, `minor`, `major` or `hotfix`."),
        commit: webhook_schema_text("The commit that ships, whole."),
        revision: { type: "integer", minimum: 1, description: "How many times it was asked for." },
        status: webhook_schema_text("`pending`, `approved`, `authorized`, `rejected`, … as in the output `decision`."),
        reason_code: webhook_schema_text("Why, as in the output `reason-code`."),
        headline: webhook_schema_text("The state in a few words."),
        deadline: instant("When the request expires."),
        issue: {
            type: ["object", "null"],
            description: "The release's issue.",
            required: ["number", "url"],
            additionalProperties: false,
            properties: { number: { type: "integer" }, url: { type: "string", format: "uri" } },
        },
    },
};
const webhookSchema = {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "A message of Release Approval",
    type: "object",
    additionalProperties: false,
    required: [
        "schema_version",
        "id",
        "thread",
        "event",
        "role",
        "tone",
        "at",
        "subject",
        "text",
        "asked",
        "told",
        "urls",
        "release",
    ],
    properties: {
        schema_version: { const: 1 },
        id: webhook_schema_text("Equal for each repeat of this message."),
        thread: webhook_schema_text("Equal for all messages of a release: `owner/name#57`."),
        event: webhook_schema_text("What happened: an event of the policy's `notifications`."),
        role: nullable("Whose review it is about; null: the whole release."),
        tone: { enum: ["ask", "late", "good", "bad", "info"], description: "What it asks of its readers." },
        at: instant("When it happened."),
        subject: webhook_schema_text("One line."),
        text: webhook_schema_text("The whole message as plain text; times in UTC. It may be cut: the issue has it all."),
        asked: people("Who is asked to act."),
        told: people("Who is told beside them."),
        urls: {
            type: "array",
            description: "Where to act and to look; the first one is what most readers want.",
            items: {
                type: "object",
                required: ["label", "url"],
                additionalProperties: false,
                properties: { label: { type: "string" }, url: { type: "string", format: "uri" } },
            },
        },
        release,
    },
};

;// CONCATENATED MODULE: ./build/packages/report/src/messages/index.js










/***/ })

};
