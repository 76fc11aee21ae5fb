import { describeFaults } from "./faults/describe-faults.ts";
import { life, shipping } from "./faults/scenarios.ts";

/* Faults at every request while releases live and ship. */

describeFaults("faults while it lives and ships", [...life, ...shipping], 45);
