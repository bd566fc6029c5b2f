/**
 * Every expected "no" of the product, with the HTTP status a door gives it. Codes are stable: tests, logs and
 * support pages quote them. The sentence for a reader stands under the same code in `words/<locale>/refusals.ts`.
 */
export const refusals = {
	// who is there
	'sign-in-first': 401,
	'wrong-email-or-password': 403,
	'too-many-tries': 429,
	'account-closed': 403,
	'account-suspended': 403,
	'wrong-code': 403,
	'passkey-unknown': 403,
	'prove-first': 403,
	'last-factor': 409,
	'last-admin': 409,
	'same-person': 403,
	'link-expired': 410,
	'link-used': 410,
	'password-too-short': 400,
	'password-too-common': 400,
	'email-taken': 409,
	// what may be done; "not yours" and "not there" are the same answer on purpose
	'not-found': 404,
	'not-allowed': 403,
	'bad-input': 400,
	'last-lead': 409,
	'already-member': 409,
	'meeting-over': 409,
	// cycle and child
	'cycle-running': 409,
	'dates-out-of-order': 400,
	'not-a-talk-link': 400,
	'alias-looks-like-a-name': 400,
	'trajectory-exists': 409,
	'trajectory-closed': 409,
	'tip-names-a-child': 400,
	'moment-passed': 409,
	'too-many-open': 429,
	'no-consent': 403,
	'no-expert-consent': 403,
	'no-guest-consent': 403,
	// clip
	'too-large': 413,
	'too-long': 422,
	'too-many-pictures': 422,
	'not-a-video': 422,
	truncated: 422,
	'no-picture': 422,
	'unsupported-codec': 422,
	'hevc-not-here': 422,
	'conversion-failed': 422,
	'clip-not-ready': 409,
	'clip-arriving': 503,
	// an answer that no proxy gives of its own accord, and that players ask again after
	'clip-stopped': 510,
	'clip-out-of-reach': 504,
	'clip-gone': 410,
	'second-there': 409,
	'not-together': 400,
	'no-fragment': 409,
	'fragment-too-short': 400,
	'fragment-too-long': 400,
	'disk-full': 507,
	'team-space-full': 507,
	'school-space-full': 507,
	'too-many-under-way': 429,
	'school-year-ends': 409,
	// groups of a meeting
	'too-few-people': 400,
	'nothing-watched': 409,
	// session
	stale: 409,
	'not-your-turn': 403,
	'not-in-this-round': 403,
	'not-yet': 409,
	'someone-leads': 409,
	'nobody-leads': 409,
	'session-closed': 409,
	'session-not-open': 409,
	'already-brought': 409,
	'already-there': 409,
	'picture-stopped': 403,
	'presenter-not-here': 409,
	'guide-not-here': 409,
	'expert-last': 409,
	'moment-outside-clip': 400,
	// big screen
	'no-such-code': 404,
	'too-many-screens': 409,
	// expert on call
	'already-asked': 409,
	'request-answered': 409,
	'access-ended': 403,
	'not-an-expert': 400,
	// the machine
	'too-busy': 503,
	elsewhere: 503
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof refusals;
export const statusOf = (code: RefusalCode): number => refusals[code];
