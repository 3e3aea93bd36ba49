const minutes = (count: number) => (count === 1 ? '1 minuut' : `${count} minuten`)

export const nl = {
  problem: {
    email: 'Vul een e-mailadres in zoals naam@school.nl.',
    code: 'Vul de code van zes cijfers in die in de e-mail staat.',
    name: 'Vul uw naam in.',
    'too-long': (limit: number) => `Maak dit korter: maximaal ${limit} tekens.`,
    'one-line': 'Zet dit op één regel.',
    'control-characters': 'Er staan onzichtbare tekens in. Typ de tekst opnieuw.',
    other: 'Dit past niet. Controleer wat u invulde.',
  },
  tooOften: (wait: number) => `Er is te vaak iets gevraagd of geprobeerd. Wacht ${minutes(wait)} en probeer het dan opnieuw.`,
  signIn: {
    title: 'Aanmelden',
    lead: 'Vul uw e-mailadres in. U krijgt een e-mail met een code. Een wachtwoord hebt u niet nodig.',
    email: 'Uw e-mailadres',
    emailHint: 'Gebruik het adres van uw werk.',
    button: 'Stuur mij een code',
    new: 'Hebt u nog geen account? Dan maken wij het als u de code invult. Metingen die u in deze browser begon, komen erin te staan.',
  },
  code: {
    title: 'Vul uw code in',
    lead: (email: string) => `Wij stuurden een e-mail naar ${email}. Daarin staat een code van zes cijfers.`,
    code: 'Code',
    codeHint: 'De code werkt 15 minuten. Kreeg u meer e-mails? Gebruik de nieuwste.',
    button: 'Aanmelden',
    nothing: 'Geen e-mail gekregen? Kijk bij ongewenste e-mail, of',
    again: 'vraag een nieuwe code',
    wrong: (left: number) => `Deze code klopt niet. U kunt het nog ${left} keer proberen.`,
    ended: 'Deze code werkt niet meer: hij is te oud, al gebruikt of te vaak geprobeerd.',
    endedWhat: 'Vraag een nieuwe code. Die komt in een nieuwe e-mail.',
    endedButton: 'Een nieuwe code vragen',
  },
  link: {
    title: 'Aanmelden met uw link',
    lead: (email: string) => `Druk op de knop om u in deze browser aan te melden als ${email}.`,
    notYou: 'Is dit niet uw adres? Sluit dan deze pagina.',
    button: 'Aanmelden',
    endedTitle: 'Deze link werkt niet meer',
    ended: 'Een link uit een e-mail werkt 15 minuten en één keer.',
  },
  name: {
    title: 'Hoe heet u?',
    lead: 'U bent aangemeld. Collega’s met wie u samenwerkt, zien uw naam.',
    name: 'Uw naam',
    nameHint: 'Bijvoorbeeld: Sanne de Vries.',
    button: 'Opslaan en verder',
  },
  letters: {
    signIn: {
      subject: 'Uw code om aan te melden bij Koers',
      code: 'Dag,\n\nMet deze code meldt u zich aan bij Koers:',
      link: 'Of open deze link en druk daar op de knop:',
      lasts: (count: number) => `De code en de link werken ${minutes(count)} en één keer. Geef ze aan niemand, ook niet als iemand zegt dat hij van Koers is.`,
      notAsked: 'Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Zonder deze e-mail kan niemand uw account in.',
    },
  },
}

export type Text = typeof nl
