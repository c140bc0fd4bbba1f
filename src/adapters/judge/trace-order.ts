import type { TraceOrder } from "../../judge-child/trace.ts";
import type { TraceWish } from "./batches.ts";

/** What a child's job says of a trace: nothing at all where none is wanted. `root` is as the child sees it. */
export function traceOrder(wish: TraceWish | undefined, root: string): { readonly trace?: TraceOrder } {
  return wish === undefined ? {} : { trace: { nonce: wish.nonce, root } };
}
