import { desc } from 'drizzle-orm';
import { outboxLetter } from '$lib/server/db/schema';
import type { Needs } from '../needs';

/** The newest letters that were not sent because there is no mail server. Only for the demo and for development. */
export const readOutbox = (needs: Needs) =>
	needs.db.select().from(outboxLetter).orderBy(desc(outboxLetter.at), desc(outboxLetter.id)).limit(50);
