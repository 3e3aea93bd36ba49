import type { Text } from './text.nl.ts'

export const en: Text = {
  title: 'How a board works on it together',
  lead: 'Look around at a made-up board with twelve schools, in the middle of a round. You cannot break anything: you only look along.',
  places: {
    round: { name: 'The round', what: 'Who takes part, at the board and at each school, and how far everyone is.' },
    conversation: { name: 'The conversation about differences', what: 'Where people see it differently, the largest difference first.' },
    question: { name: 'One question to talk about', what: 'The board member sees strong sign-in at level 4, the teacher at level 1. Which is true?' },
    settled: { name: 'A question that was discussed', what: 'The joint answer, who agreed, and who saw it differently.' },
    adopted: { name: 'A report that was adopted', what: 'The round before: what the board decided, and what it wants to work on.' },
    plan: { name: 'The plan', what: 'Actions with an owner and a term. One came out of the conversation.' },
    evidence: { name: 'The evidence', what: 'Documents that go with the answers, and what is about to expire.' },
    growth: { name: 'The growth over three rounds', what: 'Of the board and of all twelve schools.' },
    deviations: { name: 'Where a school does it differently', what: 'What the board arranges, and which school deviates from it with a reason.' },
  },
  own: {
    title: 'Begin with your own board',
    lead: 'Sign in with your e-mail address. Then you choose your board or school, invite colleagues and begin a round.',
    begin: 'Sign in and begin',
  },
}
