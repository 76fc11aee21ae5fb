import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChannelInputs } from "@release-approval/action-kit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openMessenger } from "./messenger.ts";

const none: ChannelInputs = {
  "slack-webhook-url": null,
  "discord-webhook-url": null,
  "teams-webhook-url": null,
  "webhook-url": null,
  "webhook-secret": null,
  "smtp-url": null,
  "mail-from": null,
};

const received: string[] = [];
const healthy = createServer((request, response) => {
  received.push(request.url ?? "");
  request.resume();
  response.end("ok");
});
let alive = "";
let dead = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => healthy.listen(0, "127.0.0.1", resolve));
  alive = `http://127.0.0.1:${(healthy.address() as AddressInfo).port}`;
  const other = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => other.once("listening", resolve));
  dead = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  await new Promise((resolve) => other.close(resolve));
});
afterAll(() => new Promise((resolve) => healthy.close(resolve)));

async function open(inputs: Partial<ChannelInputs>) {
  const pauses: number[] = [];
  const pause = async (milliseconds: number) => {
    pauses.push(milliseconds);
  };
  const messenger = await openMessenger({ ...none, ...inputs }, { redact: (text) => text, pause });
  if (messenger === null) throw new Error("There is no channel");
  return { messenger, pauses };
}

const post = (key: string, channel: "slack" | "webhook") =>
  ({ key, id: key, channel, event: "released", body: "{}" }) as const;
const both = (release: string) => [post(`${release}/slack`, "slack"), post(`${release}/webhook`, "webhook")];

describe("the channels of a run", () => {
  it("are none where no secret is given", async () => {
    const pause = async () => {};
    expect(await openMessenger(none, { redact: (text) => text, pause })).toBeNull();
  });

  it("do not wait for one that is down, which is not tried again for the next release", async () => {
    const { messenger, pauses } = await open({
      "slack-webhook-url": `${dead}/services/T1/B1/x`,
      "webhook-url": `${alive}/hook`,
    });
    const first = await messenger.send(both("1.1.1"), { allowPrivate: false });
    const tried = pauses.length;
    const second = await messenger.send(both("1.2.0"), { allowPrivate: false });
    expect(tried).toBe(2);
    expect(pauses).toHaveLength(tried);
    expect(received).toEqual(["/hook", "/hook"]);
    const problems = [...first, ...second].map(({ key, problem }) => [key, problem !== null]);
    expect(Object.fromEntries(problems)).toEqual({
      "1.1.1/slack": true,
      "1.1.1/webhook": false,
      "1.2.0/slack": true,
      "1.2.0/webhook": false,
    });
  });

  it("wait three times for what another run may be sending, and no longer", async () => {
    const { messenger } = await open({ "webhook-url": `${alive}/hook` });
    const waits = Array.from({ length: 5 }, () => messenger.nextWait());
    expect(waits).toEqual([5_000, 5_000, 5_000, null, null]);
  });
});
