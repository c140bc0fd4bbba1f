/** The port to whoever makes a whole first spec of an intent: a model, where there is one. */
export interface Drafter {
  /** The Markdown of a spec, or null when it has none to offer. What does not compile is not used. */
  draft(intent: string): Promise<string | null>;
}
