/** What the tests ask of a page from within; `tests/support/accessibility.ts` carries the answers there. Problems are sentences. */
export type Questions = {
  fingerprint(): Fingerprint
  place(): { title: string; help: string }
  /** `names` are text of people, in whichever language. */
  structureProblems(names: readonly string[]): string[]
  formProblems(): string[]
  layoutProblems(): string[]
  motionProblems(): string[]
  contrastProblems(): string[]
  /** Sets text as wide as WCAG 1.4.12 says, or as it was. */
  widenText(wider: boolean): void
  /** How many elements Tab leads to, and how many presses that takes. */
  tabStops(): { stops: number; presses: number }
  watchFocus(): void
  focusProblems(stops: number): string[]
  /** What stands in the fields now, by name. */
  typed(): Record<string, string>
}

/** A word for each side from which rules look at a page: the same word, the same findings. */
export type Fingerprint = Record<'document' | 'shown' | 'places' | 'colours', string>
