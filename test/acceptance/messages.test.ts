import type { Stage } from "@release-approval/rehearsal";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSample, sixRoles } from "./cast.ts";
import { type Inbox, idsAt, openInbox } from "./messages/inbox.ts";
import { allBut, approve, ask, entriesOf } from "./ready.ts";

/*
 * Messages: each event once in a channel, whatever becomes of the run; and a channel that fails holds nothing.
 */

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

let places = 0;
/** An address of its own for each test. */
const place = () => {
  places += 1;
  return `/hook-${places}`;
};

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
const asked = ["release-manager", "technical-lead", "product-owner", "qa-lead", "security-lead", "devops-lead"]
  .map((role) => `${thread}/review-requested/${role}/webhook`);

function deliveredIn(stage: Stage, issue: number): string[] {
  return entriesOf(stage.github, issue).flatMap(({ block }) =>
    block.facts.flatMap((fact) => (fact.kind === "delivery" ? [fact.key] : [])),
  );
}

describe("messages", { concurrent: true, timeout: 60_000 }, () => {
  it("each event of a role once: asked, asked again, tracked", () =>
    onStage(async (stage) => {
      const path = place();
      const channel = { "webhook-url": inbox.url + path };
      const issue = await ask(stage, channel);
      expect(idsAt(inbox, path)).toEqual(asked);
      expect(deliveredIn(stage, issue)).toEqual(asked.map((id) => `delivered:${id.slice(thread.length + 1)}`));
      const before = stage.github.comments(issue).length;
      await ask(stage, channel);
      await stage.play("track-approvals", { "issue-number": String(issue), ...channel });
      expect(idsAt(inbox, path)).toHaveLength(asked.length);
      expect(stage.github.comments(issue)).toHaveLength(before);
    }));
});
