/** GitHub refuses a step summary of more than 1 MiB: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits */
const mostBytes = 1024 * 1024 - 1;

const note = "\n\n…\n\n*Cut here: GitHub shows no more than 1 MiB. The rest is in the release's issue.*\n";

/** The Markdown, cut at the end of a line when it is too long for GitHub, with a note that says so. */
export function cutSummary(markdown: string, limit: number = mostBytes): string {
  const bytes = Buffer.from(markdown, "utf8");
  // One for the line break that follows.
  if (bytes.length < limit) return markdown;
  const room = bytes.subarray(0, limit - Buffer.byteLength(note) - 1).toString("utf8");
  const end = room.lastIndexOf("\n");
  // Without any line break, the last character may be half of one.
  return (end > 0 ? room.slice(0, end) : room.replace(/\uFFFD$/, "")) + note;
}
