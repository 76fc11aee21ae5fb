import type { Decision, EvidenceItem, Policy } from "@release-approval/approval";
import { describe, expect, it, test } from "vitest";
import { spread } from "../../../../test/acceptance/spread.ts";
import {
  discordProblems,
  htmlProblems,
  mailProblems,
  slackProblems,
  teamsProblems,
  webhookProblems,
} from "../../test/channel-checks.ts";
import {
  messageFor,
  policy,
  reader,
  type Sample,
  sample,
  samples,
  showSample,
} from "../../test/message-samples.ts";
import { replaceTyped } from "../../test/replace-typed.ts";
import { condition, obligation, person } from "../../test/samples.ts";
import { type Message, renderDiscord, renderMail, renderSlack, renderTeams, renderWebhook } from "./index.ts";

/* Whatever a message says and whoever typed it: each channel takes it, and nothing in it is live that is not ours. */

const members = ["U0TOM0001", "U0SAM0001", "W0MIA0001"];

function problemsOf(message: Message): string[] {
  const sam = reader("sam");
  const one = message.to[0] ?? message.alsoTo[0] ?? sam;
  return [
    ...slackProblems(renderSlack(message), members).map((problem) => `Slack: ${problem}`),
    ...discordProblems(renderDiscord(message)).map((problem) => `Discord: ${problem}`),
    ...teamsProblems(renderTeams(message)).map((problem) => `Teams: ${problem}`),
    ...webhookProblems(renderWebhook(message)).map((problem) => `webhook: ${problem}`),
    ...mailProblems(renderMail(message, one)).map((problem) => `mail: ${problem}`),
    ...mailProblems(renderMail(message, sam)).map((problem) => `mail to somebody else: ${problem}`),
  ];
}

describe("every kind of message is taken by every channel", () => {
  it.each(samples.map((one) => [one.name, one] as const))("%s", (_, one) => {
    expect(problemsOf(messageFor(one))).toEqual([]);
  });
});

const hostile: Readonly<Record<string, string>> = {
  "a mention of a channel": "<!channel> <!here> <!everyone> <!subteam^S012>",
  "a mention of everybody": "@everyone @here <@U0TOM0001> <@123456789012345678> <@&12> <#12>",
  "a mention in Teams": "<at>Mia</at> <at id='0'>x</at>",
  "a masked link": "[x](javascript:alert(1)) [y](https://evil.example) ![z](https://evil.example/z.png)",
  "a link of Slack": "<https://evil.example|click> <mailto:evil@evil.example|mail>",
  "an address": "https://evil.example/?a=1&b=2 www.evil.example evil@evil.example <https://evil.example>",
  HTML: "<script>alert(1)</script><img src=x onerror=alert(1)></td></table><a href='https://evil.example'>x</a>",
  attributes: `" onmouseover="alert(1)" style="x:url(https://evil.example)" 'x`,
  entities: "&lt;script&gt; &amp;amp; &#60;b&#62;",
  "a comment and CDATA": "<!-- x --> <![CDATA[ x ]]> --> <!doctype x>",
  "a time of Discord and an emoji": "<t:0:f> <t:1700000000> <:evil:1> <a:evil:1> :tada: ||spoiler||",
  "a time of Teams": "{{DATE(2017-02-14T06:08:00Z)}} {{TIME(2017-02-14T06:08:00Z)}} {{{DATE(x)}}}",
  "a date of Slack": "<!date^1392734382^{date} at {time}^https://evil.example|x>",
  Markdown: "# big\n- item\n1. one\n> quote\n-# small\n*bold* _it_ __under__ ~~gone~~ **b** ***bi***",
  backticks: "`code` ``two`` ```\nfence\n``` ```",
  "a table": "| a | b |\n|---|---|",
  backslashes: "\\*not\\* \\\\ \\` \\[x](https://evil.example) \\",
  "lines and headers": "a\r\nBcc: evil@evil.example\r\n\r\nbody\u2028next\u0085last",
  "what turns text round": "\u202Egpj.exe\u2066x\u200Fy\u061C",
  "what nobody sees": "a\u200B\u2060\uFEFF\u0000\u0007\u001B[31m\u{E0041}b",
  "half a character": "\uD83D x \uDC69",
  "families and flags": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿🇩🇪".repeat(40),
  "one character of many": `e${"\u0301".repeat(5000)}`,
  "a long word": "W".repeat(5000),
  "a long text": "every word of it ".repeat(300),
  "many lines": "line\n".repeat(1000),
  nothing: "",
  spaces: "   \n\t ",
};

