/** Short words that stand in nearly every sentence of one language and hardly in one of the other. */
const words = {
  nl: new Set('de het een en van dat die niet is zijn op voor met aan er u uw bij om ook nog wat als naar worden wordt heeft hebt kunt dit deze geen door over te'.split(' ')),
  en: new Set('the a an and of that not are to for with you your on at it this these no by about who what when from can has have be or as was'.split(' ')),
}
type Lang = keyof typeof words

/** Fewer say too little about the language they are in. */
const ENOUGH = 7

/** 3.1.2: sentences that are plainly in the other language than their nearest `lang` says. Names of organisations and what people wrote have none. */
export function foreignText(names: readonly string[]): string[] {
  const found: string[] = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const { nodeValue, parentElement } = walker.currentNode
    const said = parentElement?.closest('[lang]')?.getAttribute('lang') as Lang | null | undefined
    const tokens = (nodeValue ?? '').toLowerCase().match(/\p{L}+/gu) ?? []
    if (!said || !(said in words) || tokens.length < ENOUGH || names.some((name) => nodeValue?.includes(name)) || parentElement?.closest('bdi, [dir=auto], script, style')) continue
    const other: Lang = said === 'nl' ? 'en' : 'nl'
    const share = (lang: Lang) => tokens.filter((token) => words[lang].has(token)).length / tokens.length
    if (share(other) > 0.25 && share(other) > 2 * share(said)) found.push(`language: marked as ${said}: "${(nodeValue ?? '').trim().slice(0, 60)}"`)
  }
  return found
}
