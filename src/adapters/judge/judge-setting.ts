import type { ChildSetting } from "../vitest/child-program.ts";

/** What the judge needs of this installation of greenbar; see `../vitest/own-installation.ts`. */
export type JudgeSetting = Pick<ChildSetting, "node" | "child" | "reads" | "ownVitest" | "mountsFor">;
