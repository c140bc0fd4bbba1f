import { plainRole } from "../section-draft.ts";
import type { Dialect } from "./dialect.ts";

/** The dialect of docs/spec-language.md: whatever no other one recognises. */
export const greenbar: Dialect = {
  id: "greenbar",
  recognises: () => true,
  roleOf: plainRole,
  passageOf: () => null,
  binds: "anywhere",
  isTolerant: false,
  fileName: null,
  companions: [],
};
