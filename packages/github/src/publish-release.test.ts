import type { Decision, Obligation, Status } from "@release-approval/approval";
import { describe, expect, it } from "vitest";
import { difference } from "./publish-release.ts";

/* What an issue's head must become: whether it is open, and its labels. */

const drawn = { title: "t", body: "b" };
const owed: Obligation = {
  id: "ratify",
  kind: "ratify",
  role: null,
  due: null,
  text: "",
  who: [],
  settled: null,
};
const settled: Obligation = {
  ...owed,
  settled: { at: "2026-11-24T15:00:00Z", by: { id: 1, login: "mia" }, key: "comment:1", verdict: "done" },
};

type Row = {
  status: Status;
  obligations: readonly Obligation[];
  was: "open" | "closed";
  state: "open" | "closed";
  labels: readonly string[];
};

const awaiting = ["release", "approval-required"];
const rows: readonly Row[] = [
  { status: "pending", obligations: [], was: "closed", state: "open", labels: awaiting },
  { status: "pending", obligations: [owed], was: "open", state: "open", labels: awaiting },
  { status: "postponed", obligations: [], was: "closed", state: "open", labels: awaiting },
  { status: "authorized", obligations: [owed], was: "open", state: "open", labels: ["release"] },
  { status: "cancelled", obligations: [owed], was: "open", state: "closed", labels: ["release"] },
  { status: "expired", obligations: [], was: "open", state: "open", labels: ["release"] },
  { status: "expired", obligations: [], was: "closed", state: "closed", labels: ["release"] },
  { status: "released", obligations: [], was: "open", state: "closed", labels: ["release"] },
  { status: "released", obligations: [owed], was: "open", state: "open", labels: ["release", "follow-up"] },
  {
    status: "released",
    obligations: [settled, owed],
    was: "closed",
    state: "open",
    labels: ["release", "follow-up"],
  },
  { status: "released", obligations: [settled], was: "open", state: "closed", labels: ["release"] },
];

function headOf({ status, obligations, was }: Row, labels: readonly string[]) {
  const issue = { ...drawn, state: was, labels: [...labels] } as Parameters<typeof difference>[0];
  const decision: Pick<Decision, "status" | "obligations"> = { status, obligations };
  const change = difference(issue, drawn, decision);
  return { state: change.state ?? was, labels: change.labels ?? [...labels] };
}

describe("an issue", () => {
  it.each(rows)("$status, $obligations.length owed, $was: becomes $state", (row) => {
    expect(headOf(row, [])).toEqual({ state: row.state, labels: row.labels });
    const all = ["kept", "follow-up", "approval-required", "release"];
    expect(new Set(headOf(row, all).labels)).toEqual(new Set(["kept", ...row.labels]));
  });

  it("that is as it must be is not written", () => {
    const issue = { ...drawn, body: "b\r\n", state: "open", labels: ["release", "follow-up"] } as Parameters<
      typeof difference
    >[0];
    expect(difference(issue, drawn, { status: "released", obligations: [owed] })).toEqual({});
  });
});
