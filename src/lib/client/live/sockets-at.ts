/** The same host as the page, by socket. */
export const socketsAt = (path: string): string =>
	`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}${path}`;
