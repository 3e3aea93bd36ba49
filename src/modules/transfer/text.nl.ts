export const nl = {
  title: 'Alles meenemen',
  lead: (places: number) =>
    places === 1
      ? 'U krijgt één bestand met alles wat Koers van deze organisatie bewaart. U kunt het lezen zonder Koers, of in een andere Koers laten zetten.'
      : `U krijgt één bestand met alles wat Koers bewaart van dit bestuur en wat erbij hoort: ${places} organisaties. U kunt het lezen zonder Koers, of in een andere Koers laten zetten.`,
  goes: 'Dit zit erin',
  going: [
    'Alle rondes met hun antwoorden, en de vragen zoals ze toen waren.',
    'Rondes van het bestuur, met wat mensen antwoordden. Wat over namen is beloofd, geldt ook in het bestand.',
    'Het plan, met opmerkingen en bijlagen.',
    'Het bewijs, met alle versies en bestanden.',
    'Uw praktijkvoorbeelden en het logboek.',
    'Wie er nu bij hoort, met naam en e-mailadres.',
  ],
  stays: 'Dit zit er niet in',
  staying: [
    'Wachtwoorden, sleutels en links die iets openen. Koers nodigt de mensen opnieuw uit.',
    'Netwerken en het vergelijken met de sector: die zijn ook van anderen.',
    'Wat een school deed in een ronde van een bestuur dat niet in het bestand zit, behalve haar eigen antwoorden.',
  ],
  careful: 'Bewaar het bestand op een plek waar alleen u bij kunt. In het logboek komt te staan dat u het hebt opgehaald.',
  download: 'Alles downloaden (zip)',
  signInFirst: 'Dit bestand is alles van uw organisatie. Meld u daarom eerst opnieuw aan.',
  signIn: 'Opnieuw aanmelden',
}
export type Text = typeof nl
