/** The specification's story: Proxmox-MPC v1.2.0, a minor release, from the rules to the audit. */

import { basename, join } from "node:path";
import type { Dispatch } from "../embedded.ts";
import type { Played } from "../stage.ts";
import { FIX, POLICY, POLICY_PATH, VERSION, WORKFLOWS } from "./cast.ts";
import {
  answerComments,
  type Expected,
  issueOf,
  type Line,
  type Play,
  perform,
  readWritten,
  request,
  say,
  setTime,
  showStatus,
  timeOf,
  tryGate,
} from "./direction.ts";
import { StoryError } from "./story-error.ts";

/** What is left when the story is over. */
export type Ending = {
  issue: number;
  /** Full SHA of what shipped. */
  commit: string;
  authorization: { name: string; text: string; sha256: string };
  audit: readonly { name: string; text: string }[];
};

/** @param days the two days of the story, `2026-11-23` */
export async function playStory(play: Play, days: readonly [string, string]): Promise<Ending> {
  const { timeline } = play;
  timeline.day(showDay(days[0]));
  setTime(play, "09:00", days[0]);
  writeRules(play);
  const issue = await askForRelease(play);
  await tryTooEarly(play);
  await reviewFirst(play, issue);
  await reject(play, issue);
  const commit = await mend(play);
  timeline.day(showDay(days[1]));
  setTime(play, "09:00", days[1]);
  await reviewAgain(play, issue);
  await askWhy(play, issue);
  await editApproval(play, issue);
  const run = await approveLast(play, issue, commit);
  const authorization = await publish(play, run);
  await recordOutcome(play, issue, run, commit);
  const audit = await writeAudit(play, run);
  return { issue, commit, authorization, audit };
}

function showDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" }).format(new Date(day));
}

const waiting = (...approved: string[]): Expected => ({
  exitCode: 0,
  decision: "pending",
  reason: "review-missing",
  approved,
});

function writeRules(play: Play): void {
  const { stage, timeline } = play;
  timeline.scene("The rules");
  stage.github.commit({
    message: "Ask six roles before a minor release",
    author: "mia",
    files: { [POLICY_PATH]: POLICY, ...WORKFLOWS },
  });
  timeline.act(timeOf(play), "mia", `commits ${POLICY_PATH}`);
  timeline.answer("→", "A minor release needs six roles: the specification's matrix, built in.", "quiet");
  timeline.answer("", "One person for each; mia may stand in for QA.", "quiet");
}

async function askForRelease(play: Play): Promise<number> {
  play.timeline.scene("The request");
  const expected: Expected = { exitCode: 0, decision: "pending", reason: "review-missing" };
  const played = await request(play, "09:15", play.history.head, expected);
  return issueOf(played);
}

async function tryTooEarly(play: Play): Promise<void> {
  play.timeline.scene("Too early");
  setTime(play, "09:40");
  await tryGate(
    play,
    { actor: "olaf", shown: "olaf", what: "starts publish.yml by hand, and its gate looks" },
    { exitCode: 1, decision: "pending", reason: "review-missing" },
  );
}

async function reviewFirst(play: Play, issue: number): Promise<void> {
  play.timeline.scene("A review, and two that do not count");
  const approve: Line = {
    at: "10:15",
    login: "pia",
    text: "/approve The console reads well.",
    reaction: "+1",
  };
  await say(play, issue, [approve], waiting("product-owner"));
  const refused: Line[] = [
    { at: "10:40", login: "mia", text: "/approve qa", reaction: "confused" },
    { at: "10:41", login: "olaf", text: "/approve", reaction: "confused" },
  ];
  await say(play, issue, refused, waiting("product-owner"));
}

async function reject(play: Play, issue: number): Promise<void> {
  play.timeline.scene("A no");
  const lines: Line[] = [
    { at: "13:59", login: "olaf", text: "/approve please!", reaction: null, answered: false },
    {
      at: "14:00",
      login: "sam",
      text: "/reject Templates are uploaded from any URL, and the token goes along.",
      reaction: "+1",
    },
  ];
  const expected: Expected = { exitCode: 0, decision: "rejected", reason: "rejected" };
  await say(play, issue, lines, { ...expected, approved: ["product-owner"] });
}

async function mend(play: Play): Promise<string> {
  const { stage, timeline } = play;
  timeline.scene("The fix: revision 2, in the same issue");
  setTime(play, "16:05");
  const commit = stage.github.commit({ ...FIX, author: "olaf" });
  timeline.act("16:05", "olaf", `pushes ${commit.slice(0, 7)} “${FIX.message}”`);
  const expected: Expected = { exitCode: 0, decision: "pending", reason: "review-missing" };
  const played = await request(play, "16:20", commit, expected);
  const { revision } = played.outputs;
  if (revision !== "2" || stage.github.issues().length !== 1)
    throw new StoryError(`This is revision ${revision}, and the story says revision 2 in the same issue.`);
  return commit;
}

async function reviewAgain(play: Play, issue: number): Promise<void> {
  play.timeline.scene("The reviews, again");
  const first: Line[] = [
    {
      at: "09:20",
      login: "tom",
      text: "/approve\nRisk level: low. The database migration has a rollback plan.",
      reaction: "+1",
    },
    { at: "09:21", login: "pia", text: "/approve", reaction: "+1" },
  ];
  await say(play, issue, first, waiting("technical-lead", "product-owner"));
  const second: Line[] = [
    { at: "11:05", login: "quinn", text: "/approve 96.2 % of the tests pass.", reaction: "+1" },
    { at: "11:06", login: "sam", text: "/approve", reaction: "+1" },
  ];
  await say(play, issue, second, waiting("technical-lead", "product-owner", "qa-lead", "security-lead"));
}

