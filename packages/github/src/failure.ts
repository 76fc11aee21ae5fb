import { z } from "zod";
import { GarbledAnswer } from "./garbled-answer.ts";
import { LimitedAnswer } from "./limited-answer.ts";

/** How a request failed, whatever library threw it. */
export type Failure =
  | { kind: "answered"; status: number; message: string }
  /** A rate limit is used up; `retry-after` and `date` in the headers tell until when. */
  | { kind: "limited"; said: string; headers: Headers }
  /** Success by its status, and no JSON. */
  | { kind: "garbled"; found: string }
  /** No answer. `sent` false: there was no connection, so the request cannot have had an effect. */
  | { kind: "unreachable"; message: string; sent: boolean };

type Headers = Readonly<Record<string, unknown>>;

const answered = z.looseObject({
  status: z.int(),
  message: z.string(),
  response: z.looseObject({}),
});

const unanswered = z.looseObject({ status: z.int(), message: z.string(), request: z.looseObject({}) });

/** Codes of Node's network errors that come before anything is sent. */
const neverSent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/** What Octokit threw, as a `Failure`; null for anything else, which is a bug and must not be dressed up. */
export function readFailure(error: unknown): Failure | null {
  if (error instanceof GarbledAnswer) return { kind: "garbled", found: error.found };
  if (error instanceof LimitedAnswer) {
    return { kind: "limited", said: error.said, headers: error.response.headers };
  }
  const answer = answered.safeParse(error);
  if (answer.success) {
    const { status, message } = answer.data;
    return { kind: "answered", status, message };
  }
  const silence = unanswered.safeParse(error);
  if (!silence.success) return null;
  const codes = codesOf(error);
  const suffix = codes.filter((code) => !silence.data.message.includes(code)).join(", ");
  const message = suffix === "" ? silence.data.message : `${silence.data.message} (${suffix})`;
  // `bad port`: fetch itself refuses some ports, and gives no code.
  const sent = !codes.some((code) => neverSent.includes(code)) && !/\bbad port\b/.test(message);
  return { kind: "unreachable", message, sent };
}

/** The codes along the chain of causes: `fetch failed` alone says nothing. */
function codesOf(error: unknown): string[] {
  const codes: string[] = [];
  let link: unknown = error;
  for (let depth = 0; depth < 5 && link instanceof Error; depth += 1) {
    if ("code" in link && typeof link.code === "string") codes.push(link.code);
    link = link instanceof AggregateError ? (link.errors[0] ?? link.cause) : link.cause;
  }
  return codes;
}
