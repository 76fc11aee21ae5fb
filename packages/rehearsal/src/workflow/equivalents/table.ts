/** The actions that have a local equivalent. Documented in this package's README. */

import { downloadArtifact, uploadArtifact } from "./artifacts.ts";
import { attest } from "./attest.ts";
import { checkOut } from "./checkout.ts";
import type { Equivalent } from "./equivalent.ts";
import { setUpNode } from "./setup-node.ts";

const EQUIVALENTS: Readonly<Record<string, Equivalent>> = {
  "actions/checkout": checkOut,
  "actions/setup-node": setUpNode,
  "actions/upload-artifact": uploadArtifact,
  "actions/download-artifact": downloadArtifact,
  "actions/attest": attest,
  "actions/attest-build-provenance": attest,
};

/** @param repository `owner/name` */
export function hasEquivalent(repository: string): boolean {
  return Object.hasOwn(EQUIVALENTS, repository.toLowerCase());
}

/** @param uses as in the workflow file: `actions/checkout@v6` */
export function equivalentOf(uses: string): Equivalent {
  const [repository = ""] = uses.toLowerCase().split("@");
  const equivalent = EQUIVALENTS[repository];
  if (!equivalent) throw new Error(`${uses} has no local equivalent`);
  return equivalent;
}
