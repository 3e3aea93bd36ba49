import { longDate, type Lang } from '#platform/i18n'
import { atLeast, rights } from '#platform/rights'
import { Actions, Button } from '#ui/button'
import { Select } from '#ui/field'
import { Heading } from '#ui/heading'
import { Paragraph } from '#ui/paragraph'
import type { ClaimView } from '../claims/claims.ts'
import { highestRightFor } from '../policy.ts'
import { textIn } from '../text.ts'

/** Requests for an owner to decide: who, for what, and as what they would come in. */
export function ClaimList({ claims, under, lang }: { claims: readonly ClaimView[]; under: string; lang: Lang }) {
  const text = textIn(lang)
  const t = text.claim
  return (
    <section>
      <Heading level={2} id="verzoeken">
        {t.requests}
      </Heading>
      <Paragraph quiet>{t.check}</Paragraph>
      <ul class="koers-links">
        {claims.map((claim) => {
          const name = t.request(claim.person.name, claim.person.email)
          const here = `${under}/verzoeken/${claim.id}`
          return (
            <li>
              <Paragraph>
                <bdi>{name}</bdi>, {claim.functions.map((one) => text.function[one]).join(', ')}
                <br />
                <span class="koers-quiet">
                  <bdi>{claim.organisation.name}</bdi>, {t.asked(longDate(claim.askedAt, lang))}
                </span>
              </Paragraph>
              <form method="post" action={`${here}/toelaten`}>
                <Select
                  name="right"
                  id={`right-${claim.id}`}
                  label={
                    <>
                      {t.grantAs}
                      <span class="koers-hidden"> {name}</span>
                    </>
                  }
                  value="reader"
                  lang={lang}
                  options={rights.filter((right) => atLeast(highestRightFor(claim.functions), right)).map((value) => ({ value, label: text.right[value].name }))}
                />
                <Actions>
                  <Button kind="secondary">
                    {t.grant}
                    <span class="koers-hidden"> {name}</span>
                  </Button>
                  <Button kind="subtle" formaction={`${here}/afwijzen`}>
                    {t.refuse}
                    <span class="koers-hidden"> {name}</span>
                  </Button>
                </Actions>
              </form>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
