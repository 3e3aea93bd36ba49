import type { Text } from './text.nl.ts'

const minutes = (count: number) => (count === 1 ? '1 minute' : `${count} minutes`)

export const en: Text = {
  problem: {
    email: 'Enter an e-mail address such as name@school.nl.',
    code: 'Enter the six-digit code from the e-mail.',
    name: 'Enter your name.',
    'too-long': (limit: number) => `Make this shorter: at most ${limit} characters.`,
    'one-line': 'Put this on one line.',
    'control-characters': 'This holds invisible characters. Type the text again.',
    other: 'This does not fit. Check what you entered.',
  },
  tooOften: (wait: number) => `Something was asked or tried too often. Wait ${minutes(wait)} and try again.`,
  signIn: {
    title: 'Sign in',
    lead: 'Enter your e-mail address. You will get an e-mail with a code. You do not need a password.',
    email: 'Your e-mail address',
    emailHint: 'Use the address of your work.',
    button: 'Send me a code',
    new: 'No account yet? We make it when you enter the code. Measurements you started in this browser will be in it.',
  },
  code: {
    title: 'Enter your code',
    lead: (email: string) => `We sent an e-mail to ${email}. It holds a code of six digits.`,
    code: 'Code',
    codeHint: 'The code works for 15 minutes. If you got more e-mails, use the newest.',
    button: 'Sign in',
    nothing: 'No e-mail? Look in your spam folder, or',
    again: 'ask for a new code',
    wrong: (left: number) => `This code is not right. You can try ${left} more ${left === 1 ? 'time' : 'times'}.`,
    ended: 'This code no longer works: it is too old, was used, or was tried too often.',
    endedWhat: 'Ask for a new code. It comes in a new e-mail.',
    endedButton: 'Ask for a new code',
  },
  link: {
    title: 'Sign in with your link',
    lead: (email: string) => `Press the button to sign in to this browser as ${email}.`,
    notYou: 'Is this not your address? Then close this page.',
    button: 'Sign in',
    endedTitle: 'This link no longer works',
    ended: 'A link from an e-mail works for 15 minutes, once.',
  },
  name: {
    title: 'What is your name?',
    lead: 'You are signed in. Colleagues you work with see your name.',
    name: 'Your name',
    nameHint: 'For example: Sanne de Vries.',
    button: 'Save and go on',
  },
  letters: {
    signIn: {
      subject: 'Your code to sign in to Koers',
      code: 'Hello,\n\nWith this code you sign in to Koers:',
      link: 'Or open this link and press the button there:',
      lasts: (count: number) => `The code and the link work for ${minutes(count)}, once. Give them to nobody, also not to someone who says they are from Koers.`,
      notAsked: 'Did you not ask for this? Then you need not do anything. Without this e-mail nobody can enter your account.',
    },
  },
}
