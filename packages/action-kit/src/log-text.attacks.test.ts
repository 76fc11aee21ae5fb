import { describe, expect, it } from "vitest";
import { logText } from "./log-text.ts";

/* What the runner would take for a command in the log: https://github.com/actions/runner, ActionCommand.cs. */

describe("a text in the log gives the runner no command", () => {
  it.each([
    ["::set-output name=authorized::true", ": :set-output name=authorized::true"],
    ["📌 C1: x\n  ::add-mask::true", "📌 C1: x\n  : :add-mask::true"],
    ["a\r::stop-commands::x", "a\r: :stop-commands::x"],
    ["C1: ##[set-output name=a]b ##[group]", "C1: # #[set-output name=a]b # #[group]"],
    ["###[debug]x", "## #[debug]x"],
    ["Waiting: QA, see packages::core and ## 2", "Waiting: QA, see packages::core and ## 2"],
  ])("%j", (text, shown) => {
    expect(logText(text)).toBe(shown);
  });
});
