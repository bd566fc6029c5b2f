/** Keeps the screen on, and the camera with it. The answer lets it sleep again. A browser that cannot is left alone. */
export function stayAwake(): () => void {
	let lock: WakeLockSentinel | null = null;
	let over = false;
	const ask = async () => {
		if (over || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			const given = await navigator.wakeLock.request('screen');
			if (over) await given.release();
			else lock = given;
		} catch {
			// an empty battery says no
		}
	};
	// the browser takes it back when the page goes out of sight
	document.addEventListener('visibilitychange', ask);
	void ask();
	return () => {
		over = true;
		document.removeEventListener('visibilitychange', ask);
		void lock?.release().catch(() => undefined);
	};
}
