import type { Occasion } from "@release-approval/approval";
import type { Message } from "./message.ts";

/** What a message says. The rest of it follows from the release and from whom it goes to. */
export type Words = Pick<
  Message,
  "mark" | "tone" | "subject" | "lead" | "leadForOthers" | "blocks" | "buttons" | "closing"
>;

/** What there is to say of an occasion of one kind. */
export type About<Kind extends Occasion["about"]["kind"]> = Extract<Occasion["about"], { kind: Kind }>;
