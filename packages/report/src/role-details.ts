import type { Role } from "@release-approval/approval";
import { codeFence, codeSpan, cut, escapeHtml, escapeMarkdown } from "./escape.ts";
import type { Row } from "./rows.ts";
import type { View } from "./view.ts";

/**
 * What each open role looks at. Roles with paths, a contact or a checklist have a fold of their own; the rest share one.
 * `short` leaves checklists out, `none` everything.
 */
export function roleDetails(view: View, amount: "full" | "short" | "none"): string {
  if (amount === "none") return "";
  const open = [...view.rows, ...view.otherRows]
    .filter((row) => row.mark !== "approved" && row.mark !== "overruled")
    .map((row) => ({ row, content: contentOf(row, roleOf(row, view), amount) }));
  const own = open
    .filter(({ content }) => content !== "")
    .map(({ row, content }) =>
      fold(`<b>${escapeHtml(cut(row.short, 60))}</b>: ${escapeHtml(cut(row.focus, 200))}`, content),
    );
  const plain = open
    .filter(({ content, row }) => content === "" && row.focus !== "")
    .map(({ row }) => focusLine(row));
  const rest =
    plain.length === 0
      ? []
      : [
          fold(
            `What ${own.length === 0 ? "each review looks" : "the other reviews look"} at`,
            plain.join("\n"),
          ),
        ];
  return [...own, ...rest].join("\n");
}

// Under `/critical-only` nothing else is asked for.
function roleOf({ role }: Row, { policy, schedule }: View): Role | undefined {
  const known = policy.roles[role];
  if (known === undefined || schedule.criticalOnly === null) return known;
  return { ...known, checklist: known.checklist.filter((item) => item.critical) };
}

function fold(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

function focusLine({ short, focus, role }: Row): string {
  return `- **${escapeMarkdown(cut(short, 60))}**: ${escapeMarkdown(cut(focus, 200))} · ${codeSpan(`/approve ${role}`)}`;
}

function contentOf(row: Row, role: Role | undefined, amount: "full" | "short"): string {
  const parts = [firstLook(role), contactLine(role), amount === "full" ? checklist(row, role) : ""];
  return parts.filter((part) => part !== "").join("\n\n");
}

function firstLook(role: Role | undefined): string {
  const paths = role?.paths ?? [];
  if (paths.length === 0) return "";
  const shown = paths.slice(0, 10).map((path) => codeSpan(cut(path, 100)));
  return `Look first at ${shown.join(", ")}${paths.length > shown.length ? " …" : ""}`;
}

function contactLine(role: Role | undefined): string {
  return role?.contact === undefined ? "" : `Contact: ${escapeMarkdown(cut(role.contact, 200))}`;
}

function checklist(row: Row, role: Role | undefined): string {
  const items = role?.checklist ?? [];
  if (items.length === 0) return "";
  const critical = items.filter((item) => item.critical).map(({ item }) => escapeMarkdown(cut(item, 100)));
  // Without these, the approval does not count.
  const words =
    critical.length === 0
      ? "To copy, if you like:"
      : `Copy this, and tick what you have looked at. **An approval needs**: ${critical.join("; ")}`;
  const lines = items.map(({ item }) => `- [ ] ${cut(item, 300)}`);
  return `${words}\n${codeFence([`/approve ${row.role}`, ...lines].join("\n"), "markdown")}`;
}
