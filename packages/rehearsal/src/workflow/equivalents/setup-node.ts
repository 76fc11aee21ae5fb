import type { Equivalent } from "./equivalent.ts";

/** Nothing is installed: the scripts of the workflow find the Node of this machine. */
export const setUpNode: Equivalent = ({ inputs, log }) => {
  log(
    `Rehearsal: nothing is set up, the Node of this machine is used (asked: ${inputs["node-version"] ?? "any"})`,
  );
  return { "node-version": process.version, "cache-hit": "false" };
};
