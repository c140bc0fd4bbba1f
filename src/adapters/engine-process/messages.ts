import type { Answered, Request } from "../../app/engine/calls.ts";
import type { Seen } from "../../app/ports.ts";

/** What goes to the engine's process. Structured clones: maps and undefined survive. */
export type ToEngine =
  | { readonly is: "ask"; readonly id: number; readonly request: Request }
  | { readonly is: "cancel"; readonly id: number };

/** What comes back; each `ask` gets one `answered` or `refused`, behind any number of the others. */
export type FromEngine = { readonly id: number } & (
  | {
      readonly is: "progress";
      readonly step: string;
      readonly done: number | undefined;
      readonly total: number | undefined;
    }
  | {
      readonly is: "seen";
      readonly example: string;
      readonly outcome: Parameters<Seen>[1];
    }
  | { readonly is: "answered"; readonly answered: Answered }
  | { readonly is: "refused"; readonly message: string; readonly advice: readonly string[] }
);
