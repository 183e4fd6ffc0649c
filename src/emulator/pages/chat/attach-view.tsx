import { safeHref } from '../../../lib/bb-code.ts'
import { BbMessage, type BbActions } from './bb-view.tsx'

type Fields = Record<string, unknown>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? { ...value } : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])
const textOf = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

const Named = ({ fields }: { readonly fields: Fields }) => {
  const href = safeHref(textOf(fields, 'LINK'))
  const name = textOf(fields, 'NAME') || textOf(fields, 'LINK')
  return href ? (
    <a href={href} rel="noreferrer" target="_blank">
      {name}
    </a>
  ) : (
    <span>{name}</span>
  )
}

type AttachProps = { readonly blocks: readonly Record<string, unknown>[]; readonly actions: BbActions }

/** The blocks of an attachment, in the order the bot sent them. */
export const AttachView = ({ blocks, actions }: AttachProps) =>
  blocks.length === 0 ? null : (
    <div className="attach">
      {blocks.flatMap((block, index) =>
        Object.entries(block).map(([kind, value]) => (
          <AttachBlock key={`${index}${kind}`} kind={kind} value={value} actions={actions} />
        )),
      )}
    </div>
  )

type BlockProps = { readonly kind: string; readonly value: unknown; readonly actions: BbActions }

const AttachBlock = ({ kind, value, actions }: BlockProps) => {
  switch (kind) {
    case 'MESSAGE':
      return <BbMessage text={typeof value === 'string' ? value : ''} actions={actions} />
    case 'DELIMITER':
      return <hr />
    case 'GRID':
      return (
        <dl className="grid">
          {listOf(value)
            .map(fieldsOf)
            .map((row, index) => (
              <div key={index} className={textOf(row, 'DISPLAY') === 'LINE' ? 'grid-line' : 'grid-block'}>
                <dt>{textOf(row, 'NAME')}</dt>
                <dd>
                  <BbMessage text={textOf(row, 'VALUE')} actions={actions} />
                </dd>
              </div>
            ))}
        </dl>
      )
    case 'USER':
    case 'LINK':
    case 'IMAGE':
    case 'FILE':
      return (
        <ul>
          {listOf(value)
            .map(fieldsOf)
            .map((item, index) => (
              <li key={index}>
                <Named fields={item} /> {textOf(item, 'DESC')}
              </li>
            ))}
        </ul>
      )
    default:
      return null
  }
}
