import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { cast } from "../cast.ts";
import { logOf, lookAtRelease, type Rehearsal, readOwn, rehearse, standOf } from "./rehearsal.ts";

/* A release of this project, through its own approval. */

/** As `npm run reports` leaves them. */
const reports = join(import.meta.dirname, "../reports");

let place: Rehearsal;
afterEach(() => place.close());

it("releases this project by its own workflows, and looks again when a clock rings", {
  timeout: 120_000,
}, async () => {
  const policy = readOwn(".github/release-approval.yml").replace("[OWNER]", "[mia]");
  const files = {
    "ask.yml": ".github/workflows/ask.yml",
    "release-approval.yml": ".github/workflows/release-approval.yml",
    "release.yml": ".github/workflows/release.yml",
  };
  const environments = { "release-approval-clock-4h": { waitMinutes: 240 } };
  place = await rehearse(files, policy, { people: cast, environments });
  const { github, runner, newest } = place;
  for (const tag of ["v1.1.0", "v1", "v1.3.0-rc.1"]) github.tag(tag);
  // Its own command takes minutes, and packages from the network.
  const ask = readOwn(".github/workflows/ask.yml").replace(
    "npm ci && npm run reports",
    `cp -r '${reports}' reports`,
  );
  const commit = github.commit({
    message: "Fix",
    author: "mia",
    files: { "a.txt": "1", ".github/workflows/ask.yml": ask },
  });

  const run = await github.as("mia").dispatch("ask.yml", { inputs: { version: "1.1.1", hotfix: true } });
  await runner.settle();
  expect(standOf(newest("ask.yml")), logOf(newest("ask.yml"))).toMatchObject({
    "approval / Reports": "success",
    "approval / Request": "success",
    "approval / Look again: release-approval-clock-4h": "waiting",
    "approval / Track": "skipped",
  });
  expect(github.issue(1).body).toMatch(/Tests 100 % of 2.*Coverage 100 %/s);

  github.clock.advance("61m");
  await github.as("mia").comment(1, "/approve");
  await runner.settle();
  const released = newest("release.yml");
  expect(standOf(released), logOf(released)).toEqual({
    Gate: "success",
    Publish: "success",
    "Record the outcome": "success",
    "Write the audit trail": "success",
  });
  expect((await lookAtRelease(place, "v1.1.1")).commit).toBe(commit);
  expect((await lookAtRelease(place, "v1")).commit).toBe(commit);
  expect(github.issue(1).body).toContain("Released: v1.1.1");

  github.clock.advance("4h");
  await runner.settle();
  expect(runner.run(run), logOf(runner.run(run))).toMatchObject({
    status: "completed",
    conclusion: "success",
  });
});
