import type { Owner } from './piece.ts'
import type { Text } from './text.ts'

/** Whose it is, in words; `name` is that of the person, when it is one who is still known. */
export function ownerWords(owner: Owner, name: string | undefined, text: Text): string {
  switch (owner.kind) {
    case 'none':
      return text.list.noOwner
    case 'function':
      return text.function[owner.function]
    case 'person':
      return name ?? text.piece.someone
    case 'other':
      return owner.name
  }
}
