/** The patterns of `branches`, `tags` and `paths`, as GitHub's cheat sheet of filter patterns says. */

/**
 * Whether the last pattern that speaks of the name lets it in; `!` in front takes it out again.
 * @see https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function passes(name: string, patterns: readonly string[]): boolean {
  let passed = false;
  for (const pattern of patterns) {
    const isExclusion = pattern.startsWith("!");
    if (compile(isExclusion ? pattern.slice(1) : pattern).test(name)) passed = !isExclusion;
  }
  return passed;
}

/** `*` stays within a `/`, `**` does not; `?`, `+` and `[…]` count what stands before them, or choose. */
function compile(pattern: string): RegExp {
  let source = "";
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? "";
    if (pattern.startsWith("**/", index) && (index === 0 || pattern[index - 1] === "/")) {
      source += "(?:.*/)?";
      index += 2;
    } else if (pattern.startsWith("**", index)) {
      source += ".*";
      index += 1;
    } else if (character === "*") source += "[^/]*";
    else if (character === "\\") {
      index += 1;
      source += literal(pattern[index] ?? "\\");
    } else if ("?+[]".includes(character)) source += character;
    else source += literal(character);
  }
  return new RegExp(`^${source}$`);
}

function literal(character: string): string {
  return /[\w/-]/.test(character) ? character : `\\${character}`;
}
