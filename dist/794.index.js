export const id = 794;
export const ids = [794];
export const modules = {

/***/ 794:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  readChannels: () => (/* reexport */ readChannels),
  sendAll: () => (/* reexport */ sendAll)
});

// EXTERNAL MODULE: ./build/packages/approval/src/index.js + 97 modules
var src = __webpack_require__(7364);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./build/packages/notify/src/failure.js
/** Thrown where a try ends early. */
class SendError extends Error {
    failure;
    constructor(failure) {
        super(failure.reason);
        this.name = "SendError";
        this.failure = failure;
    }
}
/** No further try, and no further message, would go another way. */
function hopeless(reason) {
    return new SendError({ reason, again: false, after: null, scope: "channel" });
}
/** What Node's network said, as a failure. Its messages are not shown, since they may name addresses. */
function failureOf(thrown) {
    if (thrown instanceof SendError)
        return thrown.failure;
    const code = codeOf(thrown);
    const known = words.find(({ codes }) => codes.test(code));
    const reason = known?.reason ?? "the connection failed";
    return {
        reason: known?.bare || code === "" ? reason : `${reason} (${code})`,
        again: known?.again ?? true,
        after: null,
        scope: "channel",
    };
}
const words = [
    { codes: /^ECONNREFUSED$/, reason: "it refused the connection", again: true, bare: true },
    { codes: /^(ECONNRESET|EPIPE|ECONNECTION)$/, reason: "it closed the connection", again: true, bare: true },
    { codes: /^(ENOTFOUND|EAI_\w+|ENODATA|EDNS)$/, reason: "its name cannot be resolved", again: true },
    { codes: /^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/, reason: "it cannot be reached", again: true },
    // https://nodejs.org/api/tls.html#x509-certificate-error-codes
    {
        codes: /^(CERT_|CRL_|UNABLE_TO_|ERROR_IN_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_|ERR_TLS_CERT_)/,
        reason: "its certificate is not trusted",
        again: false,
    },
    { codes: /^(EPROTO|ETLS|ERR_SSL_\w+|ERR_TLS_\w+)$/, reason: "there is no TLS with it", again: false },
    { codes: /^(EAUTH|ENOAUTH)$/, reason: "it offers no way to log in", again: false },
    { codes: /^EPROTOCOL$/, reason: "it does not speak SMTP", again: false },
    { codes: /^HPE_\w+$/, reason: "it does not speak HTTP", again: false },
];
/** The code of the error, or of what it wraps: nodemailer keeps Node's own one apart. */
function codeOf(thrown) {
    if (!(thrown instanceof Error))
        return "";
    const { originalCode, code } = thrown;
    return ([originalCode, code].find((it) => typeof it === "string" && /^[A-Z][A-Z0-9_]{2,50}$/.test(it)) ?? "");
}

;// CONCATENATED MODULE: ./build/packages/notify/src/addresses.js


/** What policy may allow: machines of one's own. */
const inside = blockList([
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "::1/128",
    "fc00::/7",
]);
/**
 * What nobody may allow: cloud metadata (168.63.129.16 is that of Azure, where GitHub's runners are), the link, groups,
 * documentation, tests and what is reserved.
 * https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const nowhere = blockList([
    "0.0.0.0/8",
    "100.100.100.200/32",
    "168.63.129.16/32",
    "169.254.0.0/16",
    "192.0.0.0/24",
    "192.0.2.0/24",
    "192.88.99.0/24",
    "198.18.0.0/15",
    "198.51.100.0/24",
    "203.0.113.0/24",
    "224.0.0.0/4",
    "240.0.0.0/4",
    "2001::/23",
    "2001:db8::/32",
    "2002::/16",
    "3fff::/20",
    "fd00:ec2::254/128",
]);
/**
 * IPv6 has one range for everybody. What is outside of it and not a network's own is none of a server: mapped and
 * translated IPv4 (`::ffff:0:0/96`, `64:ff9b::/96`), `::`, links, groups.
 */
