import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import type { ShortLinkView } from '../../../../contract/links/short-link.ts'
import { shortStateMeanings } from '../../../messages/short-link-texts.ts'
import { CopyButton } from '../../../ui/copy-button.tsx'
import { CodeFiles, codeOf } from './short-code.tsx'
import styles from './short-parts.module.css'

/** The address in every form it is taken away in. */
export const ShortTake = ({ link }: { readonly link: Pick<ShortLinkView, 'url' | 'slug' | 'state'> }) => {
  const code = codeOf(link.url)
  return (
    <section className={styles.section} aria-label="Take it">
      {link.state !== 'active' && (
        <div className={styles.notice} role="status">
          <p>{shortStateMeanings[link.state]}</p>
        </div>
      )}
      <div className={styles.take}>
        <img src={code.svg} alt="Code to scan that holds the address" />
        <div>
          <span className={styles.url}>{link.url}</span>
          <div className={styles.actions}>
            {link.state !== 'revoked' && (
              <>
                <CopyButton value={link.url} label="Copy address" />
                <CodeFiles code={code} slug={link.slug} />
              </>
            )}
            <Button
              component="a"
              href={`${link.url}?preview`}
              target="_blank"
              rel="noreferrer"
              size="xs"
              variant="default"
              leftSection={<IconExternalLink size={14} />}
            >
              Look where it leads
            </Button>
          </div>
          <p className={styles.second}>
            Print the code at least {code.widthMm / 10} cm wide to be read at arm’s length. Looking from here
            is not counted; opening the address is.
          </p>
        </div>
      </div>
    </section>
  )
}
