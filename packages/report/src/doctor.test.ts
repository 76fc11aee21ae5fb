import type { Checked } from "@release-approval/approval/setup";
import { describe, expect, it } from "vitest";
import { doctorHeadline, renderDoctor } from "./doctor.ts";

const check = (id: string, change: Partial<Checked> = {}): Checked => ({
  id,
  title: `Title of ${id}`,
  severity: "hole",
  state: "fine",
  problems: [],
  unknown: [],
  ...change,
});
const paste = { language: "yaml" as const, text: "a: 1" };
const problem = (sentence: string, change: object = {}) => ({
  sentence,
  cure: "Mend it.",
  facts: {},
  severity: "hole" as const,
  ...change,
});

describe("the headline says the worst", () => {
  it.each<[string, Checked[], string]>([
    ["all fine", [check("a")], "✅ A release can be approved, and nothing leads around the gate"],
    [
      "not all seen",
      [check("a", { state: "unknown", unknown: ["why"] })],
      "🩺 A release can be approved, as far as this token can see",
    ],
    [
      "a hole",
      [check("a", { state: "found", problems: [problem("x")] })],
      "🕳️ A release can be approved, and 1 way leads around the gate",
    ],
    [
      "stopped",
      [
        check("a", { state: "found", problems: [problem("x")] }),
        check("b", { state: "found", problems: [problem("y", { severity: "stops" })] }),
      ],
      "⛔ A release could not be approved today",
    ],
  ])("%s", (_, checked, words) => {
    expect(doctorHeadline(checked)).toBe(words);
  });
});

it("the page: the worst first, equal cures once, what is to be pasted once, then what was not seen", () => {
  const page = renderDoctor([
    check("first", {
      state: "found",
      problems: [problem("One `a`.", { paste }), problem("Two.", { paste })],
      unknown: ["The token may not see it."],
    }),
    check("second", { state: "found", problems: [problem("Three.", { severity: "stops", paste })] }),
    check("third"),
  ]);
  expect(page).toBe(`## ⛔ A release could not be approved today

1 stopping a release · 2 leading around the gate · 1 of 3 checks fine · 1 not or not wholly checked

### ⛔ Stops a release

**\`second\`**

- Three.

**Cure:** Mend it.

\`\`\`yaml
a: 1
\`\`\`

### 🕳️ A way around the gate

**\`first\`**

- One \`a\`.
- Two.

**Cure:** Mend it.

The same lines as above.

<details><summary><b>❔ Not checked: 1</b></summary>

- \`first\`, Title of first: The token may not see it.

</details>

<details><summary><b>Fine: 1</b></summary>

- ✅ Title of third

</details>
`);
});

it("what people typed stays text", () => {
  const sentence = "Environment `a</code><img src=x>` and @everyone <script> [x](http://evil.example) ```";
  const page = renderDoctor([
    check("a", {
      state: "found",
      problems: [problem(sentence, { paste: { language: "sh", text: "echo '```\n</details>'" } })],
      unknown: ["<b>@mia</b>"],
    }),
  ]);
  expect(page).not.toMatch(/<script>|@everyone|@mia|(?<!\\)\]\(http/);
  expect(page).toContain("````sh\necho '```\n</details>'\n````");
});
