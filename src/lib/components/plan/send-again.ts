import { deserialize } from '$app/forms';
import type { WrittenField } from '$lib/domain/plan-writing';

/**
 * Sends what was found as its form would have. What the server had already stands there once, because the texts say what
 * they began with [LP4].
 */
export async function sendAgain(
	trajectoryId: string,
	fields: readonly WrittenField[]
): Promise<'saved' | 'refused' | 'unreachable'> {
	const body = new FormData();
	for (const [name, value] of fields) body.append(name, value);
	body.set('autosave', '1');
	const headers = { 'x-sveltekit-action': 'true' };
	try {
		const response = await fetch(`/trajectories/${trajectoryId}?/save`, { method: 'POST', body, headers });
		const { type } = deserialize(await response.text());
		return type === 'success' ? 'saved' : type === 'failure' ? 'refused' : 'unreachable';
	} catch {
		return 'unreachable';
	}
}
