import { expect, test } from 'vitest'
import { onEachDatabase, openTestSqlite } from '../../testing/worker/test-databases.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations.ts'

const insert = (id: string) => ({
  sql: `insert into leases (name, holder, until) values ('${id}', 'h', 1)`,
  parameters: [],
})
const count = { sql: 'select count(*) as n from leases', parameters: [] }

onEachDatabase((open) => {
  test('what throws is undone whole, and others in the same moment are not', async () => {
    const { database } = await open()
    const outcomes = await Promise.allSettled([
      database.write(async (transaction) => {
        await transaction.run(insert('a'))
        throw new Error('changed my mind')
      }),
      database.write((transaction) => transaction.run(insert('b'))),
      database.write(async (transaction) => {
        await transaction.run(insert('c'))
        await transaction.run(insert('c'))
      }),
    ])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
    expect(await database.read({ sql: 'select name from leases', parameters: [] })).toEqual([{ name: 'b' }])
  })

  test('a reader never sees what is not committed', async () => {
    const { database } = await open()
    await database.write(async (transaction) => {
      await transaction.run(insert('a'))
      expect(await database.read(count)).toEqual([{ n: 0 }])
      expect(await transaction.run(count)).toEqual([{ n: 1 }])
    })
    expect(await database.read(count)).toEqual([{ n: 1 }])
  })

  test('a later step of the schema is added once to what is there', async () => {
    const { database } = await open()
    await database.write((transaction) => transaction.run(insert('a')))
    const next = { name: 'later', statements: () => ['create table more (id text primary key)'] }
    await migrate(database, [...migrations, next])
    await migrate(database, [...migrations, next])
    const names = await database.read<{ name: string }>({
      sql: 'select name from migrations',
      parameters: [],
    })
    const expected = [...migrations, next].map(({ name }) => name)
    expect(names.map(({ name }) => name).toSorted()).toEqual(expected.toSorted())
    expect(await database.read(count)).toEqual([{ n: 1 }])
  })

  test('a step that fails leaves the schema as it was', async () => {
    const { database } = await open()
    const bad = { name: 'bad', statements: () => ['create table half (id text)', 'nonsense'] }
    await expect(migrate(database, [...migrations, bad])).rejects.toThrow(/nonsense/)
    await expect(database.read({ sql: 'select * from half', parameters: [] })).rejects.toThrow(/half/)
  })

  test('it is ready until it is closed; closing lets what was begun end', async () => {
    const { database } = await open()
    expect(await database.isReady()).toBe(true)
    const written = database.write((transaction) => transaction.run(insert('a')))
    const closed = database.close()
    await expect(written).resolves.toEqual([])
    await closed
    expect(await database.isReady()).toBe(false)
    await expect(database.write(() => Promise.resolve())).rejects.toThrow()
  })
})

test('SQLite is durable: write-ahead log and a sync for each commit', async () => {
  const { run } = await openTestSqlite()
  expect(await run('pragma journal_mode')).toEqual([{ journal_mode: 'wal' }])
  expect(await run('pragma synchronous')).toEqual([{ synchronous: 2 }])
  expect(await run('pragma foreign_keys')).toEqual([{ foreign_keys: 1 }])
})

test('SQLite syncs for all but what may be repeated, and for that when it shares a commit', async () => {
  const { database } = await openTestSqlite()
  const level = async (isRepeatable: boolean) =>
    database.write((transaction) => transaction.run({ sql: 'pragma synchronous', parameters: [] }), {
      isRepeatable,
    })
  expect(await level(true)).toEqual([{ synchronous: 1 }])
  expect(await level(false)).toEqual([{ synchronous: 2 }])
  expect(await Promise.all([level(true), level(false)])).toEqual([[{ synchronous: 2 }], [{ synchronous: 2 }]])
})
