import { ConfigurationError, PermissionError, RateLimitError } from "@release-approval/approval";
import { commonInputs, commonOutputs, defineAction, defineContract, runAction } from "../src/index.ts";

/* An action that ends in the way its input says; started as a process of its own by run-action.test.ts. */

const contract = defineContract({
  name: "sample",
  title: "Sample",
  description: "A sample.",
  inputs: { ...commonInputs, way: { kind: "text", description: "How to end.", required: true } },
  outputs: { ...commonOutputs, reviews: { description: "Reviews." } },
});

const pending = { decision: "pending", reasonCode: "reviews-missing" } as const;

type Way = Parameters<typeof defineAction<typeof contract>>[1];

const ways: Readonly<Record<string, Way>> = {
  honest: async (_, kit) => {
    kit.setOutput("issue-number", 57);
    return {
      ...pending,
      outputs: { version: "1.2.0", commit: null, reviews: [{ role: "qa-lead" }] },
      details: { missing: ["qa-lead"] },
      summary: "## Waiting\n",
      annotations: [{ level: "notice", title: "50 %, done", message: "one\ntwo" }],
    };
  },
  shut: async () => ({ ...pending, failed: "v1.2.0 was not published: waiting for QA. See #57." }),
  many: async () => {
    const numbers = Array.from({ length: 14 }, (_, index) => index + 1);
    return {
      ...pending,
      annotations: numbers.map((n) => ({ level: "warning" as const, title: `W${n}`, message: `m${n}` })),
    };
  },
  leaky: async (inputs, kit) => {
    const token = inputs["github-token"];
    kit.info(`log ${token}`);
    return {
      decision: "pending",
      reasonCode: `code-${token}`,
      outputs: { reviews: [`"${token}"`], "issue-url": `https://x/${token}` },
      details: { deep: { er: token } },
      summary: `summary ${token}`,
      failed: `failed ${token}`,
    };
  },
  hostile: async (_, kit) => {
    const typed = process.env["SAMPLE_TYPED"] ?? "";
    kit.info(`C1: ${typed}`);
    return {
      ...pending,
      outputs: { version: typed, reviews: [{ role: typed }] },
      summary: `summary ${typed}`,
      annotations: [{ level: "notice", title: typed, message: typed }],
      failed: typed,
    };
  },
  configuration: async () => {
    throw new ConfigurationError({ message: "The policy is empty.", cure: "Write one." });
  },
  permission: async (_, kit) => {
    kit.setOutput("issue-number", 57);
    throw new PermissionError({ message: "No.", cure: "Add it.", permission: "issues: write" });
  },
  "rate-limit": async () => {
    throw new RateLimitError({ message: "Too much.", cure: "Wait.", resetsAt: "2026-11-24T15:02:00Z" });
  },
  bug: async (inputs) => {
    throw new TypeError(`x is not a function with ${inputs["github-token"]}`);
  },
  "thrown-text": async () => {
    throw "just words";
  },
  "undeclared-input": async (inputs) => ({ ...pending, reasonCode: String(Reflect.get(inputs, "other")) }),
  "undeclared-output": async () => ({ ...pending, outputs: { ...({ other: 1 } as object) } }),
  "output-of-the-kit": async (_, kit) => {
    kit.setOutput("result" as "version", "{}");
    return pending;
  },
  "stray-rejection": async () => {
    void Promise.reject(new Error("nobody waits for me"));
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return pending;
  },
  "stray-exception": async () => {
    setTimeout(() => {
      throw new Error("from a timer");
    }, 1);
    await new Promise((resolve) => setTimeout(resolve, 5000));
    return pending;
  },
  forgotten: () => new Promise(() => {}),
  "left-open": async () => {
    setInterval(() => {}, 1000);
    return pending;
  },
  slow: async (_, kit) => {
    kit.setOutput("issue-number", 57);
    kit.info("started");
    await new Promise((resolve) => setTimeout(resolve, 20_000));
    return pending;
  },
};

await runAction(
  defineAction(contract, (inputs, kit) => {
    const way = ways[inputs.way];
    if (way === undefined) throw new Error(`unknown way ${inputs.way}`);
    return way(inputs, kit);
  }),
);
