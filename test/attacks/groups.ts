import { cheats } from "./cheats/group.ts";
import { escapes } from "./escapes/group.ts";
import { faults } from "./faults/group.ts";
import { injections } from "./injections/group.ts";
import type { AttackGroup } from "./row.ts";

/** Every attack that greenbar is put to, in the order of the table. Reading it starts nothing. */
export const attackGroups = (): readonly AttackGroup[] => [cheats(), escapes(), injections(), faults()];
