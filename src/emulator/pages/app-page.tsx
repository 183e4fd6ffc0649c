import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Launch, PageUser } from '../../contract/portal-pages/page-views.ts'
import { AppFrame } from './app-frame.tsx'
import type { FrameHost } from './frame-host.ts'
import type { PageClient } from './page-client.ts'
import { Picker, type Choice } from './pickers.tsx'
import { PortalLayout } from './portal-layout.tsx'
import { Slider } from './slider.tsx'
import { startPage, type PageProps } from './start-page.tsx'

/** What lies over the page because the app asked for it. */
type Overlay =
  | { kind: 'path'; path: string; onClose: () => void }
  | { kind: 'app'; launch: Launch; onClose: () => void }
  | {
      kind: 'picker'
      title: string
      choices: readonly Choice[]
      multiple: boolean
      onDone: (picked: readonly Choice[] | undefined) => void
    }

const crmSample: Record<string, readonly Choice[]> = {
  lead: [{ id: 'L_1', name: 'Lead: website form' }],
  contact: [{ id: 'C_1', name: 'Contact: Maria Schmidt' }],
  company: [{ id: 'CO_1', name: 'Company: Northwind' }],
  deal: [{ id: 'D_1', name: 'Deal: first order' }],
  quote: [{ id: 'Q_1', name: 'Quote: 2026-11' }],
}

type HostParts = {
  readonly client: PageClient
  readonly launch: Launch
  readonly users: readonly PageUser[]
  readonly show: (overlay: Overlay | undefined) => void
  readonly say: (notice: string) => void
  readonly setTitle: (title: string) => void
  readonly isMainPlacement: boolean
}

const createHost = ({
  client,
  launch,
  users,
  show,
  say,
  setTitle,
  isMainPlacement,
}: HostParts): FrameHost => {
  const { APP_SID: appSid } = launch.query
  const openPath = (path: string) =>
    new Promise<void>((resolve) => show({ kind: 'path', path, onClose: () => (show(undefined), resolve()) }))
  const pick = (title: string, choices: readonly Choice[], multiple: boolean) =>
    new Promise<readonly Choice[] | undefined>((resolve) =>
      show({
        kind: 'picker',
        title,
        choices,
        multiple,
        onDone: (picked) => (show(undefined), resolve(picked)),
      }),
    )
  const people = users.filter((user) => user.active && !user.bot)
  const openChat = (dialogId: string) =>
    void openPath(`/online/?IM_DIALOG=${encodeURIComponent(dialogId)}&IFRAME=Y`)
  return {
    initData: launch.initData,
    isMainPlacement,
    refreshAuth: () => client.act('portal.refreshAuth', { appSid }),
    setInstall: (install) => client.act('portal.setInstall', { appSid, install }),
    finishInstall: async () => {
      await client.act('portal.finishInstall', { appSid })
      location.assign('/?install_finished=Y')
    },
    setAppOption: async (name, value) =>
      (await client.act('portal.setAppOption', { appSid, name, value })).options,
    setUserOption: async (name, value) =>
      (await client.act('portal.setUserOption', { appSid, name, value })).options,
    resize: ({ height }) =>
      document
        .querySelector<HTMLElement>('.portal-main > .app-frame')
        ?.style.setProperty('min-height', height),
    setTitle,
    setScroll: (top) => document.querySelector('.portal-main')?.scrollTo({ top }),
    reload: () => location.reload(),
    openApplication: async (options) => {
      const opened = await client.act('portal.launch', {})
      const placementOptions = { ...(typeof options === 'object' ? options : { value: options }) }
      const child = { ...opened, initData: { ...opened.initData, PLACEMENT_OPTIONS: placementOptions } }
      await new Promise<void>((resolve) =>
        show({ kind: 'app', launch: child, onClose: () => (show(undefined), resolve()) }),
      )
    },
    closeApplication: () => document.querySelector<HTMLDialogElement>('dialog.slider')?.close(),
    openPath,
    openMessenger: openChat,
    openHistory: openChat,
    call: (who, kind) => say(`The app asks for a ${kind} call to ${who}. The emulator has no telephone.`),
    selectUsers: async (multiple) => {
      const choices = people.map((user) => ({ id: String(user.id), name: user.name }))
      const picked = await pick(multiple ? 'Select people' : 'Select a person', choices, multiple)
      return picked?.map(({ id, name }) => {
        const user = people.find((person) => String(person.id) === id)
        return { id, name, photo: user?.avatar ?? '', position: user?.workPosition ?? '' }
      })
    },
    selectAccess: () =>
      pick(
        'Select who has access',
        [
          { id: 'AU', name: 'All signed-in users' },
          ...people.map((user) => ({ id: `U${user.id}`, name: user.name })),
        ],
        true,
      ),
    selectCrm: async (types, multiple) => {
      const picked = await pick(
        'Select CRM items',
        types.flatMap((type) => crmSample[type] ?? []),
        multiple,
      )
      if (!picked) return undefined
      const chosen = new Set(picked.map(({ id }) => id))
      return Object.fromEntries(
        types.map((type) => [
          type,
          (crmSample[type] ?? [])
            .filter(({ id }) => chosen.has(id))
            .map(({ id, name }) => ({ id, type, place: 'search', title: name })),
        ]),
      )
    },
    showAppForm: () => say('The app asks for its settings form. The emulator has none to show.'),
  }
}

const AppPage = ({ boot, client }: PageProps) => {
  const users = useQuery({ queryKey: ['users'], queryFn: () => client.act('portal.users', {}) })
  const launch = useQuery({
    queryKey: ['launch'],
    queryFn: () => client.act('portal.launch', {}),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
  const [overlay, setOverlay] = useState<Overlay>()
  const [notice, setNotice] = useState('')
  const [title, setTitle] = useState('Bot Console')
  const parts = useMemo(
    () => ({ client, users: users.data?.users ?? [], show: setOverlay, say: setNotice, setTitle }),
    [client, users.data],
  )
  return (
    <PortalLayout boot={boot} client={client} title={title} users={parts.users}>
      {launch.isError && <p role="alert">{launch.error.message}</p>}
      {launch.data && (
        <>
          {!launch.data.installed && (
            <p className="portal-notice">
              The app is not fully installed yet: it gets no events until its installer has finished.
            </p>
          )}
          <AppFrame
            title={launch.data.title}
            launch={launch.data}
            host={createHost({ ...parts, launch: launch.data, isMainPlacement: true })}
          />
        </>
      )}
      {notice && (
        <p className="portal-toast" role="status">
          {notice}{' '}
          <button type="button" onClick={() => setNotice('')}>
            OK
          </button>
        </p>
      )}
      {overlay?.kind === 'path' && (
        <Slider label="Portal page" onClose={overlay.onClose}>
          <iframe src={overlay.path} title="Portal page" className="slider-frame" />
        </Slider>
      )}
      {overlay?.kind === 'app' && (
        <Slider label={overlay.launch.title} onClose={overlay.onClose}>
          <AppFrame
            title={`${overlay.launch.title}, opened`}
            launch={overlay.launch}
            host={createHost({ ...parts, launch: overlay.launch, isMainPlacement: false })}
          />
        </Slider>
      )}
      {overlay?.kind === 'picker' && <Picker {...overlay} />}
    </PortalLayout>
  )
}

startPage(AppPage)
