import type { Request } from "../app/engine/calls.ts";
import type { RunControl, RunOrder } from "../app/run/host.ts";

/** What an update wants done; whoever runs it sends back events. */
export type Effect =
  | { readonly do: "ask"; readonly request: Request }
  /** Interrupts what was asked for; it comes back as `refused`. */
  | { readonly do: "cancel"; readonly request: Request }
  /** Hands the terminal to `$EDITOR` at that line. */
  | { readonly do: "edit"; readonly path: string; readonly line: number }
  | { readonly do: "start-run"; readonly order: RunOrder }
  | { readonly do: "join-run"; readonly run: string }
  | { readonly do: "control-run"; readonly run: string; readonly control: RunControl }
  | { readonly do: "leave-run"; readonly run: string }
  | { readonly do: "copy"; readonly text: string }
  | { readonly do: "quit" };
