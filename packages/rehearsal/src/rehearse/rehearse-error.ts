/** Something that whoever rehearses can put right: shown as it is, without a stack. */
export class RehearseError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "RehearseError";
  }
}
