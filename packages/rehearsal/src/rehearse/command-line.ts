/** What was asked for on the command line. */

import { parseArgs } from "node:util";
import type { Permission, Person, Team } from "../embedded.ts";
import { RehearseError } from "./rehearse-error.ts";

export type Asked = {
  /** Path of the workflow file to begin with. */
  workflow: string;
  policy?: string;
  script?: string;
  /** `undefined`: whoever the policy names. */
  people?: Person[];
  teams: Team[];
  inputs: Record<string, string>;
  secrets: Record<string, string>;
  /** Folders of other repositories that `uses:` names. */
  repositories: Record<string, string>;
  environments: boolean;
  /** A private repository on a free plan: comments only. */
  private: boolean;
  history: boolean;
  /** `owner/repository` */
  name: string;
};

const OPTIONS = {
  policy: { type: "string" },
  script: { type: "string" },
  people: { type: "string" },
  team: { type: "string", multiple: true },
  input: { type: "string", multiple: true },
  secret: { type: "string", multiple: true },
  repository: { type: "string", multiple: true },
  name: { type: "string" },
  private: { type: "boolean" },
  history: { type: "boolean" },
  "no-environments": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

export const HELP = `Plays workflow files on this machine, against an embedded GitHub. Scripts run as they are, without your HOME.

usage: npm run rehearse -- WORKFLOW [options]

  WORKFLOW                a workflow file; the others of its folder are there, too
  --script FILE           what happens: a list of acts in YAML, see docs/rehearse.md
                          otherwise WORKFLOW is dispatched once, and you see what waits for whom
  --input NAME=VALUE      an input of that dispatch; may be given again
  --policy FILE           rules of the approval; otherwise .github/release-approval.yml beside the workflows
  --people LIST           mia:admin,tom:write,rob; otherwise everybody whom the policy names may write,
                          and the first of them administers
  --team SLUG=LIST        who is in a team: leads=mia,tom; may be given again
  --secret NAME=VALUE     @team stands for a token that reads teams, @admin for one of an administrator
  --repository NAME=DIR   another repository that a workflow uses; may be given again
  --name OWNER/NAME       what the repository is called; acme/rocket otherwise
  --history               takes over the folder's git history with its tags and files
  --private               a private repository on a free plan: no buttons, comments only
  --no-environments       leaves out the environments that the policy implies
  --help                  shows this

It ends with 1 when an expectation of the script is not met, a run cannot begin, or, without a script, a run fails.
`;

const PERMISSIONS: readonly string[] = ["admin", "maintain", "write", "triage", "read", "none"];

/**
 * @returns `undefined` for `--help`
 * @throws RehearseError for what is not understood
 */
export function readCommandLine(args: string[]): Asked | undefined {
  const { values, positionals } = parse(args);
  if (values.help) return undefined;
  const [workflow, ...others] = positionals;
  if (workflow === undefined || others.length > 0) {
    throw new RehearseError(`Name one workflow file. ${HELP.split("\n")[2]}`);
  }
  const { policy, script, people, name = "acme/rocket" } = values;
  if (!/^[^/\s]+\/[^/\s]+$/.test(name)) throw new RehearseError(`--name needs owner/name, not "${name}"`);
  return {
    workflow,
    ...(policy !== undefined && { policy }),
    ...(script !== undefined && { script }),
    ...(people !== undefined && { people: splitList(people).map(readPerson) }),
    teams: readPairs("--team", values.team).map(([slug, members]) => ({ slug, members: splitList(members) })),
    inputs: Object.fromEntries(readPairs("--input", values.input)),
    secrets: Object.fromEntries(readPairs("--secret", values.secret)),
    repositories: Object.fromEntries(readPairs("--repository", values.repository)),
    environments: !values["no-environments"],
    private: values.private ?? false,
    history: values.history ?? false,
    name,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new RehearseError(`${error instanceof Error ? error.message : String(error)}. See --help.`);
  }
}

function readPairs(option: string, pairs: readonly string[] = []): [string, string][] {
  return pairs.map((pair) => {
    const equals = pair.indexOf("=");
    if (equals < 1) throw new RehearseError(`${option} needs NAME=VALUE, not "${pair}"`);
    return [pair.slice(0, equals), pair.slice(equals + 1)];
  });
}

function splitList(list: string): string[] {
  return list
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function readPerson(text: string): Person {
  const [login = "", permission = "read"] = text.split(":");
  if (!PERMISSIONS.includes(permission)) {
    throw new RehearseError(`--people: "${permission}" of ${login} is none of ${PERMISSIONS.join(", ")}`);
  }
  return { login, permission: permission as Permission };
}
