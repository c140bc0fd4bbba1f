import type { AttackGroup } from "../row.ts";
import { applyRows } from "./apply-rows.ts";
import { clockRows } from "./clock-rows.ts";
import { diskRows } from "./disk-rows.ts";
import { killRows } from "./kill-rows.ts";
import { gitRows } from "./git-rows.ts";
import { ledgerRows } from "./ledger-rows.ts";
import { lockRows } from "./lock-rows.ts";
import { signalRows } from "./signal-rows.ts";
import { streamRows } from "./stream-rows.ts";

/** What breaks under a run: its process, its disk, its network, its clock. */
export const faults = (): AttackGroup => ({
  name: "faults",
  atOnce: 2,
  rows: [
    ...killRows,
    ...ledgerRows,
    ...streamRows,
    ...diskRows,
    ...lockRows,
    ...gitRows,
    ...applyRows,
    ...clockRows,
    ...signalRows,
  ],
});
