import type { Act } from "../act.ts";
import { askForRelease, say } from "../direction.ts";
import { expectIssue } from "../tell-issue.ts";

/** A private repository on a plan that has no required reviewers: everybody answers in the issue. */
export const comments: Act = {
  title: "Comments: a private repository without buttons",
  about: "A major release. The plan has no required reviewers, so no job waits: people answer in the issue.",
  version: "2.0.0",
  previous: "1.2.1",
  repository: { private: true, plan: "free" },
  reviews: { button: 0, comment: 6 },
  async play(scene) {
    await askForRelease(scene, "09:00", "mia");
    expectIssue(scene, "Waiting: 0 of 6 reviews in.");
    await say(scene, "09:20", [
      { login: "tom", text: "/approve\nRisk level: low. The migration has a rollback plan.", reaction: "+1" },
      { login: "pia", text: "/approve The console reads well.", reaction: "+1" },
      { login: "sam", text: "/approve", reaction: "+1" },
    ]);
    expectIssue(scene, "Waiting: 3 of 6 reviews in.");

    await say(scene, "14:00", [
      { login: "quinn", text: "/approve", reaction: "+1" },
      { login: "dana", text: "/approve", reaction: "+1" },
      { login: "mia", text: "/approve", reaction: "+1" },
    ]);
    expectIssue(scene, "Released: v2.0.0.");
  },
};
