import type { AttackGroup } from "../row.ts";
import { callRows } from "./call-rows.ts";
import { ciRows } from "./ci-rows.ts";
import { holdOutRows } from "./hold-out-rows.ts";
import { inwardRows } from "./inward-rows.ts";
import { outwardRows } from "./outward-rows.ts";
import { projectRows } from "./project-rows.ts";
import { secretRows } from "./secret-rows.ts";
import { specRows } from "./spec-rows.ts";
import { toldRows } from "./told-rows.ts";

/** Text from outside that acts, persuades, or carries off what it should not. */
export const injections = (): AttackGroup => ({
  name: "injections",
  atOnce: 3,
  rows: [
    ...outwardRows,
    ...projectRows,
    ...inwardRows,
    ...specRows,
    ...holdOutRows,
    ...secretRows,
    ...callRows,
    ...toldRows,
    ...ciRows,
  ],
});
