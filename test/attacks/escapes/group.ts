import type { AttackGroup } from "../row.ts";
import { diskRows } from "./disk-rows.ts";
import { exhaustionRows } from "./exhaustion-rows.ts";
import { fakeRows } from "./fake-rows.ts";
import { machineRows } from "./machine-rows.ts";
import { networkRows } from "./network-rows.ts";
import { processRows } from "./process-rows.ts";
import { reachRows } from "./reach-rows.ts";
import { secretRows } from "./secret-rows.ts";

/** Out of the sandbox, and past what an agent may write. */
export const escapes = (): AttackGroup => ({
  name: "escapes",
  atOnce: 2,
  rows: [
    ...diskRows,
    ...secretRows,
    ...machineRows,
    ...networkRows,
    ...processRows,
    ...exhaustionRows,
    ...fakeRows,
    ...reachRows,
  ],
});
