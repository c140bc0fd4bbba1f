/** One key as the terminal gave it. */
export interface Key {
  /** `up`, `down`, `left`, `right`, `enter`, `escape`, `tab`, `backspace`, `delete`, `home`, `end`, `pageup`, `pagedown`; else the character itself, `" "` for the space bar. */
  readonly name: string;
  readonly ctrl: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
}

/**
 * What a key does on a screen: the one table from which the update, the line of keys at the bottom and the `?` page
 * are made.
 */
export interface Binding<Action extends string = string> {
  /** As typed: `j`, `down`, `ctrl+c`, `G`, ` `. Several do the same. */
  readonly keys: readonly string[];
  readonly action: Action;
  /** For the `?` page: what it does. */
  readonly help: string;
  /** One or two words for the bottom line; left out there when null. The first ones are kept when it is narrow. */
  readonly short: string | null;
}

/** The action of a key on a screen; null when it has none there. */
export function actionOf<Action extends string>(
  bindings: readonly Binding<Action>[],
  key: Key,
): Action | null {
  const typed = typedAs(key);
  return bindings.find(({ keys }) => keys.includes(typed))?.action ?? null;
}

/** The key in the words of a binding: `ctrl+c`, `shift+tab`, `j`. A capital is itself, without `shift+`. */
export function typedAs({ name, ctrl, meta, shift }: Key): string {
  const isNamed = name.length > 1 && /^[a-z]+$/.test(name);
  return `${ctrl ? "ctrl+" : ""}${meta ? "meta+" : ""}${shift && isNamed ? "shift+" : ""}${name}`;
}

/** The text that a key types into a field; null for keys that type nothing. */
export function typedText({ name, ctrl, meta }: Key): string | null {
  const isCharacter = !ctrl && !meta && !(name.length > 1 && /^[a-z]+$/.test(name));
  return isCharacter ? name : null;
}

/** Keys that move, the same on every screen: Vim's and the arrows. `g` is free: it generates. */
export const movement = [
  { keys: ["j", "down"], action: "down", help: "down", short: null },
  { keys: ["k", "up"], action: "up", help: "up", short: null },
  { keys: ["ctrl+d", "pagedown"], action: "page-down", help: "half a page down", short: null },
  { keys: ["ctrl+u", "pageup"], action: "page-up", help: "half a page up", short: null },
  { keys: ["home"], action: "top", help: "to the top", short: null },
  { keys: ["G", "end"], action: "bottom", help: "to the end", short: null },
] as const satisfies readonly Binding[];
