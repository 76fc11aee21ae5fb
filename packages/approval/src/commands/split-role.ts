/** Roles are at most three words long, and so is what is tried: everything else is notes. */
const longestRole = 3;
const longestStart = 200;

/**
 * Finds the role at the start of a command's words: `qa`, `QA lead: fine`, `as release manager - go`. Tries three words,
 * two, one; `isRole` says which is a role of the policy. Without one, `role` is null and `rest` the words.
 */
export function splitRole(
  words: string,
  isRole: (candidate: string) => boolean,
): { role: string | null; rest: string } {
  const whole = words.trim();
  const plain = findStart(whole, isRole);
  if (plain !== null) return plain;
  const lead = /^as\s+/i.exec(whole)?.[0];
  const after = lead === undefined ? null : findStart(whole.slice(lead.length), isRole);
  return after ?? { role: null, rest: whole };
}

function findStart(
  words: string,
  isRole: (candidate: string) => boolean,
): { role: string; rest: string } | null {
  const ends = [...words.slice(0, longestStart).matchAll(/\S+/g)]
    .slice(0, longestRole)
    .map((m) => m.index + m[0].length);
  for (const end of ends.reverse()) {
    const role = bare(words.slice(0, end));
    if (role !== "" && isRole(role)) return { role, rest: withoutSeparator(words.slice(end)) };
  }
  return null;
}

/** `**QA lead**:` → `QA lead`. */
function bare(candidate: string): string {
  return candidate
    .replace(/^[*_`"'(]{1,3}/, "")
    .replace(/[*_`"'),.:;!–—-]{1,6}$/, "")
    .replace(/\s+/g, " ")
    .trim();
}

const withoutSeparator = (rest: string): string =>
  rest
    .trim()
    .replace(/^[:,–—-](?=\s|$)/, "")
    .trim();
