import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { it } from "vitest";
import { fuzz, must, patience } from "../test/fuzz/campaign.ts";
import { large, made, mutated } from "../test/fuzz/mutate.ts";
import { type Command, parseCommands } from "./commands.ts";
import { readableText } from "./observe.ts";
import { longestComment } from "./records.ts";
import { looksLikeApproval, printCommand, textDigest } from "./text.ts";

/* Whatever somebody types into a comment: it is read, quickly, and what was read says the same when it is printed. */

const samples = [
  "/approve",
  "/approve qa fine, thanks\nbefore release: update the docs\nafter release: watch the dashboards",
  "/approve technical-lead\n\n**Conditions**:\n- [ ] API examples\n- [x] migration guide\n\nRisk Level: Low",
  "# Technical Review: v1.2.0\n\n- [x] Code quality meets standards\n- [ ] Performance\n\n/approve tech\n**Conditions**: None",
  "/reject security hole in the login\n\n```\n/approve\n```",
  "Looks good.\n> /approve\n\n/withdraw as QA lead: too early",
  "/resolve C1 a41f9c2 done\n/confirm C1\n/reopen C2 not yet",
  "/delegate qa-lead @octocat until 2026-12-07\n/unavailable until 2026-12-07",
  "/conflict technical: the cache\n/decide proceed: measured it\n/decide stop",
  "/override the certificate expires\n/ratify seen\n/waive coverage generated code",
  "/extend 24h holidays\n/postpone 2026-12-07 the data centre moves\n/cancel no",
  "/critical-only now\n/conditional-release no change\n/remind\n/authorize\n/released\n/rolled-back it broke",
  "/status\n/help\n/aprove\n/etc/passwd",
  "LGTM 👍",
  "<details>\n\n/approve\n\n</details>\n<!--\n/reject\n-->\n/approve",
];
const pieces = samples.flatMap((text) => text.split(/(?<=\n)|(?<= )/));

/** What of a command is told in prose may be hidden HTML when it stands on a line of its own (`printCommand`). */
const isProse = ({ raw, ...said }: Command) => /[<`~\\]|^ {0,3}>|[^\n\S ]/m.test(JSON.stringify(said) + raw);

it(
  "comments",
  () => {
    fuzz({
      name: "commands",
      inputs: fc.oneof(
        { weight: 120, arbitrary: mutated(samples) },
        { weight: 80, arbitrary: made(pieces) },
        { weight: 1, arbitrary: large(pieces) },
      ),
      work: (text) => ({
        commands: parseCommands(text),
        isApproval: looksLikeApproval(text),
        digest: textDigest(text),
        kept: readableText(text),
      }),
      holds: (text, { commands, isApproval, digest, kept }) => {
        must(typeof isApproval === "boolean", "it looks like an approval or not");
        must(/^[0-9a-f]{64}$/.test(digest), "a digest is 64 digits");
        must(kept.length <= longestComment && text.startsWith(kept), "what is kept is the beginning");
        const lines = text.split(/\r\n?|\n/);
        for (const command of commands) {
          must(
            /^ {0,3}\//.test(lines[command.line - 1] ?? ""),
            "a command stands on a line that begins with a slash",
          );
          if (command.name !== "unknown" && command.name !== "malformed" && !isProse(command))
            saysTheSame(command);
        }
      },
    });
  },
  patience,
);

function saysTheSame(command: Command): void {
  const again = parseCommands(printCommand(command)).filter((one) => one.name !== "unknown");
  must(
    isDeepStrictEqual(again.map(meaning), [meaning(command)]),
    `${JSON.stringify(command)} reads back as ${JSON.stringify(again)}`,
  );
}

function meaning(command: Command): object {
  return { ...command, line: 0, raw: "" };
}
