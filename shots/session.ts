/** One scripted way through the real program; gives pictures by file name. */
export type Session = (root: string) => Promise<Readonly<Record<string, string | Uint8Array>>>;
