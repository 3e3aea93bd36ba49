import type { Page } from 'playwright-core'
import { testApp } from '../app.ts'
import type { Visitor } from '../visitor.ts'
import { LONG, type State } from './state.ts'

const note = 'De directie vindt dit belangrijk. '.repeat(110).trim()

/** The file as it went out. */
export async function asBrought(who: Visitor, path: string): Promise<FormData> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array((await who.get(path)).bytes)], 'werkblad.ods'))
  return form
}

/** A measurement in every state, made by real posts; each state says how one sees that it was reached. */
export async function visitor(): Promise<State[]> {
  const app = await testApp({ seeded: true })
  const owner = app.visitor()
  const base = (await owner.follow(owner.post('/metingen', {}))).path.replace('/profiel', '')
  const other = app.visitor()
  const open = (await other.follow(other.post('/metingen', {}))).path.replace('/profiel', '')
  await owner.post(`${base}/profiel`, { name: LONG, scope: 'board', sector: 'vo', role: 'ICT' })
  const say = (condition: string, fields: Record<string, string | string[]>) => owner.post(`${base}/${condition}`, { version: '0', ...fields })
  await say('1.1', { answer: '1', note, wish: 'yes', desiredLevel: '3', owner: LONG.slice(0, 90), term: '2027-08-01', evidence: 'Besluit van 3 maart', arrangedBy: 'board' })
  await say('1.2', { answer: 'unknown' })
  await say('1.3', { answer: 'not-applicable', reason: 'بيت — wij hebben één school.' })
  await say('1.4', { answer: '4' })
  await owner.post(`${base}/delen`, { label: 'raad van toezicht' })
  const conflict = async (page: Page) => {
    await page.evaluate("document.querySelector('input[name=version]').value = '7'")
    await page.getByRole('radio', { name: /Ingericht/ }).check()
    await page.getByRole('button', { name: /^Opslaan en naar/ }).click()
    await page.getByRole('heading', { name: 'Dit antwoord is intussen veranderd' }).waitFor()
  }
  const brought = (await owner.post(`${base}/werkblad`, await asBrought(owner, `${base}/werkblad.ods`))).location ?? ''
  const example = await app.services.assessments.verbs.example()
  const together = await app.services.campaigns.verbs.example()
  const report = `/metingen/${example}`
  // The cookie of both visitors: one browser that holds two measurements.
  const keys = [owner, other].map((one) => [...one.cookies.values()][0]).join('.')
  const as = [{ name: 'koers', value: keys }]
  const states: Omit<State, 'as'>[] = [
    { name: 'home', path: '/', advanced: /Start een meting/ },
    { name: 'help', path: '/hulp', advanced: /Hulp/ },
    { name: 'about', path: '/over', advanced: /Over/ },
    { name: 'accessibility', path: '/toegankelijkheid', advanced: /Toegankelijkheid/ },
    { name: 'sources', path: '/bronnen', advanced: /Bronnen/ },
    { name: 'status', path: '/status', advanced: /Status/ },
    { name: 'example of working together', path: '/voorbeeld/samen', advanced: /Zo werkt een bestuur er samen aan/ },
    { name: 'example round', path: `/organisaties/${together?.boardId}/rondes/${together?.id}`, advanced: /alles op deze pagina is verzonnen/ },
    { name: 'example conversation', path: `/metingen/${together?.roundId}/gesprek`, advanced: /vragen met een klein verschil/ },
    { name: 'example of a difference', path: `/metingen/${together?.roundId}/gesprek/4.3`, advanced: /laptopkar/ },
    { name: 'example schools', path: '/voorbeeld/scholen', advanced: /scholen/i },
    { name: 'not found', path: '/metingen/bestaatnietecht0', advanced: /Deze pagina bestaat niet/ },
    { name: 'bad link', path: `/verder/${'x'.repeat(32)}`, advanced: /Deze link werkt niet/ },
    { name: 'profile, filled', path: `${base}/profiel`, advanced: /Over uw meting/ },
    { name: 'profile, nothing found', path: `${base}/profiel?zoek=xyzzy`, advanced: /Niets gevonden/ },
    {
      name: 'profile, error',
      path: `${base}/profiel`,
      go: async (page) => {
        await page.getByLabel('Naam van uw bestuur of school').fill('')
        await page.getByRole('button', { name: 'Opslaan en naar het overzicht' }).click()
        await page.getByRole('alert').waitFor()
      },
      advanced: /Fout: /,
    },
    { name: 'task list, empty', path: open, advanced: /0 van 59 ingevuld/ },
    { name: 'task list, begun', path: base, advanced: /4 van 59 ingevuld/ },
    { name: 'responsibility', path: `${base}/1`, advanced: /Visie, beleid en sturing/ },
    { name: 'question, empty', path: `${open}/4.3`, advanced: /Waar staat u nu/ },
    { name: 'question, filled', path: `${base}/1.1`, advanced: /Hier willen we aan werken/ },
    {
      name: 'question, error',
      path: `${open}/4.3`,
      go: async (page) => {
        await page.getByRole('radio', { name: /Niet van toepassing/ }).check()
        await page.getByRole('button', { name: /^Opslaan en naar/ }).click()
        await page.getByRole('alert').waitFor()
      },
      advanced: /Fout: /,
    },
    { name: 'question, conflict', path: `${base}/1.4`, go: conflict, advanced: /intussen veranderd/ },
    { name: 'check', path: `${base}/controleren`, advanced: /past nog niet bij elkaar|passen nog niet bij elkaar/ },
    { name: 'share', path: `${base}/delen`, advanced: /raad van toezicht/ },
    { name: 'own link', path: `${base}/link`, advanced: /\/verder\// },
    { name: 'deleted', path: '/verwijderd', advanced: /verwijderd/ },
    { name: 'delete', path: `${base}/verwijderen`, advanced: /kunt dit niet terugdraaien/ },
    { name: 'worksheet, brought back', path: brought, advanced: /erschil/ },
    { name: 'worksheet', path: `${base}/werkblad`, advanced: /Spreadsheet downloaden/ },
    { name: 'report, nearly empty', path: `${open}/rapport`, advanced: /Voorlopig/ },
    { name: 'report, provisional', path: `${base}/rapport`, advanced: /Voorlopig/ },
    { name: 'report, finished', path: `${report}/rapport`, advanced: /voorwaarden staan op niveau 3 of 4/ },
    { name: 'board version', path: `${report}/rapport/bestuur`, advanced: /Drie keuzes om te maken/ },
    { name: 'supervisors', path: `${report}/rapport/toezicht`, advanced: /Waarop stuurt het bestuur/ },
    { name: 'growth', path: `${report}/groei`, advanced: /gingen vooruit/ },
    { name: 'growth, first round', path: `${base}/groei`, advanced: /Dit is de eerste ronde/ },
    { name: 'a number', path: `${report}/rapport/cijfers/gemiddelde-4`, advanced: /De regel/ },
  ]
  return states.map((state) => ({ ...state, as }))
}