describe("what people typed is never live", () => {
  test.each(Object.entries(hostile).map(([what, words], index) => ({ what, words, index })))(
    "$what",
    (it) => {
      const { words, index } = it;
      for (const one of spread(samples, 5, index)) {
        const said = { words: [words, `x ${words}`], also: ["version", "component", "slack", "timezone"] };
        expect(problemsOf(messageFor(typing(one, said), typedPolicy(said))), one.name).toEqual([]);
      }
    },
  );

  it("keeps a report's address only where it is one", () => {
    const links = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "x", ""];
    const one = sample("a review is asked for");
    const evidence = links.map(
      (source): EvidenceItem => ({ item: "tests", verdict: "met", figures: {}, source }),
    );
    const message = messageFor(changed(one, (decision) => ({ ...decision, evidence })));
    expect(problemsOf(message)).toEqual([]);
  });
});

type Said = { words: readonly string[]; also: readonly string[] };

function typedPolicy({ words, also }: Said): Policy {
  return replaceTyped(policy, words, also);
}

// Reports keep their addresses: those of a build may lead anywhere.
function typing({ name, occasion, decision }: Sample, said: Said): Sample {
  const { words, also } = said;
  const typed = replaceTyped(decision, words, also);
  const evidence = typed.evidence.map((one, index) => {
    const { source } = decision.evidence[index] ?? {};
    return source === undefined ? one : { ...one, source };
  });
  return {
    name,
    occasion: replaceTyped(occasion, words, also),
    decision: typed,
    view: showSample({ ...typed, evidence }, typedPolicy(said)),
  };
}

function changed(one: Sample, change: (decision: Decision) => Decision): Sample {
  const decision = change(one.decision);
  return { ...one, decision, view: showSample(decision, policy) };
}

describe("what is much is shortened, whole blocks at a time", () => {
  const long = "Ünîcödé and 漢字 and 👩‍👩‍👧 ".repeat(15).slice(0, 300).trim();

  it.each(samples.map((one) => [one.name, one] as const))("%s", (_, one) => {
    const said = { words: [long, "|".repeat(300), "<&\"'*_".repeat(50)], also: ["version", "component"] };
    const message = messageFor(crowd(typing(one, said), said), typedPolicy(said));
    const { occasion } = one;
    const team = Array.from({ length: 60 }, (_, id) => reader("sue", { id, name: `${id} ${long}` }));
    expect(problemsOf({ ...message, to: occasion.to.length === 0 ? [] : team })).toEqual([]);
  });

  it("leads to the rest", () => {
    const said = { words: [long], also: [] };
    const message = messageFor(crowd(sample("a review is asked for"), said), typedPolicy(said));
    const more = { kind: "text" as const, text: [long, long, long, long] };
    const crowded = { ...message, blocks: [...message.blocks, ...Array.from({ length: 25 }, () => more)] };
    for (const body of [renderSlack(crowded), renderDiscord(crowded), renderTeams(crowded)]) {
      expect(body).toContain("more in the issue");
      expect(body).toContain("/approve security-lead");
    }
    expect(htmlProblems(renderMail(crowded, reader("sam")).html)).toEqual([]);
  });
});

/** Twelve roles, forty conditions, forty follow-ups, twenty features. */
function crowd(one: Sample, said: Said): Sample {
  const [words = ""] = said.words;
  const many = <T>(number: number, of: (index: number) => T) =>
    Array.from({ length: number }, (_, i) => of(i));
  const { decision } = one;
  const [first] = decision.requirements;
  const request = decision.request;
  if (first === undefined || request === null) return one;
  const conditions = many(40, (index) => condition(`C${index + 1}`, { text: words }));
  const crowded: Decision = {
    ...decision,
    requirements: [
      ...decision.requirements,
      ...many(12, (index) => ({ ...first, role: `role-${index}`, title: words })),
    ],
    conditions,
    evidence: many(20, (index) => ({
      item: `${index} ${words}`,
      verdict: "unmet",
      figures: { a: words },
      threshold: words,
    })),
    obligations: many(40, (index) =>
      obligation(`condition/C${index + 1}`, { who: [person("tom")], text: words }),
    ),
    request: {
      ...request,
      keyFeatures: many(20, () => words),
      securityRelated: true,
      securityReasons: many(20, () => words),
    },
  };
  const { about } = one.occasion;
  const occasion =
    about.kind === "conditions-open"
      ? { ...one.occasion, about: { ...about, conditions } }
      : about.kind === "follow-up-due"
        ? { ...one.occasion, about: { ...about, obligations: crowded.obligations } }
        : one.occasion;
  return { ...one, occasion, decision: crowded, view: showSample(crowded, typedPolicy(said)) };
}
