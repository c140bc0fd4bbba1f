import { isDeepStrictEqual } from "node:util";
import { counted, countsIn, readReal } from "../test/spec/dialects/counted.ts";
import { corpusAbsent } from "../test/support/corpus.ts";
import type { Row } from "./measure.ts";

const what =
  "requirements, scenarios and lines found in real specs of OpenSpec, Spec Kit and Kiro, against counts by hand";

/** Real specs, read and compiled, each held against what somebody counted in it. */
export function dialectRows(): Promise<Row[]> {
  if (corpusAbsent !== "")
    return Promise.resolve([{ what, measured: `not measured ${corpusAbsent}`, bar: "100 %", holds: false }]);
  const all = Object.entries(counted);
  const wrong = all.filter(([path, expected]) => !isDeepStrictEqual(countsIn(readReal(path)), expected));
  const sum = all.reduce(
    (so, [, { requirements, scenarios, lines }]) =>
      so + requirements + scenarios + Object.values(lines).reduce((one, other) => one + other, 0),
    0,
  );
  const names = wrong.length === 0 ? "" : `; not: ${wrong.map(([path]) => path).join(", ")}`;
  const right = all.length - wrong.length;
  return Promise.resolve([
    {
      what,
      measured: `${right} of ${all.length} files, ${sum} in all by hand${names}`,
      bar: "100 %",
      holds: right === all.length,
    },
  ]);
}
