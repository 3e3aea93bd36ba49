/** What was verified: how much of it was right, and what was not. */
export type Tally = {
  add(what: string, failures: readonly string[]): void
  readonly passed: number
  readonly failed: number
}

export function openTally(say: (line: string) => void, { aloud }: { aloud: boolean }): Tally {
  let [passed, failed] = [0, 0]
  return {
    add(what, failures) {
      if (failures.length === 0) {
        passed++
        if (aloud) say(`ok    ${what}`)
        return
      }
      failed++
      say(`WRONG ${what}`)
      for (const failure of failures) say(`      ${failure}`)
    },
    get passed() {
      return passed
    },
    get failed() {
      return failed
    },
  }
}
