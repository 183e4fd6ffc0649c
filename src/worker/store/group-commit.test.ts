import { expect, test } from 'vitest'
import { createGroupCommit } from './group-commit.ts'

const traced = (failing?: string) => {
  const trace: string[] = []
  const step = (name: string) => () => {
    trace.push(name)
    if (name === failing) throw new Error(`${name} failed`)
  }
  const group = createGroupCommit({
    begin: (isDurable) => step(isDurable ? 'begin' : 'begin repeatable')(),
    commit: step('commit'),
    rollback: step('rollback'),
  })
  return { trace, group }
}

const nothing = () => Promise.resolve()

test('what arrives in one turn shares one commit, and nobody is answered before it', async () => {
  const { trace, group } = traced()
  const answered = (name: string) => () => trace.push(name)
  await Promise.all([group.write(nothing).then(answered('a')), group.write(nothing).then(answered('b'))])
  expect(trace).toEqual(['begin', 'commit', 'a', 'b'])
})

test('what arrives while a group runs goes into the next', async () => {
  const { trace, group } = traced()
  let late: Promise<void> | undefined
  await group.write(() => {
    late = group.write(nothing)
    return Promise.resolve()
  })
  await late
  expect(trace.filter((name) => name === 'commit')).toHaveLength(2)
})

test('a job that throws is undone alone: each of its group is run again by itself', async () => {
  const { trace, group } = traced()
  const job = (name: string, fails = false) =>
    group.write(() => {
      trace.push(name)
      return fails ? Promise.reject(new Error('no')) : Promise.resolve(name)
    })
  const outcomes = await Promise.allSettled([job('good'), job('bad', true), job('late')])
  expect(outcomes).toEqual([
    { status: 'fulfilled', value: 'good' },
    { status: 'rejected', reason: new Error('no') },
    { status: 'fulfilled', value: 'late' },
  ])
  expect(trace.join(' ')).toBe(
    'begin good bad rollback begin good commit begin bad rollback begin late commit',
  )
})

test.for(['begin', 'commit'])(
  'when %s fails, everybody hears of it and the next group runs',
  async (step) => {
    const { trace, group } = traced(step)
    const outcomes = await Promise.allSettled([group.write(nothing), group.write(nothing)])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(trace.at(-1)).toBe('rollback')
    await expect(group.write(nothing)).rejects.toThrow(`${step} failed`)
  },
)

test('a group goes to the disk when one of its jobs must', async () => {
  const { trace, group } = traced()
  const repeatable = { isDurable: false }
  await group.write(nothing, repeatable)
  await Promise.all([group.write(nothing, repeatable), group.write(nothing)])
  expect(trace.filter((name) => name.startsWith('begin'))).toEqual(['begin repeatable', 'begin'])
})

test('idle waits for all that was begun', async () => {
  const { trace, group } = traced()
  void group.write(nothing)
  await group.idle()
  expect(trace.at(-1)).toBe('commit')
  await group.idle()
})
