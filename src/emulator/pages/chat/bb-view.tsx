import { parseBbMessage, safeHref, bbText, type BbNode, type BbTag } from '../../../lib/bb-code.ts'

export type BbActions = {
  readonly onLink: (event: { preventDefault: () => void }, href: string) => void
  readonly onPut: (text: string) => void
  readonly onSend: (text: string) => void
}

type BbProps = { readonly nodes: readonly BbNode[]; readonly actions: BbActions }

const color = /^#[0-9a-f]{3}([0-9a-f]{3})?$/i

const BbNodes = ({ nodes, actions }: BbProps) =>
  nodes.map((node, index) =>
    typeof node === 'string' ? (
      <span key={index}>{node}</span>
    ) : (
      <BbElement key={index} node={node} actions={actions} />
    ),
  )

const BbElement = ({ node, actions }: { readonly node: BbTag; readonly actions: BbActions }) => {
  const inside = <BbNodes nodes={node.children} actions={actions} />
  const words = bbText(node.children)
  switch (node.tag) {
    case 'b':
      return <strong>{inside}</strong>
    case 'i':
      return <em>{inside}</em>
    case 'u':
      return <u>{inside}</u>
    case 's':
      return <s>{inside}</s>
    case 'br':
      return <br />
    case 'size':
      return <span style={{ fontSize: Math.min(30, Math.max(8, Number(node.value) || 14)) }}>{inside}</span>
    case 'color':
      return <span style={color.test(node.value) ? { color: node.value } : {}}>{inside}</span>
    case 'code':
      return <code>{words}</code>
    case 'url': {
      const href = safeHref(node.value || words)
      if (!href) return <span>{inside}</span>
      return (
        <a href={href} rel="noreferrer" onClick={(event) => actions.onLink(event, href)}>
          {inside}
        </a>
      )
    }
    case 'user':
    case 'chat':
    case 'context':
      return <span className="mention">{inside}</span>
    case 'put':
      return (
        <button type="button" className="inline-action" onClick={() => actions.onPut(node.value || words)}>
          {inside}
        </button>
      )
    case 'send':
      return (
        <button type="button" className="inline-action" onClick={() => actions.onSend(node.value || words)}>
          {inside}
        </button>
      )
    case 'timestamp':
      return <time>{new Date(Number.parseInt(node.value) * 1000).toLocaleString('en-GB')}</time>
    case 'img':
      return <span className="mention">image: {words.trim()}</span>
    case 'icon':
      return <span className="mention">icon</span>
    case 'disk':
      return <span className="mention">file {node.value}</span>
    default:
      return <span>{inside}</span>
  }
}

/** A message's text as people see it. */
export const BbMessage = ({ text, actions }: { readonly text: string; readonly actions: BbActions }) =>
  parseBbMessage(text).map(({ kind, nodes }, index) =>
    kind === 'quote' ? (
      <blockquote key={index}>
        <BbNodes nodes={nodes} actions={actions} />
      </blockquote>
    ) : (
      <p key={index}>
        <BbNodes nodes={nodes} actions={actions} />
      </p>
    ),
  )
