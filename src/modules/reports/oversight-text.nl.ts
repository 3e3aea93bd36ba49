const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`
const conditions = (count: number) => many(count, 'voorwaarde', 'voorwaarden')

/** The words of the version for the supervisory board. */
export const oversightNl = {
  lead: 'Vier vragen voor het gesprek met het bestuur. Een niveau is geen cijfer: het zegt waar het bestuur zelf vindt dat het staat.',
  sections: { steers: 'Waarop stuurt het bestuur?', risks: 'Wat zijn de risico’s?', progress: 'Welke voortgang is er?', ask: 'Wat kunt u vragen?' },
  steers: {
    none: 'Het bestuur heeft nog niets gekozen om aan te werken.',
    wishes: (count: number, agreed: number) => `Het bestuur koos ${conditions(count)} om aan te werken. Bij ${agreed} daarvan staat wie het trekt en wanneer het klaar is.`,
    wish: (wish: { title: string; level: string; desired: string; owner: string; term: string }) =>
      `${wish.title}: van ${wish.level} naar ${wish.desired}. Wie: ${wish.owner}. Klaar: ${wish.term}.`,
  },
  risks: {
    none: 'De antwoorden wijzen geen bijzonder risico aan. Dat bewijst niet dat er geen risico is.',
    foundation: (count: number) => `${conditions(count)} op niveau 1 waar andere voorwaarden op voortbouwen.`,
    unknown: (count: number) => `${conditions(count)} waarvan het bestuur niet weet hoe het ermee staat.`,
    unproven: (count: number) => `${conditions(count)} op niveau 3 of 4 zonder bewijs.`,
    passed: (count: number) => `${many(count, 'wens', 'wensen')} waarvan de termijn voorbij is.`,
  },
  progress: {
    finding: (finding: string) => `${finding}, vergeleken met de vorige ronde.`,
    forward: 'Vooruit:',
    back: 'Terug:',
    reached: (count: number, of: number) => `${count} van ${many(of, 'wens', 'wensen')} ${count === 1 ? 'is' : 'zijn'} bereikt.`,
    quality: (answered: number, total: number, evidence: number, withLevel: number) =>
      `${answered} van ${total} voorwaarden zijn in deze ronde ingevuld; ${evidence} van ${withLevel} niveaus zijn onderbouwd met bewijs.`,
  },
  ask: {
    foundation: (title: string) => `Wat is er nodig om ‘${title}’ van niveau 1 te krijgen, en wie trekt dat?`,
    back: (title: string) => `Hoe komt het dat ‘${title}’ terugging, en vindt u dat aanvaardbaar?`,
    unknown: (title: string) => `Wanneer weet u hoe het staat met ‘${title}’, en wie zoekt dat uit?`,
    unproven: (title: string) => `Waaraan ziet u dat ‘${title}’ echt zo is geregeld?`,
    agreement: (count: number) => `Wie trekt de ${many(count, 'wens', 'wensen')} waar nog geen afspraak bij staat?`,
    chosen: 'Wat heeft u bewust zo gelaten, en waarom?',
    outside: 'Wanneer kijkt iemand van buiten mee?',
    money: 'Zijn er genoeg geld, tijd en mensen voor wat u koos?',
  },
}
