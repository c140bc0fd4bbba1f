/** The options of `refine` that are about proposals. */
export function wantsProposals(options: Readonly<Record<string, unknown>>): boolean {
  return ["propose", "brief", "proposals", "acceptAll", "confirm"].some(
    (name) => options[name] !== undefined && options[name] !== false,
  );
}
