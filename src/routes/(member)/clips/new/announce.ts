import { deserialize } from '$app/forms';

/** Asks the server for room for a clip, or for a second source beside one. The clip's id, or why not: a refusal's code, `offline`, or `broken`. */
export async function announce(
	trajectory: string,
	bytes: number,
	durationMs: number,
	filmed: boolean,
	beside: string | null
): Promise<{ id: string } | { code: string }> {
	const form = new FormData();
	for (const [name, value] of Object.entries({ trajectory, bytes, durationMs: Math.round(durationMs) }))
		form.set(name, String(value));
	if (filmed) form.set('filmed', 'yes');
	if (beside) form.set('beside', beside);
	const headers = { 'x-sveltekit-action': 'true', accept: 'application/json' };
	const response = await fetch('/clips/new?/start', { method: 'POST', body: form, headers }).catch(() => null);
	if (!response) return { code: 'offline' };
	const result = deserialize(await response.text());
	if (result.type === 'success' && typeof result.data?.['id'] === 'string') return { id: result.data['id'] };
	const code = result.type === 'failure' ? result.data?.['code'] : null;
	return { code: typeof code === 'string' ? code : 'broken' };
}
