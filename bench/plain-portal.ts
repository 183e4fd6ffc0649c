const time =
  '{"start":1,"finish":1,"duration":0,"processing":0,"date_start":"2026-11-20T12:00:00+00:00","date_finish":"2026-11-20T12:00:00+00:00","operating_reset_at":1,"operating":0}'

let lastId = 1_000_000

const answerOne = (command: string): string | undefined => {
  if (command.startsWith('imbot.v2.Chat.Message.send?')) return `{"id":${++lastId},"uuidMap":[]}`
  if (command.startsWith('imbot.v2.Chat.Message.update?')) return '{"result":true}'
  if (!command.startsWith('user.get?')) return undefined
  const [, id = '0'] = /ID"?[:=](\d+)/.exec(command) ?? []
  return `[{"ID":"${id}","ACTIVE":true,"NAME":"Anna","LAST_NAME":"Davis","USER_TYPE":"employee","UF_DEPARTMENT":[1]}]`
}

/**
 * What a portal answers to the four calls of a lifecycle, from a pattern; undefined for all else. It costs next to
 * nothing, so that the processes that are compared have the machine to themselves.
 */
export const answerPlainly = (
  commandsOf: (method: string, body: string) => readonly (readonly [string, string])[],
  method: string,
  body: string,
): string | undefined => {
  const answers = commandsOf(method, body).map(([key, command]) => [key, answerOne(command)] as const)
  if (answers.some(([, answer]) => answer === undefined)) return undefined
  if (method !== 'batch') return `{"result":${answers[0]?.[1]},"time":${time}}`
  const results = answers.map(([key, answer]) => `"${key}":${answer}`).join(',')
  return `{"result":{"result":{${results}},"result_error":[],"result_total":[],"result_next":[],"result_time":[]},"time":${time}}`
}
