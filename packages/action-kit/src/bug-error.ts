/** A mistake of ours, never of the person who wrote the workflow. The exit point asks for a report. */
export class BugError extends Error {
  override readonly name = "BugError";
}
