/** Our own mark: a needle in a ring that has left the vertical, and the name. The needle is the course one chose. */
export function Wordmark() {
  return (
    <span class="koers-wordmark">
      <svg class="koers-wordmark__mark" viewBox="0 0 32 32" aria-hidden="true">
        <path d="M21.5 4.1A13 13 0 1 0 27.9 10.5" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" />
        <path d="M28 4 18.6 18.6 13.4 13.4z" fill="currentColor" />
        <path d="M18.6 18.6 9.5 22.5 13.4 13.4" fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" />
      </svg>
      Koers
    </span>
  )
}
