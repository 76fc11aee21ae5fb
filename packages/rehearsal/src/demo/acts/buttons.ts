import type { Act } from "../act.ts";
import { BUTTONS, REVIEWERS } from "../cast.ts";
import { askForRelease, press, publishByHand } from "../direction.ts";
import { expectIssue } from "../tell-issue.ts";

/** All six roles answer with GitHub's button, at the same moment. */
export const buttons: Act = {
  title: "Buttons: six people press Approve at the same moment",
  about:
    "A minor release asks six roles. Each has a job in the run that waits for its button. Whichever job sees the last review starts release.yml, and the gate lets one run of it pass.",
  version: "1.2.0",
  previous: "1.1.4",
  repository: { environments: BUTTONS },
  reviews: { button: 6, comment: 0 },
  async play(scene) {
    const run = await askForRelease(scene, "09:00", "mia");
    expectIssue(scene, "Waiting: 0 of 6 reviews in.");
    await publishByHand(scene, "09:30", "olaf");
    expectIssue(scene, "Waiting: 0 of 6 reviews in.");
    await press(
      scene,
      "10:00",
      run,
      REVIEWERS.map((login) => ({ login, verdict: "approved" })),
    );
    expectIssue(scene, "Released: v1.2.0.");
  },
};
