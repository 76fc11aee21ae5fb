import type { Instant } from "@release-approval/approval";

/** Whole seconds in UTC, as GitHub writes instants: `2026-11-24T15:02:00Z`. */
export function instantOf(milliseconds: number): Instant {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}

/** The instant of a `Date` header (RFC 9110, section 5.6.7); null when it is absent or no date. */
export function readDateHeader(header: unknown): Instant | null {
  if (typeof header !== "string") return null;
  const milliseconds = Date.parse(header);
  return Number.isNaN(milliseconds) ? null : instantOf(milliseconds);
}
