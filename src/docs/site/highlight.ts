import type { ElementContent } from "hast";
import { common, createLowlight } from "lowlight";

/** Longer code is shown plain: colours are worth no wait. In UTF-16 units. */
const longest = 20_000;

const languages = ["typescript", "javascript", "json", "shell", "bash"];
const lowlight = createLowlight(
  Object.fromEntries(Object.entries(common).filter(([name]) => languages.includes(name))),
);

/** The colours of code in one of the languages that specs and suites have; null for any other, or for too long a text. */
export function highlight(code: string, language: string | null): ElementContent[] | null {
  const name = language?.toLowerCase() ?? "";
  if (code.length > longest || !lowlight.registered(name)) return null;
  return lowlight.highlight(name, code).children as ElementContent[];
}
