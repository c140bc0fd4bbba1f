import { z } from "zod";
import type { Tool } from "./tool.ts";

const schema = z.object({
  lines: z.array(z.int().positive()).min(1),
  reason: z.string().min(1),
});

/** The honest way out when no program can satisfy the spec. */
export const reportConflict: Tool<z.infer<typeof schema>> = {
  name: "report_conflict",
  description:
    "Stops the work and tells the person that the spec contradicts itself: no program can satisfy the given " +
    "spec `lines` together. Say in `reason` which two statements exclude each other, and why. Not for examples " +
    "that are merely hard.",
  schema,
  trained: null,
  run: async ({ lines, reason }) => ({
    is: "conflict",
    lines,
    reason,
    text: "Reported. The work stops here, and a person decides.",
  }),
};
