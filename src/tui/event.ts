import type { Answered, Request } from "../app/engine/calls.ts";
import type { HostMessage } from "../app/run/host.ts";
import type { Key } from "./key.ts";

/** Everything that can happen to the screen. */
export type TuiEvent =
  | { readonly type: "key"; readonly key: Key }
  | { readonly type: "paste"; readonly text: string }
  | { readonly type: "resized"; readonly columns: number; readonly rows: number }
  /** A moment passed; sent only while something shows time. */
  | { readonly type: "tick"; readonly now: number }
  | ({ readonly type: "answered"; readonly now: number } & Answered)
  | {
      readonly type: "refused";
      readonly request: Request;
      readonly message: string;
      readonly advice: readonly string[];
    }
  | {
      readonly type: "progress";
      readonly request: Request;
      readonly step: string;
      readonly done: number | null;
      readonly total: number | null;
    }
  /** One example was seen in the red gate, or in a check, before all of it is done. */
  | {
      readonly type: "seen";
      readonly request: Request;
      readonly example: string;
      readonly outcome: string;
      readonly message: string;
    }
  | { readonly type: "run"; readonly run: string; readonly message: HostMessage; readonly now: number }
  /** A run was started or joined, or could not be. */
  | { readonly type: "run-linked"; readonly run: string; readonly specs: readonly string[] }
  | { readonly type: "run-refused"; readonly message: string; readonly advice: readonly string[] }
  /** Files of the project changed, relative to its root. */
  | { readonly type: "disk"; readonly paths: readonly string[] }
  /** The editor was left. */
  | { readonly type: "edited"; readonly problem: string | null };
