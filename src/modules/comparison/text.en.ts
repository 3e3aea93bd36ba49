import type { Sector } from '#modules/organisations'
import type { Size } from './cohort.ts'
import type { Text } from './text.nl.ts'

const sectors: Record<Sector, string> = { po: 'primary education', vo: 'secondary education', so: 'special education', mbo: 'vocational education' }
const from: Record<Size, number> = { 1: 1, 2: 2, 3: 10 }
const to: Record<Size, number | null> = { 1: 1, 2: 9, 3: null }

function schools(first: Size, last: Size): string {
  const end = to[last]
  if (first === 1 && end === null) return 'of any size'
  if (end === null) return `with ${from[first]} or more schools`
  return end === 1 ? 'with one school' : `with ${from[first]} to ${end} schools`
}

export const en: Text = {
  title: 'Compare with the sector',
  lead: 'How do boards like yours stand? For each subject you see how they are spread over the four growth levels. There is no league table.',
  group: (sector, first, last) => `boards in ${sectors[sector]} ${schools(first, last)}`,
  notBoard: 'Comparing is for boards. A school does not compare by itself; ask your board whether it takes part.',
  toBoard: 'To the board',
  notInRegister: 'Only a board that is in the register of DUO can take part. That way we are sure that each board counts once.',
  sectorUnknown: 'We do not know the sector or the schools of this board. Without them we do not know with whom to compare you.',
  how: {
    title: 'What you share, and what not',
    group: (group) => `You are compared with ${group}. This stays so as long as you take part, also when your number of schools changes.`,
    what: 'You share the level that your board chose for each condition, from the last finished round of the whole board in the school year. Nothing else: no notes, evidence, wishes or names, and no answers of your schools.',
    seen: 'Others see only how a group of boards is spread. Nobody sees that you take part.',
    when: (day) => `You count from the next publication on: ${day}. After that there is one each year. What has been published does not change any more.`,
    stop: 'You can stop at any time. You are then not counted in later publications and no longer see how others are spread. You stay counted in an earlier publication; your answer cannot be worked out from it.',
    mutual: 'Who does not share sees nothing of others either. That keeps it fair.',
  },
  threshold: {
    title: 'How we keep anyone from being recognised',
    ten: 'A distribution is shown only when at least ten boards are counted in it. Also who subtracts publications from each other, or groups, rounds or versions, is always left with at least ten boards.',
    alike: 'At least three of them stand on another level than most. Where boards nearly all choose the same, we do not show it.',
    rest: 'That is why not every board counts for every condition each year.',
    round: 'Shares are rounded to five per cent.',
  },
  joinButton: 'Yes, our board takes part',
  onlyOwner: 'An owner of your board decides whether you take part.',
  joined: 'Your board takes part',
  since: (day) => `Since ${day}.`,
  stopSummary: 'Stop taking part',
  stopButton: 'Stop taking part',
  stopOnlyOwner: 'An owner of your board can stop taking part.',
  waiting: {
    title: 'There is nothing to compare yet',
    text: (day) => `Your board takes part. The next publication is on ${day}. Finish a round of the whole board before that day to be counted.`,
  },
  about: (group, boards, period) => (boards === 0 ? `Fewer than five ${group}, school year ${period}.` : `At least ${boards} ${group}, school year ${period}.`),
  nextTime: (day) => `The next publication is on ${day}.`,
  version: (version) => `version ${version} of the questions`,
  responsibilities: 'By responsibility',
  responsibilitiesFinding: 'How boards are spread, on average over the conditions',
  conditionsFinding: (title) => `${title}: how boards are spread by condition`,
  over: (shown, all) => (shown === all ? `over ${all} conditions` : `over ${shown} of ${all} conditions`),
  marker: 'you',
  tooFew: 'too few boards to show',
  ownLevel: (level, name) => `${level} ${name}`,
  columns: { what: 'Condition', responsibility: 'Responsibility', own: 'Your board now' },
  sheet: {
    about: 'About',
    conditions: 'Conditions',
    responsibilities: 'Responsibilities',
    group: 'Group',
    period: 'School year',
    boards: 'Number of boards, at least',
    content: 'Version of the questions',
    shown: 'Conditions shown',
  },
  ownIs: 'Where your board stands now comes from your last finished round of the whole board. Only you see that here.',
}
