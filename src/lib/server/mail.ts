import nodemailer from 'nodemailer';
import type { Config } from './config';
import type { Db } from './db/connection';
import { outboxLetter } from './db/schema';
import type { Letter } from './use-cases/needs';

/** A school without a mail server sends none; the demo and development have their outbox. */
export const sendsMail = ({ smtp, demo, dev }: Pick<Config, 'smtp' | 'demo' | 'dev'>): boolean =>
	Boolean(smtp || demo || dev);

/**
 * Sends letters through the school's mail server. Without one, the demo and development keep them for the outbox page;
 * a real school keeps nothing, because letters hold links that open doors, and a copy of the database must open none.
 */
export function openMail(
	config: Config,
	db: Db,
	newId: () => string,
	clock: () => Date
): (letter: Letter) => Promise<void> {
	if (!sendsMail(config)) return async () => {};
	if (!config.smtp)
		return async ({ to, subject, text }) => {
			await db.insert(outboxLetter).values({ id: newId(), to, subject, body: text, at: clock() });
		};
	const { host, port, user, password, from } = config.smtp;
	const transport = nodemailer.createTransport({
		host,
		port,
		secure: port === 465,
		...(user ? { auth: { user, pass: password } } : {})
	});
	return async ({ to, subject, text, event }) => {
		const icalEvent = event && { method: event.method, filename: 'bijeenkomst.ics', content: event.text };
		// one address, never a list of them or a header: mail programs read far more into one than it says
		if (/[\s\p{C}<>(),:;"\\]/u.test(to)) throw new Error('not one address of mail');
		await transport.sendMail({
			from,
			to: { name: '', address: to },
			subject,
			text,
			...(icalEvent ? { icalEvent } : {})
		});
	};
}
