import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Bytes of the longest path that a Unix domain socket may have, on macOS; Linux has four more. */
const longest = 103;

/**
 * A path for a socket, in a new folder that only this user can enter: whoever can connect is this user.
 *
 * @param tmp - the temporary folder; where its name is too long for a socket's, `/tmp`.
 */
export function makeSocketPath(tmp: string): { readonly path: string; readonly remove: () => void } {
  const fits = Buffer.byteLength(join(tmp, "greenbar-XXXXXX", "run")) <= longest;
  const folder = mkdtempSync(join(fits ? tmp : "/tmp", "greenbar-"));
  return {
    path: join(folder, "run"),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
