import { getOctokit } from "@actions/github";
import { retry } from "@octokit/plugin-retry";
import { throttling } from "@octokit/plugin-throttling";
import { ConfigurationError } from "@release-approval/approval";
import { z } from "zod";
import { GarbledAnswer } from "./garbled-answer.ts";
import { graphqlLimit, isLimit, LimitedAnswer } from "./limited-answer.ts";
import { type Limiter, paceCreation, unhurried, worthWaiting } from "./rate-limits.ts";

export type Octokit = ReturnType<typeof getOctokit>;
type Options = NonNullable<Parameters<typeof getOctokit>[1]>;
type Plugin = Exclude<Parameters<typeof getOctokit>[2], undefined>;
/** The throttling plugin's own type asks for a whole Bottleneck group, of which it uses what `Limiter` has. */
type Group = NonNullable<NonNullable<Options["throttle"]>["write"]>;

export type OctokitSettings = {
  token: string;
  /** The input that the token came from, for messages: `github-token`. */
  tokenInput: string;
  apiUrl: string;
  userAgent: string;
  /** Milliseconds that a second of waiting lasts. */
  secondLasts: number;
  /** Milliseconds after which a request without an answer is given up. */
  timeout: number;
  /** Called for each request that goes out, repetitions included. */
  onRequest: () => void;
  /** Told the headers of each answer, refusals included. */
  onHeaders: (headers: Readonly<Record<string, unknown>>) => void;
};

/** A few quick tries: an outage that lasts longer is told to the person, not waited out on a billed runner. */
const mostRetries = 2;
const firstPause = 0.5;

/**
 * An Octokit as this project needs it. Reads are tried again after a connection error, a 5xx or a garbled answer;
 * writes are not, since their effect is unknown (each write says `request: { retries: 0 }`). An answered refusal for
 * a rate limit had no effect, so both are repeated after a short wait.
 * @throws ConfigurationError when there is no token
 */
export function openOctokit(settings: OctokitSettings): Octokit {
  const { token, tokenInput, apiUrl, userAgent, secondLasts } = settings;
  if (token.trim() === "") {
    throw new ConfigurationError({
      reasonCode: "no-token",
      message: `The input \`${tokenInput}\` is empty, so GitHub cannot be asked.`,
      cure: `Leave \`${tokenInput}\` out to use the workflow's own token, or give it a secret that has a value.`,
    });
  }
  const options = {
    baseUrl: apiUrl,
    userAgent,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    // 429 is left to the throttling plugin, which knows how long to wait.
    retry: {
      retries: mostRetries,
      retryAfterBaseValue: firstPause * secondLasts,
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
    },
    throttle: {
      retryAfterBaseValue: secondLasts,
      write: asGroup(unhurried),
      notifications: asGroup(paceCreation(secondLasts)),
      onRateLimit: waitOrNot,
      onSecondaryRateLimit: waitOrNot,
    },
  };
  // The order matters: the first is nearest to the network, and only what it throws is tried again.
  return getOctokit(token, options, atTheBorder(settings), retry, throttling);
}

/** Counts each request, limits its time, and lets no answer pass that is no JSON or speaks of a limit. */
function atTheBorder({ onRequest, onHeaders, timeout }: OctokitSettings): Plugin {
  return (octokit) => {
    octokit.hook.wrap("request", async (request, options) => {
      onRequest();
      // In place: Octokit hands every hook the options it began with, whatever this one passes on.
      options.request = { ...options.request, signal: AbortSignal.timeout(timeout) };
      try {
        const response = await request(options);
        onHeaders(response.headers);
        const isJson = typeof response.data === "object" && response.data !== null;
        if (response.status !== 204 && !isJson) throw new GarbledAnswer(options, response);
        const limit = graphqlLimit(response.data);
        if (limit !== null) throw new LimitedAnswer(options, response, limit);
        return response;
      } catch (error) {
        throw asLimit(error, options, onHeaders);
      }
    });
  };
}

/** A refusal for a limit as `LimitedAnswer`; everything else as it is. */
function asLimit(
  error: unknown,
  options: ConstructorParameters<typeof LimitedAnswer>[0],
  onHeaders: OctokitSettings["onHeaders"],
): unknown {
  const refusal = refused.safeParse(error);
  if (!refusal.success) return error;
  const { status, message, response } = refusal.data;
  onHeaders(response.headers);
  return isLimit(status, response.headers, message) ? new LimitedAnswer(options, response, message) : error;
}

const refused = z.looseObject({
  status: z.literal([403, 429]),
  message: z.string(),
  response: z.looseObject({ status: z.int(), headers: z.record(z.string(), z.unknown()), data: z.unknown() }),
});

function waitOrNot(seconds: number, _options: unknown, _octokit: unknown, waited: number): boolean {
  return worthWaiting(seconds, waited);
}

function asGroup(limiter: Limiter): Group {
  return limiter as unknown as Group;
}

function silent(): void {}
