import type { Finding, Json } from "@release-approval/approval";
import type { AuditedAct, AuditedReview, AuditRecord, PolicyText } from "./audit.ts";
import { decidedOnTheWay, titleOf } from "./audit-decided.ts";
import { longDay } from "./dates.ts";
import { codeFence, codeSpan, cut, escapeMarkdown, quoteMarkdown } from "./escape.ts";
import { nameEvidence, showFigures } from "./findings.ts";
import { link, list } from "./links.ts";
import { count } from "./titles.ts";

/**
 * The audit record for people. Page one answers five questions: what shipped, who approved, under which rules, which
 * exceptions, what the record cannot prove. Then everything that people said, word for word.
 * Nobody is mentioned: the file may be pasted anywhere.
 */
export function renderAuditMarkdown(record: AuditRecord): string {
  const sections = [
    title(record),
    whatShipped(record),
    whoApproved(record),
    whichRules(record),
    exceptions(record),
    notProven(record),
    checklist(record),
    ...decidedOnTheWay(record),
    reviews(record),
    otherActs(record),
    publishing(record),
    figuresOf(record),
    findings(record),
    history(record),
    policyTexts(record),
    howToVerify(record),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function title({ project, release, component, decision }: AuditRecord): string {
  const part = component === null ? "" : `${escapeMarkdown(component)} `;
  return [
    `# Audit of ${escapeMarkdown(project)} ${part}${escapeMarkdown(release)}`,
    `**${escapeMarkdown(decision.status)}** (${codeSpan(decision.reasonCode)}) on ${longDay(decision.at)}.`,
  ].join("\n\n");
}

function whatShipped(record: AuditRecord): string {
  const { previousVersion, changes } = record;
  const size =
    changes === null
      ? ""
      : `, ${count(changes.pullRequests, "pull request")}, ${count(changes.commits, "commit")} by ${list(changes.authors.map(escapeMarkdown), 20)}`;
  const published = publishedLine(record);
  const rows: [string, string][] = [
    [
      "Version",
      `${escapeMarkdown(record.release)}, ${record.releaseType}, tag ${escapeMarkdown(record.tag)}`,
    ],
    ["Commit", codeSpan(record.commit)],
    [
      "Since",
      previousVersion === null
        ? "no earlier version is recorded"
        : `${escapeMarkdown(previousVersion.tag)}${size}`,
    ],
    [
      "Requested",
      `${longDay(record.requestedAt)} by ${list(record.requesters.map(person), 5)}, revision ${record.revision}`,
    ],
    ["Published", published],
    [
      "Records",
      `${link("the release's issue", record.issue)}, ${link("the run that asked", record.requestRun.url)}`,
    ],
  ];
  return `## 1. What shipped\n\n${table(["", ""], rows)}`;
}

function publishedLine({ history }: AuditRecord): string {
  const outcomes = history.entries.flatMap((entry) => entry.facts).filter((fact) => fact.kind === "outcome");
  const success = outcomes.find((fact) => fact.outcome === "success");
  if (success !== undefined) return `${longDay(success.at)}, by run ${success.run.id}`;
  return outcomes.length === 0 ? "not recorded" : `not recorded; ${count(outcomes.length, "attempt")} failed`;
}

function publishing({ publishing: attempts }: AuditRecord): string {
  if (attempts.length === 0) return "";
  const lines = attempts.map(({ outcome, at, run, exitCode, lastLines }) => {
    const code = exitCode === null ? "" : `, exit code ${exitCode}`;
    const last = lastLines === null || lastLines.trim() === "" ? "" : `\n\n${codeFence(lastLines)}`;
    return `**${outcome}** on ${longDay(at)}, run ${run.id}, attempt ${run.attempt}${code}.${last}`;
  });
  return `## Publishing\n\n${lines.join("\n\n")}`;
}

function figuresOf({ figures, requirements }: AuditRecord): string {
  const titles = new Map(requirements.map((one) => [one.role, one.title]));
  const rows = Object.entries(figures.minutes_to_review).map(([role, minutes]) => [
    `Time to review, ${escapeMarkdown(titles.get(role) ?? role)}`,
    spanOf(minutes),
  ]);
  const quick = figures.share_under_a_minute;
  return `## Figures\n\n${table(
    ["Figure", "Value"],
    [
      ...rows,
      ["Time waited, all in all", spanOf(figures.minutes_waited)],
      ["Reminders", String(figures.reminders)],
      [
        "Approvals within a minute of the request",
        quick === null ? "no approval" : `${Math.round(quick * 100)} %`,
      ],
    ],
  )}`;
}

/** `2 d 3 h`, `3 h 20 min`, `15 min`. */
function spanOf(minutes: number): string {
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor(minutes / 60) % 24,
    Math.round(minutes % 60),
  ];
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${rest} min` : `${rest} min`;
}

function person({ name, login, id }: { name: string; login: string; id: number }): string {
  const shown = name === login ? escapeMarkdown(login) : `${escapeMarkdown(name)} (${escapeMarkdown(login)})`;
  return `${shown}, id ${id}`;
}

function whoApproved({ approvals, requirements, quorum }: AuditRecord): string {
  const rows = approvals.map((one): string[] => [
    escapeMarkdown(one.role),
    `${person({ name: one.approver, login: one.login, id: one.id })}${one.onBehalfOf === undefined ? "" : `, for ${escapeMarkdown(one.onBehalfOf.login)}`}${one.commitAuthor ? ", author of commits" : ""}`,
    one.interval === undefined
      ? longDay(one.timestamp)
      : `${longDay(one.interval.from)} – ${longDay(one.interval.to)}`,
    link(one.source, one.url),
    one.conditions.length === 0
      ? ""
      : one.conditions.map((text) => escapeMarkdown(cut(text, 200))).join("; "),
  ]);
  const missing = requirements.filter((one) => one.approvalsGiven < one.approvalsNeeded);
  const names = missing.map((one) => `${escapeMarkdown(one.title)} (${one.need}, ${one.state})`);
  const quorums = [
    quorum.primary === null ? "" : `${quorum.primary.have} of ${quorum.primary.need} primary roles`,
    quorum.total === null ? "" : `${quorum.total.have} of ${quorum.total.need} roles`,
  ].filter((words) => words !== "");
  return [
    "## 2. Who approved",
    rows.length === 0 ? "Nobody." : table(["Role", "Who", "When", "How", "Conditions"], rows),
    quorums.length === 0 ? "" : `Quorum: ${quorums.join(", ")}.`,
    names.length === 0 ? "Every role that was asked has answered." : `Did not approve: ${list(names, 50)}.`,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function whichRules({ policies, requirements, evidence }: AuditRecord): string {
  const { pinned, today } = policies;
  const same = pinned !== null && pinned.digest === today.digest;
  const rows = requirements.map((one) => [
    escapeMarkdown(one.title),
    one.need,
    escapeMarkdown(one.focus),
    one.due === null ? "" : longDay(one.due),
  ]);
  const measured = evidence.map((item) => {
    const target = item.threshold === undefined ? "" : `, needed ${escapeMarkdown(item.threshold)}`;
    const digest = item.sha256 === undefined ? "" : `, SHA-256 ${codeSpan(item.sha256)}`;
    return `- ${escapeMarkdown(nameEvidence(item.item))}: **${item.verdict}** ${escapeMarkdown(showFigures(item.figures))}${target}${digest}`;
  });
  return [
    "## 3. Under which rules",
    pinned === null
      ? "The pinned rules cannot be read any more."
      : `Pinned by the request: ${nameRules(pinned)}.`,
    same ? "They have not changed since." : `Today's, which it must hold under too: ${nameRules(today)}.`,
    table(["Role", "Need", "Focus", "Due"], rows),
    measured.length === 0 ? "No evidence was measured." : measured.join("\n"),
  ].join("\n\n");
}

