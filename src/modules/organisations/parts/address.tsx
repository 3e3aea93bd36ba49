const LONG = 30

/** An address breaks where one would break it, so that a long one does not push a table wide. */
export function Address({ email }: { email: string }) {
  return (
    <>
      {email.split(email.length > LONG ? /(?=[@.])/ : /(?=@)/).map((piece, at) => (
        <>
          {at > 0 && <wbr />}
          {piece}
        </>
      ))}
    </>
  )
}