const everybody = blockList(["2000::/3"]);
const mapped = blockList(["::ffff:0:0/96"]);
/** @param address as Node writes it, without brackets. Anything else is never reached. */
function reachOf(address) {
    const version = (0,external_node_net_.isIP)(address);
    if (version === 0)
        return "never";
    const kind = version === 4 ? "ipv4" : "ipv6";
    // A BlockList looks through a mapped address at the one inside, which would pass as one of its own kind.
    if (nowhere.check(address, kind) || (version === 6 && !isPlain(address)))
        return "never";
    if (inside.check(address, kind))
        return "private";
    return version === 4 || everybody.check(address, kind) ? "public" : "never";
}
/** Whether the address itself says that it is this machine. */
function isLoopback(hostname) {
    const host = withoutBrackets(hostname).toLowerCase();
    return host === "localhost" || host === "::1" || ((0,external_node_net_.isIPv4)(host) && host.startsWith("127."));
}
/**
 * Where a webhook's host is. This machine, when it is named as such, is always fine: only who runs the runner can put
 * something there.
 * @param hostname of a URL, which has brought every way to write an IP address into one form
 * @throws SendError when there is no address, or one of them is not allowed
 */
async function findAddresses(hostname, rules) {
    const host = withoutBrackets(hostname);
    const addresses = await resolveHost(host, rules.resolve);
    if (isLoopback(host))
        return addresses;
    const reaches = addresses.map(({ address }) => reachOf(address));
    if (reaches.includes("never"))
        throw hopeless("its address is none that a webhook can have (of a link, a group, cloud metadata or reserved)");
    if (reaches.includes("private") && !rules.allowPrivate)
        throw hopeless("its address is a private one, which only `private-addresses: true` under `notifications` of the policy allows");
    return addresses;
}
/**
 * The addresses of a host, whatever they are. Those of `localhost` are known without asking: nobody else may say where
 * it is.
 * @throws SendError when there is none; what `resolve` throws
 */
async function resolveHost(hostname, resolve) {
    const host = withoutBrackets(hostname);
    if (host.toLowerCase() === "localhost")
        return [addressOf("127.0.0.1"), addressOf("::1")];
    if ((0,external_node_net_.isIP)(host) !== 0)
        return [addressOf(host)];
    const addresses = await resolve(host);
    if (addresses.length === 0)
        throw new SendError({ reason: "its name has no address", again: true, after: null, scope: "channel" });
    return addresses;
}
/** Gives a connection the addresses that were found, instead of a second look-up. */
function lookupOf(addresses) {
    return (_, options, callback) => {
        const [first] = addresses;
        // Node expects the answer later than the question.
        setImmediate(() => {
            if (options.all === true)
                callback(null, [...addresses]);
            else
                callback(null, first?.address ?? "", first?.family);
        });
    };
}
function addressOf(address) {
    return { address, family: (0,external_node_net_.isIPv4)(address) ? 4 : 6 };
}
/** Of the host of a URL: an IPv6 address as Node takes it. */
function withoutBrackets(hostname) {
    return hostname.replace(/^\[(.*)\]$/, "$1");
}
/** No IPv4 inside, no zone. */
function isPlain(address) {
    return !/[.%]/.test(address) && !mapped.check(address, "ipv6");
}
function blockList(subnets) {
    const list = new external_node_net_.BlockList();
    for (const subnet of subnets) {
        const [address = "", prefix] = subnet.split("/");
        list.addSubnet(address, Number(prefix), (0,external_node_net_.isIPv4)(address) ? "ipv4" : "ipv6");
    }
    return list;
}

;// CONCATENATED MODULE: ./build/packages/notify/src/mail-server.js

/** @returns what is wrong with it, in words that repeat nothing of it, or the server */
function parseMailServer(text) {
    const url = URL.canParse(text) ? new URL(text) : null;
    if (url === null || url.hostname === "")
        return "what is no address";
    if (url.protocol !== "smtp:" && url.protocol !== "smtps:")
        return "an address of another protocol";
    // Mail libraries take options here, such as one that turns off the check of certificates.
    if (url.search !== "" || url.hash !== "" || !/^\/?$/.test(url.pathname))
        return "more than a host after the `@`, or a `/`, `?` or `#` in the password that is not percent-encoded";
    const user = decode(url.username);
    const password = decode(url.password);
    if (user === null || password === null)
        return "a `%` that begins no percent-encoded character";
    if ((user === "") !== (password === ""))
        return user === "" ? "a password without a user" : "a user without a password";
    const host = normalHost(url.hostname);
    if (host === null)
        return "what is no address";
    const wrapped = url.protocol === "smtps:";
    return {
        host,
        port: Number(url.port) || (wrapped ? 465 : 587),
        tls: wrapped ? "wrapped" : isLoopback(host) ? "offered" : "upgraded",
        login: user === "" ? null : { user, password },
    };
}
/** URL leaves hosts as they are written where it does not know the protocol; `http:` it knows. */
function normalHost(hostname) {
    const address = `http://${hostname}`;
    return URL.canParse(address) ? withoutBrackets(new URL(address).hostname) : null;
}
function decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return null;
    }
}

