import type { RanScript, ScriptMap, TraceSays } from "../../judge-child/trace.ts";

/** What the processes of one trace have said so far. */
export interface HeardTrace {
  take(line: string): void;
  /** What ran, in the order in which it was said; `key` null for what loading ran. */
  readonly ran: readonly { readonly key: number | null; readonly scripts: readonly RanScript[] }[];
  /** By file: where the project's code begins in what was compiled. */
  readonly starts: ReadonlyMap<string, number>;
  /** By the script's URL: the script as it was compiled. */
  readonly sources: ReadonlyMap<string, string>;
  /** By file: where what was compiled comes from. */
  readonly maps: ReadonlyMap<string, ScriptMap>;
}

/** Listens for lines that begin with the nonce; all others are somebody else's. */
export function hearTrace(nonce: string): HeardTrace {
  const ran: { readonly key: number | null; readonly scripts: readonly RanScript[] }[] = [];
  const starts = new Map<string, number>();
  const sources = new Map<string, string>();
  const maps = new Map<string, ScriptMap>();
  return {
    ran,
    starts,
    sources,
    maps,
    take(line) {
      if (!line.startsWith(`${nonce} `)) return;
      const said = JSON.parse(line.slice(nonce.length + 1)) as TraceSays;
      switch (said.at) {
        case "ran":
          ran.push(said);
          return;
        case "wrapped":
          starts.set(said.file, said.start);
          return;
        case "source":
          sources.set(said.url, said.text);
          return;
        case "map":
          maps.set(said.file, said.map);
      }
    },
  };
}