function nameRules({ path, commit, digest }: PolicyText): string {
  return `${codeSpan(path)} at ${codeSpan(commit)}, SHA-256 ${codeSpan(digest)}`;
}

function exceptions({ exceptions: found }: AuditRecord): string {
  const lines = found.map(({ code, sentence }) => `- ${escapeMarkdown(sentence)} (${codeSpan(code)})`);
  return `## 4. Exceptions\n\n${lines.length === 0 ? "None." : lines.join("\n")}`;
}

function notProven({ unprovable }: AuditRecord): string {
  return `## 5. What this file cannot prove\n\n${unprovable.map((sentence) => `- ${sentence}`).join("\n")}`;
}

function checklist({ authorizationChecklist, finalAuthorization }: AuditRecord): string {
  const marks = { true: "✅", false: "❌", null: "❔" } as const;
  const rows = authorizationChecklist.map(({ item, met, how }) => [
    marks[`${met}`],
    escapeMarkdown(item),
    escapeMarkdown(how),
  ]);
  const final =
    finalAuthorization === null
      ? "No authorization is recorded."
      : `Authorized on ${longDay(finalAuthorization.timestamp)} by: ${escapeMarkdown(finalAuthorization.authorizer)}.`;
  return `## Authorization checklist\n\n${final} ❔ means that nobody measured it.\n\n${table(["", "Line", "How"], rows)}`;
}

