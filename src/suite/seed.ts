/** A seed of 31 bits from an example's id, so that a property tries the same inputs in every run (FNV-1a). */
export function seedOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return hash & 0x7fffffff;
}
