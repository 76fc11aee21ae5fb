import { describeFaults } from "./faults/describe-faults.ts";
import { messages, requests, reviews, upkeep } from "./faults/scenarios.ts";

/* Faults at every request while a repository is set up and examined, and while releases are asked for and reviewed. Killed
   processes are in crash.test.ts. */

describeFaults(
  "faults while it is set up, asked for and reviewed",
  [...requests, ...messages, ...reviews, ...upkeep],
  45,
);
