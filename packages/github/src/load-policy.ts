import {
  ConfigurationError,
  describeProblems,
  type PolicyAt,
  parsePolicy,
  policyDigest,
  readExtends,
} from "@release-approval/approval";
import type { GitHub } from "./connect.ts";

/** A policy as read, with the texts that it stands on, for the audit trail. */
export type LoadedPolicy = PolicyAt & { text: string; inherited: readonly string[] };

/** How many files may extend one another. */
const longestChain = 5;

/**
 * Reads a policy's text, with the files of other repositories that it extends (one request each).
 * @param source where the text stands; `text` null: there is no such file
 * @throws ConfigurationError `policy-missing` or `policy-invalid`, with every problem and its cure. Never a fallback:
 *   a policy that cannot be read decides nothing.
 */
export async function loadPolicy(
  github: Pick<GitHub, "readInherited">,
  source: { commit: string; path: string; text: string | null },
): Promise<LoadedPolicy> {
  const { commit, path, text } = source;
  if (text === null) throw missingPolicy(path);
  const inherited = await readChain(github, text);
  const result = parsePolicy(text, inherited);
  if (!result.ok)
    throw new ConfigurationError({
      reasonCode: "policy-invalid",
      message: `The policy on the default branch is not valid.\n${describeProblems(path, result.problems)}`,
      cure: "Correct these lines on the default branch, then run it again. Nothing was decided.",
    });
  return { commit, path, text, inherited, digest: policyDigest(text, inherited), policy: result.policy };
}

async function readChain(github: Pick<GitHub, "readInherited">, text: string): Promise<string[]> {
  const chain: string[] = [];
  for (let current = text; chain.length < longestChain; ) {
    const source = readExtends(current);
    if (source.kind !== "file") return chain;
    current = await github.readInherited(source);
    chain.push(current);
  }
  return chain;
}

function missingPolicy(path: string): ConfigurationError {
  return new ConfigurationError({
    reasonCode: "policy-missing",
    message: `There is no policy \`${path}\` on the default branch.`,
    cure: [
      "Commit one there; the policy of a checkout or of another branch is never used. The smallest:",
      "version: 1",
      "extends: small-team",
      "roles:",
      "  maintainer: { members: [YOUR-LOGIN, ANOTHER-LOGIN] }",
    ].join("\n"),
  });
}
