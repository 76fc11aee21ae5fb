import { rules } from "@release-approval/approval";
import { refusals } from "../actions/gate-release/shut-because.ts";

type Row = { code: string; status: string; sentence: string; cure: string };

const authorized: Row = {
  code: "all-reviews-in",
  status: "authorized",
  sentence: "Everything that the policy asks is in, for this commit.",
  cure: "Nothing to do.",
};

const overridden: Row = {
  code: "override",
  status: "authorized",
  sentence: "An override stands in for reviews that are missing; nothing else holds the release.",
  cure: "The missing reviews are owed after the release, and somebody else posts `/ratify reason`.",
};

const conditional: Row = {
  code: "conditional-release",
  status: "authorized",
  sentence: "All is in but reviews that a conditional release puts off until after the release.",
  cure: "They are owed after the release.",
};

const ruled: Row = {
  code: "ruling",
  status: "authorized",
  sentence: "All is in; a ruling stands in for a review whose rejection it lifted.",
  cure: "Read both positions in the issue.",
};

/** `docs/reason-codes.md`: every reason code of a decision, with its cause and its cure. */
export function printReasonCodes(): string {
  const decided = rules.map(
    ({ code, leadsTo, sentence, cure }): Row => ({ code, status: leadsTo, sentence, cure }),
  );
  const shut = refusals.map((one): Row => ({ ...one, status: "authorized" }));
  return [
    "<!-- Generated from packages/approval/src/rules and actions/gate-release/shut-because.ts. -->",
    "# Reason codes",
    "",
    "The output `reason-code` of every action, and `reason_code` of its `result`. They are stable.",
    "",
    "## Decisions",
    "",
    "Rules that only show something (`policy-changed`, `history-damaged` and the like) never become the reason code; they stand",
    "among the findings.",
    "",
    ...table([authorized, overridden, conditional, ruled, ...decided]),
    "",
    "## What keeps a gate shut although the release is authorized",
    "",
    ...table(shut),
    "",
  ].join("\n");
}

function table(rows: readonly Row[]): string[] {
  return [
    "| code | status | what it means | what to do |",
    "| --- | --- | --- | --- |",
    ...rows.map(({ code, status, sentence, cure }) => `| \`${code}\` | ${status} | ${sentence} | ${cure} |`),
  ];
}
