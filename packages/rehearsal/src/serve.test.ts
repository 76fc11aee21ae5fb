import { spawn } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";
import { SAMPLE_POLICY } from "./sample.ts";

const FILE = join(import.meta.dirname, "serve.ts");

function serve(...args: string[]) {
  const child = spawn(process.execPath, [FILE, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const heard = (wanted: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const listen = (chunk: Buffer) => {
        text += chunk.toString();
        if (wanted.test(text)) resolve(text);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.once("close", () => reject(new Error(text)));
    });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return { child, heard, ended };
}

it("tells how to point a tool at it, answers, and ends on Ctrl-C", async () => {
  const { child, heard, ended } = serve("--port", "0");
  const text = await heard(/Ctrl-C/);
  const read = (name: string) => new RegExp(`export ${name}=(\\S+)`).exec(text)?.[1] ?? "";
  const query = `{ repository(owner: "acme", name: "rocket") { object(expression: "HEAD:.github/release-approval.yml") { ... on Blob { text } } } }`;
  const response = await fetch(read("GITHUB_GRAPHQL_URL"), {
    method: "POST",
    headers: { authorization: `Bearer ${read("GITHUB_TOKEN")}` },
    body: JSON.stringify({ query }),
  });
  expect(await response.json()).toEqual({ data: { repository: { object: { text: SAMPLE_POLICY } } } });
  expect(read("GITHUB_REPOSITORY")).toBe("acme/rocket");
  expect(read("GITHUB_API_URL")).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  child.kill("SIGINT");
  expect(await ended).toBe(0);
});

it("serves a built action with what it prints", async () => {
  const { child, heard, ended } = serve("--port", "0");
  const text = await heard(/Ctrl-C/);
  const exported = Object.fromEntries(
    [...text.matchAll(/export (\w+)=(\S+)/g)].map(([, name = "", value = ""]) => [name, value]),
  );
  const { GITHUB_TOKEN: token = "", ...github } = exported;
  const env = {
    PATH: process.env["PATH"] ?? "",
    ...github,
    "INPUT_GITHUB-TOKEN": token,
    INPUT_VERSION: "1.2.0",
    INPUT_REF: "main",
  };
  const action = spawn(process.execPath, [join(import.meta.dirname, "../../../dist/request-approvals.js")], {
    env,
  });
  expect(await new Promise((resolve) => action.once("close", resolve))).toBe(0);
  child.kill("SIGINT");
  await ended;
});

it("explains itself, and what is wrong", async () => {
  expect(await serve("--help").heard(/--port/)).toMatch(/usage: npm run github/);
  expect(await serve("--port", "x").heard(/\n/)).toMatch(/needs a number from 0 to 65535/);
  expect(await serve("--pot").heard(/\n/)).toMatch(/--pot/);
});
