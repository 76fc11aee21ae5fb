import type { Policy } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { policy, show, waiting } from "../test/samples.ts";
import { ring } from "./bells.ts";
import type { News } from "./news.ts";

type Routes = NonNullable<NonNullable<Policy["notifications"]["events"]>["rejection"]>;

const rejected: News = { kind: "status", status: "rejected", reasonCode: "rejected" };
const text = "@mia and @tom-2, post `/approve @rae` or\n```text\n/delegate qa @rae\n```";

function rung(routes: Routes | undefined, news: News = rejected, words = text): string {
  const notifications = routes === undefined ? {} : { events: { rejection: routes } };
  return ring(words, [news], { ...show(waiting()), policy: { ...policy, notifications } });
}

describe("who is mentioned in the issue", () => {
  it("whoever it concerns, where policy says nothing of the event", () => {
    expect(rung(undefined)).toBe(text);
  });

  it("whoever it concerns, where `github` is among its routes", () => {
    expect(rung([{ channel: "slack" }, { channel: "github" }])).toBe(text);
  });

  it("nobody, where it is not; in code all stays as it is to be copied", () => {
    const silent = "mia and tom-2, post `/approve @rae` or\n```text\n/delegate qa @rae\n```";
    expect(rung([{ channel: "slack" }])).toBe(silent);
    expect(rung([])).toBe(silent);
    expect(rung([], rejected, "an escaped \\` of @mia, and \\` another")).toBe(
      "an escaped \\` of mia, and \\` another",
    );
  });

  it("the members of a route's roles beside them, each once", () => {
    const roles = ["release-manager", "technical-lead"];
    expect(rung([{ channel: "github", roles }])).toBe(`${text}\n\nAlso told: @tom.`);
  });

  it("and who stands in code alone, since nothing rings there", () => {
    const roles = ["release-manager", "qa-lead"];
    const words = "@mia, post `/delegate devops-lead @quinn`";
    expect(rung([{ channel: "github", roles }], rejected, words)).toBe(`${words}\n\nAlso told: @quinn.`);
  });

  it("who is answered themselves, whatever the routes say", () => {
    expect(rung([], { kind: "reopened", by: "mia" })).toBe(text);
  });
});
