import type { Place } from '$lib/domain/live';

/** Where a pointer stands in an element, as shares of it; never outside. */
export function placeIn(element: HTMLElement, { clientX, clientY }: { clientX: number; clientY: number }): Place {
	const { left, top, width, height } = element.getBoundingClientRect();
	const share = (at: number, from: number, size: number) =>
		size > 0 ? Math.min(1, Math.max(0, (at - from) / size)) : 0;
	return { x: share(clientX, left, width), y: share(clientY, top, height) };
}
