import { useState } from 'react'
import styles from './avatar.module.css'
import { readableOn } from './readable-on.ts'
import { showControls } from './show-controls.ts'

type AvatarProps = {
  readonly name: string
  /** An address or a data: image; the initials stand in when it is empty or does not load. */
  readonly image?: string | undefined
  /** A hex colour behind the initials. */
  readonly color?: string | undefined
  readonly size?: number
}

const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase())
    .join('')

const isImage = (image: string | undefined): image is string =>
  image !== undefined && /^(https?:\/\/|data:image\/)/.test(image)

export const Avatar = ({ name, image, color, size = 36 }: AvatarProps) => {
  const [broken, setBroken] = useState<string>()
  const box = { width: size, height: size, fontSize: Math.round(size * 0.38) }
  if (isImage(image) && image !== broken)
    return <img className={styles.avatar} style={box} src={image} alt="" onError={() => setBroken(image)} />
  const background = color || '#525c69'
  return (
    <span className={styles.avatar} style={{ ...box, background, color: readableOn(background) }} aria-hidden>
      {initialsOf(showControls(name))}
    </span>
  )
}
