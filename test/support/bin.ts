import { join } from "node:path";

/** The command line as it is published: it starts in half the time of the sources. The npm scripts build it first. */
export const bin = join(import.meta.dirname, "../../dist/greenbar.mjs");
