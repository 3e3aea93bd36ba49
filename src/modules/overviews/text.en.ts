import type { Text } from './text.nl.ts'

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']
const word = (count: number) => numbers[count] ?? String(count)
const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
const schools = (count: number) => (count === 1 ? '1 school' : `${count} schools`)
const conditions = (count: number) => (count === 1 ? '1 condition' : `${count} conditions`)

export const en: Text = {
  title: 'Growth',
  lead: (board) =>
    board
      ? 'Where the board and its schools stand, what moved since the previous round, and what of it is underpinned.'
      : 'Where the school stands, what moved since the previous round, and what of it is underpinned.',
  nothing: 'Nothing was measured here yet. After the first round you see where you stand, after the second what moved.',
  toRounds: 'To the rounds',
  grid: {
    heading: 'The grid',
    ofBoard: (measured, all, conditionCount) =>
      measured === all
        ? `${schools(all)} on ${conditions(conditionCount)}, each in its last round`
        : `${measured} of ${schools(all)} on ${conditions(conditionCount)}, each in its last round`,
    ofSchool: (rounds, conditionCount) => `${rounds === 1 ? '1 round' : `${rounds} rounds`} on ${conditions(conditionCount)}, the newest first`,
    noRound: 'no round yet',
    busy: 'under way',
    round: (number, month) => `Round ${number}, ${month}`,
    board: 'board',
    underpinned: 'With a tick: underpinned. Evidence is named with the answer, or valid evidence stands by the condition. Without a tick: only stated.',
    open: (names) => `No round yet: ${names}.`,
  },
  finding: (forward, back) => {
    if (forward === 0 && back === 0) return 'Nothing moved since the previous round'
    if (forward === 0) return `${upper(word(back))} ${back === 1 ? 'condition' : 'conditions'} went back, none forward`
    return `${upper(word(forward))} ${forward === 1 ? 'condition' : 'conditions'} went forward, ${back === 0 ? 'none' : word(back)} back`
  },
}
