import type { oversightNl } from './oversight-text.nl.ts'

const conditions = (count: number) => (count === 1 ? '1 condition' : `${count} conditions`)
const wishes = (count: number) => (count === 1 ? '1 wish' : `${count} wishes`)

export const oversightEn: typeof oversightNl = {
  lead: 'Four questions for the talk with the school board. A level is not a mark: it says where the board itself thinks it stands.',
  sections: { steers: 'What does the board steer on?', risks: 'What are the risks?', progress: 'What progress is there?', ask: 'What can you ask?' },
  steers: {
    none: 'The board has not chosen anything to work on yet.',
    wishes: (count, agreed) => `The board chose ${conditions(count)} to work on. For ${agreed} of them it says who leads and when it is done.`,
    wish: (wish) => `${wish.title}: from ${wish.level} to ${wish.desired}. Who: ${wish.owner}. Done: ${wish.term}.`,
  },
  risks: {
    none: 'The answers point at no risk in particular. That does not prove that there is none.',
    foundation: (count) => `${conditions(count)} at level 1 on which other conditions build.`,
    unknown: (count) => `${conditions(count)} of which the board does not know where it stands.`,
    unproven: (count) => `${conditions(count)} at level 3 or 4 without evidence.`,
    passed: (count) => `${wishes(count)} of which the term has passed.`,
  },
  progress: {
    finding: (finding) => `${finding}, compared with the previous round.`,
    forward: 'Forward:',
    back: 'Back:',
    reached: (count, of) => `${count} of ${wishes(of)} reached.`,
    quality: (answered, total, evidence, withLevel) => `${answered} of ${total} conditions were filled in during this round; ${evidence} of ${withLevel} levels name evidence.`,
  },
  ask: {
    foundation: (title) => `What does it take to move ‘${title}’ beyond level 1, and who leads that?`,
    back: (title) => `Why did ‘${title}’ go back, and do you find that acceptable?`,
    unknown: (title) => `When will you know where ‘${title}’ stands, and who finds out?`,
    unproven: (title) => `What shows you that ‘${title}’ really is arranged like this?`,
    agreement: (count) => `Who leads the ${wishes(count)} without an agreement?`,
    chosen: 'What did you leave as it is on purpose, and why?',
    outside: 'When will someone from outside take a look?',
    money: 'Is there enough money, time and people for what you chose?',
  },
}
