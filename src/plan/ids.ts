import { hash } from "node:crypto";
import type { ExampleKind } from "./plan.ts";

/** What a spec's part of its ids is made from. */
export interface NamedSpec {
  readonly file: string;
  /** The file's own name says nothing (`spec.md`). */
  readonly isNamedByFolder: boolean;
}

/**
 * The id of a requirement: the spec's path under the specs folder without `.md`, then a slug for each heading
 * below the H1. `slugify/joins-words-with-hyphens`.
 */
export function requirementId(spec: NamedSpec, specsFolder: string, path: readonly string[]): string {
  return [specName(spec, specsFolder), ...path.map(slugOf)].join("/");
}

/**
 * The id of a requirement that the document itself names: `photo-albums/1.2`, `007-mock-auth/FR-001`. A name in words
 * becomes a slug: `telemetry/ci-environment-auto-disable`.
 */
export function keyedId(spec: NamedSpec, specsFolder: string, key: string): string {
  const isCode = /^(?=.*\d)[\p{L}\p{N}._-]+$/u.test(key);
  return `${specName(spec, specsFolder)}/${isCode ? key : slugOf(key)}`;
}

/**
 * The id of an example: its requirement's, its kind, and a hash of its input. What it expects and where it
 * stands are not in it, so that neither changes it. `slugify/joins-words/row-1f0c9a2e`.
 */
export function exampleId(requirement: string, kind: ExampleKind, input: string): string {
  return `${requirement}/${kind}-${shortHash(input)}`;
}

/** The first eight hexadecimal digits of the text's SHA-256. */
export function shortHash(text: string): string {
  return hash("sha256", text, "hex").slice(0, 8);
}

/** A heading as a part of an id: lower case, letters of every script kept, hyphens between words. */
export function slugOf(heading: string): string {
  const words = heading
    .normalize("NFC")
    .toLowerCase()
    .normalize("NFC")
    .split(/[\s\p{Pd}]+/u)
    .map((word) => word.replaceAll(/[^\p{L}\p{M}\p{N}_]/gu, ""))
    .filter((word) => word !== "");
  return words.length === 0 ? "section" : words.join("-");
}

/** Gives out ids: each as asked for, or with the first free number from 2 on. Those `taken` are never given. */
export function idGiver(taken: Iterable<string>): (id: string) => string {
  const given = new Set(taken);
  const next = new Map<string, number>();
  return (id) => {
    let free = id;
    let number = next.get(id) ?? 2;
    for (; given.has(free); number += 1) free = `${id}-${number}`;
    next.set(id, number);
    given.add(free);
    return free;
  };
}

/** `specs/shop/cart.md` is `shop/cart`, `specs/cart/spec.md` may be `cart`; a spec outside the folder keeps its whole path. */
function specName({ file, isNamedByFolder }: NamedSpec, specsFolder: string): string {
  const folder = specsFolder.endsWith("/") ? specsFolder : `${specsFolder}/`;
  const below = file.startsWith(folder) ? file.slice(folder.length) : file;
  const end = isNamedByFolder ? below.lastIndexOf("/") : -1;
  return end > 0 ? below.slice(0, end) : below.replace(/\.md$/iu, "");
}
