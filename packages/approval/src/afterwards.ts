import { count, refuse, roleFacts } from "./act.ts";
import { managerRole, speaksFor } from "./case.ts";
import type { Command } from "./commands.ts";
import type { Act } from "./decision.ts";
import type { Fold } from "./fold.ts";
import type { Statement } from "./statement.ts";

/** `/released`, `/rolled-back` and `/remind`, by the release manager. */
export function judgeAfterwards(
  command: Command & { name: "released" | "rolled-back" | "remind" },
  statement: Statement,
  fold: Fold,
): Act {
  const { c } = fold;
  const { person: by, to: at, key, url, broken } = statement;
  const role = managerRole(c);
  if (!speaksFor(c, role, by.id, statement))
    return refuse(command.name, "not-your-command", { command: command.name, ...roleFacts(role, c) });
  switch (command.name) {
    case "remind":
      // Once for each comment, however often it stands in it.
      if (fold.reminders.every((one) => one.key !== key)) fold.reminders.push({ key, by });
      return count("remind", role);
    case "released":
      if (c.releasedAt !== null && at > c.releasedAt)
        return refuse("released", "ended", { status: "released" });
      if (broken !== null && c.releasedAt === null) return refuse("released", broken.code, broken.facts);
      // Whether it was cleared is known when everything has been judged.
      fold.saidReleased = { by, at, key };
      return count("released", role);
    case "rolled-back":
      if (c.releasedAt === null || at < c.releasedAt) return refuse("rolled-back", "not-released", {}, role);
      fold.rolledBack = { at, by, reason: command.reason, url };
      return count("rolled-back", role);
  }
}
