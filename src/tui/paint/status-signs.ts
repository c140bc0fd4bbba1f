import type { Status } from "../../verdict/statuses.ts";

/** A sign for each status, one column wide. The tone of the same name gives it its colour. */
export const statusSigns: Readonly<Record<Status, string>> = {
  holds: "✓",
  fails: "✗",
  weak: "~",
  unproven: "?",
  drifted: "≠",
  unbound: "○",
  manual: "·",
};
