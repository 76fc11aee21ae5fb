import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DoctorFacts } from "@release-approval/approval/setup";

/**
 * Whether the checkout has the policy that counts.
 * @param text of the default branch; null: there is none
 */
export function comparePolicy(workspace: string, path: string, text: string | null): DoctorFacts["checkout"] {
  const own = readText(join(workspace, path));
  if (own === null) return "absent";
  return text !== null && plain(own) === plain(text) ? "same" : "different";
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // No checkout, or one without a policy: there is nothing to compare.
    return null;
  }
}

// A checkout may have other line ends.
function plain(text: string): string {
  return text.replace(/\r\n?/g, "\n").trimEnd();
}
