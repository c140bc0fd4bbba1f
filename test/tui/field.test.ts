import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { emptyField, fieldOf, longestField, pasteInto, typeInto, viewField } from "../../src/tui/field.ts";
import type { Field } from "../../src/tui/field.ts";
import type { Key } from "../../src/tui/key.ts";
import { lineWidth } from "../../src/tui/paint/width.ts";

/** A field as `text before the cursor|text behind it`. */
function at(shown: string): Field {
  const cursor = shown.indexOf("|");
  return { text: shown.replace("|", ""), cursor };
}

function shown({ text, cursor }: Field): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

function key(typed: string): Key {
  const parts = typed.length === 1 ? [typed] : typed.split("+");
  return {
    name: parts.at(-1) ?? "",
    ctrl: parts.includes("ctrl"),
    meta: parts.includes("meta"),
    shift: parts.includes("shift"),
  };
}

describe("keys", () => {
  test.each([
    ["|", "a", "a|"],
    ["a|c", "b", "ab|c"],
    ["a|", " ", "a |"],
    ["a|", "+", "a+|"],
    ["|", "日", "日|"],
    ["a|b", "left", "|ab"],
    ["|ab", "left", "|ab"],
    ["a|b", "right", "ab|"],
    ["ab|", "right", "ab|"],
    ["日|本", "right", "日本|"],
    ["👩‍👩‍👧|x", "left", "|👩‍👩‍👧x"],
    ["ab|cd", "home", "|abcd"],
    ["ab|cd", "end", "abcd|"],
    ["ab|cd", "ctrl+a", "|abcd"],
    ["ab|cd", "ctrl+e", "abcd|"],
    ["ab|cd", "backspace", "a|cd"],
    ["|cd", "backspace", "|cd"],
    ["x👩‍👩‍👧|", "backspace", "x|"],
    ["ab|cd", "delete", "ab|d"],
    ["ab|", "delete", "ab|"],
    ["one two|x", "ctrl+w", "one |x"],
    ["one two  |x", "ctrl+w", "one |x"],
    ["  |x", "ctrl+w", "|x"],
    ["|x", "ctrl+w", "|x"],
    ["one two|x", "ctrl+u", "|x"],
  ])("%s then %s is %s", (before, typed, after) => {
    expect(shown(typeInto(at(before), key(typed)) ?? at("null|"))).toBe(after);
  });

  test.each(["up", "down", "enter", "escape", "tab", "shift+tab", "pageup", "ctrl+s", "ctrl+c", "meta+b"])(
    "%s has no meaning in a field",
    (typed) => {
      expect(typeInto(at("a|b"), key(typed))).toBeNull();
    },
  );

  test("a mark that joins the character before it does not leave the cursor inside of it", () => {
    expect(shown(typeInto(at("e|x"), key("\u0301")) ?? emptyField)).toBe("e\u0301|x");
    expect(shown(typeInto(at("|\u0301x"), key("e")) ?? emptyField)).toBe("e\u0301|x");
  });

  test("a full field takes no more", () => {
    const full = fieldOf("x".repeat(longestField));
    expect(typeInto(full, key("y"))).toBe(full);
  });
});

describe("pasting", () => {
  test.each([
    ["a|d", "bc", "abc|d"],
    ["|", "one\ntwo\r\nthree\rfour", "one two three four|"],
    ["|", "a\tb", "a b|"],
    ["|", "a\u001b[31mb\u0007\u202ec", "ab␇\\u{202e}c|"],
  ])("%s with %j is %s", (before, text, after) => {
    expect(shown(pasteInto(at(before), text) ?? at("null|"))).toBe(after);
  });

  test.each([1_000_000, longestField + 1])("%i characters are refused", (length) => {
    expect(pasteInto(emptyField, "x".repeat(length))).toBeNull();
  });

  test("what the field has counts too", () => {
    expect(pasteInto(fieldOf("ab"), "x".repeat(longestField - 1))).toBeNull();
    expect(pasteInto(fieldOf("ab"), "x".repeat(longestField - 2))?.text).toHaveLength(longestField);
  });
});

describe("view", () => {
  /** The cursor's cell in brackets. */
  function frame(field: Field, width: number, focused = true, placeholder = ""): string {
    return viewField(field, { width, focused, placeholder })
      .map(({ text, selected }) => (selected === true ? `[${text}]` : text))
      .join("");
  }

  test.each([
    ["|", 6, "[ ]     "],
    ["ab|", 6, "ab[ ]   "],
    ["a|b", 6, "a[b]    "],
    ["日|本", 6, "日[本]  "],
    ["|日本語x", 5, "[日]本›"],
    ["abcde|", 6, "abcde[ ]"],
    ["abcdef|", 6, "‹cdef[ ]"],
    ["|abcdef", 6, "[a]bcde›"],
    ["abcd|ef", 6, "abcd[e]›"],
    ["abcdefgh|ijklmnop", 9, "‹fgh[i]jkl›"],
  ])("%s in %i columns", (field, width, expected) => {
    expect(frame(at(field), width)).toBe(expected);
  });

  test("without the focus there is no cursor, and the beginning shows", () => {
    expect(frame(at("abcdef|"), 6, false)).toBe("abcdef");
    expect(frame(at("abcdefg|"), 6, false)).toBe("abcde›");
  });

  test("an empty field shows its placeholder", () => {
    expect(frame(emptyField, 8, false, "like 1")).toBe("like 1  ");
    expect(frame(emptyField, 8, true, "like 1")).toBe("[ ]like 1 ");
    expect(frame(emptyField, 4, true, "like 1")).toBe("[ ]lik");
  });

  const text = fc.string({ unit: "grapheme", maxLength: 60 });

  test("any text takes exactly its columns, the cursor's character in it", () => {
    fc.assert(
      fc.property(text, fc.nat(60), fc.integer({ min: 1, max: 40 }), (pasted, left, width) => {
        let field = pasteInto(emptyField, pasted) ?? emptyField;
        for (let moved = 0; moved < left; moved += 1) field = typeInto(field, key("left")) ?? field;
        const line = viewField(field, { width, focused: true, placeholder: "p" });
        expect(lineWidth(line)).toBe(width);
        if (width > 4) expect(line.filter(({ selected }) => selected === true)).toHaveLength(1);
      }),
    );
  });

  test("the cursor never stands inside a character", () => {
    const keys = fc.constantFrom(
      "left",
      "right",
      "backspace",
      "delete",
      "ctrl+w",
      "home",
      "e",
      "\u0301",
      "👩",
      "\u200d",
    );
    fc.assert(
      fc.property(text, fc.array(keys, { maxLength: 30 }), (pasted, typed) => {
        let field = pasteInto(emptyField, pasted) ?? emptyField;
        for (const each of typed) field = typeInto(field, key(each)) ?? field;
        const starts = [...new Intl.Segmenter().segment(field.text)].map(({ index }) => index);
        expect([...starts, field.text.length]).toContain(field.cursor);
      }),
    );
  });
});
