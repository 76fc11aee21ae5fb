import type { Act } from "../act.ts";
import { askForRelease, inDays, merge, nextDay, say, sweep } from "../direction.ts";
import { expectIssue, expectSaid } from "../tell-issue.ts";

/** People make conditions, disagree, are away and are late; and in the end it ships. */
export const conflict: Act = {
  title: "Conflict: conditions, somebody on leave, somebody late, and a no that is overruled",
  about:
    "A minor release asks six roles. The team keeps reviews when commits are added, and project leadership decides where people disagree.",
  version: "1.3.0",
  previous: "1.2.1",
  repository: { private: true, plan: "free" },
  policy: "rules: { on-new-commits: keep }\n",
  reviews: { button: 0, comment: 5 },
  async play(scene) {
    await askForRelease(scene, "09:00", "mia");
    await say(scene, "09:30", [
      { login: "mia", text: "/approve", reaction: "+1" },
      {
        login: "tom",
        text: "/approve Risk level: medium.\nbefore release: Say how to undo the migration\nbefore release: Update the examples of the API",
        reaction: "+1",
      },
    ]);
    expectIssue(scene, "Waiting: 2 of 6 reviews in, 2 conditions open.");
    await say(scene, "10:00", [
      { login: "quinn", text: `/delegate qa @rae until ${inDays(scene, 4)}`, reaction: "+1" },
    ]);

    const undo = merge(scene, "11:00", {
      login: "olaf",
      message: "Say how to undo the migration",
      files: { "docs/migration.md": "Run it backwards.\n" },
    });
    const examples = merge(scene, "11:10", {
      login: "olaf",
      message: "Update the examples of the API",
      files: { "docs/api.md": "GET /nodes\n" },
    });
    await say(scene, "11:20", [
      { login: "mia", text: `/resolve C1 ${undo.slice(0, 10)}`, reaction: "confused" },
    ]);
    await askForRelease(scene, "11:30", "mia");
    expectIssue(scene, "Waiting: 2 of 6 reviews in, 1 condition open, 1 condition to confirm.");
    await say(scene, "11:40", [
      { login: "pia", text: `/resolve C2 ${examples.slice(0, 10)}`, reaction: "+1" },
    ]);
    await say(scene, "14:00", [
      { login: "tom", text: "/confirm C1\n/confirm C2", reaction: "+1" },
      { login: "rae", text: "/approve The regression tests pass.", reaction: "+1" },
      { login: "pia", text: "/approve", reaction: "+1" },
    ]);
    expectIssue(scene, "Waiting: 4 of 6 reviews in.");

    nextDay(scene);
    await sweep(scene, "13:17");
    expectSaid(scene, "1.3.0", /DevOps: @dana, late/u);
    await say(scene, "13:30", [
      { login: "dana", text: "/approve Sorry, a disk was full elsewhere.", reaction: "+1" },
      { login: "sam", text: "/reject A session outlives a changed password.", reaction: "+1" },
    ]);
    expectIssue(scene, "Rejected by sam as Security.");
    await say(scene, "14:00", [
      { login: "tom", text: "/decide proceed: It is behind a switch.", reaction: "confused" },
      {
        login: "lea",
        text: "/decide proceed: It is behind a switch that is off; the fix comes with 1.3.1.",
        reaction: "+1",
      },
    ]);
    expectIssue(scene, "Released: v1.3.0.");
  },
};
