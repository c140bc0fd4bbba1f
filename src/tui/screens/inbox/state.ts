import type { Decision, InboxItem } from "../../../app/inbox/inbox.ts";
import type { Field } from "../../field.ts";
import type { Shared } from "../../model.ts";

/** The queue, one decision at a time. */
export interface InboxState {
  /** Id of the item that is shown; null, or one that is no more: the first. */
  readonly at: string | null;
  /** First row of its context that is shown. */
  readonly scroll: number;
  /** Id of the item whose decision is being carried out, or was until the queue is read again. */
  readonly deciding: string | null;
  /** A run was asked for, and is not there yet. */
  readonly isStarting: boolean;
  /** The person's own words, while they are typed. */
  readonly typed: Typed | null;
}

export interface Typed {
  readonly item: string;
  readonly decision: Decision;
  /** What is asked for. */
  readonly asks: string;
  readonly field: Field;
}

export const firstState: InboxState = {
  at: null,
  scroll: 0,
  deciding: null,
  isStarting: false,
  typed: null,
};

/** What waits, without what is being decided. */
export function itemsOf({ deciding }: InboxState, { inbox }: Shared): readonly InboxItem[] {
  return deciding === null ? (inbox ?? []) : (inbox ?? []).filter(({ id }) => id !== deciding);
}

/** The item that is shown, and where it stands in the queue, from 0; null for an empty one. */
export function currentOf(
  state: InboxState,
  shared: Shared,
): { readonly item: InboxItem; readonly index: number; readonly count: number } | null {
  const items = itemsOf(state, shared);
  const found = items.findIndex(({ id }) => id === state.at);
  const index = Math.max(0, found);
  const item = items[index];
  return item === undefined ? null : { item, index, count: items.length };
}
