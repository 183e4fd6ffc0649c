import { Button, FileButton, NativeSelect, TextInput } from '@mantine/core'
import { IconPhoto } from '@tabler/icons-react'
import { useState } from 'react'
import { errorCorrections, type CodeSettings } from '../../../../contract/links/code-settings.ts'
import { contrastOf } from '../../../ui/readable-on.ts'
import { correctionTexts } from './code-texts.ts'
import { NumberField } from './number-field.tsx'
import { readLogo } from './read-logo.ts'
import styles from './code.module.css'

type CodeLookProps = {
  readonly settings: CodeSettings
  readonly onChange: (settings: CodeSettings) => void
}

const usualShare = 0.2

const Logo = ({ settings, onChange }: CodeLookProps) => {
  const [problem, setProblem] = useState<string>()
  const { logo, ...plain } = settings
  const choose = async (file: File | null) => {
    if (!file) return
    const read = await readLogo(file, settings.light)
    setProblem('problem' in read ? read.problem : undefined)
    if ('image' in read) onChange({ ...plain, logo: { image: read.image, share: logo?.share ?? usualShare } })
  }
  return (
    <div className={styles.logo}>
      {logo && <img src={logo.image} alt="The chosen logo" width={40} height={40} />}
      <FileButton
        onChange={(file) => void choose(file)}
        accept="image/*"
        inputProps={{ 'aria-label': 'Logo file' }}
      >
        {(props) => (
          <Button {...props} size="xs" variant="default" leftSection={<IconPhoto size={14} />}>
            {logo ? 'Another logo' : 'Put a logo in the middle'}
          </Button>
        )}
      </FileButton>
      {logo && (
        <>
          <Button size="xs" variant="subtle" onClick={() => onChange(plain)}>
            Remove logo
          </Button>
          <NumberField
            label="Logo’s width, %"
            value={Math.round(logo.share * 100)}
            least={10}
            most={40}
            onChange={(percent) => onChange({ ...settings, logo: { ...logo, share: percent / 100 } })}
          />
        </>
      )}
      {problem !== undefined && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </div>
  )
}

/** How the code is drawn: level, margin, colours, logo. */
export const CodeLook = ({ settings, onChange }: CodeLookProps) => (
  <div className={styles.look}>
    <NativeSelect
      label="Error correction"
      description={settings.logo ? 'With a logo it is always H.' : undefined}
      disabled={settings.logo !== undefined}
      value={settings.logo ? 'high' : settings.errorCorrection}
      data={errorCorrections.map((value) => ({ value, label: correctionTexts[value] }))}
      onChange={(event) => {
        const errorCorrection = errorCorrections.find((one) => one === event.currentTarget.value)
        if (errorCorrection) onChange({ ...settings, errorCorrection })
      }}
    />
    <NumberField
      label="Margin, modules"
      value={settings.quietZone}
      least={0}
      most={16}
      onChange={(quietZone) => onChange({ ...settings, quietZone })}
    />
    <TextInput
      type="color"
      label="Dark"
      value={settings.dark}
      onChange={(event) => onChange({ ...settings, dark: event.currentTarget.value })}
    />
    <TextInput
      type="color"
      label="Light"
      value={settings.light}
      onChange={(event) => onChange({ ...settings, light: event.currentTarget.value })}
    />
    <p className={styles.wide}>
      Contrast {contrastOf(settings.dark, settings.light).toFixed(1)} to 1. The level says how much of the
      code may be dirty or covered.
    </p>
    <Logo settings={settings} onChange={onChange} />
  </div>
)
