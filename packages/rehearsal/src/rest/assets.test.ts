import { createHash } from "node:crypto";
import { getOctokit } from "@actions/github";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ALL, type Client, connect, PEOPLE } from "../../test/client.ts";
import { type EmbeddedGitHub, startGitHub } from "../index.ts";

let github: EmbeddedGitHub;
let bot: Client;
let token: string;
let release: number;

beforeEach(async () => {
  github = await startGitHub({ people: PEOPLE });
  token = github.mintToken({ permissions: ALL });
  bot = connect(github, token);
  release = await github.as("will").release({ tag: "v1.2.0" });
});

afterEach(async () => {
  await github.close();
  github.assertNoViolations();
});

const BYTES = Buffer.from([0, 255, 13, 10, 123]);

async function upload(name: string, content: Buffer | string, as = token): Promise<Response> {
  const { upload_url: template } = (await bot("GET", `//releases/${release}`)).body as { upload_url: string };
  return fetch(template.replace("{?name,label}", `?name=${encodeURIComponent(name)}`), {
    method: "POST",
    headers: { authorization: `Bearer ${as}`, "user-agent": "test", "content-type": "text/plain" },
    body: content,
  });
}

describe("assets", () => {
  it("are uploaded byte by byte, listed, read and deleted", async () => {
    const answer = await upload("trail.bin", BYTES);
    expect(answer.status).toBe(201);
    const asset = (await answer.json()) as { id: number; url: string };
    const presented = {
      name: "trail.bin",
      size: 5,
      content_type: "text/plain",
      digest: `sha256:${createHash("sha256").update(BYTES).digest("hex")}`,
      uploader: { login: "github-actions[bot]" },
      browser_download_url: "https://github.com/acme/rocket/releases/download/v1.2.0/trail.bin",
    };
    expect(asset).toMatchObject(presented);
    expect((await bot("GET", `//releases/${release}/assets`)).body).toMatchObject([presented]);
    expect((await bot("GET", "//releases/tags/v1.2.0")).body).toMatchObject({ assets: [presented] });
    const headers = {
      authorization: `Bearer ${token}`,
      "user-agent": "test",
      accept: "application/octet-stream",
    };
    const content = await fetch(asset.url, { headers });
    expect(Buffer.from(await content.arrayBuffer())).toEqual(BYTES);
    expect((await bot("DELETE", `//releases/assets/${asset.id}`)).status).toBe(204);
    expect((await bot("GET", `//releases/assets/${asset.id}`)).status).toBe(404);
  });

  it("have a name of their own, and a plain one", async () => {
    expect((await upload("a.json", "{}")).status).toBe(201);
    const again = await upload("a.json", "{ }");
    expect([again.status, await again.json()]).toMatchObject([422, { errors: [{ code: "already_exists" }] }]);
    expect(await (await upload("audit trail (1).md", "x")).json()).toMatchObject({
      name: "audit.trail.1.md",
    });
  });

  it("are uploaded by those who may write", async () => {
    const reader = github.mintToken({ permissions: { contents: "read" } });
    expect((await upload("a.txt", "x", reader)).status).toBe(403);
    expect((await upload("a.txt", "x", github.tokens.of("rea"))).status).toBe(403);
  });

  it("are uploaded by GitHub's own client", async () => {
    const { rest } = getOctokit(token, { baseUrl: github.url });
    const { data } = await rest.repos.getRelease({ owner: "acme", repo: "rocket", release_id: release });
    const uploaded = await rest.repos.uploadReleaseAsset({
      owner: "acme",
      repo: "rocket",
      release_id: release,
      name: "trail.json",
      data: '{"a":1}',
      baseUrl: new URL(data.upload_url).origin,
    });
    expect(uploaded.data).toMatchObject({ name: "trail.json", size: 7 });
  });
});
