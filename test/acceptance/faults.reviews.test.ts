import { describeFaults } from "./faults/describe-faults.ts";
import { requests, reviews, upkeep } from "./faults/scenarios.ts";

/* Faults at every request while releases are asked for and reviewed. Killed processes are in crash.test.ts. */

describeFaults("faults while it is asked for and reviewed", [...requests, ...reviews, ...upkeep], 45);
