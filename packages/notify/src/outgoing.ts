/** A mail, its words ready. */
export type Mail = {
  to: { name: string | null; address: string };
  subject: string;
  text: string;
  html: string;
  /** `<release-57@github.example>`. */
  messageId: string;
  /** Message ids of the thread, the oldest first. */
  references: readonly string[];
};

export type Post = {
  /** Tells it from all others of this run. */
  key: string;
  /** Equal for each repeat of the message. */
  id: string;
  channel: "slack" | "discord" | "teams" | "webhook";
  event: string;
  /** JSON. */
  body: string;
};

export type Letter = { key: string; id: string; channel: "email"; mail: Mail };

/** A message that goes out through one channel. */
export type Outgoing = Post | Letter;

export type Sent = {
  key: string;
  /** null: the other side has it. Else why not, in one sentence without secrets. */
  problem: string | null;
  /** No message gets through the channel now; false where only the time was over. */
  down: boolean;
  /** This message was refused for itself, and would be again. */
  final: boolean;
};
