import { isDeepStrictEqual } from "node:util";
import {
  type Decision,
  type Policy,
  parseCommands,
  parseEntry,
  readMarker,
} from "@release-approval/approval";
import fc from "fast-check";
import { marked } from "marked";
import { it } from "vitest";
import { fuzz, must, patience } from "../../approval/test/fuzz/campaign.ts";
import { nastyPieces } from "../../approval/test/fuzz/mutate.ts";
import { replaceTyped } from "../test/replace-typed.ts";
import {
  act,
  answer,
  cleared,
  disputed,
  hotfix,
  overriddenDecision,
  policy,
  policyCommit,
  postponedDecision,
  releasedDecision,
  repository,
  show,
  smallHotfix,
  waiting,
} from "../test/samples.ts";
import { auditRecord } from "./audit.ts";
import { renderAuditMarkdown } from "./audit-markdown.ts";
import { renderIssue } from "./issue-body.ts";
import { issueTitle } from "./issue-title.ts";
import { printJson } from "./json.ts";
import { renderEntry } from "./replies.ts";
import { renderStatusText } from "./status-text.ts";
import { annotation, renderGateSummary, renderRequestSummary, renderTrackSummary } from "./summary.ts";

/*
 * Whatever people typed, wherever it is shown: nobody is mentioned by it, nothing links, no HTML, no command and no mark of
 * ours comes out of it. All that is hostile here says `evil`, so that it is known again.
 */

const evil = [
  "@evil",
  "x @evil-team",
  "@acme/evil",
  "[x](https://evil.example)",
  "![x](https://evil.example/i.png)",
  "<https://evil.example>",
  "https://evil.example/x",
  "www.evil.example",
  "evil@evil.example",
  "[x]: https://evil.example\n[x]",
  "<img src=evil onerror=alert(1)>",
  "</details><script>evil()</script>",
  "<!-- release-approval/1 {evil} -->",
  "<!-- release-approval: v6.6.6 evil -->",
  "-->\n<b evil>",
  "\n/approve evil\n",
  "\n\n/reject evil\n\n",
  "```\n/override evil\n```",
  "`\n/cancel evil",
  "| evil | cell |\n|---|---|",
  "# evil",
  "- [x] evil\n\n    evil",
  "\u202Eevil\u2066",
  "ev\u0000il\uD800",
  "::error::evil",
  "%0A::error::evil",
  "javascript:evil()",
  "*evil*__evil__~~evil~~",
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...evil) },
      fc.constantFrom(...nastyPieces.map(harmless)),
    ),
    {
      minLength: 1,
      maxLength: 5,
    },
  )
  .map((parts) => parts.join(""));

// Of our own sample people it would not be known who mentioned them.
function harmless(piece: string): string {
  return piece.replaceAll("@mia", "@evil").replaceAll("#12", "#666");
}

const decisions: readonly (() => Decision)[] = [
  waiting,
  disputed,
  overriddenDecision,
  releasedDecision,
  postponedDecision,
  () => smallHotfix("lapsed"),
  () => hotfix("waiting"),
  cleared,
];

type Shown = { decision: Decision; policy: Policy; words: readonly string[] };

/** Documents that GitHub shows as Markdown. */
const pages: Readonly<Record<string, (shown: Shown) => string>> = {
  issue: ({ decision, policy }) => renderIssue(show(decision, { policy })),
  entry: ({ decision, policy, words }) => renderEntry(replyTo(decision, policy, words)),
  "request summary": ({ decision, policy }) => renderRequestSummary(show(decision, { policy })),
  "track summary": ({ decision, policy }) => renderTrackSummary(show(decision, { policy })),
  "gate summary": ({ decision, policy, words }) =>
    renderGateSummary(show(decision, { policy }), {
      authorized: decision.status === "authorized",
      reason: words.length > 2 ? (words[0] ?? null) : null,
    }),
  audit: ({ decision, policy, words }) => renderAuditMarkdown(recordOf(decision, policy, words)),
};

/** Lines for a log or a title. */
const lines: Readonly<Record<string, (shown: Shown) => string>> = {
  annotation: ({ decision, policy, words }) =>
    annotation(show(decision, { policy }), { authorized: false, reason: words[0] ?? null }),
  title: ({ words }) => issueTitle({ version: words[0] ?? "", component: words[1] ?? "", type: "minor" }),
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const unseen = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]|\p{Surrogate}/u;

const number = { number: 57, url: "https://github.com/acme/proxmox-mpc/issues/57" };

function replyTo(decision: Decision, policy: Policy, words: readonly string[]) {
  const [said = "", more = said] = words;
  const facts = {
    said,
    word: said,
    command: "aprove",
    problem: "reason-missing",
    example: "/reject the reason",
  };
  return {
    view: show(decision, { policy }),
    answers: [
      answer("quinn", act("reject", "malformed", facts)),
      answer("tom", act(null, "unknown-command", { word: more, nearest: "approve" })),
      answer("pia", act(null, "edited", { at: "2026-11-24T14:00:00Z", by: "olaf", text: said })),
      answer("stranger", act("approve", "unknown-role", { word: more, nearest: "qa-lead" })),
    ],
    news: decision.conflicts.map((conflict) => ({ kind: "conflict", conflict }) as const),
  };
}

