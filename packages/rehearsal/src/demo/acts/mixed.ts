import type { Act } from "../act.ts";
import { BUTTONS } from "../cast.ts";
import { askForRelease, press, say, sweep } from "../direction.ts";
import { expectIssue } from "../tell-issue.ts";

/** Some press and some write; one says no by button, and takes it back by comment. */
export const mixed: Act = {
  title: "Mixed: buttons and comments, a no, and somebody who is not asked",
  about:
    "A patch waits for four roles; two more may look. A job that is rejected never runs, so the hourly look at every open release finds the no.",
  version: "1.2.1",
  previous: "1.2.0",
  repository: { environments: BUTTONS },
  reviews: { button: 2, comment: 2 },
  async play(scene) {
    const run = await askForRelease(scene, "09:00", "mia");
    expectIssue(scene, "Waiting: 0 of 4 reviews in.");
    const approve = { login: "tom", verdict: "approved", comment: "Risk level: low." } as const;
    const reject = { login: "sam", verdict: "rejected", comment: "No scan of this commit yet." } as const;
    await press(scene, "09:40", run, [approve]);
    expectIssue(scene, "Waiting: 1 of 4 reviews in.");
    await press(scene, "10:05", run, [reject]);
    expectIssue(scene, "Waiting: 1 of 4 reviews in.");
    await sweep(scene, "10:17");
    expectIssue(scene, "Rejected by sam as Security.");
    await say(scene, "10:30", [
      { login: "olaf", text: "/approve", reaction: "confused" },
      { login: "quinn", text: "/approve 96.2 % of the tests pass.", reaction: "+1" },
    ]);
    expectIssue(scene, "Rejected by sam as Security.");
    await say(scene, "10:40", [{ login: "sam", text: "/approve Scanned: nothing high.", reaction: "+1" }]);
    expectIssue(scene, "Waiting: 3 of 4 reviews in.");
    await press(scene, "10:50", run, [{ login: "mia", verdict: "approved" }]);
    expectIssue(scene, "Released: v1.2.1.");
  },
};
