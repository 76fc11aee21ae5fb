import { codeownersPaths } from "@release-approval/approval/setup";
import { z } from "zod";
import type { Client } from "../client.ts";
import { readPages } from "./read-pages.ts";

export type DefaultBranchFiles = {
  /** Text by path; null: no text that GitHub shows whole. */
  workflows: ReadonlyMap<string, string | null>;
  codeowners: { path: string; text: string } | null;
};

const folder = ".github/workflows";

const query = `query ReadWorkflows($owner: String!, $name: String!, ${codeownersPaths.map((_, n) => `$owners${n}: String!`).join(", ")}) {
  repository(owner: $owner, name: $name) {
    workflows: object(expression: "HEAD:${folder}") {
      ... on Tree { entries { name object { __typename ... on Blob { text isTruncated } } } }
    }
    ${codeownersPaths.map((_, n) => `owners${n}: object(expression: $owners${n}) { __typename ... on Blob { text isTruncated } }`).join("\n    ")}
  }
}`;

const blob = z
  .object({
    __typename: z.string(),
    text: z.string().nullish(),
    isTruncated: z.boolean().nullish(),
  })
  .transform(({ text, isTruncated }) => (isTruncated === true ? null : (text ?? null)));
const shape = z.object({
  repository: z.looseObject({
    workflows: z
      .object({ entries: z.array(z.object({ name: z.string(), object: blob.nullable() })).nullish() })
      .nullable(),
  }),
});

/** The workflow files and CODEOWNERS of the default branch, in one request. */
export async function readDefaultBranchFiles(client: Client): Promise<DefaultBranchFiles> {
  const { data } = await client.graphql({
    purpose: "read the workflows",
    text: query,
    variables: {
      owner: client.repo.owner,
      name: client.repo.repo,
      ...Object.fromEntries(codeownersPaths.map((path, n) => [`owners${n}`, `HEAD:${path}`])),
    },
    shape,
  });
  const { workflows, ...others } = data.repository;
  const files = (workflows?.entries ?? []).filter(({ name }) => /\.ya?ml$/.test(name));
  const owners = codeownersPaths.flatMap((path, n) => {
    const text = blob.nullish().parse(others[`owners${n}`]) ?? null;
    return text === null ? [] : [{ path, text }];
  });
  return {
    workflows: new Map(files.map(({ name, object }) => [`${folder}/${name}`, object])),
    codeowners: owners[0] ?? null,
  };
}

/** `active` or why not, by path of the workflow file. One request for each 100. */
export async function readWorkflowStates(client: Client): Promise<ReadonlyMap<string, string>> {
  const found = await readPages(client, {
    purpose: "read which workflows are enabled",
    permission: "actions: read",
    route: "GET /repos/{owner}/{repo}/actions/workflows",
    shape: z
      .object({ workflows: z.array(z.object({ path: z.string(), state: z.string() })) })
      .transform(({ workflows }) => workflows),
  });
  return new Map(found.map(({ path, state }) => [path, state]));
}

/** What GitHub finds wrong in CODEOWNERS of the default branch, a line each. One request. */
export async function readCodeownersErrors(client: Client): Promise<string[]> {
  const found = await client.restOrNull(
    {
      purpose: "read the errors in CODEOWNERS",
      permission: "contents: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/codeowners/errors",
      shape: z.object({ errors: z.array(z.object({ line: z.int(), kind: z.string() })) }),
    },
    [404],
  );
  return (found?.errors ?? []).map(({ line, kind }) => `line ${line}, ${kind}`);
}
