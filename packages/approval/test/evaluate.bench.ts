import { bench, describe } from "vitest";
import { parseCommands } from "../src/commands.ts";
import { evaluate } from "../src/evaluate.ts";
import { parsePolicy } from "../src/policy/parse.ts";
import { given, says, sixRoles, tracks } from "./given.ts";

/* What every run does, whatever it is about. Compared from release to release: `npm run reports`. */

const talk = Array.from({ length: 200 }, (_, n) => says("olaf")(`/status, for the ${n}th time`, 2 + n));
const { snapshot, known } = given(sixRoles)
  .and(says("mia")("/approve", 1), ...talk, tracks(240), says("tom")("/approve", 300))
  .at(360);

const longReview = `/approve All is well.\n${"- [x] A line of a list\n> quoted\n".repeat(200)}`;

describe("a run", () => {
  bench("decides on a release with 200 comments", () => {
    evaluate(snapshot, known);
  });
  bench("reads a policy", () => {
    parsePolicy(sixRoles);
  });
  bench("reads the commands of a long comment", () => {
    parseCommands(longReview);
  });
});
