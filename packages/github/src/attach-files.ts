import { createHash } from "node:crypto";
import { ConflictError, NotFoundError } from "@release-approval/approval";
import { writeAgain } from "./confirm-write.ts";
import type { GitHub } from "./connect.ts";
import type { GitHubRelease, NewFile } from "./github-release.ts";

/**
 * Attaches files to the GitHub Release of a tag. One that is there with the same content stays; with another content it
 * is replaced. Attaching again right after changes nothing, and goes on where a broken run ended.
 * @returns the address of the release
 * @throws NotFoundError when the tag has no release, ConflictError when its files are sealed: nothing was changed then
 * @throws PermissionError that names `contents: write`
 */
export async function attachFiles(
  github: GitHub,
  { tag, files }: { tag: string; files: readonly NewFile[] },
): Promise<{ url: string }> {
  const release = await github.findGitHubRelease(tag);
  if (release === null) throw noRelease(tag);
  for (const file of files) {
    // After a lost answer it looks again, and finds the file if it arrived.
    await writeAgain(() => place(release, file, tag), github.pause);
  }
  return { url: release.url };
}

async function place(release: GitHubRelease, file: NewFile, tag: string): Promise<void> {
  const there = (await release.readFiles()).find(({ name }) => name === file.name);
  if (there !== undefined && there.sha256 === sha256(file.text)) return;
  if (release.isSealed) throw sealed(tag, file.name);
  // GitHub has no way to write over a file: its name has to be free first.
  if (there !== undefined) await release.removeFile(there.id);
  await release.addFile(file);
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

function noRelease(tag: string): NotFoundError {
  return new NotFoundError({
    reasonCode: "no-github-release",
    message: `There is no GitHub Release for the tag ${tag}, so nothing was attached to it.`,
    cure: `Publish it before this step, as with \`gh release create ${tag}\`; or leave \`attach\` out, and keep the documents as an artifact.`,
  });
}

function sealed(tag: string, name: string): ConflictError {
  return new ConflictError({
    reasonCode: "github-release-sealed",
    message: `The GitHub Release ${tag} is immutable, so ${name} cannot be attached any more.`,
    cure: "Attach while it is a draft, and publish it afterwards; or leave `attach` out, and keep the documents as an artifact.",
  });
}
