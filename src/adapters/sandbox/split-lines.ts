import { StringDecoder } from "node:string_decoder";

export interface LineSplitter {
  add(chunk: Buffer): void;
  /** Gives out what stands after the last line break, if anything. */
  end(): void;
}

/**
 * Cuts a stream of UTF-8 into lines (`\n` or `\r\n`, not part of the line). A line longer than `limit` code
 * units is given out cut to that length, so that a program cannot fill the memory with one endless line.
 */
export function splitLines(limit: number, onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder("utf8");
  let open = "";

  const grow = (text: string): void => {
    if (open.length < limit) open += text.slice(0, limit - open.length);
  };
  const take = (text: string): void => {
    let from = 0;
    for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", from)) {
      grow(text.slice(from, at));
      const line = open.endsWith("\r") ? open.slice(0, -1) : open;
      open = "";
      from = at + 1;
      onLine(line);
    }
    grow(text.slice(from));
  };

  return {
    add: (chunk) => take(decoder.write(chunk)),
    end() {
      take(decoder.end());
      const rest = open;
      open = "";
      if (rest !== "") onLine(rest);
    },
  };
}
