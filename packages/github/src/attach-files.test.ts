import { createHash } from "node:crypto";
import { PermissionError } from "@release-approval/approval";
import type { EmbeddedGitHub, FaultKind } from "@release-approval/rehearsal";
import { describe, expect, it } from "vitest";
import { connectTo, start } from "../test/embedded.ts";
import { type Scripted, startScripted } from "../test/scripted.ts";
import { attachFiles, type NewFile } from "./index.ts";

/* Files of a GitHub Release, against the embedded GitHub. */

const json: NewFile = { name: "release-v1.2.0.json", mediaType: "application/json", text: '{"é": 1}\n' };
const markdown: NewFile = { name: "release-v1.2.0.md", mediaType: "text/markdown", text: "# v1.2.0\n" };

function writer(embedded: EmbeddedGitHub) {
  return connectTo(embedded, { token: embedded.mintToken({ permissions: { contents: "write" } }) });
}

async function started(release: object = {}): Promise<EmbeddedGitHub> {
  const embedded = await start();
  await embedded.as("mia").release({ tag: "v1.2.0", ...release });
  return embedded;
}

type Asset = { name: string; content_type: string; size: number; digest: string };

async function assetsOf(embedded: EmbeddedGitHub): Promise<Asset[]> {
  const response = await fetch(`${embedded.url}/repos/acme/shop/releases`, {
    headers: { authorization: `Bearer ${embedded.tokens.of("mia")}` },
  });
  const [release] = (await response.json()) as { assets: Asset[] }[];
  return release?.assets ?? [];
}

const digest = ({ text }: NewFile) => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const shown = (file: NewFile) => ({
  name: file.name,
  content_type: file.mediaType,
  size: Buffer.byteLength(file.text),
  digest: digest(file),
});

describe("files of a GitHub Release", () => {
  it("are attached byte for byte, and the second time nothing is written", async () => {
    const embedded = await started();
    const github = writer(embedded);
    const attached = await attachFiles(github, { tag: "v1.2.0", files: [json, markdown] });
    expect(attached.url).toBe("https://github.com/acme/shop/releases/tag/v1.2.0");
    expect(await assetsOf(embedded)).toMatchObject([json, markdown].map(shown));
    const before = embedded.requests.writes().length;
    await attachFiles(github, { tag: "v1.2.0", files: [json, markdown] });
    expect(embedded.requests.writes()).toHaveLength(before);
  });

  it("are replaced where the content differs, and others are left alone", async () => {
    const embedded = await started();
    const github = writer(embedded);
    const own: NewFile = { name: "rocket.tgz", mediaType: "application/gzip", text: "bytes" };
    await attachFiles(github, { tag: "v1.2.0", files: [own, json, markdown] });
    const changed = { ...json, text: '{"e": 2}\n' };
    await attachFiles(github, { tag: "v1.2.0", files: [changed, markdown] });
    expect(await assetsOf(embedded)).toMatchObject([own, markdown, changed].map(shown));
  });

  it("go to a draft, which no address of its tag finds", async () => {
    const embedded = await started({ draft: true });
    await attachFiles(writer(embedded), { tag: "v1.2.0", files: [json] });
    expect(await assetsOf(embedded)).toMatchObject([shown(json)]);
  });

  it.each<FaultKind>(["before", "after", "cut", "502"])(
    "arrive once when an answer is lost by %s",
    async (kind) => {
      const embedded = await started();
      // The release, its files, the upload.
      embedded.faults.add({ on: 3, kind });
      await attachFiles(writer(embedded), { tag: "v1.2.0", files: [json] });
      expect(await assetsOf(embedded)).toMatchObject([shown(json)]);
    },
  );

  it("need a release for the tag", async () => {
    const embedded = await started({ tag: "v1.1.0" });
    await expect(attachFiles(writer(embedded), { tag: "v1.2.0", files: [json] })).rejects.toMatchObject({
      reasonCode: "no-github-release",
      message: "There is no GitHub Release for the tag v1.2.0, so nothing was attached to it.",
      cure: expect.stringContaining("gh release create v1.2.0"),
    });
    expect(embedded.requests.writes()).toEqual([]);
  });

  it("need a permission, which the error names", async () => {
    const embedded = await started();
    const token = embedded.mintToken({ permissions: { contents: "read" } });
    const refused = attachFiles(connectTo(embedded, { token }), { tag: "v1.2.0", files: [json] });
    await expect(refused).rejects.toThrow(PermissionError);
    await expect(refused).rejects.toMatchObject({
      permission: "contents: write",
      cure: "Add `contents: write` under `permissions:` of this job in the workflow file.",
    });
    expect(await assetsOf(embedded)).toEqual([]);
  });
});

describe("what GitHub does that the embedded one does not", () => {
  const release = (immutable: boolean) => ({
    id: 7,
    tag_name: "v1.2.0",
    html_url: "https://github.com/acme/shop/releases/tag/v1.2.0",
    upload_url: "UPLOADS/repos/acme/shop/releases/7/assets{?name,label}",
    draft: false,
    immutable,
  });
  const ok = (body: unknown): Scripted => ({ status: 200, body });
  const asset = { id: 9, name: json.name, state: "uploaded", digest: digest(json) };

  it.each([
    ["a broken upload left an empty file", { ...asset, state: "starter", digest: null }],
    ["it does not tell digests", { id: 9, name: json.name, state: "uploaded" }],
  ])("%s: the file is replaced", async (_, found) => {
    const script: Scripted[] = [ok(release(false)), ok([found]), { status: 204, body: "" }, ok({ id: 10 })];
    const { github, received, url, close } = await startScripted(script);
    script[0] = ok({ ...release(false), upload_url: release(false).upload_url.replace("UPLOADS", url) });
    await attachFiles(github, { tag: "v1.2.0", files: [json] });
    expect(received.slice(2)).toMatchObject([
      { method: "DELETE", url: "/repos/acme/shop/releases/assets/9" },
      { method: "POST", url: `/repos/acme/shop/releases/7/assets?name=${json.name}`, body: json.text },
    ]);
    await close();
  });

  it.each([
    ["attaches nothing to it", [], /immutable, so release-v1\.2\.0\.json cannot be attached any more/],
    ["is content with what is there", [asset], null],
  ])("a release is immutable: it %s", async (_, files, says) => {
    const upload = { upload_url: "https://uploads.example/x{?name,label}" };
    const { github, received, close } = await startScripted([ok({ ...release(true), ...upload }), ok(files)]);
    const attached = attachFiles(github, { tag: "v1.2.0", files: [json] });
    if (says === null) await attached;
    else await expect(attached).rejects.toThrow(says);
    expect(received.map(({ method }) => method)).toEqual(["GET", "GET"]);
    await close();
  });
});
