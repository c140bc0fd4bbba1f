import { expect, test } from "vitest";
import { mappedPlaces, samePlaces } from "../../../src/adapters/trace/source-map.ts";
import type { Span } from "../../../src/verdict/coverage.ts";

//             0123456789012345678901234567
const written = `type A = 1;\nlet a = b;\n`;
// The type is gone, and the name is another one.
const script = `let a = x.b;\n`;
// Line 1: column 0 from 2:0; column 4 from 2:4; column 8 from 2:8. AACA: 0,0,+1,0; IAAI: +4,0,0,+4.
const map = { mappings: "AACA,IAAI,IAAI", sources: ["a.ts"] };

const at = (text: string, span: Span): string => text.slice(...span);

test("a place in the script is the word that it was made from", () => {
  const places = mappedPlaces(script, 0, map, written);
  expect(places?.inFile([[0, 3]]).map((span) => at(written, span))).toStrictEqual(["let"]);
  expect(places?.inFile([[4, 7]]).map((span) => at(written, span))).toStrictEqual(["a", "="]);
});

test("what the transform made up stands for what it was put in the place of", () => {
  const places = mappedPlaces(script, 0, map, written);
  expect(places?.inFile([[8, 9]]).map((span) => at(written, span))).toStrictEqual(["b"]);
});

test("what no word came from is not seen", () => {
  const places = mappedPlaces(script, 0, map, written);
  const seen = (places?.seen ?? []).map((span) => at(written, span)).join(" ");
  // The last sign is not where the words before it lead to.
  expect(seen).toBe("let a = b");
});

test("the code may begin behind something", () => {
  const places = mappedPlaces(script, 100, map, written);
  expect(places?.inFile([[0, 100]])).toStrictEqual([]);
  expect(places?.inFile([[100, 103]]).map((span) => at(written, span))).toStrictEqual(["let"]);
});

test("the map may stand in the script", () => {
  const inline = Buffer.from(JSON.stringify(map)).toString("base64");
  const whole = `${script}//# sourceMappingURL=data:application/json;charset=utf-8;base64,${inline}\n`;
  const places = mappedPlaces(whole, 0, null, written);
  expect(places?.inFile([[0, 3]]).map((span) => at(written, span))).toStrictEqual(["let"]);
});

test("a script without a map cannot be placed by one", () => {
  expect(mappedPlaces(script, 0, null, written)).toBeNull();
});

test("where types were made blank, places stay, and what was put behind the file is nothing of it", () => {
  const places = samePlaces(10);
  expect(places.seen).toStrictEqual([[0, 10]]);
  expect(
    places.inFile([
      [2, 4],
      [8, 50],
      [60, 70],
    ]),
  ).toStrictEqual([
    [2, 4],
    [8, 10],
  ]);
});
