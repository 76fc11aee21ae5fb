/** The regular expression behind a pattern of paths or refs: `*` and `?` stop at a slash, `**` does not. */
export function patternSource(pattern: string): string {
  return pattern
    .split(/(\*\*\/|\/\*\*$|\*\*|\*|\?)/)
    .map(translate)
    .join("");
}

function translate(part: string): string {
  switch (part) {
    case "**/":
      return "(?:.+/)?";
    case "/**":
      return "/.+";
    case "**":
      return ".*";
    case "*":
      return "[^/]*";
    case "?":
      return "[^/]";
    default:
      return part.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  }
}
