import type { Failure } from "./failure.ts";

/** One channel's way out. */
export type Sender<Message> = {
  /** `Slack (hooks.slack.com)`: what a person knows it by, and no more of its address than the host. */
  name: string;
  /** One try. Throws what `failureOf` understands, or returns why it was refused; null: the other side has it. */
  send: (message: Message, signal: AbortSignal) => Promise<Failure | null>;
  /** Lets go of what was kept open for the next message. */
  close: () => void;
};
