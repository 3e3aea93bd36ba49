import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readOds, writeOds } from '#protocols/ods'
import { testApp } from '../support/app.ts'
import { openPage } from '../support/browser.ts'

/** What a spreadsheet program does: read the file, change some cells, write it again. Cells are named by condition and heading. */
async function fillIn(file: string, cells: Record<string, Record<string, string>>): Promise<Buffer> {
  const read = readOds(new Uint8Array(await readFile(file)))
  if (!read.ok) throw new Error(read.problem)
  const [answers, ...others] = read.book.sheets
  const headings = answers!.rows[0]!
  const rows = answers!.rows.map((row) => headings.map((heading, index) => cells[row[0] ?? '']?.[heading] ?? row[index] ?? ''))
  const sheets = [{ name: answers!.name, rows }, ...others].map((sheet) => ({
    name: sheet.name,
    columns: [{ width: '4cm' }],
    rows: sheet.rows.map((row) => row.map((text) => ({ text }))),
  }))
  return Buffer.from(writeOds({ title: 'x', language: 'nl-NL', created: new Date(0), sheets, meta: read.book.meta }))
}

test('a spreadsheet goes out, comes back filled in, and only what a person chose is taken over', async () => {
  const page = await openPage(await testApp())
  await page.goto('/')
  await page.getByRole('button', { name: 'Start een meting' }).click()
  const base = page.url().replace('/profiel', '')
  await page.goto(`${base}/werkblad`)
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Spreadsheet downloaden (ODS)' }).click()])
  const filled = await fillIn(await download.path(), {
    '4.3': { 'Uw antwoord': '2 Opzetten', Toelichting: 'In de trein ingevuld' },
    '5.1': { 'Uw antwoord': 'weet ik niet' },
    '6.1': { 'Uw antwoord': '3' },
  })

  // In the meantime a colleague answers 6.1 and 5.1 otherwise.
  await page.goto(`${base}/6.1`)
  await page.getByRole('radio', { name: /Verkennen/ }).check()
  await page.getByRole('button', { name: /^Opslaan en naar/ }).click()
  await page.waitForURL(/6\.2$/)

  await page.goto(`${base}/werkblad`)
  await page.getByLabel('Kies het bestand (.ods)').setInputFiles({ name: 'werkblad.ods', mimeType: 'application/vnd.oasis.opendocument.spreadsheet', buffer: filled })
  await page.getByRole('button', { name: 'Verschillen bekijken' }).click()
  await page.getByText('4 verschillen gevonden').waitFor()
  expect(await page.getByText('Intussen ook hier gewijzigd').count()).toBe(1)
  await page.locator('input[value="5.1:answer"]').uncheck()
  await page.getByRole('button', { name: 'Gekozen verschillen overnemen' }).click()
  await page.getByText('2 van 59 ingevuld').waitFor()

  await page.goto(`${base}/4.3`)
  expect(await page.getByLabel('Toelichting').inputValue()).toBe('In de trein ingevuld')
  await page.goto(`${base}/6.1`)
  expect(await page.getByRole('radio', { name: /Verkennen/ }).isChecked()).toBe(true)
  await page.goto(`${base}/5.1`)
  expect(await page.locator('input[name="answer"]:checked').count()).toBe(0)
})
