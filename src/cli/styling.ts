import { styleText } from "node:util";
import { cleanText } from "../verdict/clean-text.ts";

export type Style = Parameters<typeof styleText>[0];

/** Our own styling, told from whatever else stands in a text. */
export interface Styling {
  /** The text in a style; what it gives is only understood by `print` of the same styling. */
  readonly paint: (style: Style, text: string) => string;
  /** The text as a terminal may be given it: cleaned, but for what `paint` put around parts of it. */
  readonly print: (text: string) => string;
}

/**
 * Styling whose codes nobody else can write: they are marked with `seal`, a word that must not be guessed. Text
 * from outside can then be cleaned at the last moment, in one place, whatever it was put together with.
 */
export function createStyling(seal: string, hasColour: boolean): Styling {
  const sealed = (code: string) => `\ufdd0${seal}${code}\ufdd1`;
  const codes = new RegExp(`\ufdd0${seal}([^\ufdd1]*)\ufdd1`, "u");
  return {
    paint(style, text) {
      if (!hasColour) return text;
      const [open = "", close = ""] = styleText(style, between, { validateStream: false }).split(between);
      // What is painted inside ends its own style, and would end this one too.
      return sealed(open) + text.replaceAll(sealed(close), sealed(close) + sealed(open)) + sealed(close);
    },
    print: (text) =>
      text
        .split(codes)
        .map((part, at) => (at % 2 === 1 ? part : cleanText(part)))
        .join(""),
  };
}

const between = "-";
