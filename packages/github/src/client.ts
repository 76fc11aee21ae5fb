import type { Instant } from "@release-approval/approval";
import { z } from "zod";
import { explain, type Purpose, refused, unavailable } from "./explain.ts";
import { readFailure } from "./failure.ts";
import { instantOf, readDateHeader } from "./instant.ts";
import { type Octokit, type OctokitSettings, openOctokit } from "./octokit.ts";

/*
 * The border: every request goes out here, and every answer is checked here. Behind it there are only values of our
 * own types and errors of our own classes.
 */

export type Repo = { owner: string; repo: string };

/** What the readers and the writers work with. */
export type Client = {
  repo: Repo;
  /** One REST request. */
  rest: <Shape extends z.ZodType>(call: RestCall<Shape>) => Promise<z.output<Shape>>;
  /** The same; null where GitHub answers one of `absent`, which is a fact then. */
  restOrNull: <Shape extends z.ZodType>(
    call: RestCall<Shape>,
    absent: readonly number[],
  ) => Promise<z.output<Shape> | null>;
  graphql: <Shape extends z.ZodType>(query: GraphqlCall<Shape>) => Promise<GraphqlAnswer<z.output<Shape>>>;
  /** The same repository with another token, for what the workflow's own may never read. */
  withToken: (token: string, input: string) => Client;
};

export type RestCall<Shape extends z.ZodType> = Omit<Purpose, "tokenInput" | "missing"> & {
  /** As GitHub's documentation writes it: `POST /repos/{owner}/{repo}/issues`. `{owner}` and `{repo}` are filled in. */
  route: string;
  parameters?: Readonly<Record<string, unknown>>;
  shape: Shape;
  missing?: Purpose["missing"];
  /** A write that GitHub itself makes idempotent may be tried again as a read may. */
  repeatable?: boolean;
};

export type GraphqlCall<Shape extends z.ZodType> = {
  purpose: string;
  text: string;
  variables: Readonly<Record<string, unknown>>;
  /** Of `data`. */
  shape: Shape;
  /** Whether this error is a fact that the caller understands (the field is null then). */
  expected?: (error: GraphqlError) => boolean;
};

export type GraphqlAnswer<T> = {
  data: T;
  /** GitHub's time when it answered. */
  at: Instant;
};

export type GraphqlError = z.infer<typeof graphqlError>;

const graphqlError = z.looseObject({
  type: z.string().optional(),
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).default([]),
});
const envelope = z.looseObject({ data: z.unknown().optional(), errors: z.array(graphqlError).default([]) });

export type ClientSettings = OctokitSettings & {
  repo: Repo;
  graphqlUrl: string;
  /** Told the time of each answer. */
  onAnswer: (at: Instant) => void;
};

type Link = ClientSettings & { octokit: Octokit; clean: (text: string) => string };

export function openClient(settings: ClientSettings): Client {
  const link: Link = { ...settings, octokit: openOctokit(settings), clean: withoutToken(settings.token) };
  return {
    repo: settings.repo,
    rest: (call) => askRest(link, call),
    restOrNull: (call, absent) => askRestOrNull(link, call, absent),
    graphql: (query) => askGraphql(link, query),
    // Another token has an hour of its own.
    withToken: (token, tokenInput) => openClient({ ...settings, token, tokenInput, onHeaders: () => {} }),
  };
}

async function askRest<Shape extends z.ZodType>(link: Link, call: RestCall<Shape>): Promise<z.output<Shape>> {
  const purpose = purposeOf(link, call);
  try {
    const response = await send(link, call);
    return readShape(call.shape, response.data, purpose);
  } catch (error) {
    throw explained(error, purpose, link);
  }
}

async function askRestOrNull<Shape extends z.ZodType>(
  link: Link,
  call: RestCall<Shape>,
  absent: readonly number[],
): Promise<z.output<Shape> | null> {
  const purpose = purposeOf(link, call);
  try {
    const response = await send(link, call);
    return readShape(call.shape, response.data, purpose);
  } catch (error) {
    const failure = readFailure(error);
    if (failure?.kind === "answered" && absent.includes(failure.status)) return null;
    throw explained(error, purpose, link);
  }
}

