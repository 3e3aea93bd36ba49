/** An organisation in an address. */
export const org = '/organisaties/:org{[0-9a-f-]{36}}' as const
export const peoplePath = (id: string) => `/organisaties/${id}/mensen`
