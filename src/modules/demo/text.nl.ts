export const nl = {
  title: 'Zo werkt een bestuur er samen aan',
  lead: 'Kijk rond bij een verzonnen bestuur met twaalf scholen, midden in een ronde. U kunt niets stuk maken: u kijkt alleen mee.',
  places: {
    round: { name: 'De ronde', what: 'Wie er meedoet, op het bestuur en op elke school, en hoe ver iedereen is.' },
    conversation: { name: 'Het gesprek bij verschil', what: 'Waar mensen het verschillend zien, het grootste verschil eerst.' },
    question: { name: 'Eén vraag om over te praten', what: 'De bestuurder ziet sterk inloggen op niveau 4, de leraar op niveau 1. Wat is waar?' },
    settled: { name: 'Een vraag die is besproken', what: 'Het gezamenlijke antwoord, wie het eens waren, en wie het anders zag.' },
    adopted: { name: 'Een rapport dat is vastgesteld', what: 'De vorige ronde: wat het bestuur besloot, en waar het aan wil werken.' },
    plan: { name: 'Het plan', what: 'Acties met een eigenaar en een termijn. Eén kwam uit het gesprek.' },
    evidence: { name: 'Het bewijs', what: 'Documenten bij de antwoorden, en wat bijna verloopt.' },
    growth: { name: 'De groei over drie rondes', what: 'Van het bestuur en van alle twaalf scholen.' },
    deviations: { name: 'Waar een school het anders doet', what: 'Wat het bestuur regelt, en welke school daar met een reden van afwijkt.' },
  },
  own: {
    title: 'Met uw eigen bestuur beginnen',
    lead: 'Meld u aan met uw e-mailadres. Daarna kiest u uw bestuur of school, nodigt u collega’s uit en begint u een ronde.',
    begin: 'Aanmelden en beginnen',
  },
}

export type Text = typeof nl
