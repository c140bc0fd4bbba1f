import type { TuiEvent } from "./event.ts";

/**
 * Milliseconds between paints of what nobody waits for: fifteen a second look alive and cost little, and leave room
 * above the ten that an eye wants when the machine is busy.
 */
export const paintEvery = 66;

/** True for what a person waits for, which is painted at once. What streams in is painted together. */
export function isUrgent({ type }: TuiEvent): boolean {
  return type !== "run" && type !== "tick" && type !== "progress" && type !== "seen";
}
