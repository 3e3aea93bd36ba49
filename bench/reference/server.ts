import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { html } from 'hono/html'
import pg from 'pg'

/**
 * The measuring stick: the least that a page from a database and a stored form can be. One select and a page of 3 kB, one upsert and a redirect;
 * no session, no log, no compression, no audit. Everything else is told as a number of times this.
 */
const [port = '0', url = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: url, max: 10 })
await pool.query('create table if not exists item (id integer primary key, title text not null, note text not null)')
await pool.query("insert into item select n, 'Item ' || n, repeat('Een zin met wat woorden erin. ', 6) from generate_series(1, 100) n on conflict do nothing")

type Item = { id: number; title: string; note: string }
const options = ['Verkennen', 'Opzetten', 'Ingericht', 'Borgen']
const sentence =
  'Er is een afspraak die voor alle scholen geldt; wie ervan afwijkt, legt dat vast en vertelt waarom. Een keer per jaar wordt gekeken of het nog klopt en wat er beter kan.'

const page = ({ id, title, note }: Item) =>
  html`<!doctype html>
    <html lang="nl">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <meta name="viewport" content="width=device-width" />
        <link rel="stylesheet" href="/site.css" />
      </head>
      <body>
        <header>
          <a href="/">Begin</a>
          <nav aria-label="Hoofdmenu">
            <ul>
              <li><a href="/over">Over</a></li>
              <li><a href="/hulp">Hulp</a></li>
            </ul>
          </nav>
        </header>
        <main>
          <h1>${title}</h1>
          <p>${sentence} ${sentence}</p>
          <form method="post" action="/item/${id}">
            <fieldset>
              <legend>Waar staat u nu?</legend>
              ${options.map((name, index) => html`<label for="level-${index}"><input type="radio" id="level-${index}" name="level" value="${index + 1}" ${index === id % 4 ? 'checked' : ''} /> <strong>${name}</strong> <span>${sentence}</span></label>`)}
            </fieldset>
            <label for="note">Toelichting</label><textarea id="note" name="note" rows="4">${note}</textarea> <label for="evidence">Bewijs</label
            ><input id="evidence" name="evidence" value="" /><button>Bewaren en naar de volgende</button>
          </form>
          <aside>
            <h2>Bronnen</h2>
            <ul>
              ${options.map((name, index) => html`<li><a href="/bron/${index}">${name}: ${sentence}</a></li>`)}
            </ul>
          </aside>
        </main>
        <footer><p>${sentence}</p></footer>
      </body>
    </html>`

const app = new Hono()
  .get('/item/:id', async (c) => {
    const { rows } = await pool.query<Item>({ name: 'item', text: 'select id, title, note from item where id = $1', values: [Number(c.req.param('id'))] })
    return rows[0] ? c.html(page(rows[0])) : c.notFound()
  })
  .post('/item/:id', async (c) => {
    const typed = new URLSearchParams(await c.req.text())
    const id = Number(c.req.param('id'))
    await pool.query({
      name: 'store',
      text: 'insert into item (id, title, note) values ($1, $2, $3) on conflict (id) do update set title = excluded.title, note = excluded.note',
      values: [id, typed.get('title') ?? '', typed.get('note') ?? ''],
    })
    return c.redirect(`/item/${id + 1}`, 303)
  })

const server = serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' }, () => console.error('ready'))
process.once('SIGTERM', () => server.close(() => process.exit(0)))
