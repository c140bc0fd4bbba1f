import type { Disagreement } from "./question.ts";

/** How many programs differ on a call, and whether they are right as far as examples go; the call follows. */
export function differing({ programs, isUnfit }: Pick<Disagreement, "programs" | "isUnfit">): string {
  return isUnfit === true
    ? `${programs} programs are wrong only where the code is wrong already, and differ here:`
    : `${programs} programs do what every example says, and differ here:`;
}
