import { hiddenCharacter } from "../spec/hidden-characters.ts";

/**
 * JSON text that hides nothing from whoever looks at its file, and reads back to just the same value: characters
 * that act or cannot be seen stand as JSON's own escapes (`\u202e`).
 */
export function escapeHidden(json: string): string {
  return json.replaceAll(hidden, (found) =>
    [...Array(found.length).keys()]
      .map((at) => `\\u${found.charCodeAt(at).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

const hidden = new RegExp(hiddenCharacter, "gv");
