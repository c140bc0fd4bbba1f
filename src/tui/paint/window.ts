/**
 * The part of a list that is shown, so that the chosen one is in it and near the middle.
 *
 * @returns indexes: from, and to which (not included).
 */
export function windowOf(
  length: number,
  chosen: number,
  height: number,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(chosen - Math.floor(height / 2), length - height));
  return { from, to: Math.min(length, from + height) };
}
