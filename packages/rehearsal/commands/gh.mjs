// What release workflows ask of `gh`, asked of the embedded GitHub with the job's own token. Everything else is refused
// by name. Plain JavaScript, because the Node that a script finds may be an old one.

import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { GITHUB_API_URL: api, GH_TOKEN, GITHUB_TOKEN, GH_REPO, GITHUB_REPOSITORY } = process.env;
const token = GH_TOKEN || GITHUB_TOKEN;

const commands = {
  api: {
    options: {
      method: { type: "string", short: "X" },
      "raw-field": { type: "string", short: "f", multiple: true },
      field: { type: "string", short: "F", multiple: true },
      input: { type: "string" },
      silent: { type: "boolean" },
    },
    run: callApi,
  },
  "release view": { options: { repo: { type: "string", short: "R" } }, run: viewRelease },
  "release create": {
    options: {
      repo: { type: "string", short: "R" },
      title: { type: "string", short: "t" },
      notes: { type: "string", short: "n" },
      target: { type: "string" },
      "verify-tag": { type: "boolean" },
      "generate-notes": { type: "boolean" },
      prerelease: { type: "boolean", short: "p" },
      draft: { type: "boolean", short: "d" },
    },
    run: createRelease,
  },
};

const [first = "", second = ""] = process.argv.slice(2);
const name = first === "api" ? "api" : `${first} ${second}`;
if (!Object.hasOwn(commands, name))
  fail(`the rehearsal has no "gh ${name}", only gh ${Object.keys(commands).join(", gh ")}`);
if (!token) fail("To use GitHub CLI in a GitHub Actions workflow, set the GH_TOKEN environment variable.");
const { options, run } = commands[name];
const args = process.argv.slice(name === "api" ? 3 : 4);
const { values, positionals } = readArguments(args, options);
await run(positionals[0] ?? fail(`gh ${name} needs an argument`), values);

function readArguments(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return fail(`the rehearsal's gh ${name}: ${error.message}`);
  }
}

async function callApi(path, { method, input, silent = false, "raw-field": texts = [], field: typed = [] }) {
  const fields = [...texts.map(readField), ...typed.map(readField).map(([key, text]) => [key, typeOf(text)])];
  const given = fields.length === 0 ? undefined : Object.fromEntries(fields);
  const body = input === undefined ? given : JSON.parse(readFileSync(input === "-" ? 0 : input, "utf8"));
  const verb = method ?? (body === undefined ? "GET" : "POST");
  // What GET asks for stands in the address.
  const query = verb === "GET" && body !== undefined ? `?${new URLSearchParams(body)}` : "";
  const answer = await ask(verb, `${path.replace(/^\//, "")}${query}`, query === "" ? body : undefined);
  if (!silent) process.stdout.write(`${answer.text}\n`);
  if (!answer.ok) fail(`${answer.body.message} (HTTP ${answer.status})`);
}

function readField(field) {
  const at = field.indexOf("=");
  return at < 0
    ? fail(`field "${field}" requires a value separated by an '=' sign`)
    : [field.slice(0, at), field.slice(at + 1)];
}

function typeOf(text) {
  if (["true", "false", "null"].includes(text)) return JSON.parse(text);
  return /^-?\d+$/.test(text) ? Number(text) : text;
}

async function viewRelease(tag, { repo }) {
  const found = await ask("GET", `repos/${repository(repo)}/releases/tags/${tag}`);
  if (!found.ok) fail("release not found");
  process.stdout.write(`title:\t${found.body.name ?? ""}\ntag:\t${tag}\nurl:\t${found.body.html_url}\n`);
}

async function createRelease(tag, { repo, title, notes, target, prerelease, draft, ...flags }) {
  const home = `repos/${repository(repo)}`;
  const verified = !flags["verify-tag"] || (await ask("GET", `${home}/git/ref/tags/${tag}`)).ok;
  if (!verified)
    fail(`tag ${tag} doesn't exist in the repo ${repository(repo)}, aborting due to --verify-tag flag`);
  const created = await ask("POST", `${home}/releases`, {
    tag_name: tag,
    ...(title && { name: title }),
    ...(notes && { body: notes }),
    ...(target && { target_commitish: target }),
    ...(flags["generate-notes"] && { generate_release_notes: true }),
    ...(prerelease && { prerelease }),
    ...(draft && { draft }),
  });
  if (!created.ok) fail(`HTTP ${created.status}: ${created.body.message} (${api}/${home}/releases)`);
  process.stdout.write(`${created.body.html_url}\n`);
}

function repository(named) {
  return named ?? GH_REPO ?? GITHUB_REPOSITORY;
}

async function ask(method, path, body) {
  const response = await fetch(`${api}/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      accept: "application/vnd.github+json",
      "user-agent": "gh",
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { ok: response.ok, status: response.status, text, body: text === "" ? {} : JSON.parse(text) };
}

function fail(message) {
  process.stderr.write(`gh: ${message}\n`);
  return process.exit(1);
}
