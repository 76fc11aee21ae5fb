import { ConfigurationError } from "@release-approval/approval";
import type { Client, Repo } from "./client.ts";
import { checkPath, checkRef, checkRepository } from "./names.ts";
import { contentsShape } from "./read-file.ts";

/**
 * The text of a policy that another one extends, from any repository the token may read.
 * @throws ConfigurationError when it is not there, cannot be seen, or is no text file
 */
export async function readInherited(
  client: Client,
  { owner, repo, path, ref }: Repo & { path: string; ref: string },
): Promise<string> {
  const where = "`extends` of the policy";
  checkRepository({ owner, repo }, where);
  const name = `${owner}/${repo}//${checkPath(path, where)}@${checkRef(ref, where)}`;
  const found = await client.restOrNull(
    {
      purpose: `read ${name}, which the policy extends`,
      permission: "contents: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/contents/{path}",
      parameters: { owner, repo, path, ref },
      shape: contentsShape,
    },
    [404],
  );
  if (found !== null) return decode(found.content, name);
  throw new ConfigurationError({
    reasonCode: "extends-unreadable",
    message: `The policy extends ${name}, and GitHub shows no such file.`,
    cure: `Check repository, path and ref of \`extends\`. A private repository needs a \`github-token\` that may read it: the workflow's own token sees only its own repository.`,
  });
}

function decode(content: string, name: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(content, "base64"));
  } catch {
    throw new ConfigurationError({
      reasonCode: "extends-unreadable",
      message: `The policy extends ${name}, which is no text in UTF-8.`,
      cure: "Extend a YAML text file.",
    });
  }
}
