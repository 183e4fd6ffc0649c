import { backgrounds, chatColors } from '../../../contract/rest/enums.ts'
import { backgroundColors } from './background-colors.ts'
import type { BackgroundName, ColorName } from './bot-draft.ts'
import { backgroundNames, colorNames } from './bot-draft.ts'
import styles from './bot-form.module.css'

type SwatchProps = {
  readonly group: string
  readonly name: string
  readonly color: string | undefined
  readonly checked: boolean
  readonly onChoose: () => void
}

const Swatch = ({ group, name, color, checked, onChoose }: SwatchProps) => (
  <label className={styles.swatch} title={name}>
    <input type="radio" name={group} aria-label={name} checked={checked} onChange={onChoose} />
    <span style={color ? { background: color } : undefined}>{color ? '' : name}</span>
  </label>
)

type ColorFieldProps = {
  readonly value: ColorName | ''
  readonly onChange: (value: ColorName | '') => void
  /** What no choice means; undefined when a colour was chosen once and none cannot be chosen again. */
  readonly none: string | undefined
}

export const ColorField = ({ value, onChange, none }: ColorFieldProps) => (
  <fieldset className={styles.swatches}>
    <legend className={styles.label}>Color{value ? `: ${value}` : ''}</legend>
    {none !== undefined && (
      <Swatch
        group="color"
        name={none}
        color={undefined}
        checked={value === ''}
        onChoose={() => onChange('')}
      />
    )}
    {colorNames.map((name) => (
      <Swatch
        key={name}
        group="color"
        name={name}
        color={chatColors[name]}
        checked={value === name}
        onChoose={() => onChange(name)}
      />
    ))}
  </fieldset>
)

type BackgroundFieldProps = {
  readonly value: BackgroundName | ''
  readonly onChange: (value: BackgroundName | '') => void
  readonly hint: string
}

export const BackgroundField = ({ value, onChange, hint }: BackgroundFieldProps) => (
  <div>
    <fieldset className={styles.swatches}>
      <legend className={styles.label}>
        Chat background{value ? `: ${value} (${backgrounds[value]})` : ''}
      </legend>
      <Swatch
        group="background"
        name="each person’s own"
        color={undefined}
        checked={value === ''}
        onChoose={() => onChange('')}
      />
      {backgroundNames.map((name) => (
        <Swatch
          key={name}
          group="background"
          name={name}
          color={backgroundColors[name]}
          checked={value === name}
          onChoose={() => onChange(name)}
        />
      ))}
    </fieldset>
    {hint && <p className={styles.hint}>{hint}</p>}
  </div>
)
