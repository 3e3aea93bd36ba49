/** At most so many characters and on one line, for a place that cannot grow. */
export function shortened(text: string, most: number): string {
  const signs = [...text.replace(/\s+/g, ' ')]
  return signs.length <= most
    ? signs.join('')
    : `${signs
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`
}
