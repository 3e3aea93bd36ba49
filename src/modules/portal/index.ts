/** The portal shows; nobody builds on it. Its one public thing is that it offers no verbs. */
export type Portal = Record<never, never>