function reviews(record: AuditRecord): string {
  const { reviews: all } = record;
  if (all.length === 0) return "## Reviews, word for word\n\nNone.";
  const blocks = all.map((review, index) => {
    const shown = all.findIndex((one) => one.key === review.key) < index;
    return reviewBlock(review, record, shown);
  });
  return `## Reviews, word for word\n\n${blocks.join("\n\n")}`;
}

// `shown`: a comment may hold several reviews, and is quoted once.
function reviewBlock(review: AuditedReview, record: AuditRecord, shown: boolean): string {
  const when =
    review.from === review.to ? longDay(review.to) : `${longDay(review.from)} – ${longDay(review.to)}`;
  const counted = review.counted ? "counted" : `**not counted** (${codeSpan(review.code)})`;
  const role = review.title === null ? "" : ` as ${escapeMarkdown(review.title)}`;
  const said = review.words.trim() === "" ? "*No words.*" : quoteMarkdown(review.words);
  const words = shown ? "*In the same comment as above.*" : said;
  const noted = notedWith(review, record);
  return `### ${escapeMarkdown(review.name)} ${review.verdict}${role}\n\n${person(review)}, ${when}, ${link(review.source, review.url)}, ${counted}.${noted}\n\n${words}`;
}

function notedWith({ risk, checklist, onBehalfOf, overruledBy }: AuditedReview, record: AuditRecord): string {
  const open = checklist.filter((item) => !item.ticked).map((item) => escapeMarkdown(cut(item.text, 200)));
  const parts = [
    onBehalfOf === null ? "" : ` For ${person(onBehalfOf)}.`,
    risk === null ? "" : ` Risk: ${escapeMarkdown(cut(risk, 100))}.`,
    open.length === 0 ? "" : ` Not ticked: ${open.join("; ")}.`,
    overruledBy === null ? "" : ` ${overruledWords(overruledBy, record)}.`,
  ];
  return parts.join("");
}

function overruledWords(key: string, record: AuditRecord): string {
  const ruling = record.conflicts.map((one) => one.ruling).find((one) => one?.key === key);
  if (ruling === undefined || ruling === null) return `Overruled by ${codeSpan(key)}`;
  const { by, role, at, url } = ruling;
  return `${link("Overruled", url)} by ${escapeMarkdown(by.login)} as ${titleOf(record, role)} on ${longDay(at)}`;
}

function otherActs({ acts, reviews: shown }: AuditRecord): string {
  if (acts.length === 0) return "";
  const quoted = new Set(shown.map((review) => review.key));
  const rows = [...Map.groupBy(acts, (act) => act.key).values()].flatMap((inComment) => {
    const [act] = inComment;
    if (act === undefined) return [];
    const commands = [...new Set(inComment.map(commandOf))].filter((command) => command !== "").join(" ");
    const words = quoted.has(act.key) ? "" : escapeMarkdown(cut(act.words, 300));
    return [
      [
        person({ name: act.login, login: act.login, id: act.id }),
        words || commands,
        outcomesOf(inComment),
        link("comment", act.url),
      ],
    ];
  });
  return `## Other commands\n\n${table(["Who", "Words", "Outcome", "Where"], rows)}`;
}

function commandOf({ command }: AuditedAct): string {
  return command === null ? "" : `/${escapeMarkdown(command)}`;
}

// Which command it was is said where one comment holds several.
function outcomesOf(acts: readonly AuditedAct[]): string {
  const outcomes = acts.map((act) => {
    const why = act.outcome === "not-counted" ? ` (${escapeMarkdown(act.code)})` : "";
    const command = acts.length === 1 ? "" : commandOf(act);
    return `${command}${command === "" ? "" : ": "}${act.outcome}${why}`;
  });
  return [...new Set(outcomes)].join("; ");
}

