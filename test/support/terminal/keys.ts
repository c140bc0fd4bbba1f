const escape = "\u001B";

// As xterm sends them in its ordinary modes.
const named: Readonly<Record<string, string>> = {
  up: `${escape}[A`,
  down: `${escape}[B`,
  right: `${escape}[C`,
  left: `${escape}[D`,
  home: `${escape}[H`,
  end: `${escape}[F`,
  pageup: `${escape}[5~`,
  pagedown: `${escape}[6~`,
  delete: `${escape}[3~`,
  enter: "\r",
  escape,
  tab: "\t",
  "shift+tab": `${escape}[Z`,
  backspace: "\u007F",
  space: " ",
};

/**
 * What a terminal sends for a key: a name (`enter`, `down`, `shift+tab`), `ctrl+c`, `meta+x`, or a character.
 *
 * @throws Error for a name that no key has.
 */
export function keyBytes(key: string): string {
  const known = named[key];
  if (known !== undefined) return known;
  const control = /^ctrl\+([a-z])$/.exec(key)?.[1];
  if (control !== undefined) return String.fromCharCode(control.charCodeAt(0) - 96);
  if (key.startsWith("meta+")) return `${escape}${keyBytes(key.slice(5))}`;
  if (/^.$/u.test(key)) return key;
  throw new Error(
    `no key is called ${key}; one of ${Object.keys(named).join(", ")}, ctrl+LETTER, meta+KEY, or one character`,
  );
}

/** A text as a terminal sends what was pasted into it, marked as such (mode 2004). */
export function pasteBytes(text: string): string {
  return `${escape}[200~${text}${escape}[201~`;
}
