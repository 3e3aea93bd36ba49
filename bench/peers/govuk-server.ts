import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * A question page as a service of GOV.UK makes it: express, nunjucks and the macros of govuk-frontend for the page template, radios, textarea, error summary and button.
 * Compressed by the usual middleware. No database, no session, no log: it does less than our page.
 */
const fromHere = createRequire(import.meta.url)
const express = fromHere('express')
const nunjucks = fromHere('nunjucks')
const frontend = join(fromHere.resolve('govuk-frontend/package.json'), '../dist')

const app = express()
nunjucks.configure([frontend, import.meta.dirname], { autoescape: true, express: app, noCache: false, watch: false })
app.disable('x-powered-by')
app.use(fromHere('compression')())
app.use('/assets', express.static(join(frontend, 'govuk/assets'), { maxAge: '1y', immutable: true }))
app.use('/govuk', express.static(join(frontend, 'govuk'), { maxAge: '1y', immutable: true }))

const sentence = 'There is an agreement that holds for all schools; who departs from it writes down why. Once a year someone looks whether it still fits and what can be better.'
const levels = ['Exploring', 'Setting up', 'In place', 'Kept up']

type Asked = { params: { id: string }; query: Record<string, string> }
type Answering = { render(name: string, view: object): void }

app.get('/question/:id', (request: Asked, answering: Answering) => {
  const id = Number(request.params.id)
  answering.render('question.njk', {
    id,
    question: `Question ${id}: does everyone know what was agreed?`,
    items: levels.map((text, index) => ({ value: String(index + 1), text, checked: index === id % levels.length, hint: { text: sentence } })),
    note: `Discussed with the heads of school (${id}). ${sentence}`,
    error: request.query['error'] === undefined ? undefined : 'Choose where you stand now',
  })
})

const [port = '0'] = process.argv.slice(2)
const server = app.listen(Number(port), '127.0.0.1', () => console.error('ready'))
process.once('SIGTERM', () => server.close(() => process.exit(0)))
