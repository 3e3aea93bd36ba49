/**
 * Finding a board or school as one types: `<input data-search="/api/…?q=">` becomes an ARIA combobox with a list below it
 * (WAI-ARIA Authoring Practices, combobox with list autocomplete, manual selection). The address is answered with
 * `{ items: [{ id, name, label? }] }`. Choosing goes to `data-go` + id, or puts the id in the field whose id is `data-into`.
 * Without this script the input is a search field of an ordinary form.
 */
type Found = { id: string; name: string; label?: string }

const dutch = document.documentElement.lang !== 'en'
const said = (count: number) =>
  count === 0 ? (dutch ? 'Niets gevonden' : 'Nothing found') : dutch ? `${count} gevonden. Kies met de pijltjes.` : `${count} found. Choose with the arrow keys.`

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-search]')) enhance(input)

function enhance(input: HTMLInputElement) {
  const list = element('ul', 'koers-search__list', 'listbox')
  const status = element('p', 'koers-hidden', 'status')
  const into = document.getElementById(input.dataset.into ?? '') as HTMLInputElement | null
  let found: Found[] = []
  let at = -1
  let timer = 0
  let asked = new AbortController()

  list.id = `${input.id}-list`
  list.ariaLabel = document.querySelector(`label[for="${input.id}"]`)?.textContent ?? ''
  list.hidden = true
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-controls', list.id],
    ['aria-expanded', 'false'],
    ['autocomplete', 'off'],
  ] as const)
    input.setAttribute(name, value)
  input.parentElement?.classList.add('koers-search')
  input.after(list, status)

  function show(items: Found[]) {
    found = items
    list.replaceChildren(...items.map(optionFor))
    list.hidden = items.length === 0
    input.ariaExpanded = String(!list.hidden)
    mark(-1)
  }

  function optionFor({ name, label }: Found, index: number) {
    const option = element('li', 'koers-search__option', 'option')
    option.id = `${list.id}-${index}`
    option.dir = 'auto'
    option.textContent = label ?? name
    option.addEventListener('click', () => choose(index))
    return option
  }

  function mark(index: number) {
    at = index
    for (const [number, option] of [...list.children].entries()) {
      option.ariaSelected = String(number === at)
      if (number === at) option.scrollIntoView({ block: 'nearest' })
    }
    if (at < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${list.id}-${at}`)
  }

  function choose(index: number) {
    const chosen = found[index]
    if (!chosen) return
    show([])
    input.value = chosen.name
    if (into) into.value = chosen.id
    if (input.dataset.go !== undefined) location.assign(input.dataset.go + encodeURIComponent(chosen.id))
  }

  async function search() {
    const words = input.value.trim()
    if (words.length < 2) return show([])
    asked = new AbortController()
    try {
      const answer = await fetch(input.dataset.search + encodeURIComponent(words), { signal: asked.signal })
      if (!answer.ok) return show([])
      const { items } = (await answer.json()) as { items: Found[] }
      show(items)
      status.textContent = said(items.length)
    } catch {
      // Aborted by the next letter, or no connection: the search button is still there.
    }
  }

  input.addEventListener('input', () => {
    if (into) into.value = ''
    asked.abort()
    clearTimeout(timer)
    timer = setTimeout(search, 150)
  })
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) mark((at + step + found.length + (at < 0 && step < 0 ? 1 : 0)) % found.length)
    else if (event.key === 'Enter' && at >= 0) choose(at)
    else if (event.key === 'Escape') show([])
    else return
    event.preventDefault()
  })
  // A press on the list must not take the focus from the input, or the list would be gone before the click.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  input.addEventListener('blur', () => show([]))
}

function element<Name extends 'ul' | 'li' | 'p'>(name: Name, className: string, role: string): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  made.className = className
  made.role = role
  return made
}

export {}
