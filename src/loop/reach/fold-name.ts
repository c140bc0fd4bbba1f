/**
 * A path as the least exact disk would read it: compatibility forms and case folded, by way of capitals, so that
 * `ﬁ`, `ſ`, `K` (the Kelvin sign), `ı` and `İ` are the letters that they can be taken for. Equal folds may be one file.
 */
export function foldName(path: string): string {
  return path.normalize("NFKC").toUpperCase().toLowerCase().replaceAll("i\u0307", "i").normalize("NFKC");
}
