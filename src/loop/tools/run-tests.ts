import { z } from "zod";
import type { Tool } from "./tool.ts";

const schema = z.object({});

/** The suite without the hold-outs, on the code as it is. Feedback, never the verdict. */
export const runTests: Tool<z.infer<typeof schema>> = {
  name: "run_tests",
  description:
    "Runs the suite that was compiled from the spec, on the code as it is now, and gives the failures by spec " +
    "line. It also runs by itself after each of your edits.",
  schema,
  trained: null,
  run: async (_input, world) => ({ is: "text", text: await world.runTests(world.signal) }),
};
