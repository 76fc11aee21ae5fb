import { z } from "zod";
import type { Client } from "./client.ts";

/** A release as GitHub's "Releases" page lists it: the one of a tag, with files of its own. */
export type GitHubRelease = {
  url: string;
  /** Once it is out, its files can no longer be changed: a setting of the repository. */
  isSealed: boolean;
  readFiles: () => Promise<AttachedFile[]>;
  removeFile: (id: number) => Promise<void>;
  addFile: (file: NewFile) => Promise<void>;
};

export type AttachedFile = {
  id: number;
  name: string;
  /** Lower-case hexadecimal; null where GitHub does not tell, or the upload never ended. */
  sha256: string | null;
};

export type NewFile = { name: string; mediaType: string; text: string };

const pageSize = 100;

const releaseShape = z.object({
  id: z.int(),
  tag_name: z.string(),
  html_url: z.string(),
  upload_url: z.url(),
  draft: z.boolean(),
  immutable: z.boolean().optional(),
});

// GitHub's documentation of "Upload a release asset": a broken upload may leave an empty file with the state `starter`.
const fileShape = z
  .object({ id: z.int(), name: z.string(), state: z.string(), digest: z.string().nullish() })
  .transform(
    ({ id, name, state, digest }): AttachedFile => ({
      id,
      name,
      sha256: (state === "uploaded" && /^sha256:([0-9a-f]{64})$/.exec(digest ?? "")?.[1]) || null,
    }),
  );

/**
 * The GitHub Release of a tag: one request, and one more to look among the newest drafts, which the first does not find.
 * @returns null where there is none
 */
export async function findGitHubRelease(client: Client, tag: string): Promise<GitHubRelease | null> {
  const call = {
    purpose: `read the GitHub Release ${tag}`,
    permission: "contents: read",
    effect: "read",
  } as const;
  const published = await client.restOrNull(
    {
      ...call,
      route: "GET /repos/{owner}/{repo}/releases/tags/{tag}",
      parameters: { tag },
      shape: releaseShape,
    },
    [404],
  );
  if (published !== null) return open(client, published);
  const newest = await client.rest({
    ...call,
    route: "GET /repos/{owner}/{repo}/releases",
    parameters: { per_page: pageSize },
    shape: z.array(releaseShape),
  });
  const draft = newest.find((release) => release.draft && release.tag_name === tag);
  return draft === undefined ? null : open(client, draft);
}

function open(client: Client, release: z.infer<typeof releaseShape>): GitHubRelease {
  const { tag_name: tag, immutable = false } = release;
  const write = { permission: "contents: write", effect: "write" } as const;
  return {
    url: release.html_url,
    isSealed: immutable,
    readFiles: () => readFiles(client, release.id, tag),
    removeFile: async (id) => {
      await client.restOrNull(
        {
          ...write,
          purpose: `replace a file of the GitHub Release ${tag}`,
          route: "DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}",
          parameters: { asset_id: id },
          shape: z.unknown(),
        },
        [404],
      );
    },
    addFile: async ({ name, mediaType, text }) => {
      await client.rest({
        ...write,
        purpose: `attach ${name} to the GitHub Release ${tag}`,
        // Another host on github.com, which is why GitHub tells it.
        route: `POST ${release.upload_url.replace("{?name,label}", "{?name}")}`,
        parameters: { name, data: text, headers: { "content-type": mediaType } },
        shape: z.object({ id: z.int() }),
      });
    },
  };
}

async function readFiles(client: Client, release: number, tag: string): Promise<AttachedFile[]> {
  const files: AttachedFile[] = [];
  for (let page = 1; ; page += 1) {
    const found = await client.rest({
      purpose: `read the files of the GitHub Release ${tag}`,
      permission: "contents: read",
      effect: "read",
      route: "GET /repos/{owner}/{repo}/releases/{release_id}/assets",
      parameters: { release_id: release, per_page: pageSize, page },
      shape: z.array(fileShape),
    });
    files.push(...found);
    if (found.length < pageSize) return files;
  }
}
