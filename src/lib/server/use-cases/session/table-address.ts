import { yes, type Outcome } from '$lib/domain/outcome';
import type { Needs } from '../needs';
import { enterSession } from './enter';

/** [L16] The path under which a browser reaches this session's table. Refusals: those of `enterSession`. */
export async function tableAddress(needs: Needs, userId: string, sessionId: string): Promise<Outcome<string>> {
	const entered = await enterSession(needs, userId, sessionId);
	return entered.ok ? yes(await needs.table.address(sessionId)) : entered;
}
