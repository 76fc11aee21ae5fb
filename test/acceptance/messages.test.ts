import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "@release-approval/rehearsal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cast, openSample, reviewers, sixRoles } from "./cast.ts";
import { type Inbox, idsAt, openInbox } from "./messages/inbox.ts";
import { ask, entriesOf } from "./ready.ts";

/*
 * Messages: each event once in a channel, after it is recorded, whatever becomes of the run; and a channel that fails
 * holds nothing.
 */

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

let places = 0;
/** An address of its own for each test. */
function place(): string {
  places += 1;
  return `/hook-${places}`;
}

const channel = (path: string) => ({ "webhook-url": inbox.url + path });

async function onStage(
  play: (stage: Stage) => Promise<void>,
  options: Parameters<typeof openSample>[0] = {},
): Promise<void> {
  const stage = await openSample(options);
  try {
    await play(stage);
  } finally {
    await stage.close();
  }
  stage.github.assertNoViolations();
}

const thread = "acme/proxmox-mpc#1";
const roles = [
  "release-manager",
  "technical-lead",
  "product-owner",
  "qa-lead",
  "security-lead",
  "devops-lead",
] as const;
const asked = roles.map((role) => `${thread}/review-requested/${role}/webhook`);

function deliveredIn(stage: Stage, issue: number): string[] {
  return entriesOf(stage.github, issue).flatMap(({ block }) =>
    block.facts.flatMap((fact) => (fact.kind === "delivery" ? [fact.key] : [])),
  );
}

const track = (stage: Stage, issue: number, inputs: Readonly<Record<string, string>>) =>
  stage.play("track-approvals", { "issue-number": String(issue), ...inputs });

/** Runs wait for each other in seconds, and this machine may be busy. */
const unhurried = { inProcess: { haste: 3 } };

