import type { Text } from './text.nl.ts'

export const en: Text = {
  account: 'My account',
  mine: {
    title: 'Your data',
    lead: 'Here you see what Koers keeps about you, how much, and until when. You can take everything with you or have it erased.',
    table: 'What Koers keeps about you',
    columns: { what: 'What', count: 'Number', until: 'Until when' },
    service: {
      people: {
        what: 'Your account: name, e-mail address, ways to sign in, where you are signed in',
        until: 'Until you erase your account. Being signed in ends after 14 days without use.',
      },
      notifications: { what: 'Notifications and your choices about them', until: 'Read notifications 90 days, unread ones a year.' },
      organisations: { what: 'The boards and schools you belong to, invitations and requests', until: 'As long as you belong there, and after that the term of this Koers.' },
      evidence: { what: 'Evidence that you added or own', until: 'The evidence stays with the organisation. Your name goes when you erase your account.' },
      campaigns: { what: 'Rounds you take part in', until: 'Until you erase your account, or the term of this Koers is over.' },
      plans: { what: 'Your actions, tasks and comments', until: 'The work stays with the organisation. Your name goes when you erase your account.' },
      letters: { what: 'Letters to your e-mail address', until: '30 days after sending.' },
      log: { what: 'What you did and when (the log), without what you answered', until: 'Stays. After erasure there is only a number that leads to nobody.' },
    },
    other: 'Other data',
    download: 'Download everything (JSON)',
    downloadWhat: 'A file that another program can read. It holds data about you only.',
    erase: 'Erase your account',
    eraseWhat: 'You first read what goes and what stays.',
  },
  erase: {
    title: 'Erase your account',
    goes: 'What goes',
    going: [
      'your name, your e-mail address and all ways to sign in; you are signed out everywhere at once',
      'your place at boards and schools, your invitations and requests',
      'your notifications, calendar links and letters; also letters that wait to be sent',
    ],
    measurements: (count) =>
      count === 1 ? 'the measurement you began yourself, with all rounds and answers' : `the ${count} measurements you began yourself, with all rounds and answers`,
    stays: 'What stays, without your name',
    staying: [
      'answers and adopted rounds of a board or school; a decision stays as it was taken',
      'actions, comments and evidence: those belong to the organisation',
      'lines in the log, with a number that leads to nobody any more',
    ],
    copies: 'Back-ups hold your data until the administrator throws those away.',
    lastOwner: 'You are the only owner',
    lastOwnerWhat: 'Someone must be able to let others in. Make a colleague an owner first, or ask a colleague to become one. After that you can erase your account.',
    toPeople: (name) => `To the people of ${name}`,
    signIn: 'Sign in again first',
    signInWhat:
      'You have been signed in for a while. Erasing is possible only shortly after signing in, so that nobody else can do it on your computer. Sign out, sign in again and come back within half an hour.',
    signOut: 'Sign out',
    confirm: 'I understand that this cannot be undone',
    notConfirmed: 'Tick that you understand this',
    do: 'Erase my account',
    dont: 'Do not erase',
    doneTitle: 'Your account is erased',
    done: 'Your data are gone and you are signed out everywhere. Thank you for using Koers.',
    home: 'To the front page',
  },
}
