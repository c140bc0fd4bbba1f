export function abbreviate(phrase: string): string {
  return phrase
    .split(/[\s-]+/)
    .map((word) => word.replace(/[^A-Za-z]/g, ""))
    .filter((word) => word.length > 0)
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
}
