/** How long what it says may be relied on, ms: said anew at every reading, and never longer than a year (RFC 9116, 2.5.5). */
const holdsFor = 90 * 86_400_000;

/** `/.well-known/security.txt`: whom to tell about a leak, in which languages, and until when that is so. */
export function securityText({ contact, origin, now }: { contact: string; origin: string; now: Date }): string {
	const expires = new Date(now.getTime() + holdsFor).toISOString().replace(/\.\d{3}Z$/, 'Z');
	const lines = [
		`Contact: ${contact}`,
		`Expires: ${expires}`,
		'Preferred-Languages: nl, en',
		`Canonical: ${origin}/.well-known/security.txt`
	];
	return `${lines.join('\r\n')}\r\n`;
}
