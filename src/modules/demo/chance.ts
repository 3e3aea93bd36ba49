/**
 * A number from 0 up to 1 that looks like chance and is the same every time for the same words:
 * FNV-1a over the text, stirred by the finish of MurmurHash3 so that near words give far numbers.
 */
export function chance(...words: readonly string[]): number {
  let hash = 0x811c9dc5
  for (const char of words.join('|')) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}

/** One of these, by the same chance. */
export const pick = <Item>(items: readonly Item[], ...words: readonly string[]): Item | undefined => items[Math.floor(chance(...words) * items.length)]