const FOUR = ["technical-lead", "product-owner", "qa-lead", "security-lead"] as const;

async function askWhy(play: Play, issue: number): Promise<void> {
  play.timeline.scene("Why is it not done yet?");
  const line: Line = { at: "13:30", login: "pia", text: "/status", reaction: null };
  await say(play, issue, [line], waiting(...FOUR));
}

async function editApproval(play: Play, issue: number): Promise<void> {
  const { stage, timeline } = play;
  timeline.scene("An edited approval");
  const person = stage.github.as("dana");
  setTime(play, "14:00");
  timeline.act("14:00", "dana", "/approve");
  const id = await person.comment(issue, "/approve");
  setTime(play, "14:01");
  const text = "/approve The rollback is rehearsed.";
  timeline.act("14:01", "dana", `edits it before it is read: ${text}`);
  await person.editComment(id, text);
  await answerComments(
    play,
    issue,
    [{ at: "14:01", login: "dana", text, reaction: "confused", id }],
    waiting(...FOUR),
  );
  await say(
    play,
    issue,
    [{ at: "14:10", login: "dana", text, reaction: "+1" }],
    waiting(...FOUR, "devops-lead"),
  );
}

/** @returns the run of publish.yml that the tracking run started */
async function approveLast(play: Play, issue: number, commit: string): Promise<number> {
  const { stage, timeline } = play;
  timeline.scene("The last review");
  const line: Line = { at: "15:00", login: "mia", text: "/approve release manager", reaction: "+1" };
  const approved = [...FOUR, "devops-lead", "release-manager"];
  const expected: Expected = { exitCode: 0, decision: "authorized", reason: "all-reviews-in", approved };
  const played = await say(play, issue, [line], expected);
  if (played.outputs["commit"] !== commit)
    throw new StoryError(`Another commit was authorized than ${commit}.`);
  const dispatch = onlyDispatch(stage.github.dispatches);
  timeline.answer(
    "🚀",
    `track-approvals starts publish.yml for v${String(dispatch.inputs["version"])}.`,
    "good",
  );
  return dispatch.run;
}

function onlyDispatch(dispatches: readonly Dispatch[]): Extract<Dispatch, { kind: "workflow" }> {
  const [only, ...others] = dispatches;
  const right =
    only?.kind === "workflow" && only.workflow.endsWith("publish.yml") && only.inputs["version"] === VERSION;
  if (!right || others.length > 0)
    throw new StoryError(`publish.yml was to be started once; the starts are ${JSON.stringify(dispatches)}`);
  return only;
}

async function publish(play: Play, id: number): Promise<Ending["authorization"]> {
  const { stage, timeline } = play;
  timeline.scene("The gate");
  stage.github.clock.advance("1m");
  const open: Expected = { exitCode: 0, decision: "authorized", reason: "all-reviews-in" };
  const actor = "github-actions[bot]";
  const played = await tryGate(
    play,
    { actor, shown: "publish", what: "the run started by track reaches its gate", run: { id, attempt: 1 } },
    open,
  );
  const { authorization: path = "", "authorization-sha256": sha256 = "" } = played.outputs;
  timeline.answer("📄", `${basename(path)}, SHA-256 ${sha256.slice(0, 16)}…, claimed for this run`, "good");
  setTime(play, "15:03");
  await tryGate(
    play,
    { actor: "olaf", shown: "olaf", what: "starts publish.yml once more: published at most once" },
    { exitCode: 1, decision: "authorized", reason: "claimed" },
  );
  return { name: basename(path), text: readWritten(path), sha256 };
}

async function recordOutcome(play: Play, issue: number, id: number, commit: string): Promise<void> {
  const { stage, timeline } = play;
  timeline.scene("Released");
  setTime(play, "15:08");
  timeline.act(
    "15:08",
    "publish",
    `the project's own steps ship ${commit.slice(0, 7)} and tag it v${VERSION}`,
  );
  stage.github.tag(`v${VERSION}`, commit);
  const inputs = { "issue-number": String(issue), outcome: "success" };
  const expected: Expected = { exitCode: 0, decision: "released", reason: "released" };
  await perform(play, "track-approvals", inputs, { actor: "mia", run: { id, attempt: 1 } }, expected);
  showStatus(play, issue);
}

async function writeAudit(play: Play, id: number): Promise<Ending["audit"]> {
  const { timeline } = play;
  timeline.scene("The audit");
  setTime(play, "15:09");
  timeline.act("15:09", "publish", "starts audit-trail: who approved what, when, under which rules");
  const expected: Expected = { exitCode: 0, decision: "released", reason: "released" };
  const options = { actor: "mia", run: { id, attempt: 1 } };
  const played = await perform(play, "audit-trail", { version: VERSION }, options, expected);
  const files = readAuditFiles(play, played);
  play.stage.github.completeRun(id, "success");
  timeline.answer("📄", `${files.map(({ name }) => name).join(" and ")}; the history is intact`, "good");
  return files;
}

function readAuditFiles({ workspace }: Play, { outputs }: Played): { name: string; text: string }[] {
  if (outputs["intact"] !== "true") throw new StoryError("The audit says that the history is not intact.");
  const paths: unknown = JSON.parse(outputs["files"] ?? "[]");
  const files = Array.isArray(paths) ? paths.map(String) : [];
  if (files.length !== 2) throw new StoryError(`The audit wrote ${files.length} documents instead of 2.`);
  return files.map((path) => ({ name: basename(path), text: readWritten(join(workspace, path)) }));
}
