import type { EmbeddedGitHub } from "../embedded.ts";
import { StoryError } from "./story-error.ts";

type Asset = { name: string; url: string };

/**
 * The files that are attached to a GitHub Release, as a visitor would download them.
 * @throws StoryError when there is no release for the tag
 */
export async function readGitHubRelease(
  github: EmbeddedGitHub,
  tag: string,
): Promise<{ name: string; text: string }[]> {
  const ask = (url: string, accept: string): Promise<Response> =>
    fetch(url, { headers: { accept, authorization: `Bearer ${github.tokens.of("mia")}` } });
  const address = `${github.url}/repos/${github.fullName}/releases/tags/${tag}`;
  const response = await ask(address, "application/vnd.github+json");
  if (!response.ok) throw new StoryError(`There is no GitHub Release ${tag}.`);
  const { assets } = (await response.json()) as { assets: readonly Asset[] };
  return Promise.all(
    assets.map(async ({ name, url }) => {
      const file = await ask(url, "application/octet-stream");
      return { name, text: await file.text() };
    }),
  );
}