;// CONCATENATED MODULE: ./build/packages/notify/src/mailbox.js
// No white space, list, comment or quote: nothing that a mail server could read as more than one address.
const addressForm = /^[^\s\p{Cc}@<>()[\]\\,;:"]{1,64}@[^\s\p{Cc}@<>()[\]\\,;:"]{1,255}$/u;
const namedForm = /^([^<>\r\n]*)<([^<>]*)>$/;
function isMailAddress(text) {
    return addressForm.test(text);
}
/** `a@example.com`, or with a name: `Releases <a@example.com>`, `"Acme, releases" <a@example.com>`. */
function parseMailbox(text) {
    const [, name = "", address = text] = namedForm.exec(text.trim()) ?? [];
    if (!isMailAddress(address.trim()))
        return null;
    const bare = oneLine(name)
        .replace(/^"(.*)"$/, "$1")
        .trim();
    return { name: bare === "" ? null : bare, address: address.trim() };
}
/** Of what becomes a header: whatever would end its line becomes a space. */
function oneLine(text) {
    return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

;// CONCATENATED MODULE: ./build/packages/notify/src/read-channels.js




/**
 * Reads and checks the addresses before anything is sent.
 * @throws ConfigurationError with every problem; the inputs are named, their values never
 */
function readChannels(inputs) {
    const given = (name) => inputs[name]?.trim() || null;
    const problems = [];
    const webhook = (name) => {
        const text = given(name);
        const found = text === null ? null : findFaultOfWebhook(text);
        if (found !== null)
            problems.push({ where: `input \`${name}\``, found, ...rightWebhook });
        return text;
    };
    const urls = {
        slack: webhook("slack-webhook-url"),
        discord: webhook("discord-webhook-url"),
        teams: webhook("teams-webhook-url"),
    };
    const url = webhook("webhook-url");
    const secret = given("webhook-secret");
    if (secret !== null && url === null)
        problems.push({
            where: "input `webhook-secret`",
            found: "a secret without `webhook-url`",
            allowed: "a secret beside an address",
            cure: "Set `webhook-url` too, or leave `webhook-secret` out.",
        });
    const server = given("smtp-url");
    const from = given("mail-from");
    problems.push(...findFaultsOfMail(server, from));
    if (problems.length > 0)
        throw (0,src/* configurationErrorOf */.VM)(problems, "invalid-input");
    return {
        ...urls,
        webhook: url === null ? null : { url, secret },
        email: server === null || from === null ? null : { url: server, from },
    };
}
const rightWebhook = {
    allowed: "an address as in `https://example.com/…`; `http` for `localhost` and loopback addresses only",
    cure: "Copy the whole address of the webhook from where it was made into the secret of the workflow.",
};
function findFaultOfWebhook(text) {
    // White space inside is what URL would silently take out.
    const url = URL.canParse(text) && !/\s/.test(text) ? new URL(text) : null;
    if (url === null)
        return "what is no address";
    if (url.protocol !== "https:" && url.protocol !== "http:")
        return "an address of another protocol";
    if (url.protocol === "http:" && !isLoopback(url.hostname))
        return "an address without TLS";
    if (url.username !== "" || url.password !== "")
        return "an address with a user or a password";
    return null;
}
const rightServer = {
    allowed: "`smtps://user:password@host:port`, or `smtp://` for STARTTLS, and nothing after the port",
    cure: "Write user and password percent-encoded: `%40` for `@`, `%2F` for `/`, `%23` for `#`, `%3F` for `?`, `%25` for `%`.",
};
const rightSender = {
    allowed: "a mail address, as in `releases@example.com` or `Releases <releases@example.com>`",
    cure: "Write one mail address, with or without a name before it.",
};
function findFaultsOfMail(server, from) {
    const together = {
        allowed: "both `smtp-url` and `mail-from`, or none",
        cure: "Mails need a server (`smtp-url`) and a sender (`mail-from`): set both, or leave both out.",
    };
    const parsed = server === null ? null : parseMailServer(server);
    return [
        ...(typeof parsed === "string" ? [{ where: "input `smtp-url`", found: parsed, ...rightServer }] : []),
        ...(from !== null && parseMailbox(from) === null
            ? [{ where: "input `mail-from`", found: "what is no mail address", ...rightSender }]
            : []),
        ...(server !== null && from === null
            ? [{ where: "input `mail-from`", found: "nothing", ...together }]
            : []),
        ...(server === null && from !== null
            ? [{ where: "input `smtp-url`", found: "nothing", ...together }]
            : []),
    ];
}

// EXTERNAL MODULE: external "node:dns/promises"
var promises_ = __webpack_require__(1553);
;// CONCATENATED MODULE: ./build/packages/notify/src/channel-names.js
/** What people call a channel, and the input that says where it is. */
const channelNames = {
    slack: { title: "Slack", input: "slack-webhook-url" },
    discord: { title: "Discord", input: "discord-webhook-url" },
    teams: { title: "Microsoft Teams", input: "teams-webhook-url" },
    webhook: { title: "The webhook", input: "webhook-url" },
    email: { title: "The mail server", input: "smtp-url" },
};

;// CONCATENATED MODULE: ./build/packages/notify/src/said.js

/*
 * What the other side said about a failure is worth showing: `channel_is_archived` tells more than 410. It may repeat
 * what we sent, though, an address or a password.
 */
const longest = 120;
/** As short as a word of the language, it would blank out that word, and protect nothing. */
const shortest = 4;
/**
 * A function that makes what was said fit for a warning: one line without its full stop, no secrets, short.
 * @param secrets what must not be shown
 * @param redact of the run, for the secrets of others
 * @returns empty for nothing, and for pages of HTML, which say nothing to a reader
 */
function quoteWithout(secrets, redact) {
    const forms = secrets.flatMap((it) => [it, encodeURIComponent(it), base64(it)]);
    const hidden = [...new Set(forms)].filter((it) => it.length >= shortest);
    hidden.sort((a, b) => b.length - a.length);
    return (text) => {
        if (/^\s*</.test(text))
            return "";
        const clear = hidden.reduce((left, it) => left.replaceAll(it, "***"), redact(oneLine(text).replace(/\.+$/, "")));
        const characters = Array.from(clear);
        // Only after the secrets are gone: what is cut off in the middle of one is not recognized.
        return characters.length <= longest ? clear : `${characters.slice(0, longest - 1).join("")}…`;
    };
}
/** Whatever of a webhook's address is not its host. */
function secretsOf(url) {
    const whole = [url.href, url.pathname + url.search, url.pathname, url.search];
    const parts = [...whole, ...url.pathname.split("/"), ...url.search.split(/[?&=]/)];
    return [...parts, ...parts.map(decoded)];
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
function base64(text) {
    return Buffer.from(text, "utf8").toString("base64");
}

;// CONCATENATED MODULE: ./build/packages/notify/src/mails.js







/**
 * Sends mails over one connection, which is opened for the first one. The library is loaded then, too: most runs send
 * no mail.
 * @param settings as `readChannels` gives them
 */
function openMails(settings, options) {
    const server = parseMailServer(settings.url);
    const from = parseMailbox(settings.from);
    if (typeof server === "string" || from === null)
        throw new Error("Mail settings that readChannels refuses were used.");
    const quote = quoteWithout(server.login === null ? [] : mails_secretsOf(server.login), options.redact);
    const closing = new AbortController();
    let opened = null;
    return {
        name: `${channelNames.email.title} (${server.host})`,
        send: async ({ mail }, signal) => {
            if (!isMailAddress(mail.to.address))
                return refusedMail("the address of the reader is no mail address");
            opened ??= openTransport(server, options, closing.signal);
            const transport = await opened;
            try {
                await transport.sendMail({
                    ...partsOf(mail),
                    from: { ...from, name: shownAs(from.name ?? "") },
                    signal,
                });
                return null;
            }
            catch (thrown) {
                return readRefusal(thrown, server, quote);
            }
        },
        close: () => {
            closing.abort();
            opened?.then((transport) => transport.close({ force: true }));
        },
    };
}
/** What goes into the mail, as the library takes it. Headers are one line each, whoever typed what is in them. */
function partsOf({ to, subject, text, html, messageId, references }) {
    const thread = references.map(oneLine);
    const parent = thread.at(-1);
    return {
        to: { name: shownAs(to.name ?? ""), address: to.address },
        subject: shownAs(subject),
        text,
        html,
        messageId: oneLine(messageId),
        ...(parent === undefined ? {} : { inReplyTo: parent, references: thread }),
        // Asks out-of-office replies to stay away: https://www.rfc-editor.org/rfc/rfc3834#section-5
        headers: { "Auto-Submitted": "auto-generated" },
    };
}
/** Text of a header. What looks encoded (RFC 2047) would be decoded; a space without width keeps it as it was typed. */
function shownAs(text) {
    return oneLine(text).replaceAll("=?", "=\u200b?");
}
/** Of the address, only what `MailServer` has: the library would take dangerous options from its query. */
async function openTransport({ host, port, tls, login }, { resolve, perTry, certificate }, closed) {
    const { createTransport } = await __webpack_require__.e(/* import() */ 739).then(__webpack_require__.bind(__webpack_require__, 6739));
    return createTransport({
        pool: true,
        maxConnections: 1,
        maxMessages: Number.POSITIVE_INFINITY,
        // Whether to try again is decided by who calls.
        maxRequeues: 0,
        host,
        port,
        secure: tls === "wrapped",
        requireTLS: tls === "upgraded",
        tls: {
            // The environment of a runner can turn this off for everybody.
            rejectUnauthorized: true,
            minVersion: "TLSv1.2",
            ...(certificate === undefined ? {} : { ca: certificate }),
        },
        // A server that asks for no password although one was given is not the one that was meant.
        ...(login === null ? {} : { auth: { user: login.user, pass: login.password }, forceAuth: true }),
        greetingTimeout: perTry,
        socketTimeout: perTry,
        socketCloseTimeout: 0,
        disableFileAccess: true,
        disableUrlAccess: true,
        getSocket: (_, callback) => {
            openSocket(host, port, resolve, closed).then((connection) => callback(null, { connection }), callback);
        },
    });
}
/** Our own look-up in place of the library's, which keeps answers for minutes and cannot be given up. */
async function openSocket(host, port, resolve, closed) {
    const addresses = await resolveHost(host, resolve);
    closed.throwIfAborted();
    return new Promise((opened, failed) => {
        const socket = (0,external_node_net_.connect)({ host, port, lookup: lookupOf(addresses), autoSelectFamily: true });
        closed.addEventListener("abort", () => socket.destroy(), { once: true });
        socket.once("error", failed);
        socket.once("connect", () => {
            socket.off("error", failed);
            opened(socket);
        });
    });
}
/** @throws the same where the server did not answer; `failureOf` knows what it means */
function readRefusal(thrown, server, quote) {
    const { code, responseCode, response, command } = (thrown instanceof Error ? thrown : {});
    if (command === "STARTTLS" && server.tls === "upgraded" && response)
        throw hopeless("it offers no STARTTLS, and nothing is sent without TLS");
    const ownFault = code === "EMESSAGE" || (code === "EENVELOPE" && command !== "MAIL FROM");
    if (typeof responseCode !== "number" || responseCode < 400)
        return ownFault ? refusedMail("it does not take mails like this one") : failureOf(thrown);
    const said = quote(typeof response === "string" ? response : String(responseCode));
    return {
        reason: code === "EAUTH"
            ? `it does not take user and password of \`smtp-url\`: ${said}`
            : `it answered ${said}`,
        again: responseCode < 500,
        after: null,
        // 421: it closes the connection. https://www.rfc-editor.org/rfc/rfc5321#section-3.8
        scope: ownFault && responseCode !== 421 ? "message" : "channel",
    };
}
function refusedMail(reason) {
    return { reason, again: false, after: null, scope: "message" };
}
/** The last one is what `AUTH PLAIN` sends, and some servers repeat. */
function mails_secretsOf({ user, password }) {
    return [user, password, `\0${user}\0${password}`];
}

// EXTERNAL MODULE: external "node:timers"
var external_node_timers_ = __webpack_require__(7997);
;// CONCATENATED MODULE: ./build/packages/notify/src/time-limit.js


/** Why an `AbortSignal` of ours ends what is under way. */
function timeUp(failure) {
    return new SendError({ ...failure, after: null });
}
/**
 * Ends what is under way when all the time is up. Its timer keeps the process alive, unlike that of
 * `AbortSignal.timeout`: whoever awaits the end gets it.
 */
function startBudget(milliseconds) {
    const controller = new AbortController();
    const end = () => controller.abort(timeUp({ reason: "the time that messages may take was over", again: false, scope: "time" }));
    if (milliseconds <= 0)
        end();
    const timer = (0,external_node_timers_.setTimeout)(end, milliseconds);
    return { signal: controller.signal, stop: () => (0,external_node_timers_.clearTimeout)(timer) };
}
/**
 * Gives work a time of its own, within that of `outer`. Ends on time even when the work does not heed its signal, as a
 * look-up of a name cannot.
 * @throws SendError when the time is up; what the work throws
 */
async function withinTime(milliseconds, outer, work) {
    outer.throwIfAborted();
    const own = new AbortController();
    const reason = `it did not answer within ${seconds(milliseconds)}`;
    const timer = (0,external_node_timers_.setTimeout)(() => own.abort(timeUp({ reason, again: true, scope: "channel" })), milliseconds);
    const signal = AbortSignal.any([outer, own.signal]);
    try {
        return await Promise.race([rejectWhenAborted(signal), work(signal)]);
    }
    finally {
        (0,external_node_timers_.clearTimeout)(timer);
    }
}
/** Never resolves. First in a race, it gives the reason before the work can say what being cut off did to it. */
function rejectWhenAborted(signal) {
    return new Promise((_, reject) => {
        if (signal.aborted)
            reject(signal.reason);
        else
            signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    });
}
function seconds(milliseconds) {
    return `${Math.round(milliseconds / 100) / 10} s`;
}

;// CONCATENATED MODULE: ./build/packages/notify/src/send-in-order.js


const tries = 3;
/** Of the first pause, in milliseconds. The next one is twice as long. */
const firstPause = 1000;
/**
 * Sends the messages of one channel, one after the other, each with three tries. When the channel itself is down, or
 * the time is over, those after it are not tried.
 * @returns what became of each; never fails
 */
async function sendInOrder(messages, sender, limits) {
    const results = [];
    let end = null;
    for (const message of messages) {
        const failure = end ?? (await sendOne(message, sender, limits));
        if (failure !== null && failure.scope !== "message")
            end = failure;
        results.push({
            key: message.key,
            problem: failure === null ? null : `${sender.name} did not get the message: ${failure.reason}.`,
            down: failure?.scope === "channel",
            final: failure?.scope === "message" && !failure.again,
        });
    }
    sender.close();
    return results;
}
async function sendOne(message, sender, limits) {
    for (let tried = 1;; tried += 1) {
        const failure = await tryOnce(message, sender, limits);
        if (failure === null || !failure.again)
            return failure;
        if (tried === tries)
            return { ...failure, reason: `${failure.reason}, ${tries} times` };
        const wait = Math.max(failure.after ?? 0, pauseAfter(tried, limits.random()));
        if (wait >= limits.left())
            return withoutTime(failure, limits.left());
        // When the time is up after all, the next try finds out.
        await Promise.race([limits.pause(wait), rejectWhenAborted(limits.signal)]).catch(() => { });
    }
}
/** A channel that asks for a longer pause than there is time is of no use; a shorter one might have done. */
function withoutTime(failure, left) {
    const ours = failure.scope === "channel" && (failure.after ?? 0) < left;
    const reason = `${failure.reason}, and there is no time for another try`;
    return { ...failure, reason, scope: ours ? "time" : failure.scope };
}
async function tryOnce(message, sender, { perTry, signal }) {
    try {
        return await withinTime(perTry, signal, (own) => sender.send(message, own));
    }
    catch (thrown) {
        return failureOf(thrown);
    }
}
/** Between half and all of it, so that runs that failed together do not come back together. */
function pauseAfter(tried, random) {
    return Math.round(firstPause * 2 ** (tried - 1) * (0.5 + random / 2));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./build/packages/notify/src/post.js




/** What is read of an answer. Nobody says more than a few words. */
const longestAnswer = 64 * 1024;
/** The status is what counts; so long may the words take that go with it. */
const patience = 1000;
const mostRedirects = 3;
/**
 * Posts to an address that is allowed, and follows the redirects that change neither the host nor the method.
 * @param url https, or http to this machine
 * @throws SendError when the address or a redirect is not allowed; errors of Node when there is no answer
 */
async function post(url, request, options, signal) {
    const addresses = await findAddresses(url.hostname, options);
    let target = url;
    for (let redirects = 0; redirects <= mostRedirects; redirects += 1) {
        const answer = await exchange(target, request, { ...options, addresses }, signal);
        if (![301, 302, 303, 307, 308].includes(answer.status))
            return answer;
        target = followRedirect(target, answer);
    }
    throw hopeless(`it redirects more than ${mostRedirects} times`);
}
/** https://www.rfc-editor.org/rfc/rfc9110.html#name-redirection-3xx */
function followRedirect(from, { status, headers }) {
    const location = headers.location ?? "";
    // After these a client asks again with GET, and without the message.
    if (status < 307)
        throw hopeless(`it answered ${status}, a redirect that does not take messages`);
    if (location === "" || !URL.canParse(location, from.href))
        throw hopeless(`it answered ${status}, a redirect to nowhere`);
    const to = new URL(location, from);
    if (to.origin !== from.origin)
        throw hopeless("it redirects to another host, port or protocol");
    return to;
}
function exchange(url, { headers, body }, options, signal) {
    const { request } = url.protocol === "https:" ? external_node_https_ : external_node_http_;
    return new Promise((resolve, reject) => {
        const outgoing = request(url, {
            method: "POST",
            headers: { ...headers, "Content-Length": String(body.length) },
            lookup: lookupOf(options.addresses),
            // A connection of its own: none that was opened before the address was checked.
            agent: false,
            // The environment of a runner can turn this off for everybody.
            rejectUnauthorized: true,
            ...(options.certificate === undefined ? {} : { ca: options.certificate }),
            signal,
        });
        outgoing.on("error", reject);
        outgoing.on("response", (response) => {
            const { statusCode: status = 0 } = response;
            readBeginning(response).then((text) => resolve({ status, headers: response.headers, body: text }));
        });
        outgoing.end(body);
    });
}
/** Reads what comes soon. Never fails: what is missing is only words. */
function readBeginning(response) {
    return new Promise((resolve) => {
        const chunks = [];
        let length = 0;
        const end = () => {
            clearTimeout(timer);
            response.destroy();
            resolve(Buffer.concat(chunks).subarray(0, longestAnswer).toString("utf8"));
        };
        const timer = setTimeout(end, patience);
        response.on("data", (chunk) => {
            chunks.push(chunk);
            length += chunk.length;
            if (length >= longestAnswer)
                end();
        });
        response.on("end", end);
        response.on("error", end);
        response.on("close", end);
    });
}

;// CONCATENATED MODULE: ./build/packages/notify/src/webhooks.js




/** The words in the body of a refusal, where each service has them; empty: none. */
const readWords = {
    // One word: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors
    slack: (body) => body,
    // https://discord.com/developers/docs/reference#error-messages
    discord: (body) => textAt(body, ["message"]),
    teams: (body) => textAt(body, ["error", "message"]) || textAt(body, ["error", "code"]),
    // Anything may stand behind it, and say anything.
    webhook: () => "",
};
/**
 * Posts messages to one address.
 * @param address as `readChannels` gives it
 * @param secret signs the body; null: nothing is signed
 */
function openWebhook(channel, address, secret, options) {
    const url = addressFor(channel, address);
    const quote = quoteWithout([...secretsOf(url), ...(secret === null ? [] : [secret])], options.redact);
    const { title } = channelNames[channel];
    return {
        // The host of somebody's own webhook may itself be the secret.
        name: channel === "webhook" ? title : `${title} (${url.host})`,
        close: () => { },
        send: async (message, signal) => {
            const body = Buffer.from(message.body, "utf8");
            const own = channel === "webhook" ? ownHeaders(message, body, secret) : {};
            const headers = { "Content-Type": "application/json", "User-Agent": "release-approval", ...own };
            const answer = await post(url, { headers, body }, options, signal);
            const said = answer.status < 300 ? "" : quote(readWords[channel](answer.body));
            return readAnswer(answer, {
                said,
                asked: channel === "discord" ? secondsOfDiscord(answer.body) : null,
                off: channel === "teams" && isTurnedOff(answer.body),
            });
        },
    };
}
/** Discord says only with `wait` whether it kept the message: https://discord.com/developers/docs/resources/webhook */
function addressFor(channel, address) {
    const url = new URL(address);
    if (channel === "discord")
        url.searchParams.set("wait", "true");
    return url;
}
/** The names of GitHub's own webhooks, so that what checks those checks these. */
function ownHeaders(message, body, secret) {
    return {
        "X-Delivery-Id": inHeader(message.id),
        "X-Event": inHeader(message.event),
        ...(secret === null
            ? {}
            : { "X-Signature-256": `sha256=${(0,external_node_crypto_.createHmac)("sha256", secret).update(body).digest("hex")}` }),
    };
}
/** Headers hold printable ASCII; whatever is not is percent-encoded, so that different ones stay different. */
function inHeader(text) {
    return text.replace(/[^\x21-\x7e]/gu, (it) => `%${Buffer.from(it).toString("hex").match(/../g)?.join("%")}`);
}
/** These are about the message; any other refusal is about the address, its owner, or every message alike. */
const ofMessage = [400, 413, 422];
function readAnswer(answer, { said, asked, off }) {
    const { status } = answer;
    if (status >= 200 && status < 300)
        return null;
    const busy = status === 429 || status === 503;
    const after = asked === null ? readRetryAfter(answer) : asked * 1000;
    return {
        reason: said === "" ? `it answered ${status}` : `it answered ${status}, ${said}`,
        again: [408, 425, 429].includes(status) || status >= 500,
        after: busy ? after : null,
        scope: ofMessage.includes(status) && !off ? "message" : "channel",
    };
}
/** A workflow that was turned off or deleted answers 400, as to a message that it does not understand. */
function isTurnedOff(body) {
    return textAt(body, ["error", "code"]) === "WorkflowTriggerIsNotEnabled";
}
/** https://www.rfc-editor.org/rfc/rfc9110.html#name-retry-after: seconds, or a date. In milliseconds. */
function readRetryAfter({ headers }) {
    const text = headers["retry-after"] ?? "";
    if (/^\d{1,9}$/.test(text))
        return Number(text) * 1000;
    // By the clock that the date is of.
    const wait = Date.parse(text) - (Date.parse(headers.date ?? "") || Date.now());
    return Number.isNaN(wait) ? null : Math.max(wait, 0);
}
/** More exact than its header: https://discord.com/developers/docs/topics/rate-limits */
function secondsOfDiscord(body) {
    const seconds = valueAt(body, ["retry_after"]);
    return typeof seconds === "number" && seconds >= 0 ? seconds : null;
}
function textAt(body, path) {
    const value = valueAt(body, path);
    return typeof value === "string" ? value : "";
}
function valueAt(body, path) {
    try {
        return path.reduce((value, name) => (typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined), JSON.parse(body));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/packages/notify/src/send-all.js






/**
 * Sends messages, all channels at once, each channel's in their order. Ends within the budget, and never fails for what
 * the other sides do.
 * @returns what became of each message, in the order of `outgoing`
 */
async function sendAll(outgoing, settings, options) {
    const { budget = 30_000, perTry = 10_000, random = Math.random, now = () => performance.now() } = options;
    const started = now();
    const { signal, stop } = startBudget(budget);
    const limits = {
        signal,
        left: () => budget - (now() - started),
        perTry,
        random,
        pause: options.pause,
    };
    try {
        const channels = [...new Set(outgoing.map((it) => it.channel))];
        const sent = await Promise.all(channels.map((channel) => sendThrough(channel, outgoing, settings, { ...options, resolve: options.resolve ?? lookUp, perTry }, limits)));
        const results = new Map(channels.map((channel, index) => [channel, sent[index]?.values()]));
        const inOrder = outgoing.flatMap(({ channel }) => results.get(channel)?.next().value ?? []);
        return inOrder.map((it) => ({ ...it, problem: it.problem && options.redact(it.problem) }));
    }
    finally {
        stop();
    }
}
const lookUp = async (host) => {
    const found = await (0,promises_.lookup)(host, { all: true });
    return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};
async function sendThrough(channel, outgoing, { email, webhook, ...settings }, options, limits) {
    if (channel === "email") {
        const letters = outgoing.filter((it) => it.channel === "email");
        if (email === null)
            return refuseAll(letters, channel);
        return sendInOrder(letters, openMails(email, options), limits);
    }
    const posts = outgoing.filter((it) => it.channel === channel);
    const { url, secret } = channel === "webhook" ? (webhook ?? send_all_nowhere) : { url: settings[channel], secret: null };
    if (url === null)
        return refuseAll(posts, channel);
    return sendInOrder(posts, openWebhook(channel, url, secret, options), limits);
}
const send_all_nowhere = { url: null, secret: null };
function refuseAll(messages, channel) {
    const { title, input } = channelNames[channel];
    return messages.map(({ key }) => ({
        key,
        problem: `${title} did not get the message: the input \`${input}\` is not set.`,
        down: true,
        final: false,
    }));
}

;// CONCATENATED MODULE: ./build/packages/notify/src/index.js




/***/ })

};
