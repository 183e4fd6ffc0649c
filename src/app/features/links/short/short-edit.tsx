import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ShortLinkFields } from '../../../../contract/links/short-link.ts'
import { RestError } from '../../../../contract/rest/rest-error.ts'
import { describeError } from '../../../messages/describe-error.ts'
import { usePortal } from '../../../portal/portal-context.tsx'
import { isAnswerLost } from '../../../queries/lost-answer.ts'
import type { FoundShortLink } from '../../../queries/short-link-queries.ts'
import { saveShortLink, shortLinksKey } from '../../../queries/short-link-queries.ts'
import { Failed } from '../../../ui/failed.tsx'
import { ForeignText } from '../../../ui/foreign-text.tsx'
import { useNow } from '../../../ui/use-now.ts'
import { useWorker } from '../../../worker/worker-context.ts'
import { BothVersions, ConflictFrame } from '../both-versions.tsx'
import { differencesOf, mergeVersions, onlyTheirs } from '../versions.ts'
import { draftOn, keptShortEdit } from './kept-short-edit.ts'
import { readShortDraft } from './read-short-draft.ts'
import { refusedFieldsOf } from './refused-fields.ts'
import { botChoicesOf } from './short-bots.ts'
import { shortDraftOf } from './short-draft.ts'
import { ShortForm } from './short-form.tsx'
import { shortLinkFields, versionOf, type ReadVersion } from './short-versions.ts'
import styles from './short-parts.module.css'
import { useShortChoices } from './use-short-choices.ts'
import { useShortDraft } from './use-short-draft.ts'

type Wanted = { readonly version: string; readonly fields: ShortLinkFields }

const isChangedByOther = (error: unknown) => error instanceof RestError && error.code === 'LINK_CHANGED'

const useSaveLink = (id: string, onSaved: () => void) => {
  const worker = useWorker()
  const portal = usePortal()
  const queries = useQueryClient()
  const readAgain = () => queries.invalidateQueries({ queryKey: shortLinksKey(worker) })
  return useMutation({
    mutationFn: (wanted: Wanted) => saveShortLink(worker, { id, ...wanted }),
    onSuccess: async () => {
      keptShortEdit(portal, id).forget()
      await readAgain()
      onSaved()
    },
    // Both versions are shown, so theirs has to be read first.
    onError: async (error) => {
      if (isChangedByOther(error)) await readAgain()
    },
  })
}

type SaveLink = ReturnType<typeof useSaveLink>

type EditProps = {
  readonly slug: string
  /** What was read when somebody began to type. */
  readonly base: ReadVersion
  readonly save: SaveLink
  readonly onTyped: (isTyped: boolean) => void
  readonly id: string
  readonly children: ReactNode
}

const Edit = ({ id, slug, base, save, onTyped, children }: EditProps) => {
  const portal = usePortal()
  const now = useNow()
  const { bots, campaigns } = useShortChoices()
  const { botDialogId, botName, expiresAt } = base.fields
  const state = useShortDraft({
    before: shortDraftOf({ ...base.fields, slug }),
    kept: draftOn(base, keptShortEdit(portal, id), onTyped),
    onTouch: save.reset,
  })
  const choices = botChoicesOf(bots.data ?? [], { dialogId: botDialogId, name: botName })
  const chosen = choices.find(({ dialogId }) => dialogId === state.draft.botDialogId)
  const around = { botName: chosen?.name ?? botName, portalOrigin: portal.origin, now, expiresAt }
  return (
    <ShortForm
      state={state}
      read={readShortDraft(state.draft, around)}
      bots={choices}
      campaigns={campaigns}
      base={undefined}
      refused={refusedFieldsOf(save.error)}
      isSending={save.isPending}
      submitLabel="Save changes"
      onSubmit={(fields) => save.mutate({ version: base.version, fields })}
    >
      {children}
      {save.isError && (
        <Failed
          what={
            isAnswerLost(save.error)
              ? 'Whether the link was changed is not known'
              : 'The link was not changed'
          }
          {...describeError(save.error)}
        />
      )}
    </ShortForm>
  )
}

const Opened = ({ data, onSaved }: { readonly data: FoundShortLink; readonly onSaved: () => void }) => {
  const portal = usePortal()
  const { id, slug, name } = data.link
  const kept = keptShortEdit(portal, id)
  const theirs = versionOf(data)
  // Once somebody has typed, what they read stays what they change, whatever others say meanwhile.
  const [typedOn, setTypedOn] = useState(() => kept.load(null)?.base)
  const base = typedOn ?? theirs
  const save = useSaveLink(id, onSaved)
  const mine = save.variables?.fields
  const isOther = base.version !== theirs.version
  if (mine && isOther && isChangedByOther(save.error)) {
    const both = { mine, theirs: theirs.fields }
    const saveChosen = (taken: ReadonlySet<string>) => {
      const fields = mergeVersions(shortLinkFields, both, taken)
      kept.save({ draft: shortDraftOf({ ...fields, slug }), base: theirs }, null)
      setTypedOn(theirs)
      save.mutate({ version: theirs.version, fields })
    }
    const leave = () => {
      kept.forget()
      setTypedOn(undefined)
      save.reset()
    }
    return (
      <ConflictFrame>
        <BothVersions
          key={theirs.version}
          title={
            <>
              Another admin has changed “<ForeignText text={name} />” since you read it
            </>
          }
          differences={differencesOf(shortLinkFields, mine, theirs.fields)}
          theirsAtFirst={onlyTheirs(shortLinkFields, { before: base.fields, ...both })}
          isBusy={save.isPending}
          onSave={saveChosen}
          onLeave={leave}
        />
      </ConflictFrame>
    )
  }
  return (
    <Edit
      key={base.version}
      id={id}
      slug={slug}
      base={base}
      save={save}
      onTyped={(isTyped) => setTypedOn(isTyped ? base : undefined)}
    >
      {isOther && !save.isPending && (
        <p role="status" className={styles.second}>
          Another admin has changed this link since you began to type. Saving shows both versions.
        </p>
      )}
    </Edit>
  )
}

/** Changing a link; its address stays, so that what is printed goes on working. */
export const ShortEdit = ({ data }: { readonly data: FoundShortLink }) => {
  const portal = usePortal()
  const [mode, setMode] = useState<'closed' | 'open' | 'saved'>(() =>
    // What was typed before a reload is not hidden.
    keptShortEdit(portal, data.link.id).load(null) ? 'open' : 'closed',
  )
  return (
    <section className={styles.section} aria-label="Change it">
      <h2>Change it</h2>
      <p>The address stays as it is; what is printed goes on working and leads to what is said here.</p>
      {mode === 'open' ? (
        <Opened data={data} onSaved={() => setMode('saved')} />
      ) : (
        <div className={styles.actions}>
          <Button variant="default" onClick={() => setMode('open')}>
            Change bot, context, page or end
          </Button>
          {mode === 'saved' && (
            <span role="status" className={styles.second}>
              Saved.
            </span>
          )}
        </div>
      )}
    </section>
  )
}
