/**
 * A report cannot be read. The message is the end of a sentence whose beginning is the name of the file: "is cut off".
 * It repeats nothing of what the report holds.
 */
export class Unreadable extends Error {
  override name = "Unreadable";
}
