import type { ErrorSentence } from './error-sentences.ts'

/** What the worker's codes mean, and the names the console gives to a missing answer of it. */
export const workerSentences: Readonly<Record<string, ErrorSentence>> = {
  TOKEN_REFUSED: [
    'The worker does not take this sign-in: the portal is not connected to it, or the console is another app there.',
    'Connect the portal with the worker’s setup code.',
  ],
  SESSION_INVALID: ['The session with the worker is over.', 'Try again; a new one is opened.'],
  ADMINS_ONLY: ['This is for the admins of the portal.', 'Ask an admin.'],
  ORIGIN_REFUSED: [
    'The worker does not answer pages from this address.',
    'Open the console in the portal, from the address in the worker’s PUBLIC_URL.',
  ],
  SETUP_REFUSED: [
    'The worker did not take the setup code, or the portal’s sign-in.',
    'Copy the code again from the worker’s output or its SETUP_CODE; reload the page if it is right.',
  ],
  UNKNOWN_OBJECT: [
    'The worker knows no such thing in this portal.',
    'It may have been deleted; reload the list.',
  ],
  REQUEST_INVALID: [
    'The worker could not read the request.',
    'Check the fields; if it stays, console and worker are of different versions: reload the page.',
  ],
  SITE_INVALID: ['The site cannot be kept like this.', 'Correct the fields that the details name.'],
  SITE_ID_TAKEN: [
    'Another site of this worker has this id, perhaps for another portal.',
    'Choose another id.',
  ],
  SITE_READ_ONLY: [
    'This site comes from the worker’s environment.',
    'Change it in SITES where the worker is started.',
  ],
  LINK_INVALID: ['The short link cannot be kept like this.', 'Correct the fields that the details name.'],
  LINK_CHANGED: [
    'Somebody else has changed this link since you read it.',
    'Nothing of yours was saved; look at both versions and choose.',
  ],
  SLUG_TAKEN: [
    'Another link of this worker has this address, perhaps in another portal.',
    'Choose another one.',
  ],
  KEY_COUNT: [
    'There are one or two keys: two while one takes the place of the other.',
    'Remove the old key first, or keep the last one.',
  ],
  TOO_MANY_ATTEMPTS: ['There were too many attempts from this address.', 'Wait ten minutes, then try again.'],
  WORKER_FAILED: ['The worker broke down over this request.', 'Try again; its log says why.'],
  PORTAL_UNREACHABLE: [
    'The worker got no answer from the portal, or was not let in.',
    'Try again in a minute; the worker’s log says more.',
  ],
  WORKER_UNREACHABLE: [
    'The worker did not answer: it may be stopped, or the browser was not let through to it.',
    'Check that it runs and that its address is right.',
  ],
  WORKER_ANSWER_LOST: [
    'The worker’s answer did not arrive. The change may still have been made.',
    'Look whether the change is there before you repeat it.',
  ],
  WORKER_NOT_THERE: [
    'Something answers at this address, but it is no worker of this console.',
    'Check the worker’s address.',
  ],
}
