import type { Text } from './text.nl.ts'

export const en: Text = {
  title: 'Take everything along',
  lead: (places) =>
    places === 1
      ? 'You get one file with all that Koers keeps of this organisation. You can read it without Koers, or have it put into another Koers.'
      : `You get one file with all that Koers keeps of this board and what belongs to it: ${places} organisations. You can read it without Koers, or have it put into another Koers.`,
  goes: 'What is in it',
  going: [
    'All rounds with their answers, and the questions as they were then.',
    'Rounds of the board, with what people answered. What was promised about names holds in the file too.',
    'The plan, with comments and attachments.',
    'The evidence, with all versions and files.',
    'Your good practices and the audit log.',
    'Who belongs to it now, with name and e-mail address.',
  ],
  stays: 'What is not in it',
  staying: [
    'Passwords, keys and links that open something. People are invited again.',
    'Networks and the comparison with the sector: those belong to others too.',
    'What a school did in a round of a board that is not in the file, except its own answers.',
  ],
  careful: 'Keep the file where only you can reach it. The audit log will say that you took it.',
  download: 'Download everything (zip)',
  signInFirst: 'This file is all of your organisation. So please sign in again first.',
  signIn: 'Sign in again',
}