function recordOf(decision: Decision, policy: Policy, words: readonly string[]) {
  const text = words.join("\n");
  const file = { commit: policyCommit, path: ".github/release-approval.yml", digest: "d".repeat(64), text };
  const [said] = decision.reviews;
  const fact = {
    key: said?.key ?? "comment:1",
    kind: "comment" as const,
    comment: 1010,
    person: said?.person ?? { id: 102, login: "tom" },
    at: "2026-11-24T08:15:00Z",
    digest: "c".repeat(64),
    text,
  };
  const block = {
    schema: 1 as const,
    repository: "acme/proxmox-mpc",
    issue: 57,
    revision: 1,
    run: { id: 9, attempt: 1 },
    facts: [fact],
    seen: [],
  };
  const entry = { comment: 2, url: number.url, at: "2026-11-24T08:16:00Z", digest: "2".repeat(64), block };
  return auditRecord({
    decision,
    policy,
    today: { commit: policyCommit, digest: "d".repeat(64) },
    repository,
    issue: number,
    run: { id: 12, attempt: 1 },
    policies: { pinned: file, today: file },
    ledger: { entries: [entry], damage: [], forged: [{ comment: 7, run: 8 }] },
    answers: [answer("stranger", act("reject", "malformed", { said: text, problem: "reason-missing" }))],
    runs: [{ state: "gone", id: 9 }],
    deletions: [],
  });
}

const shown = (kinds: readonly string[]) =>
  fc.record({
    kind: fc.constantFrom(...kinds),
    which: fc.nat(decisions.length - 1),
    words: fc.array(hostile, { minLength: 1, maxLength: 4 }),
  });

function toShown({ which, words }: { which: number; words: readonly string[] }): Shown {
  const decision = decisions[which]?.() ?? waiting();
  return { decision: replaceTyped(decision, words), policy: replaceTyped(policy, words), words };
}

it(
  "pages",
  () => {
    fuzz({
      name: "reports",
      inputs: shown(Object.keys(pages)),
      work: (input) => pages[input.kind]?.(toShown(input)) ?? "",
      holds: ({ kind }, page) => {
        must(page.length <= 65_536 || kind === "audit", "GitHub takes it");
        must(parseEntry(page) === null, "it holds no entry");
        must(kind !== "issue" || readMarker(page)?.version.startsWith("1.2.") === true, "its mark is ours");
        const [command] = parseCommands(page).filter((one) => one.name !== "unknown");
        must(command === undefined, `no line commands: ${command?.raw}`);
        showsOnlyText(page);
      },
    });
  },
  patience,
);

/** What is hostile is shown in code or as words that nothing happens to. */
function showsOnlyText(page: string): void {
  const html = marked.parse(page, { async: false, gfm: true });
  const outside = html.replace(/<code[^>]*>[^<]*<\/code>/gu, "");
  const [tag] = /<[^>]*evil[^>]*>|<(?:script|img)\b[^>]*>/iu.exec(outside) ?? [];
  must(tag === undefined, `no HTML: ${tag}`);
  const [mark] = /<!--(?! release-approval: v1\.2\.)[^>]*>/u.exec(outside) ?? [];
  must(mark === undefined, `no hidden text: ${mark}`);
  const words = outside.replace(/<[^>]*>/gu, "");
  const [live] = /@(?:acme\/)?evil|#666|www\.evil|:\/\/evil/iu.exec(words) ?? [];
  must(live === undefined, `nothing links or notifies: ${live}`);
  must(!unseen.test(page), "nothing is hidden or turned round");
}

it(
  "lines",
  () => {
    fuzz({
      name: "lines and titles",
      inputs: shown([...Object.keys(lines), "status text", "JSON"]),
      work: (input) => {
        const it = toShown(input);
        const record = recordOf(it.decision, it.policy, it.words);
        return { record, text: toLines(input.kind, it, record) };
      },
      holds: ({ kind }, { record, text }) => {
        must(!unseen.test(text), "nothing is hidden or turned round");
        must(!/^::/m.test(text), "no line commands the runner");
        if (kind in lines) must(!text.includes("\n"), "it is one line");
        if (kind === "JSON") isSame(JSON.parse(text), record);
      },
    });
  },
  patience,
);

function toLines(kind: string, it: Shown, record: ReturnType<typeof recordOf>): string {
  if (kind === "status text") return renderStatusText(show(it.decision, { policy: it.policy }));
  return kind === "JSON" ? printJson(record) : (lines[kind]?.(it) ?? "");
}

function isSame(read: unknown, record: object): void {
  const told: unknown = JSON.parse(JSON.stringify(record));
  must(isDeepStrictEqual(read, told), "the document holds what was recorded");
}
