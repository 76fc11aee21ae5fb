import type { ActionName, Stage } from "@release-approval/rehearsal";
import { type Inputs, issue, request, type Step, track } from "./steps.ts";

export type Scenario = {
  name: string;
  from: Step;
  /** What people did since. */
  given: (stage: Stage) => Promise<void> | void;
  action: ActionName;
  inputs: Inputs;
};

const version = { version: "1.2.0" };

export const scenarios: readonly Scenario[] = [
  { name: "a new request", from: "nothing", given: () => undefined, ...request },
  {
    name: "a request at another commit",
    from: "all-but-one",
    given: ({ github }) => {
      github.commit({ message: "Mend the console", author: "olaf", files: { "console.txt": "best\n" } });
      github.clock.advance("10m");
    },
    ...request,
  },
  { name: "a new approval", from: "requested", given: (stage) => say(stage, "tom", "/approve"), ...track },
  {
    name: "a comment that does not count",
    from: "requested",
    given: (stage) => say(stage, "tom", "/approve qa"),
    ...track,
  },
  {
    name: "the last approval",
    from: "all-but-one",
    given: (stage) => say(stage, "dana", "/approve"),
    ...track,
  },
  { name: "the gate", from: "authorized", given: () => undefined, action: "gate-release", inputs: version },
  { name: "the audit", from: "authorized", given: () => undefined, action: "audit-trail", inputs: version },
];

async function say({ github }: Stage, login: string, text: string): Promise<void> {
  github.clock.advance("10m");
  await github.as(login).comment(issue, text);
}
