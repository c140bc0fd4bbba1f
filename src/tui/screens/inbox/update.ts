import type { InboxAnswer, InboxItem } from "../../../app/inbox/inbox.ts";
import type { Request } from "../../../app/engine/calls.ts";
import type { TuiEvent } from "../../event.ts";
import { emptyField, fieldOf, pasteInto, refusedPaste, typeInto } from "../../field.ts";
import type { Key } from "../../key.ts";
import { actionOf } from "../../key.ts";
import type { Shared } from "../../model.ts";
import type { Size, Step } from "../../screen.ts";
import { stay } from "../../screen.ts";
import type { Move } from "./bindings.ts";
import { bindingsFor, typing } from "./bindings.ts";
import { layoutOf } from "./layout.ts";
import type { InboxState, Typed } from "./state.ts";
import { currentOf, itemsOf } from "./state.ts";

/** The queue after an event. While a decision is carried out the next item shows itself already. */
export function update(state: InboxState, event: TuiEvent, shared: Shared, size: Size): Step<InboxState> {
  switch (event.type) {
    case "key": {
      if (state.typed !== null) return onTyping(state, state.typed, event.key, shared);
      const current = currentOf(state, shared);
      const action = actionOf(bindingsFor(current?.item ?? null), event.key);
      if (current === null || action === null) return stay(state);
      const answer = current.item.answers.find(({ decision }) => decision === action);
      if (answer === undefined) return stay(moved(state, shared, size, action as Move));
      return state.deciding === null && !state.isStarting
        ? answered(state, shared, current.item, answer)
        : {
            ...stay(state),
            say: { text: "A moment: the last decision is being carried out", tone: "plain" },
          };
    }
    case "answered":
      // The queue that has just been read knows what was decided.
      if (event.do === "inbox" && !isPending(state, shared)) return stay({ ...state, deciding: null });
      if (event.do !== "decide" || event.request.item !== state.deciding) return stay(state);
      return {
        ...stay(state, [{ do: "ask", request: { do: "inbox" } }]),
        say: { text: event.answer.said, tone: "plain" },
        ...(event.answer.changes.length === 0
          ? {}
          : { undoable: { what: event.request.decision, changes: event.answer.changes } }),
      };
    case "refused": {
      const { request, message, advice } = event;
      if (request.do === "inbox") return stay({ ...state, deciding: null });
      if (request.do !== "decide" || request.item !== state.deciding) return stay(state);
      const text = [message, ...advice.slice(0, 1)].join(". ");
      const typed = typedAgain(request, shared);
      return { ...stay({ ...state, deciding: null, at: request.item, typed }), say: { text, tone: "error" } };
    }
    case "run-linked":
      if (!state.isStarting) return stay(state);
      return {
        ...stay({ ...state, isStarting: false }),
        go: { to: "open", place: { at: "run", run: event.run } },
      };
    case "run-refused": {
      if (!state.isStarting) return stay(state);
      const text = [event.message, ...event.advice.slice(0, 1)].join(". ");
      return { ...stay({ ...state, isStarting: false }), say: { text, tone: "error" } };
    }
    case "edited":
      return stay(state, [{ do: "ask", request: { do: "inbox" } }]);
    case "paste": {
      if (state.typed === null) return stay(state);
      const field = pasteInto(state.typed.field, event.text);
      return field === null
        ? { ...stay(state), say: refusedPaste }
        : stay({ ...state, typed: { ...state.typed, field } });
    }
    case "resized":
    case "tick":
    case "progress":
    case "seen":
    case "run":
    case "disk":
      return stay(state);
  }
}

function answered(
  state: InboxState,
  shared: Shared,
  item: InboxItem,
  { decision, does }: InboxAnswer,
): Step<InboxState> {
  switch (does.do) {
    case "decide": {
      const next = { ...state, at: neighbour(state, shared, 1), deciding: item.id, scroll: 0 };
      return stay(next, [{ do: "ask", request: { do: "decide", item: item.id, decision } }]);
    }
    case "write":
      return stay({
        ...state,
        at: item.id,
        typed: { item: item.id, decision, asks: does.asks, field: emptyField },
      });
    case "start":
      return stay({ ...state, isStarting: true }, [{ do: "start-run", order: does.order }]);
    case "edit":
      return stay(state, [{ do: "edit", path: does.path, line: does.line }]);
    case "show":
      return { ...stay(state), go: { to: "open", place: placeOf(item, does.what) } };
  }
}

/** What was typed and refused, to be mended. */
function typedAgain(
  { item, decision, text }: Extract<Request, { do: "decide" }>,
  { inbox }: Shared,
): Typed | null {
  const answer = inbox?.find(({ id }) => id === item)?.answers.find((each) => each.decision === decision);
  if (answer?.does.do !== "write" || text === undefined) return null;
  return { item, decision, asks: answer.does.asks, field: fieldOf(text) };
}

function onTyping(state: InboxState, typed: Typed, key: Key, shared: Shared): Step<InboxState> {
  const { item, decision, field } = typed;
  switch (actionOf(typing, key)) {
    case "leave-field":
      return stay({ ...state, typed: null });
    case "write": {
      const text = field.text.trim();
      if (text === "") return { ...stay(state), say: { text: "An answer is missing", tone: "error" } };
      const at = neighbour(state, shared, 1);
      const next = { ...state, at, deciding: item, scroll: 0, typed: null };
      return stay(next, [{ do: "ask", request: { do: "decide", item, decision, text } }]);
    }
    case null: {
      const changed = typeInto(field, key);
      return stay(changed === null ? state : { ...state, typed: { ...typed, field: changed } });
    }
  }
}

function placeOf(item: InboxItem, what: "spec" | "run" | "changes") {
  const run = "run" in item ? item.run : "";
  if (what === "changes") return { at: "accept", run } as const;
  if (what === "run") return { at: "run", run } as const;
  return { at: "spec", spec: item.spec, ...(item.at === null ? {} : { line: item.at }) } as const;
}

function moved(state: InboxState, shared: Shared, size: Size, move: Move): InboxState {
  if (move === "next") return { ...state, at: neighbour(state, shared, 1), scroll: 0 };
  if (move === "previous") return { ...state, at: neighbour(state, shared, -1), scroll: 0 };
  const current = currentOf(state, shared);
  if (current === null) return state;
  const { context, height } = layoutOf(current.item, size);
  const last = Math.max(0, context.length - height);
  const half = Math.max(1, Math.floor(height / 2));
  const to = {
    up: state.scroll - 1,
    down: state.scroll + 1,
    "page-up": state.scroll - half,
    "page-down": state.scroll + half,
    top: 0,
    bottom: last,
  }[move];
  return { ...state, at: current.item.id, scroll: Math.min(last, Math.max(0, to)) };
}

/** Id of the item so far before or behind the one that is shown; from the last one comes the first. */
function neighbour(state: InboxState, shared: Shared, step: number): string | null {
  const current = currentOf(state, shared);
  const items = itemsOf(state, shared);
  if (current === null) return null;
  return items[(current.index + step + items.length) % items.length]?.id ?? null;
}

function isPending({ deciding }: InboxState, { pending }: Shared): boolean {
  return pending.some(({ request }) => request.do === "decide" && request.item === deciding);
}