describe("messages", { concurrent: true, timeout: 60_000 }, () => {
  it("go out once, however often somebody looks", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage, channel(path));
      expect(idsAt(inbox, path)).toEqual(asked);
      expect(deliveredIn(stage, issue)).toEqual(
        asked.map((id) => `delivered:${id.slice(thread.length + 1)}`),
      );
      expect(stage.github.comments(issue).at(-1)?.body).toMatch(/^📨 Told by webhook: review requested \(/);
      const before = stage.github.comments(issue).length;
      await ask(stage, channel(path));
      await track(stage, issue, channel(path));
      expect(idsAt(inbox, path)).toHaveLength(asked.length);
      expect(stage.github.comments(issue)).toHaveLength(before);
    }));

  it("go out after what they tell is recorded, and are recorded after they went out", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage);
      await stage.github.as("quinn").comment(issue, "/reject the backup job fails");
      const told: string[][] = [];
      inbox.onPost((post) => {
        if (post.path === path)
          told.push(
            entriesOf(stage.github, issue).flatMap(({ block }) => block.facts.map(({ kind }) => kind)),
          );
      });
      await track(stage, issue, channel(path));
      const rejection = idsAt(inbox, path).findIndex((id) => id.includes("/rejection/qa-lead/"));
      expect(told[rejection]).toContain("comment");
      expect(told[rejection]).not.toContain("delivery");
      expect(deliveredIn(stage, issue).filter((key) => key.includes("rejection"))).toHaveLength(1);
    }));

  it("that an unreachable channel did not take hold nothing, are shown, and go out later with the same id", () =>
    onStage(async (stage) => {
      const path = place();
      const closed = await openInbox();
      await closed.close();
      const played = await stage.play("request-approvals", {
        version: "1.2.0",
        "webhook-url": `${closed.url}/secret-token`,
      });
      expect(played.exitCode).toBe(0);
      const warnings = played.annotations.filter(({ level }) => level === "warning");
      expect(warnings.map(({ message }) => message).join()).toMatch(/webhook did not get the message/i);
      const shown = played.stdout.replaceAll(/^::add-mask::.*$/gm, "") + played.summary;
      expect(shown).not.toContain("secret-token");
      const issue = Number(played.outputs["issue-number"]);
      expect(deliveredIn(stage, issue)).toEqual([]);
      await track(stage, issue, channel(path));
      expect(idsAt(inbox, path)).toEqual(asked);
    }));

  it("are not repeated in a channel because another one fails", () =>
    onStage(async (stage) => {
      const path = place();
      const closed = await openInbox();
      await closed.close();
      const both = { ...channel(path), "slack-webhook-url": `${closed.url}/services/T1/B1/x` };
      const issue = await ask(stage, both);
      expect(idsAt(inbox, path)).toEqual(asked);
      await track(stage, issue, both);
      expect(idsAt(inbox, path)).toEqual(asked);
      expect(deliveredIn(stage, issue).every((key) => key.includes("/webhook"))).toBe(true);
    }));

  it("of several runs that see the same at once, go out from one", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage);
      await stage.github.as("quinn").comment(issue, "/reject the backup job fails");
      await Promise.all(Array.from({ length: 6 }, () => track(stage, issue, channel(path))));
      const ids = idsAt(inbox, path);
      expect(new Set(ids).size).toBeGreaterThan(1);
      expect(ids.filter((id) => id.includes("/rejection/"))).toHaveLength(1);
    }, unhurried));

  it("of jobs of one run that see the same at once, go out from one", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage);
      await stage.github.as("quinn").comment(issue, "/reject the backup job fails");
      const run = stage.github.createRun({
        workflow: ".github/workflows/release-approval.yml",
        actor: "mia",
      });
      const inputs = { "issue-number": String(issue), ...channel(path) };
      await Promise.all(Array.from({ length: 4 }, () => stage.play("track-approvals", inputs, { run })));
      expect(idsAt(inbox, path).filter((id) => id.includes("/rejection/"))).toHaveLength(1);
    }, unhurried));

  it("keep no run from acting on what others have recorded meanwhile", () =>
    onStage(async (stage) => {
      const issue = await ask(stage);
      const inputs = {
        ...channel(place()),
        "issue-number": String(issue),
        "release-workflow": "publish.yml",
      };
      const reviewed = reviewers.map(async (login) => {
        await stage.github.as(login).comment(issue, "/approve");
        return stage.play("track-approvals", inputs);
      });
      await Promise.all(reviewed);
      expect(stage.github.issue(issue).body).toContain("Cleared to ship");
      expect(stage.github.dispatches.length).toBeGreaterThan(0);
    }, unhurried));

  it("about an end that could not be told go out with a later sweep, although the issue is closed", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage, channel(path));
      await stage.github.as("mia").comment(issue, "/cancel nobody needs it");
      // This run has no channel.
      await track(stage, issue, {});
      expect(stage.github.issue(issue).state).toBe("closed");
      stage.github.clock.advance("1h");
      const swept = await stage.play("track-approvals", channel(path));
      expect(swept.exitCode, swept.stdout).toBe(0);
      expect(swept.outputs["reason-code"]).toBe("no-open-release");
      expect(idsAt(inbox, path).at(-1)).toContain("/escalation/release/webhook/1/1/cancelled");
      const told = idsAt(inbox, path);
      await stage.play("track-approvals", channel(path));
      expect(idsAt(inbox, path)).toEqual(told);
    }));

  it("that nobody may record hold nothing, and do not go out", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage);
      const token = stage.github.mintToken({
        permissions: { contents: "read", issues: "read", actions: "read", "pull-requests": "read" },
      });
      const played = await stage.play(
        "track-approvals",
        { "issue-number": String(issue), ...channel(path) },
        { token },
      );
      expect(played.exitCode, played.stdout).toBe(0);
      expect(played.annotations.map(({ message }) => message).join()).toMatch(/left to the next run/);
      expect(idsAt(inbox, path)).toEqual([]);
    }));

  it("that a channel refuses for themselves are told of once, and not tried again", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage);
      const own = await openInbox();
      own.refuse(1, 400);
      const inputs = { "webhook-url": `${own.url}/hook` };
      await track(stage, issue, inputs);
      expect(idsAt(own, "/hook")).toEqual(asked.slice(1));
      expect(stage.github.comments(issue).at(-1)?.body).toMatch(
        /Refused for good by webhook: review requested/,
      );
      await track(stage, issue, inputs);
      expect(own.posts).toHaveLength(asked.length - 1);
      expect(idsAt(inbox, path)).toEqual([]);
      await own.close();
    }));

  it("cost two requests where there are some, and none where there are none", () =>
    onStage(async (stage) => {
      const path = place();
      const issue = await ask(stage, channel(path));
      const say = async () => {
        stage.github.clock.advance("10m");
        await stage.github.as("quinn").comment(issue, "/reject the backup job fails");
      };
      const quiet = await track(stage, issue, channel(path));
      expect(quiet.requests).toBeLessThanOrEqual(3);
      await say();
      const told = await track(stage, issue, channel(path));
      expect(idsAt(inbox, path).at(-1)).toContain("/rejection/");
      expect(told.requests).toBeLessThanOrEqual(7 + 2);
    }));

  it("tell of what holds it and of what it has come to, as the routes of the policy say", () => {
    const routes = `notifications:
  events:
    review-requested: [{ channel: webhook, roles: [qa-lead] }]
    rejection: []
    authorized: [{ channel: slack }]
    conditions-open: [{ channel: webhook, roles: [devops-lead] }]
`;
    return onStage(
      async (stage) => {
        const path = place();
        const issue = await ask(stage, channel(path));
        expect(idsAt(inbox, path)).toEqual([`${thread}/review-requested/qa-lead/webhook`]);
        const { github } = stage;
        await github.as("quinn").comment(issue, "/reject the backup job fails");
        await track(stage, issue, channel(path));
        github.clock.advance("10m");
        await github.as("tom").comment(issue, "/approve\nbefore release: Say how to undo it");
        await track(stage, issue, channel(path));
        const events = idsAt(inbox, path).map((id) => id.split("/")[2]);
        expect(events).toEqual(["review-requested", "conflict", "conditions-open"]);
        const [last] = inbox.posts.filter((post) => post.path === path).slice(-1);
        expect(last?.body).toContain('"dana"');
      },
      { policy: sixRoles + routes },
    );
  });

  it("of a dry run are files, and nothing goes out", () =>
    onStage(async (stage) => {
      const path = place();
      const played = await stage.play("request-approvals", {
        version: "1.2.0",
        "dry-run": "true",
        ...channel(path),
      });
      expect(played.exitCode, played.stdout).toBe(0);
      expect(idsAt(inbox, path)).toEqual([]);
      expect(stage.github.issues()).toEqual([]);
      const files = [...played.summary.matchAll(/^- `(.+)`$/gm)].map(([, file = ""]) => file);
      expect(files).toHaveLength(6);
      const [first = ""] = files;
      expect(first).toMatch(/review-requested-release-manager-webhook\.json$/);
    }));

  it("of a dry run lie in a folder of their own, whatever the release is called", () =>
    onStage(async (stage) => {
      const temp = mkdtempSync(join(tmpdir(), "dry-"));
      try {
        mkdirSync(join(temp, "release-approval"));
        writeFileSync(join(temp, "release-approval", "authorization.json"), "{}");
        const issue = await ask(stage);
        const dry = { "issue-number": String(issue), "dry-run": "true", ...channel(place()) };
        const played = await stage.play("track-approvals", dry, { temp });
        expect(played.exitCode, played.stdout).toBe(0);
        expect(readdirSync(join(temp, "release-approval")).sort()).toEqual([
          "authorization.json",
          "messages",
        ]);
        expect(readdirSync(join(temp, "release-approval", "messages"))).toEqual(["issue-1"]);
      } finally {
        rmSync(temp, { recursive: true, force: true });
      }
    }));

  it("are refused before anything is written where a secret cannot be what it should be", () =>
    onStage(async (stage) => {
      const played = await stage.play("request-approvals", {
        version: "1.2.0",
        "slack-webhook-url": "http://hooks.example.com/services/T1/B1/very-secret",
        "smtp-url": "smtp://user:very-secret@mail.example.com:587",
      });
      expect(played.exitCode).toBe(1);
      expect(played.outputs["reason-code"]).toBe("invalid-input");
      expect(played.stdout).toMatch(/slack-webhook-url.*mail-from/s);
      expect(played.stdout.replaceAll(/^::add-mask::.*$/gm, "")).not.toContain("very-secret");
      expect(stage.github.issues()).toEqual([]);
    }));
});

describe("the issue is assigned", { concurrent: true, timeout: 60_000 }, () => {
  it("to everybody whose review is awaited", () =>
    onStage(async (stage) => {
      await ask(stage);
      expect(stage.github.issue(1).assignees.toSorted()).toEqual([
        "dana",
        "mia",
        "pia",
        "quinn",
        "sam",
        "tom",
      ]);
    }));

  it("to those who can be, where somebody cannot", () =>
    onStage(
      async (stage) => {
        await ask(stage);
        expect(stage.github.issue(1).assignees.toSorted()).toEqual(["dana", "mia", "pia", "quinn", "tom"]);
      },
      {
        policy: sixRoles.replace("[sam]", "[zoe]"),
        people: [...cast, { login: "zoe", id: 203, permission: "none" }],
      },
    ));

  it("as people left it, once they have assigned somebody", () =>
    onStage(async (stage) => {
      const issue = await ask(stage);
      await stage.github.as("mia").editIssue(issue, { assignees: ["olaf"] });
      stage.github.commit({ message: "Mend", author: "olaf", files: { "console.txt": "best\n" } });
      await ask(stage);
      expect(stage.github.issue(1).assignees).toEqual(["olaf"]);
    }));
});
