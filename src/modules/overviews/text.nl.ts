const numbers = ['geen', 'één', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'elf', 'twaalf']
const word = (count: number) => numbers[count] ?? String(count)
const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)
const schools = (count: number) => (count === 1 ? '1 school' : `${count} scholen`)
const conditions = (count: number) => (count === 1 ? '1 voorwaarde' : `${count} voorwaarden`)

export const nl = {
  title: 'Groei',
  lead: (board: boolean): string =>
    board
      ? 'Waar het bestuur en de scholen staan, wat er sinds de vorige ronde bewoog, en wat daarvan onderbouwd is.'
      : 'Waar de school staat, wat er sinds de vorige ronde bewoog, en wat daarvan onderbouwd is.',
  nothing: 'Er is hier nog niet gemeten. Na de eerste ronde ziet u hier waar u staat, na de tweede wat er bewoog.',
  toRounds: 'Naar de rondes',
  grid: {
    heading: 'Het raster',
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
}
export type Text = typeof nl
