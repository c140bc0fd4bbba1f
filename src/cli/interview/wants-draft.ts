/** Whether `new` is to have its first spec drafted, by a model or by hand-off; a model is asked only when one says so. */
export function wantsDraft(options: Readonly<Record<string, unknown>>): boolean {
  return ["propose", "model", "brief", "proposals", "acceptAll"].some(
    (name) => options[name] !== undefined && options[name] !== false,
  );
}
