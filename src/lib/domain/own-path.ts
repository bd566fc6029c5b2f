/**
 * The way back after signing in or choosing a language: only a path on this very site, otherwise `fallback`.
 * Browsers read `//elsewhere` and `/\elsewhere` as another site, and drop control characters before they do.
 */
export function ownPath(path: string | null | undefined, fallback: string): string {
	if (!path || path.length > 500 || !/^\/(?![/\\])[^\\\u0000-\u001f\u007f]*$/.test(path)) return fallback;
	return new URL(path, 'http://own.invalid').origin === 'http://own.invalid' ? path : fallback;
}
