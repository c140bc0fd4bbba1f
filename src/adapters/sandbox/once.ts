/**
 * Makes later calls give the first call's answer. A first call that fails or is aborted is not kept: the next
 * one tries again.
 */
export function once<T>(make: (signal?: AbortSignal) => Promise<T>): (signal?: AbortSignal) => Promise<T> {
  let first: Promise<T> | undefined;
  return (signal) => {
    if (first !== undefined) return first;
    const made = make(signal);
    first = made;
    const forget = (): void => {
      if (first === made) first = undefined;
    };
    made.then(() => (signal?.aborted === true ? forget() : undefined), forget);
    return made;
  };
}
