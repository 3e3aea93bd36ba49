/** Numbers that look drawn and are the same each time for the same seed. */
export type Chance = { below(most: number): number; oneOf<T>(of: readonly T[]): T }

export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  // mulberry32: enough for choosing a moment, and reproducible anywhere.
  const below = (most: number) => {
    state = (state + 0x6d_2b_79_f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % most
  }
  return {
    below,
    oneOf(of) {
      const [first] = of
      const found = of[below(of.length)] ?? first
      if (found === undefined) throw new RangeError('nothing to choose from')
      return found
    },
  }
}
