import { StringDecoder } from "node:string_decoder";

export interface BoundedOutput {
  add(chunk: Buffer): void;
  /** What was kept, as text; `truncated` when the middle was left out. */
  end(): { readonly text: string; readonly truncated: boolean };
}

/**
 * Keeps the head and the tail of a stream, `limit` bytes together, and says in between how many bytes it left
 * out: errors stand at either end of an output, rarely in its middle.
 */
export function boundedOutput(limit: number): BoundedOutput {
  const headLimit = Math.ceil(limit / 2);
  const tailLimit = limit - headLimit;
  const head: Buffer[] = [];
  const tail: Buffer[] = [];
  let headSize = 0;
  let tailSize = 0;
  let total = 0;

  return {
    add(chunk) {
      total += chunk.length;
      const room = headLimit - headSize;
      if (room > 0) {
        const part = chunk.subarray(0, room);
        head.push(part);
        headSize += part.length;
      }
      if (chunk.length <= room) return;
      const rest = chunk.subarray(Math.max(room, 0));
      tail.push(rest);
      tailSize += rest.length;
      while (tail[0] !== undefined && tailSize - tail[0].length >= tailLimit) {
        tailSize -= tail[0].length;
        tail.shift();
      }
    },
    end() {
      if (total <= limit)
        return { text: Buffer.concat([...head, ...tail]).toString("utf8"), truncated: false };
      const kept = Buffer.concat(tail);
      const start = fromCharacter(kept.subarray(kept.length - Math.min(tailLimit, kept.length)));
      const left = total - headSize - start.length;
      // A StringDecoder holds back a character that the cut went through.
      const begin = new StringDecoder("utf8").write(Buffer.concat(head));
      return { text: `${begin}\n[… ${left} bytes left out …]\n${start.toString("utf8")}`, truncated: true };
    },
  };
}

/** Without the continuation bytes that a cut through a UTF-8 character leaves at the front. */
function fromCharacter(bytes: Buffer): Buffer {
  let at = 0;
  while (at < 3 && ((bytes[at] ?? 0) & 0b1100_0000) === 0b1000_0000) at++;
  return bytes.subarray(at);
}
