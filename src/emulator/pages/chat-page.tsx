import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { PageMessage } from '../../contract/portal-pages/page-views.ts'
import { portalOrigin } from './boot.ts'
import { loadDialog, type OpenDialog } from './chat/dialog-data.ts'
import { DialogList } from './chat/dialog-list.tsx'
import { DialogView } from './chat/dialog-view.tsx'
import { followLink, type FollowedLink, type Reader } from './chat/follow-link.ts'
import { LinkBox } from './chat/link-box.tsx'
import { Picker } from './pickers.tsx'
import { PortalLayout } from './portal-layout.tsx'
import { startPage, type PageProps } from './start-page.tsx'

const pollMs = 1000

/** The address bar names the open dialog, so that a reload comes back to it; never with a context in it. */
const showInAddress = (dialogId: string) => {
  const address = new URL(location.href)
  address.searchParams.set('IM_DIALOG', dialogId)
  history.replaceState(null, '', address)
}

const ChatPage = ({ boot, client }: PageProps) => {
  const queries = useQueryClient()
  const [dialogId, setDialogId] = useState<string>()
  const [followed, setFollowed] = useState<FollowedLink>()
  const [failure, setFailure] = useState('')
  const [forwarding, setForwarding] = useState<PageMessage>()
  const users = useQuery({
    queryKey: ['users'],
    queryFn: () => client.act('portal.users', {}),
    refetchInterval: 10_000,
  })
  const dialogs = useQuery({
    queryKey: ['dialogs'],
    queryFn: () => client.act('chat.dialogs', {}),
    refetchInterval: pollMs,
  })
  const open = useQuery({
    queryKey: ['dialog', dialogId],
    queryFn: () => loadDialog(client, dialogId ?? '', queries.getQueryData<OpenDialog>(['dialog', dialogId])),
    enabled: dialogId !== undefined,
    refetchInterval: pollMs,
  })
  const act = useMutation({
    mutationFn: (action: () => Promise<unknown>) => action(),
    onError: (error) => setFailure(error.message),
    onSuccess: () => setFailure(''),
    onSettled: () => queries.invalidateQueries(),
  })

  const openDialog = async (id: string) => {
    await queries.fetchQuery({ queryKey: ['dialog', id], queryFn: () => loadDialog(client, id) })
    setDialogId(id)
  }
  const follow = async (reader: Reader, url: string, nativeDecodes: 0 | 1) => {
    const result = await followLink({ client, reader, url, nativeDecodes, openDialog })
    setFollowed(result)
    return result
  }
  const select = (id: string) => {
    setDialogId(id)
    showInAddress(id)
  }

  const hasStarted = useRef(false)
  useEffect(() => {
    if (hasStarted.current || !location.search.includes('IM_DIALOG')) return
    hasStarted.current = true // a reader of the address runs once per page load, also under StrictMode
    const reader = boot.router === 'older' ? 'full-load-older' : 'full-load'
    const start = async () => {
      const result = await followLink({
        client,
        reader,
        url: location.href,
        nativeDecodes: boot.nativeDecodes,
        openDialog,
      })
      const { cleanedUrl, sends, consoleErrors } = result.reading
      if (cleanedUrl !== null) history.replaceState(null, '', cleanedUrl)
      if (sends || consoleErrors.length > 0) setFollowed(result)
    }
    start().catch((error: unknown) => setFailure(String(error)))
  })

  /** A click on a portal link goes to the in-portal reader first; what it ignores is ordinary navigation. */
  const onLink = (event: { preventDefault: () => void }, href: string) => {
    const target = new URL(href, portalOrigin(boot))
    if (target.host !== boot.portal.domain) return
    event.preventDefault()
    act.mutate(async () => {
      const { reading } = await follow('in-portal-click', target.href, boot.nativeDecodes)
      if (reading.outcome === 'ignored') location.assign(target)
    })
  }

  const people = users.data?.users ?? []
  const page = (
    <div className="chat">
      <DialogList dialogs={dialogs.data?.dialogs ?? []} selected={dialogId} onSelect={select} />
      <div className="chat-body">
        <LinkBox
          nativeDecodes={boot.nativeDecodes}
          followed={followed}
          onFollow={(reader, url, nativeDecodes) => act.mutate(() => follow(reader, url, nativeDecodes))}
        />
        {failure && <p role="alert">{failure}</p>}
        {open.isError && <p role="alert">{open.error.message}</p>}
        {forwarding && (
          <Picker
            title="Forward to"
            multiple={false}
            choices={(dialogs.data?.dialogs ?? []).map((dialog) => ({
              id: dialog.dialogId,
              name: dialog.title,
            }))}
            onDone={(picked) => {
              setForwarding(undefined)
              const [target] = picked ?? []
              if (target)
                act.mutate(() =>
                  client.act('chat.forward', { messageId: forwarding.id, dialogId: target.id }),
                )
            }}
          />
        )}
        {open.data ? (
          <DialogView
            key={open.data.dialog.dialogId}
            open={open.data}
            users={new Map(people.map((user) => [user.id, user]))}
            myId={boot.me.id}
            now={open.dataUpdatedAt}
            onSend={(text, replyId) =>
              act.mutate(() =>
                client.act('chat.send', {
                  dialogId: open.data.dialog.dialogId,
                  text,
                  ...(replyId === undefined ? {} : { replyId }),
                }),
              )
            }
            actions={{
              onLink,
              onPress: (message, button) =>
                act.mutate(() =>
                  client.act('chat.press', {
                    messageId: message.id,
                    botId: button.BOT_ID ?? message.authorId,
                    command: button.COMMAND ?? '',
                    params: button.COMMAND_PARAMS ?? '',
                  }),
                ),
              onReact: (message, reaction) =>
                act.mutate(() =>
                  client.act('chat.react', {
                    messageId: message.id,
                    reaction,
                    action: message.reactions.some(
                      (given) => given.reaction === reaction && given.userIds.includes(boot.me.id),
                    )
                      ? 'delete'
                      : 'add',
                  }),
                ),
              onEdit: (message, text) =>
                act.mutate(() => client.act('chat.edit', { messageId: message.id, text })),
              onForward: setForwarding,
              onDelete: (message) => act.mutate(() => client.act('chat.delete', { messageId: message.id })),
            }}
          />
        ) : (
          <p className="empty">Choose a chat or a bot from the list.</p>
        )}
      </div>
    </div>
  )
  if (new URLSearchParams(location.search).get('IFRAME') === 'Y')
    return <main className="portal-main embedded">{page}</main>
  return (
    <PortalLayout boot={boot} client={client} title="Messenger" users={people}>
      {page}
    </PortalLayout>
  )
}

startPage(ChatPage)
