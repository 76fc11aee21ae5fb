/** The story went another way than it is told: the product answered something else than it has to. */
export class StoryError extends Error {
  override readonly name = "StoryError";
}
