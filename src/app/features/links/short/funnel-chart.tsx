import '@mantine/charts/styles.css'
import '@mantine/core/styles/ColorSwatch.css'
import { BarChart, LineChart } from '@mantine/charts'
import { funnelTexts, wayTexts } from '../../../messages/short-link-texts.ts'
import type { Funnel } from '../../../../contract/links/short-link.ts'
import { funnelStepsOf, type FunnelDay } from './funnel-steps.ts'
import { wayColors, wayNames } from './way-colors.ts'

const ways = wayNames.map((name) => ({ name, label: wayTexts[name], color: wayColors[name] }))

/** Step by step, the ways that were chosen side by side in one bar. */
export const FunnelBars = ({ funnel, issued }: { readonly funnel: Funnel; readonly issued: number }) => {
  const { app, browser, copied } = funnel
  const data = funnelStepsOf(funnel, issued).map(({ name, count }) => ({
    step: `${funnelTexts[name].name} · ${count.toLocaleString('en')}`,
    ...(name === 'chosen' ? { app, browser, copied } : { all: count }),
  }))
  return (
    <BarChart
      h={220}
      data={data}
      dataKey="step"
      type="stacked"
      orientation="vertical"
      series={[{ name: 'all', label: 'all', color: 'var(--c-primary)' }, ...ways]}
      gridAxis="none"
      withXAxis={false}
      withTooltip={false}
      maxBarWidth={24}
      yAxisProps={{ width: 160, interval: 0 }}
      barProps={{ isAnimationActive: false }}
      barChartProps={{ accessibilityLayer: false }}
    />
  )
}

const lines = [
  { name: 'landed', label: funnelTexts.landed.name, color: 'var(--c-primary)' },
  { name: 'chosen', label: funnelTexts.chosen.name, color: 'var(--c-text-2)', strokeDasharray: '6 3' },
  { name: 'received', label: funnelTexts.received.name, color: 'var(--c-link)', strokeDasharray: '2 3' },
  { name: 'replied', label: funnelTexts.replied.name, color: 'var(--c-success)' },
]

/** Day by day, a line for each step. */
export const FunnelLines = ({ days }: { readonly days: readonly FunnelDay[] }) => (
  <LineChart
    h={200}
    data={[...days]}
    dataKey="day"
    series={lines}
    curveType="linear"
    withDots={days.length < 15}
    withLegend
    legendProps={{ verticalAlign: 'bottom', itemSorter: null }}
    yAxisProps={{ allowDecimals: false, width: 36 }}
    xAxisProps={{ tickFormatter: (day: string) => day.slice(5) }}
    lineProps={{ isAnimationActive: false }}
    lineChartProps={{ accessibilityLayer: false }}
  />
)
