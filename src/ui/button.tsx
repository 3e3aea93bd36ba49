import type { Child } from 'hono/jsx'

const kinds = {
  primary: 'utrecht-button utrecht-button--primary-action',
  secondary: 'utrecht-button utrecht-button--secondary-action',
  subtle: 'utrecht-button utrecht-button--subtle',
} as const

type Kind = keyof typeof kinds

type ButtonProps = {
  kind?: Kind
  type?: 'submit' | 'button'
  name?: string
  value?: string
  /** The id of a form elsewhere on the page. */
  form?: string
  formaction?: string
  id?: string
  children?: Child
}

/** Says what happens next: "Opslaan en naar 4.4". */
export function Button({ kind = 'primary', type = 'submit', children, ...rest }: ButtonProps) {
  return (
    <button class={kinds[kind]} type={type} {...rest}>
      {children}
    </button>
  )
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({ kind = 'primary', href, download, children }: { kind?: Kind; href: string; download?: string | true; children?: Child }) {
  return (
    <a class={`${kinds[kind]} koers-link-button`} href={href} download={download === true ? '' : download}>
      {children}
    </a>
  )
}

/** Buttons and links that end a form, side by side where there is room. */
export function Actions({ children }: { children?: Child }) {
  return <div class="koers-actions">{children}</div>
}
