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
      ? 'How the board and its schools grew over the rounds, and what moved since the previous round.'
      : 'How the school grew over the rounds, and what moved since the previous round.',
  nothing: 'Nothing was measured here yet. After the first round you see where you stand, after the second what moved.',
  toRounds: 'To the rounds',
  grid: {
    heading: 'The grid',
    lead: (board) =>
      board
        ? 'Where the board and each school stand now, condition by condition: the last finished round, or the one under way when there is no other.'
        : 'Where the school stood in each round, condition by condition.',
    link: (board) => (board ? 'See where the board and each school stand now' : 'See each round, condition by condition'),
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
  schoolsMoved: (forward, back) =>
    forward === 0 && back === 0 ? 'At the schools nothing moved since the previous round' : `At the schools: a level forward ${forward} times, back ${back} times`,
  multiples: {
    heading: 'Over the rounds',
    own: 'board',
    others: (count) => (count === 1 ? 'school' : 'schools'),
    dotted: 'Dotted: between these rounds one or more questions became others.',
    round: 'Round',
    about: 'The mean level of each responsibility, over the finished rounds. Don’t know, not applicable and open do not count.',
    first: 'There is one round. After the next one you see here what moved.',
  },
  moved: {
    title: 'What moved and what was done',
    link: 'See what moved, and which action was finished',
    lead: 'For each condition what changed between the last two finished rounds, with the actions that were finished in that time. Whether the action is the cause, you know best.',
    none: 'There are no two finished rounds to compare yet.',
    still: 'Nothing moved between the last two rounds.',
    heading: 'What moved',
    condition: 'Condition',
    board: 'Board',
    school: 'School',
    schools: 'Schools',
    actions: 'Finished actions',
    noAction: 'no action finished',
    same: 'the same',
    direction: {
      forward: 'forward',
      back: 'back',
      same: 'same level',
      'now-known': 'now known',
      'now-unknown': 'now unknown',
      new: 'answered for the first time',
      gone: 'answered no longer',
      'not-comparable': 'not comparable',
    },
    steps: (count) => (count === 1 ? '1 level' : `${count} levels`),
    gained: 'evidence added',
    lost: 'evidence gone',
    finishedOn: (day) => `finished on ${day}`,
    without: 'Finished, and nothing moved yet',
    withoutLead: 'These actions were finished between the rounds. At their condition the answer stayed the same.',
  },
  deviations: {
    title: 'Where it is different',
    link: 'See which schools deviate',
    lead: 'What the board or a supplier arranges for all schools holds at each school. Here you see which schools answered otherwise, and why.',
    leadSchool: 'Here you see where this school chose “different here” on something that the board arranges, and why.',
    none: 'No school deviates from what the board arranges.',
    noneSchool: 'This school deviates nowhere from what the board arranges.',
    finding: (schoolCount, conditionCount) => `${schools(schoolCount)} ${schoolCount === 1 ? 'deviates' : 'deviate'}, on ${conditions(conditionCount)}`,
    without: (count) => (count === 1 ? 'One answer deviates without a reason.' : `${upper(word(count))} answers deviate without a reason.`),
    board: 'The board says:',
    school: 'School',
    answer: 'Answer',
    why: 'Why it is different there',
    noReason: 'no reason given',
    back: 'Back to growth',
  },
  table: { title: 'The lines as a table', grid: 'The grid as a table', back: 'Back to the grid' },
  sheet: {
    author: 'Koers',
    about: 'About',
    grid: 'Grid',
    means: 'Over the rounds',
    moved: 'What moved',
    organisation: 'Organisation',
    round: 'Round',
    finished: 'Finished on',
    change: 'Change',
    action: 'Finished action',
    made: 'Made on',
    content: 'Version of the questions',
    legend: 'A number is the level. ✓ after it: underpinned. ?: don’t know. –: not applicable. Empty: still open.',
  },
}
