import * as v from 'valibot';
import { teamRoles } from '$lib/domain/roles';

/** What forms about people hold; doors build their schemas from these. Lengths are in characters. */
export const emailField = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.email(), v.maxLength(200));
/** For signing in: whatever was typed is compared, never judged. */
export const typedEmail = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(200));
/** On one line: names also stand in letters and calendars, where a line end begins something else. */
export const nameField = v.pipe(
	v.string(),
	v.transform((name) => name.replace(/[\s\p{Cc}]+/gu, ' ').trim()),
	v.minLength(1),
	v.maxLength(80)
);
export const shortText = v.pipe(v.string(), v.trim(), v.maxLength(120));
export const longText = v.pipe(v.string(), v.trim(), v.maxLength(4000));
/** Judged by the rules for passwords; here only kept from being a whole book. */
export const passwordField = v.pipe(v.string(), v.maxLength(1000));
/** Checkboxes: none, one or several values under one name. */
export const rolesField = v.pipe(
	v.optional(v.union([v.string(), v.array(v.string())]), []),
	v.transform((value) => (Array.isArray(value) ? value : [value])),
	v.array(v.picklist(teamRoles)),
	v.minLength(1)
);
/** What a browser says for a passkey: JSON, which is read where it is checked. */
export const passkeyField = v.pipe(v.string(), v.maxLength(20_000));
/** A code of an app or from paper, as it was typed. */
export const codeField = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(40));