async function send<Shape extends z.ZodType>(
  { octokit, repo, onAnswer }: Link,
  call: RestCall<Shape>,
): Promise<{ data: unknown }> {
  const mayRepeat = call.effect === "read" || call.repeatable === true;
  const request = mayRepeat ? {} : { retries: 0 };
  const home = call.route.includes("{owner}") ? repo : {};
  const response = await octokit.request(call.route, { ...home, ...call.parameters, request });
  const at = readDateHeader(response.headers.date);
  if (at !== null) onAnswer(at);
  return { data: response.data };
}

async function askGraphql<Shape extends z.ZodType>(
  link: Link,
  query: GraphqlCall<Shape>,
): Promise<GraphqlAnswer<z.output<Shape>>> {
  const { octokit, graphqlUrl, onAnswer } = link;
  const purpose = purposeOf(link, { ...query, permission: "contents: read", effect: "read" });
  try {
    const { text, variables } = query;
    const response = await octokit.request(`POST ${graphqlUrl}`, { query: text, variables });
    const answer = readShape(envelope, response.data, purpose);
    const trouble = answer.errors.find((error) => query.expected?.(error) !== true);
    if (trouble !== undefined) throw explainGraphql(trouble, purpose, link);
    const data = readShape(query.shape, answer.data, purpose);
    const at = readDateHeader(response.headers.date);
    if (at === null) throw unavailable("GitHub answered without the time of its answer", purpose, true);
    onAnswer(at);
    return { data, at };
  } catch (error) {
    throw explained(error, purpose, link);
  }
}

/** GraphQL answers 200 and says in `type` what went wrong. */
function explainGraphql(error: GraphqlError, purpose: Purpose, { clean }: Link): Error {
  const said = clean(error.message).replace(/\.$/, "");
  switch (error.type) {
    case "FORBIDDEN":
      return refused(said, { ...purpose, permission: permissionFor(error) });
    case "NOT_FOUND":
      return explain({ kind: "answered", status: 404, message: said }, purpose, clean);
    default:
      return unavailable(`GitHub answered an error of GraphQL: ${said}`, purpose, true);
  }
}

/** The permission that the field needs at which GitHub refused. */
function permissionFor({ path }: GraphqlError): string {
  return /^issue\d*$/.test(String(path[1])) || path[0] === "nodes" ? "issues: read" : "contents: read";
}

/** @throws GitHubUnavailableError, or LostAnswerError for a write: what GitHub sent is not what it documents */
function readShape<Shape extends z.ZodType>(shape: Shape, data: unknown, purpose: Purpose): z.output<Shape> {
  const result = shape.safeParse(data);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? "" : ` at \`${issue.path.join(".")}\``;
  const what = `GitHub's answer has another shape than its documentation says${where}: ${issue?.message ?? "unknown"}`;
  throw unavailable(what, purpose, true);
}

/** Our own errors pass; what Octokit threw is translated; anything else is a bug and stays what it is. */
function explained(error: unknown, purpose: Purpose, { clean }: Link): unknown {
  const failure = readFailure(error);
  return failure === null ? error : explain(failure, purpose, clean);
}

function purposeOf(
  { repo, tokenInput }: Link,
  call: Pick<Purpose, "purpose" | "permission" | "effect"> & { missing?: Purpose["missing"] | undefined },
): Purpose {
  const { purpose, permission, effect } = call;
  const missing = call.missing ?? {
    what: `${repo.owner}/${repo.repo} is not there, or the token of \`${tokenInput}\` cannot see it`,
    cure: `Check the name ${repo.owner}/${repo.repo}. A private repository needs a token that may read it: \`${permission}\` under \`permissions:\` of the job.`,
  };
  return { purpose, permission, effect, tokenInput, missing };
}

/** GitHub does not send tokens back, but a proxy's error page may. What is as short as a word is no token. */
function withoutToken(token: string): (text: string) => string {
  return (text) => (token.length < 8 ? text : text.replaceAll(token, "***"));
}

/** Of values that GitHub writes as instants; its REST API may add fractions of a second. */
export const instantShape = z.iso.datetime({ offset: true }).transform((text) => instantOf(Date.parse(text)));
