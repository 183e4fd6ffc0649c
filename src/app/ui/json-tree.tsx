import { TextInput } from '@mantine/core'
import type { KeyboardEvent } from 'react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { CopyButton } from './copy-button.tsx'
import type { JsonFolds, JsonLine } from './json-lines.ts'
import { childrenAtOnce, findInJson, formatPath, jsonLines, valueText } from './json-lines.ts'
import styles from './json-tree.module.css'
import { showControls } from './show-controls.ts'

type JsonTreeProps = { readonly label: string; readonly value: unknown }

/** A long text is shown by its beginning; all of it can be copied. */
const longestShown = 400

const shownValue = (value: unknown): string => {
  if (typeof value !== 'string') return String(value)
  const text = showControls(value)
  return text.length > longestShown
    ? `"${text.slice(0, longestShown)}…" ${text.length.toLocaleString('en')} characters`
    : JSON.stringify(text)
}

const sizeOf = ({ value, children = 0 }: JsonLine): string => {
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  return children === 0 ? `${open}${close}` : `${open} ${children.toLocaleString('en')} ${close}`
}

const LineText = ({ line }: { readonly line: JsonLine }) => (
  <>
    <span className={styles.fold} aria-hidden>
      {line.children ? (line.isOpen ? '▾' : '▸') : ''}
    </span>
    {line.name !== '' && (
      <>
        <span className={styles.key}>
          <bdi>{showControls(line.name)}</bdi>
        </span>
        :{' '}
      </>
    )}
    {line.children === undefined ? (
      <bdi className={styles.value} data-kind={line.value === null ? 'null' : typeof line.value}>
        {shownValue(line.value)}
      </bdi>
    ) : (
      <span className={styles.size}>{sizeOf(line)}</span>
    )}
  </>
)

const parentOf = (lines: readonly JsonLine[], at: number): number => {
  const depth = lines[at]?.depth ?? 0
  return lines.findLastIndex((line, index) => index < at && line.depth < depth)
}

/** JSON to fold, search and copy from. The arrows walk through it as through a tree of files. */
export const JsonTree = ({ label, value }: JsonTreeProps) => {
  const id = useId()
  const tree = useRef<HTMLDivElement>(null)
  const [folds, setFolds] = useState<JsonFolds>({ isOpen: {}, drawn: {} })
  const [sought, setSought] = useState('')
  const [activeId, setActiveId] = useState('[]')
  const found = useMemo(() => findInJson(value, sought.trim()), [value, sought])
  const lines = useMemo(() => jsonLines(value, folds, found), [value, folds, found])
  const at = Math.max(
    0,
    lines.findIndex((line) => line.id === activeId),
  )
  const active = lines[at]
  useEffect(() => {
    tree.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const go = (index: number) => {
    const line = lines[Math.max(0, Math.min(lines.length - 1, index))]
    if (line) setActiveId(line.id)
  }
  const fold = (line: JsonLine, isOpen: boolean) =>
    setFolds((before) => ({ ...before, isOpen: { ...before.isOpen, [line.id]: isOpen } }))
  const goToFound = (step: 1 | -1) => {
    if (found.ids.length === 0) return
    const now = found.ids.indexOf(activeId)
    const next = now < 0 ? (step > 0 ? 0 : found.ids.length - 1) : now + step
    setActiveId(found.ids.at(next % found.ids.length) ?? activeId)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!active || event.ctrlKey || event.metaKey || event.altKey) return
    const canFold = active.children !== undefined && active.children > 0
    const acts: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(lines.length - 1),
      ArrowRight: () => (canFold && !active.isOpen ? fold(active, true) : go(at + 1)),
      ArrowLeft: () => (canFold && active.isOpen ? fold(active, false) : go(parentOf(lines, at))),
      Enter: () => canFold && fold(active, !active.isOpen),
      ' ': () => canFold && fold(active, !active.isOpen),
    }
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined
    if (!act) return
    event.preventDefault()
    act()
  }
  return (
    <section className={styles.view} aria-label={label}>
      <div className={styles.tools}>
        <TextInput
          size="xs"
          className={styles.search ?? ''}
          aria-label="Search in the JSON"
          placeholder="Search"
          value={sought}
          autoComplete="off"
          onChange={(event) => setSought(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') goToFound(event.shiftKey ? -1 : 1)
            if (event.key === 'Escape' && sought) {
              event.stopPropagation()
              setSought('')
            }
          }}
        />
        <span className={styles.count} role="status">
          {sought.trim() && (found.ids.length === 0 ? 'nothing' : `${found.ids.length} found`)}
        </span>
        {active && active.depth > 0 && (
          <CopyButton value={formatPath(active.path)} label="Copy path" size="compact-xs" />
        )}
        <CopyButton value={valueText(active?.value)} label="Copy value" size="compact-xs" />
        <CopyButton value={valueText(value)} label="Copy JSON" size="compact-xs" />
      </div>
      <div
        ref={tree}
        role="tree"
        tabIndex={0}
        aria-label={label}
        aria-activedescendant={`${id}-${at}`}
        className={styles.tree}
        onKeyDown={onKeyDown}
      >
        {lines.map((line, index) => (
          <div key={line.id} role="none">
            <div
              id={`${id}-${index}`}
              role="treeitem"
              aria-level={line.depth + 1}
              aria-expanded={line.children ? line.isOpen : undefined}
              aria-selected={index === at}
              className={styles.line}
              data-found={line.isFound || undefined}
              style={{ paddingLeft: 8 + Math.min(line.depth, 20) * 14 }}
              onClick={() => {
                setActiveId(line.id)
                if (line.children && line.id === active?.id) fold(line, !line.isOpen)
                else if (line.children && !line.isOpen) fold(line, true)
              }}
            >
              <LineText line={line} />
            </div>
            {line.rest > 0 && (
              <button
                type="button"
                tabIndex={-1}
                className={styles.rest}
                onClick={() =>
                  setFolds((before) => ({
                    ...before,
                    drawn: {
                      ...before.drawn,
                      [line.id]: (before.drawn[line.id] ?? childrenAtOnce) + 10 * childrenAtOnce,
                    },
                  }))
                }
              >
                {line.rest.toLocaleString('en')} more of {line.name || 'the whole'}
              </button>
            )}
          </div>
        ))}
      </div>
    </section>
  )
}
