import { memo, useState, type ReactNode } from 'react'
import { deliveriesOf } from '../../../../contract/deep-link/link-delivery.ts'
import { lintBuilt } from '../../../../contract/deep-link/lint-built.ts'
import { linksOf } from '../../../../contract/links/recipe-links.ts'
import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import { hostOf } from '../../../portal/portal.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import type { KnownBot } from '../../../queries/bot-queries.ts'
import { MakeMany } from '../bulk/make-many.tsx'
import { LinkCode } from '../code/link-code.tsx'
import { sideOf } from '../code/qr-svg.ts'
import { Findings } from '../findings.tsx'
import { Advice } from '../short/advice.tsx'
import type { LinkDraft } from './draft-schema.ts'
import type { DraftState } from './draft-store.ts'
import { findProof, keepProof } from './kept-proofs.ts'
import { parametersOf, recipeOf } from './link-draft.ts'
import { LinkOutputs } from './link-outputs.tsx'
import { parametersTrouble } from './parameter-advice.ts'
import { PrintSheet } from './print-sheet.tsx'
import { Proof, type ProofNote } from './proof.tsx'
import { proofTrouble } from './proof-trouble.ts'
import { readDraft } from './read-draft.ts'
import { Received } from './received.tsx'
import common from '../links.module.css'
import styles from './build.module.css'

/** What a way to save the link is handed. */
export type SaveSlot = {
  readonly recipe: LinkRecipe
  readonly webLink: string
  readonly bot: KnownBot
  /** When its context was last seen to arrive (epoch milliseconds). */
  readonly provedAt: number | undefined
}

export type OnProved = (proved: { readonly recipe: LinkRecipe; readonly at: number }) => void

type TakeProps = {
  readonly chosen: KnownBot
  readonly name: string
  readonly draft: LinkDraft
  readonly change: DraftState['change']
  readonly renderSave: ((slot: SaveSlot) => ReactNode) | undefined
  readonly onProved: OnProved | undefined
  readonly proofNote: ProofNote | undefined
}

const Made = ({
  chosen,
  name,
  draft,
  change,
  renderSave,
  onProved,
  proofNote,
  recipe,
}: TakeProps & { readonly recipe: LinkRecipe }) => {
  const portal = usePortal()
  const { context } = recipe
  const { webLink, appLink } = linksOf(recipe, portal.origin)
  const [proved, setProved] = useState<{ readonly link: string; readonly at: number }>()
  // The proof is of the context and the bot; parameters behind it change nothing about that.
  const found = proved?.link === appLink ? proved.at : findProof(portal.origin, appLink)
  // Kept from before it was known that no click delivers it.
  const provedAt = proofTrouble(context) === undefined ? found : undefined
  const findings = lintBuilt(webLink, context)
  const whole = findings.filter(({ at, code }) => at === undefined && code !== 'reshaped')
  const caption = draft.caption || name
  const canPrint = sideOf(webLink, draft.code) !== undefined
  return (
    <>
      <section className={`${common.card} ${styles.taken}`} aria-label="Take it">
        <div className={styles.title}>
          <h2>Take it</h2>
          <div className={common.actions}>
            {renderSave?.({ recipe, webLink, bot: chosen, provedAt })}
            <MakeMany name={caption} recipe={recipe} size="compact-sm" />
          </div>
        </div>
        <LinkOutputs
          webLink={webLink}
          appLink={appLink}
          botDialogId={String(recipe.botId)}
          context={context}
          provedAt={provedAt}
          caption={draft.caption}
          fallbackCaption={name}
          canPrint={canPrint}
          onCaption={(typed) => change({ caption: typed })}
        />
      </section>
      <div className={styles.seen}>
        <section className={common.card} aria-label="What the bot will receive">
          <h2>The bot will receive</h2>
          <Received
            context={context}
            deliveries={{ ...deliveriesOf(webLink), desktop: deliveriesOf(appLink).desktop }}
          />
          {whole.length > 0 && <Findings findings={whole} />}
        </section>
        <section className={common.card} aria-label="Code to scan">
          <h2>Code to scan</h2>
          <LinkCode
            link={webLink}
            settings={draft.code}
            widthMm={draft.widthMm}
            onSettings={(code) => change({ code })}
            onWidth={(widthMm) => change({ widthMm })}
          />
        </section>
        <Advice recipe={recipe} webLink={webLink} findings={findings} />
        <Proof
          key={appLink}
          known={chosen}
          context={context}
          provedAt={provedAt}
          note={proofNote}
          onProved={(at) => {
            keepProof(portal.origin, appLink, at)
            setProved({ link: appLink, at })
            onProved?.({ recipe, at })
          }}
        />
      </div>
      {canPrint && (
        <PrintSheet
          caption={caption}
          webLink={webLink}
          settings={draft.code}
          widthMm={draft.widthMm}
          host={hostOf(portal)}
        />
      )}
    </>
  )
}

/** The finished link in every form, or what it still lacks. Drawn anew only when the settled draft changes. */
export const Take = memo((props: TakeProps) => {
  const { draft, chosen } = props
  const recipe = recipeOf(draft, chosen.bot.id)
  if (recipe) return <Made {...props} recipe={recipe} />
  const read = readDraft(draft)
  return (
    <section className={`${common.card} ${styles.seen}`}>
      <p role="status">{'problem' in read ? read.problem : parametersTrouble(parametersOf(draft))}</p>
    </section>
  )
})