const severities = { pass: "✅", info: "ℹ️", wait: "⏳", block: "❌" } as const;

function findings({ finding }: AuditRecord): string {
  return `## Why: the findings\n\n${findingLines(finding, 0).join("\n")}`;
}

function findingLines({ code, severity, facts, children }: Finding, depth: number): string[] {
  const shown = Object.entries(facts)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => `${escapeMarkdown(name)} ${showFact(value)}`);
  // That it is out ends it, and is no failure.
  const mark = code === "released" ? severities.pass : severities[severity];
  const line = `${"  ".repeat(depth)}- ${mark} ${codeSpan(code)}${shown.length === 0 ? "" : `: ${shown.join(", ")}`}`;
  return [line, ...children.flatMap((child) => findingLines(child, depth + 1))];
}

function showFact(value: Json): string {
  const text = cut(typeof value === "string" ? value : JSON.stringify(value), 200);
  return /^[0-9a-f]{7,64}$/u.test(text) ? codeSpan(text) : escapeMarkdown(text);
}

function history({ history: { entries, damage, forged, deletions, intact } }: AuditRecord): string {
  const rows = entries.map((entry) => [
    link(longDay(entry.at), entry.url),
    String(entry.revision),
    `run ${entry.run.id}${entry.run.found === false ? " (deleted)" : ""}`,
    entry.facts.map((fact) => escapeMarkdown(fact.key)).join(", "),
    codeSpan(entry.digest.slice(0, 12)),
    entry.seen.map((digest) => codeSpan(digest.slice(0, 12))).join(", "),
  ]);
  const damaged = [
    ...damage.map(
      (one) =>
        `- An entry is ${one.what}${one.comment === null ? "" : `, comment ${one.comment}`}${one.digest === null ? "" : `, digest ${codeSpan(one.digest)}`}${one.at === null ? "" : `, ${longDay(one.at)}`}${one.by === null ? "" : `, by ${escapeMarkdown(one.by.login)}`}.`,
    ),
    ...forged.map(
      (one) => `- Comment ${one.comment} looks like an entry; its run ${one.run} is not trusted.`,
    ),
    ...deletions.map(
      (one) =>
        `- ${longDay(one.at)}: a comment of ${escapeMarkdown(one.author?.login ?? "a deleted account")} was deleted by ${escapeMarkdown(one.by?.login ?? "a deleted account")}.`,
    ),
  ];
  return [
    "## History",
    `${count(entries.length, "entry", "entries")}, ${intact ? "intact" : "**damaged**"}. Each names the entries that its writer knew.`,
    table(["When", "Revision", "Run", "Facts", "Digest", "Knew"], rows),
    damaged.join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function policyTexts({ policies: { pinned, today } }: AuditRecord): string {
  const texts = pinned === null || pinned.digest === today.digest ? [today] : [pinned, today];
  const blocks = texts.map((one) =>
    [
      `${nameRules(one)}:`,
      codeFence(one.text, "yaml"),
      ...(one.inherited ?? []).map((text) => `extends:\n\n${codeFence(text, "yaml")}`),
    ].join("\n\n"),
  );
  return `## The rules, word for word\n\n${blocks.join("\n\n")}`;
}

function howToVerify({ policies, history: { entries }, commit }: AuditRecord): string {
  const { commit: at, path } = policies.pinned ?? policies.today;
  const comments = entries.flatMap((entry) => entry.facts).filter((fact) => fact.kind === "comment");
  const steps = [
    `The commit: \`git cat-file -t ${commit}\` in a clone.`,
    `The rules: \`git show ${at}:…\` with the path ${codeSpan(path)}. Where they extend nothing, \`sha256sum\` of that text is their digest.`,
    "An entry: the last line of its comment holds a JSON text after `release-approval/1`; the SHA-256 of that text is its digest, and later entries name it.",
    `${count(comments.length, "comment")} of people: open the link, and see that GitHub shows no edit after the time given, or only ticked boxes.`,
  ];
  return `## How to verify\n\n${steps.map((step, index) => `${index + 1}. ${step}`).join("\n")}`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---").join("|")}|`, ...rows.map(line)].join("\n");
}
