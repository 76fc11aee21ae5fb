export const id = 445;
export const ids = [445];
export const modules = {

/***/ 3445:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  advisoriesIn: () => (/* reexport */ advisoriesIn),
  judgeCoverage: () => (/* reexport */ judgeCoverage),
  judgeDocumentation: () => (/* reexport */ judgeDocumentation),
  judgePackage: () => (/* reexport */ judgePackage),
  judgePerformance: () => (/* reexport */ judgePerformance),
  judgePlans: () => (/* reexport */ judgePlans),
  judgeSecurity: () => (/* reexport */ judgeSecurity),
  judgeTests: () => (/* reexport */ judgeTests),
  notesFromCommits: () => (/* reexport */ notes/* notesFromCommits */.e),
  notesIn: () => (/* reexport */ notesIn),
  readCoverage: () => (/* reexport */ readCoverage),
  readDocuments: () => (/* reexport */ readDocuments),
  readPerformance: () => (/* reexport */ readPerformance),
  readSecurity: () => (/* reexport */ readSecurity),
  readTests: () => (/* reexport */ readTests),
  securityReasons: () => (/* reexport */ securityReasons)
});

;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/number.js
/** A count as reports write it: digits alone. */
function readCount(text) {
    return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
/** Seconds as reports write them: `0.5`, `1,204.5` (Surefire), `1e-3`; anything else is no time. */
function readSeconds(text) {
    if (text === undefined || text.length > 40)
        return 0;
    const seconds = Number(text.replaceAll(",", ""));
    return Number.isFinite(seconds) && seconds > 0 && seconds < 1e9 ? seconds : 0;
}
/** A part in percent, cut to one decimal: 94.99 is never shown as 95. Of nothing there is no part. */
function percentOf(part, whole) {
    return whole > 0 ? Math.floor((part * 1000) / whole) / 10 : null;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/judgement.js
/** What can be told of a number of reports without looking at what they found: none there, or one cannot be read. */
function judgeReadings(item, readings, threshold) {
    const base = { item, ...(threshold === undefined ? {} : { threshold }) };
    if (readings.length === 0)
        return { ...base, verdict: "missing", figures: {} };
    const problems = readings.flatMap(({ ok, problem }) => (ok || problem === undefined ? [] : [problem]));
    const [first] = problems;
    if (first === undefined)
        return null;
    return { ...base, verdict: "unreadable", figures: { problem: first, unreadable: problems.length } };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/figures.js
/**
 * Several reports as one: their sums. Reports that tell of the same sources are not laid over one another, since two packages
 * may have files of one name: the figure is never better than the truth.
 */
function addCoverage(all) {
    return {
        lines: addShares(all.map((one) => one.lines)),
        branches: addShares(all.map((one) => one.branches)),
        remarks: all.flatMap((one) => one.remarks).slice(0, 5),
    };
}
function addShares(shares) {
    return shares.reduce((sum, one) => ({ covered: sum.covered + one.covered, total: sum.total + one.total }), {
        covered: 0,
        total: 0,
    });
}
/** Says where what a report claims is not what was counted in it. */
function compareShares(what, claimed, counted) {
    if (claimed.covered === undefined || claimed.total === undefined)
        return [];
    if (claimed.covered === counted.covered && claimed.total === counted.total)
        return [];
    return [
        `the report says ${claimed.covered} of ${claimed.total} ${what} and has ${counted.covered} of ${counted.total}`,
    ];
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/judge.js



/** Measures what the reports say against the policy. Without a threshold it is enough that they can be read. */
function judgeCoverage(readings, thresholds) {
    const threshold = thresholds === undefined ? undefined : `${thresholds.by} ${thresholds.min} %`;
    const unread = judgeReadings("coverage", readings, threshold);
    if (unread !== null)
        return unread;
    const found = addCoverage(readings.flatMap((one) => (one.ok ? [one.found] : [])));
    const reason = findReason(found, thresholds);
    return {
        item: "coverage",
        verdict: reason === null ? "met" : "unmet",
        figures: {
            ...show(found, thresholds?.by ?? "line"),
            ...(reason === null ? {} : { problem: reason }),
            ...(found.remarks.length === 0 ? {} : { remark: found.remarks.join("; ") }),
        },
        ...(threshold === undefined ? {} : { threshold }),
    };
}
/** Nothing that could be covered satisfies nothing. */
function findReason({ lines, branches }, thresholds) {
    if (lines.total === 0 && branches.total === 0)
        return "the reports tell of no lines";
    if (thresholds === undefined)
        return null;
    const { covered, total } = thresholds.by === "line" ? lines : branches;
    if (total === 0)
        return `the reports tell of no ${thresholds.by === "line" ? "lines" : "branches"}`;
    return covered * 100 < thresholds.min * total ? "too few are covered" : null;
}
/** What the policy asks about comes first. */
function show({ lines, branches }, by) {
    const shown = { line: showShare("line", lines), branch: showShare("branch", branches) };
    return by === "line" ? { ...shown.line, ...shown.branch } : { ...shown.branch, ...shown.line };
}
function showShare(name, { covered, total }) {
    const percent = percentOf(covered, total);
    const plural = name === "line" ? "lines" : "branches";
    return percent === null ? {} : { [name]: percent, [`${plural}-covered`]: covered, [plural]: total };
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/unreadable.js
/**
 * A report cannot be read. The message is the end of a sentence whose beginning is the name of the file: "is cut off".
 * It repeats nothing of what the report holds.
 */
class Unreadable extends Error {
    name = "Unreadable";
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/text.js



/** Reports are read so far and no further. */
const largestReport = 1024 * 1024 * 1024;
/** Characters come in pieces of at most so many bytes, whatever the pieces of the file. */
const piece = 64 * 1024;
/** The encodings that an XML declaration may name. Both last ones are one to every browser, and to `TextDecoder`. */
const encodings = new Map([
    ["utf-8", "utf-8"],
    ["utf8", "utf-8"],
    ["us-ascii", "utf-8"],
    ["ascii", "utf-8"],
    ["iso-8859-1", "windows-1252"],
    ["windows-1252", "windows-1252"],
]);
/**
 * Opens a report as text: UTF-8, or UTF-16 with a byte-order mark, or what an XML declaration says.
 * @throws Unreadable for a file that is too large, binary or encoded wrongly; later ones while `pieces` are read
 */
async function openText(file) {
    const pieces = decode(file)[Symbol.asyncIterator]();
    const before = [];
    let start = "";
    while (start === "") {
        const next = await pieces.next();
        if (next.done === true)
            break;
        before.push(next.value);
        start = next.value.trimStart().charAt(0);
    }
    return { start, pieces: chain(before, pieces) };
}
async function* chain(before, rest) {
    yield* before;
    for (let next = await rest.next(); next.done !== true; next = await rest.next())
        yield next.value;
}
async function* decode(file) {
    let decoder;
    let size = 0;
    for await (const bytes of cutUp(file)) {
        size += bytes.length;
        if (size > largestReport)
            throw new Unreadable(`is larger than ${sizeText(largestReport)}`);
        decoder ??= new external_node_util_.TextDecoder(findEncoding(bytes), { fatal: true });
        const text = decodePiece(decoder, bytes);
        if (text.includes("\0"))
            throw new Unreadable("is binary, not text");
        if (text !== "")
            yield text;
    }
    if (decoder === undefined)
        return;
    const rest = decodePiece(decoder);
    if (rest !== "")
        yield rest;
}
function decodePiece(decoder, bytes) {
    try {
        return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    }
    catch {
        const end = bytes === undefined ? ", or ends in the middle of a character" : "";
        throw new Unreadable(`is not ${decoder.encoding.toUpperCase()} text${end}`);
    }
}
/** Enough in the first piece for a byte-order mark and an XML declaration, unless the file is shorter. */
async function* cutUp({ chunks }) {
    let head = new Uint8Array();
    for await (const chunk of chunks) {
        let bytes = chunk;
        if (head !== null) {
            bytes = head.length === 0 ? chunk : external_node_buffer_.Buffer.concat([head, chunk]);
            head = bytes.length < 256 ? bytes : null;
            if (head !== null)
                continue;
        }
        for (let from = 0; from < bytes.length; from += piece)
            yield bytes.subarray(from, from + piece);
    }
    if (head !== null && head.length > 0)
        yield head;
}
/** @throws Unreadable for an encoding that is not read */
function findEncoding(bytes) {
    if (bytes[0] === 0xff && bytes[1] === 0xfe)
        return "utf-16le";
    if (bytes[0] === 0xfe && bytes[1] === 0xff)
        return "utf-16be";
    const head = String.fromCharCode(...bytes.subarray(0, 256));
    const named = /^(?:\u00ef\u00bb\u00bf)?<\?xml\s[^>]*?\bencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1];
    if (named === undefined)
        return "utf-8";
    const known = encodings.get(named.toLowerCase());
    if (known === undefined)
        throw new Unreadable("is in an encoding that is not read; UTF-8, UTF-16 with its mark and ISO-8859-1 are");
    return known;
}
/** `64 MB`. */
function sizeText(bytes) {
    return `${Math.round(bytes / 1024 / 1024).toLocaleString("en-US")} MB`;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/json.js


/** JSON is read whole, so it may not be as large as what is streamed. In characters. */
const largestJson = 64 * 1024 * 1024;
const deepest = 100;
/** Empty ones take more memory than text: 20 million of them, which fit into the largest text, take 2 GB. */
const mostValues = 5_000_000;
/**
 * Reads JSON whole, once it is known to be neither too large nor nested too deeply.
 * @throws Unreadable
 */
async function readJson(text) {
    const pieces = [];
    const watch = watchShape();
    let length = 0;
    for await (const piece of text.pieces) {
        length += piece.length;
        if (length > largestJson)
            throw new Unreadable(`is larger than ${sizeText(largestJson)}, the most that is read of JSON`);
        watch(piece);
        pieces.push(piece);
    }
    try {
        return JSON.parse(pieces.join(""));
    }
    catch {
        throw new Unreadable("is not JSON, or is cut off");
    }
}
/** Counts brackets and commas outside strings, so that a bomb is refused before memory is spent on it. */
function watchShape() {
    let depth = 0;
    let values = 0;
    let inString = false;
    let escaped = false;
    return (piece) => {
        for (let at = 0; at < piece.length; at += 1) {
            const code = piece.charCodeAt(at);
            if (escaped)
                escaped = false;
            else if (inString) {
                if (code === 0x5c)
                    escaped = true;
                else if (code === 0x22)
                    inString = false;
            }
            else if (code === 0x22)
                inString = true;
            else if (code === 0x2c)
                values += 1;
            else if (code === 0x7b || code === 0x5b) {
                depth += 1;
                values += 1;
            }
            else if (code === 0x7d || code === 0x5d)
                depth -= 1;
            if (depth > deepest)
                throw new Unreadable(`is nested more than ${deepest} levels deep`);
        }
        if (values > mostValues)
            throw new Unreadable("holds more values than are read of JSON");
    };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/reading.js


/**
 * Reads reports one after the other. Whatever is wrong with a report becomes its reading; what the border throws while it
 * reads a file goes through.
 */
async function readReports(files, read) {
    const readings = [];
    for (const file of files)
        readings.push(await readReport(file, read));
    return readings;
}
async function readReport(file, read) {
    try {
        const text = await openText(file);
        if (text.start === "")
            throw new Unreadable("is empty");
        return { ok: true, ...(await read(text, file)) };
    }
    catch (error) {
        if (!(error instanceof Unreadable))
            throw error;
        return { ok: false, problem: `${shorten(file.path)} ${error.message}.` };
    }
}
/** The end of a path says more than its beginning. */
function shorten(path) {
    return path.length > 120 ? `…${path.slice(-119)}` : path;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/keep.js

/**
 * A copy of some characters of a report, for what is kept. Without it V8 would keep the whole piece of the report that they
 * stand in, 64 KB for a name.
 */
function keep(text) {
    return external_node_buffer_.Buffer.from(text, "utf16le").toString("utf16le");
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/lines.js

/** In characters. */
const longestLine = 1024 * 1024;
/**
 * The lines of a report without their ends.
 * @throws Unreadable for a line that is too long, and what `pieces` throw
 */
async function* readLines({ pieces }) {
    let rest = "";
    for await (const piece of pieces) {
        const lines = (rest + piece).split("\n");
        rest = lines.pop() ?? "";
        if (rest.length > longestLine)
            throw new Unreadable(`has a line of more than ${longestLine.toLocaleString("en-US")} characters`);
        yield lines.map(withoutReturn);
    }
    if (rest !== "")
        yield [withoutReturn(rest)];
}
function withoutReturn(line) {
    return line.endsWith("\r") ? line.slice(0, -1) : line;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/go.js



/** So many blocks of statements are told apart. */
const mostBlocks = 1_000_000;
/**
 * Go's cover profile (`go test -coverprofile`): `file:line.column,line.column statements hits`. The same block comes once for
 * each package that was tested, and is one block. Profiles one after the other are one.
 * @throws Unreadable
 */
async function goCover(text) {
    const blocks = new Map();
    let started = false;
    for await (const lines of readLines(text))
        for (const line of lines) {
            if (/^mode: (set|count|atomic)\s*$/.test(line))
                started = true;
            else if (!started && line.trim() !== "")
                throw new Unreadable("is in no format of coverage that is read");
            else if (line.trim() !== "")
                readBlock(line, blocks);
        }
    let [covered, total] = [0, 0];
    for (const { statements, hit } of blocks.values()) {
        total += statements;
        if (hit)
            covered += statements;
    }
    return { lines: { covered, total }, branches: { covered: 0, total: 0 }, remarks: [] };
}
function readBlock(line, blocks) {
    const found = /^(.+:\d+\.\d+,\d+\.\d+) (\d{1,9}) (\d+)\s*$/.exec(line);
    if (found === null)
        throw new Unreadable("has a line that is no block of a cover profile, or is cut off");
    const [, key = "", statements = "", hits = ""] = found;
    const known = blocks.get(key);
    const hit = !/^0+$/.test(hits);
    if (known !== undefined) {
        known.hit ||= hit;
        return;
    }
    if (blocks.size >= mostBlocks)
        throw new Unreadable("tells of more blocks than can be read");
    blocks.set(keep(key), { statements: Number(statements), hit });
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(6921);
;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/istanbul.js



const count = schemas/* int */.Whr().min(0);
const share = schemas/* object */.Ikc({ total: count, covered: count }).refine(({ total, covered }) => covered <= total);
const sums = schemas/* object */.Ikc({ lines: share, branches: share });
const summary = schemas/* record */.g1P(schemas/* string */.YjP(), sums);
const place = schemas/* object */.Ikc({ start: schemas/* object */.Ikc({ line: count }) });
const istanbul_final = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({
    statementMap: schemas/* record */.g1P(schemas/* string */.YjP(), place),
    s: schemas/* record */.g1P(schemas/* string */.YjP(), count),
    b: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(count)),
}));
/**
 * Istanbul's `coverage-summary.json` and `coverage-final.json`, as nyc, c8, Jest and vitest write them.
 * @throws Unreadable for other JSON
 */
function istanbul(json) {
    const short = summary.safeParse(json);
    if (short.success && Object.keys(short.data).length > 0)
        return { format: "Istanbul summary", found: addSums(short.data) };
    const long = istanbul_final.safeParse(json);
    if (long.success && Object.keys(long.data).length > 0)
        return { format: "Istanbul coverage", found: countLines(long.data) };
    throw new Unreadable("is in no format of coverage that is read");
}
/** A file may not be called `total`: paths are absolute. */
function addSums({ total, ...files }) {
    const each = Object.values(files);
    const lines = addShares(each.map((one) => one.lines));
    const branches = addShares(each.map((one) => one.branches));
    if (each.length === 0 && total !== undefined)
        return { ...pick(total), remarks: [] };
    return {
        lines,
        branches,
        remarks: total === undefined
            ? []
            : [
                ...compareShares("lines", total.lines, lines),
                ...compareShares("branches", total.branches, branches),
            ],
    };
}
function pick({ lines, branches }) {
    return { lines: share.parse(lines), branches: share.parse(branches) };
}
/** A line is covered when a statement that begins on it is. */
function countLines(files) {
    const lines = [];
    const branches = [];
    for (const { statementMap, s, b } of Object.values(files)) {
        const hits = new Map();
        for (const [id, { start }] of Object.entries(statementMap))
            hits.set(start.line, hits.get(start.line) === true || (s[id] ?? 0) > 0);
        lines.push({ covered: [...hits.values()].filter(Boolean).length, total: hits.size });
        const each = Object.values(b).flat();
        branches.push({ covered: each.filter((taken) => taken > 0).length, total: each.length });
    }
    return { lines: addShares(lines), branches: addShares(branches), remarks: [] };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/lines.js


/** No source file is longer. */
const mostLines = 10_000_000;
/** In bytes, for the lines of all files; and how many branches are told apart. */
const mostMemory = 128 * 1024 * 1024;
const mostBranches = 2_000_000;
/**
 * Lays reports of the same lines over one another: a line that is covered in one of them is covered.
 * @throws Unreadable, from its functions, for more than memory should be spent on
 */
function startLineMap() {
    const files = new Map();
    let here = { bits: emptyBits(), branches: new Map() };
    let memory = 0;
    let branches = 0;
    const grow = (from, words) => {
        memory += 4 * (words - from.length);
        if (memory > mostMemory)
            throw new Unreadable("tells of more lines than can be read");
        const larger = new Uint32Array(words);
        larger.set(from);
        return larger;
    };
    return {
        file: (path) => {
            const known = files.get(path);
            here = known ?? { bits: emptyBits(), branches: new Map() };
            if (known !== undefined)
                return false;
            memory += 300 + 2 * path.length;
            if (memory > mostMemory)
                throw new Unreadable("tells of more files than can be read");
            files.set(keep(path), here);
            return true;
        },
        line: (number, hit) => {
            if (!(number >= 0 && number <= mostLines))
                throw new Unreadable("has a line number that cannot be");
            const { bits } = here;
            const word = number >>> 5;
            if (word >= bits.found.length) {
                const words = Math.max(word + 1, 2 * bits.found.length);
                bits.found = grow(bits.found, words);
                bits.hit = grow(bits.hit, words);
            }
            const bit = 1 << (number & 31);
            bits.found[word] = (bits.found[word] ?? 0) | bit;
            if (hit)
                bits.hit[word] = (bits.hit[word] ?? 0) | bit;
        },
        branch: (key, taken) => {
            const known = here.branches.get(key);
            if (known === undefined)
                branches += 1;
            if (branches > mostBranches)
                throw new Unreadable("tells of more branches than can be read");
            here.branches.set(known === undefined ? keep(key) : key, taken || known === true);
        },
        lines: () => sum([...files.values()].map(({ bits }) => ({ covered: lines_count(bits.hit), total: lines_count(bits.found) }))),
        branches: () => sum([...files.values()].map(({ branches: of }) => ({ covered: countTaken(of), total: of.size }))),
    };
}
function emptyBits() {
    return { found: new Uint32Array(), hit: new Uint32Array() };
}
function sum(shares) {
    let [covered, total] = [0, 0];
    for (const one of shares) {
        covered += one.covered;
        total += one.total;
    }
    return { covered, total };
}
function lines_count(words) {
    let bits = 0;
    for (const word of words)
        for (let rest = word; rest !== 0; rest &= rest - 1)
            bits += 1;
    return bits;
}
function countTaken(branches) {
    let taken = 0;
    for (const one of branches.values())
        if (one)
            taken += 1;
    return taken;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/lcov.js





/** @throws Unreadable for text that is no tracefile, or that ends within a file */
async function lcov(text) {
    const map = startLineMap();
    const state = { map, inFile: false, claims: { LF: 0, LH: 0 }, again: false };
    for await (const lines of readLines(text))
        for (const line of lines)
            readRecord(line.trim(), state);
    if (state.inFile)
        throw new Unreadable("is cut off: its end is missing");
    const lines = map.lines();
    const { LF: total, LH: covered } = state.claims;
    // Sums over a file that comes twice are of no use.
    const comparable = !state.again && total > 0;
    return {
        lines,
        branches: map.branches(),
        remarks: comparable ? compareShares("lines", { covered, total }, lines) : [],
    };
}
function readRecord(line, state) {
    if (line === "" || line.startsWith("#"))
        return;
    if (line === "end_of_record") {
        state.inFile = false;
        return;
    }
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1);
    if (colon < 1 || !/^[A-Z]{2,8}$/.test(name))
        throw new Unreadable("is in no format of coverage that is read");
    if (name === "SF") {
        if (!state.map.file(value))
            state.again = true;
        state.inFile = true;
    }
    else if (name === "DA")
        readLine(value, state);
    else if (name === "BRDA")
        readBranch(value, state);
    else if (name === "LF" || name === "LH")
        state.claims[name] += readCount(value) ?? 0;
}
/** Hits may be negative where gcov is wrong: such a line is not covered. */
function readLine(value, { map, inFile }) {
    const [line, hits] = value.split(",");
    const number = readCount(line);
    if (!inFile || number === undefined || hits === undefined || !/^-?\d+$/.test(hits))
        throw damaged();
    map.line(number, !hits.startsWith("-") && !/^0+$/.test(hits));
}
/** The branch may be words: `jump to line 3`. `-` is a branch whose condition was never met. */
function readBranch(value, { map, inFile }) {
    const end = value.lastIndexOf(",");
    const key = value.slice(0, end);
    const taken = value.slice(end + 1);
    if (!inFile || end < 1 || !/^(?:-|\d+)$/.test(taken))
        throw damaged();
    map.branch(key.slice(0, 200), taken !== "-" && !/^0+$/.test(taken));
}
function damaged() {
    return new Unreadable("has a line that is no record of lcov");
}

// EXTERNAL MODULE: ./node_modules/saxes/saxes.js
var saxes = __webpack_require__(9800);
;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/xml.js


const xml_deepest = 100;
const mostAttributes = 1_000;
/** In characters. */
const longestName = 1_000;
/** All values of the attributes of one tag. */
const longestValues = 1024 * 1024;
/** One name, or all that stands between two tags. */
const longestPart = 64 * 1024 * 1024;
/**
 * Reads XML as a stream: strictly (XML 1.0, all of it well-formed), and with none of its ways to reach beyond or to grow: a
 * document type may be named, and is never fetched; one that declares anything is refused, and so is any entity but the five
 * of XML.
 * @throws Unreadable, and what the handler throws
 */
async function readXml({ pieces }, handler) {
    const { parser, watch } = prepare(handler);
    for await (const piece of pieces) {
        // The parser would hold each line by itself until a section of them ends.
        step(parser, () => parser.write(piece.replaceAll("\r\n", "\n")));
        watch(piece.length);
    }
    step(parser, () => parser.close());
}
/** No more handlers than these: with eight of them V8 makes a slow object of the parser, and reading takes four times as long. */
function prepare(handler) {
    const parser = new saxes/* SaxesParser */.wT();
    let depth = 0;
    let attributes = 0;
    let values = 0;
    let inTag = false;
    /** Characters since a tag or attribute was complete. */
    let waiting = 0;
    parser.on("opentagstart", ({ name }) => {
        waiting = 0;
        inTag = true;
        attributes = 0;
        values = 0;
        depth += 1;
        if (depth > xml_deepest)
            throw new Unreadable(`is nested more than ${xml_deepest} levels deep`);
        if (name.length > longestName)
            throw new Unreadable("has a name that is too long");
    });
    parser.on("attribute", ({ name, value }) => {
        waiting = 0;
        attributes += 1;
        values += value.length;
        if (name.length > longestName || values > longestValues || attributes > mostAttributes)
            throw new Unreadable("has attributes that are too long or too many");
    });
    parser.on("opentag", ({ name, attributes: found }) => {
        waiting = 0;
        inTag = false;
        handler.open(localName(name), found);
    });
    parser.on("closetag", ({ name }) => {
        waiting = 0;
        depth -= 1;
        handler.close(localName(name));
    });
    parser.on("doctype", (text) => {
        waiting = 0;
        if (text.replaceAll(/"[^"]*"|'[^']*'/g, "").includes("["))
            throw new Unreadable("declares a document type of its own, which is refused");
    });
    const watch = (length) => {
        // Output and comments are of no use, but the parser would hold them until they end.
        if (depth > 0 && !inTag)
            parser["text"] = "";
        waiting += length;
        if (waiting > (inTag ? longestValues : longestPart) + length)
            throw new Unreadable("has one piece that is too long to be read");
    };
    return { parser, watch };
}
/** @throws Unreadable for whatever the parser does not like */
function step(parser, work) {
    try {
        work();
    }
    catch (error) {
        // The parser's complaints begin with a place; what else is thrown is not about the report.
        if (error instanceof Unreadable || !(error instanceof Error) || !/^\d+:\d+: /.test(error.message))
            throw error;
        throw new Unreadable(tell(error.message, parser));
    }
}
/** The parser's own words would repeat the report's. */
function tell(words, { line, column }) {
    if (/unclosed tag|unexpected end|must contain a root/.test(words))
        return "is cut off: its end is missing";
    const at = `line ${line}, column ${column}`;
    if (words.includes("undefined entity"))
        return `uses an entity that it may not use (${at})`;
    if (/outside of root|only one root/.test(words))
        return `goes on after its end (${at})`;
    return `is not well-formed XML (${at})`;
}
function localName(name) {
    return name.slice(name.indexOf(":") + 1);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/clover.js



/**
 * Clover XML, as OpenClover, PHPUnit and Istanbul write it: `line` elements of each `file`, of which those of `type="method"`
 * are no lines of their own, and `metrics` of the file, the only place that counts branches.
 */
function clover() {
    const map = startLineMap();
    const open = ["coverage"];
    const files = [];
    let projects = [];
    let fileNumber = 0;
    return {
        open: (name, attributes) => {
            const parent = open.at(-1);
            open.push(name);
            if (name === "file") {
                fileNumber += 1;
                map.file(attributes["path"] ?? `${attributes["name"] ?? ""}#${fileNumber}`);
            }
            else if (name === "line" && parent === "file" && attributes["type"] !== "method")
                map.line(readCount(attributes["num"]) ?? -1, isHit(attributes));
            else if (name === "metrics" && parent === "file")
                files.push(readMetrics(attributes));
            else if (name === "metrics" && parent === "project")
                projects = [readMetrics(attributes)];
        },
        close: () => {
            open.pop();
        },
        figures: () => {
            const lines = map.lines();
            const branches = addShares(files.map((one) => one.conditionals));
            const [project] = projects;
            const counted = { statements: addShares(files.map((one) => one.statements)), conditionals: branches };
            return {
                lines,
                branches,
                remarks: project === undefined || files.length === 0
                    ? []
                    : [
                        ...compareShares("statements", project.statements, counted.statements),
                        ...compareShares("branches", project.conditionals, counted.conditionals),
                    ],
            };
        },
    };
}
/** OpenClover counts how often a condition was true, and false; it has no `count` there. */
function isHit({ count, truecount, falsecount }) {
    if (count !== undefined)
        return (readCount(count) ?? 0) > 0;
    return (readCount(truecount) ?? 0) + (readCount(falsecount) ?? 0) > 0;
}
function readMetrics(attributes) {
    const share = (name) => {
        const total = readCount(attributes[name]) ?? 0;
        return { total, covered: Math.min(total, readCount(attributes[`covered${name}`]) ?? 0) };
    };
    return { statements: share("statements"), conditionals: share("conditionals") };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/cobertura.js



/**
 * Cobertura XML (coverage-04.dtd), as coverage.py, gcovr, Istanbul, PHPUnit and others write it: `line` elements of a `class`;
 * those of its `method`s are the same ones again. Classes of one file are one file.
 */
function cobertura(root) {
    const map = startLineMap();
    let methods = 0;
    let inClass = false;
    let hasBranches = false;
    return {
        open: (name, attributes) => {
            if (name === "class") {
                map.file(attributes["filename"] ?? attributes["name"] ?? "");
                inClass = true;
            }
            else if (name === "methods")
                methods += 1;
            else if (name === "line" && inClass && methods === 0) {
                const number = readCount(attributes["number"]) ?? -1;
                map.line(number, (readCount(attributes["hits"]) ?? 0) > 0);
                hasBranches = readBranches(number, attributes["condition-coverage"], map.branch) || hasBranches;
            }
        },
        close: (name) => {
            if (name === "class")
                inClass = false;
            if (name === "methods")
                methods -= 1;
        },
        figures: () => {
            const [lines, branches] = [map.lines(), map.branches()];
            const says = (what) => ({
                covered: readCount(root[`${what}-covered`]),
                total: readCount(root[`${what}-valid`]),
            });
            return {
                lines,
                branches,
                remarks: [
                    ...compareShares("lines", says("lines"), lines),
                    ...(hasBranches ? compareShares("branches", says("branches"), branches) : []),
                ],
            };
        },
    };
}
/** `50% (1/2)`: which one it was is not said, so of two reports of a line the better one counts. */
function readBranches(line, text, add) {
    const found = /\((\d{1,4})\/(\d{1,4})\)\s*$/.exec(text ?? "");
    if (found === null)
        return false;
    const [covered, total] = [Number(found[1]), Number(found[2])];
    for (let at = 0; at < total; at += 1)
        add(`${line},${at}`, at < covered);
    return total > 0;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/jacoco.js


/**
 * JaCoCo XML (report.dtd 1.1): `line` elements of each `sourcefile`, with instructions (`mi`, `ci`) and branches (`mb`, `cb`)
 * missed and covered. Classes without line numbers have none: then the counters of the report itself are all there is.
 */
function jacoco() {
    const lines = { covered: 0, total: 0 };
    const branches = { covered: 0, total: 0 };
    const claims = new Map();
    let depth = 0;
    return {
        open: (name, attributes) => {
            depth += 1;
            if (name === "line") {
                const [ci, mb, cb] = ["ci", "mb", "cb"].map((key) => readCount(attributes[key]) ?? 0);
                lines.total += 1;
                lines.covered += ci === undefined || ci === 0 ? 0 : 1;
                branches.total += (mb ?? 0) + (cb ?? 0);
                branches.covered += cb ?? 0;
            }
            else if (name === "counter" && depth === 1) {
                const [missed, covered] = [readCount(attributes["missed"]), readCount(attributes["covered"])];
                const total = missed === undefined || covered === undefined ? undefined : missed + covered;
                claims.set(attributes["type"] ?? "", { covered, total });
            }
        },
        close: () => {
            depth -= 1;
        },
        figures: () => {
            const [line, branch] = [claims.get("LINE"), claims.get("BRANCH")];
            return {
                lines: lines.total > 0 ? lines : whole(line),
                branches: branches.total > 0 ? branches : whole(branch),
                remarks: [
                    ...(lines.total > 0 && line !== undefined ? compareShares("lines", line, lines) : []),
                    ...(branches.total > 0 && branch !== undefined ? compareShares("branches", branch, branches) : []),
                ],
            };
        },
    };
}
function whole(claim) {
    return claim?.covered === undefined || claim.total === undefined
        ? { covered: 0, total: 0 }
        : { covered: claim.covered, total: claim.total };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/read-xml.js





/** Reads Cobertura, Clover and JaCoCo. The first two have a root of the same name; Clover's first element tells. */
async function readCoverageXml(text) {
    let root = null;
    let depth = 0;
    let chosen = null;
    await readXml(text, {
        open: (name, attributes) => {
            depth += 1;
            if (root === null) {
                root = { name, attributes };
                if (name !== "coverage" && name !== "report")
                    throw unknown();
                return;
            }
            chosen ??= choose(root, name);
            chosen.handler.open(name, attributes);
        },
        close: (name) => {
            depth -= 1;
            if (depth > 0)
                chosen?.handler.close(name);
        },
    });
    // TypeScript does not see that the handler has set it.
    const { format, handler } = chosen ?? empty(root);
    return { format, found: handler.figures() };
}
function choose(root, first) {
    if (root.name === "report")
        return { format: "JaCoCo", handler: jacoco() };
    if (first === "project" || first === "testproject")
        return { format: "Clover", handler: clover() };
    if (root.attributes["line-rate"] !== undefined || first === "packages" || first === "sources")
        return { format: "Cobertura", handler: cobertura(root.attributes) };
    throw unknown();
}
function empty(root) {
    if (root === null)
        throw unknown();
    return choose(root, "");
}
function unknown() {
    return new Unreadable("is in no format of coverage that is read");
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/coverage/read.js






/**
 * Reads coverage reports: lcov, Cobertura, JaCoCo, Clover, Istanbul's JSON and Go's cover profile, told apart by what is in them.
 * @returns a reading for each file, in order; what is wrong with a file is its reading
 * @throws what `chunks` throws
 */
function readCoverage(files) {
    return readReports(files, read);
}
async function read(text) {
    switch (text.start) {
        case "<":
            return readCoverageXml(text);
        case "{":
        case "[":
            return istanbul(await readJson(text));
        // `mode: set`. lcov begins with a capital, or a comment.
        case "m":
            return { format: "Go cover profile", found: await goCover(text) };
        default:
            return { format: "lcov", found: await lcov(text) };
    }
}

// EXTERNAL MODULE: ./build/packages/evidence/src/formats/cut.js
var cut = __webpack_require__(4934);
;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/judge-documentation.js

const item = "documentation";
const mostShown = 10;
/**
 * The verdict on the documentation: every path is there and not empty, and where policy says so, one of them changed since
 * the release before.
 */
function judgeDocumentation(files, threshold) {
    const mustChange = threshold?.changed === true;
    const needed = mustChange ? "there, and changed since the release before" : "there";
    const absent = files.filter(({ size }) => size === null).map(({ path }) => path);
    if (files.length === absent.length)
        return {
            item,
            verdict: "missing",
            figures: absent.length === 0 ? {} : { absent: list(absent) },
            threshold: needed,
        };
    const empty = files.filter(({ size }) => size === 0).map(({ path }) => path);
    const changed = files.filter((one) => one.changed === true && one.size !== null).length;
    const isUnknown = changed === 0 && files.some((one) => one.changed === null);
    const lacksChange = mustChange && changed === 0;
    return {
        item,
        verdict: absent.length === 0 && empty.length === 0 && !lacksChange ? "met" : "unmet",
        figures: {
            ...(absent.length > 0 && { absent: list(absent) }),
            ...(empty.length > 0 && { empty: list(empty) }),
            ...(lacksChange && {
                problem: isUnknown ? "what changed since the release before cannot be told" : "nothing of it changed",
            }),
            files: files.length,
            changed,
        },
        threshold: needed,
    };
}
function list(paths) {
    const more = paths.length - mostShown;
    const shown = paths.slice(0, mostShown).map((one) => (0,cut/* cut */.J)(one, 120));
    return [...shown, ...(more > 0 ? [`and ${more.toLocaleString("en-US")} more`] : [])].join(", ");
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/headings.js
/**
 * A heading without what may differ between two people who mean the same one: case, marks, punctuation, a number before it.
 */
function plainTitle(title) {
    const words = title
        .slice(0, 1000)
        .replace(/\]\([^()\s]{0,500}\)/g, "]")
        .normalize("NFKC")
        .toLowerCase()
        .replaceAll("&", " and ")
        .replace(/['’]/g, "")
        .split(/[^\p{L}\p{N}\p{M}]+/u)
        .filter((one) => one !== "");
    const first = words.findIndex((one) => !/^\d+$/.test(one));
    return (first === -1 ? words : words.slice(first)).join(" ");
}
/** Sections that a list asks for and some documents lack: not there, or with nothing under the heading. */
function findMissing(wanted, documents) {
    const found = new Map();
    for (const { title, hasContent } of documents.flatMap(({ sections }) => sections)) {
        const plain = plainTitle(title);
        found.set(plain, (found.get(plain) ?? false) || hasContent);
    }
    const all = wanted.map((title) => ({ title, state: found.get(plainTitle(title)) }));
    return {
        absent: all.flatMap(({ title, state }) => (state === undefined ? [title] : [])),
        empty: all.flatMap(({ title, state }) => (state === false ? [title] : [])),
    };
}
/** The text under a heading. */
function bodyOf({ from, to }, { lines }) {
    return lines.slice(from, to).join("\n").trim();
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/changelog.js

/** Whole versions in a text, also behind a `v` or the name of a component. */
const versions = /(?<![\d.])\d{1,9}\.\d{1,9}\.\d{1,9}(?!\.?\d)(?:-[0-9A-Za-z][0-9A-Za-z.-]{0,100})?(?:\+[0-9A-Za-z][0-9A-Za-z.-]{0,100})?/g;
/** The notes of a version in a document. What is under "Unreleased" are not its notes. */
function findNotes(document, version) {
    const headed = document.sections.filter(({ title }) => versionsIn(title).length > 0);
    const mine = headed.filter(({ title }) => versionsIn(title).includes(version));
    if (mine.length > 0)
        return notesUnder(mine, document);
    const newest = headed.map(({ title }) => versionsIn(title)[0] ?? null)[0] ?? null;
    if (headed.length > 0)
        return { state: "absent", newest };
    // A document without versions in headings is about one version, which it names in its text or its path.
    const text = document.lines.join("\n");
    const isNamed = versionsIn(document.path).includes(version) || versionsIn(text).includes(version);
    if (!isNamed || !document.hasContent)
        return { state: "absent", newest };
    return { state: "found", text };
}
function notesUnder(mine, document) {
    if (mine.some(({ title }) => /\[yanked\]/i.test(title)))
        return { state: "yanked" };
    const written = mine.filter(({ hasContent }) => hasContent);
    if (written.length === 0)
        return { state: "empty" };
    return { state: "found", text: written.map((one) => bodyOf(one, document)).join("\n\n") };
}
function versionsIn(text) {
    return [...text.matchAll(versions)].map(([one]) => one.replace(/\.(?:md|markdown|txt)$/i, "").replace(/[.-]+$/, ""));
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/judge-package.js



const judge_package_item = "release-package";
/**
 * The verdict on release notes and migration guide.
 * @param fromCommits how many entries the notes would have that can be made from commits, where no file is named
 */
function judgePackage(release, given, threshold) {
    const needsGuide = threshold?.["migration-guide"] ?? release.type === "major";
    const needed = `release notes of ${release.version}${needsGuide ? ", a migration guide" : ""}`;
    const unread = judgeReadings(judge_package_item, [...given.notes, ...given.guides], needed);
    if (unread?.verdict === "unreadable")
        return unread;
    const notes = judgeNotes(given.notes, release.version, given.fromCommits);
    const guides = given.guides.flatMap((one) => (one.ok ? [one.found] : []));
    const emptyGuide = guides.find(({ hasContent }) => !hasContent);
    const problems = [
        ...notes.problems,
        ...(needsGuide && guides.length === 0 ? ["a migration guide is needed, and none is named"] : []),
        ...(emptyGuide === undefined ? [] : [`${emptyGuide.path} says nothing`]),
    ];
    const nothing = notes.shown === null && guides.length === 0 && given.notes.length === 0;
    return {
        item: judge_package_item,
        verdict: nothing ? "missing" : problems.length === 0 ? "met" : "unmet",
        figures: {
            ...(problems.length > 0 && { problem: (0,cut/* cut */.J)(problems.join("; "), 500) }),
            ...(notes.shown !== null && { "release-notes": notes.shown }),
            ...(guides.length > 0 && {
                "migration-guide": (0,cut/* cut */.J)(guides.map(({ path }) => path).join(", "), 300),
            }),
        },
        threshold: needed,
    };
}
/** The notes of a version in some documents: those under its headings, one after the other. */
function notesIn(readings, version) {
    return readings
        .flatMap((one) => (one.ok ? [findNotes(one.found, version)] : []))
        .flatMap((one) => (one.state === "found" ? [one.text] : []))
        .join("\n\n");
}
function judgeNotes(readings, version, fromCommits) {
    const found = readings.flatMap((one) => one.ok ? [{ path: one.found.path, notes: findNotes(one.found, version) }] : []);
    const written = found.filter(({ notes }) => notes.state === "found");
    const yanked = found.filter(({ notes }) => notes.state === "yanked");
    if (found.length === 0)
        return fromCommits > 0
            ? { problems: [], shown: `from ${fromCommits.toLocaleString("en-US")} Conventional Commits` }
            : { problems: ["no release notes are named, and no commit tells what changed"], shown: null };
    const bad = written.length > 0 ? yanked : found;
    return {
        problems: bad.map(({ path, notes }) => describe(path, notes, version)),
        shown: written.length > 0 ? (0,cut/* cut */.J)(written.map(({ path }) => path).join(", "), 300) : null,
    };
}
function describe(path, notes, version) {
    switch (notes.state) {
        case "found":
            return "";
        case "absent":
            return `${path} does not have ${version}${notes.newest === null ? "" : `; its first version is ${notes.newest}`}`;
        case "empty":
            return `${path} says nothing under ${version}`;
        case "yanked":
            return `${path} calls ${version} yanked`;
    }
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/judge-plans.js



/**
 * The verdict on the deployment plan, and on the rollback plan where there is one or must be one. Sections that policy
 * lists may stand in either; where it lists none, both plans must say something, be they one document or two.
 */
function judgePlans(given, threshold) {
    const asks = threshold !== undefined;
    const rollback = judgeRollback(given, asks && (threshold.sections ?? []).length === 0);
    const deployment = asks || given.deployment.length > 0 ? [judgeDeployment(given, threshold?.sections ?? [])] : [];
    return [...deployment, ...(rollback === null ? [] : [rollback])];
}
function judgeDeployment({ deployment, rollback, }, sections) {
    const item = "deployment-plan";
    const needed = sections.length === 0 ? "a plan" : (0,cut/* cut */.J)(`sections ${sections.join(", ")}`, 300);
    const early = judgeReadings(item, deployment, needed);
    if (early !== null)
        return early;
    const plans = foundIn(deployment);
    const { absent, empty } = findMissing(sections, [...plans, ...foundIn(rollback)]);
    const silent = plans.filter(({ hasContent }) => !hasContent);
    const isMet = absent.length === 0 && empty.length === 0 && silent.length === 0;
    return {
        item,
        verdict: isMet ? "met" : "unmet",
        figures: {
            ...(absent.length > 0 && { "missing-sections": cutList(absent) }),
            ...(empty.length > 0 && { "empty-sections": cutList(empty) }),
            ...(silent.length > 0 && { empty: cutList(silent.map(({ path }) => path)) }),
            sections: plans.reduce((sum, one) => sum + one.sections.length, 0),
        },
        threshold: needed,
    };
}
const aboutRollback = /\b(?:roll(?:ing)? ?back|back ?out|revert(?:ing)?)\b/;
function judgeRollback({ deployment, rollback, }, isNeeded) {
    const item = "rollback-plan";
    const threshold = "a way back";
    if (rollback.length > 0) {
        const early = judgeReadings(item, rollback, threshold);
        if (early !== null)
            return early;
        const silent = foundIn(rollback).filter(({ hasContent }) => !hasContent);
        return silent.length === 0
            ? { item, verdict: "met", figures: {}, threshold }
            : { item, verdict: "unmet", figures: { empty: cutList(silent.map(({ path }) => path)) }, threshold };
    }
    const sections = foundIn(deployment)
        .flatMap((one) => one.sections)
        .filter(({ title, hasContent }) => hasContent && aboutRollback.test(plainTitle(title)));
    const [section] = sections;
    if (section !== undefined)
        return { item, verdict: "met", figures: { section: (0,cut/* cut */.J)(section.title, 200) }, threshold };
    return isNeeded ? { item, verdict: "missing", figures: {}, threshold } : null;
}
function foundIn(readings) {
    return readings.flatMap((one) => (one.ok ? [one.found] : []));
}
function cutList(texts) {
    return (0,cut/* cut */.J)(texts.join(", "), 300);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/lines.js
/** A document of longer lines is cut: no heading is as long, and content stays content. */
const lines_longestLine = 10_000;
/**
 * The lines of a Markdown document without comments, front matter and the marks of fenced code, as CommonMark has them.
 */
function* visibleLines(lines) {
    let fence = null;
    let inComment = false;
    for (let at = endOfFrontMatter(lines); at < lines.length; at += 1) {
        const line = (lines[at] ?? "").slice(0, lines_longestLine);
        if (fence !== null) {
            if (closes(line, fence))
                fence = null;
            else
                yield { kind: "code", text: line, at };
            continue;
        }
        // So far to the right it is code, or belongs to a list.
        if (!inComment && /^(?: {4}| {0,3}\t)/.test(line)) {
            yield { kind: "code", text: line, at };
            continue;
        }
        const { text, open } = withoutComments(line, inComment);
        inComment = open;
        fence = opens(text);
        yield { kind: "text", text: fence === null ? text : "", at };
    }
}
/** Where a document begins with `---` and settings, the line after them. */
function endOfFrontMatter(lines) {
    const mark = lines[0]?.trimEnd();
    if (mark !== "---" && mark !== "+++")
        return 0;
    const end = lines.slice(1, 500).findIndex((line) => line.trimEnd() === mark);
    return end === -1 ? 0 : end + 2;
}
/** A fence may stand behind the mark of a list. */
function opens(line) {
    const found = /^( {0,3}(?:(?:[-*+]|\d{1,9}[.)])[ \t]{1,4}){0,9})(`{3,}|~{3,})(.*)$/.exec(line);
    const [, before = "", marks = "", info = ""] = found ?? [];
    if (found === null || (marks.startsWith("`") && info.includes("`")))
        return null;
    return { mark: marks.charAt(0), length: marks.length, indent: before.length };
}
function closes(line, { mark, length, indent }) {
    const text = line.trim();
    const before = line.length - line.trimStart().length;
    return text.length >= length && before <= indent + 3 && text === mark.repeat(text.length);
}
/** A comment may end and begin on a line; between backticks there is none. */
function withoutComments(line, inComment) {
    let text = "";
    let at = 0;
    let open = inComment;
    while (at < line.length) {
        if (open) {
            const end = line.indexOf("-->", at);
            if (end === -1)
                return { text, open };
            at = end + 3;
            open = false;
        }
        else {
            const start = startOfComment(line, at);
            if (start === -1)
                return { text: text + line.slice(at), open };
            text += line.slice(at, start);
            at = start + 4;
            open = true;
        }
    }
    return { text, open };
}
function startOfComment(line, from) {
    const ticks = /`+/g;
    ticks.lastIndex = from;
    let at = from;
    for (;;) {
        const comment = line.indexOf("<!--", at);
        ticks.lastIndex = at;
        const opening = ticks.exec(line);
        if (comment === -1 || opening === null || comment < opening.index)
            return comment;
        const end = endOfSpan(line, ticks.lastIndex, opening[0].length);
        at = end ?? ticks.lastIndex;
    }
}
/** Where a span of code ends that as many backticks began; null where it never does. */
function endOfSpan(line, from, length) {
    const ticks = /`+/g;
    ticks.lastIndex = from;
    for (let found = ticks.exec(line); found !== null; found = ticks.exec(line))
        if (found[0].length === length)
            return ticks.lastIndex;
    return null;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/sections.js

/** Reads the headings of a Markdown document, line by line as CommonMark has them: with `#`, and underlined. */
function readSections(lines) {
    const outline = startOutline();
    /** Content, unless an underline makes a heading of it. */
    let paragraph = [];
    function endParagraph() {
        if (paragraph.length > 0)
            outline.addContent();
        paragraph = [];
    }
    for (const line of visibleLines(lines)) {
        const isText = line.kind === "text";
        const heading = isText ? headingIn(line.text) : null;
        const underline = isText && isPlain(paragraph) ? underlineIn(line.text) : null;
        if (heading !== null) {
            endParagraph();
            outline.addHeading(heading, line.at);
        }
        else if (underline !== null) {
            outline.addHeading({ level: underline, title: titleOf(paragraph) }, line.at);
            paragraph = [];
        }
        else if (line.text.trim() === "" || (isText && isRule(line.text)))
            endParagraph();
        // Code begins no paragraph, but goes on with one.
        else if (!isText && paragraph.length === 0)
            outline.addContent();
        else {
            if (isText && interrupts(line.text))
                endParagraph();
            paragraph.push(line);
        }
    }
    endParagraph();
    return { ...outline.end(lines.length), lines };
}
function startOutline() {
    const sections = [];
    let open = [];
    let hasContent = false;
    return {
        addContent: () => {
            hasContent = true;
            for (const one of open)
                one.hasContent = true;
        },
        addHeading: ({ level, title }, at) => {
            for (const one of open)
                if (one.level >= level)
                    one.to = at;
            const section = { level, title, hasContent: false, from: at + 1, to: at + 1 };
            open = [...open.filter((one) => one.level < level), section];
            sections.push(section);
        },
        end: (at) => {
            for (const one of open)
                one.to = at;
            return { sections, hasContent };
        },
    };
}
/** `## Title ##`. */
function headingIn(line) {
    const found = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/.exec(line);
    if (found === null)
        return null;
    const text = (found[2] ?? "").trim();
    const last = text.split(/[ \t]/).at(-1) ?? "";
    const title = last !== "" && last === "#".repeat(last.length) ? text.slice(0, -last.length) : text;
    return { level: found[1]?.length ?? 1, title: title.trim() };
}
function underlineIn(line) {
    const mark = /^ {0,3}(=+|-+)[ \t]*$/.exec(line)?.[1];
    if (mark === undefined)
        return null;
    return mark.startsWith("=") ? 1 : 2;
}
/** Lists, quotes, tables and HTML are never underlined into a heading. */
function isPlain([first]) {
    return first?.kind === "text" && !/^ {0,3}(?:[-*+][ \t]|\d{1,9}[.)][ \t]|[>|<])/.test(first.text);
}
/** Lists and quotes begin anew within a paragraph; of numbered lists only those that begin with 1. */
function interrupts(line) {
    return /^ {0,3}(?:[-*+][ \t]+\S|0{0,8}1[.)][ \t]+\S|>)/.test(line);
}
/** `---`, `* * *`. */
function isRule(line) {
    const marks = line.replace(/[ \t]+/g, "");
    const first = marks.charAt(0);
    return marks.length >= 3 && "-_*".includes(first) && marks === first.repeat(marks.length);
}
function titleOf(paragraph) {
    return paragraph
        .slice(0, 20)
        .map(({ text }) => text.trim())
        .join(" ");
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/documents/read.js




/** Documents are read whole. In characters. */
const largestDocument = 8 * 1024 * 1024;
const read_mostLines = 200_000;
/** Reads Markdown documents: release notes, migration guides, plans. */
function readDocuments(files) {
    return readReports(files, async ({ pieces }, { path }) => {
        const all = [];
        let length = 0;
        for await (const piece of pieces) {
            length += piece.length;
            if (length > largestDocument)
                throw new Unreadable(`is larger than ${sizeText(largestDocument)}, the most that is read of a document`);
            all.push(piece);
        }
        const lines = all.join("").split(/\r\n|\n|\r/);
        if (lines.length > read_mostLines)
            throw new Unreadable("has more lines than are read of a document");
        return { format: "Markdown", found: { path, ...readSections(lines) } };
    });
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/performance/units.js
/*
 * Units as benchmark tools write them. Less time, memory and allocations is better; more operations, requests and bytes in
 * a time is.
 */
const seconds = {
    ns: 1e-9,
    us: 1e-6,
    µs: 1e-6,
    μs: 1e-6,
    ms: 1e-3,
    s: 1,
    sec: 1,
    secs: 1,
    second: 1,
    seconds: 1,
    min: 60,
    m: 60,
};
const time = /^(?:ns|[uµμ]s|ms|s|secs?|seconds?|min|m)$/;
const amount = /^(?:[kmgt]i?b|bytes?|b|allocs?|allocations?)$/i;
const frequency = /^(?:[kmg]?hz|fps|rps|qps|tps)$/i;
/** Whether more or less of a unit is better: `ns/op`, `ms` and `B/op` less; `ops/s`, `req/sec` and `MB/s` more. */
function betterBy(unit) {
    const [over = "", under = null] = unit
        .trim()
        .split("/", 2)
        .map((one) => one.trim());
    // Of something in a time, more is better; of a time or an amount for something, less.
    if (under !== null && time.test(under))
        return "bigger";
    if (time.test(over) || amount.test(over))
        return "smaller";
    if (under === null && (frequency.test(over) || /\bper (?:second|sec|s|minute)$/i.test(over)))
        return "bigger";
    return "either";
}
/**
 * A value of one unit in another, where both are times for the same thing, or the same things in a time.
 * @returns null where they cannot be compared
 */
function convert(value, from, to) {
    if (from === to)
        return value;
    const [a, b] = [split(from), split(to)];
    if (a.over.time !== null && b.over.time !== null && a.under.text === b.under.text)
        return (value * a.over.time) / b.over.time;
    if (a.under.time !== null && b.under.time !== null && a.over.text === b.over.text)
        return (value * b.under.time) / a.under.time;
    return null;
}
function split(unit) {
    const [over = "", under = ""] = unit.split("/", 2).map((one) => one.trim());
    return { over: part(over), under: part(under) };
}
function part(text) {
    return { text, time: Object.hasOwn(seconds, text) ? (seconds[text] ?? null) : null };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/performance/compare.js

/** As many as the request takes. */
const mostRemembered = 50;
/** The measurements that a request keeps: the first ones. */
function remember(measurements) {
    return measurements.slice(0, mostRemembered).map(({ name, value, unit }) => ({ name, value, unit }));
}
/** Names are one in a list: of equal ones the second is told apart by a number. */
function nameApart(measurements) {
    const taken = new Map();
    return measurements.map((one) => {
        const times = (taken.get(one.name) ?? 0) + 1;
        taken.set(one.name, times);
        return times === 1 ? one : { ...one, name: `${one.name} (${times})` };
    });
}
/** Compares what was measured with the release before, name by name. */
function compare(now, before) {
    const old = new Map(before.map((one) => [one.name, one]));
    const changes = [];
    const added = [];
    for (const one of now) {
        const change = changeOf(one, old.get(one.name));
        if (change === null)
            added.push(one.name);
        else
            changes.push(change);
    }
    const compared = new Set(changes.map(({ name }) => name));
    return {
        changes: changes.toSorted((a, b) => (a.worse === b.worse ? 0 : b.worse - a.worse)),
        added,
        vanished: before.filter(({ name }) => !compared.has(name)).map(({ name }) => name),
    };
}
function changeOf({ name, value, unit, better }, old) {
    const before = old === undefined ? null : convert(old.value, old.unit, unit);
    if (before === null)
        return null;
    // A rate that is now unknown may have been known, and the other way round: the unit tells in both.
    const direction = better === "either" ? betterBy(unit) : better;
    const grown = before === 0 ? (value === 0 ? 0 : Number.POSITIVE_INFINITY) : ((value - before) / before) * 100;
    switch (direction) {
        case "smaller":
            return { name, before, now: value, unit, worse: grown };
        case "bigger":
            return { name, before, now: value, unit, worse: before === 0 ? 0 : -grown };
        case "either":
            return { name, before, now: value, unit, worse: Math.abs(grown) };
    }
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/performance/judge.js


const judge_item = "performance";
const judge_mostShown = 5;
/** Where a policy names no threshold, a report that is given holds by the default policy's. */
const defaultThreshold = { "max-regression": 10 };
/**
 * The verdict on benchmark reports, against the release before; with the measurements that the next one is compared with.
 * @param baseline the measurements in the request of the release before; null where there are none
 */
function judgePerformance(readings, threshold, baseline) {
    const most = (threshold ?? defaultThreshold)["max-regression"];
    const needed = `no benchmark more than ${most} % worse than in the release before`;
    const early = judgeReadings(judge_item, readings, needed);
    if (early !== null)
        return early;
    const now = nameApart(readings.flatMap((one) => (one.ok ? one.found : [])));
    const base = { item: judge_item, threshold: needed, measurements: remember(now) };
    if (baseline === null || baseline.length === 0) {
        const figures = { benchmarks: now.length, compared: "nothing: this is the first measurement" };
        return { ...base, verdict: "met", figures };
    }
    const { changes, added, vanished } = compare(now, baseline);
    const tooSlow = changes.filter(({ worse }) => worse > most);
    const [worst] = changes;
    const isMet = worst !== undefined && tooSlow.length === 0;
    return {
        ...base,
        verdict: isMet ? "met" : "unmet",
        figures: {
            ...(worst === undefined
                ? { problem: "Nothing that was measured in the release before is measured now." }
                : figureOf(worst)),
            ...(tooSlow.length > 0 && { "too-slow": tooSlow.length, which: judge_list(tooSlow.map(judge_show)) }),
            benchmarks: now.length,
            compared: changes.length,
            ...(vanished.length > 0 && { vanished: judge_list(vanished) }),
            ...(added.length > 0 && { "without-baseline": added.length }),
        },
    };
}
/** Of the worst change; one for the better is no regression. */
function figureOf(change) {
    if (change.worse <= 0)
        return { regression: "none" };
    if (!Number.isFinite(change.worse))
        return { regression: judge_show(change) };
    return { regression: round(change.worse), worst: judge_show(change) };
}
function judge_show({ name, before, now, unit, worse }) {
    const percent = Number.isFinite(worse) ? ` (${round(worse)} % worse)` : "";
    return `${name}: ${significant(before)} to ${significant(now)} ${unit}${percent}`.replace(/ +\(/, " (");
}
function judge_list(texts) {
    const more = texts.length - judge_mostShown;
    const shown = texts.slice(0, judge_mostShown).join("; ");
    return more > 0 ? `${shown}; and ${more.toLocaleString("en-US")} more` : shown;
}
// Up, so that what is over the threshold is never shown as at it.
function round(percent) {
    return Math.min(Math.ceil(percent * 10 - 1e-9) / 10, 1e9);
}
function significant(value) {
    return String(Number(value.toPrecision(4)));
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/formats/fields.js


/*
 * Looking into parsed JSON whose shape nobody vouches for. Only own fields count, so a key such as `__proto__` is a key
 * like any other.
 */
/** A field, a field of that, and so on; undefined where there is none. */
function fieldOf(value, ...keys) {
    let at = value;
    for (const key of keys) {
        if (!isObject(at) || !Object.hasOwn(at, key))
            return undefined;
        at = at[key];
    }
    return at;
}
function isObject(value) {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
/**
 * The elements of a list; none where nothing stands.
 * @throws Unreadable where something else stands: nobody could tell what it leaves out
 */
function listOf(value) {
    if (value === undefined || value === null)
        return [];
    if (Array.isArray(value))
        return value;
    throw new Unreadable("holds something else where its format has a list");
}
/** A text on one line, cut; null for another value, or an empty text. */
function textOf(value, longest = 200) {
    const text = typeof value === "string" ? (0,cut/* cut */.J)(value, longest) : "";
    return text === "" ? null : text;
}
/** A number, also where it is written as a text (`"7.5"`); null for another value, and for what is not finite. */
function numberOf(value) {
    if (typeof value === "string" && /^\s*-?\d{1,20}(\.\d{1,20})?\s*$/.test(value))
        return Number(value);
    return typeof value === "number" && Number.isFinite(value) ? value : null;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/performance/measurement.js

/** Names are shown, recorded and compared: no longer than this. */
const measurement_longestName = 120;
const longestUnit = 20;
/** A name on one line, cut so that two long names stay two. */
function nameOf(parts) {
    const whole = (0,cut/* cut */.J)(parts.filter((one) => one !== null && one.trim() !== "").join(" > "), 100_000);
    if (whole.length <= measurement_longestName)
        return whole === "" ? "unnamed" : whole;
    return `${(0,cut/* cut */.J)(whole, measurement_longestName - 10)} ${checksum(whole)}`;
}
/** Nine characters that differ where long names differ: FNV-1a. */
function checksum(text) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at += 1)
        hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
    return `#${hash.toString(16).padStart(8, "0")}`;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/performance/formats.js





/*
 * Benchmark reports in JSON. Of each benchmark the figure that its tool shows first: the mean, or a rate.
 */
/** `hyperfine --export-json`: seconds for each command. @throws Unreadable */
function readHyperfine(report) {
    return listOf(fieldOf(report, "results")).map((one) => {
        const codes = listOf(fieldOf(one, "exit_codes"));
        const name = nameOf([textOf(fieldOf(one, "command"), 10_000)]);
        if (codes.some((code) => code !== 0))
            throw new Unreadable("tells of a command that failed while it was measured");
        return measure(name, fieldOf(one, "mean"), "s");
    });
}
/** `vitest bench --outputJson`: operations in a second. @throws Unreadable */
function readVitestBench(report) {
    return listOf(fieldOf(report, "files")).flatMap((file) => listOf(fieldOf(file, "groups")).flatMap((group) => listOf(fieldOf(group, "benchmarks")).map((one) => measure(nameOf([textOf(fieldOf(group, "fullName"), 10_000), textOf(fieldOf(one, "name"), 10_000)]), fieldOf(one, "hz"), "ops/s"))));
}
/** `pytest --benchmark-json`: seconds for each call. @throws Unreadable */
function readPytestBenchmark(report) {
    return listOf(fieldOf(report, "benchmarks")).map((one) => {
        const name = textOf(fieldOf(one, "fullname"), 10_000) ?? textOf(fieldOf(one, "name"), 10_000);
        return measure(nameOf([name]), fieldOf(one, "stats", "mean"), "s");
    });
}
/** `-rf json` of JMH: in each mode what it measures, for each set of parameters. @throws Unreadable */
function readJmh(report) {
    return listOf(report).map((one) => {
        const parameters = fieldOf(one, "params");
        const shown = isObject(parameters)
            ? Object.entries(parameters)
                .slice(0, 20)
                .map(([key, value]) => `${(0,cut/* cut */.J)(key, 100)}=${textOf(value, 100) ?? ""}`)
                .join(", ")
            : null;
        const mode = textOf(fieldOf(one, "mode"), 20);
        const unit = textOf(fieldOf(one, "primaryMetric", "scoreUnit"), longestUnit) ?? "";
        const name = nameOf([textOf(fieldOf(one, "benchmark"), 10_000), shown, mode]);
        const better = mode === "thrpt" ? "bigger" : "smaller";
        return measure(name, fieldOf(one, "primaryMetric", "score"), unit, better);
    });
}
/**
 * What github-action-benchmark takes (`customSmallerIsBetter` and `customBiggerIsBetter` look alike): a list of name, unit
 * and value. @throws Unreadable
 */
function readActionBenchmark(report) {
    return listOf(report).map((one) => readBench(one, null, null));
}
/**
 * What github-action-benchmark keeps, `data.js` or its JSON: of each suite the newest run. @throws Unreadable
 */
function readActionHistory(report) {
    const suites = fieldOf(report, "entries");
    if (!isObject(suites))
        throw new Unreadable("is a history of benchmarks without `entries`");
    const several = Object.keys(suites).length > 1;
    return Object.entries(suites).flatMap(([suite, runs]) => {
        const newest = listOf(runs).at(-1);
        const tool = textOf(fieldOf(newest, "tool"), 50);
        return listOf(fieldOf(newest, "benches")).map((one) => readBench(one, several ? suite : null, tool));
    });
}
// The tools whose figures are rates, where the unit does not tell.
const tools = {
    customBiggerIsBetter: "bigger",
    benchmarkjs: "bigger",
    pytest: "bigger",
    customSmallerIsBetter: "smaller",
    cargo: "smaller",
    go: "smaller",
    googlecpp: "smaller",
    catch2: "smaller",
    julia: "smaller",
    jmh: "smaller",
    benchmarkdotnet: "smaller",
};
function readBench(one, suite, tool) {
    const unit = textOf(fieldOf(one, "unit"), longestUnit) ?? "";
    const said = tool !== null && Object.hasOwn(tools, tool) ? tools[tool] : undefined;
    const custom = tool?.startsWith("custom") === true ? said : undefined;
    const byUnit = betterBy(unit);
    return measure(nameOf([suite, textOf(fieldOf(one, "name"), 10_000)]), fieldOf(one, "value"), unit, custom ?? (byUnit === "either" ? (said ?? byUnit) : byUnit));
}
/** @throws Unreadable for what is no number */
function measure(name, value, unit, better = betterBy(unit)) {
    const number = numberOf(value);
    if (number === null || number < 0)
        throw new Unreadable("holds a benchmark without a figure");
    return { name, value: number, unit, better };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/performance/go-bench.js





const go_bench_mostLines = 100_000;
/** Reads figures of benchmarks; of several runs of one (`-count`) the middle one. @throws Unreadable */
async function readGoBench(text) {
    const found = [];
    let home = "";
    let isOpen = false;
    for await (const lines of readLines(text))
        for (const line of lines) {
            if (/^(?:--- FAIL|FAIL|panic:)/.test(line))
                throw new Unreadable("tells of a benchmark that failed");
            if (line.startsWith("goos: ") || line.startsWith("pkg: "))
                isOpen = true;
            if (line === "PASS" || /^ok\s/.test(line))
                isOpen = false;
            if (line.startsWith("pkg: "))
                home = (0,cut/* cut */.J)(line.slice(5), 500);
            const read = go_bench_readLine(line);
            if (read !== null)
                found.push({ home, line: read });
            if (found.length > go_bench_mostLines)
                throw new Unreadable("holds more benchmarks than are read");
        }
    // A part of the output, such as its figures alone, has no beginning either.
    if (isOpen)
        throw new Unreadable("is cut off: a package begins, and does not end with `PASS`");
    const several = new Set(found.map((one) => one.home)).size > 1;
    const hasProcessors = new Set(found.map(({ line }) => line.processors)).size > 1;
    return middleOf(found.flatMap(({ home, line }) => {
        // The number of processors tells benchmarks apart only where it differs, and a runner may have more of them next time.
        const name = hasProcessors && line.processors !== null ? `${line.name}-${line.processors}` : line.name;
        return line.figures.map(({ value, unit }) => measure(nameOf([several ? home : null, unit === "ns/op" ? name : `${name} ${unit}`]), value, unit));
    }));
}
/** `BenchmarkSort-8   2000   125.0 ns/op   80 B/op`. */
function go_bench_readLine(line) {
    if (!line.startsWith("Benchmark") || line.length > 10_000)
        return null;
    const [whole = "", runs = "", ...rest] = line.split(/\s+/).filter((one) => one !== "");
    if (!/^\d{1,15}$/.test(runs) || rest.length < 2)
        return null;
    const [, name = whole, processors = null] = /^(.*)-(\d{1,5})$/.exec(whole) ?? [];
    const figures = [];
    for (let at = 0; at + 1 < rest.length; at += 2) {
        const value = Number(rest[at]);
        if (!Number.isFinite(value))
            return null;
        figures.push({ value, unit: (0,cut/* cut */.J)(rest[at + 1] ?? "", longestUnit) });
    }
    return { name, processors, figures };
}
function middleOf(all) {
    const runs = new Map();
    for (const one of all) {
        const known = runs.get(one.name);
        if (known === undefined)
            runs.set(one.name, [one]);
        else
            known.push(one);
    }
    return [...runs.values()].flatMap((same) => {
        const sorted = same.toSorted((a, b) => a.value - b.value);
        return sorted[Math.floor((sorted.length - 1) / 2)] ?? [];
    });
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/performance/read.js






const formats = [
    { name: "hyperfine", is: (it) => every(fieldOf(it, "results"), "command"), read: readHyperfine },
    { name: "Vitest bench", is: (it) => every(fieldOf(it, "files"), "groups"), read: readVitestBench },
    {
        name: "pytest-benchmark",
        is: (it) => every(fieldOf(it, "benchmarks"), "stats"),
        read: readPytestBenchmark,
    },
    { name: "JMH", is: (it) => every(it, "primaryMetric"), read: readJmh },
    { name: "github-action-benchmark", is: (it) => every(it, "unit"), read: readActionBenchmark },
    { name: "github-action-benchmark", is: (it) => isObject(fieldOf(it, "entries")), read: readActionHistory },
];
/** Reads benchmark reports, told apart by what is in them. */
function readPerformance(files) {
    return readReports(files, async (text) => {
        const { format, found } = await readAny(text);
        if (found.length === 0)
            throw new Unreadable("holds no benchmark");
        return { format, found };
    });
}
async function readAny(text) {
    if (text.start === "{" || text.start === "[")
        return read_readReport(await readJson(text));
    if (text.start === "w")
        return read_readReport(await readJson(withoutAssignment(text)));
    const found = await readGoBench(text);
    if (found.length === 0)
        throw unknownFormat();
    return { format: "Go", found };
}
function read_readReport(report) {
    const format = formats.find(({ is }) => is(report));
    if (format === undefined)
        throw unknownFormat();
    return { format: format.name, found: format.read(report) };
}
function unknownFormat() {
    return new Unreadable("is no benchmark report that can be read: github-action-benchmark, hyperfine, Vitest, pytest-benchmark, JMH or Go");
}
/** `window.BENCHMARK_DATA = {…}`: what github-action-benchmark's page loads. */
function withoutAssignment({ start, pieces }) {
    return { start, pieces: dropBeginning(pieces) };
}
async function* dropBeginning(pieces) {
    let before = "";
    for await (const piece of pieces) {
        if (before === null) {
            yield piece;
            continue;
        }
        before += piece;
        if (before.length < 200)
            continue;
        yield before.replace(assignment, "");
        before = null;
    }
    if (before !== null)
        yield before.replace(assignment, "");
}
const assignment = /^\s{0,50}window\.BENCHMARK_DATA\s{0,10}=\s{0,10}/;
function every(value, key) {
    return Array.isArray(value) && value.length > 0 && value.every((one) => fieldOf(one, key) !== undefined);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/advisories.js
const advisory = /\b(?:CVE-\d{4}-\d{4,7}|GHSA(?:-[23456789cfghjmpqrvwx]{4}){3})\b/gi;
/** The ids of advisories (CVE, GHSA) that a text names, each once: they make a release security-related. */
function advisoriesIn(text) {
    const found = [...text.matchAll(advisory)].map(([id]) => id);
    return [...new Map(found.map((id) => [id.toUpperCase(), id])).values()];
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/finding.js
/** From the worst to the least. */
const severities = ["critical", "high", "medium", "low"];
/** `GHSA-…`: how a finding is called. */
function idOf({ causes: [first] }) {
    return first.names[0];
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/rating.js

/** The words of npm, GitHub's advisories, Trivy, Grype and CycloneDX. */
const words = {
    critical: "critical",
    high: "high",
    important: "high",
    medium: "medium",
    moderate: "medium",
    low: "low",
    negligible: "low",
    info: "low",
    informational: "low",
    none: "low",
};
/** A severity in a tool's words. */
function rateWord(word) {
    if (typeof word !== "string" || word.length > 40)
        return "unknown";
    const lower = word.toLowerCase();
    return (Object.hasOwn(words, lower) ? words[lower] : undefined) ?? "unknown";
}
/**
 * A CVSS score by the bands that GitHub uses for `security-severity`: from 9.0 critical, from 7.0 high, from 4.0 medium,
 * below low; of 0.0, too, which they call none.
 * @see https://github.blog/changelog/2021-07-19-codeql-code-scanning-new-severity-levels-for-security-alerts/
 */
function rateScore(score) {
    if (score === null || score < 0 || score > 10)
        return "unknown";
    if (score >= 9)
        return "critical";
    if (score >= 7)
        return "high";
    return score >= 4 ? "medium" : "low";
}
/** The worst of some; `low` of none. */
function worstOf(ratings) {
    if (ratings.includes("unknown"))
        return "unknown";
    return severities.find((one) => ratings.includes(one)) ?? "low";
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/weigh.js


/** Where a policy names no threshold, a report that is given holds by the default policy's. */
const weigh_defaultThreshold = { "fail-on": "high" };
/**
 * Sorts what scans found by what policy and VEX documents say of it. A finding with several causes is set aside when each
 * of them is, and otherwise keeps the rating of those that are not.
 * @param today the date in UTC, as 2026-11-24: the last day of an allowance still counts
 */
function weighFindings(scans, threshold, today) {
    const { "fail-on": failOn, allow = [] } = threshold ?? weigh_defaultThreshold;
    const current = indexByName(allow.filter(({ expires }) => expires >= today));
    const past = indexByName(allow.filter(({ expires }) => expires < today));
    const statements = indexStatements(scans);
    const weighed = {
        standing: [],
        allowed: [],
        expired: [],
        closed: [],
    };
    for (const finding of withoutRepeated(scans)) {
        const closings = finding.causes.map((cause) => closingOf(cause, finding, statements));
        const open = finding.causes.filter((_, at) => closings[at] === null);
        const [closing] = closings.filter((one) => one !== null);
        const allowances = open.map((cause) => lookUp(cause, current));
        const left = open.filter((_, at) => allowances[at] === undefined);
        const [first, ...others] = left;
        if (open.length === 0 && closing !== undefined)
            weighed.closed.push({ finding, by: closing });
        else if (first === undefined)
            weighed.allowed.push({ finding, by: [...new Set(allowances.filter((one) => one !== undefined))] });
        else {
            const whole = left.length === finding.causes.length;
            const rest = whole
                ? finding
                : { ...finding, causes: [first, ...others], rating: worstOf(left.map(({ rating }) => rating)) };
            weighed.standing.push(rest);
            const old = left.map((cause) => lookUp(cause, past)).find((one) => one !== undefined);
            if (old !== undefined)
                weighed.expired.push({ finding: rest, by: old });
        }
    }
    return { failOn, ...weighed, blocking: findBlocking(weighed.standing, failOn) };
}
/** What a VEX document leaves open is a scan's finding where one has it: documents seldom say how bad it is. */
function withoutRepeated(scans) {
    const found = scans.filter(({ statements }) => statements.length === 0).flatMap((one) => one.findings);
    const names = new Set(found.flatMap(({ causes }) => causes.flatMap((one) => one.names.map(lower))));
    const stated = scans.filter(({ statements }) => statements.length > 0).flatMap((one) => one.findings);
    const isRepeated = ({ causes }) => causes.every((one) => one.names.some((name) => names.has(lower(name))));
    return [...found, ...stated.filter((one) => !isRepeated(one))];
}
function lower(text) {
    return text.toLowerCase();
}
/** The worst first, in the order of the reports otherwise. An unknown severity blocks whatever the threshold. */
function findBlocking(findings, failOn) {
    const order = ["unknown", ...severities];
    const blocking = order.slice(0, order.indexOf(failOn) + 1);
    const shown = [...severities.filter((one) => blocking.includes(one)), "unknown"];
    return shown.flatMap((rating) => findings.filter((one) => one.rating === rating));
}
function indexByName(allowances) {
    return new Map(allowances.map((one) => [one.id.toLowerCase(), one]));
}
function lookUp({ names }, allowances) {
    for (const name of names) {
        const found = allowances.get(name.toLowerCase());
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function indexStatements(scans) {
    const index = new Map();
    for (const statement of scans.flatMap((one) => one.statements))
        for (const name of statement.names.map((one) => one.toLowerCase())) {
            const known = index.get(name);
            if (known === undefined)
                index.set(name, [statement]);
            else
                known.push(statement);
        }
    return index;
}
/** The statement that closes a cause. Of several, one that leaves it open wins. */
function closingOf({ names }, finding, index) {
    const about = names
        .flatMap((name) => index.get(name.toLowerCase()) ?? [])
        .filter((one) => isAbout(one, finding));
    return about.every((one) => one.closes) ? (about[0] ?? null) : null;
}
function isAbout({ packages }, finding) {
    const name = finding.package?.toLowerCase();
    return packages.length === 0 || name === undefined || packages.some((one) => one.toLowerCase() === name);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/judge.js




const security_judge_item = "security";
const security_judge_mostShown = 5;
const longestShown = 160;
/**
 * The verdict on the reports of security scans.
 * @param threshold of the policy; none: findings from `high` on block what was given
 * @param today the date in UTC, as 2026-11-24
 */
function judgeSecurity(readings, threshold, today) {
    const failOn = threshold?.["fail-on"] ?? "high";
    const needed = failOn === "critical" ? "no critical finding" : `no finding that is ${failOn} or worse`;
    const early = judgeReadings(security_judge_item, readings, needed);
    if (early !== null)
        return early;
    const scans = readings.flatMap((one) => (one.ok ? [one.found] : []));
    if (!scans.some(({ isScan }) => isScan))
        return {
            item: security_judge_item,
            verdict: "missing",
            figures: { problem: "The reports only say what to leave out (VEX); none is of a scan." },
            threshold: needed,
        };
    const weighed = weighFindings(scans, threshold, today);
    return {
        item: security_judge_item,
        verdict: weighed.blocking.length === 0 ? "met" : "unmet",
        figures: figuresOf(weighed, scans),
        threshold: needed,
    };
}
/** Why a scan makes a release security-related: it found something at or above the threshold that nobody set aside. */
function securityReasons(readings, threshold, today) {
    const scans = readings.flatMap((one) => (one.ok ? [one.found] : []));
    return weighFindings(scans, threshold, today).blocking.map((one) => (0,cut/* cut */.J)(`the scan found ${security_judge_show(one)}`, 300));
}
function figuresOf(weighed, scans) {
    const { standing, blocking, allowed, expired, closed } = weighed;
    const counts = severities.map((one) => [one, standing.filter(({ rating }) => rating === one).length]);
    const unknown = standing.filter(({ rating }) => rating === "unknown").length;
    const suppressed = scans.reduce((sum, one) => sum + one.suppressed, 0);
    const tools = (0,cut/* cut */.J)([...new Set(scans.map(({ tool }) => tool))].join(", "), 200);
    return {
        ...(blocking.length > 0 && { blocking: blocking.length, first: security_judge_list(blocking.map(security_judge_show)) }),
        ...Object.fromEntries(counts),
        ...(unknown > 0 && { "of-unknown-severity": unknown }),
        ...(expired.length > 0 && {
            expired: security_judge_list(expired.map(({ by }) => `${by.id} was allowed until ${by.expires}`)),
        }),
        ...(allowed.length > 0 && {
            allowed: allowed.length,
            "allowed-because": security_judge_list([...new Set(allowed.flatMap(({ by }) => by))].map(({ id, reason, expires }) => `${id} until ${expires}: ${reason}`)),
        }),
        ...(closed.length > 0 && {
            "closed-by-vex": closed.length,
            closed: security_judge_list(closed.map(({ finding, by }) => `${idOf(finding)} ${by.state.replaceAll("_", " ")}`)),
        }),
        ...(suppressed > 0 && { suppressed }),
        tools,
    };
}
function security_judge_list(texts) {
    const unique = [...new Set(texts)];
    const more = unique.length - security_judge_mostShown;
    return [
        ...unique.slice(0, security_judge_mostShown).map((one) => (0,cut/* cut */.J)(one, longestShown)),
        ...(more > 0 ? [`and ${more.toLocaleString("en-US")} more`] : []),
    ].join("; ");
}
/** `GHSA-… (high) in lodash 4.17.15, fixed in 4.17.21`. */
function security_judge_show(finding) {
    const { rating, where, fixedIn } = finding;
    const place = where === "" ? "" : ` in ${where}`;
    const fix = fixedIn === null ? "" : `, fixed in ${fixedIn}`;
    return `${idOf(finding)} (${rating === "unknown" ? "severity unknown" : rating})${place}${fix}`;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/cyclonedx.js



/*
 * CycloneDX JSON with `vulnerabilities`: a VEX document, or the output of a scanner that writes this format. What an
 * analysis does not close is a finding.
 */
const closing = ["not_affected", "false_positive", "resolved", "resolved_with_pedigree"];
/** @throws Unreadable */
function readCycloneDx(bom) {
    const vulnerabilities = fieldOf(bom, "vulnerabilities");
    if (!Array.isArray(vulnerabilities))
        throw new Unreadable("is a bill of materials without vulnerabilities, and no scan");
    const components = listComponents(bom);
    const read = vulnerabilities.map((one) => readVulnerability(one, components));
    const findings = read.flatMap(({ finding }) => finding ?? []);
    return {
        tool: "CycloneDX",
        findings,
        suppressed: 0,
        statements: read.map(({ statement }) => statement),
        // One that only closes may be of no scanner at all.
        isScan: findings.length > 0,
    };
}
function listComponents(bom) {
    const all = [fieldOf(bom, "metadata", "component"), ...listOf(fieldOf(bom, "components"))];
    return new Map(all.flatMap((one) => {
        const reference = textOf(fieldOf(one, "bom-ref"), 500);
        const name = textOf(fieldOf(one, "name"), 150);
        const group = textOf(fieldOf(one, "group"), 100);
        if (reference === null || name === null)
            return [];
        const whole = group === null ? name : `${group}/${name}`;
        return [[reference, { name: whole, version: textOf(fieldOf(one, "version"), 50) }]];
    }));
}
function readVulnerability(one, components) {
    const references = listOf(fieldOf(one, "references")).flatMap((it) => textOf(fieldOf(it, "id")) ?? []);
    const names = [textOf(fieldOf(one, "id")) ?? "unnamed", ...references.slice(0, 20)];
    const state = fieldOf(one, "analysis", "state");
    const closes = closing.includes(state);
    const affected = listOf(fieldOf(one, "affects")).flatMap((it) => textOf(fieldOf(it, "ref"), 500) ?? []);
    const packages = affected.map((reference) => components.get(reference) ?? packageIn(reference));
    const known = packages.filter((it) => it !== null);
    const statement = {
        names,
        closes,
        state: textOf(state, 40) ?? "unstated",
        // A reference that names no package may mean any of them.
        packages: known.length === packages.length ? known.map(({ name }) => name) : [],
    };
    const [first] = known;
    const rating = rate(one);
    const finding = {
        rating,
        where: first === undefined ? "" : first.version === null ? first.name : `${first.name} ${first.version}`,
        package: first?.name ?? null,
        title: textOf(fieldOf(one, "description")),
        fixedIn: null,
        causes: [{ names, rating }],
    };
    return { statement, finding: closes ? null : finding };
}
/** The package of a purl: `pkg:npm/%40acme/rocket@1.2.0`. */
function packageIn(reference) {
    const parts = /^(?:urn:cdx:[^#]*#)?pkg:[\w.+-]+\/([^?#@]+)(?:@([^?#]+))?/.exec(cyclonedx_decode(reference).replace("/@", "/%40"));
    if (parts?.[1] === undefined)
        return null;
    return { name: parts[1].replace("%40", "@"), version: parts[2] ?? null };
}
function cyclonedx_decode(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}
/** The worst of the ratings: each is some source's opinion. */
function rate(vulnerability) {
    const ratings = listOf(fieldOf(vulnerability, "ratings")).map((one) => {
        const word = rateWord(fieldOf(one, "severity"));
        return word === "unknown" ? rateScore(numberOf(fieldOf(one, "score"))) : word;
    });
    const known = ratings.filter((one) => one !== "unknown");
    return known.length === 0 ? "unknown" : worstOf(known);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/grype.js



/** Reads `grype -o json`. @throws Unreadable */
function readGrype(report) {
    const matches = fieldOf(report, "matches");
    if (!Array.isArray(matches))
        throw new Unreadable("is of Grype, and has no list of matches");
    const version = textOf(fieldOf(report, "descriptor", "version"), 30);
    return {
        tool: version === null ? "Grype" : `Grype ${version}`,
        findings: matches.map(readMatch),
        suppressed: listOf(fieldOf(report, "ignoredMatches")).length,
        statements: [],
        isScan: true,
    };
}
function readMatch(match) {
    const name = textOf(fieldOf(match, "artifact", "name"), 150) ?? "a package without a name";
    const version = textOf(fieldOf(match, "artifact", "version"), 50);
    const rating = rateWord(fieldOf(match, "vulnerability", "severity"));
    const related = listOf(fieldOf(match, "relatedVulnerabilities")).flatMap((one) => textOf(fieldOf(one, "id")) ?? []);
    const fixes = listOf(fieldOf(match, "vulnerability", "fix", "versions")).flatMap((one) => textOf(one, 50) ?? []);
    return {
        rating,
        where: version === null ? name : `${name} ${version}`,
        package: name,
        title: textOf(fieldOf(match, "vulnerability", "description")),
        fixedIn: fixes.length === 0 ? null : fixes.slice(0, 5).join(", "),
        causes: [
            {
                names: [textOf(fieldOf(match, "vulnerability", "id")) ?? "unnamed", ...related.slice(0, 20)],
                rating,
            },
        ],
    };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/npm-audit.js




/*
 * `npm audit --json`. Since npm 7 it tells of packages (`auditReportVersion` 2), before of advisories; pnpm still writes
 * the latter. Counted as the tools count: vulnerable packages there, paths to an advisory's package here.
 */
const advisoryUrl = /\/advisories\/(GHSA-[\w-]{4,30})$/;
const mostCauses = 200;
/** Reads the report of npm 7 and later. @throws Unreadable */
function readNpmAudit(report) {
    const vulnerabilities = fieldOf(report, "vulnerabilities");
    if (!isObject(vulnerabilities))
        throw new Unreadable("is an npm audit without `vulnerabilities`");
    const packages = new Map(Object.entries(vulnerabilities));
    return scanOf("npm audit", [...packages.entries()].map(([name, entry]) => readPackage(name, entry, packages)));
}
function readPackage(name, entry, packages) {
    const rating = rateWord(fieldOf(entry, "severity"));
    const { causes, title } = findCauses(name, packages);
    const range = textOf(fieldOf(entry, "range"), 100);
    const [first = { names: [name], rating }, ...others] = causes;
    return {
        rating,
        where: `${(0,cut/* cut */.J)(name, 150)}${range === null ? "" : ` ${range}`}`,
        package: (0,cut/* cut */.J)(name, 200),
        title,
        fixedIn: fixOf(entry),
        causes: [first, ...others],
    };
}
/** The advisories that make a package vulnerable: its own, and those of the packages that it gets them by (`via`). */
function findCauses(name, packages) {
    const causes = [];
    let title = null;
    const seen = new Set([name]);
    for (const one of seen) {
        // What cannot be told apart is a cause of its own, which no list allows.
        if (!packages.has(one) || causes.length + seen.size > mostCauses) {
            causes.push({ names: [(0,cut/* cut */.J)(one, 200)], rating: "unknown" });
            break;
        }
        for (const via of listOf(fieldOf(packages.get(one), "via")).slice(0, mostCauses)) {
            if (typeof via === "string")
                seen.add(via);
            if (!isObject(via))
                continue;
            title ??= textOf(fieldOf(via, "title"));
            causes.push({ names: namesOf(via, one), rating: rateWord(fieldOf(via, "severity")) });
        }
    }
    return { causes, title };
}
function namesOf(advisory, name) {
    const number = fieldOf(advisory, "source");
    const [first, ...others] = [
        ...(advisoryUrl.exec(textOf(fieldOf(advisory, "url")) ?? "")?.slice(1) ?? []),
        ...(typeof number === "number" ? [String(number)] : []),
    ];
    return [first ?? (0,cut/* cut */.J)(name, 200), ...others];
}
function fixOf(entry) {
    const fix = fieldOf(entry, "fixAvailable");
    if (fix === true)
        return "`npm audit fix`";
    const name = textOf(fieldOf(fix, "name"), 100);
    const version = textOf(fieldOf(fix, "version"), 50);
    return name === null || version === null ? null : `${name} ${version}`;
}
/** Reads the report of npm 6 and of pnpm. @throws Unreadable */
function readOldNpmAudit(report) {
    const advisories = fieldOf(report, "advisories");
    if (!isObject(advisories))
        throw new Unreadable("is an npm audit without `advisories`");
    return scanOf("npm audit", Object.entries(advisories).flatMap(readAdvisory));
}
function readAdvisory([key, advisory]) {
    const rating = rateWord(fieldOf(advisory, "severity"));
    const name = textOf(fieldOf(advisory, "module_name"), 150) ?? (0,cut/* cut */.J)(key, 100);
    const ids = [
        textOf(fieldOf(advisory, "github_advisory_id")),
        ...listOf(fieldOf(advisory, "cves")).map((one) => textOf(one)),
    ].flatMap((one) => one ?? []);
    const cause = {
        names: [ids[0] ?? (0,cut/* cut */.J)(key, 100), ...ids.slice(1, 20), (0,cut/* cut */.J)(key, 100)],
        rating,
    };
    const fixed = textOf(fieldOf(advisory, "patched_versions"), 100);
    const found = listOf(fieldOf(advisory, "findings")).flatMap((one) => {
        const paths = listOf(fieldOf(one, "paths"));
        const version = textOf(fieldOf(one, "version"), 50);
        return (paths.length === 0 ? [null] : paths).map(() => version);
    });
    return (found.length === 0 ? [null] : found).map((version) => ({
        rating,
        where: version === null ? name : `${name} ${version}`,
        package: name,
        title: textOf(fieldOf(advisory, "title")),
        fixedIn: fixed === "<0.0.0" ? null : fixed,
        causes: [cause],
    }));
}
/** npm writes JSON too when it could not ask for advisories. @throws Unreadable always */
function refuseFailedAudit(report) {
    const status = fieldOf(report, "statusCode") ?? fieldOf(report, "error", "code");
    const code = typeof status === "number" || (typeof status === "string" && /^\w{1,30}$/.test(status));
    throw new Unreadable(`is of an audit that failed${code ? ` (${status})` : ""}, so nothing was scanned`);
}
function scanOf(tool, findings) {
    return { tool, findings, suppressed: 0, statements: [], isScan: true };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/osv-scanner.js



/*
 * `osv-scanner --format json`. Advisories that are one under several names form a group, and the tool counts groups.
 */
/** @throws Unreadable */
function readOsvScanner(report) {
    const results = fieldOf(report, "results");
    if (!Array.isArray(results))
        throw new Unreadable("is of OSV-Scanner, and has no list of results");
    const packages = results.flatMap((one) => listOf(fieldOf(one, "packages")));
    return {
        tool: "OSV-Scanner",
        findings: packages.flatMap(osv_scanner_readPackage),
        suppressed: 0,
        statements: [],
        isScan: true,
    };
}
function osv_scanner_readPackage(entry) {
    const name = textOf(fieldOf(entry, "package", "name"), 150) ?? "a package without a name";
    const version = textOf(fieldOf(entry, "package", "version"), 50);
    const place = { package: name, where: version === null ? name : `${name} ${version}` };
    const advisories = new Map(listOf(fieldOf(entry, "vulnerabilities")).map((one) => [textOf(fieldOf(one, "id")) ?? "unnamed", one]));
    const groups = listOf(fieldOf(entry, "groups")).map((one) => ({
        ids: textsOf(fieldOf(one, "ids")),
        aliases: textsOf(fieldOf(one, "aliases")),
        score: fieldOf(one, "max_severity"),
    }));
    const grouped = new Set(groups.flatMap(({ ids }) => ids));
    const alone = [...advisories.keys()].filter((id) => !grouped.has(id));
    return [...groups, ...alone.map((id) => ({ ids: [id], aliases: [], score: undefined }))].map(({ ids, aliases, score }) => {
        const members = ids.flatMap((id) => advisories.get(id) ?? []);
        const rating = osv_scanner_rate(score, members);
        const all = [...aliases, ...members.flatMap((one) => textsOf(fieldOf(one, "aliases")))];
        return {
            ...place,
            rating,
            title: members.map((one) => textOf(fieldOf(one, "summary"))).find((one) => one !== null) ?? null,
            fixedIn: fixesOf(members, name),
            causes: [{ names: [ids[0] ?? "unnamed", ...new Set([...ids.slice(1), ...all])], rating }],
        };
    });
}
/** The tool's own score, or the word of the database where it found no score. */
function osv_scanner_rate(score, members) {
    const number = numberOf(score);
    if (number !== null)
        return rateScore(number);
    const words = members.flatMap((one) => fieldOf(one, "database_specific", "severity") ?? []);
    return words.length === 0 ? "unknown" : worstOf(words.map(rateWord));
}
function fixesOf(members, name) {
    const affected = members
        .flatMap((one) => listOf(fieldOf(one, "affected")))
        .filter((one) => fieldOf(one, "package", "name") === name);
    const events = affected
        .flatMap((one) => listOf(fieldOf(one, "ranges")))
        // Of sources, the events are commits.
        .filter((one) => fieldOf(one, "type") !== "GIT")
        .flatMap((one) => listOf(fieldOf(one, "events")));
    const fixes = events.flatMap((one) => textOf(fieldOf(one, "fixed"), 50) ?? []);
    return fixes.length === 0 ? null : [...new Set(fixes)].slice(0, 5).join(", ");
}
function textsOf(value) {
    return listOf(value)
        .slice(0, 100)
        .flatMap((one) => textOf(one) ?? []);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/sarif.js



/*
 * SARIF 2.1.0 (OASIS, errata 01). Of a result's `kind`, only the ones that say that nothing is wrong are passed over; of
 * its `baselineState`, only `absent`, which tells of a result that is gone.
 */
const harmless = ["pass", "notApplicable", "informational"];
/** Reads a SARIF log. @throws Unreadable where it cannot tell whether a scan took place */
function readSarif(log) {
    if (fieldOf(log, "version") !== "2.1.0")
        throw new Unreadable("is SARIF, but not of version 2.1.0");
    const runs = listOf(fieldOf(log, "runs"));
    if (runs.length === 0)
        throw new Unreadable("is SARIF without a run, so nothing was scanned");
    const read = runs.map(readRun);
    return {
        tool: [...new Set(runs.map(toolOf))].slice(0, 10).join(", "),
        findings: read.flatMap(({ findings }) => findings),
        suppressed: read.reduce((sum, { suppressed }) => sum + suppressed, 0),
        statements: [],
        isScan: true,
    };
}
function readRun(run) {
    const results = fieldOf(run, "results");
    // "absent" and null say that the tool did not look; an empty list says that it found nothing.
    if (!Array.isArray(results))
        throw new Unreadable("is SARIF with a run that holds no results");
    if (listOf(fieldOf(run, "invocations")).some((one) => fieldOf(one, "executionSuccessful") === false))
        throw new Unreadable("tells of a scan that did not end well (`executionSuccessful` is false)");
    const standing = results.filter(isTrouble);
    const counted = standing.filter((one) => !isSuppressed(one));
    const rules = listRules(run);
    return {
        findings: counted.map((one) => readResult(one, rules)),
        suppressed: standing.length - counted.length,
    };
}
function isTrouble(result) {
    return !harmless.includes(fieldOf(result, "kind")) && fieldOf(result, "baselineState") !== "absent";
}
/** One without a status is accepted (3.35.3); one that is rejected or still under review leaves the result standing. */
function isSuppressed(result) {
    const suppressions = listOf(fieldOf(result, "suppressions"));
    const states = suppressions.map((one) => fieldOf(one, "status") ?? "accepted");
    return states.length > 0 && states.every((one) => one === "accepted");
}
/** The rules of a run: the tool's own under their index, and those of its extensions under theirs. */
function listRules(run) {
    const byPlace = new Map();
    const byId = new Map();
    const parts = [fieldOf(run, "tool", "driver"), ...listOf(fieldOf(run, "tool", "extensions"))];
    for (const [part, component] of parts.entries())
        for (const [index, rule] of listOf(fieldOf(component, "rules")).entries()) {
            byPlace.set(`${part - 1}/${index}`, rule);
            const id = textOf(fieldOf(rule, "id"));
            if (id !== null && !byId.has(id))
                byId.set(id, rule);
        }
    return { byPlace, byId };
}
function ruleOf(result, { byPlace, byId }) {
    const extension = numberOf(fieldOf(result, "rule", "toolComponent", "index")) ?? -1;
    const index = numberOf(fieldOf(result, "ruleIndex")) ?? numberOf(fieldOf(result, "rule", "index")) ?? -1;
    const id = textOf(fieldOf(result, "ruleId")) ?? textOf(fieldOf(result, "rule", "id")) ?? "";
    // An id such as `CA1000/1` belongs to the rule `CA1000` (3.27.5).
    return (byPlace.get(`${extension}/${index}`) ??
        byId.get(id) ??
        byId.get(id.slice(0, Math.max(0, id.lastIndexOf("/")))));
}
function readResult(result, rules) {
    const rule = ruleOf(result, rules);
    const said = textOf(fieldOf(result, "ruleId")) ?? textOf(fieldOf(result, "rule", "id"));
    const id = said ?? textOf(fieldOf(rule, "id")) ?? "unnamed";
    const rating = sarif_rate(result, rule);
    const aliases = listOf(fieldOf(rule, "deprecatedIds")).flatMap((one) => textOf(one) ?? []);
    return {
        rating,
        where: placeOf(result),
        package: null,
        title: sarif_titleOf(result, rule),
        fixedIn: null,
        causes: [{ names: [id, ...aliases.slice(0, 20)], rating }],
    };
}
function sarif_rate(result, rule) {
    const scores = [result, rule].map((one) => fieldOf(one, "properties", "security-severity"));
    const said = scores.find((one) => one !== undefined);
    if (said !== undefined)
        return rateScore(numberOf(said));
    return rateLevel(fieldOf(result, "level") ?? fieldOf(rule, "defaultConfiguration", "level") ?? "warning", fieldOf(result, "kind") ?? "fail");
}
// A result that a person must look at has the level `none`, because the tool could not tell how bad it is.
function rateLevel(level, kind) {
    switch (level) {
        case "error":
            return "high";
        case "warning":
            return "medium";
        case "note":
            return "low";
        case "none":
            return kind === "fail" ? "low" : "unknown";
        default:
            return "unknown";
    }
}
function placeOf(result) {
    const [location] = listOf(fieldOf(result, "locations"));
    const uri = textOf(fieldOf(location, "physicalLocation", "artifactLocation", "uri"));
    const line = numberOf(fieldOf(location, "physicalLocation", "region", "startLine"));
    if (uri === null)
        return "";
    return line === null ? uri : `${uri}:${line}`;
}
function sarif_titleOf(result, rule) {
    return textOf(fieldOf(result, "message", "text")) ?? textOf(fieldOf(rule, "shortDescription", "text"));
}
function toolOf(run) {
    const name = textOf(fieldOf(run, "tool", "driver", "name"), 60) ?? "a tool without a name";
    const version = textOf(fieldOf(run, "tool", "driver", "version"), 30) ??
        textOf(fieldOf(run, "tool", "driver", "semanticVersion"), 30);
    return version === null ? name : `${name} ${version}`;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/trivy.js



/*
 * `trivy --format json`, schema version 2: vulnerabilities, misconfigurations, secrets and licences. Where it finds
 * nothing, Trivy leaves `Results` out.
 */
/** @throws Unreadable */
function readTrivy(report) {
    if (fieldOf(report, "SchemaVersion") !== 2)
        throw new Unreadable("is of Trivy, and its `SchemaVersion` is not 2");
    const results = fieldOf(report, "Results") ?? [];
    if (!Array.isArray(results))
        throw new Unreadable("is of Trivy, and its `Results` are no list");
    const version = textOf(fieldOf(report, "Trivy", "Version"), 30);
    return {
        tool: version === null ? "Trivy" : `Trivy ${version}`,
        findings: results.flatMap(readTarget),
        suppressed: results.reduce((sum, one) => sum + setAside(one), 0),
        statements: [],
        isScan: true,
    };
}
function readTarget(result) {
    const target = textOf(fieldOf(result, "Target"), 120) ?? "";
    const failed = listOf(fieldOf(result, "Misconfigurations")).filter((one) => isFailed(one));
    return [
        ...listOf(fieldOf(result, "Vulnerabilities")).map(trivy_readVulnerability),
        ...failed.map((one) => readPlace(one, target, fieldOf(one, "CauseMetadata", "StartLine"), ["ID", "AVDID"])),
        ...listOf(fieldOf(result, "Secrets")).map((one) => readPlace(one, target, fieldOf(one, "StartLine"), ["RuleID"])),
        ...listOf(fieldOf(result, "Licenses")).map((one) => readLicence(one, target)),
    ];
}
// Older versions name no status, and list nothing but failures.
function isFailed(one) {
    const status = fieldOf(one, "Status");
    return status !== "PASS" && status !== "EXCEPTION";
}
function trivy_readVulnerability(one) {
    const name = textOf(fieldOf(one, "PkgName"), 150) ?? "a package without a name";
    const version = textOf(fieldOf(one, "InstalledVersion"), 50);
    const rating = rateWord(fieldOf(one, "Severity"));
    const vendor = listOf(fieldOf(one, "VendorIDs")).flatMap((id) => textOf(id) ?? []);
    return {
        rating,
        where: version === null ? name : `${name} ${version}`,
        package: name,
        title: textOf(fieldOf(one, "Title")),
        fixedIn: textOf(fieldOf(one, "FixedVersion"), 100),
        causes: [
            { names: [textOf(fieldOf(one, "VulnerabilityID")) ?? "unnamed", ...vendor.slice(0, 20)], rating },
        ],
    };
}
function readPlace(one, target, line, ids) {
    const rating = rateWord(fieldOf(one, "Severity"));
    const [first = "unnamed", ...others] = ids.flatMap((id) => textOf(fieldOf(one, id)) ?? []);
    const number = numberOf(line);
    return {
        rating,
        where: number === null ? target : `${target}:${number}`,
        package: null,
        title: textOf(fieldOf(one, "Title")),
        fixedIn: null,
        causes: [{ names: [first, ...others], rating }],
    };
}
function readLicence(one, target) {
    const rating = rateWord(fieldOf(one, "Severity"));
    const name = textOf(fieldOf(one, "PkgName"), 150);
    const licence = textOf(fieldOf(one, "Name")) ?? "unnamed";
    return {
        rating,
        where: name ?? textOf(fieldOf(one, "FilePath")) ?? target,
        package: name,
        title: `Licence ${licence}`,
        fixedIn: null,
        causes: [{ names: [licence], rating }],
    };
}
/** What `.trivyignore` and VEX documents took out, where the report was asked to show it. */
function setAside(result) {
    return listOf(fieldOf(result, "ExperimentalModifiedFindings")).length;
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/security/read.js










/** By what a report holds, never by its name. */
const read_formats = [
    { name: "SARIF", is: (it) => has(it, "runs"), read: readSarif },
    { name: "CycloneDX", is: (it) => fieldOf(it, "bomFormat") === "CycloneDX", read: readCycloneDx },
    { name: "npm audit", is: (it) => has(it, "auditReportVersion"), read: readNpmAudit },
    { name: "npm audit", is: (it) => has(it, "advisories"), read: readOldNpmAudit },
    { name: "npm audit", is: isFailedAudit, read: refuseFailedAudit },
    { name: "Trivy", is: (it) => has(it, "SchemaVersion"), read: readTrivy },
    { name: "Grype", is: (it) => has(it, "matches"), read: readGrype },
    { name: "OSV-Scanner", is: isOsvScanner, read: readOsvScanner },
];
/** Reads reports of security scans, and VEX documents. */
function readSecurity(files) {
    return readReports(files, async (text) => {
        const report = await readJson(text);
        const format = read_formats.find(({ is }) => is(report));
        if (format === undefined)
            throw new Unreadable("is no security report that can be read: SARIF, npm audit, OSV-Scanner, Trivy, Grype or CycloneDX, as JSON");
        return { format: format.name, found: format.read(report) };
    });
}
function has(report, key) {
    return fieldOf(report, key) !== undefined;
}
function isFailedAudit(report) {
    return ((has(report, "statusCode") && has(report, "uri")) || typeof fieldOf(report, "error", "code") === "string");
}
const osvKeys = /^(?:results|image_metadata|license_summary|experimental_\w+)$/;
// Other tools have `results`, too: here each names packages, and where there is none, nothing else is there.
function isOsvScanner(report) {
    const results = fieldOf(report, "results");
    if (!isObject(report) || !Array.isArray(results))
        return false;
    return results.length === 0
        ? Object.keys(report).every((key) => osvKeys.test(key))
        : results.every((one) => has(one, "packages"));
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/tests/figures.js


const mostFailures = 10;
const mostSentences = 5;
const figures_longestName = 80;
/** Policy cannot ask for a longer one. */
const longestSuite = 200;
/** No project has so many; a report that has keeps its first ones. */
const mostSuites = 50_000;
/** Counts test cases one by one; what it keeps does not grow with them. */
function startTally() {
    const counts = { passed: 0, failed: 0, errored: 0, skipped: 0 };
    const ran = new Set();
    const failures = [];
    const doubts = [];
    const remarks = [];
    let [retried, flaky, suites, seconds] = [0, 0, 0, 0];
    const addRan = (suite) => {
        if (suite !== "" && suite.length <= longestSuite && ran.size < mostSuites && !ran.has(suite))
            ran.add(keep(suite));
    };
    const add = (one) => {
        counts[one.outcome] += 1;
        seconds += one.seconds;
        if (one.outcome === "skipped")
            return;
        for (const suite of one.suites)
            addRan(suite);
        if (one.retried === true || one.flaky === true)
            retried += 1;
        if (one.outcome === "passed")
            flaky += one.flaky === true ? 1 : 0;
        else if (failures.length < mostFailures)
            failures.push(keep((0,cut/* cut */.J)(one.name, figures_longestName) || "(no name)"));
    };
    const collect = (list) => (sentence) => {
        if (list.length < mostSentences && !list.includes(sentence))
            list.push(sentence);
    };
    return {
        add,
        addRan,
        addSuite: () => {
            suites += 1;
        },
        addSeconds: (more) => {
            seconds += more;
        },
        doubt: collect(doubts),
        remark: collect(remarks),
        figures: () => {
            const { passed, failed, errored: errors, skipped } = counts;
            const run = passed + failed + errors;
            return {
                run,
                passed,
                failed,
                errors,
                skipped,
                retried,
                flaky,
                suites,
                ran,
                failures,
                seconds,
                doubts,
                remarks,
            };
        },
    };
}
/** Several reports as one. */
function addFigures(all) {
    const sum = (pick) => all.reduce((total, one) => total + pick(one), 0);
    return {
        run: sum((one) => one.run),
        passed: sum((one) => one.passed),
        failed: sum((one) => one.failed),
        errors: sum((one) => one.errors),
        skipped: sum((one) => one.skipped),
        retried: sum((one) => one.retried),
        flaky: sum((one) => one.flaky),
        suites: sum((one) => one.suites),
        ran: new Set(all.flatMap((one) => [...one.ran])),
        failures: all.flatMap((one) => one.failures).slice(0, mostFailures),
        seconds: sum((one) => one.seconds),
        doubts: all.flatMap((one) => one.doubts).slice(0, mostSentences),
        remarks: all.flatMap((one) => one.remarks).slice(0, mostSentences),
    };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/tests/judge.js




/** Where the policy names no other: what is given must hold. */
const usualSuccess = 95;
/** In characters, of one figure that is words. */
const longestWords = 1_000;
/**
 * Measures what the reports say against the policy. Without thresholds of its own 95 % of the tests run must have passed; and
 * always the reports must be whole, and a test must have been run.
 */
function judgeTests(readings, thresholds = {}) {
    const threshold = judge_describe(thresholds);
    const unread = judgeReadings("tests", readings, threshold);
    if (unread !== null)
        return unread;
    const found = addFigures(readings.flatMap((one) => (one.ok ? [one.found] : [])));
    const reasons = findReasons(found, thresholds);
    return {
        item: "tests",
        verdict: reasons.length === 0 ? "met" : "unmet",
        figures: { ...tests_judge_show(found), ...judge_tell("problem", reasons), ...judge_tell("remark", found.remarks) },
        threshold,
    };
}
/** Why the threshold is missed, without what the figures say by themselves. */
function findReasons(found, thresholds) {
    const { run, passed, skipped, ran, doubts } = found;
    const { "min-success": least = usualSuccess, "max-skipped": most, "required-suites": suites = [], } = thresholds;
    const missing = suites.filter((name) => !ran.has(name));
    return [
        ...(run === 0 ? ["no test was run"] : []),
        ...(run > 0 && passed * 100 < least * run ? ["too few passed"] : []),
        ...(most !== undefined && skipped * 100 > most * (run + skipped) ? ["too many were skipped"] : []),
        ...(missing.length > 0 ? [`not run: ${missing.join(", ")}`] : []),
        ...doubts,
    ];
}
/** The most telling first: not every place has room for all. */
function tests_judge_show(found) {
    const { run, passed, failed, errors, skipped, flaky, retried, suites, failures, seconds } = found;
    const success = percentOf(passed, run);
    return {
        ...(success === null ? {} : { success }),
        run,
        failed,
        skipped,
        ...(errors > 0 ? { errors } : {}),
        passed,
        ...(flaky > 0 ? { flaky } : {}),
        ...(retried > 0 ? { retried } : {}),
        suites,
        seconds: Math.round(seconds * 10) / 10,
        ...judge_tell("failures", failures),
    };
}
function judge_tell(name, sentences) {
    return sentences.length === 0 ? {} : { [name]: (0,cut/* cut */.J)(sentences.join("; "), longestWords) };
}
function judge_describe(thresholds) {
    const { "min-success": least = usualSuccess, "max-skipped": most, "required-suites": suites = [], } = thresholds;
    const parts = [
        `success ${least} %`,
        ...(most === undefined ? [] : [`skipped at most ${most} %`]),
        ...(suites.length === 0 ? [] : [`suites ${suites.join(", ")}`]),
    ];
    return (0,cut/* cut */.J)(parts.join("; "), 300);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/tests/ctrf.js


/** Common Test Report Format (ctrf.io): what is read of it. Times are milliseconds. */
const report = schemas/* object */.Ikc({
    results: schemas/* object */.Ikc({
        summary: schemas/* object */.Ikc({ tests: schemas/* number */.aig(), failed: schemas/* number */.aig() }).partial().optional(),
        tests: schemas/* array */.YOg(schemas/* object */.Ikc({
            name: schemas/* string */.YjP().default(""),
            status: schemas/* string */.YjP(),
            rawStatus: schemas/* string */.YjP().optional(),
            duration: schemas/* number */.aig().optional(),
            suite: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]).optional(),
            retries: schemas/* number */.aig().optional(),
            flaky: schemas/* boolean */.zMY().optional(),
        })),
    }),
});
/** `other` is what the format has for all that has no name: nobody knows that it passed, but of what is still to do. */
const outcomes = new Map([
    ["passed", "passed"],
    ["failed", "failed"],
    ["skipped", "skipped"],
    ["pending", "skipped"],
]);
/** @throws Unreadable for JSON that is no CTRF */
function ctrf(json, tally) {
    const parsed = report.safeParse(json);
    if (!parsed.success)
        throw new Unreadable("is in no format of test results that is read");
    const { tests, summary } = parsed.data.results;
    const suites = new Set();
    let bad = 0;
    for (const test of tests) {
        const one = toCase(test);
        for (const suite of one.suites)
            suites.add(suite);
        if (one.outcome === "failed" || one.outcome === "errored")
            bad += 1;
        tally.add(one);
    }
    for (const _ of suites)
        tally.addSuite();
    if (summary?.tests !== undefined && summary.tests !== tests.length)
        tally.remark(`the summary says ${summary.tests} tests and there are ${tests.length}`);
    if ((summary?.failed ?? 0) > bad)
        tally.doubt(`the summary says ${summary?.failed} failed and there are ${bad}`);
}
function toCase({ name, status, rawStatus, duration = 0, suite = [], retries = 0, flaky = false, }) {
    return {
        name,
        outcome: status === "other" && rawStatus === "todo" ? "skipped" : (outcomes.get(status) ?? "errored"),
        suites: typeof suite === "string" ? [suite] : suite,
        seconds: duration > 0 && duration < 1e12 ? duration / 1000 : 0,
        retried: retries > 0,
        flaky,
    };
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/tests/junit.js

/** What CTest, GoogleTest and some others say in an attribute. */
const statuses = new Map([
    ["notrun", "skipped"],
    ["disabled", "skipped"],
    ["skipped", "skipped"],
    ["ignored", "skipped"],
    ["suppressed", "skipped"],
    ["fail", "failed"],
    ["failed", "failed"],
    ["failure", "failed"],
    ["error", "errored"],
    ["broken", "errored"],
]);
/** Reads the elements of a report whose root is `testsuites` or `testsuite`. */
function junit(tally) {
    const groups = [];
    const open = [];
    let current = null;
    return {
        open: (name, attributes) => {
            const parent = open.at(-1);
            open.push(name);
            if (name === "testsuite" || name === "testsuites")
                groups.push(startGroup(attributes));
            if (name === "testsuite")
                tally.addSuite();
            if (name === "testcase" && current === null)
                current = startCase(attributes, groups.at(-1)?.name ?? "");
            else if (current !== null && parent === "testcase")
                mark(current, name, attributes);
            else if ((name === "failure" || name === "error") && parent === "testsuite")
                finish(suiteFailure(groups.at(-1)?.name ?? "", name), groups, tally);
        },
        close: (name) => {
            open.pop();
            if (name === "testcase" && current !== null && !open.includes("testcase")) {
                finish(current, groups, tally);
                current = null;
            }
            if (name === "testsuite" || name === "testsuites")
                endGroup(groups, tally);
        },
    };
}
function startGroup({ name = "", tests, failures, errors }) {
    const [failed, errored] = [readCount(failures), readCount(errors)];
    const bad = failed === undefined && errored === undefined ? undefined : (failed ?? 0) + (errored ?? 0);
    return {
        name,
        claims: { tests: readCount(tests), bad, atLeast: failed === undefined || errored === undefined },
        own: { tests: 0, bad: 0 },
        all: { tests: 0, bad: 0 },
    };
}
function startCase({ name = "", classname = "", time, status, result }, suite) {
    const said = statuses.get((status ?? "").toLowerCase()) ?? statuses.get((result ?? "").toLowerCase());
    return {
        suites: [suite, classname],
        name: name.includes(classname) ? name : `${classname} > ${name}`,
        seconds: readSeconds(time),
        status: said ?? "passed",
        failure: false,
        error: false,
        skipped: false,
        todo: false,
        retried: false,
        flaky: false,
    };
}
function suiteFailure(suite, name) {
    const none = startCase({ name: `${suite} (the suite itself)` }, suite);
    return { ...none, failure: name === "failure", error: name === "error" };
}
/** Surefire: `flaky…` in a test that passed in the end, `rerun…` in one that never did. */
function mark(one, element, { type }) {
    switch (element) {
        case "failure":
            one.failure = true;
            return;
        case "error":
        // PHPUnit up to 9: a test that could not be run as it should.
        case "warning":
            one.error = true;
            return;
        case "skipped":
        case "disabled":
        case "ignored":
            one.skipped = true;
            one.todo ||= type === "todo";
            return;
        case "flakyFailure":
        case "flakyError":
            one.flaky = true;
            return;
        case "rerunFailure":
        case "rerunError":
            one.retried = true;
    }
}
function finish(one, groups, tally) {
    const outcome = outcomeOf(one);
    const { name, suites, seconds, retried, flaky } = one;
    tally.add({ name, suites, seconds, retried, flaky, outcome });
    // As its suite's attributes count it.
    const bad = outcome === "failed" || outcome === "errored" || one.failure || one.error ? 1 : 0;
    const own = groups.at(-1)?.own;
    if (own !== undefined)
        addCounts(own, { tests: 1, bad });
    for (const { all } of groups)
        addCounts(all, { tests: 1, bad });
}
function outcomeOf({ failure, error, skipped, todo, status }) {
    if (todo)
        return "skipped";
    if (failure)
        return "failed";
    if (error)
        return "errored";
    if (skipped && status === "passed")
        return "skipped";
    return status;
}
function addCounts(to, more) {
    to.tests += more.tests;
    to.bad += more.bad;
}
/** Some tools leave out nested suites in a suite's attributes, some do not: either is right. */
function endGroup(groups, tally) {
    const group = groups.pop();
    if (group === undefined)
        return;
    const { claims, own, all } = group;
    if (claims.tests !== undefined && claims.tests !== own.tests && claims.tests !== all.tests)
        tally.remark(`a suite says ${claims.tests} tests and has ${all.tests}`);
    if (claims.bad === undefined || claims.bad === own.bad || claims.bad === all.bad)
        return;
    const sentence = `a suite says ${claims.bad} failed and has ${all.bad}`;
    if (claims.bad > all.bad)
        tally.doubt(sentence);
    else if (!claims.atLeast)
        tally.remark(sentence);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/tests/tap.js



/** Deeper ones are lines of output. */
const tap_deepest = 100;
/**
 * Reads TAP line by line.
 * @throws Unreadable for text that has neither a version, a plan nor a test point
 */
async function tap(text, tally) {
    const state = { levels: [], below: null, yaml: null, counted: false, braces: [], seen: false };
    for await (const lines of readLines(text))
        for (const line of lines)
            tap_readLine(line, state, tally);
    endBraces(0, state, tally);
    closeLevels(0, state, tally);
    if (!state.seen)
        throw new Unreadable("is in no format of test results that is read");
    const root = state.levels[0];
    if (root === undefined || root.planned === null)
        tally.doubt("it has no plan, so it may be cut off");
    if (root !== undefined)
        comparePlan(root, tally);
}
function tap_readLine(line, state, tally) {
    const content = line.trimStart();
    if (content === "")
        return;
    const indent = line.length - content.length;
    if (state.yaml !== null) {
        if (indent >= state.yaml) {
            readYaml(content, indent, state, tally);
            return;
        }
        state.yaml = null;
    }
    if (content.trimEnd() === "---") {
        state.yaml = indent;
        return;
    }
    const level = indent / 4;
    if (!Number.isInteger(level) || level > tap_deepest)
        return;
    readStatement(content, level, state, tally);
}
function readYaml(content, indent, state, tally) {
    if (indent === state.yaml && content.trimEnd() === "...")
        state.yaml = null;
    const time = state.counted ? /^duration_ms:\s*([\d.e-]+)\s*$/.exec(content)?.[1] : undefined;
    if (time !== undefined)
        tally.addSeconds(readSeconds(time) / 1000);
}
function readStatement(content, level, state, tally) {
    if (/^TAP version \d+\s*$/.test(content)) {
        state.seen = true;
        return;
    }
    if (/^Bail out!/i.test(content)) {
        state.seen = true;
        tally.doubt("the tests bailed out");
        return;
    }
    const plan = /^1\.\.(\d{1,9})\s*(?:#.*)?$/.exec(content);
    if (plan !== null) {
        state.seen = true;
        levelAt(level, state, tally).planned = Number(plan[1]);
        return;
    }
    if (content.trimEnd() === "}") {
        closeBrace(level, state, tally);
        return;
    }
    const point = readPoint(content);
    if (point === null)
        return;
    state.seen = true;
    endBraces(level, state, tally);
    if (/\{\s*$/.test(content)) {
        levelAt(level, state, tally);
        state.braces.push({ level, point });
    }
    else
        finishPoint(point, level, state, tally);
}
/** `not ok 3 - name # SKIP reason`, `ok`; null where it is something else. */
function readPoint(content) {
    const found = /^(not )?ok(?:\s+\d+)?(?:\s+(.*))?$/.exec(content);
    if (found === null)
        return null;
    const text = (found[2] ?? "").replace(/\s*\{\s*$/, "");
    const mark = text.search(/(?<!\\)#/);
    const comment = mark < 0 ? "" : text.slice(mark + 1).trim();
    const directive = /^(skip|todo)/i.exec(comment)?.[1]?.toLowerCase();
    return {
        ok: found[1] === undefined,
        name: (mark < 0 ? text : text.slice(0, mark)).replace(/^-\s*/, "").trim(),
        directive: directive === "skip" || directive === "todo" ? directive : null,
        seconds: readSeconds(/^time=([\d.]+)ms$/.exec(comment)?.[1]) / 1000,
    };
}
function finishPoint(point, level, state, tally) {
    const here = levelAt(level, state, tally);
    const { below } = state;
    state.below = null;
    here.points += 1;
    const outcome = tap_outcomeOf(point);
    if (below !== null && below.tests > 0) {
        here.tests += below.tests;
        here.bad += below.bad;
        tally.addSuite();
        tally.addRan(point.name);
        state.counted = false;
        if (outcome !== "failed" || below.bad > 0)
            return;
    }
    here.tests += 1;
    if (outcome === "failed")
        here.bad += 1;
    tally.add({ name: point.name, outcome, suites: [], seconds: point.seconds });
    state.counted = below === null;
}
/** What is to be done, or was left out, is no failure. */
function tap_outcomeOf({ ok, directive }) {
    if (directive !== null)
        return "skipped";
    return ok ? "passed" : "failed";
}
/** A name may end in a brace, too: such a point has no subtests, and the next point shows it. */
function endBraces(level, state, tally) {
    for (let last = state.braces.at(-1); last !== undefined && last.level >= level; last = state.braces.at(-1)) {
        state.braces.pop();
        finishPoint(last.point, last.level, state, tally);
    }
}
function closeBrace(level, state, tally) {
    const last = state.braces.at(-1);
    if (last?.level !== level)
        return;
    state.braces.pop();
    finishPoint(last.point, level, state, tally);
}
/** The level that a line is on. Deeper ones end with it: they are subtests of the next point. */
function levelAt(depth, state, tally) {
    closeLevels(depth, state, tally);
    for (let next = state.levels.length; next <= depth; next += 1)
        state.levels.push({ points: 0, planned: null, tests: 0, bad: 0 });
    return state.levels[depth] ?? { points: 0, planned: null, tests: 0, bad: 0 };
}
function closeLevels(depth, state, tally) {
    while (state.levels.length > depth + 1) {
        const level = state.levels.pop();
        if (level === undefined)
            return;
        comparePlan(level, tally);
        state.below = {
            tests: level.tests + (state.below?.tests ?? 0),
            bad: level.bad + (state.below?.bad ?? 0),
        };
    }
}
function comparePlan({ planned, points }, tally) {
    if (planned !== null && planned !== points)
        tally.doubt(`the plan was for ${planned} tests and ${points} ran`);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/tests/trx.js


/** An outcome that is left out is `Error`, the first of the enumeration. What is not here ended in an error, too. */
const trx_outcomes = new Map([
    ["Passed", "passed"],
    ["Warning", "passed"],
    ["Failed", "failed"],
    ["NotExecuted", "skipped"],
    ["Inconclusive", "skipped"],
    ["Pending", "skipped"],
]);
/** How a run may end whose results are all there. */
const wholeRuns = new Set(["Completed", "Passed", "Failed", "Warning"]);
/** Classes are known for so many tests. */
const mostIds = 200_000;
/** Reads the elements of a report whose root is `TestRun`. */
function trx(tally) {
    const state = {
        open: [],
        defined: null,
        classOf: new Map(),
        classes: new Set(),
        notRun: new Set(),
        leaves: 0,
        outermost: 0,
        all: { tests: 0, bad: 0 },
        claims: { tests: undefined, bad: 0 },
    };
    return {
        open: (name, attributes) => openElement(name, attributes, state, tally),
        close: (name) => {
            if (name === "UnitTest")
                state.defined = null;
            if (name === "TestRun")
                trx_compare(state, tally);
            if (isResult(name))
                trx_finish(state, tally);
        },
    };
}
function openElement(name, attributes, state, tally) {
    if (isResult(name)) {
        const outer = state.open.at(-1);
        if (outer !== undefined)
            outer.leaf = false;
        state.open.push({ attributes, leaf: true });
        return;
    }
    switch (name) {
        case "UnitTest":
            state.defined = attributes["id"] ?? "";
            return;
        case "TestMethod":
            if (state.defined !== null)
                trx_define(state.defined, attributes["className"] ?? "", state, tally);
            return;
        case "ResultSummary":
            if (!wholeRuns.has(attributes["outcome"] ?? ""))
                tally.doubt("the run did not end as it should");
            return;
        case "Counters":
            state.claims = readClaims(attributes);
    }
}
/** A data-driven test has its rows within, and an ordered test its tests. */
function isResult(name) {
    return name === "UnitTestResult" || name === "TestResultAggregation" || name === "GenericTestResult";
}
/** @param text `Acme.Rocket.EngineTests`; older files go on with `, Acme.Rocket, Version=…` */
function trx_define(id, text, state, tally) {
    const name = text.split(",", 1)[0] ?? "";
    if (!state.classes.has(name) && state.classes.size < mostIds) {
        state.classes.add(keep(name));
        tally.addSuite();
    }
    if (state.all.tests === 0) {
        if (state.classOf.size < mostIds)
            state.classOf.set(keep(id), keep(name));
    }
    else if (!state.notRun.has(id) && state.notRun.size < mostIds)
        tally.addRan(name);
}
function trx_finish(state, tally) {
    const result = state.open.pop();
    if (result === undefined)
        return;
    const { testId = "", testName = "", duration, outcome: said = "" } = result.attributes;
    const outcome = trx_outcomes.get(said) ?? "errored";
    const bad = outcome === "failed" || outcome === "errored" ? 1 : 0;
    state.all = { tests: state.all.tests + 1, bad: state.all.bad + bad };
    if (state.open.length === 0)
        state.outermost += 1;
    if (!result.leaf)
        return;
    state.leaves += 1;
    if (outcome === "skipped" && state.notRun.size < mostIds)
        state.notRun.add(keep(testId));
    const suite = state.classOf.get(testId);
    tally.add({
        name: testName,
        outcome,
        suites: suite === undefined ? [] : [suite],
        seconds: readDuration(duration),
    });
}
function readClaims({ total, failed, error, timeout, aborted }) {
    const bad = [failed, error, timeout, aborted].reduce((sum, text) => sum + (readCount(text) ?? 0), 0);
    return { tests: readCount(total), bad };
}
function trx_compare({ claims, leaves, outermost, all }, tally) {
    if (claims.tests !== undefined && ![leaves, outermost, all.tests].includes(claims.tests))
        tally.remark(`the summary says ${claims.tests} tests and there are ${leaves}`);
    if (claims.bad > all.bad)
        tally.doubt(`the summary says ${claims.bad} failed and there are ${all.bad}`);
}
/** `00:00:01.2345678`, with days before it where there are any: `1.00:00:00`. */
function readDuration(text = "") {
    const parts = /^(?:(\d{1,6})\.)?(\d\d):(\d\d):(\d\d(?:\.\d{1,9})?)$/.exec(text);
    if (parts === null)
        return 0;
    const [, days = "0", hours = "0", minutes = "0", seconds = "0"] = parts;
    return ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
}

;// CONCATENATED MODULE: ./build/packages/evidence/src/tests/read.js









/**
 * Reads test reports: JUnit XML, TRX, TAP and CTRF, told apart by what is in them.
 * @returns a reading for each file, in order; what is wrong with a file is its reading
 * @throws what `chunks` throws
 */
function readTests(files) {
    return readReports(files, async (text) => {
        const tally = startTally();
        const format = await readInto(tally, text);
        return { format, found: tally.figures() };
    });
}
async function readInto(tally, text) {
    switch (text.start) {
        case "<":
            return readXmlInto(tally, text);
        case "{":
        case "[":
            ctrf(await readJson(text), tally);
            return "CTRF";
        default:
            await tap(text, tally);
            return "TAP";
    }
}
const dialects = new Map([
    ["testsuites", { format: "JUnit XML", handler: junit }],
    ["testsuite", { format: "JUnit XML", handler: junit }],
    ["TestRun", { format: "TRX", handler: trx }],
]);
async function readXmlInto(tally, text) {
    let format = "";
    let handler = null;
    await readXml(text, {
        open: (name, attributes) => {
            if (handler === null) {
                const dialect = dialects.get(name);
                if (dialect === undefined)
                    throw new Unreadable("is in no format of test results that is read");
                format = dialect.format;
                handler = dialect.handler(tally);
            }
            handler.open(name, attributes);
        },
        close: (name) => handler?.close(name),
    });
    return format;
}

// EXTERNAL MODULE: ./build/packages/evidence/src/versions/notes.js
var notes = __webpack_require__(8954);
;// CONCATENATED MODULE: ./build/packages/evidence/src/index.js
















/***/ })

};
