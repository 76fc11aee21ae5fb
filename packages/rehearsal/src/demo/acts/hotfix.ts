import type { Act } from "../act.ts";
import { CLOCKS } from "../cast.ts";
import { askForRelease, nextDay, ring, say, sweep } from "../direction.ts";
import { expectIssue, expectSaid } from "../tell-issue.ts";

const FIX = "hotfix-1.2.1";

/** At two in the night the leads sleep. The rules let the release go at three, and remember what is owed for it. */
export const hotfix: Act = {
  title: "Hotfix: at two in the night, while the leads sleep",
  about:
    "Users lose their work, and the fix is ready. The rules ask whoever is awake: after an hour the release manager alone is enough, and everybody else looks in the morning. Meanwhile 1.3.0 is up for review, without that fix.",
  version: "1.2.1",
  previous: "1.1.4",
  policy: 'calendar: { quiet: "22:00-07:00" }\n',
  repository: { environments: CLOCKS },
  arrange(github) {
    github.tag("v1.2.0");
    github.commit({ message: "Show the console in a tab", author: "tom", files: { "console.txt": "tab\n" } });
    github.branch(FIX, "v1.2.0");
    return github.commit({
      branch: FIX,
      message: "Keep the session when a node restarts",
      author: "olaf",
      files: { "session.txt": "kept\n" },
    });
  },
  reviews: { button: 0, comment: 1 },
  async play(scene) {
    await askForRelease(scene, "15:00", "mia", { version: "1.3.0" });

    nextDay(scene);
    await askForRelease(scene, "02:00", "mia", { hotfix: true, ref: FIX });
    expectIssue(scene, "Waiting: 0 of 4 reviews in.");
    await say(scene, "02:05", [
      {
        login: "mia",
        text: "/approve Sessions are lost every few minutes, and this stops it.",
        reaction: "+1",
      },
    ]);
    await ring(scene, "02:15", "release-approval-clock-15m");
    await ring(scene, "03:00", "release-approval-clock-1h");
    expectSaid(scene, "1.2.1", /by the automatic override/u);
    expectSaid(scene, "1.3.0", /v1\.2\.1.*shipped.*Keep the session when a node restarts/u);
    expectIssue(scene, "Released: v1.2.1, 5 follow-ups open.");

    await sweep(scene, "07:17");
    expectSaid(scene, "1.2.1", /is released, and this is overdue/u);
    await say(scene, "08:30", [
      { login: "tom", text: "/approve The session store is locked as it should be.", reaction: "+1" },
      { login: "quinn", text: "/approve Restarted 200 times, nothing lost.", reaction: "+1" },
      { login: "dana", text: "/approve", reaction: "+1" },
    ]);
    expectIssue(scene, "Released: v1.2.1, 2 follow-ups open.");
    await say(scene, "09:10", [
      { login: "pia", text: "/approve Support has told the users.", reaction: "+1" },
      { login: "lea", text: "/ratify It could not wait for the morning.", reaction: "+1" },
    ]);
    expectIssue(scene, "Released: v1.2.1.");
  },
};
