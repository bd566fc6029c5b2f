/** How often is asked whether somebody may still read on, ms. */
const askedEvery = 1_000;

/**
 * A whole file takes minutes to read, and a slow reader decides how many: whether it still may is asked again on the
 * way, and the first no breaks it off (SECURITY B4). `now` in ms.
 */
export function whileAllowed(
	bytes: ReadableStream<Uint8Array>,
	stillMay: () => Promise<boolean>,
	now: () => number
): ReadableStream<Uint8Array> {
	const reader = bytes.getReader();
	let asked = now();
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const { done, value } = await reader.read();
			if (done) return controller.close();
			if (now() - asked >= askedEvery) {
				// no answer is no right
				if (!(await stillMay().catch(() => false))) {
					await reader.cancel();
					return controller.error(new Error('the right to these bytes ended on the way'));
				}
				asked = now();
			}
			controller.enqueue(value);
		},
		cancel: (reason) => reader.cancel(reason)
	});
}
