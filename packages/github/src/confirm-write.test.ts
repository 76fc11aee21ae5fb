import { ConfigurationError } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { writeAgain, writeOnce } from "./confirm-write.ts";
import { LostAnswerError } from "./lost-answer-error.ts";

const lost = new LostAnswerError({ message: "lost", cure: "again" });
const refused = new ConfigurationError({ message: "no", cure: "change it" });

/** Plays one result after the other and remembers what was done in which order. */
async function play(writes: readonly (string | Error)[], finds: readonly (string | null)[]) {
  const log: string[] = [];
  const result = writeOnce<string>({
    write: async () => {
      log.push("write");
      const next = writes[log.filter((it) => it === "write").length - 1];
      if (typeof next === "string") return next;
      throw next;
    },
    find: async () => {
      log.push("find");
      return finds[log.filter((it) => it === "find").length - 1] ?? null;
    },
    pause: async () => {
      log.push("pause");
    },
  });
  const outcome = await result.catch((error: unknown) => error);
  return { outcome, log: log.join(" ") };
}

describe("a write that must happen once", () => {
  it.each<[string, (string | Error)[], (string | null)[], unknown, string]>([
    ["answers", ["made"], [], "made", "write"],
    ["is found after its answer was lost", [lost], ["found"], "found", "write pause find"],
    ["is repeated where nothing is found", [lost, "made"], [null], "made", "write pause find write"],
    [
      "is found after the second",
      [lost, lost],
      [null, "found"],
      "found",
      "write pause find write pause find",
    ],
    ["is given up after two", [lost, lost, "never"], [null, null], lost, "write pause find write pause find"],
    ["is not repeated after a refusal", [refused, "never"], [], refused, "write"],
    ["passes on the second's refusal", [lost, refused], [null], refused, "write pause find write"],
  ])("%s", async (_, writes, finds, outcome, log) => {
    expect(await play(writes, finds)).toEqual({ outcome, log });
  });

  it("passes on that it cannot look", async () => {
    const blind = writeOnce<string>({
      write: () => Promise.reject(lost),
      find: () => Promise.reject(refused),
      pause: async () => {},
    });
    await expect(blind).rejects.toBe(refused);
  });
});

describe("a write that may happen twice", () => {
  it.each<[string, (string | Error)[], unknown, string]>([
    ["answers", ["made"], "made", "write"],
    ["is repeated after its answer was lost", [lost, "made"], "made", "write pause write"],
    ["is given up after two", [lost, lost, "never"], lost, "write pause write"],
    ["is not repeated after a refusal", [refused, "never"], refused, "write"],
    ["passes on the second's refusal", [lost, refused], refused, "write pause write"],
  ])("%s", async (_, writes, outcome, log) => {
    const done: string[] = [];
    const write = async () => {
      done.push("write");
      const next = writes[done.filter((it) => it === "write").length - 1];
      if (typeof next === "string") return next;
      throw next;
    };
    const pause = async () => {
      done.push("pause");
    };
    const result = await writeAgain(write, pause).catch((error: unknown) => error);
    expect({ outcome: result, log: done.join(" ") }).toEqual({ outcome, log });
  });
});
