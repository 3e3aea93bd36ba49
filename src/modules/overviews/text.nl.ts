const numbers = ['geen', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf']
const word = (count: number) => numbers[count] ?? String(count)
/** In Dutch a capital of *één* is *Eén*. */
const upper = (words: string) => (words === 'één' ? 'Eén' : words.charAt(0).toUpperCase() + words.slice(1))
const schools = (count: number) => (count === 1 ? '1 school' : `${count} scholen`)
const conditions = (count: number) => (count === 1 ? '1 voorwaarde' : `${count} voorwaarden`)

export const nl = {
  title: 'Groei',
  lead: (board: boolean): string =>
    board
      ? 'Hoe het bestuur en de scholen groeiden over de rondes, en wat er sinds de vorige ronde bewoog.'
      : 'Hoe de school groeide over de rondes, en wat er sinds de vorige ronde bewoog.',
  nothing: 'Er is hier nog niet gemeten. Na de eerste ronde ziet u hier waar u staat, na de tweede wat er bewoog.',
  toRounds: 'Naar de rondes',
  grid: {
    heading: 'Het raster',
    lead: (board: boolean): string =>
      board
        ? 'Waar het bestuur en iedere school nu staan, per voorwaarde: de laatste afgeronde ronde, of de ronde die nog loopt als er geen andere is.'
        : 'Waar de school stond in iedere ronde, per voorwaarde.',
    link: (board: boolean): string => (board ? 'Bekijk waar het bestuur en iedere school nu staan' : 'Bekijk iedere ronde per voorwaarde'),
    ofBoard: (measured: number, all: number, conditionCount: number) =>
      measured === all
        ? `${schools(all)} op ${conditions(conditionCount)}, ieder in de laatste ronde`
        : `${measured} van ${schools(all)} op ${conditions(conditionCount)}, ieder in de laatste ronde`,
    ofSchool: (rounds: number, conditionCount: number) => `${rounds === 1 ? '1 ronde' : `${rounds} rondes`} op ${conditions(conditionCount)}, de nieuwste boven`,
    noRound: 'nog geen ronde',
    busy: 'nog bezig',
    round: (number: number, month: string) => `Ronde ${number}, ${month}`,
    board: 'bestuur',
    underpinned: 'Met een vinkje: onderbouwd. Er is bewijs genoemd bij het antwoord, of er staat geldig bewijs bij de voorwaarde. Zonder vinkje: beweerd.',
    open: (names: string) => `Nog geen ronde: ${names}.`,
  },
  finding: (forward: number, back: number) => {
    if (forward === 0 && back === 0) return 'Er bewoog niets sinds de vorige ronde'
    const moved = (count: number) => (count === 1 ? 'ging' : 'gingen')
    if (forward === 0) return `${upper(word(back))} ${back === 1 ? 'voorwaarde' : 'voorwaarden'} ${moved(back)} terug, geen vooruit`
    return `${upper(word(forward))} ${forward === 1 ? 'voorwaarde' : 'voorwaarden'} ${moved(forward)} vooruit, ${back === 0 ? 'geen' : word(back)} terug`
  },
  schoolsMoved: (forward: number, back: number): string =>
    forward === 0 && back === 0 ? 'Bij de scholen bewoog er niets sinds de vorige ronde' : `Bij de scholen: ${forward} keer een niveau vooruit, ${back} keer terug`,
  multiples: {
    heading: 'Het verloop',
    own: 'bestuur',
    others: (count: number): string => (count === 1 ? 'school' : 'scholen'),
    dotted: 'Gestippeld: tussen deze rondes is er bij een of meer vragen iets anders gevraagd.',
    round: 'Ronde',
    about: 'Het gemiddelde niveau per verantwoordelijkheid, over de rondes die afgerond zijn. Weet ik niet, niet van toepassing en open tellen niet mee.',
    first: 'Er is één ronde. Na de volgende ziet u hier wat er bewoog.',
  },
  moved: {
    title: 'Wat bewoog en wat er is gedaan',
    link: 'Bekijk wat bewoog, en welke actie afgerond is',
    lead: 'Per voorwaarde wat er veranderde tussen de laatste twee afgeronde rondes, met de acties die in die tijd zijn afgerond. Of de actie de oorzaak is, weet u zelf het best.',
    none: 'Er zijn nog geen twee afgeronde rondes om te vergelijken.',
    still: 'Er bewoog niets tussen de laatste twee rondes.',
    heading: 'Wat bewoog',
    condition: 'Voorwaarde',
    board: 'Bestuur',
    school: 'School',
    schools: 'Scholen',
    actions: 'Afgeronde acties',
    noAction: 'geen actie afgerond',
    same: 'gelijk',
    direction: {
      forward: 'vooruit',
      back: 'terug',
      same: 'gelijk niveau',
      'now-known': 'nu bekend',
      'now-unknown': 'nu niet bekend',
      new: 'nieuw beantwoord',
      gone: 'niet meer beantwoord',
      'not-comparable': 'niet te vergelijken',
    },
    steps: (count: number) => (count === 1 ? '1 niveau' : `${count} niveaus`),
    gained: 'bewijs erbij',
    lost: 'bewijs weg',
    finishedOn: (day: string) => `afgerond op ${day}`,
    without: 'Afgerond, en nog niets bewogen',
    withoutLead: 'Deze acties zijn afgerond tussen de rondes. Bij hun voorwaarde bleef het antwoord gelijk.',
  },
  deviations: {
    title: 'Waar het anders is',
    link: 'Bekijk welke scholen afwijken',
    lead: 'Wat het bestuur of een leverancier voor alle scholen regelt, geldt op elke school. Hier staat welke scholen iets anders antwoordden, en waarom.',
    leadSchool: 'Hier staat waar deze school “bij ons anders” koos bij iets wat het bestuur regelt, en waarom.',
    none: 'Geen school wijkt af van wat het bestuur regelt.',
    noneSchool: 'Deze school wijkt nergens af van wat het bestuur regelt.',
    finding: (schoolCount: number, conditionCount: number) => `${schools(schoolCount)} ${schoolCount === 1 ? 'wijkt' : 'wijken'} af, bij ${conditions(conditionCount)}`,
    without: (count: number) => (count === 1 ? 'Eén antwoord wijkt af zonder reden.' : `${upper(word(count))} antwoorden wijken af zonder reden.`),
    board: 'Het bestuur zegt:',
    school: 'School',
    answer: 'Antwoord',
    why: 'Waarom het daar anders is',
    noReason: 'geen reden gegeven',
    back: 'Terug naar de groei',
  },
  table: { title: 'Het verloop als tabel', grid: 'Het raster als tabel', back: 'Terug naar het raster' },
  sheet: {
    author: 'Koers',
    about: 'Toelichting',
    grid: 'Raster',
    means: 'Verloop',
    moved: 'Wat bewoog',
    organisation: 'Organisatie',
    round: 'Ronde',
    finished: 'Afgerond op',
    change: 'Verandering',
    action: 'Afgeronde actie',
    made: 'Gemaakt op',
    content: 'Versie van de vragenlijst',
    legend: 'Een getal is het niveau. ✓ erachter: onderbouwd. ?: weet ik niet. –: niet van toepassing. Leeg: nog open.',
  },
}
export type Text = typeof nl
