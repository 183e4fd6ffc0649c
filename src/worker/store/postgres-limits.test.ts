import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createTestSchema, postgresTitle, testServer } from '../../testing/worker/test-databases.ts'
import { createTestLog } from '../../testing/worker/test-log.ts'
import { openPostgresDatabase } from './postgres-database.ts'

/** The way to the server, which can be held up or cut. */
const openWay = async (server: string) => {
  const target = new URL(server)
  const [serverPort, host] = [Number(target.port), target.hostname]
  const sockets = new Set<Socket>()
  let isStalled = false
  const gate = createServer((inside) => {
    const outside = connect(serverPort, host)
    for (const socket of [inside, outside]) {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    }
    inside.on('data', (data) => void (isStalled || outside.write(data))).on('close', () => outside.destroy())
    outside.on('data', (data) => void (isStalled || inside.write(data))).on('close', () => inside.destroy())
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  const address = gate.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = () => {
    gate.close()
    for (const socket of sockets) socket.destroy()
  }
  onTestFinished(cut)
  target.port = String(port)
  return {
    url: target,
    /** Takes connections and says nothing any more, as a machine does that has vanished. */
    stall: () => (isStalled = true),
    /** As a server that was stopped. */
    cut,
  }
}

const open = async (limits: Readonly<Record<string, string>> = {}, connections = 4) => {
  const way = await openWay(await createTestSchema(testServer ?? ''))
  for (const [name, value] of Object.entries(limits)) way.url.searchParams.set(name, value)
  const database = openPostgresDatabase({ url: way.url.href, log: createTestLog(), connections })
  onTestFinished(() => database.close())
  await database.read({ sql: 'select 1', parameters: [] })
  return { ...way, database }
}

const slow = { sql: 'select pg_sleep(20)', parameters: [] }

const timed = async (work: Promise<unknown>) => {
  const from = performance.now()
  const [outcome] = await Promise.allSettled([work])
  return { ms: performance.now() - from, outcome }
}

describe.skipIf(testServer === undefined)(postgresTitle, () => {
  test.each(['stall', 'cut'] as const)('a server that is gone (%s) shows within two seconds', async (how) => {
    const { database, ...way } = await open({ query_timeout: '2000' })
    expect(await database.isReady()).toBe(true)
    way[how]()
    const { ms, outcome } = await timed(database.isReady())
    expect(outcome).toEqual({ status: 'fulfilled', value: false })
    expect(ms).toBeLessThan(2_000)
  })

  test('a server that is stopped in the middle of a transaction fails the transaction and nothing else', async () => {
    const { database, cut } = await open()
    const writing = database.write(async (transaction) => {
      await transaction.run({ sql: 'select 1', parameters: [] })
      await transaction.run(slow)
    })
    setTimeout(cut, 300)
    const { ms, outcome } = await timed(writing)
    expect(outcome?.status).toBe('rejected')
    expect(ms).toBeLessThan(5_000)
  })

  test('the server ends a statement that takes too long', async () => {
    const { database } = await open({ statement_timeout: '300' })
    await expect(database.read(slow)).rejects.toThrow(/statement timeout/)
    expect(await database.read({ sql: 'select 1 as n', parameters: [] })).toEqual([{ n: 1 }])
  })

  test('an answer that never comes is waited for a while, once, and its connection is given up', async () => {
    const { database, stall } = await open({ query_timeout: '500' })
    const writing = database.write(async (transaction) => {
      await transaction.run({ sql: 'select 1', parameters: [] })
      stall()
      await transaction.run({ sql: 'select 2', parameters: [] })
    })
    const { ms, outcome } = await timed(writing)
    expect(outcome?.status).toBe('rejected')
    expect(ms).toBeLessThan(900)
  })

  test('the connection of an answer that never came is not used again', async () => {
    const { database } = await open({ query_timeout: '500' }, 1)
    await expect(database.write((transaction) => transaction.run(slow))).rejects.toThrow(/timeout/)
    // On the old connection, this would wait behind what hangs there.
    expect(await database.read({ sql: 'select 1 as n', parameters: [] })).toEqual([{ n: 1 }])
  })

  test('without anything said, statements, answers and connections have their limits', async () => {
    const { database } = await open()
    const [row] = await database.read<{ statement_timeout: string }>({
      sql: 'show statement_timeout',
      parameters: [],
    })
    expect(row?.statement_timeout).toBe('15s')
  })
})
