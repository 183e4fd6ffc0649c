import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Checkbox.css'
import { Button, Checkbox } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { LinkFinding } from '../../../../contract/deep-link/link-finding.ts'
import {
  adviseLink,
  linkWishes,
  type LinkAdvice,
  type LinkWish,
} from '../../../../contract/links/advise-link.ts'
import type { LinkRecipe } from '../../../../contract/links/saved-link.ts'
import { findingTexts } from '../../../messages/link-texts.ts'
import { describeLoss, describeReason, wishTexts } from '../../../messages/short-link-texts.ts'
import type { Portal } from '../../../portal/portal.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { workerAt, workerStatusOptions } from '../../../queries/worker-queries.ts'
import { Chip } from '../../../ui/chip.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import { findWorkerOrigin } from '../../../worker/worker-address.ts'
import { handOver } from './hand-over.ts'
import styles from './advice.module.css'

/** Whether a worker that keeps links can be asked from here. */
const useHasWorker = (portal: Portal): boolean | undefined => {
  const isPossible = portal.mode === 'frame'
  const status = useQuery({
    ...workerStatusOptions(workerAt(portal, findWorkerOrigin())),
    enabled: isPossible,
  })
  if (!isPossible) return false
  return status.isPending ? undefined : (status.data?.capabilities.includes('links') ?? false)
}

const Said = ({ advice }: { readonly advice: LinkAdvice }) => {
  if (advice.way === 'mend')
    return (
      <p>
        <Chip tone="red">mend it first</Chip>{' '}
        {advice.at !== undefined && <code>{showControls(advice.at)} </code>}
        {findingTexts[advice.code]}
      </p>
    )
  if (advice.way === 'store')
    return (
      <>
        <p>
          <Chip tone="blue">store it</Chip> <strong>A short link is better here.</strong>
        </p>
        <ul>
          {advice.reasons.map((reason) => (
            <li key={JSON.stringify(reason)}>{showControls(describeReason(reason))}</li>
          ))}
        </ul>
      </>
    )
  if (advice.because === 'fits')
    return (
      <p>
        <Chip tone="green">embed it</Chip> Short and harmless: the link itself can carry the context.
      </p>
    )
  return (
    <>
      <p>
        <Chip tone="orange">embed it</Chip>{' '}
        {advice.because === 'noWorker'
          ? 'A short link would be better, and there is no worker that keeps links. What is lost:'
          : 'A short link would be better, and the context is larger than the worker keeps. What is lost:'}
      </p>
      <ul>
        {advice.lost.map((reason) => (
          <li key={JSON.stringify(reason)}>{showControls(describeLoss(reason))}</li>
        ))}
      </ul>
    </>
  )
}

type AdviceProps = {
  /** What the builder has made. */
  readonly recipe: LinkRecipe
  readonly webLink: string
  readonly findings: readonly LinkFinding[]
}

/** Whether to embed the context or to store it, and why; takes the link over into a short one. */
export const Advice = ({ recipe, webLink, findings }: AdviceProps) => {
  const portal = usePortal()
  const navigate = useNavigate()
  const hasWorker = useHasWorker(portal)
  const [wishes, setWishes] = useState<readonly LinkWish[]>([])
  const advice = adviseLink({
    context: recipe.context,
    webLinkLength: webLink.length,
    findings,
    wishes,
    hasWorker: hasWorker ?? true,
  })
  const make = () => {
    handOver(portal, recipe, advice.way === 'store' ? advice.carries : 'token')
    void navigate({ to: '/links/short/new' })
  }
  const canStore =
    hasWorker !== false && advice.way !== 'mend' && !(advice.way === 'embed' && advice.because === 'tooLarge')
  return (
    <section className={styles.advice} aria-label="Embed or store">
      <h2>Embed or store</h2>
      <div className={styles.wishes} role="group" aria-label="What the link must be able to do">
        {linkWishes.map((wish) => (
          <Checkbox
            key={wish}
            size="sm"
            label={wishTexts[wish]}
            checked={wishes.includes(wish)}
            onChange={(event) =>
              setWishes(
                event.currentTarget.checked ? [...wishes, wish] : wishes.filter((other) => other !== wish),
              )
            }
          />
        ))}
      </div>
      <div className={styles.said} aria-live="polite">
        <Said advice={advice} />
      </div>
      {canStore && (
        <div>
          <Button variant={advice.way === 'store' ? 'filled' : 'default'} onClick={make}>
            Make a short link of it
          </Button>
        </div>
      )}
    </section>
  )
}
