import { sql, type Compilable, type RawBuilder } from 'kysely'
import type { Database, Query } from './database.ts'

const markerName = Symbol('marker')

type Marker = { readonly [markerName]: string }

const isMarker = (value: unknown): value is Marker =>
  typeof value === 'object' && value !== null && markerName in value

/** Stands for the values while a statement is built: each property is a marker that goes in as a parameter. */
const markers = <Values extends object>(): Values =>
  new Proxy(
    {},
    { get: (_, name): Marker => ({ [markerName]: String(name) }) },
    // A builder only hands parameters on, so a marker may stand where a value of any type will.
  ) as Values

const valueOf = (values: object, { [markerName]: name }: Marker): unknown => {
  const value: unknown = Reflect.get(values, name)
  if (value === undefined) throw new Error(`The statement's value ${name} is missing.`)
  return value
}

/** Compiles a statement once; what it answers fills in the values. Kysely takes about 0.1 ms for each compilation. */
export const prepare = <Values extends object, Row>(
  build: (values: Values) => Compilable<Row>,
): ((values: Values) => Query<Row>) => {
  const compiled = build(markers<Values>()).compile()
  return (values) => ({
    sql: compiled.sql,
    parameters: compiled.parameters.map((parameter) =>
      isMarker(parameter) ? valueOf(values, parameter) : parameter,
    ),
    isHot: true,
  })
}

/** Some of a row's columns; with a statement's markers, which cannot tell their names themselves. */
export const pick = <Row extends object, Name extends keyof Row>(
  row: Row,
  ...names: readonly Name[]
): Pick<Row, Name> =>
  // Each name is there, as the parameters' type says.
  Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<Row, Name>

/** Compiles a statement for this one time. */
export const once = <Row>(query: Compilable<Row>): Query<Row> => query.compile()

/** Runs one statement that answers the rows it changed; how many they were. */
export const countChanged = async (
  { write }: Pick<Database, 'write'>,
  query: Compilable<unknown>,
): Promise<number> => (await write((transaction) => transaction.run(once(query)))).length

/** The database's clock, in epoch milliseconds. */
export const nowMs: RawBuilder<number> = sql<number>`now_ms()`
