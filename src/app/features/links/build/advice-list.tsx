import { Button } from '@mantine/core'
import { IconTool } from '@tabler/icons-react'
import { findingTexts } from '../../../messages/link-texts.ts'
import { Chip } from '../../../ui/chip.tsx'
import { showControls } from '../../../ui/show-controls.ts'
import type { Advice, Repair } from './field-advice.ts'
import common from '../links.module.css'
import styles from './build.module.css'

const tones = { error: 'red', warning: 'orange', note: 'blue' } as const
const words = { error: 'broken', warning: 'look', note: 'good to know' } as const
const mostShown = 12

type AdviceListProps = {
  readonly advice: readonly Advice[]
  /** Where in the context it is; at a field of its own nobody needs to be told. */
  readonly isPlaceShown?: boolean
  readonly onRepair: (repair: Repair) => void
}

/** What was found at a field, and a repair beside it where one click can mend it. */
export const AdviceList = ({ advice, isPlaceShown, onRepair }: AdviceListProps) =>
  advice.length > 0 && (
    <ul className={styles.advice}>
      {advice.slice(0, mostShown).map(({ finding: { code, level, at }, repair, arrives }) => (
        <li key={`${code} ${at ?? ''}`}>
          {arrives === undefined ? (
            <>
              <Chip tone={tones[level]}>{words[level]}</Chip>
              <span>
                {isPlaceShown && at !== undefined && <code>{showControls(at)} </code>}
                {findingTexts[code]}
              </span>
            </>
          ) : (
            <span className={common.second}>
              After a click it arrives as <code>{arrives}</code>.
            </span>
          )}
          {repair && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconTool size={13} />}
              onClick={() => onRepair(repair)}
            >
              {showControls(repair.label)}
            </Button>
          )}
        </li>
      ))}
      {advice.length > mostShown && <li>{advice.length - mostShown} more of this kind.</li>}
    </ul>
  )
